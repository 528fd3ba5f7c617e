"""Date expressions whose year is still open, and the matches of rules that they are made from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ruammit.mentions.dates.anchors import Anchor, Direction, YearReference
from ruammit.mentions.dates.calendars import Era, Year
from ruammit.mentions.dates.atoms import OTHER, YEAR, Atom, Words, key
from ruammit.mentions.dates.periods import Period
from ruammit.schema import Granularity

__all__ = ["Expression", "Make", "Match", "made", "written_year"]

Make = Callable[[Anchor, Year], Period | None]
"""Gives an expression's days, once its year is known; None where the anchor does not tell them."""


@dataclass
class Expression:
    """A date expression, its year not yet resolved.

    Attributes:
        rule: the base of the rule's name.
        first: index of its first atom.
        end: index after its last atom.
        make: gives the period, from the anchor and the resolved year.
        unit: what it is made of.
        year: how its year is named, None where it is not.
        bare: whether it is nothing without a year.
        weak: whether it is nothing alone: no year, and nothing beside it, says that its word is a month.
        relative: whether it is counted from the day of publication as a whole.
        era_alone: whether it is an era and a number without a word for "year".
        lead: how many characters before its first atom belong to it.
        direction: where its words say that it lies, seen from the day of publication.
    """

    rule: str
    first: int
    end: int
    make: Make
    unit: Granularity
    year: YearReference | None = None
    bare: bool = False
    weak: bool = False
    relative: bool = False
    era_alone: bool = False
    lead: int = 0
    direction: Direction = Direction.NONE


class Match:
    """What a rule has matched: atoms by the names of its groups."""

    def __init__(self, found: re.Match[str], atoms: list[Atom], words: Words, text: str) -> None:
        self.found = found
        self.atoms = atoms
        self.words = words
        self.text = text

    def group(self, name: str) -> list[Atom]:
        """The atoms of a group, none where it took no part."""
        if name not in self.found.re.groupindex:
            return []
        start, end = self.found.span(name)
        return self.atoms[start:end] if start >= 0 else []

    def codes(self, name: str) -> str:
        """The codes of a group, empty where it took no part."""
        return "".join(atom.code for atom in self.group(name))

    def value(self, name: str) -> Any:
        """The value of the last atom of a group that has one."""
        return next((atom.value for atom in reversed(self.group(name)) if atom.value is not None), None)

    def key(self, atom: Atom) -> str:
        """An atom's word as the lexicon's tables know it."""
        return key(self.text[atom.start : atom.end])

    def year(self, name: str) -> YearReference | None:
        """The year that a group names."""
        atoms = self.group(name)
        era = next((Era(atom.value) for atom in atoms if atom.code == "E"), None)
        fiscal = any(atom.code == "Z" for atom in atoms)
        for atom in reversed(atoms):
            if atom.code == OTHER and (atom.value is None or era not in (Era.RATTANAKOSIN, Era.CHULA)):
                return None
            if atom.code in "ysinx":
                return YearReference(written_year(atom, era, self.words.style), fiscal=fiscal)
            if atom.code == "a":
                return YearReference(offset=atom.value, fiscal=fiscal)
            if atom.code in "gB":
                return YearReference(told=0 if atom.code == "g" else -1, fiscal=fiscal)
        return None

    def fiscal_start(self, reference: YearReference | None) -> int | None:
        """The first month of the year, where it is a fiscal year."""
        return self.words.style["fiscal_start"] if reference is not None and reference.fiscal else None


def written_year(atom: Atom, era: Era | None, style: dict[str, Any]) -> Year:
    """The year that digits mean: of their era where it is said, else by the language's conventions.

    Two digits of the Common Era: to 49 of this century, from 50 on of the last.
    """
    number: int = atom.value
    if atom.code == YEAR:
        if era is None:
            era = Era.BUDDHIST if number >= style["buddhist_from"] else Era.COMMON
        return Year(number, era)
    if era in (Era.RATTANAKOSIN, Era.CHULA):
        return Year(number, era)
    if era is Era.COMMON or (era is None and style["short_era"] == Era.COMMON):
        return Year(2000 + number if number < 50 else 1900 + number)
    return Year(2500 + number, Era.BUDDHIST)


def made(
    match: Match, rule: str, unit: Granularity, make: Make, year: YearReference | None = None, **more: Any
) -> Expression:
    """The expression that a rule's whole match is."""
    start, end = match.found.span()
    return Expression(rule, start, end, make, unit, year, **more)
