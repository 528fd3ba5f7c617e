"""The terminal view: a table for people, plain lines for pipes."""

import io
import re

import pytest
from rich.console import Console

import ruammit
from ruammit.views.labels import labels
from ruammit.views.show import RECORD_COLUMNS, heads, record_rows, show_article

ENGLISH = labels()


def test_a_record_reads_as_who_with_whom_what_how_much_when(reference: ruammit.Extraction) -> None:
    assert heads(RECORD_COLUMNS, ENGLISH)[:4] == ["parties", "about", "figures", "when"]
    rows = record_rows(reference, ENGLISH)
    assert [row["score"] for row in rows] == [f"{record.score:.2f}" for record in reference.records]
    assert any("758,500,000 USD" in row["figures"] for row in rows)
    assert {row["article"] for row in rows} == {reference.id}


def test_records_in_the_words_of_a_locale(reference: ruammit.Extraction) -> None:
    rows = record_rows(reference, labels("vi"))
    assert any("758.500.000 USD" in row["số liệu"] for row in rows)
    assert "đầu tư" in {row["loại"] for row in rows}


def test_the_words_of_the_subject_are_underlined(reference: ruammit.Extraction) -> None:
    page = io.StringIO()
    show_article(reference, ENGLISH, Console(file=page, width=200, force_terminal=True, color_system="truecolor"))
    underlined = re.findall(r"\x1b\[(?:[\d;]*;)?4(?:;[\d;]*)?m(.*?)\x1b\[0m", page.getvalue())
    subjects = [record.subject.quote for record in reference.records if record.subject]
    assert len(subjects) > 5
    joined = "".join(underlined)
    assert all(re.sub(r"\s", "", quote) in re.sub(r"\s", "", joined) for quote in subjects)


def test_a_terminal_gets_the_marked_article(hostile: str) -> None:
    page = io.StringIO()
    show_article(
        ruammit.extract(hostile), ENGLISH, Console(file=page, width=100, force_terminal=True, color_system="truecolor")
    )
    assert "\x1b[30;42m25 ล้านดอลลาร์สหรัฐ" in page.getvalue()
    assert "⟨U+202E⟩" in page.getvalue()


def test_a_pipe_gets_plain_lines(capsys: pytest.CaptureFixture[str], hostile: str) -> None:
    extraction = ruammit.extract(hostile)
    show_article(extraction, ENGLISH, Console(file=io.StringIO()))
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    money = next(row for row in rows if row[0] == "money")
    start, end = map(int, money[1].split(":"))
    assert extraction.text[start:end] == money[2] == "25 ล้านดอลลาร์สหรัฐ"
    records = [row for row in rows if row[0] == "record"]
    assert len(records) == len(extraction.records) > 0
    for row, record in zip(records, extraction.records, strict=True):
        assert row[2] == (record.subject.quote if record.subject else "")
        assert row[7] == f"{record.score:.2f}"
