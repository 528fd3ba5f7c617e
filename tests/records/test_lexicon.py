import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruammit import languages
from ruammit.errors import PackError
from ruammit.matching import fold
from ruammit.ontology.model import ontology
from ruammit.records.lexicon import PhraseMatch, lexicon, scan
from ruammit.schema import RecordKind


def words(text: str, lang: str, layer: str) -> list[tuple[str, str]]:
    hits: list[PhraseMatch] = getattr(scan(text, fold(text), lexicon(languages.pack(lang))), layer)
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
def test_a_pack_has_phrases_for_every_kind(lang: str) -> None:
    frames = lexicon(languages.pack(lang)).frames
    assert {frame.kind for frame in frames.values()} >= set(RecordKind)
    assert all(frame == ontology().frames[name] for name, frame in frames.items())


def test_a_name_that_is_not_declared_is_an_error(tmp_path: Path) -> None:
    thai = languages.pack("th")
    shutil.copytree(thai.folder / "lexicons", tmp_path / "lexicons")
    with (tmp_path / "lexicons" / "frames.toml").open("a", encoding="utf-8") as file:
        file.write('\n[agreement-sining]\nphrases = ["ลงนาม"]\n')
    with pytest.raises(PackError, match=r"frames\.toml, line \d+: agreement-sining"):
        lexicon(replace(thai, folder=tmp_path))


@given(st.text(alphabet="ký hợp đồng FTAลงนามกับ ไทย\n.,12", max_size=120), st.sampled_from(["th", "vi"]))
def test_hits_stand_in_order_and_in_the_text(text: str, lang: str) -> None:
    hits = scan(text, fold(text), lexicon(languages.pack(lang)))
    for layer in (hits.frame, hits.unit):
        assert all(a.end <= b.start for a, b in pairwise(layer))
        assert all(0 <= hit.start < hit.end <= len(text) for hit in layer)
