"""Quarters, halves, and counted months of a year: "quarter III of 2019", "the first ten months of 2025", "4Q67"."""

from __future__ import annotations

from ruammit.mentions.dates.anchors import Direction, YearReference
from ruammit.mentions.dates.expressions import Expression, Match, latin_year, made
from ruammit.mentions.dates.matching import Rule
from ruammit.mentions.dates.periods import months_of, part_of
from ruammit.mentions.dates.predicates import (
    ABOUT_YEAR,
    COUNT,
    OF_YEAR,
    PART,
    QUARTER,
    QUARTER_2,
    QUARTER_YEAR,
    RANGE,
    THIS,
    any_of,
    maybe,
    named,
    not_before,
)  # fmt: skip
from ruammit.mentions.dates.rules.months import HALF, closing
from ruammit.schema import Granularity

__all__ = ["RULES", "months_of_year"]

RANGES, GRAIN, HALVES = Granularity.RANGE, Granularity.QUARTER, Granularity.HALF


def read_quarter(match: Match) -> Expression | None:
    """ "the third quarter of 2019", "quarters I and II"."""
    first, part, reference = match.value("q"), match.value("p"), _year(match)
    last = match.value("q2") or first
    if not 1 <= first <= last <= 4:
        return None
    if reference is None and match.key(match.group("q")[0]) in match.words.weak:
        return None
    unit = GRAIN if first == last else RANGES
    start = match.fiscal_start(reference)
    return made(
        match,
        GRAIN,
        lambda _, year: part_of(months_of(year, 3 * first - 2, 3 * last, unit, start), part),
        reference,
        direction=Direction.NONE if first == last else Direction.SPAN,
    )


def _year(match: Match) -> YearReference | None:
    """The year after a quarter or half: of two digits after a slash, it may be of the Common Era ("1/25")."""
    reference, atoms = match.year("y"), match.group("y")
    if reference is None or atoms[-1].code not in "sin":
        return reference
    if atoms[0].code == "/":
        return YearReference(latin_year(atoms[-1].value, 2, match.words.style))
    if len(atoms) == 1 and not match.words.style.short_years:
        match.end = min(match.end, match.found.start("y"))
        return None
    return reference


def read_quarters_to_shorthand(match: Match) -> Expression | None:
    """ "Q1-Q2/2566"."""
    unit, last, year, digits = match.value("n")
    first = match.value("q")
    if unit != "quarter" or not first < last <= 4:
        return None
    reference = YearReference(latin_year(year, digits, match.words.style))
    return made(match, GRAIN, lambda _, year: months_of(year, 3 * first - 2, 3 * last, RANGES), reference)


def read_half(match: Match) -> Expression | None:
    """ "the first half of 2025"."""
    half, reference = match.value("h"), _year(match)
    weak = match.words.weak
    if reference is None and not match.codes("w") and match.key(match.group("h")[0]) in weak:
        return None
    if any(match.key(atom) in weak for atom in match.group("w") if atom.code == "Y"):  # "the second half of a season"
        return None
    start = match.fiscal_start(reference)
    return made(match, HALVES, lambda _, year: months_of(year, 6 * half - 5, 6 * half, HALVES, start), reference)


def read_first_months(match: Match) -> Expression | None:
    """ "the first ten months of 2025", "the last two quarters"."""
    count, last_ones, reference = match.value("n"), closing(match), match.year("y")
    length = count * (1 if match.codes("u") in ("m", "o") else 3)
    if last_ones is None or not 1 <= length <= 12:
        return None
    at = match.atoms[match.found.start()].start
    if reference is None and match.words.length.search(match.text, max(at - _LENGTH_REACH, 0), at):
        return None
    first, last = (13 - length, 12) if last_ones else (1, length)
    start = match.fiscal_start(reference)
    unit = HALVES if length == 6 else GRAIN if length == 3 else RANGES
    return made(
        match,
        RANGES,
        lambda _, year: months_of(year, first, last, unit, start),
        reference,
        direction=Direction.NONE if last_ones else Direction.OVER,
    )


