"""The packs' record lexicons, compiled, and one pass over a text with them.

The ontology declares every name of a frame, modifier list and context list; a pack holds phrases for these names, and
a name that is not declared is an error. Inside a layer the longest of overlapping phrases counts, of equal ones the
first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from ruammit.errors import PackError
from ruammit.languages.packs import LanguagePack
from ruammit.matching import Match, Phrases, fold, leftmost_longest
from ruammit.ontology.model import Frame, ontology
from ruammit.ontology.terms import Context
from ruammit.records.lexicons import ContextLexicon, FrameLexicon, ModifierLexicon, named
from ruammit.schema import RecordKind, Sector
from ruammit.text.scripts import Script

__all__ = ["Modifier", "PhraseMatch", "PhraseMatches", "RecordLexicon", "by_list", "lexicon", "scan"]

LEADING = (
    Context.PLACE,
    Context.TOWARDS,
    Context.FROM,
    Context.OF,
    Context.ORDINAL,
    Context.SHARE_OF,
    Context.DOCUMENT,
    Context.REPORTER,
    Context.TOLD_TO,
    Context.SPOKESMAN,
    Context.HEAD_OF,
    Context.AFFAIR,
    Context.BRAND,
    Context.WITH,
    Context.COMPARED_WITH,
    Context.SINCE,
    Context.DEADLINE,
    Context.OUTSIDE,
    Context.FROM_VALUE,
    Context.TO_VALUE,
    Context.EACH,
    Context.YEARLY,
    Context.GIVING,
    Context.TAKING,
    Context.SELLING,
    Context.BUYING,
    Context.CAPITAL_FROM,
    Context.CAPITAL_TO,
    Context.GOODS_FROM,
    Context.GOODS_TO,
    Context.HELP_FROM,
    Context.HELP_TO,
    Context.NOMINAL,
    Context.BRANCH,
    Context.THROUGH,
    Context.FACILITY,
    Context.NEXT,
    Context.FURTHER,
    Context.CLOSING,
    Context.COPULA,
    Context.NATION,
)
"""Lists of little words that lead what comes after them: they are asked for by where they end."""
SPOTS = (Context.OFFICIAL, Context.TOLD_BY)
"""Lists that are asked for at the start or behind the end of a name only, and looked up nowhere else."""
SUBJECT = (Context.ABOUT, Context.SUBJECT_HEAD, Context.SUBJECT_END)
"""Lists whose phrases begin and end what a record is about: a layer of their own, they stand inside all others."""
NO_SECTOR = "none"
"""The list of phrases that hold a word of a sector and name none ("at the hotel", "the working lunch")."""
SYMBOL = re.compile("[A-Za-z]{1,3}")
"""A unit that may stand right behind digits: "84MW", "500ha"."""
SHARED = {"sector", "context", "status", "subject"}
"""Layers in which one stretch can be of several lists; two frames or two units it cannot be."""


@dataclass(frozen=True, slots=True)
class Modifier:
    """How a list of modifiers works: on triggers `forward` of it or in `any` direction, over `scope` characters.

    A scope of 0 is the clause. One that `drops` makes the triggers that it reaches trigger nothing, for its kinds.
    """

    direction: str
    scope: int
    drops: bool
    kinds: frozenset[RecordKind]

    def reaches(self, modifier: PhraseMatch, trigger: PhraseMatch) -> bool:
        """Whether a modifier of the list, in the trigger's clause, bears on it."""
        forward = trigger.start >= modifier.start
        if self.direction == "forward" and not forward:
            return False
        gap = trigger.start - modifier.end if forward else modifier.start - trigger.end
        return self.scope == 0 or gap <= self.scope


PhraseMatch = Match[str]
"""A lexicon phrase in the text: its place and the list (`key`) that it is of."""


@dataclass
class PhraseMatches:
    """The phrases of a text by layer, in text order."""

    frame: list[PhraseMatch] = field(default_factory=list)
    status: list[PhraseMatch] = field(default_factory=list)
    context: list[PhraseMatch] = field(default_factory=list)
    unit: list[PhraseMatch] = field(default_factory=list)
    noun: list[PhraseMatch] = field(default_factory=list)
    """What a classifier behind a number counts, where it is no unit by itself."""
    sector: list[PhraseMatch] = field(default_factory=list)
    subject: list[PhraseMatch] = field(default_factory=list)
    leading: list[PhraseMatch] = field(default_factory=list)
    """Overlapping ones too, in the order of their ends."""


def by_list(hits: Iterable[PhraseMatch]) -> dict[str, list[PhraseMatch]]:
    """The phrases of each list, in the order that they come in."""
    lists: dict[str, list[PhraseMatch]] = {}
    for hit in hits:
        lists.setdefault(hit.key, []).append(hit)
    return lists


class RecordLexicon(NamedTuple):
    """A pack's frames, modifiers, and its phrases, compiled."""

    frames: dict[str, Frame]
    modifiers: dict[str, Modifier]
    leading: dict[Context, tuple[str, ...]]
    """The lists of `LEADING`, in lower case."""
    spots: dict[Context, re.Pattern[str]]
    """The lists of `SPOTS`, of folded text."""
    phrases: Phrases[tuple[str, str]]
    """Keys are layer and list."""
    faint: dict[str, str]
    """Lists of words that may tell of a sector or stand in passing ("governance-office": who heads a government)."""
    classifiers: dict[str, tuple[str, ...]]
    """By a word that counts things of several kinds, folded: the units that it can be of, the first by itself."""
    symbols: dict[str, str]
    """Units by short words in Latin letters, which may stand right behind digits: "84MW"."""
    glued: re.Pattern[str]
    """Such a word there."""
    script: Script


