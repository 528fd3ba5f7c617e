"""When: the dates that may be a record's period, and what speaks for each.

Every date in the clause, its sentence and the sentences before is a candidate with features; a logistic model weighs
them (`scoring`). A date is the record's where it governs the act itself; where none is likely, the record has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, FrameTrait, KindTrait
from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex
from ruammit.records.placed import Dated
from ruammit.records.scoring import Feature, Features
from ruammit.records.slots.near_dates import UNSAID, dates_after, dates_in, introduced, on_days
from ruammit.records.surroundings import dated
from ruammit.schema import DateMention, Granularity, Measure, Slot

__all__ = [
    "Period",
    "PeriodCandidate",
    "bare_period",
    "begins_later",
    "is_over",
    "period_candidates",
    "period_of",
]

CARRY = 600
"""Characters over which a period is carried on to figures that have none."""
LED = {Context.SINCE: 6, Context.DEADLINE: 6, Context.PLACE: 1, Context.REPORTER: 8}
"""Characters between a little word and the date that it leads."""
SAYING = 3
"""Characters between a date and the word that opens what was said then ("on 1 March that ...")."""
NEAR = 25
"""Characters from a trigger within which a date stands close to it."""
FAR_OFF = 100
"""Characters from a trigger beyond which a date stands far from it."""
PARTED = frozenset(",;")
"""What parts a date from a trigger before it."""
OPENS = 12
"""Characters within which a clause opens with a date."""
OLD = 4
"""Years before the last one that the article tells of from which a date is its background."""
ELABORATES = ontology().frames_with(FrameTrait.ELABORATES)


class PeriodCandidate(NamedTuple):
    """A date that may be the period: where it comes from (`via`), and what speaks for it."""

    date: Dated
    via: str
    features: Features


@dataclass(frozen=True, slots=True)
class Period:
    """Start and end (ISO dates, inclusive) and where the text says it."""

    start: str | None = None
    end: str | None = None
    slot: Slot | None = None


def is_over(index: ArticleIndex, period: Period) -> bool:
    """Whether the period ended before the day of publication, as far as the article tells both."""
    published, end = index.analysis.article.published or UNSAID, period.end or period.start or UNSAID
    return "X" not in published + end and end < published


def begins_later(index: ArticleIndex, period: Period) -> bool:
    """Whether the period begins after the day of publication, as far as the article tells both."""
    published, start = index.analysis.article.published or UNSAID, period.start or period.end or UNSAID
    return "X" not in published + start and start > published


def period_candidates(
    index: ArticleIndex, draft: Draft, measures: frozenset[Measure], taken: frozenset[int]
) -> list[PeriodCandidate]:
    """The dates that may be the draft's period, in text order.

    Args:
        index: the article.
        draft: the draft.
        measures: what its amounts measure.
        taken: where the dates start that stand in a clause of their own that tells the same kind.
    """
    clause = draft.clause
    inside = dates_in(index, clause.start, clause.end)
    earlier = dates_in(index, max(clause.sentence, clause.start - CARRY), clause.start)
    before = dates_in(index, max(0, clause.sentence - CARRY), clause.sentence)[-3:]
    sentence = [*earlier, *inside]
    listed_under = introduced(index, clause.sentence, [*before, *sentence])
    after = dates_after(index, draft) if not sentence else []
    ruled = _by_rule(index, draft, inside, earlier, before, measures, taken)
    words = index.wording.plain(clause.start, clause.end)
    rows = []
    places = (
        ("article", listed_under),
        ("previous-sentence", before),
        ("sentence", earlier),
        ("clause", inside),
        ("next-sentence", after),
    )
    for via, found in places:
        dates = on_days(found, sentence) if draft.has(KindTrait.EVENT) else found
        for at, date in enumerate(dates):
            rows.append(
                PeriodCandidate(
                    date,
                    "sentence" if via == "clause" else via,
                    Features(
                        _signs(index, draft, date, via, dates, at, ruled, bool(measures), taken),
                        words=dated(index, draft, date, words),
                    ),
                )
            )
    return rows


def _signs(
    index: ArticleIndex,
    draft: Draft,
    date: Dated,
    via: str,
    dates: list[Dated],
    at: int,
    ruled: Dated | None,
    figured: bool,
    taken: frozenset[int],
) -> list[Feature]:
    """What speaks for a date."""
    clause, kind, value = draft.clause, draft.kind, date.value
    chosen = ruled is not None and date.start == ruled.start
    signs: list[Feature] = [
        ("via." + via, kind, f"{kind}|{'figured' if figured else 'bare'}"),
        (f"rule.{chosen}|", via, kind),
        ("grain." + value.granularity, kind),
        f"dates.{min(len(dates), 3)}|{via}",
        f"order.{min(len(dates) - 1 - at, 2)}|{via}",
    ]
    if ruled is None:
        signs.append("rule.none|" + via)
    if _of_the_saying(index, date, draft.first):
        signs.append(("saying", via))
    if date.start in index.compared:
        signs.append("compared")
    if date.start in taken and via != "clause":
        signs.append(("taken", kind))
    if index.context(Context.PRESENT, clause.start, clause.end):
        signs.append("present|" + via)
    if "\n" in index.text[date.end : clause.start]:
        signs.append("paragraph")
    if when := _when(index, value):
        signs.append((when, kind))
    signs += [
        ("led." + context, kind) for context, reach in LED.items() if index.little.led(context, date.start, reach)
    ]
    if via == "clause":
        signs += _in_clause(index, draft, date)
    return signs


def _when(index: ArticleIndex, value: DateMention) -> str | None:
    """Whether the date lies before, on or after the day of publication; without one, years before all others."""
    published = index.analysis.article.published
    if published and "X" not in published + value.end + value.start:
        return "when.past" if value.end < published else "when.future" if value.start > published else "when.now"
    old = value.end[:4].isdigit() and index.last_year and int(value.end[:4]) + OLD <= index.last_year
    return "old" if old else None


def _in_clause(index: ArticleIndex, draft: Draft, date: Dated) -> Iterator[Feature]:
    """What speaks for a date of the draft's own clause: where it stands to what triggered the draft."""
    clause, kind, first = draft.clause, draft.kind, draft.first
    gaps = [
        hit.start - date.end if date.end <= hit.start else date.start - hit.end
        for hit in draft.triggers
        if hit.start >= clause.start
    ] or [date.start - clause.start]
    gap = min(map(abs, gaps))
    yield "before|" if date.start < first else "after|", kind, "grain." + date.value.granularity
    if gap <= NEAR:
        yield "near", kind
    if gap > FAR_OFF:
        yield "far"
    if any(hit.key not in draft.told for hit in index.telling.within(*sorted((date.end, first)))):
        yield "between", kind
    if PARTED & set(index.text[first : date.start]):
        yield "parted"
    if date.start - clause.start < OPENS:
        yield "opens", kind


