"""What the tagger sees of a word: its letters, its cluster, its neighbours, and what the rules made of it.

The functions here name the features of one thing: of a word, of two words side by side, of a gap. `FeatureMaker.names`
puts them together token by token, for training; `scores.Scorer` asks for them once per thing, and adds up numbers.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from ruammit.entities.candidate import Candidate
from ruammit.entities.tagger.stretches import (
    FOREIGN,
    GAPS,
    LINE,
    LONGEST,
    MOST_FORMS,
    MOST_UNKNOWN,
    NO_WORD,
    NOTHING,
    OWN,
    SIDES,
    gaps_between,
    of_cluster_beside,
    of_forms,
    of_signs,
    of_unknown,
    of_word_beside,
    stretches,
)
from ruammit.entities.tagger.words import Cluster, Kind, Words
from ruammit.languages import LanguagePack, Token
from ruammit.schema import EntityType

__all__ = [
    "CLUSTER_PAIRS",
    "DISTANCES",
    "NO_MARK",
    "OUTSIDE",
    "REACH",
    "TEMPLATES",
    "TEMPLATES_HASH",
    "WORD_PAIRS",
    "FeatureMaker",
    "Pairs",
    "Seen",
    "of_cluster",
    "of_coarse",
    "of_form",
    "of_form_in_gaps",
    "of_gap",
    "of_gaps",
    "of_mark",
]

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

REACH = 2
"""Words on either side that a word speaks for."""
DISTANCES = range(-REACH, REACH + 1)
OUTSIDE = ""
"""The word before the first and after the last."""
NO_MARK = "O"
"""What the rules made of a token that is in no name."""
_SHORTEST_SEEN = 3  # letters


class Pairs(NamedTuple):
    """A feature of two neighbours.

    Attributes:
        prefix: what its name begins with; the two follow, with a bar between.
        moved: where the first of the two stands, counted from the token that the feature is of.
    """

    prefix: str
    moved: int

    def name(self, one: str, other: str) -> str:
        """The feature of the two."""
        return f"{self.prefix}{one}|{other}"


WORD_PAIRS = (Pairs("b", -1), Pairs("-b", -2), Pairs("+b", 1))
CLUSTER_PAIRS = (Pairs("b", -1), Pairs("b+", 0))


class Seen(NamedTuple):
    """An article as the tagger sees it.

    Attributes:
        surfaces: its tokens.
        gaps: a character for what stands before every token and after the last: see `gaps_between`.
        marks: what the rules made of a token, by its number; `NO_MARK` for the others.
        named: the words of names that a rule has found, to the features of being one.
    """

    surfaces: Sequence[str]
    gaps: str
    marks: Mapping[int, str]
    named: Mapping[str, tuple[str, ...]]


class FeatureMaker:
    """Makes the features of a language's words.

    Args:
        pack: the language; its `word_lists` tell which words are known.
        clusters: by word.
    """

    def __init__(self, pack: LanguagePack, clusters: Mapping[str, Cluster]) -> None:
        self.words = Words(pack, clusters)

    def seen(self, text: str, tokens: Sequence[Token], found: Iterable[Candidate]) -> Seen:
        """All that is seen of an article.

        Args:
            text: the article's reading view.
            tokens: its words.
            found: what the rules have found, in text order, without overlaps.
        """
        self.words.forget()
        surfaces = [text[start:end] for start, end in tokens]
        return Seen(surfaces, gaps_between(text, tokens), *_evidence(surfaces, tokens, found))

    def names(self, text: str, tokens: Sequence[Token], found: Iterable[Candidate]) -> list[list[str]]:
        """The names of every token's features; arguments as for `seen`."""
        surfaces, gaps, marked, named = self.seen(text, tokens, found)
        outside = [OUTSIDE] * REACH
        of_words = [self.of_word(surface) for surface in (*outside, *surfaces, *outside)]
        words = [self.words[surface] for surface in surfaces]
        clusters = [word.cluster for word in words]
        marks = [of_mark(marked.get(at, NO_MARK)) for at in range(len(tokens))]
        of_stretches = list(self._of_stretches(surfaces, gaps))
        told: list[list[str]] = []
        for at, word in enumerate(words):
            names = [name for place in range(len(DISTANCES)) for name in of_words[at + place][place]]
            for values, kinds in ((surfaces, WORD_PAIRS), (clusters, CLUSTER_PAIRS)):
                for pairs in kinds:
                    first = at + pairs.moved
                    if 0 <= first < len(values) - 1:
                        names.append(pairs.name(values[first], values[first + 1]))
            names += of_gaps(gaps[at], gaps[at + 1])
            in_gaps = of_form_in_gaps(word.form)
            names += in_gaps[GAPS.index(gaps[at])] + in_gaps[len(GAPS) + GAPS.index(gaps[at + 1])]
            if at:
                names += (marks[at - 1][0], of_gap(gaps[at - 1]))
            names.append(marks[at][1])
            if at + 1 < len(marks):
                names.append(marks[at + 1][2])
            names += named.get(surfaces[at], ())
            names += of_stretches[at]
            told.append(names)
        return told

    def _of_stretches(self, surfaces: Sequence[str], gaps: str) -> Iterator[list[str]]:
        """For every token the features of its stretch: of itself, and of what stands before and after it."""
        words = [self.words[surface] for surface in surfaces]
        opens = stretches(np.array([word.kind for word in words]), gaps).tolist()
        for first, end in pairwise([*opens, len(words)]):
            inside, many = words[first:end], min(end - first, LONGEST)
            side = FOREIGN if words[first].kind is Kind.FOREIGN else OWN
            if side == FOREIGN:
                names = [of_forms([word.form for word in inside[:MOST_FORMS]], many)]
            else:
                names = [of_unknown(min(sum(not word.known for word in inside), MOST_UNKNOWN), many)]
            signs: list[str] = []
            for gap, at, after in ((gaps[first], first - 1, 0), (gaps[end], end, 1)):
                beside = NO_WORD if gap == LINE else surfaces[at]
                signs.append(NO_WORD if gap == LINE else words[at].sign or NOTHING)
                names += of_word_beside(beside)[2 * side + after]
                by_gap = of_cluster_beside(self.cluster_beside(beside))
                names += by_gap[2 * (len(GAPS) * side + GAPS.index(gap)) + after]
            yield from [[*names, of_signs(SIDES[side], signs[0], signs[1], many)]] * (end - first)

    def cluster_beside(self, word: str) -> str:
        """The cluster of a word beside a stretch."""
        return NO_WORD if word == NO_WORD else self.words[word].cluster

    def of_word(self, surface: str) -> list[list[str]]:
        """All features of a word for the words around it and for itself, by `DISTANCES`."""
        if surface == OUTSIDE:
            return self.of_letters(surface)
        word = self.words[surface]
        parts = (self.of_letters(surface), of_form(word.form), of_cluster(word.cluster), of_coarse(word.coarse))
        return [[name for names in told for name in names] for told in zip(*parts, strict=True)]

    def of_letters(self, surface: str) -> list[list[str]]:
        """The features of a word's letters, by `DISTANCES`."""
        if surface == OUTSIDE:
            return [[f"{distance}end"] for distance in DISTANCES]
        told = [[f"{distance}w{surface}"] for distance in DISTANCES]
        lists = self.words[surface].lists
        if lists is not None:
            letters = f"p{surface[:2]}", f"p{surface[:3]}", f"s{surface[-2:]}", f"s{surface[-3:]}"
            told[REACH] += (*letters, f"l{lists}")
        return told


