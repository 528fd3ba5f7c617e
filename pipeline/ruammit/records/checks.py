"""Flags: what a careful reader would question, in a record and in the article around it.

What is flagged is kept as the article says it: machine translation and haste make slips that no rule can mend.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ruammit.ontology.terms import Context, Cue
from ruammit.records.filled import Cluster
from ruammit.records.index import ArticleIndex
from ruammit.records.named import PAIRED
from ruammit.records.people import Office
from ruammit.schema import EntityType, Flag, Measure, Span

__all__ = ["article_flags", "flags"]

AHEAD = 60
"""Characters over which a word for what is to come reaches a date after it."""
BUDDHIST_YEARS = (2400, 2700)
"""Years that are of the Buddhist Era whatever the article calls them."""
ERA_REACH = 3
"""Characters between a year and the name of its era."""
TOLERANCE = Decimal("0.01")
"""Part of a turnover by which exports and imports may miss it, for rounding."""
SELF_REACH = 60
"""Characters between two mentions of the one side that would be dealing with itself."""


_MARK = re.compile(r"[,.;:()\n“”\"]")
_MARK_OR_SPACE = re.compile(r"[,.;:()\s“”\"]")


def flags(index: ArticleIndex, cluster: Cluster, others: list[Cluster]) -> tuple[Flag, ...]:
    """What to question in a record, each with where it stands; `others` are the article's clusters, it among them."""
    return (
        *_future_of_the_past(index, cluster),
        *_share_over_100(cluster),
        *_sum(cluster, others),
    )


def article_flags(index: ArticleIndex) -> list[Flag]:
    """What to question in the article, record or not."""
    return [*_with_itself(index), *_offices(index), *_eras(index)]


def _future_of_the_past(index: ArticleIndex, cluster: Cluster) -> Iterator[Flag]:
    """A period that was over when the article was written, told in the future tense: a slip of machine translation."""
    filled = cluster.filled
    clause = filled.draft.clause
    if filled.figured and filled.period.slot and _over(index, filled.period.end):
        for hit in index.modifiers.within(clause.start, clause.end):
            if hit.key == Cue.FUTURE_TENSE:
                message = f"told in the future tense, of a period that ended on {filled.period.end}"
                place = (index.span(hit.start, hit.end),)
                yield Flag(code="future-tense-past-period", message=message, spans=place)
                return


def _over(index: ArticleIndex, end: str | None) -> bool:
    """Whether a period was over when the article was written.

    The day of publication tells; where there is none, a later date that the article speaks of as past.
    """
    published = index.analysis.article.published
    if not end or "X" in end:
        return False
    if published and "X" not in published:
        return end < published
    return any(
        "X" not in date.value.end and date.value.end >= end and not _ahead(index, date.start)
        for date in index.dates.items
        if date.value.end > end or date.value.granularity == "day"
    )


def _ahead(index: ArticleIndex, at: int) -> bool:
    """Whether words for what is to come stand close before the place."""
    return any(hit.key in {Cue.PLANNED, Cue.PROPOSED} for hit in index.modifiers.within(max(0, at - AHEAD), at))


def _share_over_100(cluster: Cluster) -> Iterator[Flag]:
    for share in cluster.filled.shares:
        if share.value > 100:
            yield Flag(code="share-over-100", message=f"a share of {share.value} per cent", spans=share.evidence)


