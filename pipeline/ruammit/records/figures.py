"""The figures of a record: amounts with their measure, shares, counts."""

from __future__ import annotations

from ruammit.analysis import Number
from ruammit.records.candidates import KIND_OF_MEASURE, Candidate
from ruammit.records.scene import Amounted, Scene, Shared
from ruammit.schema import Amount, Count, Measure, RecordKind, Share, Span

__all__ = ["fill_figures", "span"]

TARGET_REACH = 80
"""Characters that may stand between a word for a target and its amount."""
SHARE_REACH = 40
"""Characters that may stand between a word for a share and its percentage."""
SHARED_REACH = 3
"""Characters between a percentage and the word that makes it a share ("26% market share", "60% of exports")."""
STAKE_REACH = 12
"""Characters between a word for a stake in a company and its percentage, on either side."""
STAKE = "capital of a company"
"""What a stake is a share of."""
OTHERS_REACH = 28
"""Characters between a word for others than those named and their number."""
WHOLE_REACH = 60
"""Characters after a share in which a frame's phrase says what it is of."""
WHOLES: dict[Measure | None, str] = {
    Measure.EXPORT: "exports",
    Measure.IMPORT: "imports",
    Measure.TURNOVER: "trade turnover",
    Measure.INVESTMENT: "investment",
}
"""What a share is of, by the measure that is named beside it."""
UNIT_REACH = 2
"""Characters between a number and the word for what it counts."""

UNITS = {
    RecordKind.INVESTMENT: {"project", "company", "investor", "factory", "vehicle", "hotel room"},
    RecordKind.AGREEMENT: {"agreement", "aircraft"},
    RecordKind.ENGAGEMENT: {"company", "participant", "investor", "meeting", "visit"},
    RecordKind.PROGRAMME: {
        "project",
        "scholarship",
        "company",
        "student",
        "participant",
        "expert",
        "cooperation area",
        "business match",
        "film",
    },
    RecordKind.TRADE: {"tonne", "aircraft", "vehicle", "company", "tourist"},
    RecordKind.AID: {"project", "scholarship", "aircraft"},
}
"""What a record of each kind counts; a number of anything else in its clause is about something else."""


def span(scene: Scene, start: int, end: int) -> Span:
    """The stretch `start:end` of `Analysis.text` as a span of the article."""
    first, last = scene.analysis.reading.raw_span(start, end)
    return Span(start_char=first, end_char=last)


def fill_figures(scene: Scene, candidate: Candidate) -> None:
    """Add the amounts, shares and counts of the candidate's clause that belong to its kind."""
    clause = candidate.clause
    for money in scene.money.within(clause.start, clause.end):
        measure = None if money.restated else _measure(scene, candidate, money)
        if measure is not None:
            value = money.value
            candidate.amounts.append(
                Amount(
                    value=value.amount,
                    value_max=value.amount_max,
                    currency=value.currency,
                    modifier=value.modifier,
                    measure=measure,
                    evidence=(span(scene, money.start, money.end),),
                )
            )
    candidate.shares = _shares(scene, candidate)
    candidate.counts = _counts(scene, candidate)


def _measure(scene: Scene, candidate: Candidate, money: Amounted) -> Measure | None:
    """What the amount measures, or None where it is not of this kind of record.

    The nearest phrase with a measure before the amount says it, else the nearest after it in the clause; a word for
    a target close before the amount makes it a target.
    """
    clause, frames = candidate.clause, scene.words.frames
    hits = [h for h in scene.frames.within(clause.start, clause.end) if frames[h.key].measure is not None]
    hits = [h for h in hits if h.start < money.start][::-1] + [h for h in hits if h.start >= money.end]
    hits += [h for h in candidate.triggers if h.start < clause.start]
    measures = [m for h in hits if (m := frames[h.key].measure) is not None]
    # What was exported may be "worth" its value: words for a price say the measure only where nothing else does.
    measure = next((m for m in measures if m is not Measure.CONTRACT), measures[0] if measures else None)
    owner = KIND_OF_MEASURE.get(measure) if measure else None
    if owner is not None and owner is not candidate.kind:
        return None
    if candidate.kind is RecordKind.ENGAGEMENT or (candidate.kind is RecordKind.PROGRAMME and owner is not None):
        return None
    if candidate.kind is RecordKind.TRADE and scene.context(
        "target", max(clause.start, money.start - TARGET_REACH), money.start
    ):
        return Measure.TARGET
    if measure is None:
        return Measure.CONTRACT if candidate.kind is RecordKind.AGREEMENT else Measure.OTHER
    return measure


