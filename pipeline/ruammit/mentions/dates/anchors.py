"""Anchoring: the parts of a date that an expression leaves out.

They come from the day of publication, or from the date that the article named last ("the same day", "the year before").
Where neither tells the year, it is None; an expression that means nothing without its year is left out.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import lru_cache

from ruammit.mentions.dates.calendars import Year
from ruammit.mentions.dates.periods import Day, Period, date_period, month_of, week_of, year_of
from ruammit.schema import Calendar, Granularity

__all__ = ["Anchor", "Direction", "YearReference"]


class Direction(Enum):
    """Where the words beside an expression say that it lies, seen from the day of publication."""

    OVER = -2
    """As a whole before it."""
    PAST = -1
    """Begun before it."""
    NONE = 0
    COMING = 1
    SPAN = 2
    """Several months: what has ended is past."""


@dataclass(frozen=True, slots=True)
class YearReference:
    """How an expression names its year.

    Attributes:
        year: the year itself, where it is written.
        offset: years from the year of publication ("last year": -1).
        told: years from the year that the article told last ("the same year": 0).
        fiscal: whether it is a fiscal year.
        loose: whether an offset counts from a year that the article has just told, where there is one ("3% from the
            year before").
    """

    year: Year | None = None
    offset: int | None = None
    told: int | None = None
    fiscal: bool = False
    loose: bool = False

    def common(self) -> int:
        """The Common Era year that is written; 0 where none is."""
        return (self.year.common() if self.year else None) or 0


# How far ahead of its month of publication an article names a month without its year; beyond, the month is last year's.
_MONTHS_AHEAD = 9
# For how many characters "the same year" still looks back to the year told last.
_REMEMBERED = 400
# For how many characters a year that was told is the one that figures are compared with ("from the year before").
_COMPARED = 120
# How many months after its end a span from January on, or before its start one over the turn of the year, is told
# without its year.
_MONTHS_AFTER = 3


def _days_between(one: tuple[int, int, int], two: Day) -> int:
    return (datetime.date(two[0] or one[0], two[1], two[2]) - datetime.date(*one)).days


@lru_cache(maxsize=4096)
def _parsed(words: str, base: datetime.date) -> datetime.date | None:
    """How dateparser reads English words relative to a day. Imported here, since the import takes 0.1 seconds."""
    import dateparser

    settings = {"RELATIVE_BASE": datetime.datetime.combine(base, datetime.time())}
    found = dateparser.parse(words, languages=["en"], settings=settings)
    return None if found is None else found.date()


@dataclass
class Anchor:
    """What an expression can be resolved from; `tell` keeps it up to date as the article goes on.

    Attributes:
        published: the day of publication.
        year: the year named last, and `told_at` where.
        day: the day told last.
        period: the last period longer than a day.
        told_at: where the year named last ends.
        told_day: whether it was that of a day.
        today: the day that the article calls today.
        own: the year that the article's own dates show.
        last: the date told last, and `last_at` where it ends.
        from_january: by its number of months, the period told last that begins with a year.
    """

    published: datetime.date | None = None
    year: Year | None = None
    day: Period | None = None
    period: Period | None = None
    told_at: int = 0
    told_day: bool = False
    today: Period | None = None
    own: int | None = None
    last: Period | None = None
    last_at: int = 0
    from_january: dict[int, Period] = field(default_factory=dict)

    @property
    def now(self) -> int | None:
        """The year of publication; where that is unknown, the year that the article's own dates show."""
        return self.own if self.published is None else self.published.year

    def resolve(self, reference: YearReference, at: int) -> tuple[Year, bool]:
        """The year that an expression at this place in the text means, and whether `published` was needed.

        Its number is None where nothing tells it.
        """
        if reference.year is not None:
            return reference.year, False
        if reference.told is not None and (told := self.told_year(at, _REMEMBERED)):
            return told.shifted(reference.told), False
        if reference.loose and reference.offset is not None and (told := self.told_year(at, _COMPARED)):
            return told.shifted(reference.offset), False
        offset = reference.offset if reference.offset is not None else reference.told
        if self.now is None or offset is None:
            return Year(None), False
        return Year(self.now + offset), True

    def told_year(self, at: int, reach: int) -> Year | None:
        """The last year that the article named, if that was at most `reach` characters before `at`; else None."""
        return self.year if self.year is not None and at - self.told_at <= reach else None

    def nearest(self, period: Period, direction: Direction) -> int:
        """How many years a period in the year of publication is from the one that is meant (-1, 0 or 1)."""
        if self.published is None or not period.known:
            return 0
        today = (self.published.year, self.published.month, self.published.day)
        if direction is Direction.PAST:
            return -1 if period.first > today else 0
        if direction is Direction.SPAN:
            return self._span(period)
        if direction is Direction.OVER:
            return -1 if period.last[1] > self.published.month else 0
        if direction is Direction.COMING:
            return 1 if period.last < today else 0
        if period.calendar is Calendar.LUNAR:  # its year is not that of the publication: the nearest one
            days = _days_between(today, period.first)
            return -1 if days > 183 else 1 if days < -183 else 0
        ahead = period.first[1] - self.published.month
        return -1 if ahead >= _MONTHS_AHEAD else 1 if ahead <= -_MONTHS_AHEAD - 1 else 0

    def _span(self, period: Period) -> int:
        """The same of a span of several months."""
        assert self.published is not None  # `nearest` has looked
        first, last, now = period.first[1], period.last[1], self.published.month
        if last < first:  # over the turn of the year, which `Period.months` puts at its end
            return 1 if now >= first - _MONTHS_AFTER else 0
        if first == 1 and last > now and now + 12 - last <= _MONTHS_AFTER:
            return -1
        return -1 if first - now >= _MONTHS_AHEAD else 0

    def day_at(self, offset: int) -> Period | None:
        """The day `offset` days after today: the day that the article calls today, else the day of publication."""
        if self.today is not None and self.today.known:
            today = datetime.date(*self.today.first)  # type: ignore[arg-type]
        elif self.today is not None and offset == 0:
            return self.today
        elif self.published is not None:
            today = self.published
        else:
            return None
        return date_period(today + datetime.timedelta(days=offset))

    def _after(self, days: int) -> Period | None:
        """The day `days` days after the publication."""
        return None if self.published is None else date_period(self.published + datetime.timedelta(days=days))

    def weekday_at(self, week: int, weekday: int) -> Period | None:
        """A weekday (0: Monday) of the week that is `week` weeks after the week of publication."""
        return None if self.published is None else self._after(7 * week - self.published.weekday() + weekday)

    def last_weekday(self, weekday: int, *, before: bool = False) -> Period | None:
        """The last such weekday, the day of publication included; with `before`, without it."""
        if self.published is None:
            return None
        days = (self.published.weekday() - weekday) % 7
        return self._after(-7 if before and days == 0 else -days)

    def coming_weekday(self, weekday: int) -> Period | None:
        """The next such weekday after the day of publication."""
        return None if self.published is None else self._after((weekday - self.published.weekday() - 1) % 7 + 1)

    def month_at(self, offset: int) -> Period | None:
        """The month that is `offset` months after the month of publication."""
        if self.published is None:
            return None
        return month_of(self.published.year, self.published.month + offset)

    def quarter_at(self, offset: int) -> Period | None:
        """The quarter that is `offset` quarters after the quarter of publication."""
        if self.published is None:
            return None
        year, quarter = divmod(self.published.year * 4 + (self.published.month - 1) // 3 + offset, 4)
        return Period.months(year, 3 * quarter + 1, 3 * quarter + 3, Granularity.QUARTER)

    def before_told(self, unit: Granularity) -> Period | None:
        """The month or quarter before the one named last; None where another kind of period was named last."""
        told = self.period
        if told is None or told.granularity is not unit or told.first[0] is None:
            return None
        length = 3 if unit is Granularity.QUARTER else 1
        year, month = divmod(told.first[0] * 12 + told.first[1] - 1 - length, 12)
        return Period.months(year, month + 1, month + length, unit)

    def counted(self, words: str, unit: str) -> Period | None:
        """The day, week or month that English words such as "3 months ago" mean."""
        if self.published is None or (at := _parsed(words, self.published)) is None:
            return None
        if unit == "day":
            return date_period(at)
        if unit == "week":
            return self.week_at(round((at - self.published).days / 7))
        return month_of(at.year, at.month)

    def counted_from_told(self, count: int, unit: str, at: int, reach: int) -> Period | None:
        """What lies `count` units after the date told last (before it, if negative), at this place in the text.

        None where none was told in so many characters before it, or one too long to count from.
        """
        told = self.last
        if told is None or not 0 <= at - self.last_at <= reach:
            return None
        first, (year, month, day) = told.first, told.last
        same = {"year": first[0] == year, "month": first[:2] == told.last[:2]}.get(unit, first == told.last)
        if year is None or not same:
            return None
        if unit == "year":
            return year_of(Year(year + count))
        if unit == "month":
            return month_of(year, month + count)
        counted = datetime.date(year, month, day) + datetime.timedelta(days=count * (7 if unit == "week" else 1))
        return date_period(counted) if unit == "day" else week_of(counted)

    def week_at(self, offset: int) -> Period | None:
        """The week, Monday to Sunday, that is `offset` weeks after the week of publication."""
        return None if self.published is None else week_of(self.published + datetime.timedelta(days=7 * offset))

    def tell(self, period: Period, *, named: bool, at: int, compared: bool = False) -> None:
        """Take note of a date that the article has told at a place in its text.

        Args:
            period: the date.
            named: whether its year was written.
            at: where it ends.
            compared: whether it was told for comparison: the article then speaks of the year after.
        """
        if compared:
            if named and self.year is None and period.last[0] is not None:
                self.year, self.told_at = Year(period.last[0] + 1), at
            return
        self.last, self.last_at = period, at
        if period.granularity is Granularity.DAY:
            self.day = period
        else:
            self.period = period
            if period.first[1:] == (1, 1) and period.first[0] == period.last[0]:
                self.from_january[period.last[1]] = period
        if named and period.last[0] is not None:
            self.year, self.told_at = Year(period.last[0]), at
            self.told_day = period.granularity is Granularity.DAY

    def matching(self, year: Year) -> Period | None:
        """The period that the article named last, in another year."""
        if self.period is None or year.number is None:
            return None
        told = self.period.last[0]
        shifted = self.period if told is None else self.period.shifted((year.common() or told) - told)
        if told is None:
            number = year.common()
            shifted = replace(shifted, first=(number, *shifted.first[1:]), last=(number, *shifted.last[1:]))
        return shifted