def _sum(cluster: Cluster, others: list[Cluster]) -> Iterator[Flag]:
    """A turnover that is not the exports and imports told for the same sides and period."""
    filled = cluster.filled
    for turnover in filled.amounts:
        if turnover.measure is not Measure.TURNOVER:
            continue
        parts: dict[Measure, tuple[Decimal, tuple[Span, ...]]] = {}
        for other in (one.filled for one in others):
            same_time = (other.period.start, other.period.end) == (filled.period.start, filled.period.end)
            if other.keys == filled.keys and same_time:
                for amount in other.amounts:
                    if amount.currency == turnover.currency:
                        parts.setdefault(amount.measure, (amount.value, amount.evidence))
        if Measure.EXPORT in parts and Measure.IMPORT in parts:
            total = parts[Measure.EXPORT][0] + parts[Measure.IMPORT][0]
            if abs(total - turnover.value) > turnover.value * TOLERANCE:
                message = f"exports and imports make {total:f}, not the turnover of {turnover.value:f}"
                places = (*turnover.evidence, *parts[Measure.EXPORT][1], *parts[Measure.IMPORT][1])
                yield Flag(code="exports-plus-imports", message=message, spans=places)


def _with_itself(index: ArticleIndex) -> Iterator[Flag]:
    """A side that recognises, or deals with, itself: one name twice in a run of words around a word for two sides.

    A run ends at a mark of punctuation, and in scripts without spaces between words at a space: who speaks before it
    may be somebody else.
    """
    ends = _MARK if index.words.script.spaced else _MARK_OR_SPACE
    for one, other in pairwise(index.named):
        if one.entity.name != other.entity.name or other.start - one.end > SELF_REACH:
            continue
        if any(item.side != one.side for item in index.named.within(one.start - PAIRED, one.start)):
            continue  # "A - B … visit to B": the first is the second of a pair
        between = index.text[one.end : other.start]
        joins = index.context(Context.SELF, one.end, other.start)
        if joins and not ends.search(between) and index.text[joins[-1].end : other.start].strip() == "":
            name = one.entity.canonical
            places = (index.span(one.start, one.end), index.span(other.start, other.end))
            yield Flag(code="party-with-itself", message=f"{name} on both sides", spans=places)


def _offices(index: ArticleIndex) -> Iterator[Flag]:
    """One person with two offices that cannot both be true.

    The name stands beside an office of a country that has no other part in the article, and elsewhere without it.
    Names are compared without their marks, which translations of one name differ in.
    """
    held: dict[str, list[Office]] = {}
    for office in index.offices:
        held.setdefault(_bare(office.entity.name), []).append(office)
    for name, offices in held.items():
        for country in sorted({office.country for office in offices}):
            inside = [(office.start, office.end) for office in offices if office.country == country]
            others = [item for item in index.named if item.country == country]
            if any(not _covers(inside, one.start) for one in others if one.entity.type is not EntityType.PERSON):
                continue
            people = (e for e in index.analysis.entities if e.type is EntityType.PERSON and _bare(e.name) == name)
            elsewhere = [m for e in people for m in e.mentions if not _covers(inside, index.place(m)[0])]
            if elsewhere:
                called = index.analysis.article.text[elsewhere[0].start_char : elsewhere[0].end_char]
                message = f"{called} holds an office of {country} here, and another one elsewhere"
                places = (*(index.span(*place) for place in inside), elsewhere[0])
                yield Flag(code="incompatible-offices", message=message, spans=places)


def _covers(places: list[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in places)


def _eras(index: ArticleIndex) -> Iterator[Flag]:
    """A Buddhist year that the article calls one of the Common Era."""
    if not index.context(Context.COMMON_ERA, 0, len(index.text)):
        return
    for number in index.analysis.numbers:
        if BUDDHIST_YEARS[0] <= number.value < BUDDHIST_YEARS[1]:
            around = index.context(Context.COMMON_ERA, max(0, number.start - 20), number.end + ERA_REACH)
            if any(hit.end >= number.start - ERA_REACH for hit in around):
                year = int(number.value)
                message = f"the year {year} is rather {year - 543} of the Common Era"
                place = (index.span(number.start, number.end),)
                yield Flag(code="buddhist-year-as-common-era", message=message, spans=place)


def _bare(name: str) -> str:
    """The name without tone marks and the other marks that Unicode sets above and below letters."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if unicodedata.category(c) != "Mn").casefold()
