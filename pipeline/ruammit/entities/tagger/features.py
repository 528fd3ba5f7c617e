"""What the tagger sees of a word: its letters, its cluster, its neighbours, and what the rules made of it."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from ruammit.entities.candidate import Candidate
from ruammit.languages import LanguagePack, Token
from ruammit.schema import EntityType

__all__ = ["TEMPLATES", "TEMPLATES_HASH", "Cluster", "FeatureMaker"]

TEMPLATES = (
    "w: the word, 2 before to 2 after",
    "f: form: shape, known to the dictionary, in the lists of names, length, frequency; 2 before to 2 after",
    "c: cluster of its neighbours in unlabelled text, 2 before to 2 after",
    "C: coarse cluster, 1 before to 1 after",
    "p s: first and last 2 and 3 letters of a word in the pack's script",
    "e: what the rules made of it, 1 before to 1 after",
    "g: gap before and after, alone and with the form",
    "b: pairs of words and clusters around",
    "k: the stretch of words that it stands in (in foreign letters, or without spaces): length, forms, words around it",
    "n: seen: a word of a name that a rule has found elsewhere in the article",
)
"""The kinds of features. Whoever changes what `FeatureMaker` gives changes these, and trains again."""
TEMPLATES_HASH = hashlib.sha256("\n".join(TEMPLATES).encode()).hexdigest()[:16]

_LONGEST = 8  # letters; longer words are alike
_COMMONEST = 12  # binary logarithm of a word's frequency from which on words are alike
_MOST_CACHED = 50_000  # words
_SHORTEST_SEEN = 3  # letters
_REACH = 2  # words on either side
_LONGEST_STRETCH = 6  # words; longer stretches are alike
_FOREIGN = frozenset({"capitals", "capital", "letter", "mixed", "small"})
_INSIDE = frozenset("&-.'’")  # signs between the words of a stretch in foreign letters


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


class _Word(NamedTuple):
    """The features of a word that do not depend on the article.

    Attributes:
        at: for every distance from the word they are told of, from `_REACH` before to `_REACH` after.
        form: shape, dictionary, lists, length and frequency in one.
        cluster: the fine one.
        foreign: whether it is in letters with capitals, or holds digits.
        known: whether a list of the pack has it.
    """

    at: tuple[tuple[str, ...], ...]
    form: str
    cluster: str
    foreign: bool
    known: bool


class FeatureMaker:
    """Makes the features of a language's words.

    Args:
        pack: the language; its `word_lists` tell which words are known.
        clusters: by word.
    """

    def __init__(self, pack: LanguagePack, clusters: Mapping[str, Cluster]) -> None:
        self.script = pack.script
        lists: Mapping[str, frozenset[str]] = pack.word_lists() if pack.word_lists else {}
        self.lists = sorted(lists.items())
        self.clusters = clusters
        self._words: dict[str, _Word] = {}

    def __call__(self, text: str, tokens: Sequence[Token], found: Iterable[Candidate]) -> list[list[str]]:
        """The features of every token, in order.

        Args:
            text: the article's reading view.
            tokens: its words.
            found: what the rules have found, in text order, without overlaps.
        """
        surfaces = [text[start:end] for start, end in tokens]
        words = [self.word(surface) for surface in surfaces]
        evidence, seen = self.evidence(surfaces, tokens, found)
        gaps = _gaps(text, tokens)
        stretches = _stretches(words, surfaces, gaps)
        last = len(words) - 1
        rows = []
        for index, word in enumerate(words):
            row = ["1", *word.at[_REACH]]
            for distance in (-2, -1, 1, 2):
                other = index + distance
                if 0 <= other <= last:
                    row += words[other].at[distance + _REACH]
                else:
                    row.append(f"{distance}end")
            before, after = gaps[index], gaps[index + 1]
            row += ("e" + evidence[index], f"g{before}{after}", f"g{before}|{word.form}", f"|{after}g{word.form}")
            if index:
                previous = words[index - 1]
                row += (
                    f"-e{evidence[index - 1]}",
                    f"-g{gaps[index - 1]}",
                    f"b{previous.cluster}|{word.cluster}",
                    f"b{surfaces[index - 1]}|{surfaces[index]}",
                )
                if index > 1:
                    row.append(f"-b{surfaces[index - 2]}|{surfaces[index - 1]}")
            if index < last:
                row += (f"+e{evidence[index + 1]}", f"b+{word.cluster}|{words[index + 1].cluster}")
                if index + 1 < last:
                    row.append(f"+b{surfaces[index + 1]}|{surfaces[index + 2]}")
            row += stretches[index]
            row += seen.get(surfaces[index], ())
            rows.append(row)
        return rows

    def word(self, surface: str) -> _Word:
        """The features of a word by itself."""
        known = self._words.get(surface)
        if known is None:
            if len(self._words) >= _MOST_CACHED:
                self._words.clear()
            known = self._words[surface] = self._made(surface)
        return known

    def _made(self, surface: str) -> _Word:
        cluster = self.clusters.get(surface)
        fine, coarse = (str(cluster.fine), str(cluster.coarse)) if cluster else ("-", "-")
        form = _shape(surface, self.script.is_letter)
        own = form == "own"
        inside = ""
        if own:
            inside = "".join(name[0] for name, words in self.lists if surface in words)
            often = min(_COMMONEST, cluster.frequency.bit_length()) if cluster else 0
            form = f"{inside}{min(len(surface), _LONGEST)}.{often}"
        at = []
        for distance in range(-_REACH, _REACH + 1):
            features = [f"{distance}w{surface}", f"{distance}f{form}", f"{distance}c{fine}"]
            if abs(distance) < _REACH:
                features.append(f"{distance}C{coarse}")
            if own and not distance:
                features += (f"p{surface[:2]}", f"p{surface[:3]}", f"s{surface[-2:]}", f"s{surface[-3:]}", f"l{inside}")
            at.append(tuple(features))
        return _Word(tuple(at), form, fine, form in _FOREIGN, not own or bool(inside))

    def evidence(
        self, surfaces: Sequence[str], tokens: Sequence[Token], found: Iterable[Candidate]
    ) -> tuple[list[str], dict[str, tuple[str, ...]]]:
        """For every token what the rules made of it; for every word of a name that it is one."""
        starts = [start for start, _ in tokens]
        marks = ["O"] * len(tokens)
        seen: dict[str, set[str]] = {}
        for one in found:
            index = bisect_left(starts, one.start)
            if index and tokens[index - 1][1] > one.start:
                index -= 1
            first = index
            while index < len(tokens) and starts[index] < one.end:
                marks[index] = f"{'B' if index == first else 'I'}{one.rule}"
                if one.type is not EntityType.GPE and len(surfaces[index]) >= _SHORTEST_SEEN:
                    seen.setdefault(surfaces[index], set()).add(f"n{one.type.value}")
                index += 1
        return marks, {word: tuple(sorted(kinds)) for word, kinds in seen.items()}


def _gaps(text: str, tokens: Sequence[Token]) -> list[str]:
    """What stands before every token and after the last: "n" for a new line, "s" for a space, "_" for nothing."""
    gaps = []
    end = 0
    for index, (start, token_end) in enumerate(tokens):
        gap = text[end:start]
        gaps.append("n" if not index or "\n" in gap else "s" if gap else "_")
        end = token_end
    return [*gaps, "n"]


def _stretches(words: Sequence[_Word], surfaces: Sequence[str], gaps: Sequence[str]) -> list[tuple[str, ...]]:
    """For every token what is told of the stretch that it stands in.

    A stretch is a run of words in foreign letters with spaces or signs between them, or of others without a space.
    """
    found: list[tuple[str, ...]] = []
    size = len(words)
    first = 0
    while first < size:
        end = first + 1
        if words[first].foreign:
            while end < size and gaps[end] != "n" and (words[end].foreign or surfaces[end] in _INSIDE):
                end += 1
            while end - 1 > first and not words[end - 1].foreign:
                end -= 1
            forms = ",".join(word.form[:7] for word in words[first : min(end, first + 4)])
            kind = f"L{forms}"
        else:
            while end < size and gaps[end] == "_" and not words[end].foreign and surfaces[end].isalnum():
                end += 1
            unknown = sum(not word.known for word in words[first:end])
            kind = f"O{min(unknown, 3)}"
        length = min(end - first, _LONGEST_STRETCH)
        before = surfaces[first - 1] if first and gaps[first] != "n" else "-"
        after = surfaces[end] if end < size and gaps[end] != "n" else "-"
        around = (words[first - 1].cluster if before != "-" else "-", words[end].cluster if after != "-" else "-")
        told = (
            f"k{kind}.{length}",
            f"k{kind[0]}b{before}",
            f"k{kind[0]}a{after}",
            f"k{kind[0]}B{around[0]}.{gaps[first]}",
            f"k{kind[0]}A{around[1]}.{gaps[end]}",
            f"k{kind[0]}{before if not before.isalnum() else '_'}{after if not after.isalnum() else '_'}{length}",
        )
        found += [told] * (end - first)
        first = end
    return found


def _shape(surface: str, is_own: Callable[[str], bool]) -> str:
    """The kind of a word by its letters; "own" for one in a script without capitals."""
    first = surface[0]
    if first.isdigit():
        return "digits"
    if is_own(first) and first.lower() == first.upper():
        return "own"
    if surface.isalpha():
        if surface.isupper():
            return "letter" if len(surface) == 1 else "capitals"
        return "capital" if first.isupper() else "small"
    return surface if len(surface) == 1 else "mixed" if any(map(str.isalnum, surface)) else "signs"
