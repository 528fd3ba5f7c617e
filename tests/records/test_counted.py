"""Numbers with what they count: classifiers, symbols, names."""

from collections.abc import Callable

import pytest

from ruammit.analysis import Analysis
from ruammit.records.index import ArticleIndex


def counted(analysed: Callable[..., Analysis], text: str, lang: str) -> list[tuple[str, str]]:
    index = ArticleIndex(analysed(text, lang))
    return [(text[item.start : item.end], item.unit) for item in index.counted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("โรงเรียน 3 แห่ง", [("3 แห่ง", "school")]),
        ("เปิดสำนักงาน 3 แห่ง", [("3 แห่ง", "company")]),
        ("เรือ 2 ลำ และเครื่องบิน 5 ลำ", [("2 ลำ", "ship"), ("5 ลำ", "aircraft")]),
        ("นักศึกษาลาว 412 คน", [("412 คน", "student")]),
        ("นักเรียน\nทั้งหมด 412 คน", [("412 คน", "participant")]),
        ("นักธุรกิจ 23 บริษัท 35 ราย", [("23 บริษัท", "company"), ("35 ราย", "participant")]),
        ("ขนาด 84MW", [("84MW", "megawatt")]),
    ],
)
def test_thai_nouns_tell_what_their_classifier_counts(
    analysed: Callable[..., Analysis], text: str, expected: list[tuple[str, str]]
) -> None:
    assert counted(analysed, text, "th") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lô xe hơn 1.000 chiếc", [("1.000 chiếc", "vehicle")]),
        ("mua 20 chiếc", [("20 chiếc", "aircraft")]),
        ("thuê 8.100ha đất", [("8.100ha", "hectare")]),
        ("84MWh điện", []),
        ("ký năm văn kiện", [("năm văn kiện", "agreement")]),
    ],
)
def test_vietnamese_units_may_stand_right_behind_digits(
    analysed: Callable[..., Analysis], text: str, expected: list[tuple[str, str]]
) -> None:
    assert counted(analysed, text, "vi") == expected
