"""The rules of dates: each has a name of its own, and examples of both kinds in some language."""

import re

import pytest

from ruammit import languages
from ruammit.examples import examples
from ruammit.mentions.dates.matching import NEVER_FIRST, Rule
from ruammit.mentions.dates.rules import RULES

EXAMPLES = [
    example for code in languages.codes() for example in examples(languages.pack(code)) if example.layer == "dates"
]


def test_names_are_unique() -> None:
    names = [rule.name for rule in RULES]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_examples(rule: Rule) -> None:
    """A rule that makes dates has some that it reads; one that rules them out, some that are none."""
    of_rule = [example for example in EXAMPLES if example.rule == rule.name]
    assert any(example.values for example in of_rule) or rule.build is None, "none that it reads"
    assert any(not example.values for example in of_rule), "none that it leaves alone"


def test_examples_are_of_rules() -> None:
    names = {rule.name for rule in RULES} | {"date-range"}
    assert {example.rule for example in EXAMPLES} <= names


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_rule_starts_where_none_is_looked_for(rule: Rule) -> None:
    """Places before these codes are passed over at once."""
    assert not any(rule.compiled.match(code + "iy)") for code in re.sub(r"\\", "", NEVER_FIRST) if code in "|,)_TA")
