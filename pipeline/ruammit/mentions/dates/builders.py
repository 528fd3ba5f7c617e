"""Builders: from the atoms that a rule has matched to an expression.

Each reads the groups of its rule: d a day, m a month, y a year, q a quarter, p a part, n a number, w a word; a second
of the kind has a 2 behind its letter. None: the atoms fit the rule, and mean no date.
"""

from __future__ import annotations

from collections.abc import Callable

from ruammit.mentions.dates.anchors import Anchor, Direction, YearReference
from ruammit.mentions.dates.calendars import Year, days_in_month
from ruammit.mentions.dates.atoms import SHORT_YEAR, YEAR, Atom
from ruammit.mentions.dates.expressions import Expression, Match, made, written_year
from ruammit.mentions.dates.periods import Period, day_of, months_of, part_of, part_of_month
from ruammit.schema import Granularity

Builder = Callable[[Match], Expression | list[Expression] | None]

DAY, MONTH, QUARTER, HALF = Granularity.DAY, Granularity.MONTH, Granularity.QUARTER, Granularity.HALF
RANGE = Granularity.RANGE


# --- days -----------------------------------------------------------------------------------------------------------


def read_day(match: Match) -> Expression | None:
    """ "5 May 2025", "19/11"."""
    day, month = match.value("d"), match.value("m")
    atoms = match.group("m")
    alone = match.found.start() == match.found.start("d") and match.codes("y") == YEAR
    if alone and day <= 12 and match.key(atoms[0]) in match.words.doubled:  # nine months of 2018, not the 9th of May
        return months_of_year(match, day)
    return made(match, "date-day-month", DAY, lambda _, year: day_of(year, month, day), match.year("y"))


def read_bare_day(match: Match) -> Expression | None:
    """ "19/11" where no word says that it is a day; 24/7 is all day and all week."""
    return None if (match.value("d"), match.value("m")) == (24, 7) else read_day(match)


def read_range_like(match: Match) -> Expression | None:
    """ "from 22-3", "from 2-9,": days; "from 2-9 people": a range of numbers, which rises and counts what follows."""
    last = match.atoms[match.found.end() - 1]
    counted = match.text[last.end : last.end + 2].lstrip(" ")[:1].isalnum()
    rising = match.value("d") < match.value("m")
    if rising and counted and match.atoms[match.found.end()].code not in "T_":
        return None
    return read_day(match)


def read_score_like(match: Match) -> Expression | None:
    """ "(21-6)": a day; "(2-1)": a score."""
    return read_day(match) if max(match.value("d"), match.value("m")) > 6 else None


def read_days(match: Match) -> Expression | None:
    """ "9-12 May 2025"."""
    first, last, month = match.value("d"), match.value("d2"), match.value("m")
    if first > last:
        return None

    def make(_: Anchor, year: Year) -> Period:
        return day_of(year, month, first).until(day_of(year, month, last))

    return made(match, "date-days-month", DAY, make, match.year("y"))


def read_day_list(match: Match) -> list[Expression]:
    """ "26 and 27 May": a date each."""
    month, reference = match.value("m"), match.year("y")
    at, whole = match.found.start("ds"), match.found.span()
    days = [(at + index, atom.value) for index, atom in enumerate(match.group("ds")) if atom.code in "in"]

    def make(day: int) -> Callable[[Anchor, Year], Period]:
        return lambda _, year: day_of(year, month, day)

    rows = [
        Expression("date-day-month", whole[0] if at == index else index, index + 1, make(day), DAY, reference)
        for index, day in days
    ]
    last = match.value("d")
    return [*rows, Expression("date-day-month", match.found.start("d"), whole[1], make(last), DAY, reference)]


def read_day_of_month(match: Match) -> Expression | None:
    """ "the 5th of this month"."""
    day, offset = match.value("d"), match.value("c") or 0

    def make(anchor: Anchor, _: Year) -> Period | None:
        month = anchor.month_at(offset)
        return None if month is None or day > month.last[2] else Period.day(month.first[0], month.first[1], day)

    return made(match, "date-day-relative-month", DAY, make, relative=True)


def read_dotted(match: Match) -> Expression | None:
    """ "16.5.2019", "ngày 16.5"."""
    day, month, *rest = match.value("d")
    reference = None
    if rest:
        code = YEAR if rest[1] == 4 else SHORT_YEAR
        reference = YearReference(written_year(Atom(code, 0, 0, rest[0]), None, match.words.style))
    return made(match, "date-day-month", DAY, lambda _, year: day_of(year, month, day), reference)


