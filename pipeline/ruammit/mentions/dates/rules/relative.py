"""What is counted from the day of publication, or from what the article has told: "last week", "the same day"."""

from __future__ import annotations

from ruammit.mentions.dates.anchors import Anchor
from ruammit.mentions.dates.calendars import Year
from ruammit.mentions.dates.expressions import Expression, Match, made
from ruammit.mentions.dates.matching import Rule
from ruammit.mentions.dates.periods import Period, part_of, part_of_month, year_of
from ruammit.mentions.dates.predicates import OF_YEAR, PART, maybe, named, not_before
from ruammit.schema import Granularity

__all__ = ["RULES"]

DAY, MONTH, QUARTER, YEAR = Granularity.DAY, Granularity.MONTH, Granularity.QUARTER, Granularity.YEAR
_DAY_PARTS = {"start": (0, 1), "middle": (2, 3), "end": (5, 6), "close": (6, 6)}
"""Weekdays (0: Monday) of the parts of a week; its end are Saturday and Sunday."""


def read_relative_day(match: Match) -> Expression | None:
    """ "today"."""
    offset = match.value("n")
    return made(match, DAY, lambda anchor, _: anchor.day_at(offset), relative=True)


def read_same_day(match: Match) -> Expression | None:
    """ "the same day"."""
    return made(match, DAY, lambda anchor, _: anchor.day, relative=True)


def read_day_of_month(match: Match) -> Expression | None:
    """ "the 5th of this month"."""
    day, offset = match.value("d"), match.value("c") or 0

    def make(anchor: Anchor, _: Year) -> Period | None:
        month = anchor.month_at(offset)
        return None if month is None or day > month.last[2] else Period.day(month.first[0], month.first[1], day)

    return made(match, DAY, make, relative=True)


def read_week(match: Match) -> Expression | None:
    """ "this week", "Tuesday last week", "the end of this week"."""
    offset, weekday = match.value("n"), match.value("w")
    first, last = _DAY_PARTS.get(match.value("p") or match.words.weekend_part(match.codes("n")), (0, 6))
    if weekday is not None:
        first = last = weekday

    def make(anchor: Anchor, _: Year) -> Period | None:
        one, two = anchor.weekday_at(offset, first), anchor.weekday_at(offset, last)
        return None if one is None or two is None else one if first == last else one.until(two)

    return made(match, DAY, make, relative=True)


def read_weekday(match: Match) -> Expression | None:
    """ "on Tuesday": the last one; "this Tuesday": that of the week of publication; "next Tuesday": the coming one."""
    weekday, at = match.value("w"), match.atoms[match.found.end() - 1].end
    if match.codes("n") == "N":
        return made(match, DAY, lambda anchor, _: anchor.weekday_at(0, weekday), relative=True)
    for words, make in (
        (match.words.last_one, lambda anchor, _: anchor.last_weekday(weekday, before=True)),
        (match.words.next_week, lambda anchor, _: anchor.weekday_at(1, weekday)),
        (match.words.coming, lambda anchor, _: anchor.coming_weekday(weekday)),
    ):
        if said := words.match(match.text, at):
            return made(match, DAY, make, relative=True, tail=said.end() - at)
    if not match.codes("b"):
        return None
    return made(match, DAY, lambda anchor, _: anchor.last_weekday(weekday), relative=True)


def read_relative_month(match: Match) -> Expression | None:
    """ "next month", "the end of this month"."""
    offset, part = match.value("n"), match.value("p")
    told = match.key(match.group("n")[0]) in match.words.before

    def make(anchor: Anchor, _: Year) -> Period | None:
        month = anchor.before_told(MONTH) if told else None
        month = month or anchor.month_at(offset)
        return None if month is None else part_of_month(Year(month.first[0]), month.first[1], part)

    return made(match, MONTH, make, relative=True)


def read_same_month(match: Match) -> Expression | None:
    """ "the same month"."""

    def make(anchor: Anchor, _: Year) -> Period | None:
        day = anchor.day or anchor.period
        return None if day is None else part_of_month(Year(day.last[0]), day.last[1], None)

    return made(match, MONTH, make, relative=True)


def read_relative_quarter(match: Match) -> Expression | None:
    """ "last quarter"."""
    offset, part = match.value("n"), match.value("p")
    told = match.key(match.group("n")[0]) in match.words.before

    def make(anchor: Anchor, _: Year) -> Period | None:
        quarter = anchor.before_told(QUARTER) if told else None
        quarter = quarter or anchor.quarter_at(offset)
        return None if quarter is None else part_of(quarter, part)

    return made(match, QUARTER, make, relative=True)


def read_same_period(match: Match) -> Expression | None:
    """ "the same period of last year": the period told last, in another year."""
    reference = match.year("y")
    if reference is None:
        return None

    def make(anchor: Anchor, year: Year) -> Period | None:
        if reference.year is None and anchor.period is not None:
            return anchor.period.shifted(reference.told if reference.told is not None else reference.offset or 0)
        if year.number is None and anchor.year is not None:
            year = anchor.year.shifted(reference.offset or 0)
        return anchor.matching(year) or (None if year.number is None else year_of(year))

    return made(match, YEAR, make, reference, compared=True)


RULES = (
    Rule("date-day-of-month", ("D", named("d", "[in]"), "(?:(?P<c>c)|N)"), read_day_of_month),
    Rule("date-relative-quarter", (maybe(PART), named("n", "u")), read_relative_quarter),
    Rule("date-relative-month", (maybe(PART), named("n", "c")), read_relative_month),
    Rule("date-same-period", ("[Se]", OF_YEAR), read_same_period),
    Rule("date-same-month", ("e",), read_same_month),
    Rule("date-relative-week", (maybe(named("w", "W")), maybe(PART), named("n", "[kj]")), read_week),
    Rule("date-weekday", (maybe(named("b", "b")), named("w", "W"), maybe(named("n", "N")), not_before("[inD]")),
         read_weekday),
    Rule("date-relative-day", (named("n", "r"),), read_relative_day),
    Rule("date-same-day", ("d",), read_same_day),
)  # fmt: skip
