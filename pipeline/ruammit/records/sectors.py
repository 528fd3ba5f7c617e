"""The fields of cooperation that a record is of."""

from __future__ import annotations

from collections import Counter

from ruammit.records.candidates import Candidate
from ruammit.records.model import probability
from ruammit.records.scene import Scene, within
from ruammit.schema import Sector

__all__ = ["fill_sectors", "sector_features"]

MOST = 3
"""Sectors that a record can have (annotation guide)."""
SURE = 0.4
"""Probability from which a sector after the first is taken."""


def sector_features(scene: Scene, candidate: Candidate) -> dict[Sector, dict[str, float]]:
    """For each sector what speaks for it: its words in the clause, the sentence, the title and the article."""
    clause = candidate.clause
    hits = scene.hits.sector
    here = Counter(hit.key for hit in within(hits, clause.start, clause.end))
    sentence = {hit.key for hit in within(hits, max(clause.sentence, clause.start - 250), clause.end + 120)}
    heading = {hit.key for hit in within(hits, 0, max(len(scene.text) // 10, 250))}
    whole = scene.sector_counts
    top = max(whole.values(), default=1)
    first = next((hit.key for hit in within(hits, clause.start, clause.end)), None)
    kind = str(candidate.kind)
    rows = {}
    for sector in Sector:
        row = {f"{kind}.{sector}": 1.0, f"sector.{sector}": 1.0}
        if here[sector]:
            row["here"] = 1.0
            row[f"here.{sector}"] = 1.0
            row[f"here.{kind}"] = 1.0
            row["here.many"] = float(here[sector] > 1)
            row["here.share"] = here[sector] / sum(here.values())
            row["here.first"] = float(first == sector)
        elif sector in sentence:
            row["sentence"] = 1.0
        row["heading"] = float(sector in heading)
        row["article"] = whole[sector] / top
        row["none-here"] = float(not here) * row["article"]
        rows[sector] = row
    return rows


def fill_sectors(scene: Scene, candidate: Candidate) -> None:
    """Set the candidate's sectors, the likeliest first, at least one and at most `MOST`."""
    rated = [(probability("sector", row), sector) for sector, row in sector_features(scene, candidate).items()]
    rated.sort(key=lambda pair: -pair[0])
    candidate.sectors = [sector for at, (p, sector) in enumerate(rated[:MOST]) if at == 0 or p >= SURE]