def read_relative_day(match: Match) -> Expression | None:
    """ "today"."""
    offset = match.value("n")
    return made(match, "date-relative-day", DAY, lambda anchor, _: anchor.day_at(offset), relative=True)


def read_today(match: Match) -> Expression | None:
    """ "today (11-1)"."""
    day, month = match.value("d"), match.value("m")
    return made(match, "date-today", DAY, lambda _, year: day_of(year, month, day), match.year("y"))


def read_same_day(match: Match) -> Expression | None:
    """ "the same day"."""
    return made(match, "date-same-day", DAY, lambda anchor, _: anchor.day, relative=True)


def read_week(match: Match) -> Expression | None:
    """ "this week", "Tuesday last week"; the end of a week is its Saturday and Sunday."""
    offset, weekday, part = match.value("n"), match.value("w"), match.value("p")
    first, last = {"start": (0, 1), "middle": (2, 3), "end": (5, 6), "close": (6, 6)}.get(part, (0, 6))
    if weekday is not None:
        first = last = weekday

    def make(anchor: Anchor, _: Year) -> Period | None:
        one, two = anchor.weekday_at(offset, first), anchor.weekday_at(offset, last)
        return None if one is None or two is None else one if first == last else one.until(two)

    rule = "date-weekday-relative-week" if weekday is not None else "date-relative-week"
    return made(match, rule, DAY, make, relative=True)


def read_weekday(match: Match) -> Expression | None:
    """ "on Tuesday": the last one; "this Tuesday": that of the week of publication."""
    weekday, this = match.value("w"), match.codes("n") == "N"

    def make(anchor: Anchor, _: Year) -> Period | None:
        return anchor.weekday_at(0, weekday) if this else anchor.last_weekday(weekday)

    return made(match, "date-weekday", DAY, make, relative=True)


# --- months ---------------------------------------------------------------------------------------------------------


def read_month(match: Match) -> Expression | None:
    """ "May 2025", "mid-May"."""
    month, part, reference = match.value("m"), match.value("p"), match.year("y")
    atoms = match.group("m")
    weak = reference is None and part is None and match.key(atoms[0]) in match.words.weak
    return made(
        match,
        "date-part-month" if part else "date-month",
        MONTH,
        lambda _, year: part_of_month(year, month, part),
        reference,
        weak=weak and match.atoms[match.found.end() - 1].code != "N",
    )


def read_months(match: Match) -> Expression | None:
    """ "January to March 2025"."""
    first, last = match.value("m"), match.value("m2")

    def make(_: Anchor, year: Year) -> Period:
        return Period.months(year.common(last), first, last, RANGE, year.calendar)

    return made(match, "date-months", MONTH, make, match.year("y"))


def read_dotted_month(match: Match) -> Expression | None:
    """ "tháng 9.2015"."""
    (month, number), part = match.value("m"), match.value("p")
    year = written_year(Atom(YEAR, 0, 0, number), None, match.words.style)
    return made(match, "date-month", MONTH, lambda _, year: part_of_month(year, month, part), YearReference(year))


def read_relative_month(match: Match) -> Expression | None:
    """ "next month", "the end of this month"."""
    offset, part = match.value("n"), match.value("p")
    told = match.key(match.group("n")[0]) in match.words.before

    def make(anchor: Anchor, _: Year) -> Period | None:
        month = anchor.before_told(MONTH) if told else None
        month = month or anchor.month_at(offset)
        return None if month is None else part_of_month(Year(month.first[0]), month.first[1], part)

    return made(match, "date-relative-month", MONTH, make, relative=True)


def read_same_month(match: Match) -> Expression | None:
    """ "the same month"."""

    def make(anchor: Anchor, _: Year) -> Period | None:
        day = anchor.day or anchor.period
        return None if day is None else part_of_month(Year(day.last[0]), day.last[1], None)

    return made(match, "date-same-month", MONTH, make, relative=True)


def read_half_month(match: Match) -> Expression | None:
    """ "the first half of June": to the 15th."""
    half, month = match.value("h"), match.value("m")

    def make(_: Anchor, year: Year) -> Period:
        number = year.common(month)
        first, last = (1, 15) if half == 1 else (16, days_in_month(number, month))
        return Period((number, month, first), (number, month, last), RANGE, year.calendar)

    return made(match, "date-half-month", MONTH, make, match.year("y"))


