"""The grammar of date expressions: rules over the codes of atoms, the same for every language.

A rule is a name, a regular expression over codes (see `ruammit.mentions.date_atoms`) with named groups, and a builder
that turns the matched atoms into an `Expression`. At a place the first rule that fits is taken; rules without a builder
take what looks like a date and is none: lengths of time, numbers of articles and documents, recurrences.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ruammit.mentions.anchors import Anchor, YearReference
from ruammit.mentions.calendars import Era, Year, days_in_month
from ruammit.mentions.date_atoms import Atom, Words
from ruammit.mentions.edtf import Period
from ruammit.schema import Granularity

__all__ = ["Expression", "ImpossibleDateError", "Rule", "match_rules", "rules"]

Make = Callable[[Anchor, Year], Period | None]


class ImpossibleDateError(ValueError):
    """A day that the calendar does not have."""


@dataclass
class Expression:
    """A date expression, its year not yet resolved.

    Attributes:
        rule: the base of the rule's name.
        first: index of its first atom.
        end: index after its last atom.
        make: gives the period, from the anchor and the resolved year.
        unit: what it is made of.
        year: how its year is named, None where it is not.
        bare: whether it is nothing without a year.
        relative: whether it is counted from the day of publication as a whole.
    """

    rule: str
    first: int
    end: int
    make: Make
    unit: Granularity
    year: YearReference | None = None
    bare: bool = False
    relative: bool = False
    notes: dict[str, Any] = field(default_factory=dict)


class Match:
    """The atoms that a rule's groups have matched."""

    def __init__(self, found: re.Match[str], atoms: list[Atom], words: Words) -> None:
        self.found = found
        self.atoms = atoms
        self.words = words

    def group(self, name: str) -> list[Atom]:
        """The atoms of a group, none where it took no part."""
        start, end = self.found.span(name)
        return self.atoms[start:end] if start >= 0 else []

    def value(self, name: str) -> Any:
        """The value of the last atom of a group that has one."""
        return next((atom.value for atom in reversed(self.group(name)) if atom.value is not None), None)

    def year(self, name: str) -> YearReference | None:
        """The year that a group names."""
        atoms = self.group(name)
        if not atoms:
            return None
        era = next((Era(atom.value) for atom in atoms if atom.code == "E"), None)
        fiscal = any(atom.code == "Z" for atom in atoms)
        for atom in reversed(atoms):
            if atom.code in "ysin":
                return YearReference(year=written_year(atom, era, self.words.style), fiscal=fiscal)
            if atom.code == "a":
                return YearReference(offset=atom.value, fiscal=fiscal)
            if atom.code in "gB":
                return YearReference(told=0 if atom.code == "g" else -1, fiscal=fiscal)
        return None


def written_year(atom: Atom, era: Era | None, style: dict[str, Any]) -> Year:
    """The year that digits mean: their era where it is said, else by the language's conventions."""
    number: int = atom.value
    if atom.code == "y":
        if era is None:
            era = Era.BUDDHIST if number >= style["buddhist_from"] else Era(style["default_era"])
        return Year(number, era)
    if era in (Era.RATTANAKOSIN, Era.CHULA):
        return Year(number, era)
    if era is Era.COMMON or (era is None and style["short_era"] == "common"):
        return Year(2000 + number if number < 50 else 1900 + number)
    return Year(style["short_years"] + number, Era.BUDDHIST)


Builder = Callable[[Match], Expression | None]


@dataclass(frozen=True)
class Rule:
    """A rule's name, its pattern over codes, and its builder (None: what it matches is no date)."""

    name: str
    pattern: re.Pattern[str]
    build: Builder | None


def _made(
    match: Match, rule: str, unit: Granularity, make: Make, year: YearReference | None = None, **more: Any
) -> Expression:
    start, end = match.found.span()
    return Expression(rule, start, end, make, unit, year, **more)


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


def _fiscal(match: Match, reference: YearReference | None) -> int | None:
    return match.words.style["fiscal_start"] if reference is not None and reference.fiscal else None


# --- builders -------------------------------------------------------------------------------------------------------


def _day(match: Match) -> Expression | None:
    day, month = match.value("d"), match.value("m")
    return _made(
        match, "date-day-month", Granularity.DAY, lambda _, year: day_of(year, month, day), match.year("y"),
        notes={"day": day, "month": month},
    )  # fmt: skip


def _days(match: Match) -> Expression | None:
    first, last, month = match.value("d"), match.value("d2"), match.value("m")
    if first > last:
        return None

    def make(_: Anchor, year: Year) -> Period:
        return day_of(year, month, first).until(day_of(year, month, last))

    return _made(match, "date-days-month", Granularity.DAY, make, match.year("y"))


