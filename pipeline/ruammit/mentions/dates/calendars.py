"""Calendars: years of several eras as years of the Common Era. Lunar days are those of the pack (`lunar_day`).

Sources:

- Thai civil year. Buddhist Era minus 543 from 1 January BE 2484 (1941) on; the Calendar Year Act BE 2483 made BE 2483
  run from 1 April to 31 December 1940. From 1 April 1889 (Rattanakosin Era 108, BE 2432) until then the year began on
  1 April, so that January to March of a year fall in the next Common Era year. Before that the year followed the
  lunisolar calendar, and a bare year is known to a few months only: it is given as approximate.
- Rattanakosin Era (ร.ศ.): BE minus 2324; year 1 is 1782, when Bangkok was founded. Its years are those
  of the civil year.
- Chula Sakarat (จ.ศ.): BE minus 1181, a lunisolar year: approximate.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum

from ruammit.schema import Calendar

__all__ = ["Era", "Year", "days_in_month"]

JANUARY_NEW_YEAR = 2484
"""The first Buddhist year that began on 1 January."""
APRIL_NEW_YEAR = 2432
"""The first Buddhist year that began on 1 April; the years before are lunisolar."""


class Era(StrEnum):
    """What a year is counted from."""

    COMMON = "common"
    BUDDHIST = "buddhist"
    RATTANAKOSIN = "rattanakosin"
    CHULA = "chula"


_TO_BUDDHIST = {Era.BUDDHIST: 0, Era.RATTANAKOSIN: 2324, Era.CHULA: 1181}


@dataclass(frozen=True, slots=True)
class Year:
    """A year of an era.

    Attributes:
        number: the year; None is one that nothing tells.
        era: what it is counted from.
        translated: whether it is a year of the Common Era to which a translation has added 543, whatever the month.
    """

    number: int | None
    era: Era = Era.COMMON
    translated: bool = False

    @property
    def _buddhist(self) -> int | None:
        return None if self.number is None or self.era is Era.COMMON else self.number + _TO_BUDDHIST[self.era]

    @property
    def calendar(self) -> Calendar:
        """The calendar that the year belongs to."""
        return Calendar.GREGORIAN if self.era is Era.COMMON else Calendar.BUDDHIST

    @property
    def approximate(self) -> bool:
        """True for lunisolar years, whose first day is not the same every year."""
        thai = self._buddhist
        return self.era is Era.CHULA or (thai is not None and thai < APRIL_NEW_YEAR)

    def common(self, month: int = 12) -> int | None:
        """The Common Era year in which this month (1 to 12) of the year falls."""
        thai = self._buddhist
        if thai is None:
            return self.number
        late = APRIL_NEW_YEAR <= thai < JANUARY_NEW_YEAR - 1 and month < 4 and not self.translated
        return thai - 543 + late

    def bounds(self) -> tuple[tuple[int | None, int, int], tuple[int | None, int, int]]:
        """First and last day (year, month, day) of the year."""
        thai = self._buddhist
        year = self.common()
        if thai is not None and year is not None and APRIL_NEW_YEAR <= thai < JANUARY_NEW_YEAR:
            return (year, 4, 1), ((year, 12, 31) if thai == JANUARY_NEW_YEAR - 1 else (year + 1, 3, 31))
        return (year, 1, 1), (year, 12, 31)

    def shifted(self, years: int) -> Year:
        """The year that is `years` years later."""
        return self if self.number is None else Year(self.number + years, self.era)


def days_in_month(year: int | None, month: int) -> int:
    """Length of a Gregorian month; February of an unknown year has 28 days."""
    return monthrange(2001 if year is None else year, month)[1]
