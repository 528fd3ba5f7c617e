"""What the tagger sees of a word: its letters, its cluster, its neighbours, and what the rules made of it."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Generic, NamedTuple, TypeVar

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
_MOST_CACHED = 10_000  # words, or other things that something is told of
_SHORTEST_SEEN = 3  # letters
_REACH = 2  # words on either side
_AROUND = (-2, -1, 1, 2)
_LONGEST_STRETCH = 6  # words; longer stretches are alike
_FOREIGN = frozenset({"capitals", "capital", "letter", "mixed", "small"})
_NOTHING = ("-", "-")  # the word and the sign beside a stretch where a line begins or ends
_INSIDE = frozenset("&-.'’")  # signs between the words of a stretch in foreign letters

P = TypeVar("P")
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


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


class _Word(NamedTuple, Generic[P]):
    """What is told of a word that does not depend on the article.

    Attributes:
        at: for every distance from the word it is told of, from `_REACH` before to `_REACH` after.
        form: shape, dictionary, lists, length and frequency in one.
        cluster: the fine one.
        foreign: whether it is in letters with capitals, or holds digits.
        known: whether a list of the pack has it.
        sign: the word itself if it is not of letters and digits alone, else empty.
    """

    at: tuple[P, ...]
    form: str
    cluster: str
    foreign: bool
    known: bool
    sign: str


class _Cache(dict[K, V]):
    """What was made of a key, as long as there is room for it."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, key: K) -> V:
        if len(self) >= _MOST_CACHED:
            self.clear()
        made = self[key] = self.make(key)
        return made


class FeatureMaker(Generic[P]):
    """Makes the features of a language's words.

    Training takes the features themselves; the tagger takes what its model says of them, so that what it says of a word
    is put together once for all places of the word.

    Args:
        pack: the language; its `word_lists` tell which words are known.
        clusters: by word.
        part: what is taken for a feature; None or empty for nothing.
        together: puts such parts together.
    """

    def __init__(
        self,
        pack: LanguagePack,
        clusters: Mapping[str, Cluster],
        part: Callable[[str], P | None],
        together: Callable[[list[P]], P],
    ) -> None:
        self.script = pack.script
        lists: Mapping[str, frozenset[str]] = pack.word_lists() if pack.word_lists else {}
        self.lists = sorted(lists.items())
        self.clusters = clusters
        self.part = part
        self.together = together
        self.words = _Cache(self._word)
        self.evident = _Cache(self._evident)
        self.between = _Cache(self._between)
        self.stretches = _Cache(self._stretch)
        self.beside = _Cache(self._beside)
        self.ends = {distance: self.all((f"{distance}end",)) for distance in _AROUND}

    def __call__(
        self, text: str, tokens: Sequence[Token], found: Iterable[Candidate]
    ) -> Iterator[tuple[P | None, ...]]:
        """The parts of every token, in order.

        Args:
            text: the article's reading view.
            tokens: its words.
            found: what the rules have found, in text order, without overlaps.
        """
        surfaces = [text[start:end] for start, end in tokens]
        words = [self.words[surface] for surface in surfaces]
        evidence, seen = self.evidence(surfaces, tokens, found)
        gaps = _gaps(text, tokens)
        return zip(
            *self._words_around(words),
            *self._pairs(surfaces, words),
            *self._stretched(surfaces, words, gaps),
            [self.between[key] for key in zip(gaps, gaps[1:], [word.form for word in words], strict=False)],
            [
                self.evident[key]
                for key in zip(_moved(evidence, 1), _moved(gaps[:-1], 1), evidence, _moved(evidence, -1), strict=True)
            ],
            [seen.get(surface) for surface in surfaces],
            strict=True,
        )

    def _words_around(self, words: Sequence[_Word[P]]) -> Iterator[list[P | None]]:
        """For every distance what is told by the word at that distance from each token."""
        for distance in range(-_REACH, _REACH + 1):
            told = [word.at[distance + _REACH] for word in words]
            yield _moved(told, -distance, self.ends.get(distance))

    def _pairs(self, surfaces: Sequence[str], words: Sequence[_Word[P]]) -> Iterator[list[P | None]]:
        """What is told by two words, or their clusters, that follow one another at or beside each token."""
        part, size = self.part, len(words)
        pairs = [f"b{one}|{other}" for one, other in pairwise(surfaces)]
        clusters = [f"{one.cluster}|{other.cluster}" for one, other in pairwise(words)]
        none: list[P | None] = [None]
        yield none[:size] + [part(pair) for pair in pairs]
        yield (none * 2)[:size] + [part("-" + pair) for pair in pairs[:-1]]
        yield [part("+" + pair) for pair in pairs[1:]] + (none * 2)[:size]
        yield none[:size] + [part("b" + pair) for pair in clusters]
        yield [part("b+" + pair) for pair in clusters] + none[:size]

    def _stretched(
        self, surfaces: Sequence[str], words: Sequence[_Word[P]], gaps: Sequence[str]
    ) -> tuple[list[P], list[P], list[P]]:
        """What is told of the stretch that each token stands in: by itself, and by the words before and after it."""
        own: list[P] = []
        before: list[P] = []
        after: list[P] = []
        size = len(words)
        for first, end, kind in _stretches(words, gaps):
            many = end - first
            left = (surfaces[first - 1], words[first - 1].sign) if first and gaps[first] != "n" else _NOTHING
            right = (surfaces[end], words[end].sign) if end < size and gaps[end] != "n" else _NOTHING
            own += [self.stretches[kind, many, left[1], right[1]]] * many
            before += [self.beside["b", kind[0], left[0], gaps[first]]] * many
            after += [self.beside["a", kind[0], right[0], gaps[end]]] * many
        return own, before, after

    def all(self, features: Iterable[str]) -> P:
        """What is taken for all of the features together."""
        return self.together([told for feature in features if (told := self.part(feature))])

    def _word(self, surface: str) -> _Word[P]:
        """What is told of a word by itself."""
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
            at.append(self.all(features))
        sign = "" if surface.isalnum() else surface
        return _Word(tuple(at), form, fine, form in _FOREIGN, not own or bool(inside), sign)

    def _between(self, key: tuple[str, str, str]) -> P:
        """What is told of a word of a form between two gaps."""
        before, after, form = key
        return self.all(("1", f"g{before}{after}", f"g{before}|{form}", f"|{after}g{form}"))

    def _evident(self, key: tuple[str | None, str | None, str, str | None]) -> P:
        """What is told by what the rules made of the word before, by the gap before that, by the word and the next."""
        names = ("-e", "-g", "e", "+e")
        return self.all([name + value for name, value in zip(names, key, strict=True) if value is not None])

    def _stretch(self, key: tuple[str, int, str, str]) -> P:
        """What is told of a stretch by its kind, length, and the signs beside it."""
        kind, many, left, right = key
        length = min(many, _LONGEST_STRETCH)
        return self.all((f"k{kind}.{length}", f"k{kind[0]}{left or '_'}{right or '_'}{length}"))

    def _beside(self, key: tuple[str, str, str, str]) -> P:
        """What is told of a stretch by the word before or after it and the gap between them."""
        side, kind, word, gap = key
        cluster = self.words[word].cluster if word != _NOTHING[0] else _NOTHING[0]
        return self.all((f"k{kind}{side}{word}", f"k{kind}{side.upper()}{cluster}.{gap}"))

    def evidence(
        self, surfaces: Sequence[str], tokens: Sequence[Token], found: Iterable[Candidate]
    ) -> tuple[list[str], dict[str, P]]:
        """For every token what the rules made of it; for every word of a name what is told by its being one."""
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
        return marks, {word: self.all(sorted(kinds)) for word, kinds in seen.items()}


