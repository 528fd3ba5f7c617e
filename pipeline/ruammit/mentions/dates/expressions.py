"""Date expressions whose year is still open, and the matches of rules that they are made from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ruammit.mentions.dates.anchors import Anchor, Direction, YearReference
from ruammit.mentions.dates.atoms import MONTH_NUMBER, OTHER, SHORT_YEAR, YEAR, Atom
from ruammit.mentions.dates.calendars import Era, Year
from ruammit.mentions.dates.lexicon import DateStyle
from ruammit.mentions.dates.periods import Period
from ruammit.mentions.dates.words import Words, key
from ruammit.schema import Granularity

__all__ = ["Expression", "Make", "Match", "latin_year", "made", "written_year"]

Make = Callable[[Anchor, Year], Period | None]
"""Gives an expression's days, once its year is known; None where the anchor does not tell them."""


@dataclass
class Expression:
    """A date expression, its year not yet resolved.

    Attributes:
        rule: the name of the rule that made it.
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
        tail: how many characters after its last atom belong to it.
        direction: where its words say that it lies, seen from the day of publication.
        compared: whether it is what something is compared with ("the same period of 2023").
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
    tail: int = 0
    direction: Direction = Direction.NONE
    compared: bool = False


class Match:
    """What a rule has matched: atoms by the names of its groups.

    Attributes:
        rule: the rule's name.
        found: the match over codes.
        atoms: all atoms of the text.
        words: the language's date words.
        text: the text, in lower case.
        end: index after the last atom that belongs to the expression; before the match's own end where a year turned
            out to be none.
    """

    def __init__(self, rule: str, found: re.Match[str], atoms: list[Atom], words: Words, text: str) -> None:
        self.rule = rule
        self.found = found
        self.atoms = atoms
        self.words = words
        self.text = text
        self.end = found.end()

    @property
    def recurs(self) -> bool:
        """Whether a word behind it says that it comes every year."""
        return self.found.string.startswith(("zY", "OzY"), self.found.end())

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

    def in_words(self, name: str) -> bool:
        """Whether the number of a group is written in words."""
        written = [self.text[atom.start : atom.end] for atom in self.group(name)]
        return not any(character.isdigit() for character in "".join(written))

    def passed_over(self) -> list[Expression]:
        """Nothing, and the first atom belongs to no expression: one may begin behind it."""
        self.end = self.found.start() + 1
        return []

    def key(self, atom: Atom) -> str:
        """An atom's word as the lexicon's tables know it."""
        return key(self.text[atom.start : atom.end])

    def following(self, at: int, length: int = 1) -> str:
        """The characters after an atom (by index), without blanks before them."""
        end = self.atoms[at].end
        return self.text[end : end + 2 + length].lstrip(" ")[:length]

    def year(self, name: str) -> YearReference | None:
        """The year that a group names; None, and the match ends before it, where its number is no year."""
        atoms = self.group(name)
        if not atoms:
            return None
        reference = self._reference(atoms)
        behind_month = self.atoms[self.found.start(name) - 1].code == "M" or "d" in self.found.re.groupindex
        unsaid = not behind_month and not any(atom.code in "YZE/-_(" for atom in atoms)
        number = reference.common() if reference else 0
        if reference is None or (unsaid and reference.year is not None and number not in _YEARS_UNSAID):
            self.end = min(self.end, self.found.start(name))
            return None
        return reference

    def _reference(self, atoms: list[Atom]) -> YearReference | None:
        era = next((Era(atom.value) for atom in atoms if atom.code == "E"), None)
        fiscal = any(atom.code == "Z" for atom in atoms)
        for atom in reversed(atoms):
            if atom.code == OTHER and not self._old_year(atom, atoms, era):
                return None
            if atom.code == MONTH_NUMBER and atom.end - atom.start == 1:  # "1/2/3" is three numbers
                return None
            if atom.code in "ysinx":
                return YearReference(written_year(atom, era, self.words.style), fiscal=fiscal)
            if atom.code == "a":
                return YearReference(offset=atom.value, fiscal=fiscal, loose=self.key(atom) in self.words.compared)
            if atom.code in "gB":
                return YearReference(told=0 if atom.code == "g" else -1, fiscal=fiscal)
        return None

    def _old_year(self, atom: Atom, atoms: list[Atom], era: Era | None) -> bool:
        """Whether a number of other than two or four digits is a year: of an old era, or of the first millennium."""
        if atom.value is None:
            return False
        if era in (Era.RATTANAKOSIN, Era.CHULA):
            return True
        return era in (None, Era.COMMON) and any(a.code in "YE" for a in atoms) and 100 <= atom.value < 1000

    def fiscal_start(self, reference: YearReference | None) -> int | None:
        """The first month of the year, where it is a fiscal year."""
        return self.words.style.fiscal_start if reference is not None and reference.fiscal else None


_YEARS_UNSAID = range(1900, 2101)
"""Years of the Common Era that stand without a word, an era or a sign that says so; other numbers are counts."""


def written_year(atom: Atom, era: Era | None, style: DateStyle) -> Year:
    """The year that digits mean: of their era where it is said, else by the language's conventions.

    Two digits of the Common Era: to 49 of this century, from 50 on of the last.
    """
    number: int = atom.value
    if atom.code in (YEAR, OTHER) and era not in (Era.RATTANAKOSIN, Era.CHULA):
        if era is None:
            era = Era.BUDDHIST if number >= style.buddhist_from else Era.COMMON
        return Year(number, era)
    if era in (Era.RATTANAKOSIN, Era.CHULA):
        return Year(number, era)
    if era is Era.COMMON or (era is None and style.short_era == Era.COMMON):
        return Year(2000 + number if number < 50 else 1900 + number)
    return Year(2500 + number, Era.BUDDHIST)


def latin_year(number: int, digits: int, style: DateStyle) -> Year:
    """The year in an English shorthand or after an English month: of two digits, those to 49 are of this century.

    Where the language counts short years from the Buddhist Era, those from 50 on are of that ("4Q67": 2567).
    """
    if digits > 2:
        return written_year(Atom(YEAR, 0, 0, number), None, style)
    return Year(2000 + number) if number < 50 else written_year(Atom(SHORT_YEAR, 0, 0, number), None, style)


def made(match: Match, unit: Granularity, make: Make, year: YearReference | None = None, **more: Any) -> Expression:
    """The expression that a rule's whole match is."""
    return Expression(match.rule, match.found.start(), match.end, make, unit, year, **more)
