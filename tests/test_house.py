"""The house rules that a reader of one file cannot see: where words live, and which way imports go."""

import ast
import re
from pathlib import Path

import pytest

import ruammit

PACKAGE = Path(ruammit.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "languages" not in path.relative_to(PACKAGE).parts[:1])

# Thai letters (not the sign of the baht), and the letters that Vietnamese alone among Latin alphabets uses.
THAI_OR_VIETNAMESE = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e5bđơưĐƠƯ\u1ea0-\u1ef9]")
# Spelling of the scripts themselves, the same for every language that uses them.
SCRIPT_LEVEL = {"normalization.py", "scripts.py"}

# What stands further right on an article's road; a module imports from its own place or from its left.
ROAD = ["mentions", "entities", "records", "merging", "dataset", "engines", "views"]


def literals(path: Path) -> list[tuple[int, str]]:
    """Line and text of every string literal that is no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_words_of_a_language_live_in_its_pack(path: Path) -> None:
    if path.name in SCRIPT_LEVEL:
        pytest.skip("works on the scripts, not on words")
    found = [(line, text) for line, text in literals(path) if THAI_OR_VIETNAMESE.search(text)]
    assert not found, f"move these into languages/*/lexicons: {found}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_knows_what_stands_to_its_right(path: Path) -> None:
    place = path.relative_to(PACKAGE).parts[0]
    if place not in ROAD:
        return
    right = {f"ruammit.{name}" for name in ROAD[ROAD.index(place) + 1 :]} | {"ruammit.cli", "ruammit.pipeline"}
    if place in {
        "merging",
        "dataset",
        "engines",
        "views",
    }:  # they see all of it, but not each other
        right = {"ruammit.cli"}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    wrong = {name for name in imported for far in right if name == far or name.startswith(far + ".")}
    assert not wrong


def test_modules_can_be_read_in_one_sitting() -> None:
    long = {
        str(p.relative_to(PACKAGE)): n for p in PACKAGE.rglob("*.py") if (n := len(p.read_text().splitlines())) > 450
    }
    assert not long
