"""Reading dates: expressions of the text, their years resolved, and neighbours joined.

`atoms` finds numbers, words and signs; the rules (`ruammit.mentions.dates.rules`) put them together to expressions;
here neighbours are joined ("today (5 May)", "from 5 to 8 May") and `anchors` supplies what is unsaid.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace

from ruammit.analysis import Analysis
from ruammit.mentions.dates.anchors import Anchor, Direction, YearReference
from ruammit.mentions.dates.atoms import Atoms, atoms_of
from ruammit.mentions.dates.calendars import Year
from ruammit.mentions.dates.edtf import edtf
from ruammit.mentions.dates.expressions import Expression
from ruammit.mentions.dates.matching import match_rules
from ruammit.mentions.dates.periods import ImpossibleDateError, Period, iso
from ruammit.mentions.dates.rules import RULES
from ruammit.mentions.dates.words import Words, words_of
from ruammit.schema import DateMention, Flag, Granularity, Span

__all__ = ["find_dates"]


_BARE = frozenset("insyxtph/-_T")
"""Codes of numbers and signs: a date of nothing else could be an amount."""
_NAME_LENGTH = 200
"""How many characters before its year the name of a law may begin."""
_PARTS_OF_YEARS = {Granularity.MONTH, Granularity.QUARTER, Granularity.HALF, Granularity.RANGE}
_LEAD = 400
"""Characters of the beginning of an article."""
_TOLD_HERE = 200
"""For how many characters a day without its year lies in that of the day told before it, a month in the year told."""
_RANGE_SIGNS = frozenset({"-", "_", "T", ",T"})


@dataclass
class _Found:
    """A resolved expression: code indices, period, how it was made."""

    first: int
    end: int
    period: Period
    rule: str
    anchored: bool
    named: bool
    lead: int = 0
    tail: int = 0
    today: bool = False
    compared: bool = False


def find_dates(analysis: Analysis) -> list[DateMention]:
    """Every date in the text, in text order. Impossible ones go to `analysis.flags`."""
    words = words_of(analysis.pack)
    atoms = atoms_of(analysis.pack, analysis.text, _amounts(analysis), _spelled_years(analysis))
    expressions = match_rules(RULES, atoms.codes, atoms.atoms, words, analysis.text)
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
        published = analysis.article.published
        known = published is not None and "X" not in published
        self.anchor = Anchor(datetime.date.fromisoformat(published) if known and published else None)
        if not known and words.style.years_written:
            self.anchor.own = self._own_year()

    def _own_year(self) -> int | None:
        """The year in which an article of unknown day speaks: that of the latest of its days.

        It must be that of most of them, and stand twice, or in the lead. Of 1,400 Thai articles, the year of the latest
        day was that of the publication in 98 of 100.
        """
        written: Counter[int] = Counter()
        lead: set[int] = set()
        for expression in self.expressions:
            if (
                expression.unit is Granularity.DAY
                and expression.year is not None
                and (year := expression.year.common())
            ):
                written[year] += 1
                if self.atoms[expression.first].start < _LEAD:
                    lead.add(year)
        latest = max(written, default=0)
        shown = written[latest] > 1 or latest in lead
        return latest if shown and 2 * written[latest] >= written.total() else None

    def read(self) -> list[DateMention]:
        found: list[DateMention] = []
        at = 0
        while at < len(self.expressions):
            taken, result = self._joined(at)
            at += taken
            if result is not None and not self._counted(result):
                if result.today and result.period.granularity is Granularity.DAY:
                    self.anchor.today = result.period
                at_end = self.atoms[result.end - 1].end
                self.anchor.tell(result.period, named=result.named, at=at_end, compared=result.compared)
                found.append(self._mention(result))
        return found

    def _counted(self, found: _Found) -> bool:
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

    # --- one expression ---------------------------------------------------------------------------------------------

    def _resolve(self, expression: Expression, shared: YearReference | None = None) -> _Found | None:
        """The expression's days; `shared` is the year of its neighbour, for one that has none of its own."""
        reference = expression.year or shared
        try:
            if expression.relative:
                return self._found(expression, expression.make(self.anchor, Year(None)), None, anchored=True)
            if reference is None:
                return self._yearless(expression)
            year, anchored = self.anchor.resolve(reference, self.atoms[expression.first].start)
            if year.number is None and expression.bare:
                return None
            return self._found(expression, expression.make(self.anchor, year), reference, anchored)
        except ImpossibleDateError as error:
            start, end = self.atoms[expression.first].start, self.atoms[expression.end - 1].end
            self._flag("impossible-date", start, end, str(error))
            return None

    def _yearless(self, expression: Expression) -> _Found | None:
        if self.anchor.published is None:
            return self._without_publication(expression)
        this = self.anchor.published.year
        period = expression.make(self.anchor, Year(this))
        if period is None:
            return None
        shift = self.anchor.nearest(period, self._direction(expression))
        if shift:
            period = expression.make(self.anchor, Year(this + shift))
        return self._found(expression, period, None, anchored=True)

    def _without_publication(self, expression: Expression) -> _Found | None:
        """The year is that of the article's own days, or the one that its paragraph told; else it stays unknown."""
        year = self._told_here(expression) or Year(self.anchor.own)
        period = expression.make(self.anchor, year)
        return self._found(expression, period, None, anchored=year.number is not None)

    def _told_here(self, expression: Expression) -> Year | None:
        """The year told last, where it was told just before, in the same paragraph, for something of the same kind."""
        start = self.atoms[expression.first].start
        told = self.anchor.told_year(start, _TOLD_HERE)
        if told is None or "\n" in self.lowered[self.anchor.told_at : start]:
            return None
        if (expression.unit is Granularity.DAY) is not self.anchor.told_day:
            return None
        return None if self._direction(expression) is Direction.COMING else told

    def _direction(self, expression: Expression) -> Direction:
        last = self.atoms[expression.end - 1]
        if expression.direction is not Direction.NONE or last.code == "N":
            return expression.direction
        if self.words.past.match(self.lowered, last.end):
            return Direction.PAST
        return Direction.COMING if self.words.coming.match(self.lowered, last.end) else Direction.NONE

    def _found(
        self, expression: Expression, period: Period | None, reference: YearReference | None, anchored: bool
    ) -> _Found | None:
        if period is None or not period.in_order():
            return None
        named = reference is not None and reference.year is not None
        today = expression.rule.startswith("date-today") and self._is_today(expression)
        return _Found(
            expression.first,
            expression.end,
            period,
            expression.rule,
            anchored and period.known,
            named,
            expression.lead,
            expression.tail,
            today,
            expression.compared,
        )

    # --- neighbours -------------------------------------------------------------------------------------------------

    def _joined(self, at: int) -> tuple[int, _Found | None]:
        """How many expressions are one date, and that date."""
        one = self.expressions[at]
        if self._recurs(one) or (one.era_alone and self._in_a_name(one)):
            return 1, None
        self.told_until = self.atoms[one.end - 1].end
        if at + 1 == len(self.expressions):
            return 1, None if one.weak else self._resolve(one)
        two = self.expressions[at + 1]
        between = self.codes[one.end : two.first]
        joined: _Found | None = None
        if between in _RANGE_SIGNS:
            joined = self._range(one, two, between)
        elif between in ("", "F") and one.unit is Granularity.YEAR and two.unit is Granularity.MONTH:
            joined = self._months_of_year(one, two)
        elif between in ("", ",", "(") and one.rule == "date-relative-day" and two.unit is Granularity.DAY:
            joined = self._today(one, two, between)
        elif between == "(" and self.codes[two.end] == ")":
            joined = self._inside(one, two, two.end + 1)
        elif between == "" and self.codes[two.first] == "(":
            joined = self._inside(one, two, two.end)
        if joined is not None:
            return 2, joined
        listed = between == "A" or (between == "," and one.unit in (Granularity.MONTH, Granularity.QUARTER))
        alike = one.unit is two.unit or (between == "A" and {one.unit, two.unit} <= _PARTS_OF_YEARS)
        shared = two.year if listed and alike and one.year is None and not one.relative else None
        return 1, None if one.weak and shared is None else self._resolve(one, shared)

    def _range(self, one: Expression, two: Expression, between: str) -> _Found | None:
        """From one date to another; the one that leaves its year unsaid shares the other's."""
        if (one.unit is not two.unit and "T" not in between and not one.weak) or one.rule == "date-same-day":
            return None
        last = self._resolve(two, one.year)
        if last is None:
            return None
        unsaid = not one.relative and (one.year is None or (one.bare and one.rule == "date-part-of-unsaid-year"))
        shared = two.year if unsaid else None
        if unsaid and shared is None and last.period.known:
            shared = YearReference(Year(last.period.first[0]))
        first = self._resolve(replace(one, year=shared, bare=False) if unsaid else one)
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
        return _Found(first.first, last.end, period, "date-range", first.anchored or last.anchored, named)

    def _months_of_year(self, one: Expression, two: Expression) -> _Found | None:
        """ "the year 2025, from January to March"."""
        if two.year is not None or one.rule != "date-year" or not two.rule.startswith("date-month"):
            return None
        months = self._resolve(two, one.year)
        if months is not None:
            months.first = one.first
        return months

    def _today(self, one: Expression, two: Expression, between: str) -> _Found | None:
        """ "today (Tuesday 5 May)": the day in brackets, whatever the day of publication."""
        if between == "(" and self.codes[two.end] != ")":
            return None
        day = self._resolve(two)
        if day is not None:
            day.first, day.end = one.first, two.end + len(between.strip(","))
            day.today = self._is_today(one)
        return day

    def _is_today(self, expression: Expression) -> bool:
        """Whether an expression begins with the word for today itself."""
        first = self.atoms[expression.first]
        return first.code == "r" and first.value == 0

    def _inside(self, one: Expression, two: Expression, end: int) -> _Found | None:
        """The date in brackets says the same as the one before them, or says it more closely."""
        outer = self._resolve(one, two.year)
        inner = self._resolve(two, one.year)
        if outer is None or inner is None or two.unit is Granularity.DAY is not one.unit:
            return None
        if inner.period.known and not inner.period.within(outer.period):
            return None
        if two.year is not None and not outer.period.within(inner.period):
            return None
        if one.rule == "date-years":
            inner.period = outer.period.until(inner.period)
        return _Found(outer.first, end, inner.period, outer.rule, outer.anchored, outer.named or inner.named)

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

    # --- results ----------------------------------------------------------------------------------------------------

    def _flag(self, code: str, start: int, end: int, message: str) -> None:
        quoted = self.analysis.quoted(start, end)
        span = Span(start_char=quoted["start_char"], end_char=quoted["end_char"])
        self.analysis.flags.append(Flag(code=code, message=f"{quoted['quote']}: {message}", spans=(span,)))

    def _mention(self, found: _Found) -> DateMention:
        first = found.first
        while self.codes[first] in "bOF,":
            first += 1
        start, end = self.atoms[first].start - found.lead, self.atoms[found.end - 1].end + found.tail
        period = found.period
        if period.approximate:
            self._flag(
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
