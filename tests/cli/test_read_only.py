"""What permissions forbid: a dataset that may only be read, a folder to write nothing in, an article to leave alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Done, run

import ruammit

TEXT = "Việt Nam và Thái Lan ký biên bản ghi nhớ về giáo dục tại Hà Nội, trị giá 12 triệu USD, tăng 4% so với năm 2024."


def done(*arguments: str | Path) -> Done:
    """The command by a user whom permissions bind: they do not bind root, as whom tests run in containers."""
    return run(*arguments, first="import commands; commands.bind_by_permissions()")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with `articles` and a dataset of them, `out`, in which nothing may be written."""
    folder = tmp_path_factory.mktemp("shared")
    (folder / "articles").mkdir()
    (folder / "articles" / "one.txt").write_text(TEXT, encoding="utf-8")
    assert run("extract", folder / "articles", "-o", folder / "out").returncode == 0
    (folder / "articles" / "two.txt").write_text(f"{TEXT} 2", encoding="utf-8")
    places = [folder, *(path for path in folder.rglob("*") if path.name != "articles")]
    for path in places:
        path.chmod(path.stat().st_mode & ~0o222)
    yield folder
    for path in places:
        path.chmod(path.stat().st_mode | 0o200)


READERS = {
    "check": ["check", "{out}"],
    "query": ["query", "{out}", "select count(*) from articles"],
    "merge": ["merge", "{out}"],
    "export": ["export", "{out}", "--to", "csv", "-o", "{free}"],
    "report": ["report", "{out}", "-o", "{free}"],
}


@pytest.mark.parametrize("name", READERS)
def test_every_reader_reads(name: str, shared: Path, tmp_path: Path) -> None:
    words = [word.format(out=shared / "out", free=tmp_path / "free") for word in READERS[name]]
    read = done(*words)
    assert (read.returncode, "Traceback" in read.stderr) == (0, False), read.stderr


WRITERS = {
    "extract": ["extract", "{shared}/articles", "-o", "{shared}/out"],
    "extract-anew": ["extract", "{shared}/articles", "-o", "{shared}/out", "--reextract"],
    "extract-new": ["extract", "{shared}/articles", "-o", "{shared}/new"],
    "report": ["report", "{shared}/out", "-o", "{shared}/x.html"],
    "merge": ["merge", "{shared}/out", "-o", "{shared}/x.jsonl"],
    "schema": ["schema", "-o", "{shared}/schemas"],
    "xlsx": ["export", "{shared}/out", "--to", "xlsx", "-o", "{shared}/x.xlsx"],
    "duckdb": ["export", "{shared}/out", "--to", "duckdb", "-o", "{shared}/x.duckdb"],
    "csv": ["export", "{shared}/out", "--to", "csv", "-o", "{shared}/csv"],
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_writer_says_so_in_one_line_with_exit_code_2(name: str, shared: Path) -> None:
    before = sorted(shared.rglob("*"))
    refused = done(*(word.format(shared=shared) for word in WRITERS[name]))
    (line,) = refused.stderr.splitlines()
    assert (refused.returncode, refused.stdout) == (2, "")
    assert line.startswith(f"ruammit: {shared}")
    assert "ermission denied (" in line  # what is wrong, and the cure
    assert sorted(shared.rglob("*")) == before


def test_an_article_that_may_not_be_read_costs_itself(tmp_path: Path) -> None:
    for name in ("locked.txt", "open.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "locked.txt").chmod(0)
    read = done("extract", tmp_path, "-o", tmp_path / "out")
    assert (read.returncode, "Traceback" in read.stderr) == (1, False)
    (reason,) = ruammit.open(tmp_path / "out").rejected().to_dict("records")
    assert (reason["path"], reason["code"]) == (str(tmp_path / "locked.txt"), "unreadable")
    assert [x.id for x in ruammit.open(tmp_path / "out")] == ["open"]
