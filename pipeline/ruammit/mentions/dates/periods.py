"""Periods of days, with a year that may be unknown, and how the parts of years and months are cut.

A day is (year, month, day) with a year of None where nothing tells it; it is written XXXX. Parts of a year are its
thirds, parts of a month its days 1 to 10, 11 to 20 and the rest: a convention of the annotation guide, not of the
languages.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from ruammit.mentions.dates.calendars import Year, days_in_month
from ruammit.schema import Calendar, Granularity

__all__ = [
    "Day", "ImpossibleDateError", "Period", "date_period", "day_of", "iso", "month_of", "months_of", "part_of",
    "part_of_month", "week_of", "year_of",
]  # fmt: skip

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
        return bool(self.known and other.known and other.first <= self.first and self.last <= other.last)

    def in_order(self) -> bool:
        """Whether it does not end before it starts, as far as the years are known."""
        return not self.known or self.first <= self.last


def iso(day: Day) -> str:
    """`YYYY-MM-DD`, with `XXXX` for an unknown year."""
    year, month, number = day
    return f"{'XXXX' if year is None else format(year, '04d')}-{month:02d}-{number:02d}"


class ImpossibleDateError(ValueError):
    """A day that the calendar does not have."""


def day_of(year: Year, month: int, day: int) -> Period:
    """One day.

    Raises:
        ImpossibleDateError: the month has no such day.
    """
    number = year.common(month)
    length = 29 if number is None and month == 2 else days_in_month(number, month)
    if not 1 <= day <= length:
        raise ImpossibleDateError(f"month {month} has no day {day}")
    return Period.day(number, month, day, year.calendar)


def date_period(at: datetime.date) -> Period:
    """One day, as a period."""
    return Period.day(at.year, at.month, at.day)


def week_of(at: datetime.date) -> Period:
    """The week of a day, Monday to Sunday."""
    monday = at - datetime.timedelta(days=at.weekday())
    return date_period(monday).until(date_period(monday + datetime.timedelta(days=6)))


def month_of(year: int, month: int) -> Period:
    """A month that is counted from January of the year, below 1 and beyond 12, too."""
    year, month = divmod(year * 12 + month - 1, 12)
    return Period.months(year, month + 1, month + 1, Granularity.MONTH)


def part_of_month(year: Year, month: int, part: str | None) -> Period:
    """A month or its first ten days, its second ten, the rest, or ("close") its last day."""
    number = year.common(month)
    length = days_in_month(number, month)
    first, last = {"start": (1, 10), "middle": (11, 20), "end": (21, length), "close": (length, length)}.get(
        part or "", (1, length)
    )
    unit = Granularity.DAY if part == "close" else Granularity.RANGE if part else Granularity.MONTH
    return Period((number, month, first), (number, month, last), unit, year.calendar)


def year_of(year: Year, fiscal_start: int | None = None) -> Period:
    """A whole year; a fiscal year that does not start in January starts in the year before."""
    first, last = year.bounds()
    if fiscal_start and fiscal_start > 1:
        number = year.common()
        before = None if number is None else number - 1
        first, last = (
            (before, fiscal_start, 1),
            (number, fiscal_start - 1, days_in_month(number, fiscal_start - 1)),
        )
        return Period(first, last, Granularity.RANGE, year.calendar)
    return Period(first, last, Granularity.YEAR, year.calendar, year.approximate)


def months_of(year: Year, first: int, last: int, unit: Granularity, fiscal_start: int | None = None) -> Period:
    """Months `first` to `last` of a year, counted from the fiscal year's first month where it has one."""
    if fiscal_start and fiscal_start > 1:
        number = year.common()
        shift = fiscal_start - 1

        def moved(month: int) -> tuple[int | None, int]:
            over, index = divmod(month - 1 + shift, 12)
            return (None if number is None else number - 1 + over), index + 1

        (start_year, start), (end_year, end) = moved(first), moved(last)
        return Period((start_year, start, 1), (end_year, end, days_in_month(end_year, end)), unit, year.calendar)
    return Period.months(year.common(), first, last, unit, year.calendar)


def part_of(period: Period, part: str | None) -> Period:
    """A third of a year, a month of a quarter, or ("close") the last day."""
    if part is None:
        return period
    if part == "close":
        year, month, day = period.last
        return Period.day(year, month, day, period.calendar)
    (year, first, _), (last_year, last, _) = period.first, period.last
    months = 12 * ((last_year or 0) - (year or 0)) + last - first + 1
    third = max(months // 3, 1)
    index = {"start": 0, "middle": 1, "end": 2}[part]
    over, month = divmod(first - 1 + index * third, 12)
    start = None if year is None else year + over
    over, final = divmod(first - 1 + (index + 1) * third - 1, 12)
    finish = None if year is None else year + over
    return Period(
        (start, month + 1, 1), (finish, final + 1, days_in_month(finish, final + 1)), Granularity.RANGE, period.calendar
    )
