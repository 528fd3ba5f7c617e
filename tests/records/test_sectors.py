"""The fields of records: words of a field, words in the names of bodies, and words that stand in passing."""

from __future__ import annotations

import pytest

from ruammit.analysis import Analysis
from ruammit.examples import article_of
from ruammit.pipeline import run
from ruammit.records.drafts import drafts
from ruammit.records.index import ArticleIndex
from ruammit.records.scoring import load
from ruammit.records.segment import clauses
from ruammit.records.slots.sectors import Sectors
from ruammit.records.state import discourse


def features(text: str, lang: str) -> dict[str, dict[str, float]]:
    """What speaks for the sectors of the first draft of the text."""
    index = ArticleIndex(run(Analysis(article_of(text, lang, None)), until="entities"))
    draft = next(drafts(index, discourse(index, clauses(index))))
    return {sector: found.named() for sector, found in Sectors(index, load().sector).features(draft).items()}


def test_a_word_of_a_field_speaks_for_it() -> None:
    rows = features("ไทยและลาวลงนามบันทึกความเข้าใจด้านรถไฟ", "th")
    assert rows["transport"]["here.only"] == rows["transport"]["here.first"] == 1
    assert "here" not in rows["trade"]


def test_a_word_in_the_name_of_a_body_is_told_apart() -> None:
    rows = features("กระทรวงพาณิชย์ไทยลงนามบันทึกความเข้าใจกับลาวด้านรถไฟ", "th")
    assert rows["trade"]["named"] == 1
    assert "here" not in rows["trade"]


@pytest.mark.parametrize(
    ("text", "lang", "sector", "sign"),
    [
        ("นายกรัฐมนตรีและรัฐมนตรีว่าการกระทรวงกลาโหมเยือนลาว", "th", "governance", "faint.governance-office"),
        ("Thủ tướng Việt Nam thăm chính thức Lào", "vi", "governance", "faint.governance-leaders"),
    ],
)
def test_offices_stand_in_passing(text: str, lang: str, sector: str, sign: str) -> None:
    rows = features(text, lang)
    assert rows[sector][sign] == 1
    assert "here" not in rows["security"]


def test_a_phrase_that_holds_a_word_of_a_field_may_name_none() -> None:
    rows = features("ไทยและลาวหารือทวิภาคี ณ โรงแรมในเวียงจันทน์ด้านรถไฟ", "th")
    assert "tourism" not in rows