def _day_of_month(match: Match) -> Expression | None:
    """ "the 5th of this month": the month of publication."""
    day = match.value("d")
    offset = match.value("c") or 0

    def make(anchor: Anchor, _: Year) -> Period | None:
        month = anchor.month_at(offset)
        return None if month is None or day > month.last[2] else Period.day(month.first[0], month.first[1], day)

    return _made(match, "date-day-relative-month", Granularity.DAY, make, relative=True)


def _dotted(match: Match) -> Expression | None:
    value = match.value("t")
    (day, month), rest = value[:2], value[2:]
    reference = None
    if rest:
        code = "y" if rest[1] == 4 else "s"
        reference = YearReference(year=written_year(Atom(code, 0, 0, rest[0]), None, match.words.style))
    return _made(match, "date-day-month", Granularity.DAY, lambda _, year: day_of(year, month, day), reference)


def _month(match: Match) -> Expression | None:
    month, part = match.value("m"), match.value("p")
    return _made(
        match, "date-part-month" if part else "date-month", Granularity.MONTH,
        lambda _, year: part_of_month(year, month, part), match.year("y"),
    )  # fmt: skip


def _months(match: Match) -> Expression | None:
    first, last = match.value("m"), match.value("m2")
    return _made(
        match, "date-months", Granularity.MONTH,
        lambda _, year: Period.months(year.common(last), first, last, Granularity.RANGE, year.calendar), match.year("y"),
    )  # fmt: skip


def _dotted_month(match: Match) -> Expression | None:
    (month, number), part = match.value("h"), match.value("p")
    year = written_year(Atom("y", 0, 0, number), None, match.words.style)
    return _made(
        match, "date-month", Granularity.MONTH,
        lambda _, year: part_of_month(year, month, part), YearReference(year=year),
    )  # fmt: skip


def _relative_month(match: Match) -> Expression | None:
    offset, part = match.value("c"), match.value("p")

    def make(anchor: Anchor, _: Year) -> Period | None:
        month = anchor.month_at(offset)
        return None if month is None else part_of_month(Year(month.first[0]), month.first[1], part)

    return _made(match, "date-relative-month", Granularity.MONTH, make, relative=True)


def _quarter(match: Match) -> Expression | None:
    quarter, part, reference = match.value("q"), match.value("p"), match.year("y")
    last = match.value("q2") or quarter
    if not 1 <= quarter <= last <= 4:
        return None
    unit = Granularity.QUARTER if quarter == last else Granularity.RANGE
    fiscal = _fiscal(match, reference)
    return _made(
        match, "date-quarter" if quarter == last else "date-quarters", Granularity.QUARTER,
        lambda _, year: part_of(months_of(year, 3 * quarter - 2, 3 * last, unit, fiscal), part), reference,
    )  # fmt: skip


def _relative_quarter(match: Match) -> Expression | None:
    offset, part = match.value("u"), match.value("p")

    def make(anchor: Anchor, _: Year) -> Period | None:
        quarter = anchor.quarter_at(offset)
        return None if quarter is None else part_of(quarter, part)

    return _made(match, "date-relative-quarter", Granularity.QUARTER, make, relative=True)


def _half(match: Match) -> Expression | None:
    half, reference = match.value("h"), match.year("y")
    month = match.value("m")
    if month is not None:

        def of_month(_: Anchor, year: Year) -> Period:
            number = year.common(month)
            first, last = (1, 15) if half == 1 else (16, days_in_month(number, month))
            return Period((number, month, first), (number, month, last), Granularity.RANGE, year.calendar)

        return _made(match, "date-half-month", Granularity.MONTH, of_month, reference)
    fiscal = _fiscal(match, reference)
    return _made(
        match, "date-half", Granularity.HALF,
        lambda _, year: months_of(year, 6 * half - 5, 6 * half, Granularity.HALF, fiscal), reference,
    )  # fmt: skip


def _first_months(match: Match) -> Expression | None:
    """The first or last so many months or quarters of a year."""
    count, where, reference = match.value("n"), match.group("w")[0], match.year("y")
    length = count * (3 if match.found.group("u") == "Q" else 1)
    closing = where.code == "l" or (where.code == "P" and where.value == "end")
    if not 1 <= length <= 12 or (where.code == "P" and where.value not in ("start", "end")):
        return None
    first, last = (13 - length, 12) if closing else (1, length)
    unit = Granularity.HALF if length == 6 else Granularity.QUARTER if length == 3 else Granularity.RANGE
    fiscal = _fiscal(match, reference)
    return _made(
        match, "date-last-months" if closing else "date-first-months", Granularity.RANGE,
        lambda _, year: months_of(year, first, last, unit, fiscal), reference, notes={"first": not closing},
    )  # fmt: skip


