"""What the models look at beside the slots: a few signs that a reader would name, each 0 to 1 or a small count."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from math import log

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, Cue, FrameTrait
from ruammit.records.drafts import RULES, Draft
from ruammit.records.filled import Cluster, Filled
from ruammit.records.index import TENSES, ArticleIndex
from ruammit.records.named import PAIRED
from ruammit.schema import EntityType, Measure, RecordKind, Sector

__all__ = ["right_features", "status_features", "told_features", "with_others"]

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
REACH = 300
"""Characters of its sentence before a clause whose modifiers still hold for it."""
HOPES = ontology().frames_with(FrameTrait.HOPE)
SIGNS = ontology().frames_with(FrameTrait.SIGN)
READINESS = ontology().frames_with(FrameTrait.READINESS)


def modifiers(index: ArticleIndex, draft: Draft) -> dict[str, int]:
    """How many modifiers of each list reach one of the draft's triggers (`.near`: stand in its clause).

    A list that is for some kinds only says something else of each of them.
    """
    clause = draft.clause
    found: dict[str, int] = defaultdict(int)
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
    return found


def told_features(index: ArticleIndex, filled: Filled) -> dict[str, float]:
    """What speaks for and against the draft being a record."""
    draft = filled.draft
    clause, kind = draft.clause, str(draft.kind)
    start, end = clause.start, clause.end
    f = _side_features(index, filled)
    f.update({f"{name}|{kind}": value for name, value in f.items()})
    f["kind." + kind] = 1.0
    for name in draft.told:
        f["frame." + name] = 1.0
        if not filled.figured:
            f[f"frame.{name}.bare"] = 1.0
    f["triggers"] = min(len(draft.told), 4)
    if draft.carried:
        f["carried"] = 1.0
    for name in SIGNS & draft.frames.keys():
        f["with." + name] = 1.0
    named = sorted((item for side in filled.sides for item in side.named), key=lambda item: item.start)
    if any(a.side != b.side and b.start - a.end <= PAIRED for a, b in pairwise(named)):
        f["paired"] = f["paired|" + kind] = 1.0
    sectors = {hit.key for hit in index.sectors.within(start, end)}
    signs = {
        "amount": filled.amounts,
        "share": filled.shares,
        "count": filled.counts,
        "percent": index.percent.within(start, end),
        "money": index.money.within(start, end),
        "date": _dated(filled),
        "sector": sectors,
        "field": sectors - NO_FIELD - OF_MONEY,
        "heading": start < index.lead,
        "world": index.context(Context.WORLD, start, end),
        "domestic": index.context(Context.DOMESTIC, start, end),
        "report": index.context(Context.REPORT, start, end),
        "elsewhere": index.context(Context.ELSEWHERE, start, end),
        "old": _old(index, filled),
        "hope": draft.told <= HOPES and _hope(filled, sectors),
    }
    for name, holds in signs.items():
        if holds:
            f[name] = f[f"{name}|{kind}"] = 1.0
    f.update({name: min(count, 2) for name, count in modifiers(index, draft).items()})
    f.update(_trigger_features(index, draft))
    f["length"] = length = log(max(end - start, 10) / 100)
    f.update(_article_features(index, filled))
    f["short"] = float(length < -0.5)
    f["place"] = start / len(index.text) if index.lead else 0.5
    return f


def _side_features(index: ArticleIndex, filled: Filled) -> dict[str, float]:
    sides = filled.sides
    named = [side for side in sides if side.named]
    bodies = [s.side for s in named if any(item.entity.type is EntityType.ORG for item in s.named)]
    clause = filled.draft.clause
    f = {
        "sides.named": min(len(named), 3),
        "sides.foreign": float(any(side.side != index.home for side in named)),
        "sides.both": float(bool(index.context(Context.BOTH_SIDES, clause.start, clause.end))),
        "sides.home": float(any(side.side == index.home for side in named)),
        "sides.all": min(len(sides), 3),
        "sides.bodies": float(len(bodies) > 1),
        "sides.body": float(bool(bodies)),
        "sides.sure": min(side.sure for side in sides),
        "sides.total": float(filled.total),
    }
    f.update({f"via.{side.via}": 1.0 for side in sides})
    return f


def with_others(rows: Iterable[tuple[Filled, dict[str, float]]]) -> None:
    """Add to the features of drafts without figures whether others of their kind have figures for their sides.

    "Our thirteenth partner" then only says more of the trade whose value the article gives.
    """
    rows = list(rows)
    figured = {(filled.draft.kind, side) for filled, _ in rows if filled.figured for side in filled.keys}
    for filled, features in rows:
        kind = filled.draft.kind
        if not filled.figured and all((kind, side) in figured for side in filled.keys):
            features[f"figured|{kind}"] = 1.0


def _trigger_features(index: ArticleIndex, draft: Draft) -> dict[str, float]:
    """How much the clause is about what triggered the draft: where the phrase stands, and beside which kinds."""
    clause, kind, triggers = draft.clause, str(draft.kind), draft.triggers
    hits = index.telling.within(clause.start, clause.end)
    at = min([hit.start for hit in triggers]) - clause.start
    share = max(0.0, min(1.0, at / max(clause.end - clause.start, 1)))
    long = log(max([hit.end - hit.start for hit in triggers]))
    f = {"trigger.first": float(at < FIRST)}
    f["trigger.at"] = f["trigger.at|" + kind] = share
    f["trigger.long"] = f["trigger.long|" + kind] = long
    if hits:
        f["trigger.leads"] = f["trigger.leads|" + kind] = float(hits[0] in triggers)
    frames = index.words.frames
    for other in {frames[hit.key].kind for hit in hits} - {draft.kind}:
        f[f"beside.{other}"] = f[f"beside.{other}|{kind}"] = 1.0
    return f


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


def _article_features(index: ArticleIndex, filled: Filled) -> dict[str, float]:
    """How much the article is about its foreign sides, and about dealings: in passing, everyone meets everyone."""
    if not index.lead:
        return index.about
    foreign = [index.weight[side] for side in filled.keys if side != index.home]
    return {"article.passing": float(max(foreign, default=0) <= 1), **index.about}


def status_features(index: ArticleIndex, filled: Filled) -> dict[str, float]:
    """What speaks for a record being still to come."""
    draft, period = filled.draft, filled.period
    kind = str(draft.kind)
    f: dict[str, float] = {"kind." + kind: 1.0}
    f.update({name: float(min(count, 2)) for name, count in modifiers(index, draft).items()})
    for name in draft.told:
        f["frame." + name] = 1.0
    published = index.analysis.article.published or "X"
    start, end = period.start or period.end, period.end or period.start
    if start and end and "X" not in start + end:
        f["dated"] = 1.0
        if "X" not in published:
            f["before"] = float(end < published)
            f["after"] = float(start > published)
        elif index.last_year:
            f["after.year"] = float(int(start[:4]) > index.last_year)
    f["amount"] = float(bool(filled.amounts))
    f["target"] = float(any(amount.measure is Measure.TARGET for amount in filled.amounts))
    f["amount|" + kind] = f["amount"]
    f.update(_around(index, draft))
    f["lang." + index.analysis.article.lang] = 1.0
    if READINESS & draft.frames.keys():
        f["readiness|" + kind] = 1.0
    return {name: value for name, value in f.items() if value}


def _around(index: ArticleIndex, draft: Draft) -> dict[str, float]:
    """The modifier nearest before the trigger, those of the sentence before the clause, and those of the head.

    What an enumeration is introduced with ("agreed to ...; ...; ...") holds for all its parts.
    """
    clause = draft.clause
    before = index.modifiers.within(clause.start, draft.first)
    f = {"nearest." + (before[-1].key if before else "none"): 1.0}
    introduced = Counter(
        hit.key for hit in index.modifiers.within(max(clause.sentence, clause.start - REACH), clause.start)
    )
    f.update({"sentence." + key: float(min(count, 2)) for key, count in introduced.items()})
    f.update({"head." + key: min(index.head_modifiers[key], 3) / 3 for key in TENSES})
    here = {hit.key for hit in index.modifiers.within(clause.start, clause.end)}
    said = here | set(introduced)
    f["to-come"] = float(Cue.TO_COME in here)
    f["plain"] = float(not said & {Cue.PLANNED, Cue.PROPOSED, Cue.TO_COME})  # told as a fact
    return f


def right_features(index: ArticleIndex, cluster: Cluster) -> dict[str, float]:
    """What speaks for a record standing as a reader would take it: told, and every slot right."""
    filled, best = cluster.filled, cluster.best
    kind = str(filled.draft.kind)
    sure = 1.0
    for side in filled.sides:
        sure *= max(side.sure, 0.05)
    roles = min((side.role_sure for side in filled.sides), default=1.0)
    status = max(best.planned, 1 - best.planned)
    f = {
        f"kind.{kind}": 1.0,
        "told": log(max(cluster.told, 0.01) / max(1 - cluster.told, 0.01)),
        "sides.sure": log(sure),
        "sides.omitted": filled.omitted,
        "roles.sure": roles,
        "period.sure": filled.period_sure,
        "status.sure": status,
        f"sides.{min(len(filled.sides), 4)}": 1.0,
        "named": float(all(side.named for side in filled.sides)),
        "members": min(len(cluster.members), 4) / 4,
        f"amounts.{min(len(filled.amounts), 3)}": 1.0,
        f"counts.{min(len(filled.counts), 3)}": 1.0,
        f"shares.{min(len(filled.shares), 2)}": 1.0,
        "dated": float(filled.period.slot is not None),
        f"dated|{kind}": float(filled.period.slot is not None),
        "planned": float(best.planned >= 0.5),
        "subject": float(filled.subject is not None),
        "heading": float(filled.draft.clause.start < index.lead),
    }
    via = filled.period.slot.via if filled.period.slot else "none"
    f[f"period.{via}"] = f[f"period.{via}|{kind}"] = 1.0
    f.update({f"via.{side.via}": 1.0 for side in filled.sides})
    f["readers.unsaid"] = float(cluster.unsaid)
    f["readers.both"] = float(len(cluster.readers) > 1)
    f["readers.second"] = float(RULES not in cluster.readers)
    return {name: value for name, value in f.items() if value}
