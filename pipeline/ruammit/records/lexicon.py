"""The packs' record lexicons as one automaton, and one pass over a text with it.

Phrases are matched without regard to case (except abbreviations, "AI", "FTA", which stand in capitals), at word
boundaries in scripts that have them (a letter or digit beside a phrase's own letter or digit is no boundary; Thai,
which writes no spaces, has none). Inside a layer the longest of overlapping phrases counts, of equal ones the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from typing import NamedTuple

import ahocorasick

from ruammit.languages import LanguagePack
from ruammit.schema import Measure, RecordKind, Sector
from ruammit.text.normalization import normalise

__all__ = ["Frame", "Hit", "Hits", "Lexicon", "led", "lexicon", "lowered", "scan"]

LEADING = ("place", "towards", "from", "ordinal", "share-of", "document")
NO_SECTOR = "none"
"""The list of phrases that hold a word of a sector and name none ("at the hotel", "the working lunch")."""
LAYERS = ("frame", "status", "context", "unit", "sector")


@dataclass(frozen=True, slots=True)
class Frame:
    """What triggers a record: `kind` None lends its presence to other frames and makes no record of its own."""

    name: str
    kind: RecordKind | None
    measure: Measure | None


@dataclass(frozen=True, slots=True)
class Modifier:
    """How a list of modifiers works: on triggers `forward` of it or in `any` direction, over `scope` characters.

    A scope of 0 is the clause. One that `drops` makes the triggers that it reaches trigger nothing, for its kinds.
    """

    direction: str
    scope: int
    drops: bool
    kinds: frozenset[RecordKind]

    def reaches(self, modifier: Hit, trigger: Hit) -> bool:
        """Whether a modifier of the list, in the trigger's clause, bears on it."""
        forward = trigger.start >= modifier.start
        if self.direction == "forward" and not forward:
            return False
        gap = trigger.start - modifier.end if forward else modifier.start - trigger.end
        return self.scope == 0 or gap <= self.scope


class Hit(NamedTuple):
    """A lexicon phrase in the text: its place and the list (`key`) that it is of."""

    start: int
    end: int
    key: str


@dataclass
class Hits:
    """The phrases of a text by layer, in text order."""

    frame: list[Hit] = field(default_factory=list)
    status: list[Hit] = field(default_factory=list)
    context: list[Hit] = field(default_factory=list)
    unit: list[Hit] = field(default_factory=list)
    sector: list[Hit] = field(default_factory=list)

    def by_context(self) -> dict[str, list[Hit]]:
        """The context phrases of each list, in text order."""
        lists: dict[str, list[Hit]] = {}
        for hit in self.context:
            lists.setdefault(hit.key, []).append(hit)
        return lists


class Lexicon(NamedTuple):
    """A pack's frames, modifiers, and the automaton of all phrases."""

    frames: dict[str, Frame]
    modifiers: dict[str, Modifier]
    leading: dict[str, tuple[str, ...]]
    """Lists of little words that are looked for at a few places only: they stand everywhere."""
    automaton: ahocorasick.Automaton
    faint: dict[str, str]
    """Lists of words that may tell of a sector or stand in passing ("governance-office": who heads a government)."""


def lowered(text: str) -> str:
    """The text in lower case, character for character (those that lower to two stay as they are)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def _phrases(pack: LanguagePack) -> Iterator[tuple[str, str, str]]:
    """Layer, key and phrase of every entry of the pack's record lexicons."""
    for name, table in pack.lexicon("frames").items():
        yield from (("frame", name, phrase) for phrase in table["phrases"])
    for name, table in pack.lexicon("status").items():
        yield from (("status", name, phrase) for phrase in table["phrases"])
    for layer, file in (("context", "context"), ("unit", "units"), ("sector", "sectors")):
        for name, phrases in pack.lexicon(file).items():
            if name in LEADING:
                continue
            yield from ((layer, name, phrase) for phrase in phrases)


@cache
def lexicon(pack: LanguagePack) -> Lexicon:
    """The pack's record lexicons, compiled once."""
    frames = {
        name: Frame(
            name,
            RecordKind(table["kind"]) if "kind" in table else None,
            Measure(table["measure"]) if "measure" in table else None,
        )
        for name, table in pack.lexicon("frames").items()
    }
    sectors = {name: Sector(name.partition("-")[0]) for name in pack.lexicon("sectors") if name != NO_SECTOR}
    modifiers = {
        name: Modifier(
            table["direction"],
            0 if table["scope"] == "clause" else int(table["scope"]),
            table.get("drops", False),
            frozenset(RecordKind(kind) for kind in table.get("kinds", RecordKind)),
        )
        for name, table in pack.lexicon("status").items()
    }
    entries: dict[str, list[tuple[str, str, str]]] = {}
    for layer, key, phrase in _phrases(pack):
        spelling = normalise(phrase)
        exact = spelling if spelling.isupper() and spelling.isascii() else ""
        entries.setdefault(lowered(spelling), []).append((layer, key, exact))
    automaton = ahocorasick.Automaton()
    for phrase, uses in entries.items():
        bounds = _spaced(phrase[0]), _spaced(phrase[-1])
        automaton.add_word(phrase, (len(phrase), *bounds, tuple(dict.fromkeys(uses))))
    automaton.make_automaton()
    little = pack.lexicon("context")
    leading = {key: tuple(lowered(normalise(phrase)) for phrase in little[key]) for key in LEADING}
    faint = {name: str(sector) for name, sector in sectors.items() if "-" in name}
    return Lexicon(frames, modifiers, leading, automaton, faint)


def _spaced(character: str) -> bool:
    """Whether the character belongs to a word of a script that writes spaces between words."""
    return character.isalnum() and not "\u0e00" <= character <= "\u0e7f"


def led(low: str, at: int, phrases: tuple[str, ...], reach: int) -> bool:
    """Whether one of the phrases ends in the text (in lower case) at most `reach` characters before the place."""
    if reach == 1 and not low.endswith(phrases, 0, at) and not low.endswith(phrases, 0, at - 1):
        return False  # mostly: told for all phrases at once
    for phrase in phrases:
        start = low.rfind(phrase, max(0, at - reach - len(phrase)), at)
        if start >= 0 and not (start and _spaced(low[start]) and _spaced(low[start - 1])):
            end = start + len(phrase)
            if not (_spaced(low[end - 1]) and end < len(low) and _spaced(low[end])):
                return True
    return False


def scan(text: str, words: Lexicon) -> Hits:
    """The lexicon phrases of the text: per layer and key set, of overlapping ones the longest."""
    low = lowered(text)
    found: dict[str, list[tuple[int, int, str]]] = {layer: [] for layer in LAYERS}
    size = len(low)
    for last, (length, opens, closes, uses) in words.automaton.iter(low):
        start, end = last + 1 - length, last + 1
        inside = (opens and start and _spaced(low[start - 1])) or (closes and end < size and _spaced(low[end]))
        if not inside:
            for layer, key, exact in uses:
                if not exact or text[start:end] == exact:
                    found[layer].append((start, -end, key))
    hits = Hits()
    for layer, rows in found.items():
        # One thing can be of two sectors or two context lists; two frames or two units it cannot be.
        shared = layer in {"sector", "context", "status"}
        rows.sort(key=itemgetter(0, 1))
        kept: list[Hit] = getattr(hits, layer)
        reach, top = -1, (-1, -1)
        for start, minus_end, key in rows:
            end = -minus_end
            if start >= reach or (shared and (start, end) == top):
                kept.append(Hit(start, end, key))
                reach, top = end, (start, end)
    return hits