def _months_of_year(match: Match) -> Expression | None:
    """ "9 months of 2018": the first nine."""
    count, reference = match.value("n"), match.year("y")
    fiscal = _fiscal(match, reference)
    return _made(
        match, "date-first-months", Granularity.RANGE,
        lambda _, year: months_of(year, 1, count, Granularity.RANGE, fiscal), reference, notes={"first": True},
    )  # fmt: skip


def _days_of_month(match: Match) -> Expression | None:
    """The first or last so many days or weeks of a month."""
    count, where, month = match.value("n") or 1, match.group("w")[0], match.value("m")
    length = count * (7 if match.found.group("u") == "w" else 1)
    closing = where.code == "l" or (where.code == "P" and where.value == "end")
    if not 1 <= length <= 28 or (where.code == "P" and where.value not in ("start", "end")):
        return None

    def make(_: Anchor, year: Year) -> Period:
        number = year.common(month)
        total = days_in_month(number, month)
        first, last = (total - length + 1, total) if closing else (1, length)
        return Period((number, month, first), (number, month, last), Granularity.RANGE, year.calendar)

    return _made(match, "date-first-days", Granularity.MONTH, make, match.year("y"))


def _year(match: Match) -> Expression | None:
    part, reference = match.value("p"), match.year("y")
    if reference is None:
        return None
    if reference.year is not None and not _plausible(reference.year):
        return None
    fiscal = _fiscal(match, reference)
    relative = reference.year is None
    rule = "date-part-year" if part else "date-fiscal-year" if fiscal else "date-relative-year" if relative else "date"
    return _made(
        match, rule, Granularity.YEAR, lambda _, year: part_of(year_of(year, fiscal), part), reference,
        bare=part is None, notes={"era_alone": match.found.group().startswith("E")},
    )  # fmt: skip


def _part_of_unsaid_year(match: Match) -> Expression | None:
    part = match.value("p")
    return _made(
        match, "date-part-year", Granularity.YEAR,
        lambda _, year: part_of(year_of(year), part), YearReference(offset=0), bare=True,
    )  # fmt: skip


def _years(match: Match) -> Expression | None:
    first, last = match.year("y"), match.year("y2")
    if first is None or last is None or first.year is None or last.year is None:
        return None
    one, two = first.year, last.year
    if match.group("y2")[-1].code != "y" and one.number is not None and two.number is not None:
        two = Year(one.number - one.number % 100 + two.number % 100, one.era)
    if match.group("y")[-1].code == "y" and two.era is not one.era and match.found.group("y2") == "y":
        return None
    if not (_plausible(one) and _plausible(two)) or (one.common() or 0) >= (two.common() or 0):
        return None
    fiscal = _fiscal(match, first)

    def make(_: Anchor, __: Year) -> Period:
        return year_of(one, fiscal).until(year_of(two, fiscal))

    return _made(match, "date-years", Granularity.YEAR, make, YearReference(year=two))


def _plausible(year: Year) -> bool:
    number = year.common()
    return number is not None and 1000 <= number <= 2200


def _relative_day(match: Match) -> Expression | None:
    offset = match.value("r")
    return _made(
        match, "date-relative-day", Granularity.DAY, lambda anchor, _: anchor.day_at(offset), relative=True,
        notes={"today": offset},
    )  # fmt: skip


def _relative_week(match: Match) -> Expression | None:
    offset, weekday, part = match.value("k"), match.value("w"), match.value("p")

    def make(anchor: Anchor, _: Year) -> Period | None:
        week = anchor.week_at(offset)
        if week is None or anchor.published is None:
            return None
        if weekday is not None:
            return anchor.day_at(7 * offset - anchor.published.weekday() + weekday)
        days = {"start": (0, 1), "middle": (2, 3), "end": (5, 6), "close": (6, 6)}.get(part or "")
        if days is None:
            return week
        ends = [anchor.day_at(7 * offset - anchor.published.weekday() + day) for day in days]
        return ends[0].until(ends[1]) if ends[0] and ends[1] else None

    return _made(match, "date-relative-week", Granularity.DAY, make, relative=True)


def _told_day(match: Match) -> Expression | None:
    return _made(match, "date-same-day", Granularity.DAY, lambda anchor, _: anchor.day, relative=True)


