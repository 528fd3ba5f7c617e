"""The language packs' examples: every rule's texts give the values they must, and nothing where they must not."""

from decimal import Decimal
from typing import Any

import pytest

from ruammit import languages
from ruammit.analysis import Analysis, Number
from ruammit.examples import Example, article_of, examples
from ruammit.pipeline import run
from ruammit.schema import Record, Role, plain_decimal

GIVERS = {Role.SOURCE, Role.EXPORTER}
EXAMPLES = [
    example
    for code in languages.codes()
    for example in examples(languages.pack(code))
    if example.layer != "frames"  # phrases, which tests/records/test_frames.py looks for
]


def named(example: Example) -> str:
    return f"{example.lang}-{example.layer}-{example.rule}-{example.text[:40]}"


def shown(value: object) -> object:
    return str(value.normalize()) if isinstance(value, Decimal) else value


def expected(key: str, value: Any) -> object:
    if key in {"sectors", "countries", "givers"}:  # in any order
        return sorted(value)
    return str(Decimal(str(value)).normalize()) if key in {"amount", "amount_max", "value", "value_max"} else value


def layer_of(example: Example) -> tuple[Analysis, list[Any]]:
    """The text with the example's layer filled, by the stages up to it, and what they found."""
    article = article_of(example.text, example.lang, example.published, home=example.home)
    analysis = run(Analysis(article), until=example.layer)
    return analysis, getattr(analysis, example.layer)


def told(record: Record) -> dict[str, list[str]]:
    """What examples say of a record's slots in short: its sides, `25000000 USD export`, `8 project`, ..."""
    return {
        "countries": sorted(party.country or party.name for party in record.parties),
        "givers": sorted(party.country or party.name for party in record.parties if party.role in GIVERS),
        "amounts": [f"{plain_decimal(each.value)} {each.currency} {each.measure}" for each in record.amounts],
        "shares": [f"{plain_decimal(each.value)} of {each.of}" for each in record.shares],
        "counts": [f"{plain_decimal(each.value)} {each.unit}" for each in record.counts],
        "sectors": sorted(map(str, record.sectors)),
        "flags": [flag.code for flag in record.flags],
    }


def field(analysis: Analysis, value: Any, key: str) -> object:
    if isinstance(value, Record) and key in told(value):
        return told(value)[key]
    if key == "quote" and isinstance(value, Number):  # a piece of the way, without the grounding of a mention
        return analysis.quoted(value.start, value.end)["quote"]
    return getattr(value, key)


@pytest.mark.parametrize("example", EXAMPLES, ids=map(named, EXAMPLES))
def test_example(example: Example) -> None:
    analysis, found = layer_of(example)
    got = [
        {key: shown(field(analysis, value, key)) for key in want}
        for value, want in zip(found, example.values, strict=False)
    ]
    want = [{key: expected(key, value) for key, value in row.items()} for row in example.values]
    assert got == want
    assert len(found) == len(example.values), [value.quote if hasattr(value, "quote") else value for value in found]
    if example.values and not example.rule.startswith("none-"):  # those rules say what is no date
        assert example.rule in {value.rule for value in found}
