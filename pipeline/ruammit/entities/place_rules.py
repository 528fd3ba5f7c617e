"""How a language writes places around their names: a pack's `lexicons/places.toml`, compiled."""

from __future__ import annotations

import re
from functools import cache

from ruammit.entities.lexicons import Places
from ruammit.languages import LanguagePack
from ruammit.matching import any_of, backwards

__all__ = ["PlaceRules", "place_rules"]


class PlaceRules:
    """A pack's places lexicon, compiled.

    Patterns for what stands before a name are written backwards, to be matched in the text read backwards.
    """

    def __init__(self, pack: LanguagePack) -> None:
        self.home, self.script = pack.home, pack.script
        self.lexicon = lexicon = pack.lexicon(Places)
        self.head_kind = {head: kind for kind, heads in lexicon.heads for head in heads}
        self.head = re.compile(backwards(self.head_kind))
        self.currency = re.compile(backwards(lexicon.currencies))
        self.facility = re.compile(backwards(lexicon.facilities))
        self.official = re.compile(backwards(lexicon.official))
        of, official = any_of(lexicon.of), any_of(lexicon.official)
        self.belongs_to = re.compile(rf" ?(?P<of>(?:{of})?) ?(?:{official})? ?")
        self.joins = re.compile(backwards(lexicon.joins))
        self.persons = re.compile(backwards(lexicon.persons))
        self.prepositions = re.compile(backwards(lexicon.prepositions))
        self.ambiguous = lexicon.ambiguous
        self.offices = re.compile(backwards(self.ambiguous.offices))
        self.not_after = re.compile(backwards(self.ambiguous.not_after))
        self.compound = re.compile(any_of(lexicon.compounds.words))
        heads = [head for head, kind in self.head_kind.items() if kind in lexicon.open.heads]
        self.no_heads = lexicon.open.no_heads
        self.open = re.compile(f"(?P<head>{any_of([*heads, *self.no_heads])}){lexicon.open.name}")
        self.ends = re.compile(any_of(lexicon.open.ends))
        self.several = re.compile(backwards(lexicon.open.several))
        self.further = re.compile(f"{any_of(lexicon.open.between)}{lexicon.open.name.removeprefix(' ?')}")
        self.not_names = re.compile(any_of(lexicon.open.no_names))


@cache
def place_rules(pack: LanguagePack) -> PlaceRules:
    """The language's rules, compiled when first asked for."""
    return PlaceRules(pack)
