"""Lunar dates: days and months of the pack's lunar calendar, and its new year.

A lunar date whose year nothing tells is on no day of the Common Era, and is left out.
"""

from __future__ import annotations

from ruammit.mentions.dates.anchors import Anchor
from ruammit.mentions.dates.calendars import Year
from ruammit.mentions.dates.expressions import Expression, Make, Match, made
from ruammit.mentions.dates.matching import Rule
from ruammit.mentions.dates.periods import ImpossibleDateError, Period
from ruammit.mentions.dates.predicates import DAY, YEAR, any_of, maybe, named
from ruammit.schema import Calendar, Granularity

__all__ = ["RULES"]


def _on(match: Match, month: int, day: int, years: int = 0) -> Make:
    """A lunar day, in the lunar year that begins `years` after January of the year."""

    def make(_: Anchor, year: Year) -> Period | None:
        number = year.common()
        if number is None:
            return None
        found = match.words.lunar_day(number + years, month, day, "")
        if found is None:
            raise ImpossibleDateError(f"lunar month {month} of {number} has no day {day}")
        return Period.day(found.year, found.month, found.day, Calendar.LUNAR)

    return make


def read_lunar_day(match: Match) -> Expression | None:
    """ "rằm tháng Giêng", "15/8 âm lịch": in the lunar year of that number, also where it falls after 31 December."""
    day, month = match.value("d") or 15, match.value("m")
    if not 1 <= day <= 30:
        return None
    return made(match, Granularity.DAY, _on(match, month, day), match.year("y"))


def read_lunar_month(match: Match) -> Expression | None:
    """ "tháng Chạp": the whole lunar month."""
    month, lunar_day = match.value("m") or match.value("m2"), match.words.lunar_day

    def make(_: Anchor, year: Year) -> Period | None:
        number = year.common()
        if number is None:
            return None
        first = lunar_day(number, month, 1, "")
        last = lunar_day(number, month, 30, "") or lunar_day(number, month, 29, "")
        if first is None or last is None:
            return None
        one, two = Period.day(first.year, first.month, first.day), Period.day(last.year, last.month, last.day)
        return Period(one.first, two.last, Granularity.RANGE, Calendar.LUNAR)

    return made(match, Granularity.MONTH, make, match.year("y"))


def read_new_year(match: Match) -> Expression | None:
    """ "mùng 3 Tết", "30 Tết", "Tết Nguyên đán 2026": days from 20 on are before the feast, the others after it."""
    day, reference = match.value("d") or match.value("d2") or 1, match.year("y")
    if not 1 <= day <= 30 or 15 < day < 20:
        return None
    make = _on(match, 1, day) if day < 20 else _eve(match, day)
    return made(match, Granularity.DAY, make, reference)


def _eve(match: Match, day: int) -> Make:
    """A day of the last lunar month before the feast; "30 Tết" is its last day, also where that is the 29th."""

    def make(anchor: Anchor, year: Year) -> Period | None:
        try:
            return _on(match, 12, day, -1)(anchor, year)
        except ImpossibleDateError:
            if day < 30:
                raise
            return _on(match, 12, 29, -1)(anchor, year)

    return make


def read_lunar_night(match: Match) -> Expression | None:
    """ "ขึ้น 15 ค่ำ เดือน 6": a day of the waxing or the waning moon, in a lunar month."""
    day, month, at = match.value("d"), match.value("m"), match.group("d")[0].start
    before = match.text[max(at - _PHASE_REACH, 0) : at].rstrip(" ")
    phase = next((name for name, word in match.words.phases.items() if before.endswith(word)), None)
    if phase is None or not 1 <= day <= 15:
        return None

    def make(_: Anchor, year: Year) -> Period | None:
        number = year.common()
        if number is None:
            return None
        found = match.words.lunar_day(number, month, day, phase)
        if found is None:
            raise ImpossibleDateError(f"lunar month {month} of {number} has no such day {day}")
        return Period.day(found.year, found.month, found.day, Calendar.LUNAR)

    lead = len(match.words.phases[phase]) + at - max(at - _PHASE_REACH, 0) - len(before)
    return made(match, Granularity.DAY, make, match.year("y"), lead=lead)


_PHASE_REACH = 12
"""Characters before the number of a day in which the word for the phase of the moon ends."""

RULES = (
    Rule("date-lunar-day-named-month", ("D?L?", DAY, named("m", "U"), maybe(YEAR), maybe("N")), read_lunar_day),
    Rule("date-lunar-day", ("D?L?", DAY, named("m", "[mo]i|M|/i|-i"), r"\(?v\)?", maybe(YEAR), maybe("N")),
         read_lunar_day),
    Rule("date-full-moon", ("D?R", named("m", "U|[mo]i|M"), "v?", maybe(YEAR), maybe("N")), read_lunar_day),
    Rule("date-new-year-day", (any_of("D?L(?P<d>[in])", "D?(?P<d2>n)"), "VJ?", maybe(named("y", "y|[YZ][YZ]?y|a"))),
         read_new_year),
    Rule("date-new-year", ("VJ?", named("y", "y|[YZ][YZ]?y")), read_new_year),
    Rule("date-lunar-month", (any_of(named("m", "U") + "v?", named("m2", "[mo]i|M") + "v"), maybe(YEAR), maybe("N")),
         read_lunar_month),
    Rule("date-lunar-night", (DAY, "&m", named("m", "i"), maybe(YEAR), maybe("N")), read_lunar_night),
)  # fmt: skip
