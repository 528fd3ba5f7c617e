"""The workbook, opened again by openpyxl: numbers to sum, dates to sort, nothing that runs."""

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import ruammit
from ruammit.dataset.store import Dataset
from ruammit.exports.tables import TABLES, explained
from ruammit.views.labels import LOCALES, labels


@pytest.fixture(scope="module")
def book(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("excel") / "x.xlsx"
    ruammit.export(dataset, "xlsx", path)
    return openpyxl.load_workbook(path)


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    head, *found = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in found]


def test_sheets_start_with_the_records_and_end_with_the_texts(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [labels().word("tables", name) for name in TABLES]
    assert (book.sheetnames[0], book.sheetnames[-1]) == ("records", "articles")
    heads = [cell.value for cell in book["records"][1]]
    assert heads[:4] == ["parties", "about", "figures", "when"]
    assert [cell.value for cell in book["articles"][1]][-1].startswith("text")


def test_every_sheet_has_a_frozen_head_filters_and_widths(book: openpyxl.Workbook) -> None:
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.column_dimensions["A"].width >= 14
        assert all(cell.font.bold for cell in sheet[1])


def test_amounts_are_numbers_and_days_are_days(book: openpyxl.Workbook, dataset: Dataset) -> None:
    amounts = rows(book["amounts"])
    assert sum(row["value"] for row in amounts) == sum(dataset.record_amounts()["value"])
    assert {type(row["first day"]) for row in amounts if row["first day"]} <= {datetime.datetime, str}
    thai = next(row for row in rows(book["records"]) if row["article"] == "th")
    assert thai["first day"] == datetime.datetime(2025, 5, 5)
    assert isinstance(thai["score"], float)
    unknown = next(row for row in rows(book["dates in the text"]) if row["article"] == "vi")
    assert unknown["first day"] == "XXXX-11-19"


def test_nothing_runs_and_no_cell_is_json(book: openpyxl.Workbook) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                assert not str(cell.value).startswith(("[{", "{'", '{"'))
                assert "\x1b" not in str(cell.value)
    assert "=1+1" in {row["id"] for row in rows(book["articles"])}


def test_a_text_longer_than_a_cell_goes_on_in_the_next(book: openpyxl.Workbook, long_text: str) -> None:
    long = next(row for row in rows(book["articles"]) if row["id"] == "long")
    assert "".join(text for head, text in long.items() if head.startswith("text") and text).strip() == long_text.strip()


def test_the_columns_are_explained(book: openpyxl.Workbook) -> None:
    explained = {(row["table"], row["head"]) for row in rows(book["columns explained"])}
    for sheet in book:
        if sheet.title != "columns explained":
            heads = {str(cell.value) for cell in sheet[1] if not str(cell.value).startswith("text ")}
            assert {(sheet.title, head) for head in heads} <= explained
    assert all(len(row["meaning"]) > 5 for row in rows(book["columns explained"]))


@pytest.mark.parametrize("locale", ["th", "vi"])
def test_the_columns_are_explained_in_the_words_of_the_locale(locale: str) -> None:
    words, english = labels(locale), {(row["table"], row["column"]): row for row in explained(labels())}
    by_table = {labels().word("tables", name): name for name in TABLES}
    told = {(row["table"], row["column"]): row for row in explained(words)}
    for (table, column), row in english.items():
        other = told[words.word("tables", by_table[table]), column]
        assert (other["meaning"] != row["meaning"], other["type"] != row["type"]) == (True, True)
        assert bool(other["key"]) == bool(row["key"])


@pytest.mark.parametrize("locale", LOCALES)
def test_words_of_the_locale(dataset: Dataset, tmp_path: Path, locale: str) -> None:
    ruammit.export(dataset, "xlsx", tmp_path / "x.xlsx", locale=locale)
    words = labels(locale)
    book = openpyxl.load_workbook(tmp_path / "x.xlsx", read_only=True)
    assert book.sheetnames[0] == words.word("tables", "overview")
    head, *found = book[words.word("tables", "record_parties")].iter_rows(values_only=True)
    parties = [dict(zip(head, row, strict=True)) for row in found]
    assert words.country("VN") in {row[words.word("columns", "country")] for row in parties}
    assert {row[words.word("columns", "kind")] for row in parties} <= set(words.words("kinds").values())
