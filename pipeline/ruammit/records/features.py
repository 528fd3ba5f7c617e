"""What the record and status models look at: a few signs that a reader would name, each 0 to 1 or a small count."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from math import log

from ruammit.records.candidates import Candidate
from ruammit.records.scene import Scene
from ruammit.schema import RecordKind, Sector

__all__ = ["fill_features", "fill_told", "status_features"]

PAIRED = 25
"""Characters between two sides that are named together ("between A and B", "A - B")."""
BESIDE = ("carried", "investment-investor", "programme-readiness", "programme-offer", "engagement-delegation", "office")
"""Frames whose presence is a sign for records of any kind."""
OLD = 6
"""Years after which what an article tells is its background."""
HOPES = {
    "programme-cooperation",
    "programme-together",
    "programme-growth",
    "programme-frame",
    "programme-between",
    "programme-partnership",
    "programme-relations",
    "programme-support",
    "programme-readiness",
    "programme-offer",
}
"""Frames of cooperation as such: without a field they tell of nothing that is done or planned."""
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
TENSES = ("planned", "proposed", "past")
"""The lists of modifiers that tell an article's tense."""


def modifiers(scene: Scene, candidate: Candidate) -> dict[str, int]:
    """How many modifiers of each category reach one of the candidate's triggers (`.near`: stand in its clause).

    A category that is for some kinds only says something else of each of them.
    """
    clause = candidate.clause
    found: dict[str, int] = defaultdict(int)
    for hit in scene.modifiers.within(clause.start, clause.end):
        rule = scene.words.modifiers[hit.key]
        if candidate.kind not in rule.kinds:
            continue
        key = hit.key if len(rule.kinds) == len(RecordKind) else f"{hit.key}|{candidate.kind}"
        if any(rule.reaches(hit, trigger) for trigger in candidate.triggers):
            found[key] += 1
            if any(0 <= trigger.start - hit.end <= CLOSE for trigger in candidate.triggers):
                found[key + ".close"] += 1
        found[key + ".near"] += 1
    return found


def fill_features(scene: Scene, candidate: Candidate) -> None:
    """Add to `candidate.features` (which holds those of its sides) what speaks for and against it being a record."""
    clause, kind = candidate.clause, str(candidate.kind)
    start, end = clause.start, clause.end
    f = candidate.features
    f.update({f"{name}|{kind}": value for name, value in f.items()})
    f["kind." + kind] = 1.0
    triggers, figured = {hit.key for hit in candidate.triggers}, candidate.figured
    for name in triggers:
        f["frame." + name] = 1.0
        if not figured:
            f[f"frame.{name}.bare"] = 1.0
    f["triggers"] = min(len(triggers), 4)
    for name in BESIDE:
        if name in candidate.frames:
            f["with." + name] = 1.0
    if any(a.side != b.side and b.start - a.end <= PAIRED for a, b in pairwise(candidate.named)):
        f["paired"] = f["paired|" + kind] = 1.0
    sectors = {hit.key for hit in scene.sectors.within(start, end)}
    signs = {
        "amount": candidate.amounts,
        "share": candidate.shares,
        "count": candidate.counts,
        "percent": scene.percent.within(start, end),
        "money": scene.money.within(start, end),
        "date": _dated(candidate),
        "sector": sectors,
        "field": sectors - NO_FIELD - OF_MONEY,
        "heading": start < scene.lead,
        "world": scene.context("world", start, end),
        "domestic": scene.context("domestic", start, end),
        "report": scene.context("report", start, end),
        "elsewhere": scene.context("elsewhere", start, end),
        "old": _old(scene, candidate),
        "hope": triggers <= HOPES and _hope(candidate, sectors),
    }
    for name, holds in signs.items():
        if holds:
            f[name] = f[f"{name}|{kind}"] = 1.0
    candidate.modifiers = modifiers(scene, candidate)
    for name, count in candidate.modifiers.items():
        f[name] = min(count, 2)
    f.update(_trigger_features(scene, candidate))
    f["length"] = length = log(max(end - start, 10) / 100)
    f.update(_article_features(scene, candidate))
    f["short"] = float(length < -0.5)
    f["place"] = start / len(scene.text) if scene.lead else 0.5


def fill_told(found: list[Candidate]) -> None:
    """Add to the features of candidates without figures whether others of their kind have figures for their sides.

    "Our thirteenth partner" then only says more of the trade whose value the article gives.
    """
    figured = {(c.kind, side) for c in found if c.figured for side in c.sides}
    for candidate in found:
        kind = candidate.kind
        if not candidate.figured and all((kind, side) in figured for side in candidate.sides):
            candidate.features[f"figured|{kind}"] = 1.0


