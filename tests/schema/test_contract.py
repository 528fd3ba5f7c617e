"""The page that says what every value means says it of every field and of every value."""

import re
from enum import StrEnum
from pathlib import Path

import pytest
from pydantic import BaseModel

import ruammit
from ruammit import schema
from ruammit.evaluation.annotation import parse_annotation
from ruammit.schema import enums as vocabulary

PAGE = (Path(__file__).parents[2] / "docs" / "contract.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([A-Za-z0-9_]+)`", PAGE))
MODELS = [model for name in schema.__all__ if isinstance(model := getattr(schema, name), type)]


@pytest.mark.parametrize("model", [m for m in MODELS if issubclass(m, BaseModel)], ids=lambda model: model.__name__)
def test_every_field_is_explained(model: type[BaseModel]) -> None:
    assert not set(model.model_fields) - NAMED


@pytest.mark.parametrize("name", vocabulary.__all__)
def test_every_value_is_explained(name: str) -> None:
    values: type[StrEnum] = getattr(vocabulary, name)
    assert not {str(value) for value in values} - NAMED


def test_every_flag_is_explained() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(ruammit.__file__).parent.rglob("*.py")]
    codes = {code for source in sources for code in re.findall(r'(?:Flag\(\s*code=|_flag\(\s*)"([^"]+)"', source)}
    section = PAGE.split("### Flags")[1].split("\n## ")[0]
    explained = set(re.findall(r"^\| `([a-z0-9-]+)` \|", section, re.MULTILINE))
    assert codes == explained - {"code"}


def test_example_annotation_follows_the_format() -> None:
    page = (Path(__file__).parents[2] / "docs" / "annotating.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    assert parse_annotation(example).money[0].amount == 15_280_000_000
