"""Tables for terminals: they fit, and break no number, date or word."""

import io
import re
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

import ruammit
from ruammit import languages
from ruammit.text.normalization import reading_of
from ruammit.views.labels import labels
from ruammit.views.show import RECORD_COLUMNS, heads, record_rows
from ruammit.views.terminal import TextForm, print_rows
from ruammit.views.wrapping import longest_piece, pieces, wrapped

WIDTHS = (60, 80, 120)
THAI = "การประชุมส่งเสริมการลงทุนครั้งที่ 3 (กรุงเทพฯ) มูลค่า 758,500,000 USD เมื่อ 2025-10-31 ต่างๆ นานา"


def printed(names: list[str], rows: list[list[str]], width: int, form: TextForm | None = None) -> str:
    page = io.StringIO()
    print_rows(names, rows, form, Console(file=page, width=width, force_terminal=True, color_system=None))
    return page.getvalue()


def starts(words: list[str]) -> set[int]:
    return {0, *accumulate(map(len, words))}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("locale", ["en", "th", "vi"])
def test_records_fit_the_terminal(reference: ruammit.Extraction, width: int, locale: str) -> None:
    words = labels(locale)
    rows = [list(row.values()) for row in record_rows(reference, words)]
    page = printed(heads(RECORD_COLUMNS, words), rows, width)
    assert max(map(cell_len, page.splitlines())) <= width
    assert "…" not in page
    for amount in re.findall(r"[\d.,]{4,} USD", "\n".join(cell for row in rows for cell in row)):
        assert amount in page


@pytest.mark.parametrize("width", range(16, 60, 3))
def test_lines_end_between_thai_words(width: int) -> None:
    tokens = languages.pack("th").tokenise(reading_of(THAI))
    cuts = {start for start, _ in tokens} | {end for _, end in tokens}
    lines = wrapped(THAI, width)
    assert all(cell_len(line) <= width for line in lines)
    at = 0
    for line in lines:
        at = THAI.index(line, at)
        assert at in cuts
        at += len(line)
        assert at in cuts
    joined = "\n".join(lines)
    assert "758,500,000 USD" in joined
    assert "2025-10-31" in joined
    assert "กรุงเทพฯ)" in joined
    assert "ต่างๆ" in joined


@given(st.text(alphabet="กขเไ่ๆฯ aฉ้ำ1,.5()-\n", max_size=60), st.integers(1, 30))
@settings(max_examples=200)
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    assert "".join(pieces(text)) == text
    lines = wrapped(text, width)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert all(cell_len(line) <= max(width, longest_piece(text)) for line in lines)


def test_a_word_wider_than_a_line_is_folded_and_a_number_is_not() -> None:
    assert wrapped("https://example.org/" + "a" * 40, 20) == ["https://example.org/", "a" * 20, "a" * 20]
    assert wrapped("1234567890123", 5) == ["1234567890123"]


def test_what_does_not_fit_is_told_row_by_row() -> None:
    names, row = ["one", "two"], ["word " * 200, "12,000,000 USD"]
    page = printed(names, [row], 60)
    assert page.startswith("-- 1 --")
    assert printed(names, [["a", "b"]], 60).count("│") > 2
    assert "12,000,000 USD" in printed(names, [row], 20, TextForm.TABLE)


def test_columns_stand_straight_under_thai_heads() -> None:
    page = printed(["คู่ความร่วมมือ", "b"], [["ไฮฟอง (VN)", "1"], ["เบลเยียม", "2"]], 80)
    assert len({cell_len(line) for line in page.splitlines()}) == 1


def test_a_pipe_gets_a_row_per_line() -> None:
    page = io.StringIO()
    print_rows(["a", "b"], [["x\ny", "\x1b[31m\tz"]], console=Console(file=page))
    assert page.getvalue() == "a\tb\nx y\t⟨U+001B⟩[31m z\n"
