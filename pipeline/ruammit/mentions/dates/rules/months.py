"""Months, and what they are divided into: "May 2025", "mid-May", "the first ten days of May"."""

from __future__ import annotations

from ruammit.mentions.dates.anchors import Anchor, Direction, YearReference
from ruammit.mentions.dates.atoms import YEAR, Atom
from ruammit.mentions.dates.calendars import Era, Year, days_in_month
from ruammit.mentions.dates.expressions import Expression, Match, latin_year, made, written_year
from ruammit.mentions.dates.matching import Rule
from ruammit.mentions.dates.periods import Period, part_of_month
from ruammit.mentions.dates.predicates import (
    APART,
    CLOSE,
    COMMA,
    ENGLISH_MONTH,
    MONTH,
    MONTH_2,
    NOT_LONGER,
    OPEN,
    PART,
    RANGE,
    THIS,
    after,
    any_of,
    before,
    maybe,
    named,
)  # fmt: skip
from ruammit.mentions.dates.predicates import (
    YEAR as MONTH_YEAR,
)
from ruammit.schema import Granularity

__all__ = ["RULES", "closing"]

GRAIN, RANGES = Granularity.MONTH, Granularity.RANGE


def read_month(match: Match) -> Expression | None:
    """ "May 2025", "mid-May"."""
    month, part, reference = match.value("m"), match.value("p"), match.year("y")
    atoms = match.group("m")
    weak = reference is None and part is None and match.key(atoms[0]) in match.words.weak
    return made(
        match,
        GRAIN,
        lambda _, year: part_of_month(year, month, part),
        reference,
        weak=weak and match.atoms[match.end - 1].code != "N",
    )


def read_months(match: Match) -> Expression | None:
    """ "January to March 2025"."""
    first, last = match.value("m"), match.value("m2")

    def make(_: Anchor, year: Year) -> Period:
        return Period.months(year.common(last), first, last, RANGES, year.calendar)

    return made(match, GRAIN, make, match.year("y"), direction=Direction.SPAN)


def read_month_list(match: Match) -> list[Expression] | None:
    """ "tháng 3, 4 và 5/2025": a date each."""
    if match.recurs:
        return None
    reference = match.year("y")
    at, start = match.found.start("ds"), match.found.start()
    months = [(at + index, atom.value) for index, atom in enumerate(match.group("ds")) if atom.code == "i"]
    last = (match.found.start("m"), match.value("m"))

    def row(month: int, first: int, end: int) -> Expression:
        return Expression(match.rule, first, end, lambda _, year: part_of_month(year, month, None), GRAIN, reference)

    rows = [row(month, start if index == at else index, index + 1) for index, month in months]
    return [*rows, row(last[1], last[0], match.end)]


def read_dotted_month(match: Match) -> Expression | None:
    """ "tháng 9.2015"."""
    (month, number), part = match.value("m"), match.value("p")
    year = written_year(Atom(YEAR, 0, 0, number), None, match.words.style)
    return made(match, GRAIN, lambda _, year: part_of_month(year, month, part), YearReference(year))


def read_bare_month(match: Match) -> Expression | None:
    """ "10/2016"; 1/2000 is the scale of a map."""
    return None if (match.value("m"), match.group("y")[-1].value) == (1, 2000) else read_month(match)


def read_hyphened_month(match: Match) -> Expression | None:
    """ "from 10-2016"; "from 10-2000 pieces": a range of numbers, which counts what follows."""
    last = match.found.end() - 1
    counted = match.following(last).isalnum() and match.atoms[last + 1].code != "T"
    return None if counted else read_month(match)


def read_month_before_bracket(match: Match) -> Expression | None:
    """ "(..., 10/2016)": a year of the Common Era; of another it may be the number of a document."""
    reference = match.year("y")
    common = reference is not None and reference.year is not None and reference.year.era is Era.COMMON
    return read_bare_month(match) if common else None


def read_english_month(match: Match) -> Expression | None:
    """ "October 2025", "Oct-25"."""
    month, reference = match.value("m"), match.year("y")
    atom = match.group("y")[-1]
    if reference is not None and atom.code == "s":
        reference = YearReference(latin_year(atom.value, 2, match.words.style))
    if reference is None:
        return None
    return made(match, GRAIN, lambda _, year: part_of_month(year, month, None), reference)