_LENGTH_REACH = 35
"""Characters before a count of months in which a word that makes it a length of time is looked for."""


def months_of_year(match: Match, count: int) -> Expression | None:
    """The first `count` months of the year that the match names."""
    reference = match.year("y")
    if not 2 <= count <= 12 or reference is None:
        return None
    start = match.fiscal_start(reference)
    return made(match, RANGES, lambda _, year: months_of(year, 1, count, RANGES, start), reference)


def read_months_of_year(match: Match) -> Expression | list[Expression] | None:
    """ "9 months of 2018", "9 months of last year": the first nine."""
    year = match.group("y")
    if year[-1].code in "ag" and len(year) == 1 and not match.words.style.boundaries:
        last = match.group("u")[0].end
        if last != year[0].start:  # "in 3 months, this year's ..."
            match.end = match.found.start("y")
            return []
    if year[-1].code == "a" and year[-1].value > 0:
        return None
    return months_of_year(match, match.value("n"))


def read_outer_month(match: Match) -> Expression:
    """ "the first month of 2025", "the last month of the year"."""
    month = 1 if match.codes("w") == "f" else 12
    reference = match.year("y")
    start = match.fiscal_start(reference)
    return made(
        match, Granularity.MONTH, lambda _, year: months_of(year, month, month, Granularity.MONTH, start), reference
    )


def read_shorthand(match: Match) -> Expression | None:
    """ "4Q67", "1H2568", "9M25": the shorthand of stock news."""
    unit, number, year, digits = match.value("n")
    first, last = {"quarter": (3 * number - 2, 3 * number), "half": (6 * number - 5, 6 * number)}.get(unit, (1, number))
    grain = {"quarter": GRAIN, "half": HALVES}.get(unit, RANGES)
    reference = YearReference(latin_year(year, digits, match.words.style))
    if reference.common() not in _BUSINESS_YEARS:
        return None
    return made(match, grain, lambda _, year: months_of(year, first, last, grain), reference)


_BUSINESS_YEARS = range(1990, 2036)
"""Years of the Common Era that stock news writes about; other numbers are those of models and parts."""
_MONTHS = named("u", "[moQ]")

RULES = (
    Rule("date-shorthand", (named("n", r"\$"),), read_shorthand),
    Rule("date-quarters-shorthand", (named("q", "q"), RANGE, named("n", r"\$")), read_quarters_to_shorthand),
    Rule("date-quarters", (QUARTER, any_of(RANGE, "A"), QUARTER_2, maybe(QUARTER_YEAR), maybe(THIS)), read_quarter),
    Rule("date-part-of-quarter", (PART, QUARTER, maybe(QUARTER_YEAR), maybe(THIS)), read_quarter),
    Rule("date-quarter", (QUARTER, maybe(QUARTER_YEAR), maybe(THIS)), read_quarter),
    Rule("date-half", (HALF, not_before("O?C"), any_of(QUARTER_YEAR, named("w", "O?Y"), ""), maybe(THIS)), read_half),
    Rule("date-first-months", (COUNT, _MONTHS, named("w", "[fP]"), any_of(OF_YEAR, ABOUT_YEAR, not_before("G")),
                               maybe(THIS)), read_first_months),
    Rule("date-last-months", (COUNT, _MONTHS, named("w", "l"), any_of(OF_YEAR, ABOUT_YEAR), maybe(THIS)),
         read_first_months),
    Rule("date-first-quarters", (COUNT, named("w", "q"), any_of(OF_YEAR, ABOUT_YEAR, ""), maybe(THIS)),
         read_first_months),
    Rule("date-months-of-year", (COUNT, named("u", "[mo]"),
                                 named("y", "/y|,?O?(?:[YZ][YZ]?E?y|[YZ][YZ]?s|y)|O?[ag]")), read_months_of_year),
    Rule("date-outer-month", ("[mo]", named("w", "[fl]"), "O", named("y", "[YZ][YZ]?E?[ys]|a|g|y"), maybe(THIS)),
         read_outer_month),
)  # fmt: skip
