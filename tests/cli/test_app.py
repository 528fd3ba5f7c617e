"""The command line, as a user types it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands import ENVIRONMENT, run

import ruammit
from ruammit._version import extractor

TEXT = "Việt Nam và Thái Lan ký biên bản ghi nhớ về giáo dục tại Hà Nội, trị giá 12 triệu USD, tăng 4% so với năm 2024."
ENGLISH = "Thailand and Vietnam signed a memorandum of understanding on education worth 12 million dollars."


def started(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command as a shell starts it; `run` forks it from a process that has loaded everything."""
    command = [sys.executable, "-m", "ruammit", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, env=os.environ | ENVIRONMENT
    )


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    done = started("extract", folder / "one.txt", "-o", folder / "out")
    assert done.returncode == 0, done.stderr
    assert "1 article extracted" in done.stdout
    return folder / "out"


def test_help_names_the_commands_and_loads_nothing_that_takes_time() -> None:
    shown = started("--help")
    assert shown.returncode == 0
    for command in ("extract", "show", "explain", "query", "export", "schema"):
        assert command in shown.stdout
    slow = [
        "pydantic",
        "spacy",
        "pythainlp",
        "underthesea",
        "nlpo3",
        "dateparser",
        "pandas",
        "duckdb",
        "pyarrow",
        "ray",
    ]
    code = "import runpy, sys\ntry: runpy.run_module('ruammit', run_name='__main__')\nexcept SystemExit: pass\n"
    code += f"print([name for name in {slow} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", ["extract", "show", "explain", "query", "export", "schema"])
def test_every_command_explains_itself(command: str) -> None:
    shown = run(command, "--help")
    assert shown.returncode == 0
    assert "Usage" in shown.stdout


def test_the_version() -> None:
    assert run("--version").stdout.strip() == f"ruammit {ruammit.__version__} (extractor {extractor()})"


