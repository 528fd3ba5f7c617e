"""The fields of cooperation that a record is of."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from functools import cache
from importlib import resources

from ruammit.records.candidates import Candidate
from ruammit.records.model import odds, probability, weights
from ruammit.records.scene import SECTORS, Scene
from ruammit.schema import Sector

__all__ = ["fill_sectors", "purpose_codes", "sector_features"]

SURE = (0.0, 0.36, 0.5)
"""Probability from which the first, second and third sector is taken: a record has one to three (annotation guide)."""
BEFORE, AFTER = 250, 120
"""Characters around a clause in which its sentence's words count."""
MANY = 6
"""Sectors in a clause from which more say no more."""
OFTEN = 10
"""Words of a sector in an article from which more say no more."""
NOTHING: dict[str, float] = {}
_FRAMES: dict[tuple[str, str], tuple[dict[str, float], dict[str, float]]] = {}
"""Weights and what `_frame_odds` made of them."""


def sector_features(scene: Scene, candidate: Candidate) -> dict[str, dict[str, float]]:
    """What speaks for each sector that the article has words of: in clause, sentence, title and article."""
    kind, rule = str(candidate.kind), candidate.rule
    own, none = _of_clause(scene, candidate)
    return {
        sector: {**_of_article(scene, sector, kind, none), **_of_rule(sector, kind, rule), **own.get(sector, NOTHING)}
        for sector in scene.possible_sectors
    }


def fill_sectors(scene: Scene, candidate: Candidate) -> None:
    """Set the candidate's sectors, the likeliest first: one, and more as far as they are sure."""
    kind, rule, known = str(candidate.kind), candidate.rule, weights("sector")
    own, none = _of_clause(scene, candidate)
    article = scene.sector_odds.get((kind, none))
    if article is None:
        article = {sector: odds(known, _of_article(scene, sector, kind, none)) for sector in scene.possible_sectors}
        scene.sector_odds[kind, none] = article
    frame = _frame_odds(kind, rule)
    rated = [
        (told + frame[sector] + (odds(known, own[sector]) if sector in own else 0.0), sector)
        for sector, told in article.items()
    ]
    rated.sort(key=lambda pair: -pair[0])
    candidate.sectors = [
        Sector(sector)
        for (o, sector), sure in zip(rated, SURE, strict=False)
        if probability("sector", NOTHING, o) >= sure
    ]


def _of_rule(sector: str, kind: str, rule: str) -> dict[str, float]:
    """What a record's kind and frame say about its sectors."""
    return {f"{kind}.{sector}": 1.0, f"sector.{sector}": 1.0, f"{rule}.{sector}": 1.0}


def _frame_odds(kind: str, rule: str) -> dict[str, float]:
    """What that adds to the log-odds of every sector; summed up once as long as the weights are the same."""
    known = weights("sector")
    by, found = _FRAMES.get((kind, rule), (None, NOTHING))
    if by is not known:
        found = {sector: odds(known, _of_rule(sector, kind, rule)) for sector in SECTORS}
        _FRAMES[kind, rule] = known, found
    return found


def _of_article(scene: Scene, sector: str, kind: str, none: bool) -> dict[str, float]:
    """What speaks for the sector in the article and its head, where a clause of the kind has words, or `none`."""
    f = {"heading": 1.0} if sector in scene.heading_sectors else {}
    whole = scene.sector_counts
    if (times := whole[sector]) and (scene.lead or _stands_alone(scene, sector)):
        top = max(whole.values())
        f["article"] = times / top
        f["article.share"] = f["article." + sector] = f["article.kind." + kind] = times / sum(whole.values())
        f["article.top"] = float(times == top)
        f["article.often"] = min(times, OFTEN) / OFTEN
        if none:
            f["none-here"] = times / top
    return f


def _stands_alone(scene: Scene, sector: str) -> bool:
    """Whether a word of the sector stands outside of names: a short text is not about what a name in it says."""
    return any(hit.key == sector and hit.start not in scene.in_names for hit in scene.sectors.items)


def _of_clause(scene: Scene, candidate: Candidate) -> tuple[dict[str, dict[str, float]], bool]:
    """What speaks for each sector that the clause or its sentence has words of; whether the clause has none.

    A word in the name of a body ("the Ministry of Defence") is told apart from one that stands by itself, and so are
    words that may stand in passing (`Scene.faint`).
    """
    clause, kind = candidate.clause, str(candidate.kind)
    within, inside = scene.sectors.within, scene.in_names
    words = within(clause.start, clause.end)
    own = [hit.key for hit in words if hit.start not in inside]
    here = Counter(own)
    named = {hit.key for hit in words if hit.start in inside}
    rows: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for sector, count in here.items():
        row = rows[sector]
        row["here"] = row["here." + sector] = row["here." + kind] = 1.0
        row["here.share"] = count / len(own)
        row["here.several"] = min(len(here), MANY) / MANY
        if count > 1:
            row["here.many"] = 1.0
        if len(here) == 1:
            row["here.only"] = 1.0
        if own[0] == sector:
            row["here.first"] = 1.0
    for sector in {hit.key for hit in within(max(clause.sentence, clause.start - BEFORE), clause.end + AFTER)}:
        if sector not in here:
            rows[sector]["sentence"] = 1.0
            rows[sector]["sentence.none"] = float(not here)
    for sector in named:
        row = rows[sector]
        row["named"] = row["named." + sector] = row["named." + kind] = 1.0
        row["named.none"] = float(not here)
    for key in {hit.key for hit in scene.faint.within(clause.start, clause.end)}:
        row = rows[scene.words.faint[key]]
        row["faint." + key] = row[f"faint.{key}.{kind}"] = 1.0
        if not here:
            row["faint.none." + key] = 1.0
    return rows, not here


@cache
def purpose_codes() -> dict[Sector, tuple[str, ...]]:
    """The three-digit OECD DAC purpose codes of every sector (`data/dac.toml`), for users of aid data."""
    text = resources.files("ruammit.records").joinpath("data/dac.toml").read_text(encoding="utf-8")
    return {Sector(sector): tuple(codes) for sector, codes in tomllib.loads(text).items()}
