"""What is told of a word by itself, whatever the article: its form, its cluster, the lists that have it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

from ruammit.languages import LanguagePack
from ruammit.text.scripts import Script

__all__ = ["MOST_KEPT", "Cluster", "Kind", "Word", "Words"]

MOST_KEPT = 20_000
"""Words, or other things that something is told of, that are kept from one article to the next."""
_LONGEST = 8  # letters; longer words are alike
_COMMONEST = 12  # binary logarithm of a word's frequency from which on words are alike
_JOINING = frozenset("&-.'’")  # signs between the words of a stretch in foreign letters
_FOREIGN = frozenset({"capitals", "capital", "letter", "mixed", "small"})


class Cluster(NamedTuple):
    """Where a word stands among the words of unlabelled text.

    Attributes:
        fine: number of its cluster among some hundreds.
        coarse: number of its cluster among some dozens.
        frequency: how often it occurs there.
    """

    fine: int
    coarse: int
    frequency: int


class Kind(IntEnum):
    """How a word stands beside others: it opens a stretch of words, goes on with one, or joins foreign ones."""

    OWN = 0
    SIGN = 1
    JOINING = 2
    FOREIGN = 3


class Word(NamedTuple):
    """What is told of a word that does not depend on the article.

    Attributes:
        form: shape, dictionary, lists, length and frequency in one.
        cluster: the fine one.
        coarse: the coarse one.
        lists: the initials of the pack's lists that have it; None for a word that is not in the pack's script.
        sign: the word itself if it is not of letters and digits alone, else empty.
        kind: how it stands beside others.
        known: whether a list of the pack has it.
    """

    form: str
    cluster: str
    coarse: str
    lists: str | None
    sign: str
    kind: Kind
    known: bool


class Words(dict[str, Word]):
    """The words met with, as a language sees them.

    Args:
        pack: the language; its `word_lists` tell which words are known.
        clusters: by word.
    """

    def __init__(self, pack: LanguagePack, clusters: Mapping[str, Cluster]) -> None:
        super().__init__()
        self.script = pack.script
        lists: Mapping[str, frozenset[str]] = pack.word_lists() if pack.word_lists else {}
        self.lists = sorted(lists.items())
        self.clusters = clusters

    def forget(self) -> None:
        """Make room where there are too many words."""
        if len(self) > MOST_KEPT:
            self.clear()

    def __missing__(self, surface: str) -> Word:
        """What is told of a word that is new."""
        cluster = self.clusters.get(surface)
        fine, coarse = (str(cluster.fine), str(cluster.coarse)) if cluster else ("-", "-")
        form = _shape(surface, self.script)
        inside = None
        if form == "own":
            inside = "".join(name[0] for name, words in self.lists if surface in words)
            often = min(_COMMONEST, cluster.frequency.bit_length()) if cluster else 0
            form = f"{inside}{min(len(surface), _LONGEST)}.{often}"
        sign = "" if surface.isalnum() else surface
        kind = Kind.JOINING if sign in _JOINING else Kind.SIGN if sign else Kind.OWN
        kind = Kind.FOREIGN if form in _FOREIGN else kind
        word = self[surface] = Word(form, fine, coarse, inside, sign, kind, inside != "")
        return word


def _shape(surface: str, script: Script) -> str:
    """The kind of a word by its letters; "own" for one in a script without capitals."""
    first = surface[0]
    if first.isdigit():
        return "digits"
    if script.is_letter(first) and first.lower() == first.upper():
        return "own"
    if surface.isalpha():
        if surface.isupper():
            return "letter" if len(surface) == 1 else "capitals"
        return "capital" if first.isupper() else "small"
    return surface if len(surface) == 1 else "mixed" if any(map(str.isalnum, surface)) else "signs"
