"""Settings from files: typed, checked, and told by file, line and key."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from commands import run

import ruammit
from ruammit.settings import defaults
from ruammit.toml import find_settings

TEXT = "Ngày 5/5/2025, Việt Nam và Thái Lan ký biên bản ghi nhớ về giáo dục tại Bangkok, trị giá 12 triệu USD."
OWN = """
[extract]
workers = 1
min-score = 0.25
output = "out"

[extract.field]
text = "story"

[show]
home = "VN"
"""


def test_what_the_file_says_is_a_default_and_what_is_typed_goes_before_it(tmp_path: Path) -> None:
    (tmp_path / "ruammit.toml").write_text(OWN, encoding="utf-8")
    (tmp_path / "a.csv").write_text(f'story\n"{TEXT}"\n', encoding="utf-8")
    folder = tmp_path / "below"
    folder.mkdir()
    done = run("extract", "../a.csv", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert next(iter(ruammit.open(folder / "out"))).min_score == 0.25
    done = run("extract", "../a.csv", "-o", "other", "--min-score", "0.1", "--quiet", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert next(iter(ruammit.open(folder / "other"))).min_score == 0.1


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    (tmp_path / "ruammit.toml").write_text(OWN, encoding="utf-8")
    project = tmp_path / "project"
    (project / "in").mkdir(parents=True)
    (project / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert find_settings(project / "in") == tmp_path / "ruammit.toml"
    (project / "pyproject.toml").write_text("[tool.ruammit.extract]\nlang = 'vi'\n", encoding="utf-8")
    assert find_settings(project / "in") == project / "pyproject.toml"
    assert defaults(project / "pyproject.toml") == {"extract": {"lang": "vi"}}


def test_names_of_options_are_those_of_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "ruammit.toml"
    path.write_text(OWN, encoding="utf-8")
    extract = {"workers": 1, "min_score": 0.25, "output": "out", "field": ["text=story"]}
    assert defaults(path) == {"extract": extract, "show": {"home": "VN"}}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[extract]\nworkers = 'two'\n", "line 2: extract.workers: Input should be a valid integer"),
        ("[extract]\n\ncolour = 1\n", "line 3: extract.colour: no such key"),
        ("[extrakt]\nworkers = 2\n", "line 1: extrakt: no such key"),
        ("[show]\nmin-score = 2.0\n", "line 2: show.min-score: Input should be less than or equal to 1"),
        ("[extract\n", "line 1"),
        ("[extract]\nlang = 'Thai'\n", "line 2: extract.lang"),
    ],
)
def test_a_wrong_file_is_named_with_line_and_key(content: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "ruammit.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ruammit.SettingsError) as raised:
        defaults(path)
    assert says in str(raised.value)
    assert str(path) in str(raised.value)


def test_a_wrong_file_is_exit_code_2_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("[show]\nlang = 1\n", encoding="utf-8")
    done = run("--config", "own.toml", "show", "a.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "own.toml, line 2: show.lang" in done.stderr
    assert run("--config", "nowhere.toml", "show", "a.txt", cwd=tmp_path).returncode == 2


def test_every_setting_is_an_option_and_is_documented() -> None:
    import typer.main

    from ruammit.cli.app import app
    from ruammit.settings import Settings

    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    page = (Path(__file__).parent.parent / "docs" / "settings.md").read_text(encoding="utf-8")
    for name, table in Settings.model_fields.items():
        options = {parameter.name for parameter in commands[name].params}
        assert set(table.default.__class__.model_fields) <= options
        assert f"`[{name}]`" in page
        for option in table.default.__class__.model_fields:
            assert f"`{option.replace('_', '-')}`" in page


# --- what is said ----------------------------------------------------------------------------------------------------


LOGS = """
import logging, sys
logging.basicConfig(level=logging.DEBUG, stream=sys.stdout, format="%(name)s: %(message)s")
import ruammit
ruammit.extract_to(sys.argv[1], sys.argv[2], workers=1)
assert all(isinstance(handler, logging.NullHandler) for handler in logging.getLogger("ruammit").handlers)
"""
"""A program of a user: its own, for other libraries change a process's loggers."""


def test_the_library_logs_and_handles_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.xlsx").write_bytes(b"x")
    done = subprocess.run(
        [sys.executable, "-c", LOGS, str(tmp_path), str(tmp_path / "out")], capture_output=True, text=True, check=True
    )
    said = [line for line in done.stdout.splitlines() if line.startswith("ruammit")]
    assert any("1 article extracted" in line for line in said)
    assert any("skipped (format)" in line and "b.xlsx" in line for line in said)


def test_verbose_says_what_is_done_and_quiet_nothing_but_errors(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    said = run("extract", "a.txt", "-o", "out", "-v", cwd=tmp_path)
    assert "1 extracted" in said.stderr
    quiet = run("extract", "gone.txt", "-o", "out", "-q", cwd=tmp_path)
    assert (quiet.returncode, quiet.stdout) == (2, "")
    assert "no such file" in quiet.stderr


def test_a_day_that_is_none_is_told_by_the_name_of_its_option(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = run("extract", "a.txt", "-o", "out", "--since", "yesterday", cwd=tmp_path)
    assert (done.returncode, (tmp_path / "out").exists()) == (2, False)
    assert done.stderr.startswith("ruammit: `--since` is no date: 'yesterday'")


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.xlsx").write_bytes(b"x")
    (tmp_path / "c.csv").write_text("text\nx\ny\n", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    done = run("extract", ".", "-o", "out", "--dry-run", cwd=tmp_path)
    assert "would read 3 articles (2 csv, 1 text)" in done.stdout
    assert "b.xlsx" in done.stdout
    assert (done.returncode, sorted(tmp_path.rglob("*"))) == (0, before)


def test_the_standard_input_is_an_article_or_rows(tmp_path: Path) -> None:
    for given in (TEXT, json.dumps({"id": "x", "text": TEXT})):
        done = run("extract", "-", "-o", "out", cwd=tmp_path, given=given)
        assert (done.returncode, "1 article extracted" in done.stdout) == (0, True), done.stderr
    names = [extraction.id for extraction in ruammit.open(tmp_path / "out")]
    assert [name for name in names if not name.startswith("stdin-")] == ["x"]
    assert len(names) == 2


def test_no_folder_for_temporary_files_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ministers met in Paris and signed an agreement on trade.", encoding="utf-8")
    full = (
        "def full(*_, **__): raise OSError(28, 'No space left on device')\n"
        "tempfile.TemporaryFile = tempfile.mkdtemp = full\n"
    )
    done = run("extract", "-", "-o", "out", cwd=tmp_path, given="x", first=full)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "TMPDIR" in done.stderr
