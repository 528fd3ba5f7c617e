"""The names of organisations in an article, and how they hang together: spellings, other names, parts and wholes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate
from ruammit.entities.organisation_lexicons import CasedOrganisations, UncasedOrganisations
from ruammit.entities.setting import Setting
from ruammit.languages import LanguagePack
from ruammit.matching import any_of
from ruammit.schema import EntityType

__all__ = ["BODIES", "BRACKET", "BodyNames"]

BRACKET = "organisation-bracket"
"""The rule of names in brackets after a name."""
BODIES = {"organisation-state", "organisation-body", "organisation-known", BRACKET}
"""Rules whose names may be of parts of larger bodies."""
_LONGEST_ALIAS = 30  # letters between two names of one body
_MOST_ALIASES = 8  # of one name: a thing has seldom more


@cache
def _head(pack: LanguagePack) -> re.Pattern[str]:
    """Matches the word for a firm at the beginning of a name."""
    lexicon = pack.lexicon(CasedOrganisations) if pack.script.cased else pack.lexicon(UncasedOrganisations)
    return re.compile(rf"\A{any_of(lexicon.heads.company)} ?")


class BodyNames:
    """One article.

    Attributes:
        mentions: by key, every mention of a name in any of its spellings.
        aliases: by key, the other names of the same thing as they stand beside it, by their keys.
        wholes: by the start of a name, the body that it says it is part of.
        fullest: the first of the names of more than one word, by the word that it ends with.
    """

    def __init__(
        self,
        analysis: Analysis,
        lexicon: CasedOrganisations | UncasedOrganisations,
        setting: Setting,
        candidates: Iterable[Candidate],
    ) -> None:
        self.text, self.lexicon, self.setting = analysis.text, lexicon, setting
        self.cased = analysis.pack.script.cased
        self.head = _head(analysis.pack)
        self.beside = re.compile(lexicon.beside)
        self.mentions: dict[str, list[Candidate]] = {}
        self.aliases: dict[str, dict[str, Candidate]] = {}
        self.wholes: dict[int, Candidate] = {}
        self.fullest: dict[str, Candidate] = {}
        before = None
        for one in candidates:
            if one.type is EntityType.GPE:
                continue
            if one.type is EntityType.ORG:
                self.add(one, before)
            before = one if one.type is EntityType.ORG else None

    def of(self, candidate: Candidate) -> str:
        """The name as it stands in the text."""
        return self.text[candidate.start : candidate.end]

    def key(self, candidate: Candidate) -> str:
        """What the spellings of one name have in common: what follows the word for a firm, spaces where they tell."""
        name = self.of(candidate)
        bare = self.head.sub("", name) or name
        return bare if self.cased else bare.replace(" ", "")

    def add(self, one: Candidate, before: Candidate | None) -> None:
        """Note a mention, and what the organisation before it is to it."""
        name, key = self.of(one), self.key(one)
        self.mentions.setdefault(key, []).append(one)
        if " " in name:
            self.fullest.setdefault(name.rpartition(" ")[2], one)
        if before is None or one.start - before.end > _LONGEST_ALIAS:
            return
        if one.rule == BRACKET or self.is_alias(before, one):
            others = self.aliases.setdefault(self.key(before), {})
            here = self.aliases.setdefault(key, {})
            for other, name_of in {self.key(before): before, **others}.items():
                if len(here) < _MOST_ALIASES and other != key:
                    here.setdefault(other, name_of)
            if len(others) < _MOST_ALIASES:
                others.setdefault(key, one)
        elif before.rule in BODIES:
            part = self.lexicon.part_of.match(self.text, before.end)  # it may look beyond
            if part and part.end() == one.start:
                self.wholes.setdefault(before.start, one)

    def is_alias(self, before: Candidate, one: Candidate) -> bool:
        """Whether a name is another one of what stands before it, the country of which may stand between them."""
        match = self.beside.match(self.text, before.end)
        place = self.setting.by_start.get(match.end()) if match else None
        start = place.end if place is not None and place.end < one.start else before.end
        return self.lexicon.alias.fullmatch(self.text, start, one.start) is not None
