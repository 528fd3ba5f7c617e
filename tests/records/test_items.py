from collections.abc import Callable

import pytest

from ruammit.analysis import Analysis
from ruammit.records.index import ArticleIndex

Analysed = Callable[..., Analysis]


def items(analysis: Analysis) -> list[tuple[int, list[str], str]]:
    """Rank, sides and words of the items of a text."""
    index = ArticleIndex(analysis)
    return [(item.rank, [side.side for side in item.sides], index.text[item.start : item.end]) for item in index.items]


def test_an_item_is_a_side_with_a_figure_behind_the_one_before(analysed: Analysed) -> None:
    text = "Xuất khẩu tôm sang Bỉ đạt 30 triệu USD, tăng 4%; Ba Lan 21 triệu USD và Séc 8 triệu USD."
    assert items(analysed(text, "vi")) == [
        (0, ["BE"], "Bỉ đạt 30 triệu USD"),
        (1, ["PL"], "Ba Lan 21 triệu USD"),
        (2, ["CZ"], "và Séc 8 triệu USD"),
    ]


def test_a_word_for_the_next_opens_an_item_after_whatever_was_told_of_the_first(analysed: Analysed) -> None:
    text = "นอร์เวย์มาเป็นอันดับหนึ่ง 900 ล้านบาท เพราะมีโครงการใหม่หลายโครงการ รองลงมาคือโปแลนด์ 300 ล้านบาท"
    assert [row[:2] for row in items(analysed(text, "th"))] == [(0, ["NO"]), (1, ["PL"])]


def test_figures_in_another_order_than_their_sides_are_of_one_item(analysed: Analysed) -> None:
    text = "ไทยส่งออกไปสเปน 9 ล้านบาท ตามด้วยอิตาลีและกรีซ ซึ่งซื้อ 5 ล้านบาท และ 4 ล้านบาท ตามลำดับ"
    assert [row[1] for row in items(analysed(text, "th"))] == [["ES"], ["IT", "GR"]]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Việt Nam xuất khẩu sang Bỉ 30 triệu USD, nhập khẩu từ Ba Lan 21 triệu USD.", "vi"),  # measured anew
        ("เบลเยียมถือหุ้น 60% และโปแลนด์ถือหุ้น 40%", "th"),  # stakes in one firm
        ("Việt Nam xuất khẩu sang Bỉ, Ba Lan và Séc.", "vi"),  # no figures
        ("มีภาพยนตร์จากเบลเยียม 2 เรื่อง และโปแลนด์ 1 เรื่อง ใช้เงิน 80 ล้านบาท", "th"),  # one sum of all
    ],
)
def test_what_is_no_list_has_no_items(text: str, lang: str, analysed: Analysed) -> None:
    assert items(analysed(text, lang)) == []
