"""Builders: from the atoms that a rule has matched to an expression.

Each reads the groups of its rule: d a day, m a month, y a year, q a quarter, p a part, n a number, w a word; a second
of the kind has a 2 behind its letter. None: the atoms fit the rule, and mean no date.
"""

from __future__ import annotations

from collections.abc import Callable

from ruammit.mentions.anchors import Anchor, Direction, YearReference
from ruammit.mentions.calendars import Year, days_in_month
from ruammit.mentions.date_atoms import SHORT_YEAR, YEAR, Atom
from ruammit.mentions.date_expressions import Expression, Match, made, written_year
from ruammit.mentions.periods import Period, day_of, months_of, part_of, part_of_month, year_of
from ruammit.schema import Granularity

Builder = Callable[[Match], Expression | list[Expression] | None]

DAY, MONTH, QUARTER, HALF = Granularity.DAY, Granularity.MONTH, Granularity.QUARTER, Granularity.HALF
YEARS, RANGE = Granularity.YEAR, Granularity.RANGE


# --- days -----------------------------------------------------------------------------------------------------------


def read_day(match: Match) -> Expression | None:
    """ "5 May 2025", "19/11"."""
    day, month = match.value("d"), match.value("m")
    atoms = match.group("m")
    alone = match.found.start() == match.found.start("d") and match.codes("y") == YEAR
    if alone and match.key(atoms[0]) in match.words.doubled:  # nine months of 2018, not the 9th of May
        return months_of_year(match, day)
    return made(match, "date-day-month", DAY, lambda _, year: day_of(year, month, day), match.year("y"))


def read_bare_day(match: Match) -> Expression | None:
    """ "19/11" where no word says that it is a day; 24/7 is all day and all week."""
    return None if (match.value("d"), match.value("m")) == (24, 7) else read_day(match)


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
    weak = len(atoms) == 1 and reference is None and part is None and match.key(atoms[0]) in match.words.weak
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

    def make(anchor: Anchor, _: Year) -> Period | None:
        month = anchor.month_at(offset)
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

    def make(anchor: Anchor, _: Year) -> Period | None:
        quarter = anchor.quarter_at(offset)
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
    if count < 2 or reference is None:
        return None
    start = match.fiscal_start(reference)
    return made(match, "date-first-months", RANGE, lambda _, year: months_of(year, 1, count, RANGE, start), reference)


def read_months_of_year(match: Match) -> Expression | None:
    """ "9 months of 2018": the first nine."""
    return months_of_year(match, match.value("n"))


def read_bare_month(match: Match) -> Expression | None:
    """ "10/2016"; 1/2000 is the scale of a map."""
    return None if (match.value("m"), match.group("y")[-1].value) == (1, 2000) else read_month(match)


# --- years ----------------------------------------------------------------------------------------------------------


def _plausible(year: Year) -> bool:
    number = year.common()
    return number is not None and 1000 <= number <= 2200


def read_year(match: Match) -> Expression | None:
    """ "the year 2025", "next year", "the end of 2025", "fiscal year 2025"."""
    part, reference = match.value("p"), match.year("y")
    if reference is None or (reference.year is not None and not _plausible(reference.year)):
        return None
    direction = Direction.NONE
    if part and any(match.key(atom) in match.words.loose for atom in match.group("y")):
        reference, direction = YearReference(fiscal=reference.fiscal), Direction.PAST
    start = match.fiscal_start(reference)
    base = "date-part-year" if part else "date-fiscal-year" if start else "date-year"
    return made(
        match,
        base,
        YEARS,
        lambda _, year: part_of(year_of(year, start), part),
        reference if direction is Direction.NONE else None,
        bare=part is None,
        era_alone=match.codes("y").startswith("E"),
        direction=direction,
    )


def read_bare_year(match: Match) -> Expression | None:
    """ "from 2014": a number that nothing counts follows."""
    last = match.found.end()
    end = match.atoms[last - 1].end
    after = match.text[end : end + 2].lstrip(" ")[:1]
    if match.atoms[last].code not in "TA_" and (after.isalnum() or after in ("%", "$", "/", "-")):
        before = match.atoms[match.found.start() - 2]  # of a list: "in the years 2019 and 2020 ..."
        if before.code != YEAR or not 0 < match.value("y") - before.value <= 15:
            return None
    expression = read_year(match)
    return expression if expression and 1900 <= (match.year("y") or YearReference()).common() <= 2100 else None


