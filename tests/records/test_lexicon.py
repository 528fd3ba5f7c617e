from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruammit import languages
from ruammit.records import candidates, features, finder
from ruammit.records.lexicon import Hit, lexicon, lowered, scan
from ruammit.schema import Measure, RecordKind


def words(text: str, lang: str, layer: str) -> list[tuple[str, str]]:
    hits: list[Hit] = getattr(scan(text, lexicon(languages.pack(lang))), layer)
    return [(text[hit.start : hit.end], hit.key) for hit in hits]


def test_of_overlapping_phrases_the_longest_counts() -> None:
    assert words("ký biên bản ghi nhớ", "vi", "frame") == [("ký biên bản ghi nhớ", "agreement-signing")]


def test_a_phrase_inside_a_longer_word_is_none() -> None:
    assert words("FTAs", "vi", "frame") == []
    assert words("FTA.", "vi", "frame") == [("FTA", "agreement-named")]


def test_abbreviations_stand_in_capitals_and_other_phrases_in_any_case() -> None:
    assert words("ai đó", "vi", "sector") == []
    assert words("dùng AI", "vi", "sector") == [("AI", "digital")]
    assert words("Xuất Khẩu", "vi", "frame") == [("Xuất Khẩu", "trade-export")]


def test_thai_phrases_need_no_spaces_around_them() -> None:
    assert ("ลงนาม", "agreement-signing") in words("ไทยลงนามกับลาว", "th", "frame")


def test_one_phrase_can_be_of_two_sectors_but_of_one_frame() -> None:
    assert {key for _, key in words("สมาร์ทซิตี้", "th", "sector")} == {"digital", "urban"}


@pytest.mark.parametrize("lang", languages.codes())
def test_a_frame_is_the_same_in_every_pack(lang: str) -> None:
    """Weights are learnt by frame name over all languages: a name has one kind and one measure in all of them.

    A language can have frames of its own, where its phrases of one kind behave differently.
    """
    mine, first = lexicon(languages.pack(lang)).frames, lexicon(languages.pack(languages.codes()[0])).frames
    common = mine.keys() & first.keys()
    assert {name: mine[name] for name in common} == {name: first[name] for name in common}
    assert len(common) * 2 > len(first)
    assert {frame.kind for frame in mine.values()} >= set(RecordKind)
    assert mine["trade-export"].measure is Measure.EXPORT


def test_the_frames_that_rules_and_features_name_are_in_a_pack() -> None:
    frames = {name for code in languages.codes() for name in lexicon(languages.pack(code)).frames}
    sets = (features.HOPES, features.BESIDE, candidates.TOPICS, candidates.DEALS, candidates.ACTIVITIES, finder.BETWEEN)
    alone = {candidates.NOTABLE, candidates.SIGNING, finder.OFFICIAL, finder.DIRECT, finder.FESTIVAL}
    named = alone.union(*sets) - {"carried"}  # what `candidates` calls an amount that goes on with its measure
    assert named <= frames


@given(st.text(max_size=200))
def test_lower_case_keeps_every_offset(text: str) -> None:
    assert len(lowered(text)) == len(text)


@given(st.text(alphabet="ký hợp đồng FTAลงนามกับ ไทย\n.,12", max_size=120), st.sampled_from(["th", "vi"]))
def test_hits_stand_in_order_and_in_the_text(text: str, lang: str) -> None:
    hits = scan(text, lexicon(languages.pack(lang)))
    for layer in (hits.frame, hits.unit):
        assert all(a.end <= b.start for a, b in pairwise(layer))
        assert all(0 <= hit.start < hit.end <= len(text) for hit in layer)
