"""What commands write: whole files or none, one line and exit code 2 on failure, nothing raw on a terminal."""

import json
from pathlib import Path

import pytest
from commands import run
from typer.testing import CliRunner

import ruammit
from ruammit.cli import app as application
from ruammit.exports.tables import TABLES
from ruammit.output import written, written_text

TEXT = "Việt Nam và Thái Lan ký biên bản ghi nhớ về giáo dục tại Hà Nội, trị giá 12 triệu USD, tăng 4% so với năm 2024."
HOSTILE = "\x1b]0;owned\x07\x1b[31m \u202e\u2066\x9b2J\r"


FULL = 500
"""Bytes of a file that a full disk still takes."""


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("output")
    rows = [
        {"id": f"evil{HOSTILE}", "title": f"title{HOSTILE}", "text": f"{TEXT} {HOSTILE}\n{TEXT}"},
        *({"id": f"plain-{number}", "text": f"{TEXT} {number}"} for number in range(5)),
    ]
    source = folder / "rows.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = run("extract", source, "-o", folder / "out")
    assert done.returncode == 0, done.stderr
    return folder / "out"


WRITERS = {
    "report": ["report", "{dataset}", "-o", "{target}"],
    "merge": ["merge", "{dataset}", "-o", "{target}"],
    **{
        to: ["export", "{dataset}", "--to", to, "-o", "{target}"]
        for to in ("jsonl", "duckdb", "xlsx", "docbin", "geojson", "rdf")
    },
}
FOLDERS = {
    **{to: ["export", "{dataset}", "--to", to, "-o", "{target}"] for to in ("csv", "parquet")},
    "schema": ["schema", "-o", "{target}"],
}


def command(words: list[str], dataset: Path, target: Path | str) -> list[str]:
    return [word.format(dataset=dataset, target=target) for word in words]


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.startswith(".") or path.suffix == ".wal"]


