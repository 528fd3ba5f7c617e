"""Dates: calendar expressions of Thai and Vietnamese news, as days of the Common Era.

The road of an expression: `date_atoms` finds numbers, words and signs; `date_grammar` puts them together; here
neighbours are joined ("today (5 May)", "from 5 to 8 May") and `anchors` supplies what is unsaid. The rule's name says how a
date was made: `date-day-month-year-buddhist` had its year in the Buddhist Era, `date-day-month` had none.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from ruammit.analysis import Analysis
from ruammit.mentions.anchors import Anchor, Direction, YearReference
from ruammit.mentions.calendars import Era, Year
from ruammit.mentions.date_atoms import Atoms, Words, atoms_of, words_of
from ruammit.mentions.date_grammar import Expression, ImpossibleDateError, match_rules
from ruammit.mentions.edtf import Period, edtf, iso
from ruammit.schema import DateMention, Flag, Granularity, Span

__all__ = ["find_dates"]


@dataclass
class _Found:
    """A resolved expression: code indices, period, how it was made."""

    first: int
    end: int
    period: Period
    rule: str
    anchored: bool
    named: bool


def find_dates(analysis: Analysis) -> list[DateMention]:
    """Every date in the text, in text order. Impossible ones go to `analysis.flags`."""
    words = words_of(analysis.pack)
    atoms = atoms_of(analysis.pack, analysis.text)
    expressions = match_rules(atoms.codes, atoms.atoms, words)
    if not expressions:
        return []
    return _Reader(analysis, atoms, words, expressions).read()


class _Reader:
    """Reads an article's expressions in text order."""

    def __init__(self, analysis: Analysis, atoms: Atoms, words: Words, expressions: list[Expression]) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.lowered = self.text.lower()
        self.codes, self.atoms = atoms
        self.words = words
        self.expressions = expressions
        published = analysis.article.published
        known = published is not None and "X" not in published
        self.anchor = Anchor(datetime.date.fromisoformat(published) if known and published else None)

    def read(self) -> list[DateMention]:
        found: list[DateMention] = []
        at = 0
        while at < len(self.expressions):
            taken, result = self._join(at)
            at += taken
            if result is not None:
                self.anchor.tell(result.period, named=result.named)
                found.append(self._mention(result))
        return found

    # --- one expression ---------------------------------------------------------------------------------------------

    def _resolve(self, expression: Expression, year: YearReference | None = None) -> _Found | None:
        reference = expression.year or year
        try:
            if expression.relative:
                period = expression.make(self.anchor, Year(None))
                return self._found(expression, period, reference, anchored=True)
            if reference is not None:
                resolved, anchored = self.anchor.resolve(reference)
                if resolved.number is None and expression.bare:
                    period = expression.make(self.anchor, resolved) if expression.rule == "date-same-period" else None
                else:
                    period = expression.make(self.anchor, resolved)
                return self._found(expression, period, reference, anchored)
            return self._yearless(expression)
        except ImpossibleDateError as error:
            self._flag(expression, str(error))
            return None

    def _yearless(self, expression: Expression) -> _Found | None:
        if self.anchor.published is None:
            return self._found(expression, expression.make(self.anchor, Year(None)), None, anchored=False)
        this = self.anchor.published.year
        period = expression.make(self.anchor, Year(this))
        if period is None:
            return None
        shift = self.anchor.nearest(period, self._direction(expression))
        if shift:
            period = expression.make(self.anchor, Year(this + shift))
        return self._found(expression, period, None, anchored=True)

    def _direction(self, expression: Expression) -> Direction:
        end = self.atoms[expression.end - 1].end
        if self.atoms[expression.end - 1].code == "N":
            return Direction.NONE
        if self.words.past.match(self.lowered, end):
            return Direction.PAST
        return Direction.COMING if self.words.coming.match(self.lowered, end) else Direction.NONE

    def _found(
        self, expression: Expression, period: Period | None, reference: YearReference | None, anchored: bool
    ) -> _Found | None:
        if period is None or not period.in_order():
            return None
        rule = expression.rule
        named = reference is not None and reference.year is not None
        if reference is not None and reference.year is not None:
            rule += "-year" if not rule.endswith("year") else ""
            if reference.year.era is not Era.COMMON:
                rule += f"-{reference.year.era}"
        elif reference is not None and not rule.startswith(("date-relative", "date-same")):
            rule += "-relative" if rule.endswith("year") else "-relative-year"
        return _Found(expression.first, expression.end, period, rule, anchored and period.known, named)

    # --- neighbours -------------------------------------------------------------------------------------------------

    def _join(self, at: int) -> tuple[int, _Found | None]:
        """How many expressions are one date, and that date."""
        one = self.expressions[at]
        if self._is_name(one):
            return 1, None
        if at + 1 < len(self.expressions):
            two = self.expressions[at + 1]
            between = self.codes[one.end : two.first]
            if re.fullmatch(r",?T|[-_]", between) and (joined := self._range(one, two, between)):
                return 2, joined
            if re.fullmatch(r",?\(?", between) and one.rule == "date-relative-day" and two.unit is Granularity.DAY:
                closed = two.end + (between.endswith("(") and self.codes[two.end : two.end + 1] == ")")
                if (day := self._resolve(two)) is not None:
                    day.first, day.end = one.first, closed
                    return 2, day
            if between == "(" and self.codes[two.end : two.end + 1] == ")":
                inside = self._inside(one, two)
                if inside is not None:
                    return 2, inside
        return 1, self._resolve(one)

    def _range(self, one: Expression, two: Expression, between: str) -> _Found | None:
        if one.unit is not two.unit and "T" not in between:
            return None
        if one.relative != two.relative and one.relative:
            return None
        last = self._resolve(two)
        if last is None:
            return None
        shared = one.year
        if shared is None or one.bare:
            shared = two.year if shared is None else shared
        if one.year is not None and one.year.offset == 0 and one.rule == "date-part-year" and two.year is not None:
            one.year = two.year
        if one.year is None and two.year is None and last.period.known:
            shared = YearReference(year=Year(last.period.first[0]))
        first = self._resolve(one, shared)
        if first is None:
            return None
        if not first.period.until(last.period).in_order() and one.year is None:
            first.period = first.period.shifted(-1)
        whole = first.period.until(last.period)
        if not whole.in_order():
            return None
        return _Found(first.first, last.end, whole, "date-range", first.anchored or last.anchored, last.named)

    def _inside(self, one: Expression, two: Expression) -> _Found | None:
        """The date in brackets says the same as the one before them, or says it more closely."""
        outer = self._resolve(one)
        inner = self._resolve(two, one.year)
        if outer is None or inner is None or not inner.period.within(outer.period):
            return None
        if two.year is not None and outer.period != inner.period and one.unit is not two.unit and one.year is not None:
            return None
        period = outer.period
        if inner.period.granularity is not Granularity.DAY or outer.period.granularity is Granularity.DAY:
            period = inner.period
        elif outer.period != inner.period:
            return None
        return _Found(outer.first, two.end + 1, period, outer.rule, outer.anchored, outer.named)

    def _is_name(self, expression: Expression) -> bool:
        """Whether a year is part of the name of a law or plan: the era word, and a law word before it on its line."""
        if not expression.notes.get("era_alone") or expression.unit is not Granularity.YEAR:
            return False
        start = self.atoms[expression.first].start
        line = self.lowered.rfind("\n", 0, start) + 1
        return self.words.law.search(self.lowered, max(line, start - 120), start) is not None

    # --- results ----------------------------------------------------------------------------------------------------

    def _flag(self, expression: Expression, message: str) -> None:
        start, end = self.atoms[expression.first].start, self.atoms[expression.end - 1].end
        quoted = self.analysis.quoted(start, end)
        span = Span(start_char=quoted["start_char"], end_char=quoted["end_char"])
        self.analysis.flags.append(Flag(code="impossible-date", message=f"{quoted['quote']}: {message}", spans=(span,)))

    def _mention(self, found: _Found) -> DateMention:
        first = found.first
        while self.codes[first] in "bO,":
            first += 1
        start, end = self.atoms[first].start, self.atoms[found.end - 1].end
        period = found.period
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
