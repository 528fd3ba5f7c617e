"""Commands that answer with rows: the same formats, heads in the words of a locale, one row per line in a pipe."""

import csv
import io
import json
from pathlib import Path

import pytest
from hazards import warm
from typer.testing import CliRunner, Result

from ruammit.cli.app import app
from ruammit.engines.run import extract_to

TEXTS = (
    "Năm 2024, Thái Lan đầu tư 25,1 triệu USD vào Việt Nam.",
    "ในปี 2567 ไทยลงทุนในเวียดนาม 25 ล้านดอลลาร์สหรัฐ",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`two.jsonl`, with two articles on one event, and its dataset `out`."""
    folder = tmp_path_factory.mktemp("rows")
    rows = "".join(json.dumps({"id": f"a{n}", "text": text}) + "\n" for n, text in enumerate(TEXTS))
    (folder / "two.jsonl").write_text(rows, encoding="utf-8")
    extract_to([str(folder / "two.jsonl")], str(folder / "out"), engine=warm)
    return folder


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, words)))


def test_show_takes_a_file_with_several_articles(folder: Path) -> None:
    done = run("show", folder / "two.jsonl", "--records", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["article"] for row in rows] == ["a0", "a1"]
    assert [row["figures"] for row in rows] == ["investment: 25,100,000 USD", "investment: 25,000,000 USD"]
    plain = run("show", folder / "two.jsonl").stdout
    assert plain.count("\nrecord\t") == 2
    assert "# a1" in plain


@pytest.mark.parametrize(
    "command", [["show", "two.jsonl", "--records"], ["merge", "out"], ["query", "out", "from records"]]
)
def test_a_pipe_gets_a_head_and_a_row_per_line(folder: Path, command: list[str]) -> None:
    done = run(command[0], folder / command[1], *command[2:])
    head, *rows = done.stdout.splitlines()
    assert rows
    assert all(row.count("\t") == head.count("\t") > 5 for row in rows)


def test_heads_and_words_of_a_locale(folder: Path) -> None:
    (row,) = [
        json.loads(line) for line in run("merge", folder / "out", "-f", "jsonl", "--locale", "th").stdout.splitlines()
    ]
    assert row["ประเภท"] == "การลงทุน"
    assert "เงินลงทุน 25,000,000 USD" in row["ตัวเลข"]


def test_a_column_that_is_asked_for_twice_stays(folder: Path) -> None:
    (row,) = run(
        "query", folder / "out", "select id, id from articles where id = 'a0'", "-f", "jsonl"
    ).stdout.splitlines()
    assert json.loads(row) == {"id": "a0", "id_2": "a0"}


def test_an_article_without_records_says_so(folder: Path) -> None:
    (folder / "none.txt").write_text("Hôm nay trời đẹp và mọi người đi dạo trong công viên.", encoding="utf-8")
    done = run("show", folder / "none.txt", "--records")
    assert "No cooperation records." in done.stderr
