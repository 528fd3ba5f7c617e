"""The house rules that a reader of one file cannot see: where words live, which way imports go, what tests may ask."""

import ast
import re
import unicodedata
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import ruammit

PACKAGE = Path(ruammit.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "languages" not in path.relative_to(PACKAGE).parts[:1])

# A letter or mark of a script, by itself or as a code point: only ASCII letters, and signs of no script, stand in code.
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|N\{([^}]+)\})")
SCRIPT_LEVEL = {Path("text/scripts.py")}
# Symbols among the letters: the signs of quantity and ordinal, and the letters of styled text.
NO_LETTERS = frozenset("ªºµ")


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


def is_of_a_script(character: str) -> bool:
    """Whether it is a letter or mark, or a free code point among the alphabets, where the range of a block may end."""
    category = unicodedata.category(character)
    return category[0] in "LM" or (category == "Cn" and ord(character) < 0x2000)


def letters_in(text: str) -> set[str]:
    """The letters and marks beyond ASCII that a literal holds, as they stand or as escapes of a regular expression."""
    characters = set(text)
    for four, eight, two, name in ESCAPE.findall(text):
        characters.add(unicodedata.lookup(name) if name else chr(int(four or eight or two, 16)))
    return {character for character in characters - NO_LETTERS if not character.isascii() and is_of_a_script(character)}


def code_points(path: Path) -> list[tuple[int, str]]:
    """Line and source of every integer that is written as the code point of a letter or mark beyond ASCII."""
    source = path.read_text(encoding="utf-8")
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, int) and 0x80 <= node.value < 0x110000:
            written = ast.get_source_segment(source, node) or ""
            if written.lower().startswith("0x") and letters_in(chr(node.value)):
                found.append((node.lineno, written))
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_words_and_letters_of_a_language_live_in_its_pack_or_script(path: Path) -> None:
    if path.relative_to(PACKAGE) in SCRIPT_LEVEL:
        pytest.skip("holds the facts of the scripts")
    found = [(line, text) for line, text in literals(path) if letters_in(text)]
    assert not found, f"move these into languages/*/lexicons, or ask the script: {found}"
    assert not code_points(path), "ask the script (text/scripts.py)"


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("บาท", "บาท"),
        (r"[\u0e30-\u0e3a]", "\u0e30\u0e3a"),
        (r"\N{THAI CHARACTER KO KAI}", "ก"),
        ("À-ỹ", "Àỹ"),
        ("\u0300", "\u0300"),
        ("[A-Za-z] – “₫”", ""),
    ],
)
def test_letters_are_found_however_they_are_written(text: str, letters: str) -> None:
    assert letters_in(text) == set(letters)


def test_imports_keep_the_contracts_of_pyproject(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PACKAGE.parent.parent)
    assert lint_imports(config_filename="pyproject.toml", cache_dir=None) == 0


def test_modules_can_be_read_in_one_sitting() -> None:
    long = {
        str(p.relative_to(PACKAGE)): n for p in PACKAGE.rglob("*.py") if (n := len(p.read_text().splitlines())) > 450
    }
    assert not long


CLOCKS = {"perf_counter", "perf_counter_ns", "monotonic", "monotonic_ns", "process_time", "thread_time", "timeit"}
WAITERS = {Path("hazards.py"), Path("engines/test_cluster.py")}
"""Where a task or a node is slow on purpose; no test waits for a moment by the clock."""


def test_no_test_looks_at_a_clock_or_sleeps() -> None:
    tests = Path(__file__).parent
    found = []
    for path in sorted(tests.rglob("*.py")):
        place = path.relative_to(tests)
        if place.parts[0] == "benchmarks":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
            if name in CLOCKS or (name == "sleep" and place not in WAITERS):
                found.append(f"{place}:{node.lineno}: {name}")
    assert not found
