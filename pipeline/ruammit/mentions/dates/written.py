"""Whole dates: days that are written with their year, for whoever needs no anchoring (e.g. the date of a page)."""

from __future__ import annotations

from typing import NamedTuple

from ruammit.languages import LanguagePack
from ruammit.mentions.dates.anchors import Anchor
from ruammit.mentions.dates.atoms import atoms_of
from ruammit.mentions.dates.periods import ImpossibleDateError, iso
from ruammit.mentions.dates.rules import grammar_of
from ruammit.mentions.dates.words import words_of
from ruammit.schema import Calendar, Granularity

__all__ = ["WrittenDay", "written_days"]


class WrittenDay(NamedTuple):
    """A whole date: where it stands in the text, and its ISO date of the Common Era."""

    start: int
    end: int
    day: str


def written_days(text: str, pack: LanguagePack) -> list[WrittenDay]:
    """The days of the text that are written with their year, in order; of a list or range, those that are whole.

    Args:
        text: in its reading view.
        pack: the pack of the text's language.
    """
    codes, atoms, _ = atoms_of(pack, text)
    found = []
    for expression in grammar_of(pack).match(codes, atoms, words_of(pack), text):
        reference = expression.year
        if expression.unit is not Granularity.DAY or reference is None or reference.year is None:
            continue
        try:
            period = expression.make(Anchor(), reference.year)
        except ImpossibleDateError:
            continue
        if period is not None and period.first == period.last and period.calendar is not Calendar.LUNAR:
            first = expression.first
            while codes[first] in "bOF,":
                first += 1
            start = atoms[first].start - expression.lead
            found.append(WrittenDay(start, atoms[expression.end - 1].end, iso(period.first)))
    return found
