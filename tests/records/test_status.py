"""Done or planned, what is counted, and where a visit ends, in sentences of the press."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from ruammit.analysis import Analysis
from ruammit.examples import article_of
from ruammit.pipeline import extract_article
from ruammit.records.index import ArticleIndex
from ruammit.records.scoring import load
from ruammit.records.selection import filled_drafts
from ruammit.records.slots.status import planned, status_features
from ruammit.schema import Count, Record, Status

SURE = 0.5


def records(text: str, lang: str) -> tuple[Record, ...]:
    return extract_article(article_of(text, lang, None)).records


@pytest.mark.parametrize(
    ("text", "lang", "status"),
    [
        ("Xuất khẩu của Việt Nam sang Ấn Độ có thể đạt 12 tỷ USD vào năm 2030.", "vi", Status.PLANNED),
        ("Năm 2021, xuất khẩu của Việt Nam sang Ấn Độ đạt 6 tỷ USD.", "vi", Status.DONE),
        ("การส่งออกของไทยไปเกาหลีใต้คาดว่าจะมีมูลค่าสูงถึง 9,000 ล้านดอลลาร์สหรัฐในปี 2573", "th", Status.PLANNED),
        ("ในปี 2564 การส่งออกของไทยไปเกาหลีใต้มีมูลค่า 6,000 ล้านดอลลาร์สหรัฐ", "th", Status.DONE),
    ],
)
def test_an_amount_that_is_expected_is_planned(text: str, lang: str, status: Status) -> None:
    (record,) = records(text, lang)
    assert record.status is status


def test_another_word_of_tense_between_governs_in_its_place(analysed: Callable[..., Analysis]) -> None:
    index = ArticleIndex(analysed("Hãng dự kiến mở rộng sau khi đã ký hợp đồng với Nhật Bản.", "vi"))
    filled = next(row for row in filled_drafts(index, load()) if "agreement" in str(row.draft.kind))
    features = status_features(index, filled).named()
    assert features["past.before.governs"] == 1.0
    assert "planned.before.governs" not in features
    assert planned(index, filled, load()) < SURE


@pytest.mark.parametrize(
    ("text", "lang", "counts"),
    [
        ("Vietjet và Airbus của Pháp ký hợp đồng mua 40 tàu bay.", "vi", [(40, "aircraft")]),
        ("Lào ký hợp đồng bán 1.200 MW điện cho Việt Nam.", "vi", [(1200, "megawatt")]),
        ("ในปี 2564 จีนบริจาควัคซีน 300,000 โดสให้ไทย", "th", [(300_000, "dose")]),
        ("Bộ trưởng Ngoại giao hai quốc gia Việt Nam và Nhật Bản hội đàm tại Hà Nội.", "vi", []),
    ],
)
def test_what_is_counted(text: str, lang: str, counts: list[tuple[int, str]]) -> None:
    found: tuple[Count, ...] = tuple(count for record in records(text, lang) for count in record.counts)
    assert [(count.value, count.unit) for count in found] == [(Decimal(value), unit) for value, unit in counts]


def test_a_year_counts_nothing() -> None:
    found = records("ในปี 2567 บริษัทญี่ปุ่นลงทุนในไทย 4,000 ล้านบาท", "th")
    assert found
    assert not any(record.counts for record in found)


def test_a_visit_that_begins_has_no_end_yet() -> None:
    (record,) = records("Ngày 12/6/2023, Thủ tướng Australia bắt đầu chuyến thăm chính thức Việt Nam.", "vi")
    assert (record.start, record.end) == ("2023-06-12", None)
