"""The fields of cooperation that a record is of."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from functools import cache, cached_property
from importlib import resources
from operator import itemgetter

from ruammit.records.drafts import Draft
from ruammit.records.index import SECTORS, ArticleIndex
from ruammit.records.scoring import Feature, Features, Logistic, sigmoid
from ruammit.schema import EntityType, RecordKind, Sector

__all__ = ["Sectors", "purpose_codes"]

BEFORE, AFTER = 250, 120
"""Characters around a clause in which its sentence's words count."""
MANY = 6
"""Sectors in a clause from which more say no more."""
OFTEN = 10
"""Words of a sector in an article from which more say no more."""
PLAIN = (Sector.TRADE, Sector.GOVERNANCE, Sector.BUSINESS, Sector.SECURITY)
"""Sectors that records are of without a word for them: exports are trade, governments meet about governance."""


class Sectors:
    """Chooses the sectors of an article's drafts: what its words, its head and its names say is looked up once.

    Args:
        index: the article.
        model: what weighs the features.
    """

    def __init__(self, index: ArticleIndex, model: Logistic) -> None:
        self.index = index
        self.model = model
        self.bias = model.odds(Features([]))
        self._by_article: dict[bool, dict[str, float]] = {}
        self._odds: dict[tuple[RecordKind, str, bool], dict[str, float]] = {}

    def features(self, draft: Draft) -> dict[str, Features]:
        """What speaks for each sector that a record of the article can be of."""
        own, none = self._of_clause(draft)
        return {
            sector: _joined(
                self._of_article(sector, none),
                self._of_rule(sector, draft.kind, draft.rule),
                own.get(sector, Features([])),
            )
            for sector in self._possible
        }

    def choose(self, draft: Draft, sure: tuple[float, ...]) -> tuple[Sector, ...]:
        """The draft's sectors, the likeliest first.

        Args:
            draft: the draft.
            sure: the probability from which the first, second, ... sector is taken.
        """
        own, none = self._of_clause(draft)
        rated = dict(self._without_clause(draft.kind, draft.rule, none))
        for sector in own.keys() & rated.keys():
            rated[sector] += self.model.odds(own[sector]) - self.bias
        ranked = zip(sorted(rated.items(), key=itemgetter(1), reverse=True), sure, strict=False)
        return tuple(Sector(sector) for (sector, odds), least in ranked if sigmoid(odds) >= least)

    def _without_clause(self, kind: RecordKind, rule: str, none: bool) -> dict[str, float]:
        """The log-odds of each sector that a record can be of, by all but the words of its clause; worked out once."""
        if none not in self._by_article:
            self._by_article[none] = {
                sector: self.model.odds(self._of_article(sector, none)) - self.bias for sector in self._possible
            }
        if (kind, rule, none) not in self._odds:
            self._odds[kind, rule, none] = {
                sector: told + self.model.odds(self._of_rule(sector, kind, rule))
                for sector, told in self._by_article[none].items()
            }
        return self._odds[kind, rule, none]

    def _of_article(self, sector: str, none: bool) -> Features:
        """What speaks for the sector in the article and its head, where a clause has words of sectors, or `none`."""
        signs: list[Feature] = ["heading"] if sector in self._heading else []
        if sector not in self._shares:
            return Features(signs)
        times, top = self._counts[sector], max(self._counts.values())
        if times == top:
            signs.append("article.top")
        numbers: dict[Feature, float] = {
            "article": times / top,
            "article.share": self._shares[sector],
            "article." + sector: self._shares[sector],
            "article.often": min(times, OFTEN) / OFTEN,
        }
        if none:
            numbers["none-here"] = times / top
        return Features(signs, numbers)

    def _of_rule(self, sector: str, kind: RecordKind, rule: str) -> Features:
        """What a record's kind and frame say about the sector, by itself and with the article."""
        numbers: dict[Feature, float] = {}
        if sector in self._shares:
            numbers["article.kind." + kind] = self._shares[sector]
        return Features([f"{kind}.{sector}", "sector." + sector, f"{rule}.{sector}"], numbers)

    def _of_clause(self, draft: Draft) -> tuple[dict[str, Features], bool]:
        """What speaks for each sector that the clause or its sentence has words of; whether the clause has none.

        A word in the name of a body ("the Ministry of Defence") is told apart from one that stands by itself, and so
        are words that may stand in passing (`ArticleIndex.faint`).
        """
        index, clause, kind = self.index, draft.clause, draft.kind
        within, inside = index.sectors.within, self._in_names
        words = within(clause.start, clause.end)
        own = [hit.key for hit in words if hit.start not in inside]
        here = Counter(own)
        named = {hit.key for hit in words if hit.start in inside}
        rows: defaultdict[str, Features] = defaultdict(lambda: Features([]))
        for sector, count in here.items():
            rows[sector] = Features([], {"here.share": count / len(own), "here.several": min(len(here), MANY) / MANY})
            signs = rows[sector].signs
            signs += ["here", *{"here." + sector, "here." + kind}]
            if count > 1:
                signs.append("here.many")
            if len(here) == 1:
                signs.append("here.only")
            if own[0] == sector:
                signs.append("here.first")
        for sector in {hit.key for hit in within(max(clause.sentence, clause.start - BEFORE), clause.end + AFTER)}:
            if sector not in here:
                rows[sector].signs.extend(["sentence"] if here else ["sentence", "sentence.none"])
        for sector in named:
            rows[sector].signs.extend(["named", *{"named." + sector, "named." + kind}])
            if not here:
                rows[sector].signs.append("named.none")
        for key in {hit.key for hit in index.faint.within(clause.start, clause.end)}:
            signs = rows[index.words.faint[key]].signs
            signs += ["faint." + key, f"faint.{key}.{kind}"]
            if not here:
                signs.append("faint.none." + key)
        return rows, not here

    @cached_property
    def _counts(self) -> Counter[str]:
        """How often words of each sector stand in the article."""
        return Counter(hit.key for hit in self.index.sectors.items)

    @cached_property
    def _shares(self) -> dict[str, float]:
        """Of each sector its part of the words of sectors; of a short text, which is not about what a name in it says,
        only of those with words outside of names."""
        total = self._counts.total()
        told = self._counts if self.index.lead else self._by_itself
        return {sector: self._counts[sector] / total for sector in told}

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


def _joined(*parts: Features) -> Features:
    return Features(
        [sign for part in parts for sign in part.signs],
        {feature: value for part in parts for feature, value in part.numbers.items()},
    )


@cache
def purpose_codes() -> dict[Sector, tuple[str, ...]]:
    """The three-digit OECD DAC purpose codes of every sector (`data/dac.toml`), for users of aid data."""
    text = resources.files("ruammit.records").joinpath("data/dac.toml").read_text(encoding="utf-8")
    return {Sector(sector): tuple(codes) for sector, codes in tomllib.loads(text).items()}
