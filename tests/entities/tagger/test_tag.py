"""The learned tagger: names that no rule gives away, and none over a rule's."""

from hypothesis import given
from hypothesis import strategies as st

from ruammit import languages
from ruammit.analysis import Analysis
from ruammit.entities.finder import find_entities, found_by_rules
from ruammit.entities.tagger.tag import decoded, reviewed
from ruammit.examples import article_of
from ruammit.schema import EntityType

TAGS = st.lists(st.sampled_from(["O", *(f"{part}-{kind.value}" for part in "BI" for kind in EntityType)]))


@given(TAGS)
def test_every_tag_of_a_name_is_in_one_name(tags: list[str]) -> None:
    names = list(decoded(tags))
    covered = [at for first, last, _ in names for at in range(first, last + 1)]
    assert covered == [at for at, tag in enumerate(tags) if tag != "O"]
    assert all(tags[at].endswith(f"-{kind.value}") for first, last, kind in names for at in range(first, last + 1))
    assert all(not tags[at].startswith("B") for first, last, _ in names for at in range(first + 1, last + 1))


def test_a_person_without_a_title_is_found_and_says_by_what() -> None:
    text = "ในงานเดียวกัน สุรเชษฐ์ วัฒนานนท์ ให้สัมภาษณ์ว่า ยอดขายปีนี้ดีกว่าที่คาด"
    found = {entity.name: entity for entity in find_entities(Analysis(article_of(text, "th")))}
    assert found["สุรเชษฐ์ วัฒนานนท์"].rule == "person-tagged"


def test_a_rule_s_name_that_is_surely_none_is_rejected() -> None:
    text = "ดาราสาวเดินทางถึงกองถ่ายตั้งแต่เช้า"
    analysis = Analysis(article_of(text, "th"))
    accepted, _ = found_by_rules(analysis)
    assert accepted
    assert reviewed(analysis, accepted) == []


def test_rules_keep_the_say() -> None:
    text = "นายสุรเชษฐ์ วัฒนานนท์ ผู้อำนวยการกรมศุลกากร เปิดเผยว่า บริษัท ทองไทย จำกัด ลงทุนในลาว"
    analysis = Analysis(article_of(text, "th"))
    accepted, _ = found_by_rules(analysis)
    rules = {(one.start, one.end) for one in accepted}
    spans = {
        (span.start_char, span.end_char): entity.rule for entity in find_entities(analysis) for span in entity.mentions
    }
    assert rules <= spans.keys()
    assert not any(spans[span].endswith("-tagged") for span in rules)


@given(st.text(alphabet="กขคนายสม ัิ่์()“”\"'.,ฯ AZaz09\n\u200b", max_size=60))
def test_tagged_names_lie_in_the_text_and_have_no_signs_at_their_ends(text: str) -> None:
    analysis = Analysis(article_of(f"ไทย {text}", "th"))
    for one in reviewed(analysis, []):
        name = analysis.text[one.start : one.end]
        assert name
        assert name == name.strip()
        assert name[0].isalnum()
        assert name[-1] not in "“”\"',("


def test_a_language_without_a_model_goes_without() -> None:
    assert languages.pack("vi").tagger is None
    analysis = Analysis(article_of("Ông An gặp bà Bình", "vi"))
    accepted, _ = found_by_rules(analysis)
    assert reviewed(analysis, accepted) == accepted