def _same_period(match: Match) -> Expression | None:
    reference = match.year("y")
    if reference is None:
        return None

    def make(anchor: Anchor, year: Year) -> Period | None:
        if reference.year is None and anchor.period is not None:
            back = reference.offset if reference.offset is not None else reference.told or 0
            return anchor.period.shifted(back) if back else anchor.period
        return anchor.matching(year) or (None if year.number is None else year_of(year))

    return _made(match, "date-same-period", Granularity.YEAR, make, reference, bare=reference.year is None)


def _century(match: Match) -> Expression | None:
    first = match.value("n")
    last = match.value("n2") or first
    if not 1 <= first <= last <= 30:
        return None
    period = Period((100 * first - 99, 1, 1), (100 * last, 12, 31), Granularity.RANGE)
    return _made(match, "date-century", Granularity.YEAR, lambda _, __: period, YearReference(year=Year(100 * last)))


def _decade(match: Match) -> Expression | None:
    atom = match.group("n")[-1]
    year = written_year(atom, None, match.words.style) if atom.code == "y" else Year(1900 + atom.value)
    start = year.common()
    if start is None or start % 10:
        return None
    period = Period((start, 1, 1), (start + 9, 12, 31), Granularity.RANGE, year.calendar)
    return _made(match, "date-decade", Granularity.YEAR, lambda _, __: period, YearReference(year=year))


# --- rules ----------------------------------------------------------------------------------------------------------

PRE = r"(?:[bW],?)*D?(?:W,?)?"
RANGE = r"(?:[-_]|,?T)"