def _gaps(text: str, tokens: Sequence[Token]) -> list[str]:
    """What stands before every token and after the last: "n" for a new line, "s" for a space, "_" for nothing."""
    gaps = []
    end = 0
    for index, (start, token_end) in enumerate(tokens):
        gap = text[end:start]
        gaps.append("n" if not index or "\n" in gap else "s" if gap else "_")
        end = token_end
    return [*gaps, "n"]


def _stretches(words: Sequence[_Word[Any]], gaps: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The stretches that the tokens stand in, in order: the first token, the one after the last, and the kind.

    A stretch is a run of words in foreign letters with spaces or signs between them, or of others without a space.
    """
    size = len(words)
    first = 0
    while first < size:
        end = first + 1
        if words[first].foreign:
            while end < size and gaps[end] != "n" and (words[end].foreign or words[end].sign in _INSIDE):
                end += 1
            while end - 1 > first and not words[end - 1].foreign:
                end -= 1
            forms = ",".join([word.form[:7] for word in words[first : min(end, first + 4)]])
            kind = f"L{forms}"
        else:
            while end < size and gaps[end] == "_" and not words[end].foreign and not words[end].sign:
                end += 1
            unknown = sum([not word.known for word in words[first:end]])
            kind = f"O{min(unknown, 3)}"
        yield first, end, kind
        first = end


def _moved(values: Sequence[V], by: int, outside: V | None = None) -> list[V | None]:
    """The values moved to places further on, or back if it is negative; what comes in at the end is `outside`."""
    size = len(values)
    if by > 0:
        return [outside] * min(by, size) + [*values[: max(size - by, 0)]]
    return [*values[-by:]] + [outside] * min(-by, size)


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
