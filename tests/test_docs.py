"""What the documentation shows is true: its examples run, its commands exist, its links lead somewhere."""

import ast
import doctest
import importlib
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import click
import pytest
from commands import run
from typer.main import get_command

import ruammit
from ruammit.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md"), ROOT / "corpus" / "README.md"])
RUN = [ROOT / "README.md", ROOT / "docs" / "tutorial.md"]
"""The pages whose commands are run one after the other; those of the others are only parsed."""

_FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^(?: {4})?(?:\$ )?(ruammit [^\n]+)$", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)")
_TARGET = re.compile(r"(?<![\w/])make ([a-z-]+)\b")
_TARGETS = re.compile(r"^([a-z-]+):", re.MULTILINE)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def blocks(page: Path, *languages: str) -> list[str]:
    return [body for language, body in _FENCE.findall(page.read_text(encoding="utf-8")) if language in languages]


def commands(page: Path) -> list[list[str]]:
    """Every `ruammit ...` that stands on a line of its own in a fenced or indented block, as its words."""
    text = page.read_text(encoding="utf-8")
    shown = "\n".join([*(body for _, body in _FENCE.findall(text)), *re.findall(r"^ {4}ruammit .+$", text, re.M)])
    return [shlex.split(command, comments=True)[1:] for command in _COMMAND.findall(shown)]


def pages_with(*languages: str) -> list[Path]:
    return [page for page in PAGES if blocks(page, *languages)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the pages take to be there: `articles`, among them one.txt, `annotated`, and their dataset `out`."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "corpus" / "articles", folder / "articles")
    shutil.copy(ROOT / "corpus" / "articles" / "vi-hanoi-bus.txt", folder / "articles" / "one.txt")
    shutil.copytree(ROOT / "corpus", folder / "annotated")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    succeed(["extract", "articles", "-o", "out"], folder)
    return folder


def succeed(words: list[str], folder: Path) -> None:
    done = run(*words, cwd=folder)
    assert done.returncode == 0, f"{shlex.join(words)}: {done.stdout[-500:]}{done.stderr[-500:]}"


@pytest.mark.parametrize("page", pages_with("python"), ids=name)
def test_python_blocks_run(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An expression with a comment after it that is a value too must have this value."""
    monkeypatch.chdir(folder)
    namespace: dict[str, object] = {"Decimal": Decimal}
    for block in blocks(page, "python"):
        lines = block.splitlines()
        for statement in ast.parse(block).body:
            source = "\n".join(lines[statement.lineno - 1 : statement.end_lineno])
            if not isinstance(statement, ast.Expr):
                exec(compile(source, str(page), "exec"), namespace)
                continue
            found = eval(compile(ast.Expression(statement.value), str(page), "eval"), namespace)
            _, said, comment = lines[(statement.end_lineno or 1) - 1].partition("  # ")
            if said and is_value(comment):
                assert found == eval(comment, {"Decimal": Decimal}), source


def is_value(comment: str) -> bool:
    try:
        eval(comment, {"Decimal": Decimal})
    except (SyntaxError, NameError):
        return False
    return True


@pytest.mark.parametrize("page", pages_with("pycon"), ids=name)
def test_sessions_say_what_python_says(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    session = "\n".join(blocks(page, "pycon"))
    test = doctest.DocTestParser().get_doctest(session, {}, name(page), str(page), 0)
    assert test.examples
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert result.failed == 0, "".join(told)


def test_the_readme_shows_the_record_of_its_sentence() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    sentence = re.search(r"^> (.+)$", readme, re.MULTILINE)
    assert sentence
    (record,) = ruammit.extract(sentence[1]).records
    parties = ", ".join(f"{party.canonical} ({party.country})" for party in record.parties)
    (amount,), (count,) = record.amounts, record.counts
    shown = f"{amount.modifier} than {amount.value:,.0f} {amount.currency} | {count.value} {count.unit}s"
    assert f"| {record.kind}, {record.status} | {parties} | {shown} | {record.end} |" in readme


def documented_modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(ruammit.__path__, "ruammit."):
        source = Path(ruammit.__file__).parent.joinpath(*module.name.split(".")[1:])
        file = source / "__init__.py" if module.ispkg else source.with_suffix(".py")
        if ">>> " in file.read_text(encoding="utf-8"):
            yield module.name


@pytest.mark.parametrize("module", ["ruammit", *documented_modules()])
def test_docstrings_say_what_python_says(module: str) -> None:
    told: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    tests = [test for test in doctest.DocTestFinder().find(importlib.import_module(module)) if test.examples]
    assert tests
    for test in tests:
        runner.run(test, out=told.append)
    assert runner.failures == 0, "".join(told)


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=name)
def test_commands_are_understood(page: Path) -> None:
    root = get_command(app)
    assert isinstance(root, click.Group) or hasattr(root, "commands")
    for words in commands(page):
        if words[0].startswith("-"):
            continue
        command = root.commands[words[0]]
        arguments = [word for word in words[1:] if word not in ("|", ">")]
        command.make_context(words[0], arguments, resilient_parsing=False)


@pytest.mark.parametrize("page", RUN, ids=name)
def test_commands_of_the_first_pages_run(page: Path, folder: Path) -> None:
    assert commands(page)
    for words in commands(page):
        succeed(words, folder)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_and_make_targets_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [link for link in _LINK.findall(text) if not (page.parent / link).exists()] == []
    code = "\n".join([*(body for _, body in _FENCE.findall(text)), *re.findall(r"`([^`\n]+)`", text)])
    targets = set(_TARGETS.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    assert set(_TARGET.findall(code)) - targets == set()


def test_every_page_is_in_the_table_of_contents() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    listed = {line for body in re.findall(r"```\{toctree\}(.*?)```", index, re.DOTALL) for line in body.split()}
    pages = {page.relative_to(ROOT / "docs").with_suffix("").as_posix() for page in (ROOT / "docs").rglob("*.md")}
    assert pages - listed == {"index"}


def test_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("sphinx")
    options = ["--fail-on-warning", "--keep-going", "--quiet", "--builder", "html"]
    command = [sys.executable, "-m", "sphinx", *options, str(ROOT / "docs"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "reference" / "python.html").read_text(encoding="utf-8")
    for exported in set(ruammit.__all__) - {"__version__", "open"}:
        assert f">{exported}<" in page, f"{exported} is not in the reference"
