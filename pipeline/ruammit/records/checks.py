"""Flags: what a careful reader would question, in a record and in the article around it.

What is flagged is kept as the article says it: machine translation and haste make slips that no rule can mend.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ruammit.records.candidates import Candidate
from ruammit.records.figures import span
from ruammit.records.scene import Scene
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
NAME_REACH = 50
"""Characters after an office in which the name of who holds it stands."""
SELF_REACH = 60
"""Characters between two mentions of the one side that would be dealing with itself."""


def flags(scene: Scene, candidate: Candidate, others: list[Candidate]) -> tuple[Flag, ...]:
    """What to question in a record, each with where it stands; `others` are the article's records, it among them."""
    return (
        *_future_of_the_past(scene, candidate),
        *_share_over_100(candidate),
        *_sum(candidate, others),
    )


def article_flags(scene: Scene) -> list[Flag]:
    """What to question in the article, record or not."""
    return [*_with_itself(scene), *_offices(scene), *_eras(scene)]


def _future_of_the_past(scene: Scene, candidate: Candidate) -> Iterator[Flag]:
    """A period that was over when the article was written, told in the future tense: a slip of machine translation."""
    clause = candidate.clause
    if candidate.amounts and candidate.period and _over(scene, candidate):
        for hit in scene.modifiers.within(clause.start, clause.end):
            if hit.key == "future-tense":
                message = f"told in the future tense, of a period that ended on {candidate.end}"
                place = (span(scene, hit.start, hit.end),)
                yield Flag(code="future-tense-past-period", message=message, spans=place)
                return


def _over(scene: Scene, candidate: Candidate) -> bool:
    """Whether the candidate's period was over when the article was written.

    The day of publication tells; where there is none, a later date that the article speaks of as past.
    """
    published = scene.analysis.article.published
    if not candidate.end or "X" in candidate.end:
        return False
    if published and "X" not in published:
        return candidate.end < published
    return any(
        "X" not in date.value.end and date.value.end >= candidate.end and not _ahead(scene, date.start)
        for date in scene.dates.items
        if date.value.end > candidate.end or date.value.granularity == "day"
    )


def _ahead(scene: Scene, at: int) -> bool:
    """Whether words for what is to come stand close before the place."""
    return any(hit.key in {"planned", "proposed"} for hit in scene.modifiers.within(max(0, at - AHEAD), at))


def _share_over_100(candidate: Candidate) -> Iterator[Flag]:
    for share in candidate.shares:
        if share.value > 100:
            yield Flag(code="share-over-100", message=f"a share of {share.value} per cent", spans=share.evidence)


def _sum(candidate: Candidate, others: list[Candidate]) -> Iterator[Flag]:
    """A turnover that is not the exports and imports told for the same sides and period."""
    for turnover in candidate.amounts:
        if turnover.measure is not Measure.TURNOVER:
            continue
        parts: dict[Measure, tuple[Decimal, tuple[Span, ...]]] = {}
        for other in others:
            if other.sides == candidate.sides and (other.start, other.end) == (candidate.start, candidate.end):
                for amount in other.amounts:
                    if amount.currency == turnover.currency:
                        parts.setdefault(amount.measure, (amount.value, amount.evidence))
        if Measure.EXPORT in parts and Measure.IMPORT in parts:
            total = parts[Measure.EXPORT][0] + parts[Measure.IMPORT][0]
            if abs(total - turnover.value) > turnover.value * TOLERANCE:
                message = f"exports and imports make {total:f}, not the turnover of {turnover.value:f}"
                places = (*turnover.evidence, *parts[Measure.EXPORT][1], *parts[Measure.IMPORT][1])
                yield Flag(code="exports-plus-imports", message=message, spans=places)


def _with_itself(scene: Scene) -> Iterator[Flag]:
    """A side that recognises, supports or deals with itself: the same name twice around a word that joins two sides."""
    for one, other in pairwise(scene.named.items):
        if one.entity.name != other.entity.name or other.start - one.end > SELF_REACH:
            continue
        if "\n" in scene.text[one.end : other.start]:
            continue
        joins = scene.context("self", one.end, other.start)
        if joins and scene.text[joins[-1].end : other.start].strip() == "":
            name = one.entity.canonical
            places = (span(scene, one.start, one.end), span(scene, other.start, other.end))
            yield Flag(code="party-with-itself", message=f"{name} on both sides", spans=places)


def _offices(scene: Scene) -> Iterator[Flag]:
    """One person with two offices that cannot both be true.

    The name stands right after an office of a country that has no other part in the article, and elsewhere without it.
    Names are compared without their marks, which translations of one name differ in.
    """
    index = scene.analysis.reading.index
    people: dict[str, list[Span]] = {}
    for entity in scene.analysis.entities:
        if entity.type is EntityType.PERSON:
            people.setdefault(_bare(entity.name), []).extend(entity.mentions)
    for country, hits in scene.offices.items():
        named = [item for item in scene.named.items if item.country == country]
        if sum(item.entity.type is not EntityType.PERSON for item in named) > len(hits):
            continue
        for hit in hits:
            after = _bare(scene.text[hit.end : hit.end + NAME_REACH]).strip()
            for name, mentions in people.items():
                elsewhere = [m for m in mentions if not hit.start <= index(m.start_char) <= hit.end + NAME_REACH]
                if after.startswith(name) and elsewhere:
                    place = elsewhere[0]
                    called = scene.analysis.article.text[place.start_char : place.end_char]
                    message = f"{called} holds an office of {country} here, and another one elsewhere"
                    places = (span(scene, hit.start, hit.end), place)
                    yield Flag(code="incompatible-offices", message=message, spans=places)


def _eras(scene: Scene) -> Iterator[Flag]:
    """A Buddhist year that the article calls one of the Common Era."""
    if not scene.context("common-era", 0, len(scene.text)):
        return
    for number in scene.analysis.numbers:
        if BUDDHIST_YEARS[0] <= number.value < BUDDHIST_YEARS[1]:
            around = scene.context("common-era", max(0, number.start - 20), number.end + ERA_REACH)
            if any(hit.end >= number.start - ERA_REACH for hit in around):
                year = int(number.value)
                message = f"the year {year} is rather {year - 543} of the Common Era"
                place = (span(scene, number.start, number.end),)
                yield Flag(code="buddhist-year-as-common-era", message=message, spans=place)


def _bare(name: str) -> str:
    """The name without tone marks and the other marks that Unicode sets above and below letters."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if unicodedata.category(c) != "Mn").casefold()
