"""The fields of cooperation that a record is of."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from importlib import resources

from ruammit.records.candidates import Candidate
from ruammit.records.model import probability
from ruammit.records.scene import Scene
from ruammit.schema import Sector

__all__ = ["fill_sectors", "purpose_codes", "sector_features"]

SECTORS = tuple(Sector)
MOST = 3
"""Sectors that a record can have (annotation guide)."""
SURE = 0.36
"""Probability from which a sector after the first is taken."""


def sector_features(scene: Scene, candidate: Candidate) -> dict[Sector, dict[str, float]]:
    """What speaks for each sector that the article has words of: in clause, sentence, title and article."""
    clause = candidate.clause
    hits = scene.sectors
    words = hits.within(clause.start, clause.end)
    here = Counter(hit.key for hit in words)
    sentence = {hit.key for hit in hits.within(max(clause.sentence, clause.start - 250), clause.end + 120)}
    whole = scene.sector_counts
    top = max(whole.values(), default=1)
    first = words[0].key if words else None
    all_here = max(len(words), 1)
    kind = str(candidate.kind)
    rows = {}
    for sector in SECTORS:
        if sector not in whole:
            continue
        row = {f"{kind}.{sector}": 1.0, f"sector.{sector}": 1.0}
        if sector in here:
            row["here"] = 1.0
            row[f"here.{sector}"] = 1.0
            row[f"here.{kind}"] = 1.0
            row["here.many"] = float(here[sector] > 1)
            row["here.share"] = here[sector] / all_here
            row["here.first"] = float(first == sector)
        elif sector in sentence:
            row["sentence"] = 1.0
        row["heading"] = float(sector in scene.heading_sectors)
        row["article"] = whole[sector] / top
        row["none-here"] = float(not here) * row["article"]
        rows[sector] = row
    return rows


def fill_sectors(scene: Scene, candidate: Candidate) -> None:
    """Set the candidate's sectors, the likeliest first, at least one and at most `MOST`."""
    rated = [(probability("sector", row), sector) for sector, row in sector_features(scene, candidate).items()]
    rated.sort(key=lambda pair: -pair[0])
    candidate.sectors = [sector for at, (p, sector) in enumerate(rated[:MOST]) if at == 0 or p >= SURE]


@cache
def purpose_codes() -> dict[Sector, tuple[str, ...]]:
    """The three-digit OECD DAC purpose codes of every sector (`data/dac.toml`), for users of aid data."""
    text = resources.files("ruammit.records").joinpath("data/dac.toml").read_text(encoding="utf-8")
    return {Sector(sector): tuple(codes) for sector, codes in tomllib.loads(text).items()}
