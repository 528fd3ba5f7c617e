"""What is marked in an article's text, for every view that shows the text: the same marks, cut into pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ruammit.schema import Extraction, Money, Percent, plain_decimal

__all__ = ["LAYERS", "SUBJECT", "Mark", "amount_text", "marks", "pieces", "subjects"]

LAYERS = {
    "money": "money",
    "percent": "percentage",
    "dates": "date",
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
}
"""The kinds of marks, with what they are called."""
SUBJECT = "subject of a record"
"""What the words are called that say what a record is about."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of an article's text: offsets in code points, a key of `LAYERS`, its value and its rule."""

    start: int
    end: int
    layer: str
    value: str
    rule: str


def amount_text(money: Money) -> str:
    """ "more 758,500,000 USD": the amount as a reader checks it."""
    upper = f" to {money.amount_max:,f}" if money.amount_max is not None else ""
    return f"{_modifier(money)}{money.amount.normalize():,f}{upper} {money.currency}"


def _modifier(value: Money | Percent) -> str:
    return "" if value.modifier == "exact" else f"{value.modifier} "


def marks(extraction: Extraction) -> list[Mark]:
    """Every mention of the extraction, in text order."""
    found = [Mark(m.start_char, m.end_char, "money", amount_text(m), m.rule) for m in extraction.money]
    for percent in extraction.percent:
        upper = f" to {plain_decimal(percent.value_max)}" if percent.value_max is not None else ""
        unit = "%" if percent.unit == "percent" else " points"
        value = f"{_modifier(percent)}{plain_decimal(percent.value)}{upper}{unit} {percent.change or ''}".rstrip()
        found.append(Mark(percent.start_char, percent.end_char, "percent", value, percent.rule))
    for date in extraction.dates:
        value = date.start if date.start == date.end else f"{date.start} to {date.end}"
        found.append(Mark(date.start_char, date.end_char, "dates", value, date.rule))
    for entity in extraction.entities:
        value = f"{entity.canonical} ({entity.country})" if entity.country else entity.canonical
        found += [Mark(s.start_char, s.end_char, entity.type.value, value, entity.rule) for s in entity.mentions]
    return sorted(found, key=lambda mark: (mark.start, -mark.end, mark.layer))


def subjects(extraction: Extraction) -> list[tuple[int, int]]:
    """Where the article says what its records are about, each place once, in text order."""
    told = (record.subject for record in extraction.records)
    return sorted({(subject.start_char, subject.end_char) for subject in told if subject})


def pieces(length: int, spans: Iterable[tuple[int, int, object]]) -> Iterator[tuple[int, int, list[object]]]:
    """A text of the length cut at every start and end: start, end and what lies over each piece, the longest first."""
    starting: dict[int, list[tuple[int, object]]] = {}
    edges = {0, length}
    for start, end, item in spans:
        if 0 <= start < end <= length:
            starting.setdefault(start, []).append((end, item))
            edges |= {start, end}
    over: list[tuple[int, object]] = []
    for start, end in pairwise(sorted(edges)):
        over = [(until, item) for until, item in over if until > start]
        over += sorted(starting.get(start, []), key=lambda pair: -pair[0])
        yield start, end, [item for _, item in sorted(over, key=lambda pair: -pair[0])]
