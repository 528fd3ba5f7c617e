"""The extractor's identity."""

import re
import shutil
from pathlib import Path

import pytest

import ruammit
from ruammit import _version

PACKAGE = Path(_version.__file__).parent


def test_an_extraction_names_the_extractor() -> None:
    found = ruammit.extract("Bỉ có 8 dự án tại Hải Phòng.").extractor
    assert found == _version.extractor()
    assert re.fullmatch(rf"{re.escape(ruammit.__version__)}\+[0-9a-f]{{12}}", found)


@pytest.mark.parametrize(
    ("changed", "another"),
    [
        ("records/finder.py", True),
        ("languages/thai/lexicons/numbers.toml", True),
        ("records/data/model.json", True),
        ("ontology/ontology.toml", True),
        ("text/normalization.py", True),
        ("new_rules/rule.py", True),
        ("views/report.py", False),
        ("cli/app.py", False),
        ("languages/thai/examples/money.toml", False),
        ("records/data/README.md", False),
        ("records/__pycache__/finder.pyc", False),
    ],
)
def test_it_changes_with_whatever_decides_an_extraction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str, another: bool
) -> None:
    package = tmp_path / "ruammit"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(_version, "_PACKAGE", package)
    identity = _version.extractor.__wrapped__
    before = identity()
    assert before == identity()
    (package / changed).parent.mkdir(exist_ok=True)
    with (package / changed).open("ab") as file:
        file.write(b"\n")
    assert (identity() != before) is another


def test_line_ends_of_a_checkout_are_no_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_version, "_PACKAGE", tmp_path)
    identity = _version.extractor.__wrapped__
    (tmp_path / "rules.toml").write_bytes(b"a = 1\n")
    before = identity()
    (tmp_path / "rules.toml").write_bytes(b"a = 1\r\n")
    assert identity() == before