def read_part_of_unsaid_year(match: Match) -> Expression | None:
    """ "at the end of the year": the year of publication."""
    part = match.value("p")
    return made(
        match,
        "date-part-year",
        YEARS,
        lambda _, year: part_of(year_of(year), part),
        YearReference(offset=0),
        bare=True,
    )


def read_years(match: Match) -> Expression | None:
    """ "2021-2025", "ปี 66-67"."""
    one, two = (reference.year if reference else None for reference in (match.year("y"), match.year("y2")))
    if one is None or two is None or one.number is None or two.number is None:
        return None
    if match.codes("y").endswith(YEAR) and not match.codes("y2").endswith(YEAR):
        two = Year(one.number - one.number % 100 + two.number % 100, one.era)
    first, last = one, two
    if match.codes("y") == YEAR and match.words.style["latin_names"] and _after_latin(match):
        return None
    bare = match.codes("y") == YEAR and match.atoms[match.found.start() - 1].code not in "GF("
    if bare and (last.number or 0) - (first.number or 0) > 80:
        return None
    if one.era is not two.era or not (_plausible(one) and _plausible(two)):
        return None
    if not 0 < (last.number or 0) - (first.number or 0) <= 300:
        return None
    start = match.fiscal_start(match.year("y"))

    def make(_: Anchor, __: Year) -> Period:
        return year_of(first, start).until(year_of(last, start))

    return made(match, "date-years", YEARS, make, YearReference(last))


def _after_latin(match: Match) -> bool:
    """Whether a Latin word stands right before: in a text of another script the numbers are part of that name."""
    before = match.text[max(match.group("y")[0].start - 2, 0) : match.group("y")[0].start].rstrip(" ")
    return before[-1:].isascii() and before[-1:].isalpha()


def read_years_ago(match: Match) -> Expression | None:
    """ "26 years ago": the year; with other words, or without a number of years, a length of time."""
    word, count = match.group("w")[0], match.value("n")
    if count is None or match.key(word) not in match.words.ago:
        return None
    return made(match, "date-years-ago", YEARS, lambda _, year: year_of(year), YearReference(offset=-count), bare=True)


def read_counted_ago(match: Match) -> Expression | None:
    """ "3 days ago", "two months ago": the day, the week, the month."""
    word, count = match.group("w")[0], match.value("n")
    if match.codes("w") != "%" and match.key(word) not in match.words.ago:
        return None
    unit = {"%": "day", "k": "week", "c": "month"}[word.code]
    return made(
        match, "date-counted-ago", MONTH, lambda anchor, _: anchor.counted(f"{count} {unit}s ago", unit), relative=True
    )


def read_same_period(match: Match) -> Expression | None:
    """ "the same period of last year": the period told last, in another year."""
    reference = match.year("y")
    if reference is None:
        return None

    def make(anchor: Anchor, year: Year) -> Period | None:
        if reference.year is None and anchor.period is not None:
            return anchor.period.shifted(reference.told if reference.told is not None else reference.offset or 0)
        return anchor.matching(year) or (None if year.number is None else year_of(year))

    return made(match, "date-same-period", YEARS, make, reference)


def read_century(match: Match) -> Expression | None:
    """ "the 19th century", "centuries 13 to 14"."""
    first = match.value("n")
    last = match.value("n2") or first
    if not 1 <= first <= last <= 30:
        return None
    period = Period((100 * first - 99, 1, 1), (100 * last, 12, 31), RANGE)
    return made(match, "date-century", YEARS, lambda _, __: period, YearReference(Year(100 * last)))


def read_decade(match: Match) -> Expression | None:
    """ "the 1990s", "the nineties"."""
    atom = match.group("n")[-1]
    year = written_year(atom, None, match.words.style) if atom.code == YEAR else Year(1900 + atom.value)
    start = year.common()
    if start is None or (year.number or 1) % 10:
        return None
    period = Period((start, 1, 1), (start + 9, 12, 31), RANGE, year.calendar)
    return made(match, "date-decade", YEARS, lambda _, __: period, YearReference(year))