def _phrases(pack: LanguagePack) -> Iterator[tuple[str, tuple[str, str]]]:
    """Phrase, and layer and list, of every entry of the pack's record lexicons."""
    space = " " if pack.script.spaced else ""
    for name, frame in named(pack.lexicon(FrameLexicon)).items():
        yield from ((phrase, ("frame", name)) for phrase in frame.spelt(space))
    for name, table in named(pack.lexicon(ModifierLexicon)).items():
        yield from ((phrase, ("status", name)) for phrase in table.phrases)
    for name, phrases in named(pack.lexicon(ContextLexicon)).items():
        if name in SPOTS:
            continue
        layer = "leading" if name in LEADING else "subject" if name in SUBJECT else "context"
        yield from ((phrase, (layer, name)) for phrase in phrases)
    for layer, lists in (("unit", _units(pack)), ("sector", _plain(pack, "sectors"))):
        for name, phrases in lists.items():
            yield from ((phrase, (layer, name)) for phrase in phrases)
    yield from ((phrase, ("unit", units[0])) for phrase, units in _classifiers(pack).items())
    for name, phrases in _plain(pack, "units").get("nouns", {}).items():
        yield from ((phrase, ("noun", name)) for phrase in phrases)


def _plain(pack: LanguagePack, file: str) -> dict[str, Any]:
    """A list of words by units or sectors, whose names a pack may refine ("governance-office").

    Raises:
        PackError: a sector that there is not.
    """
    if not (pack.folder / "lexicons" / f"{file}.toml").is_file():
        return {}
    content = pack.lexicon(file)
    for name in content if file == "sectors" else ():
        if name.partition("-")[0] not in {*Sector, NO_SECTOR}:
            where = str(pack.folder / "lexicons" / f"{file}.toml")
            raise PackError(f"no {name!r} is declared", where=where, cure=f"use one of: {', '.join(sorted(Sector))}")
    return content


def _units(pack: LanguagePack) -> dict[str, list[str]]:
    """The words for what is counted, by unit."""
    return {name: words for name, words in _plain(pack, "units").items() if isinstance(words, list)}


def _classifiers(pack: LanguagePack) -> dict[str, tuple[str, ...]]:
    """By a word that counts things of several kinds ("ลำ": ships and aircraft): their units."""
    table = _plain(pack, "units").get("classifiers", {})
    return {word: tuple(units) for word, units in table.items()}


def _symbols(pack: LanguagePack) -> dict[str, str]:
    """Units by the words for them that may stand right behind digits."""
    return {word: name for name, words in _units(pack).items() for word in words if SYMBOL.fullmatch(word)}


@cache
def lexicon(pack: LanguagePack) -> RecordLexicon:
    """The pack's record lexicons, compiled once.

    Raises:
        PackError: a name in them is not declared, or a file is no such lexicon.
    """
    modifiers = {
        name: Modifier(
            table.direction, 0 if table.scope == "clause" else table.scope, table.drops, frozenset(table.kinds)
        )
        for name, table in named(pack.lexicon(ModifierLexicon)).items()
    }
    little = named(pack.lexicon(ContextLexicon))
    return RecordLexicon(
        frames={name: ontology().frames[name] for name in named(pack.lexicon(FrameLexicon))},
        modifiers=modifiers,
        leading={key: tuple(map(fold, little.get(key, ()))) for key in LEADING},
        spots={key: _spot(little.get(key, ()), pack.script) for key in SPOTS},
        phrases=Phrases(_phrases(pack), pack.script),
        classifiers={fold(word): units for word, units in _classifiers(pack).items()},
        symbols=_symbols(pack),
        glued=re.compile(rf"(?<=\d)(?:{'|'.join(sorted(_symbols(pack))) or '(?!)'})(?!\w)"),
        faint={name: name.partition("-")[0] for name in _plain(pack, "sectors") if "-" in name},
        script=pack.script,
    )


def _spot(phrases: Iterable[str], script: Script) -> re.Pattern[str]:
    """The phrases at a place, with a space or comma before them."""
    words = "|".join(sorted(map(re.escape, map(fold, phrases)), key=len, reverse=True)) or "(?!)"
    whole = r"(?!\w)" if script.spaced else ""
    return re.compile(rf"[ ,]{{0,2}}(?:{words}){whole}")


def scan(text: str, folded: str, words: RecordLexicon) -> PhraseMatches:
    """The lexicon phrases of the text: per layer and key set, of overlapping ones the longest; of leading words all."""
    found: dict[str, list[PhraseMatch]] = {}
    for start, end, (layer, name) in words.phrases.places(text, folded):
        found.setdefault(layer, []).append(Match(start, end, name))
    leading = found.pop("leading", [])
    longest = {layer: leftmost_longest(rows, ties=layer in SHARED) for layer, rows in found.items()}
    return PhraseMatches(**longest, leading=leading)
