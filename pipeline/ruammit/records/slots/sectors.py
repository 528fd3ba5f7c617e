"""The fields of cooperation that a record is of."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from functools import cache, cached_property
from importlib import resources

from ruammit.records.drafts import Draft
from ruammit.records.index import SECTORS, ArticleIndex
from ruammit.records.scoring import Logistic, sigmoid
from ruammit.schema import EntityType, Sector

__all__ = ["Sectors", "purpose_codes"]

BEFORE, AFTER = 250, 120
"""Characters around a clause in which its sentence's words count."""
MANY = 6
"""Sectors in a clause from which more say no more."""
OFTEN = 10
"""Words of a sector in an article from which more say no more."""
PLAIN = (Sector.TRADE, Sector.GOVERNANCE, Sector.BUSINESS, Sector.SECURITY)
"""Sectors that records are of without a word for them: exports are trade, governments meet about governance."""
NOTHING: dict[str, float] = {}


class Sectors:
    """Chooses the sectors of an article's drafts: what its words, its head and its names say is looked up once.

    Args:
        index: the article.
        model: what weighs the features.
    """

    def __init__(self, index: ArticleIndex, model: Logistic) -> None:
        self.index = index
        self.model = model
        self._odds: dict[tuple[str, str, bool], dict[str, float]] = {}

    def features(self, draft: Draft) -> dict[str, dict[str, float]]:
        """What speaks for each sector that a record of the article can be of."""
        kind, rule = str(draft.kind), draft.rule
        own, none = self._of_clause(draft)
        return {
            sector: {**self._of_article(sector, kind, none), **_of_rule(sector, kind, rule), **own.get(sector, NOTHING)}
            for sector in self._possible
        }

    def choose(self, draft: Draft, sure: tuple[float, ...]) -> tuple[Sector, ...]:
        """The draft's sectors, the likeliest first.

        Args:
            draft: the draft.
            sure: the probability from which the first, second, ... sector is taken.
        """
        own, none = self._of_clause(draft)
        bias = self.model.odds(NOTHING)
        rated = [
            (told + self.model.odds(own[sector]) - bias if sector in own else told, sector)
            for sector, told in self._without_clause(str(draft.kind), draft.rule, none).items()
        ]
        rated.sort(key=lambda pair: -pair[0])
        ranked = zip(rated, sure, strict=False)
        return tuple(Sector(sector) for (odds, sector), least in ranked if sigmoid(odds) >= least)

    def _without_clause(self, kind: str, rule: str, none: bool) -> dict[str, float]:
        """The log-odds of each sector that a record can be of, by all but the words of its clause; worked out once."""
        if (kind, rule, none) not in self._odds:
            self._odds[kind, rule, none] = {
                sector: self.model.odds({**self._of_article(sector, kind, none), **_of_rule(sector, kind, rule)})
                for sector in self._possible
            }
        return self._odds[kind, rule, none]

    def _of_article(self, sector: str, kind: str, none: bool) -> dict[str, float]:
        """What speaks for the sector in the article and its head, where a clause of the kind has words, or `none`."""
        f = {"heading": 1.0} if sector in self._heading else {}
        whole = self._counts
        # A short text is not about what a name in it says.
        if (times := whole[sector]) and (self.index.lead or sector in self._by_itself):
            top = max(whole.values())
            f["article"] = times / top
            f["article.share"] = f["article." + sector] = f["article.kind." + kind] = times / sum(whole.values())
            f["article.top"] = float(times == top)
            f["article.often"] = min(times, OFTEN) / OFTEN
            if none:
                f["none-here"] = times / top
        return f

    def _of_clause(self, draft: Draft) -> tuple[dict[str, dict[str, float]], bool]:
        """What speaks for each sector that the clause or its sentence has words of; whether the clause has none.

        A word in the name of a body ("the Ministry of Defence") is told apart from one that stands by itself, and so
        are words that may stand in passing (`ArticleIndex.faint`).
        """
        index, clause, kind = self.index, draft.clause, str(draft.kind)
        within, inside = index.sectors.within, self._in_names
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
        for key in {hit.key for hit in index.faint.within(clause.start, clause.end)}:
            row = rows[index.words.faint[key]]
            row["faint." + key] = row[f"faint.{key}.{kind}"] = 1.0
            if not here:
                row["faint.none." + key] = 1.0
        return rows, not here

    @cached_property
    def _counts(self) -> Counter[str]:
        """How often words of each sector stand in the article."""
        return Counter(hit.key for hit in self.index.sectors.items)

    @cached_property
    def _heading(self) -> set[str]:
        """The sectors that the head of the article has words of."""
        return {hit.key for hit in self.index.sectors.within(0, self.index.lead)}

    @cached_property
    def _in_names(self) -> set[int]:
        """Where words of sectors start that are part of an organisation's name."""
        bodies = (item for item in self.index.named.items if item.entity.type is EntityType.ORG)
        return {hit.start for item in bodies for hit in self.index.sectors.within(item.start, item.end)}

    @cached_property
    def _by_itself(self) -> set[str]:
        """The sectors that have words outside of names."""
        return {hit.key for hit in self.index.sectors.items if hit.start not in self._in_names}

    @cached_property
    def _possible(self) -> list[str]:
        """The sectors that a record of the article can be of: those it has words of, and the plainest ones."""
        index = self.index
        told = {*self._counts, *(index.words.faint[hit.key] for hit in index.faint.items), *PLAIN}
        return [sector for sector in SECTORS if sector in told]


def _of_rule(sector: str, kind: str, rule: str) -> dict[str, float]:
    """What a record's kind and frame say about its sectors."""
    return {f"{kind}.{sector}": 1.0, f"sector.{sector}": 1.0, f"{rule}.{sector}": 1.0}


@cache
def purpose_codes() -> dict[Sector, tuple[str, ...]]:
    """The three-digit OECD DAC purpose codes of every sector (`data/dac.toml`), for users of aid data."""
    text = resources.files("ruammit.records").joinpath("data/dac.toml").read_text(encoding="utf-8")
    return {Sector(sector): tuple(codes) for sector, codes in tomllib.loads(text).items()}
