"""Periods of days, with a year that may be unknown, and their ISO 8601-2 form (Extended Date/Time Format).

A day is (year, month, day) with a year of None where nothing tells it; it is written XXXX. What ISO 8601-2 has one
expression for is written so: a day, a month, a year, a quarter (`2018-34`: codes 33 to 36) and a half year (codes 40
and 41); everything else is an interval. `~` says that a date is approximate.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ruammit.mentions.calendars import days_in_month
from ruammit.schema import Calendar, Granularity

__all__ = ["Day", "Period", "edtf", "iso"]

Day = tuple[int | None, int, int]


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both inclusive."""

    first: Day
    last: Day
    granularity: Granularity
    calendar: Calendar = Calendar.GREGORIAN
    approximate: bool = False

    @classmethod
    def day(cls, year: int | None, month: int, day: int, calendar: Calendar = Calendar.GREGORIAN) -> Period:
        """One day."""
        return cls((year, month, day), (year, month, day), Granularity.DAY, calendar)

    @classmethod
    def months(
        cls,
        year: int | None,
        first: int,
        last: int,
        granularity: Granularity = Granularity.RANGE,
        calendar: Calendar = Calendar.GREGORIAN,
    ) -> Period:
        """Whole months of one year; of a `last` before the `first`, the months are those of the turn of the year."""
        start = year - 1 if year is not None and last < first else year
        return cls((start, first, 1), (year, last, days_in_month(year, last)), granularity, calendar)

    @property
    def known(self) -> bool:
        """Whether the years are known."""
        return self.first[0] is not None and self.last[0] is not None

    def until(self, other: Period) -> Period:
        """From the start of this to the end of the other."""
        calendar = self.calendar if self.calendar is not Calendar.GREGORIAN else other.calendar
        approximate = self.approximate or other.approximate
        return Period(self.first, other.last, Granularity.RANGE, calendar, approximate)

    def shifted(self, years: int) -> Period:
        """The same days of another year; 29 February becomes the 28th, and a February that ends stays whole."""

        def moved(day: Day, closing: bool) -> Day:
            year = None if day[0] is None else day[0] + years
            length = days_in_month(year, day[1])
            whole = closing and day[2] == days_in_month(day[0], day[1]) and self.granularity is not Granularity.DAY
            return (year, day[1], length if whole else min(day[2], length))

        return replace(self, first=moved(self.first, False), last=moved(self.last, True))

    def within(self, other: Period) -> bool:
        """Whether the other holds all of this; never true of unknown years."""
        return bool(self.known and other.known and other.first <= self.first and self.last <= other.last)  # type: ignore[operator]

    def in_order(self) -> bool:
        """Whether it does not end before it starts, as far as the years are known."""
        return not self.known or self.first <= self.last  # type: ignore[operator]


def iso(day: Day) -> str:
    """`YYYY-MM-DD`, with `XXXX` for an unknown year."""
    year, month, number = day
    return f"{'XXXX' if year is None else format(year, '04d')}-{month:02d}-{number:02d}"


_CODES = {(1, 3): 33, (4, 6): 34, (7, 9): 35, (10, 12): 36, (1, 6): 40, (7, 12): 41}


def edtf(period: Period) -> str:
    """The period in ISO 8601-2."""
    (year, month, day), (last_year, last_month, last_day) = period.first, period.last
    sign = "~" if period.approximate else ""
    if period.first == period.last:
        return iso(period.first) + sign
    whole = day == 1 and last_day == days_in_month(last_year, last_month)
    if not whole:
        return f"{iso(period.first)}{sign}/{iso(period.last)}{sign}"
    written = "XXXX" if year is None else format(year, "04d")
    if year == last_year:
        if month == last_month:
            return f"{written}-{month:02d}{sign}"
        if (month, last_month) == (1, 12):
            return written + sign
        if (month, last_month) in _CODES and year is not None:
            return f"{written}-{_CODES[month, last_month]}{sign}"
    last = "XXXX" if last_year is None else format(last_year, "04d")
    if (month, last_month) == (1, 12):
        return f"{written}{sign}/{last}{sign}"
    return f"{written}-{month:02d}{sign}/{last}-{last_month:02d}{sign}"
