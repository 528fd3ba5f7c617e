"""The terminal view: a table for people, plain lines for pipes."""

import io
import re

import pytest
from rich.cells import cell_len
from rich.console import Console

import ruammit
from ruammit.views.show import show


def test_records_as_a_table_with_straight_columns(reference: ruammit.Extraction) -> None:
    page = io.StringIO()
    show(reference, records_only=True, console=Console(file=page, width=120))
    table = [line for line in page.getvalue().splitlines() if line[0] in "┏┃┡│├└"]
    assert len(table) > len(reference.records)
    assert {cell_len(line) for line in table} == {cell_len(table[0])}
    assert "758,500,000" in page.getvalue()
    assert "…" not in page.getvalue()


def test_a_record_reads_as_who_with_whom_what_how_much_when(reference: ruammit.Extraction) -> None:
    page = io.StringIO()
    show(reference, records_only=True, console=Console(file=page, width=200))
    head = page.getvalue().splitlines()[1]
    assert head.replace("┃", " ").split() == ["parties", "about", "figures", "when", "kind", "score", "quote"]
    shown = re.sub(r"[^\S ]|[│ ]", "", page.getvalue())
    for record in reference.records:
        assert f"{record.score:.2f}" in shown


def test_the_words_of_the_subject_are_underlined(reference: ruammit.Extraction) -> None:
    page = io.StringIO()
    show(reference, console=Console(file=page, width=200, force_terminal=True, color_system="truecolor"))
    underlined = re.findall(r"\x1b\[(?:[\d;]*;)?4(?:;[\d;]*)?m(.*?)\x1b\[0m", page.getvalue())
    subjects = [record.subject.quote for record in reference.records if record.subject]
    assert len(subjects) > 5
    joined = "".join(underlined)
    assert all(re.sub(r"\s", "", quote) in re.sub(r"\s", "", joined) for quote in subjects)


def test_a_terminal_gets_the_marked_article(hostile: str) -> None:
    page = io.StringIO()
    show(ruammit.extract(hostile), console=Console(file=page, width=100, force_terminal=True, color_system="truecolor"))
    assert "\x1b[30;42m25 ล้านดอลลาร์สหรัฐ" in page.getvalue()
    assert "⟨U+202E⟩" in page.getvalue()


def test_a_pipe_gets_plain_lines(capsys: pytest.CaptureFixture[str], hostile: str) -> None:
    extraction = ruammit.extract(hostile)
    show(extraction, console=Console(file=io.StringIO()))
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    money = next(row for row in rows if row[0] == "money")
    start, end = map(int, money[1].split(":"))
    assert extraction.text[start:end] == money[2] == "25 ล้านดอลลาร์สหรัฐ"
    records = [row for row in rows if row[0] == "record"]
    assert len(records) == len(extraction.records) > 0
    for row, record in zip(records, extraction.records, strict=True):
        assert row[2] == (record.subject.quote if record.subject else "")
        assert row[7] == f"{record.score:.2f}"