# "10 ngày đầu tháng 6" counts days of the month; "hai ngày cuối tháng 6" are two days at its end, not its last two.
_COUNTED_DAYS = 5


def read_first_days(match: Match) -> Expression | None:
    """The first or last so many days or weeks of a month."""
    count, closing = match.value("n") or 1, _closing(match)
    length = count * (7 if match.codes("u") == "w" else 1)
    month = match.value("m")
    if closing is None or not 1 <= length <= 28:
        return None
    if match.codes("u") == "D" and length < _COUNTED_DAYS:
        part = "end" if closing else "start"
        return made(match, "date-part-month", MONTH, lambda _, year: part_of_month(year, month, part), match.year("y"))

    def make(_: Anchor, year: Year) -> Period:
        number = year.common(month)
        total = days_in_month(number, month)
        first, last = (total - length + 1, total) if closing else (1, length)
        return Period((number, month, first), (number, month, last), RANGE, year.calendar)

    return made(match, "date-last-days" if closing else "date-first-days", MONTH, make, match.year("y"))


# --- quarters and halves --------------------------------------------------------------------------------------------


def read_quarter(match: Match) -> Expression | None:
    """ "the third quarter of 2019", "quarters I and II"."""
    first, part, reference = match.value("q"), match.value("p"), match.year("y")
    last = match.value("q2") or first
    if not 1 <= first <= last <= 4:
        return None
    if reference is None and match.key(match.group("q")[0]) in match.words.weak:
        return None
    unit = QUARTER if first == last else RANGE
    start = match.fiscal_start(reference)
    return made(
        match,
        "date-quarter" if first == last else "date-quarters",
        QUARTER,
        lambda _, year: part_of(months_of(year, 3 * first - 2, 3 * last, unit, start), part),
        reference,
    )


def read_relative_quarter(match: Match) -> Expression | None:
    """ "last quarter"."""
    offset, part = match.value("n"), match.value("p")
    told = match.key(match.group("n")[0]) in match.words.before

    def make(anchor: Anchor, _: Year) -> Period | None:
        quarter = anchor.before_told(QUARTER) if told else None
        quarter = quarter or anchor.quarter_at(offset)
        return None if quarter is None else part_of(quarter, part)

    return made(match, "date-relative-quarter", QUARTER, make, relative=True)


def read_half(match: Match) -> Expression | None:
    """ "the first half of 2025"."""
    half, reference = match.value("h"), match.year("y")
    start = match.fiscal_start(reference)
    return made(
        match, "date-half", HALF, lambda _, year: months_of(year, 6 * half - 5, 6 * half, HALF, start), reference
    )


def _closing(match: Match) -> bool | None:
    """Whether a count of months or days is from the end; None where its word means neither end."""
    where = match.group("w")[0]
    if where.code in "Pq":
        return {"start": False, "end": True, 1: False, 4: True}.get(where.value)
    return where.code == "l"


def read_first_months(match: Match) -> Expression | None:
    """ "the first ten months of 2025", "the last two quarters"."""
    count, closing, reference = match.value("n"), _closing(match), match.year("y")
    length = count * (1 if match.codes("u") == "m" else 3)
    if closing is None or not 1 <= length <= 12:
        return None
    first, last = (13 - length, 12) if closing else (1, length)
    unit = HALF if length == 6 else QUARTER if length == 3 else RANGE
    start = match.fiscal_start(reference)
    return made(
        match,
        "date-last-months" if closing else "date-first-months",
        RANGE,
        lambda _, year: months_of(year, first, last, unit, start),
        reference,
        direction=Direction.NONE if closing else Direction.OVER,
    )


def months_of_year(match: Match, count: int) -> Expression | None:
    """The first so many months of the year that the match names."""
    reference = match.year("y")
    if not 2 <= count <= 12 or reference is None:
        return None
    start = match.fiscal_start(reference)
    return made(match, "date-first-months", RANGE, lambda _, year: months_of(year, 1, count, RANGE, start), reference)


def read_months_of_year(match: Match) -> Expression | None:
    """ "9 months of 2018": the first nine."""
    return months_of_year(match, match.value("n"))


def read_bare_month(match: Match) -> Expression | None:
    """ "10/2016"; 1/2000 is the scale of a map."""
    return None if (match.value("m"), match.group("y")[-1].value) == (1, 2000) else read_month(match)
