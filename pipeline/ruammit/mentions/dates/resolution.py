"""Resolving: from an expression to its days, with the year that it leaves out."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, replace

from ruammit.analysis import Analysis
from ruammit.mentions.dates.anchors import Anchor, Direction, YearReference
from ruammit.mentions.dates.atoms import Atoms
from ruammit.mentions.dates.calendars import JANUARY_NEW_YEAR, Era, Year
from ruammit.mentions.dates.expressions import Expression
from ruammit.mentions.dates.periods import ImpossibleDateError, Period
from ruammit.mentions.dates.words import Words
from ruammit.schema import Flag, Granularity, Span

__all__ = ["Found", "Resolver"]

_LEAD = 400
"""Characters of the beginning of an article."""
_TOLD_HERE = 200
"""For how many characters a day without its year lies in that of the day told before it, a month in the year told."""


@dataclass
class Found:
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


class Resolver:
    """Resolves the expressions of an article; `anchor` keeps what the article has told so far.

    Args:
        analysis: the article; impossible dates go to its flags.
        atoms: the atoms of its text.
        words: the date words of its language.
        expressions: all its expressions, in text order.
    """

    def __init__(self, analysis: Analysis, atoms: Atoms, words: Words, expressions: list[Expression]) -> None:
        self.analysis = analysis
        self.atoms, self.lowered = atoms.atoms, atoms.lowered
        self.words = words
        published = analysis.article.published
        known = published is not None and "X" not in published
        self.anchor = Anchor(datetime.date.fromisoformat(published) if known and published else None)
        if not known and words.style.years_written:
            self.anchor.own = self._own_year(expressions)

    def _own_year(self, expressions: list[Expression]) -> int | None:
        """The year of an article without a date of publication: the year of the latest day in it.

        It must be that of most of them, and stand twice, or in the lead. Of 1,400 Thai articles, the year of the latest
        day was that of the publication in 98 of 100.
        """
        written: Counter[int] = Counter()
        lead: set[int] = set()
        for expression in expressions:
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

    def resolve(self, expression: Expression, shared: YearReference | None = None) -> Found | None:
        """The expression's days; `shared` is the year of its neighbour, for one that has none of its own."""
        reference = expression.year or shared
        try:
            if expression.relative:
                return self._found(expression, expression.make(self.anchor, Year(None)), None, anchored=True)
            if reference is None:
                return self._yearless(expression)
            year, anchored = self.anchor.resolve(reference, self.atoms[expression.first].start)
            if year.era is Era.BUDDHIST and (year.number or JANUARY_NEW_YEAR) < JANUARY_NEW_YEAR:
                year = replace(year, translated=self.analysis.home != self.analysis.pack.home)
            if year.number is None and expression.bare:
                return None
            return self._found(expression, expression.make(self.anchor, year), reference, anchored)
        except ImpossibleDateError as error:
            start, end = self.atoms[expression.first].start, self.atoms[expression.end - 1].end
            self.add_flag("impossible-date", start, end, str(error))
            return None

    def _yearless(self, expression: Expression) -> Found | None:
        """An expression without a year: it is in the year nearest to the publication, in the direction of its words."""
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

    def _without_publication(self, expression: Expression) -> Found | None:
        """The same in an article without a date of publication: the year of its paragraph or of its other dates."""
        year = self._told_here(expression) or Year(self.anchor.own)
        period = expression.make(self.anchor, year)
        return self._found(expression, period, None, anchored=year.number is not None)

    def _told_here(self, expression: Expression) -> Year | None:
        """The year named just before in the same paragraph, for an expression of the same kind."""
        start = self.atoms[expression.first].start
        told = self.anchor.told_year(start, _TOLD_HERE)
        if told is None or "\n" in self.lowered[self.anchor.told_at : start]:
            return None
        if (expression.unit is Granularity.DAY) is not self.anchor.told_day:
            return None
        return None if self._direction(expression) is Direction.COMING else told

    def _direction(self, expression: Expression) -> Direction:
        """Whether an expression lies in the past or the future, by its own words and those beside it."""
        last = self.atoms[expression.end - 1]
        if expression.direction in (Direction.OVER, Direction.PAST) or last.code == "N":
            return expression.direction
        if self.words.past.match(self.lowered, last.end):
            return Direction.PAST
        return Direction.COMING if self.words.coming.match(self.lowered, last.end) else expression.direction

    def _found(
        self, expression: Expression, period: Period | None, reference: YearReference | None, anchored: bool
    ) -> Found | None:
        if period is None or not period.in_order():
            return None
        named = reference is not None and reference.year is not None
        today = not expression.relative and self.is_today(expression)
        return Found(
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

    def is_today(self, expression: Expression) -> bool:
        """Whether an expression begins with the word for today itself."""
        first = self.atoms[expression.first]
        return first.code == "r" and first.value == 0

    def add_flag(self, code: str, start: int, end: int, message: str) -> None:
        """Adds a flag on a stretch of the text to those of the article."""
        quoted = self.analysis.quoted(start, end)
        span = Span(start_char=quoted["start_char"], end_char=quoted["end_char"])
        self.analysis.flags.append(Flag(code=code, message=f"{quoted['quote']}: {message}", spans=(span,)))
