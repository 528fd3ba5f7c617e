"""The notebooks: each runs from start to end on the corpus, keeps its outputs, and needs no network to be read."""

from itertools import groupby
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def executed(path: Path, root: Path) -> Any:
    """The notebook run in a folder beside the corpus, like its own; an error in a cell ends the run with that error."""
    (root / "notebooks").mkdir()
    (root / "corpus").symlink_to(ROOT / "corpus")
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(root / "notebooks")}}).execute()
    return notebook


def kinds_of_outputs(notebook: Any) -> dict[str, list[str]]:
    """Cell to the kinds of its outputs; what it prints may come in one piece or in several."""
    return {
        cell.id: [kind for kind, _ in groupby(output.output_type for output in cell.get("outputs", []))]
        for cell in notebook.cells
    }


def test_there_are_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["01-one-article", "02-a-folder", "03-checking", "04-two-languages"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_from_start_to_end(path: Path, tmp_path: Path) -> None:
    kinds = kinds_of_outputs(nbformat.read(path, as_version=4))
    assert kinds_of_outputs(executed(path, tmp_path)) == kinds
    assert any(kinds.values()), "the outputs are kept in the file: run `make notebooks`"


@pytest.mark.browser
def test_as_a_page_it_asks_no_one(page: Any, tmp_path: Path) -> None:
    exporter = HTMLExporter(template_name="basic")
    html, _ = exporter.from_filename(str(NOTEBOOKS[0]))
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><meta charset=utf-8><body>{html}</body>", encoding="utf-8")
    page.goto(path.as_uri())
    assert page.locator("mark.ruammit-money").count() > 4
    assert page.locator(".ruammit-card").count() > 0
    assert page.requests == [path.as_uri()]
    assert page.errors == []
