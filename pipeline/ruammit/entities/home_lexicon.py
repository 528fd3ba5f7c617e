"""The words that tell whose news an article in a language is: the pack's lexicon of home, and its patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pydantic import Field

from ruammit.languages import LanguagePack
from ruammit.languages.lexicons import NEVER, Expression, Lexicon, Table, Words
from ruammit.matching import any_of

__all__ = ["HomeSigns", "Rules", "rules_of"]


class _CountrySigns(Table):
    """The words that speak for one country."""

    sources: Words = frozenset()
    """Papers, agencies and sites, as they stand in a header or a source line."""
    bodies: Words = frozenset()
    """Offices and bodies that go by this name in this country only, where no country is named beside them."""
    money: Words = frozenset()
    """Words of the currency."""
    persons: Words = frozenset()
    """Family names, with a title where they are words as well."""
    letters: Expression = NEVER
    """Letters that only names in its language have, in a text of another one."""


class _Amount(Table):
    """What stands between a number and its currency."""

    before: Words = frozenset()
    """Multipliers."""


class HomeSigns(Lexicon, file="home"):
    """What tells whose news an article in the language is."""

    stray: Expression = NEVER
    """The name of the language's own country, in a group `name`, where it belongs to no sentence of a translation."""
    amount: _Amount = _Amount()
    signs: Mapping[str, _CountrySigns] = Field(default_factory=dict)
    """By ISO 3166-1 code of the country."""
    marks: Mapping[str, Expression] = Field(default_factory=dict)
    """What translation from the other language leaves and the language's own press does not write, by name."""
    turns: Mapping[str, Expression] = Field(default_factory=dict)
    """What translations have and the language's own press writes seldom, by name."""


class Rules:
    """A pack's signs of home, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        lexicon = pack.lexicon(HomeSigns)
        self.sources: dict[str, re.Pattern[str]] = {}
        self.words: dict[str, dict[str, re.Pattern[str]]] = {}
        for country, signs in lexicon.signs.items():
            self.sources[country] = re.compile(any_of(signs.sources))
            self.words[country] = {
                "bodies": re.compile(any_of(signs.bodies)),
                "money": re.compile(rf"(?:\d|{any_of(lexicon.amount.before)}) ?{any_of(signs.money)}"),
                "persons": re.compile(any_of(signs.persons)),
            }
        self.letters = {country: signs.letters for country, signs in lexicon.signs.items()}
        self.stray = lexicon.stray
        self.marks = {"marks": lexicon.marks, "turns": lexicon.turns}


@cache
def rules_of(pack: LanguagePack) -> Rules:
    """The pack's signs of home, compiled."""
    return Rules(pack)
