"""Mentions of the earlier stages with their place in the text that records are read from."""

from __future__ import annotations

from typing import NamedTuple

from ruammit.schema import DateMention, Money, Percent

__all__ = ["Amounted", "Dated", "Shared"]


class Amounted(NamedTuple):
    """An amount of money with its place, and whether it restates the one before it in another currency."""

    start: int
    end: int
    value: Money
    restated: bool


class Shared(NamedTuple):
    """A percentage with its place."""

    start: int
    end: int
    value: Percent


class Dated(NamedTuple):
    """A calendar expression with its place."""

    start: int
    end: int
    value: DateMention