def test_exit_code_1_and_the_reason_when_articles_are_set_aside(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "english.txt").write_text(ENGLISH, encoding="utf-8")
    done = run("extract", "in", "missing.txt", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert "english.txt" in done.stderr
    assert "'en'" in done.stderr
    assert "missing.txt: no such file" in done.stderr
    assert "1 article extracted" in done.stdout
    assert len(ruammit.open(tmp_path / "out")) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["extract", "x"], "--output"),
        (["extract", "x", "-o", "out", "--workers", "0"], "workers"),
        (["extract", "x", "-o", "out", "--lang", "xx"], "no language pack for 'xx'"),
        (["extract", "x", "-o", "out", "--address", "auto"], "--engine ray"),
        (["extract", "x", "-o", "out", "--min-score", "1.5"], "less than or equal to 1"),
        (["show", "x.txt", "--min-score", "nan"], "--min-score"),
        (["query", "nowhere", "select 1"], "there is no dataset here"),
        (["show", "nowhere.txt"], "no such file"),
        (["export", "nowhere", "--to", "pdf", "-o", "x"], "--to"),
        (["nonsense"], "nonsense"),
    ],
)
def test_exit_code_2_and_what_to_do_on_bad_usage(arguments: list[str], says: str, tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_query_in_three_forms(dataset: Path) -> None:
    sql = "select quote, amount, currency from money"
    table = started("query", dataset, sql)
    assert "12000000" in table.stdout
    assert run("query", dataset, sql, "--format", "csv").stdout.splitlines() == [
        "quote,amount,currency",
        "12 triệu USD,12000000,USD",
    ]
    (row,) = run("query", dataset, sql, "--format", "jsonl").stdout.splitlines()
    assert json.loads(row) == {"quote": "12 triệu USD", "amount": "12000000", "currency": "USD"}
    nested = json.loads(run("query", dataset, "select mentions from entities limit 1", "-f", "jsonl").stdout)
    assert set(nested["mentions"][0]) == {"start_char", "end_char"}


def test_a_wrong_query_names_the_tables(dataset: Path) -> None:
    done = run("query", dataset, "select * from nothing")
    assert done.returncode == 2
    assert "record_amounts" in done.stderr


def test_export(dataset: Path, tmp_path: Path) -> None:
    assert started("export", dataset, "--to", "jsonl", "-o", tmp_path / "x.jsonl").returncode == 0
    (line,) = (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()
    assert ruammit.Extraction.model_validate_json(line).text == TEXT


def test_records_below_a_score_are_left_out_by_every_command(dataset: Path, tmp_path: Path) -> None:
    assert run("show", dataset.parent / "one.txt", "--min-score", "1").stdout.count("\nrecord\t") == 0
    assert run("show", dataset.parent / "one.txt", "--min-score", "0").stdout.count("\nrecord\t") == 1
    merges = {0: "there are no records to merge", 1: "1 record, 1 event; none told more than once"}
    for score, left in (("0", 1), ("1", 0)):
        counted = run("query", dataset, "select count(*) as n from records", "-f", "jsonl", "--min-score", score)
        assert json.loads(counted.stdout) == {"n": left}
        merged = run("merge", dataset, "--min-score", score)
        assert merged.stderr.splitlines()[-1] == merges[left]
        assert run("export", dataset, "--to", "csv", "-o", tmp_path / score, "--min-score", score).returncode == 0
        rows = (tmp_path / score / "record_parties.csv").read_text(encoding="utf-8-sig").splitlines()
        assert bool(rows[1:]) == bool(left)


def test_a_report_leaves_out_records_below_a_score(dataset: Path) -> None:
    assert "<dt>records</dt><dd>0</dd>" in run("report", dataset, "-o", "-", "--min-score", "1").stdout


def test_show_and_explain(dataset: Path) -> None:
    shown = started("show", dataset.parent / "one.txt")
    assert shown.returncode == 0
    assert "12 triệu USD" in shown.stdout
    explained = started("explain", TEXT)
    assert explained.returncode == 0
    assert "12000000 USD" in explained.stdout


def test_explain_reads_a_file_and_takes_figures_for_a_text(tmp_path: Path) -> None:
    article = tmp_path / "news.txt"
    article.write_text(TEXT, encoding="utf-8")
    from_file = started("explain", str(article))
    assert from_file.returncode == 0
    assert from_file.stdout == started("explain", TEXT).stdout
    assert "2025-03-15" in started("explain", "15/3/2568", "--lang", "th").stdout
    missing = started("explain", str(tmp_path / "none.txt"))
    assert missing.returncode == 2
    assert "no such file" in missing.stderr


def test_schema(tmp_path: Path) -> None:
    assert json.loads(run("schema", "record").stdout)["title"] == "Record"
    assert "extraction\tAn article and what was found in it." in run("schema").stdout
    assert "name one of article, money" in run("schema", "nothing").stderr
    assert run("schema", "--output", tmp_path / "schemas").returncode == 0
    schema = json.loads((tmp_path / "schemas" / "extraction.schema.json").read_text(encoding="utf-8"))
    assert "records" in schema["properties"]


def test_a_closed_pipe_is_no_error(dataset: Path) -> None:
    command = f"'{sys.executable}' -m ruammit query '{dataset}' 'select * from range(200000)' -f csv | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "range"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_streams_may_be_closed(dataset: Path, closed: str, tmp_path: Path) -> None:
    command = f"'{sys.executable}' -m ruammit export '{dataset}' -o '{tmp_path}/x.jsonl' {closed}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert ruammit.Extraction.model_validate_json((tmp_path / "x.jsonl").read_bytes()).text == TEXT


@pytest.mark.skipif(os.name != "posix", reason="names and files of POSIX systems")
def test_whatever_lies_in_a_folder_costs_only_itself(tmp_path: Path) -> None:
    zoo = tmp_path / "zoo"
    zoo.mkdir()
    good = TEXT.encode()
    files = {
        b"binary.txt": b"%PDF-1.7\n\x00\xff\x81\x90" * 50,
        b"truncated.txt": good[:20] + "ก".encode()[:1],
        b"utf16.txt": TEXT.encode("utf-16"),
        b"nul.txt": good[:10] + b"\0" + good[10:],
        b"empty.txt": b"",
        b"blank.txt": b" \n\t\n",
        b"invisible.txt": "\u200b".encode() * 1_000_000,
        b"invisible-within.txt": TEXT.replace(" ", " " + "\u200b" * 50_000).encode(),
        b"large.txt": b"x" * 11_000_000,
        b"one-line.jsonl": b'{"text": "' + b"x" * 11_000_000,
        b"nested.html": b"<html><body>" + b"<div>" * 20_000 + good + b"</div>" * 20_000,
        b"nested.jsonl": b"[" * 100_000,
        b"charset.html": b'<html><head><meta charset="no-such"></head><body><p>' + good * 5 + b"\xff</p></body></html>",
        b"name\nwith\nnewlines.txt": good,
        b"name-\xff\xfe.txt": good,
        b"same.txt": good,
        b"same.html": b"<html><body><article><p>" + good * 5 + b"</p></article></body></html>",
        b"rows.jsonl": b'{"id": "a", "text": 5}\n{"id": "b"}\n{\n"x"\n{"id": "c", "text": "\\ud800"}\n{"text": ""}\n',
    }
    for name, content in files.items():
        with open(os.fsencode(zoo) + b"/" + name, "wb") as file:  # noqa: PTH123 - names that are no text
            file.write(content)
    (zoo / "dangling.txt").symlink_to("nowhere.txt")
    (zoo / "self.txt").symlink_to("self.txt")
    (zoo / "loop").symlink_to(zoo)
    os.mkfifo(zoo / "pipe.txt")
    (zoo / "secret.txt").write_bytes(good)
    (zoo / "secret.txt").chmod(0)
    (zoo / "zz-last.txt").write_bytes(good)

    done = run("extract", zoo, "-o", tmp_path / "out", workers=True)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    found = ruammit.open(tmp_path / "out")
    read = {x.id: x for x in found}
    assert {"zz-last", "same", "name\nwith\nnewlines"} <= set(read)
    rejected = found.rejected()
    assert not {"defect", "crash", "timeout"} & set(rejected["code"])
    assert rejected["message"].all()
    places = {Path(path).name for path in rejected["path"]}
    assert {
        "binary.txt",
        "empty.txt",
        "blank.txt",
        "large.txt",
        "one-line.jsonl",
        "nested.jsonl",
        "rows.jsonl",
        "dangling.txt",
        "self.txt",
        "loop",
        "pipe.txt",
    } <= places
    assert rejected["path"].str.endswith("rows.jsonl").sum() == 6
    # Nothing is lost: every file is an article or a row that says why not.
    told = len(read) + len(places)
    assert told == len(list(zoo.iterdir()))
    # ... and it is the same a second time.
    again = run("extract", zoo, "-o", tmp_path / "out")
    assert "0 articles extracted" in again.stdout
    assert ruammit.open(tmp_path / "out").rejected().equals(rejected)


def test_strict_turns_flags_into_exit_code_1(tmp_path: Path) -> None:
    doubtful = tmp_path / "doubtful.txt"
    doubtful.write_text("ในปี พ.ศ. 2567 มูลค่าการส่งออกของไทยไปยังเบลเยียมจะสูงกว่า 25 ล้านดอลลาร์สหรัฐ", encoding="utf-8")
    published = tmp_path / "doubtful.jsonl"
    row = {"id": "doubtful", "text": doubtful.read_text(encoding="utf-8"), "published": "2025-11-20"}
    published.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    strict = run("extract", published, "-o", tmp_path / "out", "--strict")
    assert strict.returncode == 1
    assert "flagged: future-tense-past-period" in strict.stderr
    assert run("extract", published, "-o", tmp_path / "out").returncode == 0
    plain = run(
        "extract",
        Path(__file__).parents[2] / "corpus" / "articles" / "vi-hanoi-bus.txt",
        "-o",
        tmp_path / "plain",
        "--strict",
    )
    assert plain.returncode == 0, plain.stderr
