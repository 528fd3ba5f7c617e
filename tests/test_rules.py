"""Every rule has examples that give its values and examples that give nothing."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import ruammit
from ruammit import languages
from ruammit.examples import examples

ROOT = Path(__file__).parents[1]
LAYERS = ("numbers", "money", "percent", "dates", "entities")
RULE = re.compile(r"(?:number|money|percent|date|person|place|organisation)-[a-z-]*[a-z]")


CASES = [(code, layer) for code in languages.codes() for layer in LAYERS]


@cache
def counted(code: str, layer: str) -> tuple[Counter[str], Counter[str]]:
    """How many positive and how many negative examples every rule of a layer has."""
    positive: Counter[str] = Counter()
    negative: Counter[str] = Counter()
    for example in examples(languages.pack(code)):
        if example.layer == layer:
            (positive if example.values else negative)[example.rule] += 1
    return positive, negative


@pytest.mark.parametrize(("code", "layer"), CASES)
def test_every_rule_has_examples_of_both_kinds(code: str, layer: str) -> None:
    positive, negative = counted(code, layer)
    assert {rule for rule in positive | negative if not (positive[rule] and negative[rule])} == set()


def named_in_code(layer: str) -> set[str]:
    """The rules that a layer's engine names."""
    folder = Path(ruammit.__file__).parent / ("entities" if layer == "entities" else "mentions")
    prefix = {"numbers": "number", "dates": "date"}.get(layer, layer)
    found = {
        node.value
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and RULE.fullmatch(node.value)
    }
    return found if layer == "entities" else {rule for rule in found if rule.startswith(f"{prefix}-")}


@pytest.mark.parametrize("layer", LAYERS)
def test_every_rule_that_an_engine_names_has_an_example_in_some_language(layer: str) -> None:
    shown = {rule for code in languages.codes() for rule in counted(code, layer)[0]}
    assert named_in_code(layer) - shown == set()


@pytest.mark.parametrize(("code", "layer"), [case for case in CASES if case[1] != "numbers"])
def test_every_rule_that_articles_use_has_an_example(code: str, layer: str) -> None:
    positive, _ = counted(code, layer)
    used = {
        value.rule
        for path in sorted((ROOT / "corpus" / "articles").glob(f"{code}-*.txt"))
        for value in getattr(ruammit.extract(path), layer)
    }
    assert used - set(positive) == set()