def read_half_month(match: Match) -> Expression | None:
    """ "the first half of June": to the 15th."""
    half, month = match.value("h"), match.value("m")

    def make(_: Anchor, year: Year) -> Period:
        number = year.common(month)
        first, last = (1, 15) if half == 1 else (16, days_in_month(number, month))
        return Period((number, month, first), (number, month, last), RANGES, year.calendar)

    return made(match, GRAIN, make, match.year("y"))


def closing(match: Match) -> bool | None:
    """Whether a count of months or days is from the end; None where its word means neither end."""
    where = match.group("w")[0]
    if where.code in "Pq":
        return {"start": False, "end": True, 1: False, 4: True}.get(where.value)
    return where.code == "l"


# "10 ngày đầu tháng 6" counts days of the month; "hai ngày cuối tháng 6" are two days at its end, not its last two.
_COUNTED_DAYS = 5


def read_first_days(match: Match) -> Expression | None:
    """The first or last days or weeks of a month, by their number."""
    count, last_ones = match.value("n") or 1, closing(match)
    length = count * (7 if match.codes("u") == "w" else 1)
    month = match.value("m")
    if last_ones is None or not 1 <= length <= 28:
        return None
    if match.codes("u") == "D" and length < _COUNTED_DAYS:
        part = "end" if last_ones else "start"
        return made(match, GRAIN, lambda _, year: part_of_month(year, month, part), match.year("y"))

    def make(_: Anchor, year: Year) -> Period:
        number = year.common()
        total = days_in_month(number, month)
        first, last = (total - length + 1, total) if last_ones else (1, length)
        return Period((number, month, first), (number, month, last), RANGES, year.calendar)

    return made(match, GRAIN, make, match.year("y"))


HALF = named("h", "H")
_SLASHED_YEAR = named("y", "/y")

RULES = (
    Rule("date-half-month", (HALF, "O?", MONTH, maybe(MONTH_YEAR), maybe(THIS)), read_half_month),
    Rule("date-first-days", (any_of(named("n", "[in]") + before("[Dw]"), before("w")), named("u", "[Dw]"),
                             named("w", "[fPl]"), "O?", MONTH, maybe(MONTH_YEAR), maybe(THIS)), read_first_days),
    Rule("date-month-list", (named("w", "o"), named("ds", "i(?:,i){0,9}"), "[A,]", named("m", "i"),
                             maybe(MONTH_YEAR)), read_month_list),
    Rule("date-months-brackets", (OPEN, MONTH, RANGE, any_of(MONTH_2), CLOSE,
                                  named("y", "O?(?:[YZ]?[YZ]?E?[ys])")), read_months),
    Rule("date-months", (MONTH, RANGE, MONTH_2, maybe(MONTH_YEAR), maybe(THIS)), read_months),
    Rule("date-months-number", (named("m", "oi"), RANGE, named("m2", "i"), maybe(MONTH_YEAR), maybe(THIS)),
         read_months),
    Rule("date-part-of-month", (PART, MONTH, maybe(MONTH_YEAR), maybe(THIS)), read_month),
    Rule("date-month", (MONTH, maybe(MONTH_YEAR), maybe(THIS)), read_month),
    Rule("date-month-dotted", (maybe(PART), "[mo]", named("m", "h")), read_dotted_month),
    Rule("date-month-slash-word", (maybe(PART), "m", named("m", "i"), named("y", "/[ys]"), NOT_LONGER), read_month),
    Rule("date-month-slash", (maybe(PART), APART, named("m", "i"), _SLASHED_YEAR, NOT_LONGER), read_bare_month,
         "slashed"),
    Rule("date-month-slash-brackets", (after(OPEN), named("m", "i"), _SLASHED_YEAR, NOT_LONGER), read_bare_month),
    Rule("date-month-slash-closing", (APART, named("m", "i"), _SLASHED_YEAR, before(CLOSE)), read_month_before_bracket),
    Rule("date-month-hyphen", (after("F"), named("m", "i"), named("y", "-y"), NOT_LONGER), read_hyphened_month,
         "slashed"),
    Rule("date-english-month", (ENGLISH_MONTH, maybe(COMMA), named("y", "y|[-_/]s")), read_english_month),
)  # fmt: skip