def _trigger_features(scene: Scene, candidate: Candidate) -> dict[str, float]:
    """How much the clause is about what triggered the candidate: where the phrase stands, and beside which kinds."""
    clause, kind, triggers = candidate.clause, str(candidate.kind), candidate.triggers
    hits = scene.telling.within(clause.start, clause.end)
    at = min([hit.start for hit in triggers]) - clause.start
    share = max(0.0, min(1.0, at / max(clause.end - clause.start, 1)))
    long = log(max([hit.end - hit.start for hit in triggers]))
    f = {"trigger.first": float(at < FIRST)}
    f["trigger.at"] = f["trigger.at|" + kind] = share
    f["trigger.long"] = f["trigger.long|" + kind] = long
    if hits:
        f["trigger.leads"] = f["trigger.leads|" + kind] = float(hits[0] in triggers)
    frames = scene.words.frames
    for other in {frames[hit.key].kind for hit in hits} - {candidate.kind}:
        f[f"beside.{other}"] = f[f"beside.{other}|{kind}"] = 1.0
    return f


def _dated(candidate: Candidate) -> bool:
    """Whether its sentence gives the candidate's period."""
    return candidate.period is not None and candidate.period.via == "sentence"


def _hope(candidate: Candidate, sectors: set[str]) -> bool:
    """Whether a clause of cooperation as such only praises relations, or hopes for better ones.

    It names no field, figure or time.
    """
    return not (sectors - NO_FIELD or candidate.counts or candidate.amounts or _dated(candidate))


def _old(scene: Scene, candidate: Candidate) -> bool:
    """Whether the candidate's period lies years before the last one that the article tells of."""
    year = (candidate.end or "X")[:4]
    return year.isdigit() and int(year) + OLD <= scene.last_year


def _article_features(scene: Scene, candidate: Candidate) -> dict[str, float]:
    """How much the article is about its foreign sides, and about dealings: in passing, everyone meets everyone."""
    if not scene.lead:
        return scene.about
    foreign = [scene.weight[side] for side in candidate.sides if side != scene.home]
    return {"article.passing": float(max(foreign, default=0) <= 1), **scene.about}


def status_features(scene: Scene, candidate: Candidate) -> dict[str, float]:
    """What speaks for a record being still to come."""
    kind = str(candidate.kind)
    f: dict[str, float] = {"kind." + kind: 1.0}
    f.update({name: float(min(count, 2)) for name, count in candidate.modifiers.items()})
    for name in {hit.key for hit in candidate.triggers}:
        f["frame." + name] = 1.0
    published = scene.analysis.article.published
    if candidate.start and candidate.end and "X" not in candidate.start + candidate.end:
        f["dated"] = 1.0
        if published and "X" not in published:
            f["before"] = float(candidate.end < published)
            f["after"] = float(candidate.start > published)
    f["amount"] = float(bool(candidate.amounts))
    f["target"] = float(any(amount.measure == "target" for amount in candidate.amounts))
    f["amount|" + kind] = f["amount"]
    f.update(_around(scene, candidate))
    f["lang." + scene.analysis.article.lang] = 1.0
    if candidate.kind is RecordKind.PROGRAMME:
        f["readiness"] = float(candidate.frames["programme-readiness"] > 0)
    return f


def _around(scene: Scene, candidate: Candidate) -> dict[str, float]:
    """The modifier nearest before the trigger, those of the sentence before the clause, and those of the head.

    What an enumeration is introduced with ("agreed to ...; ...; ...") holds for all its parts.
    """
    clause = candidate.clause
    trigger = min((hit.start for hit in candidate.triggers if hit.start >= clause.start), default=clause.start)
    before = scene.modifiers.within(clause.start, trigger)
    f = {"nearest." + (before[-1].key if before else "none"): 1.0}
    introduced = Counter(
        hit.key for hit in scene.modifiers.within(max(clause.sentence, clause.start - REACH), clause.start)
    )
    f.update({"sentence." + key: float(min(count, 2)) for key, count in introduced.items()})
    f.update({"head." + key: min(scene.head_modifiers[key], 3) / 3 for key in TENSES})
    said = {hit.key for hit in scene.modifiers.within(clause.start, clause.end)} | set(introduced)
    f["plain"] = float("planned" not in said and "proposed" not in said)  # told as a fact
    return f
