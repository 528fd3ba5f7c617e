"""Reading dates: expressions of the text, their years resolved, and neighbours joined.

`atoms` finds numbers, words and signs; the rules (`ruammit.mentions.dates.rules`) put them together to expressions;
`resolution` supplies what is unsaid, and here neighbours are joined ("today (5 May)", "from 5 to 8 May").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise

from ruammit.analysis import Analysis
from ruammit.mentions.dates.anchors import YearReference
from ruammit.mentions.dates.atoms import Atoms, atoms_of
from ruammit.mentions.dates.calendars import Year
from ruammit.mentions.dates.edtf import edtf
from ruammit.mentions.dates.expressions import Expression
from ruammit.mentions.dates.periods import iso
from ruammit.mentions.dates.resolution import Found, Resolver
from ruammit.mentions.dates.rules import grammar_of
from ruammit.mentions.dates.words import Words, words_of
from ruammit.schema import DateMention, Granularity

__all__ = ["find_dates"]


_BARE = frozenset("insyxtph/-_T")
"""Codes of numbers and signs: a date of nothing else could be an amount."""
_NAME_LENGTH = 200
"""How many characters before its year the name of a law may begin."""
_PARTS_OF_YEARS = {Granularity.MONTH, Granularity.QUARTER, Granularity.HALF, Granularity.RANGE}
_SAID_AGAIN = frozenset({"date-relative-day", "date-later", "date-counted"})
"""Rules of days that the text may also name right behind them: "today (5 May)", "two days later, on 10 August"."""
_LONGEST_LIST = 12
"""Dates of a list that shares a year."""
_RANGE_SIGNS = frozenset({"-", "_", "T", ",T"})


def find_dates(analysis: Analysis) -> list[DateMention]:
    """Every date in the text, in text order. Impossible ones go to `analysis.flags`."""
    words = words_of(analysis.pack)
    atoms = atoms_of(analysis.pack, analysis.text, _amounts(analysis), _spelled_years(analysis))
    expressions = grammar_of(analysis.pack).match(atoms.codes, atoms.atoms, words, analysis.text)
    return _Reader(analysis, atoms, words, expressions).read() if expressions else []


_ONLY_DIGITS = re.compile(r"\d+")


def _amounts(analysis: Analysis) -> frozenset[int]:
    """Where amounts of money, percentages and numbers with a multiplier start."""
    starts = {analysis.reading.index(value.start_char) for value in (*analysis.money, *analysis.percent)}
    for number in analysis.numbers:
        digits = _ONLY_DIGITS.match(analysis.text, number.start)
        if digits and digits.end() < number.end and number.value_max is None:
            starts.add(number.start)
    return frozenset(starts)


def _spelled_years(analysis: Analysis) -> dict[int, tuple[int, int]]:
    """Numbers in words that can be years: end and value by start."""
    return {
        number.start: (number.end, int(number.value))
        for number in analysis.numbers
        if 1000 <= number.value < 3000 and number.value % 1 == 0 and not analysis.text[number.start].isdecimal()
    }


class _Reader:
    """Reads an article's expressions in text order."""

    def __init__(self, analysis: Analysis, atoms: Atoms, words: Words, expressions: list[Expression]) -> None:
        self.analysis = analysis
        self.codes, self.atoms, self.lowered = atoms
        self.words = words
        self.expressions = expressions
        self.told_until = 0
        self.resolver = Resolver(analysis, atoms, words, expressions)

    def read(self) -> list[DateMention]:
        found: list[DateMention] = []
        at = 0
        while at < len(self.expressions):
            taken, result = self._joined(at)
            at += taken
            if result is not None and not self._counted(result):
                if result.today and result.period.granularity is Granularity.DAY:
                    self.resolver.anchor.today = result.period
                at_end = self.atoms[result.end - 1].end
                self.resolver.anchor.tell(result.period, named=result.named, at=at_end, compared=result.compared)
                found.append(self._mention(result))
        return found

    def _counted(self, found: Found) -> bool:
        """Whether the last number counts something: it goes on ("tháng 8 triệu"), or is an amount ("from 3-5%")."""
        start, end = self.atoms[found.first].start, self.atoms[found.end - 1].end
        numbers = self.analysis.numbers
        at = bisect_left(numbers, end, key=lambda number: number.start) - 1
        if at >= 0 and start <= numbers[at].start and numbers[at].end > end:
            return True
        if set(self.codes[found.first : found.end]) - _BARE:
            return False
        quoted = self.analysis.quoted(start, end)
        amounts = (*self.analysis.money, *self.analysis.percent)
        return any(a.start_char < quoted["end_char"] and quoted["start_char"] < a.end_char for a in amounts)

    # --- neighbours -------------------------------------------------------------------------------------------------

    def _joined(self, at: int) -> tuple[int, Found | None]:
        """How many expressions are one date, and that date."""
        one = self.expressions[at]
        if self._recurs(one) or (one.era_alone and self._in_a_name(one)):
            return 1, None
        self.told_until = self.atoms[one.end - 1].end
        if at + 1 == len(self.expressions):
            return 1, None if one.weak else self.resolver.resolve(one)
        two = self.expressions[at + 1]
        between = self.codes[one.end : two.first]
        joined: Found | None = None
        if between in _RANGE_SIGNS:
            joined = self._range(one, two, between)
        elif between in ("", "F") and one.unit is Granularity.YEAR and two.unit is Granularity.MONTH:
            joined = self._months_of_year(one, two)
        elif between in ("", ",", "(") and one.rule in _SAID_AGAIN and self._names_day(two):
            joined = self._today(one, two, between)
        elif between == "(" and self.codes[two.end] == ")":
            joined = self._inside(one, two, two.end + 1)
        elif between == "" and self.codes[two.first] == "(":
            joined = self._inside(one, two, two.end)
        if joined is not None:
            return 2, joined
        shared = None if one.year is not None or one.relative else self._shared_year(at)
        return 1, None if one.weak and shared is None else self.resolver.resolve(one, shared)

    def _names_day(self, expression: Expression) -> bool:
        """Whether it names a day of the calendar."""
        return expression.unit is Granularity.DAY and not expression.relative

    def _shared_year(self, at: int) -> YearReference | None:
        """The year at the end of the list that an expression opens or goes on with: "5 May, 6 May and 7 May 2024"."""
        first = self.expressions[at]
        united = False
        for one, two in pairwise(self.expressions[at : at + _LONGEST_LIST]):
            between = self.codes[one.end : two.first]
            alike = one.unit is two.unit or (between == "A" and {one.unit, two.unit} <= _PARTS_OF_YEARS)
            if between not in ("A", ",", ",A") or not alike or two.relative:
                return None
            united = united or "A" in between or first.unit in (Granularity.MONTH, Granularity.QUARTER)
            if two.year is not None:
                return two.year if united else None
        return None

    def _range(self, one: Expression, two: Expression, between: str) -> Found | None:
        """From one date to another; the one that leaves its year unsaid shares the other's."""
        if (one.unit is not two.unit and "T" not in between and not one.weak) or one.rule == "date-same-day":
            return None
        last = self.resolver.resolve(two, one.year)
        if last is None:
            return None
        unsaid = not one.relative and (one.year is None or (one.bare and one.rule == "date-part-of-unsaid-year"))
        shared = two.year if unsaid else None
        if unsaid and shared is None and last.period.known:
            shared = YearReference(Year(last.period.first[0]))
        first = self.resolver.resolve(replace(one, year=shared, bare=False) if unsaid else one)
        if first is None:
            return None
        if unsaid and not first.period.until(last.period).in_order():
            first.period = first.period.shifted(-1)
        elif two.year is None and not two.relative and not first.period.until(last.period).in_order():
            last.period = last.period.shifted(1)
        period = first.period.until(last.period)
        if not period.in_order():
            return None
        named = first.named or last.named
        return Found(first.first, last.end, period, "date-range", first.anchored or last.anchored, named)

    def _months_of_year(self, one: Expression, two: Expression) -> Found | None:
        """ "the year 2025, from January to March"."""
        if two.year is not None or one.rule != "date-year" or not two.rule.startswith("date-month"):
            return None
        months = self.resolver.resolve(two, one.year)
        if months is not None:
            months.first = one.first
        return months

    def _today(self, one: Expression, two: Expression, between: str) -> Found | None:
        """ "today (Tuesday 5 May)": the day in brackets, whatever the day of publication."""
        if between == "(" and self.codes[two.end] != ")":
            return None
        day = self.resolver.resolve(two)
        if day is not None:
            day.first, day.end = one.first, two.end + len(between.strip(","))
            day.today = self.resolver.is_today(one)
        return day

    def _inside(self, one: Expression, two: Expression, end: int) -> Found | None:
        """The date in brackets says the same as the one before them, or says it more closely."""
        outer = self.resolver.resolve(one, two.year)
        inner = self.resolver.resolve(two, one.year)
        if outer is None or inner is None or two.unit is Granularity.DAY is not one.unit:
            return None
        if inner.period.known and not inner.period.within(outer.period):
            return None
        if two.year is not None and not outer.period.within(inner.period):
            return None
        if one.rule == "date-years":
            inner.period = outer.period.until(inner.period)
        return Found(outer.first, end, inner.period, outer.rule, outer.anchored, outer.named or inner.named)

    def _recurs(self, expression: Expression) -> bool:
        """Whether it is said to come every year."""
        return expression.year is None and self.codes.startswith(("zY", "OzY"), expression.end)

    def _in_a_name(self, expression: Expression) -> bool:
        """Whether the year is part of the name of a law or plan.

        It is where a word for one stands before it on its line, and no date in between.
        """
        start = self.atoms[expression.first].start
        near = max(start - _NAME_LENGTH, self.told_until)
        line = self.lowered.rfind("\n", near, start) + 1
        return self.words.law.search(self.lowered, max(line, near), start) is not None

    def _mention(self, found: Found) -> DateMention:
        first = found.first
        while self.codes[first] in "bOF,":
            first += 1
        start, end = self.atoms[first].start - found.lead, self.atoms[found.end - 1].end + found.tail
        period = found.period
        if period.approximate:
            self.resolver.add_flag(
                "approximate-date", start, end, "the year began in a lunar month, and is known to some months only"
            )
        return DateMention(
            **self.analysis.quoted(start, end),
            start=iso(period.first),
            end=iso(period.last),
            edtf=edtf(period),
            calendar=period.calendar,
            granularity=period.granularity,
            anchored=found.anchored,
            rule=found.rule,
        )