@pytest.mark.parametrize("name", [*WRITERS, *FOLDERS])
def test_a_target_makes_its_folder(name: str, dataset: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "folder" / "output"
    done = run(*command((WRITERS | FOLDERS)[name], dataset, target))
    assert done.returncode == 0, done.stderr
    assert target.exists()
    assert not leftovers(tmp_path)


@pytest.mark.parametrize("name", [*WRITERS, *FOLDERS])
def test_a_target_that_cannot_be_written_is_one_line_and_exit_code_2(name: str, dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file", encoding="utf-8")
    done = run(*command((WRITERS | FOLDERS)[name], dataset, tmp_path / "file" / "output"))
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"ruammit: {tmp_path / 'file'}")
    assert "(" in line  # the cure


@pytest.mark.parametrize("name", [*WRITERS, *FOLDERS])
def test_a_full_disk_is_one_line_and_exit_code_2_and_leaves_the_earlier_file(
    name: str, dataset: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out" / "output"
    target.parent.mkdir()
    if name in WRITERS:
        target.write_text("earlier", encoding="utf-8")
    done = run(*command((WRITERS | FOLDERS)[name], dataset, target), most=FULL)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1, done.stderr
    if name in WRITERS:
        assert target.read_text(encoding="utf-8") == "earlier"
    assert not leftovers(tmp_path)


@pytest.mark.parametrize("name", WRITERS)
def test_a_link_is_replaced_and_not_followed_and_a_dash_is_the_standard_output(
    name: str, dataset: Path, tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    target = tmp_path / "output"
    target.symlink_to(victim)
    assert run(*command(WRITERS[name], dataset, target)).returncode == 0
    assert victim.read_text(encoding="utf-8") == "mine"
    assert not target.is_symlink()
    there = run(*command(WRITERS[name], dataset, "-"), cwd=tmp_path)
    assert there.returncode == 0, there.stderr
    expected, shown = target.read_bytes(), there.stdout.encode("utf-8", "surrogateescape")
    assert abs(len(shown) - len(expected)) < 100  # a workbook knows when it was made
    if name in {"jsonl", "merge"}:
        assert shown == expected
        assert all(json.loads(line) for line in there.stdout.splitlines())
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize("name", ["report", "merge", "jsonl", "duckdb"])
@pytest.mark.parametrize("own", ["ruammit.json", "commits.jsonl"])
def test_a_file_of_a_dataset_is_not_written_over(name: str, own: str, dataset: Path) -> None:
    before = (dataset / own).read_bytes()
    done = run(*command(WRITERS[name], dataset, dataset / own))
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "belongs to the dataset" in done.stderr
    assert (dataset / own).read_bytes() == before


def test_export_says_what_it_wrote_and_takes_the_format_from_the_ending(dataset: Path, tmp_path: Path) -> None:
    done = run("export", dataset, "-o", tmp_path / "x.XLSX")
    assert done.stdout == f"{tmp_path / 'x.XLSX'}: xlsx, {len(TABLES)} sheets\n"
    piped = run("export", dataset, "--to", "csv", "-o", "-")
    assert piped.stdout.startswith("\ufeffparties,subject,")
    assert piped.stderr.startswith("-: csv, ")
    unknown = run("export", dataset, "-o", tmp_path / "x.pdf")
    assert unknown.returncode == 2
    assert "--to" in unknown.stderr


REVIEWS = {
    to: ["review", "export", "{dataset}", "--to", to, "-o", "{target}"]
    for to in ("gold", "label-studio", "doccano", "prodigy")
}


@pytest.mark.parametrize("name", [*WRITERS, *FOLDERS, *REVIEWS])
def test_quiet_says_nothing_of_what_was_written(name: str, dataset: Path, tmp_path: Path) -> None:
    words = command((WRITERS | FOLDERS | REVIEWS)[name], dataset, tmp_path / "target")
    said = CliRunner().invoke(application.app, words)
    assert (said.exit_code, str(tmp_path / "target") in said.stdout) == (0, True), said.output
    assert ("an article is finished when" in said.stderr) == (name == "gold")  # none of these is
    quiet = CliRunner().invoke(application.app, [*words, "--quiet"])
    assert (quiet.exit_code, quiet.output) == (0, "")


def test_full_standard_output_is_exit_code_2(dataset: Path) -> None:
    done = run("query", dataset, "select * from articles", "-f", "jsonl", stdout="/dev/full")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


RAW = [chr(code) for code in (*range(9), *range(11, 32), *range(127, 160), 0x202E, 0x2066)]


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "{dataset}", "select * from articles"],
        ["query", "{dataset}", "select * from articles", "-f", "csv"],
        ["query", "{dataset}", "select * from articles", "-f", "jsonl"],
        ["query", "{dataset}", 'select id as "a\x1b[31m" from articles'],
        ["query", "{dataset}", "select nothing\x1b[31m"],
        ["explain", f"{TEXT} 5\x1b[31m\u202etriệu\u202cUSD"],
        ["show", "missing\x1b[31m.txt"],
        ["extract", "missing\x1b[31m.txt", "-o", "/nowhere/out"],
        ["export", "{dataset}", "--to", "\x1b[31m", "-o", "x"],
        ["\x1b]0;owned\x07"],
        ["query", "{dataset}", "--\x1b]0;owned\x07"],
        ["merge", "{dataset}"],
    ],
    ids=lambda arguments: "-".join(word[:12] for word in arguments if word != "{dataset}").encode("unicode_escape"),
)
def test_nothing_steers_the_terminal(arguments: list[str], dataset: Path) -> None:
    done = run(*(word.replace("{dataset}", str(dataset)) for word in arguments))
    assert "Traceback" not in done.stderr
    shown = done.stdout.replace("\r\n", "\n") + done.stderr
    assert shown
    assert not [character for character in RAW if character in shown]


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("form", ["table", "vertical", "markdown"])
def test_no_number_or_date_is_broken(dataset: Path, form: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    sql = "select article_id, quote, 758500000 as amount, date '2025-10-31' as day, quote as again from money limit 2"
    shown = CliRunner().invoke(application.app, ["query", str(dataset), sql, "-f", form]).stdout
    assert shown.count("758500000") == 2
    assert shown.count("2025-10-31") == 2
    assert shown.count("triệu") == 4  # in a table, lines are broken between words
    assert form == "table" or shown.count("12 triệu USD") == 4


def test_markdown_is_a_table(dataset: Path) -> None:
    sql = "select 'a|b' as x, E'c\\nd' as y"
    shown = CliRunner().invoke(application.app, ["query", str(dataset), sql, "-f", "markdown"]).stdout
    assert shown.splitlines() == ["| x | y |", "| --- | --- |", "| a\\|b | c<br>d |"]


def test_nothing_steers_what_reads_a_csv_file(dataset: Path, tmp_path: Path) -> None:
    run("export", dataset, "--to", "csv", "-o", tmp_path / "csv")
    written_files = "".join(
        path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n") for path in (tmp_path / "csv").iterdir()
    )
    assert not [character for character in RAW if character in written_files]


def test_json_has_no_number_that_json_does_not_know(dataset: Path) -> None:
    sql = "select 'NaN'::double as a, 'inf'::float as b, [1.5, '-inf'::double] as c, {'d': 'nan'::double} as d"
    done = run("query", dataset, sql, "-f", "jsonl")

    def refuse(name: str) -> None:
        raise AssertionError(name)

    row = json.loads(done.stdout, parse_constant=refuse)
    assert row == {"a": None, "b": None, "c": [1.5, None], "d": {"d": None}}


def test_json_lines_give_back_what_was_written(dataset: Path) -> None:
    done = run("query", dataset, "select id from articles where id like 'evil%'", "-f", "jsonl")
    assert json.loads(done.stdout) == {"id": f"evil{HOSTILE}"}


@pytest.mark.parametrize("paths", [["mistyped.txt"], [""], ["mistyped", "other"]], ids=str)
def test_a_mistyped_path_makes_nothing(paths: list[str], tmp_path: Path) -> None:
    done = run("extract", *paths, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert not (tmp_path / "out").exists()
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "options",
    [
        ["--time-limit", "inf"],
        ["--time-limit", "nan"],
        ["--time-limit", "1e300"],
        ["--size-limit", "9" * 30],
        ["--workers", "9" * 30],
    ],
    ids=" ".join,
)
def test_numbers_that_no_machine_can_keep(options: list[str], tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    done = run("extract", tmp_path / "one.txt", "-o", tmp_path / "out", *options)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_defect_is_no_exit_code_1(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(**_: object) -> None:
        raise KeyError("LAK")

    monkeypatch.setattr(application, "app", broken)
    with pytest.raises(SystemExit) as stopped:
        application.main()
    assert stopped.value.code == 2
    assert "this is a defect" in capsys.readouterr().err


def test_written_leaves_what_was_there_when_the_writer_fails(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_text("earlier", encoding="utf-8")

    def fail() -> None:
        with written(target) as path:
            path.write_text("half", encoding="utf-8")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert target.read_text(encoding="utf-8") == "earlier"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("target", ["", "a\0b", "."])
def test_names_that_no_file_can_have(target: str) -> None:
    with pytest.raises(ruammit.RuammitError, match="name a file"):
        written_text(target, "text")


def test_devices_are_not_replaced() -> None:
    with pytest.raises(ruammit.RuammitError, match="device"):
        written_text("/dev/null", "text")
    assert Path("/dev/null").is_char_device()
