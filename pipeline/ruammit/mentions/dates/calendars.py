"""Calendars: years of several eras, and lunar days, as days of the Common Era.

Sources:

- Thai civil year. Buddhist Era minus 543 from 1 January BE 2484 (1941) on; the Calendar Year Act BE 2483 made BE 2483
  run from 1 April to 31 December 1940. From 1 April 1889 (Rattanakosin Era 108, BE 2432) until then the year began on
  1 April, so that January to March of a year fall in the next Common Era year. Before that the year followed the
  lunisolar calendar, and a bare year is known to a few months only: it is given as approximate.
- Rattanakosin Era (ร.ศ.): BE minus 2324; year 1 is 1782, when Bangkok was founded. Its years are those
  of the civil year.
- Chula Sakarat (จ.ศ.): BE minus 1181, a lunisolar year: approximate.
- Vietnamese lunar calendar: Hồ Ngọc Đức's algorithm, for UTC+7, as the package lunar-vn computes it.
"""

from __future__ import annotations

import datetime
import warnings
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ruammit.schema import Calendar

__all__ = ["Era", "Year", "days_in_month", "thai_lunar_day", "vietnamese_lunar_day"]

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
        """The year so many years later."""
        return self if self.number is None else Year(self.number + years, self.era)


def days_in_month(year: int | None, month: int) -> int:
    """Length of a Gregorian month; February of an unknown year has 28 days."""
    return monthrange(2001 if year is None else year, month)[1]


@lru_cache(maxsize=1024)
def vietnamese_lunar_day(year: int, month: int, day: int) -> datetime.date | None:
    """The Gregorian day of a Vietnamese lunar one; None where there is none (years before 1900 or after 2100).

    A month's 30th day in a month of 29 is none either.
    """
    from lunar_vn import convert_lunar_to_solar, convert_solar_to_lunar

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found: datetime.date = convert_lunar_to_solar(day, month, year)
            back = convert_solar_to_lunar(found.day, found.month, found.year)
    except ValueError:
        return None
    return found if (back.day, back.month) == (day, month) else None


@lru_cache(maxsize=256)
def thai_lunar_day(year: int, month: int, day: int, phase: str) -> datetime.date | None:
    """The Gregorian day on which a Thai lunar day falls in a Common Era year, by PyThaiNLP; None where there is none.

    Args:
        year: Common Era year.
        month: lunar month, 1 to 12.
        day: 1 to 15, of the waxing or of the waning moon.
        phase: the Thai word for waxing or waning.
    """
    from pythainlp.util import to_lunar_date

    at = datetime.date(year, 1, 1)
    while at.year == year:
        words = str(to_lunar_date(at)).split()
        if words[0] == phase and [int(word) for word in words if word.isdecimal()] == [day, month]:
            return at
        at += datetime.timedelta(days=1)
    return None