def of_form(form: str) -> list[list[str]]:
    """The features of a word's form, by `DISTANCES`."""
    return [[f"{distance}f{form}"] for distance in DISTANCES]


def of_cluster(cluster: str) -> list[list[str]]:
    """The features of a word's cluster, by `DISTANCES`."""
    return [[f"{distance}c{cluster}"] for distance in DISTANCES]


def of_coarse(coarse: str) -> list[list[str]]:
    """The features of a word's coarse cluster, by `DISTANCES`: none at the farthest."""
    return [[f"{distance}C{coarse}"] if abs(distance) < REACH else [] for distance in DISTANCES]


def of_gaps(before: str, after: str) -> tuple[str, str]:
    """The features of a word between two gaps, and of any word."""
    return "1", f"g{before}{after}"


def of_gap(gap: str) -> str:
    """The feature of the gap before the word before."""
    return f"-g{gap}"


def of_form_in_gaps(form: str) -> list[list[str]]:
    """The feature of a word of a form after every gap, and before every gap, by `GAPS`."""
    return [*([f"g{gap}|{form}"] for gap in GAPS), *([f"|{gap}g{form}"] for gap in GAPS)]


def of_mark(mark: str) -> tuple[str, str, str]:
    """The features of what the rules made of a word: of the word after it, of itself, of the word before it."""
    return f"-e{mark}", f"e{mark}", f"+e{mark}"


def _evidence(
    surfaces: Sequence[str], tokens: Sequence[Token], found: Iterable[Candidate]
) -> tuple[dict[int, str], dict[str, tuple[str, ...]]]:
    """What the rules made of the tokens in names, by number; for every word of a name the features of its being one."""
    starts = [start for start, _ in tokens]
    marks: dict[int, str] = {}
    named: dict[str, set[str]] = {}
    for one in found:
        index = bisect_left(starts, one.start)
        if index and tokens[index - 1][1] > one.start:
            index -= 1
        first = index
        while index < len(tokens) and starts[index] < one.end:
            marks[index] = f"{'B' if index == first else 'I'}{one.rule}"
            if one.type is not EntityType.GPE and len(surfaces[index]) >= _SHORTEST_SEEN:
                named.setdefault(surfaces[index], set()).add(f"n{one.type.value}")
            index += 1
    return marks, {word: tuple(sorted(kinds)) for word, kinds in named.items()}
