"""The records of an article: clauses, candidates, their slots, and the choice among them."""

from __future__ import annotations

from heapq import nlargest

from ruammit.analysis import Analysis
from ruammit.records.candidates import NOTABLE, TOPICS, Candidate, candidates
from ruammit.records.checks import article_flags, flags
from ruammit.records.clauses import clauses
from ruammit.records.duplicates import merged
from ruammit.records.features import fill_features, fill_told, status_features
from ruammit.records.figures import fill_figures, span
from ruammit.records.identity import plover, record_id
from ruammit.records.model import probability
from ruammit.records.period import fill_period
from ruammit.records.scene import Scene
from ruammit.records.sectors import Sectors
from ruammit.records.sides import Sides
from ruammit.schema import EntityType, Measure, Record, RecordKind, Status

__all__ = ["considered", "find_records", "selected"]

MOST = 20
"""Records that an article can have, the most definite ones: what the fullest annotated article has."""
MERGED = 150
"""Candidates that are compared with one another: far more than an article's records, told however often."""
FAINT = 0.15
"""Probability below which a candidate adds nothing to others that tell the same."""
SURE = 0.24
"""Probability from which what the candidates tell is a record: below half the F1 reached, where F1 is highest."""
SURE_SHORT = 0.12
"""The same in a text that is no article: its sentences were picked by whoever gave it."""
DEFINITE = 0.95
"""The least score of a clause that says it all."""
OFFICIAL = "aid-official"
"""The frame of official development assistance: its name means nothing else."""
DIRECT = "investment-direct"
"""The frame of foreign direct investment: with a sum and two countries, it is one's investment in the other."""
FESTIVAL = "programme-festival"
"""The frame of festivals of a country's culture: held in another, they are a programme of the two."""
FESTIVAL_REACH = 20
"""Characters between a festival and the country whose it is."""
BETWEEN = {"programme-between", "programme-field"}
"""Frames of cooperation that is said to be between bodies, or in a field."""
PLANNED = 0.5
"""Probability from which a record is planned."""


def considered(scene: Scene, sides: Sides) -> list[Candidate]:
    """Every candidate of the article with its slots and score, in text order (`explain` and training read them)."""
    found: list[Candidate] = []
    taken: set[tuple[RecordKind, int]] = set()
    for candidate in candidates(scene, clauses(scene)):
        sides.fill(candidate)
        fill_figures(scene, candidate)
        if _topic(candidate):
            continue
        before = found[-1] if found else None
        if before and _continues(scene, before, candidate):
            whole = before.shares[-1].of
            before.shares += [share.model_copy(update={"of": whole}) for share in candidate.shares]
            before.also.append(candidate.clause)
            continue
        fill_period(scene, candidate, taken)
        if (len(candidate.sides) >= 2 or candidate.total) and not sides.far(candidate):
            place = candidate.clause.start, candidate.clause.end
            candidate.repeated = candidate.period is None and bool(scene.context("repeated", *place))
            fill_features(scene, candidate)
            found.append(candidate)
    fill_told(found)
    for candidate in found:
        candidate.score = probability("record", candidate.features)
        if _definite(candidate):
            candidate.score = max(candidate.score, DEFINITE)
    return found


def _continues(scene: Scene, before: Candidate, candidate: Candidate) -> bool:
    """Whether the clause only tells a further share of the trade that the one before it tells shares of."""
    return (
        before.kind is candidate.kind is RecordKind.TRADE
        and before.clause.end == candidate.clause.start
        and bool(before.shares and candidate.shares)
        and not candidate.amounts
        and all(scene.words.frames[hit.key].measure is None for hit in candidate.triggers)
        and candidate.sides <= before.sides
    )


def _topic(candidate: Candidate) -> bool:
    """Whether the clause only speaks of a subject, and has no figure that would make it tell of more."""
    return not candidate.figured and all(hit.key in TOPICS for hit in candidate.triggers)