def _shares(scene: Scene, candidate: Candidate) -> list[Share]:
    """Percentages that are said to be shares: of trade and investment records only."""
    if candidate.kind not in {RecordKind.TRADE, RecordKind.INVESTMENT}:
        return []
    found = []
    clause = candidate.clause
    for item in scene.percent.within(clause.start, clause.end):
        if item.value.change is None and _is_share(scene, candidate, item) and not _of_others(scene, item.start):
            place = (span(scene, item.start, item.end),)
            found.append(Share(value=item.value.value, of=_whole(scene, candidate, item), evidence=place))
    return found


def _is_share(scene: Scene, candidate: Candidate, item: Shared) -> bool:
    """Whether a word about the percentage makes it a share: of a market, of a flow that it is part of, a stake."""
    start, end = max(candidate.clause.start, item.start - SHARE_REACH), candidate.clause.end
    if scene.context("share", start, item.start) or scene.context("share", item.end, item.end + SHARED_REACH):
        return True
    if _is_stake(scene, candidate, item):
        return True
    frames = scene.words.frames
    if not scene.following("share-of", item.end, end):
        return False
    return any(frames[hit.key].measure in WHOLES for hit in scene.frames.within(item.end, item.end + SHARE_REACH))


def _is_stake(scene: Scene, candidate: Candidate, item: Shared) -> bool:
    """Whether an investment is said to be for the percentage of a company."""
    if candidate.kind is not RecordKind.INVESTMENT:
        return False
    clause = candidate.clause
    start, end = max(clause.start, item.start - STAKE_REACH), min(clause.end, item.end + STAKE_REACH)
    return bool(scene.context("stake", start, end))


def _of_others(scene: Scene, at: int) -> bool:
    """Whether the figure at the place is that of others than those named."""
    others = scene.context("others", at - OTHERS_REACH, at)
    return bool(others) and not scene.named.within(others[-1].end, at)


def _whole(scene: Scene, candidate: Candidate, share: Shared) -> str:
    """What the percentage is a share of.

    In English where a frame's measure says it: the one that follows ("93% of the value of exports"), else the last one
    before. In the article's own words where only they do. What the record tells of, where nothing does.
    """
    if _is_stake(scene, candidate, share):
        return STAKE
    clause, frames = candidate.clause, scene.words.frames
    after = scene.frames.within(share.end, min(share.end + WHOLE_REACH, clause.end))
    said = [whole for hit in after if (whole := WHOLES.get(frames[hit.key].measure))]
    if said:
        return said[0]
    words = scene.following("share-of", share.end, clause.end)
    if words:
        return words
    before = [h for h in scene.frames.within(clause.start, share.start) if frames[h.key].measure in WHOLES]
    measures = [frames[hit.key].measure for hit in [*candidate.triggers, *before]]
    return next((whole for m in reversed(measures) if (whole := WHOLES.get(m))), str(candidate.kind))


def _counts(scene: Scene, candidate: Candidate) -> list[Count]:
    """Numbers followed by a word for what a record of this kind counts; where they are parts of a whole, the whole."""
    clause, units = candidate.clause, UNITS[candidate.kind]
    numbers = scene.numbers
    found: list[Count] = []
    parts = scene.context("parts", clause.start, clause.end)
    for hit in scene.units.within(clause.start, clause.end):
        told = parts and parts[0].start < hit.start and hit.key in {count.unit for count in found}
        if hit.key in units and not told:
            number: Number | None = next(
                (n for gap in range(UNIT_REACH) if (n := numbers.get(hit.start - gap)) is not None), None
            )
            if number is not None and number.start >= clause.start and _counts_things(scene, number, hit.start):
                evidence = (span(scene, number.start, hit.end),)
                # The word that counts investors counts whoever comes to a meeting.
                unit = "participant" if candidate.kind is RecordKind.ENGAGEMENT and hit.key == "investor" else hit.key
                found.append(Count(value=number.value, unit=unit, evidence=evidence))
    return found


def _counts_things(scene: Scene, number: Number, unit: int) -> bool:
    """Whether the number before the unit is a count: not an article ("an agreement"), a list's number, or of others."""
    text = scene.text
    article = number.value == 1 and not text[number.start].isdigit()
    listed = bool(text[number.end : unit].strip()) or scene.led("ordinal", number.start, 1)
    return number.value > 0 and not article and not listed and not _of_others(scene, number.start)
