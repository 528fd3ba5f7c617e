"""What the models look at beside the slots: a few signs that a reader would name, each 0 to 1 or a small count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import log
from operator import attrgetter

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, FrameTrait
from ruammit.records.drafts import RULES, Draft
from ruammit.records.filled import Cluster, Filled
from ruammit.records.index import ArticleIndex
from ruammit.records.named import PAIRED
from ruammit.records.scoring import Feature, Features
from ruammit.records.surroundings import worded
from ruammit.schema import EntityType, RecordKind, Sector

__all__ = ["holding", "modifiers", "right_features", "told_features", "with_others"]

OLD = 6
"""Years after which what an article tells is its background."""
NO_FIELD = {Sector.GOVERNANCE, Sector.BUSINESS, Sector.MULTISECTOR}
"""Sectors whose words stand beside all relations between states."""
OF_MONEY = {Sector.TRADE, Sector.FINANCE}
"""Sectors whose words stand wherever money goes from one side to the other."""
CLOSE = 12
"""Characters between a modifier and a trigger that it stands right before."""
FIRST = 15
"""Characters within which a clause begins: what it tells of mostly stands there."""
HOPES = ontology().frames_with(FrameTrait.HOPE)
SIGNS = ontology().frames_with(FrameTrait.SIGN)
SHORT = -0.5
"""The logarithm of its length in hundreds of characters below which a clause is short."""
PLANNED = 0.5
"""Probability from which a record is rather still to come than done."""


def modifiers(index: ArticleIndex, draft: Draft) -> dict[Feature, float]:
    """How many modifiers of each list reach one of the draft's triggers (`.near`: stand in its clause), at most 2.

    A list that is for some kinds only says something else of each of them.
    """
    clause = draft.clause
    found: Counter[str] = Counter()
    for hit in index.modifiers.within(clause.start, clause.end):
        rule = index.words.modifiers[hit.key]
        if draft.kind not in rule.kinds:
            continue
        key = hit.key if len(rule.kinds) == len(RecordKind) else f"{hit.key}|{draft.kind}"
        if any(rule.reaches(hit, trigger) for trigger in draft.triggers):
            found[key] += 1
            if any(0 <= trigger.start - hit.end <= CLOSE for trigger in draft.triggers):
                found[key + ".close"] += 1
        found[key + ".near"] += 1
    return {key: min(count, 2) for key, count in found.items()}


def told_features(index: ArticleIndex, filled: Filled) -> Features:
    """What speaks for and against the draft being a record."""
    draft, clause, kind = filled.draft, filled.draft.clause, filled.draft.kind
    start, end = clause.start, clause.end
    named = sorted((item for side in filled.sides for item in side.named), key=attrgetter("start"))
    sectors = {hit.key for hit in index.sectors.within(start, end)}
    length = log(max(end - start, 10) / 100)
    dated = _dated(filled)
    signs: dict[Feature, object] = {
        f"kind.{kind}": True,
        "carried": draft.carried,
        ("paired", kind): any(a.side != b.side and b.start - a.end <= PAIRED for a, b in pairwise(named)),
        ("amount", kind): filled.amounts,
        ("share", kind): filled.shares,
        ("count", kind): filled.counts,
        ("percent", kind): index.percent.within(start, end),
        ("money", kind): index.money.within(start, end),
        ("date", kind): dated,
        ("sector", kind): sectors,
        ("field", kind): sectors - NO_FIELD - OF_MONEY,
        ("heading", kind): start < index.lead,
        ("world", kind): index.context(Context.WORLD, start, end),
        ("domestic", kind): index.context(Context.DOMESTIC, start, end),
        ("report", kind): index.context(Context.REPORT, start, end),
        ("elsewhere", kind): index.context(Context.ELSEWHERE, start, end),
        ("old", kind): _old(index, filled),
        ("hope", kind): draft.told <= HOPES and _hope(filled, sectors),
        ("vague", kind): not filled.figured and not dated,
        ("venue", kind): bool(named) and all(item.start in index.venues for item in named),
        ("implied", kind): not any(side.named for side in filled.sides if side.side != index.home),
        "short": length < SHORT,
    }
    for name in draft.told:
        signs["frame." + name] = True
        signs[f"frame.{name}.bare"] = not filled.figured
    for name in SIGNS & draft.frames.keys():
        signs["with." + name] = True
    for side in filled.sides:
        signs["via." + side.via, kind] = True
    numbers: dict[Feature, float] = {
        "triggers": min(len(draft.told), 4),
        "length": length,
        "place": start / len(index.text) if index.lead else 0.5,
    }
    numbers |= _sides(index, filled)
    numbers |= _triggers(index, draft)
    numbers |= _article(index, filled)
    numbers |= modifiers(index, draft)
    return Features(holding(signs), numbers, worded(index, draft))


def holding(signs: Mapping[Feature, object]) -> list[Feature]:
    """The signs that hold."""
    return [sign for sign, holds in signs.items() if holds]


def _sides(index: ArticleIndex, filled: Filled) -> dict[Feature, float]:
    """How many sides the draft has, of which kinds, and how sure they are."""
    sides, kind, clause = filled.sides, filled.draft.kind, filled.draft.clause
    named = [side for side in sides if side.named]
    bodies = sum(any(item.entity.type is EntityType.ORG for item in side.named) for side in named)
    return {
        ("sides.named", kind): min(len(named), 3),
        ("sides.foreign", kind): any(side.side != index.home for side in named),
        ("sides.both", kind): bool(index.context(Context.BOTH_SIDES, clause.start, clause.end)),
        ("sides.home", kind): any(side.side == index.home for side in named),
        ("sides.all", kind): min(len(sides), 3),
        ("sides.bodies", kind): bodies > 1,
        ("sides.body", kind): bodies > 0,
        ("sides.sure", kind): min(side.sure for side in sides),
        ("sides.total", kind): filled.total,
    }


def with_others(rows: Iterable[tuple[Filled, Features]]) -> None:
    """Add to the features of drafts without figures whether others of their kind have figures for their sides.

    "Our thirteenth partner" then only says more of the trade whose value the article gives.
    """
    rows = list(rows)
    figured = {(filled.draft.kind, side) for filled, _ in rows if filled.figured for side in filled.keys}
    dated = {(filled.draft.kind, filled.keys) for filled, _ in rows if _dated(filled)}
    for filled, features in rows:
        kind = filled.draft.kind
        if not _dated(filled) and (kind, filled.keys) in dated:
            features.signs.append(f"dated|{kind}")
        if not filled.figured and all((kind, side) in figured for side in filled.keys):
            features.signs.append(f"figured|{kind}")


def _triggers(index: ArticleIndex, draft: Draft) -> dict[Feature, float]:
    """How much the clause is about what triggered the draft: where the phrase stands, and beside which kinds."""
    clause, kind, triggers = draft.clause, draft.kind, draft.triggers
    hits = index.telling.within(clause.start, clause.end)
    frames = index.words.frames
    at = min(hit.start for hit in triggers) - clause.start
    beside = {frames[hit.key].kind for hit in hits} - {kind}
    return {
        "trigger.first": at < FIRST,
        ("trigger.at", kind): max(0.0, min(1.0, at / max(clause.end - clause.start, 1))),
        ("trigger.long", kind): log(max(hit.end - hit.start for hit in triggers)),
        ("trigger.leads", kind): bool(hits) and hits[0] in triggers,
        **{(f"beside.{other}", kind): 1.0 for other in beside},
    }


def _dated(filled: Filled) -> bool:
    """Whether its sentence gives the draft's period."""
    return filled.period.slot is not None and filled.period.slot.via == "sentence"