def _definite(candidate: Candidate) -> bool:
    """Whether the clause cannot be taken for anything else: such are records, however often clauses like it are none.

    Bodies of two countries are said to work together, official aid stands beside two countries, one country's culture
    is shown in another, direct investment has a sum and two countries, or a project is singled out after such a sum.
    """
    told = {hit.key for hit in candidate.triggers}
    if NOTABLE in told:
        return True
    bodies = {item.side for item in candidate.named if item.entity.type is EntityType.ORG and item.country}
    if len(bodies) > 1 and told & BETWEEN:
        return True
    if len({item.country for item in candidate.named} - {None}) < 2:
        return False
    if OFFICIAL in told or (DIRECT in told and candidate.amounts):
        return True
    festivals = [hit for hit in candidate.triggers if hit.key == FESTIVAL]
    return any(0 <= item.start - hit.end <= FESTIVAL_REACH for hit in festivals for item in candidate.named)


def selected(scene: Scene) -> list[Candidate]:
    """The candidates that are records, with all their slots, in text order."""
    sides, sectors = Sides(scene), Sectors(scene)
    sure = SURE if scene.lead else SURE_SHORT
    likely = [candidate for candidate in considered(scene, sides) if candidate.score >= FAINT]
    likely = nlargest(MERGED, likely, key=lambda candidate: candidate.score)
    for candidate in likely:
        candidate.planned = _planned(scene, candidate)
        candidate.status = Status.PLANNED if candidate.planned >= PLANNED else Status.DONE
        sectors.fill(candidate)
    told = [candidate for candidate in merged(likely) if candidate.score >= sure]
    chosen = sorted(told[:MOST], key=lambda candidate: (candidate.clause.start, candidate.kind))
    for candidate in chosen:  # in text order: who trades is remembered from one to the next
        candidate.parties = sides.parties(candidate)
    return chosen


def find_records(analysis: Analysis) -> list[Record]:
    """The cooperation records of the article, in text order; what to question in the article goes to its flags."""
    scene = Scene(analysis)
    if not scene.weight:
        return []
    analysis.flags += article_flags(scene)
    chosen = selected(scene)
    return [_record(scene, candidate, chosen) for candidate in chosen]


def _planned(scene: Scene, candidate: Candidate) -> float:
    """How likely it is still to come: a target is, what was over when the article was published is not."""
    if candidate.amounts and all(amount.measure is Measure.TARGET for amount in candidate.amounts):
        return 1.0
    published = scene.analysis.article.published
    if published and candidate.end and "X" not in candidate.end + published and candidate.end < published:
        return 0.0
    features = status_features(scene, candidate)
    if candidate.amounts and features.get("planned.close"):  # "will export": a forecast, whatever its period
        return 1.0
    if features["plain"] and not features.get("after"):  # no word for anything to come, and no later date
        return 0.0
    return probability("planned", features)


def _record(scene: Scene, candidate: Candidate, chosen: list[Candidate]) -> Record:
    clause = candidate.clause
    start, end = trimmed(scene.text, clause.start, clause.end)
    quoted = scene.analysis.quoted(start, end)
    also = sorted({trimmed(scene.text, c.start, c.end) for c in candidate.also} - {(start, end)})
    return Record(
        id=record_id(scene.analysis.article.id, candidate, quoted["quote"], quoted["start_char"]),
        kind=candidate.kind,
        status=candidate.status,
        parties=tuple(candidate.parties),
        sectors=tuple(candidate.sectors),
        amounts=tuple(candidate.amounts),
        shares=tuple(candidate.shares),
        counts=tuple(candidate.counts),
        start=candidate.start,
        end=candidate.end,
        period=candidate.period,
        quote=quoted["quote"],
        evidence=(span(scene, start, end), *(span(scene, *place) for place in also)),
        rule=candidate.rule,
        flags=flags(scene, candidate, chosen),
        plover=plover(candidate.kind, candidate.rule),
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """`start:end` without the space around it."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
