"""How a language writes places around their names: a pack's `lexicons/places.toml`, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from ruammit.entities.lexicon import alternatives, words
from ruammit.languages import LanguagePack

__all__ = ["PlaceRules", "place_rules"]


class PlaceRules:
    """A pack's places lexicon, compiled.

    Patterns for what stands before a name are written backwards, to be matched in the text read backwards.
    """

    def __init__(self, pack: LanguagePack) -> None:
        lexicon: dict[str, Any] = pack.lexicon("places")
        self.home = pack.home
        self.letter_case: bool = lexicon["letter_case"]
        self.letter = re.compile(f"[{lexicon['letters']}]")
        self.head_kind = {head: kind for kind, heads in lexicon["heads"].items() for head in words(heads)}
        self.head = _backwards(self.head_kind)
        self.currency = _backwards(words(lexicon["currencies"]))
        self.facility = _backwards(words(lexicon["facilities"]))
        self.official = _backwards(words(lexicon["official"]))
        of, official = alternatives(lexicon["of"]), alternatives(lexicon["official"])
        self.inside = words(lexicon["of_inside"])
        self.belongs_to = re.compile(rf" ?(?P<of>(?:{of})?) ?(?:{official})? ?")
        self.joins = _backwards(words(lexicon["joins"]))
        self.persons = _backwards(words(lexicon.get("persons", ())))
        self.prepositions = _backwards(words(lexicon.get("prepositions", ())))
        self.directions = words(lexicon.get("directions", ()))
        self.families = words(lexicon.get("families", ()))
        self.head_only = words(lexicon["ambiguous"]["head"])
        self.adjectives = words(lexicon["ambiguous"].get("after", ()))
        self.not_first = words(lexicon["ambiguous"].get("first", ()))
        self.not_after = _backwards(words(lexicon["ambiguous"].get("not_after", ())))
        self.name_words = frozenset(lexicon.get("name_words", ()))
        self.word_only = words(lexicon["ambiguous"]["word"])
        self.compound = re.compile(alternatives(lexicon["compounds"]["words"]))
        self.no_heads = words(lexicon["open"]["no_heads"])
        kinds = frozenset(lexicon["open"]["heads"])
        heads = [head for head, kind in self.head_kind.items() if kind in kinds]
        self.open = re.compile(f"(?P<head>{alternatives([*heads, *self.no_heads])}){lexicon['open']['name']}")
        self.ends = re.compile(alternatives(lexicon["open"].get("ends", ())))
        self.not_names = re.compile(alternatives(lexicon["open"]["not"]))


def _backwards(entries: Iterable[str]) -> re.Pattern[str]:
    return re.compile(alternatives(entry[::-1] for entry in entries))


@cache
def place_rules(pack: LanguagePack) -> PlaceRules:
    """The language's rules, compiled when first asked for."""
    return PlaceRules(pack)
