"""The packs' record lexicons, compiled, and one pass over a text with them.

The ontology declares every name of a frame, modifier list and context list; a pack holds phrases for these names, and
a name that is not declared is an error. Inside a layer the longest of overlapping phrases counts, of equal ones the
first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

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
    Context.COMPARED_WITH,
    Context.SINCE,
    Context.DEADLINE,
    Context.OUTSIDE,
    Context.FROM_VALUE,
    Context.TO_VALUE,
    Context.EACH,
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
    Context.FACILITY,
)
"""Lists of little words that lead what comes after them: they are asked for by where they end."""
SUBJECT = (Context.ABOUT, Context.SUBJECT_HEAD, Context.SUBJECT_END)
"""Lists whose phrases begin and end what a record is about: a layer of their own, they stand inside all others."""
NO_SECTOR = "none"
"""The list of phrases that hold a word of a sector and name none ("at the hotel", "the working lunch")."""
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
    phrases: Phrases[tuple[str, str]]
    """Keys are layer and list."""
    faint: dict[str, str]
    """Lists of words that may tell of a sector or stand in passing ("governance-office": who heads a government)."""
    script: Script


def _phrases(pack: LanguagePack) -> Iterator[tuple[str, tuple[str, str]]]:
    """Phrase, and layer and list, of every entry of the pack's record lexicons."""
    for layer, model in (("frame", FrameLexicon), ("status", ModifierLexicon)):
        for name, table in named(pack.lexicon(model)).items():
            yield from ((phrase, (layer, name)) for phrase in table.phrases)
    for name, phrases in named(pack.lexicon(ContextLexicon)).items():
        layer = "leading" if name in LEADING else "subject" if name in SUBJECT else "context"
        yield from ((phrase, (layer, name)) for phrase in phrases)
    for layer, file in (("unit", "units"), ("sector", "sectors")):
        for name, phrases in _plain(pack, file).items():
            yield from ((phrase, (layer, name)) for phrase in phrases)


def _plain(pack: LanguagePack, file: str) -> dict[str, list[str]]:
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
        phrases=Phrases(_phrases(pack), pack.script),
        faint={name: name.partition("-")[0] for name in _plain(pack, "sectors") if "-" in name},
        script=pack.script,
    )


def scan(text: str, folded: str, words: RecordLexicon) -> PhraseMatches:
    """The lexicon phrases of the text: per layer and key set, of overlapping ones the longest; of leading words all."""
    found: dict[str, list[PhraseMatch]] = {}
    for start, end, (layer, name) in words.phrases.places(text, folded):
        found.setdefault(layer, []).append(Match(start, end, name))
    leading = found.pop("leading", [])
    longest = {layer: leftmost_longest(rows, ties=layer in SHARED) for layer, rows in found.items()}
    return PhraseMatches(**longest, leading=leading)