def _hope(filled: Filled, sectors: set[str]) -> bool:
    """Whether a clause of cooperation as such only praises relations, or hopes for better ones.

    It names no field, figure or time.
    """
    return not (sectors - NO_FIELD or filled.counts or filled.amounts or _dated(filled))


def _old(index: ArticleIndex, filled: Filled) -> bool:
    """Whether the draft's period lies years before the last one that the article tells of."""
    year = (filled.period.end or filled.period.start or "X")[:4]
    return year.isdigit() and int(year) + OLD <= index.last_year


def _article(index: ArticleIndex, filled: Filled) -> dict[Feature, float]:
    """How much the article is about its foreign sides, and about dealings: in passing, everyone meets everyone."""
    passing = index.lead > 0 and all(index.weight[side] <= 1 for side in filled.keys if side != index.home)
    return {"article.passing": passing, **index.about}


def right_features(index: ArticleIndex, cluster: Cluster) -> Features:
    """What speaks for a record standing as a reader would take it: told, and every slot right."""
    filled, best, kind = cluster.filled, cluster.best, cluster.filled.draft.kind
    sides, period = filled.sides, filled.period.slot
    signs: dict[Feature, object] = {
        f"kind.{kind}": True,
        f"sides.{min(len(sides), 4)}": True,
        "named": all(side.named for side in sides),
        f"amounts.{min(len(filled.amounts), 3)}": True,
        f"counts.{min(len(filled.counts), 3)}": True,
        f"shares.{min(len(filled.shares), 2)}": True,
        ("dated", kind): period is not None,
        "planned": best.planned >= PLANNED,
        "subject": filled.subject is not None,
        "heading": filled.draft.clause.start < index.lead,
        ("period." + (period.via if period else "none"), kind): True,
        "readers.unsaid": cluster.unsaid,
        "readers.both": len(cluster.readers) > 1,
        "readers.second": RULES not in cluster.readers,
    }
    for side in sides:
        signs["via." + side.via] = True
    numbers: dict[Feature, float] = {
        "told": log(max(cluster.told, 0.01) / max(1 - cluster.told, 0.01)),
        "sides.sure": sum(log(max(side.sure, 0.05)) for side in sides),
        "sides.omitted": filled.omitted,
        "roles.sure": min((side.role_sure for side in sides), default=1.0),
        "period.sure": filled.period_sure,
        "status.sure": max(best.planned, 1 - best.planned),
        "members": min(len(cluster.members), 4) / 4,
    }
    return Features(holding(signs), numbers)
