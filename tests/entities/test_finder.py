"""The entity finder: overlaps, surface forms, spans, alias groups, and cost."""

from functools import partial

from counting import calls
from hypothesis import given, settings
from hypothesis import strategies as st

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate
from ruammit.entities.finder import find_entities, settled
from ruammit.examples import article_of
from ruammit.schema import Entity, EntityType


def entities(lang: str, text: str) -> dict[str, Entity]:
    return {entity.name: entity for entity in find_entities(Analysis(article_of(text, lang)))}


def candidate(start: int, end: int, priority: int) -> Candidate:
    return Candidate(start, end, EntityType.ORG, "test", priority)


def test_of_overlapping_candidates_the_higher_then_the_longer_then_the_earlier_stands() -> None:
    assert settled([candidate(0, 9, 1), candidate(2, 4, 2)], 10) == [candidate(2, 4, 2)]
    assert settled([candidate(0, 3, 1), candidate(2, 8, 1)], 10) == [candidate(2, 8, 1)]
    assert settled([candidate(1, 4, 1), candidate(0, 3, 1)], 10) == [candidate(0, 3, 1)]
    assert settled([candidate(4, 6, 1), candidate(0, 3, 1)], 10) == [candidate(0, 3, 1), candidate(4, 6, 1)]


def test_a_surface_form_is_one_entity_with_all_its_mentions() -> None:
    text = "ไทยค้ากับลาว และลาวค้ากับไทย"
    found = entities("th", text)
    assert [text[span.start_char : span.end_char] for span in found["ลาว"].mentions] == ["ลาว", "ลาว"]
    assert len(found["ไทย"].mentions) == 2


def test_spellings_that_differ_in_the_text_are_different_forms_of_one_thing() -> None:
    text = "เวียดนาม และ เวียด\u200bนาม"
    found = entities("th", text)
    assert set(found) == {"เวียดนาม", "เวียด\u200bนาม"}
    assert {one.canonical for one in found.values()} == {"Vietnam"}
    assert {one.ref for one in found.values()} == {"iso3166:VN"}


def test_a_name_in_two_languages_has_one_canonical_name() -> None:
    assert entities("th", "อาเซียน")["อาเซียน"].canonical == entities("vi", "ASEAN họp.")["ASEAN"].canonical
    assert entities("th", "ไฮฟอง")["ไฮฟอง"].ref == entities("vi", "ở Hải Phòng")["Hải Phòng"].ref


def test_an_abbreviation_in_brackets_is_an_alias_and_is_found_later() -> None:
    text = "สมาคมผู้ส่งออกผลไม้ไทย (TFEA) คาดว่าราคาดี ส่วน TFEA จะสรุปผล"
    found = entities("th", text)
    assert found["TFEA"].canonical == found["สมาคมผู้ส่งออกผลไม้ไทย"].canonical
    assert len(found["TFEA"].mentions) == 2


def test_a_place_in_brackets_after_a_body_is_a_place() -> None:
    found = entities("vi", "Tập đoàn Greenfield (Singapore) mua lại cổ phần.")
    assert found["Singapore"].type is EntityType.GPE
    assert found["Tập đoàn Greenfield"].country == "SG"


def test_the_body_in_a_title_counts_and_the_role_does_not() -> None:
    assert list(entities("th", "รัฐมนตรีว่าการกระทรวงพาณิชย์")) == ["กระทรวงพาณิชย์"]
    assert list(entities("vi", "Chủ tịch Quốc hội phát biểu.")) == ["Quốc hội"]


def test_no_text_no_entities() -> None:
    assert entities("th", "") == {}
    assert entities("vi", "\n\n") == {}


PIECES = [
    "นาย",
    "สมชาย ",
    "กระทรวง",
    "พาณิชย์",
    " และ ",
    "ไทย",
    "(ททท.)",
    "บริษัท ",
    "จำกัด",
    "\u200b",
    "\n",
    "A",
    "ฯ",
    "ณ ",
]
WORDS = [
    "Ông ",
    "Nguyễn ",
    "Văn ",
    "Bộ ",
    "Công ty ",
    "Lào ",
    "(",
    ") ",
    "- ",
    "và ",
    "TP. ",
    "HCM ",
    "\n",
    "đ",
    "e\u0301",
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=14), st.lists(st.sampled_from(WORDS), max_size=14))
def test_every_mention_stands_where_it_says(thai: list[str], vietnamese: list[str]) -> None:
    for lang, text in (("th", "".join(thai)), ("vi", "".join(vietnamese))):
        for entity in find_entities(Analysis(article_of(text, lang))):
            for span in entity.mentions:
                assert text[span.start_char : span.end_char] == entity.name


def test_time_is_linear_in_the_length_of_the_text() -> None:
    def work(lang: str, text: str) -> int:
        return calls(partial(find_entities, Analysis(article_of(text, lang))))

    for lang, text in (("th", "นายสมชาย ใจดี กระทรวงพาณิชย์และ"), ("vi", "Ông Nguyễn Văn Bộ Công ty và Lào, ")):
        work(lang, text)
        assert work(lang, text * 200) <= 2.2 * work(lang, text * 100) + 1000
