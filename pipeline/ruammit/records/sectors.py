"""The fields of cooperation that a record is of."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from importlib import resources
from typing import NamedTuple

from ruammit.records.candidates import Candidate
from ruammit.records.model import probability
from ruammit.records.scene import Scene
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


class _Names(NamedTuple):
    """The names of a sector's own features, made once: building them anew is what would take the time."""

    kind: str
    sector: str
    rule: str
    here: str
    named: str
    article: str


@cache
def _names(kind: str, rule: str, sector: str) -> _Names:
    own = (f"{kind}.{sector}", f"sector.{sector}", f"{rule}.{sector}")
    return _Names(*own, f"here.{sector}", f"named.{sector}", f"article.{sector}")


@cache
def _of_kind(kind: str) -> tuple[str, str, str]:
    return f"here.{kind}", f"named.{kind}", f"article.kind.{kind}"


def sector_features(scene: Scene, candidate: Candidate) -> dict[str, dict[str, float]]:
    """What speaks for each sector that the article has words of: in clause, sentence, title and article.

    A word in the name of a body ("the Ministry of Defence") is told apart from one that stands by itself, and so are
    words that may stand in passing (`Scene.faint`).
    """
    clause = candidate.clause
    within, inside = scene.sectors.within, scene.in_names
    words = within(clause.start, clause.end)
    own = [hit.key for hit in words if hit.start not in inside]
    here = Counter(own)
    named = {hit.key for hit in words if hit.start in inside}
    sentence = {hit.key for hit in within(max(clause.sentence, clause.start - BEFORE), clause.end + AFTER)}
    faint = {hit.key for hit in scene.faint.within(clause.start, clause.end)}
    whole = scene.sector_counts
    top, total = max(whole.values(), default=1), sum(whole.values()) or 1
    none, several, heading = not here, min(len(here), MANY) / MANY, scene.heading_sectors
    kind, rule = str(candidate.kind), candidate.rule
    here_kind, named_kind, article_kind = _of_kind(kind)
    rows = {}
    for sector in scene.possible_sectors:
        names = _names(kind, rule, sector)
        times = whole[sector]
        row = {names.kind: 1.0, names.sector: 1.0, names.rule: 1.0}
        if count := here[sector]:
            row["here"] = row[names.here] = row[here_kind] = 1.0
            row["here.share"] = count / len(own)
            row["here.several"] = several
            if count > 1:
                row["here.many"] = 1.0
            if len(here) == 1:
                row["here.only"] = 1.0
            if own[0] == sector:
                row["here.first"] = 1.0
        elif sector in sentence:
            row["sentence"] = 1.0
            row["sentence.none"] = float(none)
        if sector in named:
            row["named"] = row[names.named] = row[named_kind] = 1.0
            row["named.none"] = float(none)
        if sector in heading:
            row["heading"] = 1.0
        if times:
            row["article"] = times / top
            row["article.share"] = row[names.article] = row[article_kind] = times / total
            row["article.top"] = float(times == top)
            row["article.often"] = min(times, OFTEN) / OFTEN
            if none:
                row["none-here"] = row["article"]
        rows[sector] = row
    for key in faint:
        row = rows[scene.words.faint[key]]
        row["faint." + key] = row[f"faint.{key}.{kind}"] = 1.0
        if none:
            row["faint.none." + key] = 1.0
    return rows


def fill_sectors(scene: Scene, candidate: Candidate) -> None:
    """Set the candidate's sectors, the likeliest first: one, and more as far as they are sure."""
    rated = [(probability("sector", row), sector) for sector, row in sector_features(scene, candidate).items()]
    rated.sort(key=lambda pair: -pair[0])
    candidate.sectors = [Sector(sector) for (p, sector), sure in zip(rated, SURE, strict=False) if p >= sure]


@cache
def purpose_codes() -> dict[Sector, tuple[str, ...]]:
    """The three-digit OECD DAC purpose codes of every sector (`data/dac.toml`), for users of aid data."""
    text = resources.files("ruammit.records").joinpath("data/dac.toml").read_text(encoding="utf-8")
    return {Sector(sector): tuple(codes) for sector, codes in tomllib.loads(text).items()}
