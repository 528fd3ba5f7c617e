"""The mentions of an article under numbers: what a second reader may point to, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ruammit.matching import leftmost_longest
from ruammit.records.index import ArticleIndex
from ruammit.records.named import Named
from ruammit.records.placed import Amounted, Dated, Shared
from ruammit.schema import Count, EntityType, plain_decimal

__all__ = ["HOME", "Mark", "MentionType", "Mentions", "Numbered"]

HOME = 0
"""The number of the home country where the article leaves it unsaid."""


class MentionType(StrEnum):
    """What a numbered mention is."""

    NAME = "name"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    COUNT = "count"


Value = Named | Amounted | Shared | Dated | Count


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A place in `Analysis.text` and what stands there."""

    start: int
    end: int
    type: MentionType
    value: Value


@dataclass(frozen=True, slots=True, eq=False)
class Numbered:
    """What a number stands for: a value at its one place, or a name at all of its places.

    Attributes:
        number: from 1, by first place in the text.
        type: what it is.
        marks: its places, in text order.
        told: its value, as the question lists it.
    """

    number: int
    type: MentionType
    marks: tuple[Mark, ...]
    told: str


class Mentions:
    """The numbered mentions of an article: of overlapping ones the longest, in text order.

    Attributes:
        marks: their places, in text order.
        by_number: number to what it stands for.
    """

    def __init__(self, index: ArticleIndex) -> None:
        self.marks: list[Mark] = leftmost_longest(sorted(_marks(index), key=lambda mark: (mark.start, -mark.end)))
        groups: dict[object, list[Mark]] = {}
        for mark in self.marks:
            name = isinstance(mark.value, Named)
            key = (mark.value.entity.name, mark.value.entity.type) if isinstance(mark.value, Named) else mark
            groups.setdefault(key if name else id(mark), []).append(mark)
        self.by_number = {
            number: Numbered(number, marks[0].type, tuple(marks), _told(marks[0].value))
            for number, marks in enumerate(groups.values(), start=1)
        }
        self._numbers = {mark.start: one.number for one in self.by_number.values() for mark in one.marks}

    def number(self, mark: Mark) -> int:
        """The number that a mark of `marks` carries."""
        return self._numbers[mark.start]


def _marks(index: ArticleIndex) -> Iterator[Mark]:
    for entity in index.analysis.entities:
        if entity.type is not EntityType.PERSON:
            for span in entity.mentions:
                start, end = index.place(span)
                yield Mark(start, end, MentionType.NAME, Named(start, end, entity, entity.country))
    for money in index.money:
        yield Mark(money.start, money.end, MentionType.MONEY, money)
    for percent in index.percent:
        yield Mark(percent.start, percent.end, MentionType.PERCENT, percent)
    for date in index.dates:
        yield Mark(date.start, date.end, MentionType.DATE, date)
    for item in index.counted:
        if item.number.value > 0:
            count = Count(value=item.number.value, unit=item.unit, evidence=(index.span(item.start, item.end),))
            yield Mark(item.start, item.end, MentionType.COUNT, count)


def _told(value: Value) -> str:
    """A value in one line, without a word of any language but the name's own."""
    if isinstance(value, Named):
        return f"{value.entity.type} {value.country or '-'}"
    if isinstance(value, Amounted):
        money = value.value
        most = f"..{plain_decimal(money.amount_max)}" if money.amount_max is not None else ""
        return f"{plain_decimal(money.amount)}{most} {money.currency} ({money.modifier})"
    if isinstance(value, Shared):
        return f"{plain_decimal(value.value.value)}% {value.value.change or ''}".strip()
    if isinstance(value, Dated):
        date = value.value
        return date.start if date.start == date.end else f"{date.start}..{date.end}"
    return f"{plain_decimal(value.value)} {value.unit}"
