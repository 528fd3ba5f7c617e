"""All phrases of a lexicon in one pass over a text (Aho and Corasick, 1975)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

import ahocorasick

from ruammit.matching.fold import fold
from ruammit.text.normalization import normalise
from ruammit.text.scripts import Script, members

__all__ = ["Match", "Phrases"]

K = TypeVar("K", bound=Hashable)


class Match(NamedTuple, Generic[K]):
    """A phrase in a text: where it starts, where it ends (exclusive), and the key that the lexicon gives it."""

    start: int
    end: int
    key: K


class Phrases(Generic[K]):
    """The phrases of a lexicon, compiled.

    Phrases match whatever their letter case, where the script lets a word start and end (`Script.splits`).

    Args:
        entries: phrase and key; a phrase may have several keys. Phrases are brought into the spelling of the reading
            view.
        script: the writing system of the texts.
        exact_acronyms: a phrase in ASCII capitals ("AI") matches as it stands only.
        spelt: the phrases are in the spelling of the reading view already.
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, K]],
        script: Script,
        *,
        exact_acronyms: bool = True,
        spelt: bool = False,
    ) -> None:
        self._script = script
        self._leading = members(script.leading)
        self._following = members(script.following)
        self._automaton = ahocorasick.Automaton()
        alike: dict[str, list[tuple[K, str]]] = {}
        for phrase, key in entries:
            spelling = phrase if spelt else normalise(phrase)
            exact = spelling if exact_acronyms and spelling.isascii() and spelling.isupper() else ""
            alike.setdefault(fold(spelling), []).append((key, exact))
        alike.pop("", None)
        for folded, keys in alike.items():
            first, last = folded[0], folded[-1]
            bounds = script.is_spaced(first), script.is_spaced(last), first in self._following, last in self._leading
            different = dict.fromkeys(keys) if len(keys) > 1 else keys  # to hash a key may take long
            self._automaton.add_word(folded, (len(folded), *bounds, tuple(different)))
        self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[Match[K]]:
        """Every place where a phrase stands, overlapping ones too, in the order of their ends.

        Args:
            text: in the spelling of the reading view.
        """
        return (Match(*place) for place in self.places(text))

    def places(self, text: str, folded: str | None = None) -> Iterator[tuple[int, int, K]]:
        """What `find` finds, as plain tuples for callers that make something else of it.

        Args:
            text: in the spelling of the reading view.
            folded: `fold(text)`, where the caller has it already.
        """
        if not len(self._automaton):
            return
        folded = fold(text) if folded is None else folded
        leading, following = self._leading, self._following
        is_spaced = str.isalnum if self._script.spaced else self._script.is_spaced
        size = len(folded)
        for last, (length, opens, closes, joins_left, joins_right, keys) in self._automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            # Script.splits, without looking again at what is known of the phrase.
            if start:
                before = folded[start - 1]
                if joins_left or before in leading or (opens and is_spaced(before)):
                    continue
            if end < size:
                after = folded[end]
                if joins_right or after in following or (closes and is_spaced(after)):
                    continue
            for key, exact in keys:
                if not exact or text[start:end] == exact:
                    yield start, end, key