@cache
def rules(numbered_months: bool, bare_slash: str) -> tuple[Rule, ...]:
    """The rules of a language, in order of precedence.

    Args:
        numbered_months: whether a month word and a number are a month.
        bare_slash: "never" or "likely": whether `19/11` is a day without a word that says so.
    """
    joined = "" if numbered_months else "?"
    named = r"m?M|mi" if numbered_months else r"m?M"

    def year(name: str, slash: bool = True) -> str:
        after = rf"(?:[/_-]){joined}(?:y|s)|" if slash else ""
        return rf"(?P<{name}>{after},?O?(?:[YZ]+E?[ys]|Ey|Es|a|g|Y?B))"

    y = year("y")
    month = rf"(?P<m>{named})"
    slashed = r"(?P<m>/i|-i)"
    number_year = rf"(?P<y>/[ysin]|-y|,?O?(?:[YZ]+E?[ys]|a|g))"
    bare = rf"(?:(?<![/x-])(?P<d>[in])(?P<m>/i)(?:(?P<y>/[ysin]|-y)|(?![/x-])))" if bare_slash == "likely" else r"(?!)"
    quarter = r"(?P<q>Q[iI]|q)"
    month_of_year = r"(?P<m>i)(?P<y>/y)" if bare_slash == "likely" else r"(?!)"
    rows: list[tuple[str, str, Builder | None]] = [
        ("none-blocked", r"X[insyxtphI](?:[/_-][insyx])*", None),
        ("date-days", rf"{PRE}(?P<d>[in]){RANGE}D?W?(?P<d2>[in])(?P<m>m?M|mi){y}?N?", _days),
        ("date-days", rf"{PRE}(?P<d>[in]){RANGE}D?W?(?P<d2>[in])(?P<m>/i)(?![/-]x){number_year}?N?", _days),
        ("date-days", rf"{PRE}(?P<d>[in])(?:_|T)D?W?(?P<d2>[in])(?P<m>-i)(?![/-]x){number_year}?N?", _days),
        ("date-day", rf"{PRE}(?P<d>[in]),?(?P<m>m?M|mi){y}?N?", _day),
        ("date-day", rf"(?=[bDWF]){PRE}F?(?P<d>[in]){slashed}(?![/-]x){number_year}?N?", _day),
        ("date-day", rf"(?P<d>[in])(?P<m>/i)(?P<y>/[ysin])(?![/-])", _day),
        ("date-day", rf"(?P<d>[in])(?P<m>-i)(?P<y>-y)(?![/-])", _day),
        ("date-day", bare, _day),
        ("date-day", r"D(?P<d>[in])(?P<c>c)", _day_of_month),
        ("date-day", r"D(?P<d>[in])N", _day_of_month),
        ("date-dotted", rf"(?=[bDW]){PRE}(?P<t>[tp])", _dotted),
        ("date-dotted", r"(?P<t>t)", _dotted),
        ("date-quarters", rf"Q(?P<q>[iI])(?:{RANGE}|A)Q?(?P<q2>[iI])(?P<p>$^)?{year('y')}?", _quarter),
        ("date-quarter", rf"(?P<p>P)?{quarter}(?P<q2>$^)?(?P<y>[/_-]?y|O?(?:[YZ]+E?[ys]|Ey|a|g|B))?N?", _quarter),
        ("date-relative-quarter", r"(?P<p>P)?(?P<u>u)", _relative_quarter),
        ("date-first-days", rf"(?P<n>[in])?(?P<u>[Dw])(?P<w>[fPl])O?{month}{y}?N?", _days_of_month),
        ("date-first-months", rf"(?P<n>i)(?P<u>[mQ])(?P<w>[fPl])(?:(?P<y>,?O?(?:[YZ]+E?[ys]|Ey|a|g|B))|O?Y(?!a))?", _first_months),
        ("date-first-months", rf"(?P<n>i)m(?P<y>,?O?(?:[YZ]+E?y|[YZ]+s))", _months_of_year),
        ("date-half", rf"(?P<h>H)(?P<m>{named}){y}?", _half),
        ("date-half", rf"(?P<h>H)(?P<m>$^)?(?:(?P<y>[/-]?y|,?O?(?:[YZ]+E?[ys]|Ey|a|g|B))|O?Y)?", _half),
        ("date-months", rf"(?P<m>m?M){RANGE}(?P<m2>m?M){y}?N?", _months),
        ("date-months", rf"(?P<m>{named}){RANGE}(?P<m2>{named}|{'i' if numbered_months else '(?!)'}){y}?N?", _months),
        ("date-month", rf"(?P<p>P)?m?(?P<m>M){y}?N?", _month),
        ("date-month", rf"(?P<p>P)?{month}{y}?N?", _month),
        ("date-month", r"(?P<p>P)?m(?P<h>h)", _dotted_month),
        ("date-month", rf"(?P<p>P)?(?<![/x-]){month_of_year}(?![/-])", _month),
        ("date-relative-month", r"(?P<p>P)?(?P<c>c)", _relative_month),
        ("date-century", r"C(?P<n>[in])(?:(?:[-_]|,?T|A)C?(?P<n2>[in]))?", _century),
        ("date-decade", r"K(?P<n>[yisn])(?:O?C[in])?", _decade),
        ("date-years", rf"(?P<y>[YZ]+E?y|Ey|(?<=G)y|(?<![/x-])y)(?:{RANGE}|/)(?P<y2>[YZ]*E?y|[YZ]*E?s)(?![/-])", _years),
        ("date-years", rf"(?P<y>[YZ]+E?s)(?:{RANGE}|/)(?P<y2>[YZ]*E?s)(?![/-])", _years),
        ("none-length", r"[insyxp](?:[km]|Y(?![Ey])|[wDQcuaB])N?", None),
        ("none-recurrence", r"z[YmDwkcua]", None),
        ("date-year", rf"(?P<p>P)?(?P<y>O?(?:[YZ]+E?y|(?<!x)[YZ]+E?s|Ey|Es|ZE?s|a|g|B))N?", _year),
        ("date-year", r"(?P<p>P)(?P<y>y)", _year),
        ("date-year", r"(?P<p>P)Y", _part_of_unsaid_year),
        ("date-relative-week", r"(?P<w>W)?(?P<p>P)?(?P<k>k)", _relative_week),
        ("date-relative-day", r"(?P<r>r)", _relative_day),
        ("date-same-day", r"d", _told_day),
        ("date-same-period", r"S(?P<y>O?(?:[YZ]+E?[ys]|Ey|a|g|B))", _same_period),
    ]  # fmt: skip
    return tuple(Rule(name, re.compile(pattern), build) for name, pattern, build in rows)


@cache
def scanner(numbered_months: bool, bare_slash: str) -> re.Pattern[str]:
    """All rules as one pattern; group `rN` is the N-th rule."""
    unnamed = (re.sub(r"\?P<\w+>", "?:", rule.pattern.pattern) for rule in rules(numbered_months, bare_slash))
    return re.compile("|".join(f"(?P<r{index}>{pattern})" for index, pattern in enumerate(unnamed)))


def match_rules(codes: str, atoms: list[Atom], words: Words) -> list[Expression]:
    """The expressions in the codes, from left to right; they do not overlap."""
    style = words.style
    options = (style["numbered_months"], style["bare_slash"])
    table, scan = rules(*options), scanner(*options)
    found: list[Expression] = []
    for outer in scan.finditer(codes):
        rule = table[int((outer.lastgroup or "r0")[1:])]
        if rule.build is None:
            continue
        inner = rule.pattern.match(codes, outer.start())
        expression = rule.build(Match(inner, atoms, words)) if inner else None
        if expression is not None:
            found.append(expression)
    return found