def _by_rule(
    index: ArticleIndex,
    draft: Draft,
    inside: list[Dated],
    earlier: list[Dated],
    before: list[Dated],
    measures: frozenset[Measure],
    taken: frozenset[int],
) -> Dated | None:
    """The date that a plain rule takes: the nearest in the clause, else the last one that figures go on under."""
    clause = draft.clause

    def own(dates: list[Dated]) -> list[Dated]:
        return [d for d in dates if d.start not in index.compared and not _of_the_saying(index, d, draft.first)]

    if found := own(inside):
        return _nearest(draft, found)
    if draft.told & ELABORATES:
        return None  # the date of the sum before it is not that of one project
    if draft.has(KindTrait.SERIES):
        if found := own(earlier):
            return found[-1]
        timeless = bool(index.context(Context.PRESENT, clause.start, clause.end)) or Measure.TARGET in measures
        found = own(before)
        return found[-1] if found and measures and not timeless else None
    if draft.has(KindTrait.EVENT) and (found := own(earlier)):
        last = found[-1]
        return last if last.end > clause.start - 120 and last.start not in taken else None
    return None


def _nearest(draft: Draft, dates: list[Dated]) -> Dated:
    """The date that stands closest to what triggered the draft."""
    hits = [hit for hit in draft.triggers if hit.start >= draft.clause.start] or draft.triggers
    return min(dates, key=lambda d: min(abs(d.start - h.start) if d.start < h.start else d.start - h.end for h in hits))


def _of_the_saying(index: ArticleIndex, date: Dated, trigger: int) -> bool:
    """Whether a verb of saying stands between the date and the trigger: then the date tells when it was said."""
    if date.end > trigger:
        return False
    opened = index.context(Context.SAID_THAT, date.end, date.end + SAYING)
    return bool(opened or index.context(Context.REPORT, date.end, trigger))


def period_of(index: ArticleIndex, draft: Draft, candidate: PeriodCandidate | None) -> Period:
    """The period that the date makes; of what begins on its day, the end is open."""
    if candidate is None:
        return Period()
    date, bare = candidate.date, bare_period(index, draft, candidate)
    return Period(bare.start, bare.end, Slot(evidence=(index.span(date.start, date.end),), via=candidate.via))


def bare_period(index: ArticleIndex, draft: Draft, candidate: PeriodCandidate) -> Period:
    """The same without where the text says it, which takes longest to make."""
    value, clause = candidate.date.value, draft.clause
    begins = draft.has(KindTrait.EVENT) and value.granularity is Granularity.DAY
    if begins and index.context(Context.BEGINS, clause.start, clause.end):
        return Period(value.start, None)
    return Period(value.start, value.end)
