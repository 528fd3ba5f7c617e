"""`ruammit check`, and what `extract` says of a dataset that it finds."""

from collections.abc import Callable
from pathlib import Path

import hazards
import pytest
from typer.testing import CliRunner

from ruammit.cli.app import app
from ruammit.engines.run import extract_to

Make = Callable[..., Path]


def run(*arguments: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [*map(str, arguments)])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def dataset(articles: Make, tmp_path: Path) -> Path:
    extract_to([articles(3)], tmp_path / "out", engine=hazards.warm)
    return tmp_path / "out"


def test_a_whole_dataset(dataset: Path) -> None:
    code, told, _ = run("check", dataset)
    assert code == 0
    assert "whole: 3 articles in 1 part," in told


def test_a_damaged_one_is_exit_code_1_with_the_cure_which_cures_it(dataset: Path) -> None:
    (lost,) = (dataset / "money").glob("*.parquet")
    lost.unlink()
    code, told, _ = run("check", dataset)
    assert code == 1
    assert f"damaged: {lost} is missing" in told
    assert f"ruammit extract PATH... -o {dataset}" in told
    code, told, warned = run("extract", dataset.parent / "articles", "-o", dataset, "--workers", "1")
    assert code == 0
    assert "note: 1 file of the dataset damaged or missing" in warned
    assert "3 articles extracted" in told
    assert run("check", dataset)[0] == 0


def test_articles_of_other_rules_are_told_and_done_again_when_asked(dataset: Path, aged: Callable[[Path], str]) -> None:
    old = aged(dataset)
    assert f"3 articles by Ruammit {old}" in run("check", dataset)[1]
    given = "extract", dataset.parent / "articles", "-o", dataset, "--workers", "1"
    code, told, warned = run(*given)
    assert (code, "3 unchanged" in told) == (0, True)
    assert "note: 3 articles extracted by other rules" in warned
    code, told, warned = run(*given, "--update")
    assert (code, "3 articles extracted" in told, "other rules" in warned) == (0, True, False)
