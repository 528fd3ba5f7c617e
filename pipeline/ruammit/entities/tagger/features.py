"""What the tagger sees of a word: its letters, its cluster, its neighbours, and what the rules made of it.

An article is seen as columns. A column has a key for every token, such as the word itself, and a template makes the
names of the features of a key. A word speaks for its neighbours too: of one key the token itself gets some features,
the token before it others.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, pairwise
from typing import Any, NamedTuple

from ruammit.entities.candidate import Candidate
from ruammit.entities.tagger.stretches import KEYS, gaps_between, stretches
from ruammit.entities.tagger.words import Cluster, Words
from ruammit.languages import LanguagePack, Token
from ruammit.schema import EntityType

__all__ = ["TEMPLATES", "TEMPLATES_HASH", "Column", "FeatureMaker", "Template"]

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

_SHORTEST_SEEN = 3  # letters
_REACH = 2  # words on either side
_DISTANCES = range(-_REACH, _REACH + 1)
_OUTSIDE = ""  # the word before the first and after the last


class Template(NamedTuple):
    """How features are named after a key.

    Attributes:
        names: of a key, for every place in `Column.at`.
        places: how many they are.
        prefixes: where every feature is a prefix and the key: the prefix for each place; else empty.
    """

    names: Callable[[Any], Sequence[Iterable[str]]]
    places: int = 1
    prefixes: tuple[str, ...] = ()


class Column(NamedTuple):
    """Keys of one template in an article.

    Attributes:
        template: its name in `FeatureMaker.templates`.
        keys: in text order.
        at: for every place in the template's names the key that tells of a token, counted from the key of its number:
            at 0 the key itself, at -1 the one before.
        lengths: None where there is a key for every token; else every `together` keys that follow one another tell of
            a stretch, and these are the numbers of its tokens.
        together: how many keys tell of each stretch.
    """

    template: str
    keys: Sequence[Hashable]
    at: tuple[int, ...] = (0,)
    lengths: Sequence[int] | None = None
    together: int = 1


class FeatureMaker:
    """Makes the features of a language's words.

    Args:
        pack: the language; its `word_lists` tell which words are known.
        clusters: by word.
    """

    def __init__(self, pack: LanguagePack, clusters: Mapping[str, Cluster]) -> None:
        self.words = Words(pack, clusters)
        self.templates = {
            "word": Template(self._of_word, len(_DISTANCES)),
            "pair": _prefixed("b", "-b", "+b"),
            "clusters": _prefixed("b", "b+"),
            "form": Template(_of_form),
            "evidence": Template(_of_evidence),
            "stretch": _prefixed("k"),
            "named": Template(lambda kinds: (kinds,)),
        }

    def columns(self, text: str, tokens: Sequence[Token], found: Iterable[Candidate]) -> Iterator[Column]:
        """All that is seen of an article.

        Args:
            text: the article's reading view.
            tokens: its words.
            found: what the rules have found, in text order, without overlaps.
        """
        self.words.forget()
        surfaces = [text[start:end] for start, end in tokens]
        words = [self.words[surface] for surface in surfaces]
        marks, names = _evidence(surfaces, tokens, found)
        gaps = gaps_between(text, tokens)
        outside = [_OUTSIDE] * _REACH
        yield Column("word", [*outside, *surfaces, *outside], tuple(_REACH + distance for distance in _DISTANCES))
        yield Column("pair", [f"{one}|{other}" for one, other in pairwise(surfaces)], (-1, -2, 1))
        clusters = pairwise([word.cluster for word in words])
        yield Column("clusters", [f"{one}|{other}" for one, other in clusters], (-1, 0))
        yield Column("form", list(zip(gaps, gaps[1:], [word.form for word in words], strict=False)))
        evidence = zip([None, *marks], [None, *gaps], marks, [*marks[1:], None], strict=False)
        yield Column("evidence", list(evidence))
        yield Column("named", [names.get(surface, ()) for surface in surfaces])
        keys, lengths = stretches(surfaces, words, gaps)
        yield Column("stretch", keys, lengths=lengths, together=KEYS)

    def names(self, text: str, tokens: Sequence[Token], found: Iterable[Candidate]) -> list[list[str]]:
        """The names of every token's features; arguments as for `columns`."""
        told: list[list[str]] = [[] for _ in tokens]
        for column in self.columns(text, tokens, found):
            of_keys = [self.templates[column.template].names(key) for key in column.keys]
            if column.lengths is not None:
                of_keys = [
                    [[name for one in of_keys[at : at + column.together] for name in chain(*one)]]
                    for at, length in zip(count(0, column.together), column.lengths)
                    for _ in range(length)
                ]
            for place, moved in enumerate(column.at):
                for index, names in enumerate(told):
                    if 0 <= index + moved < len(of_keys):
                        names += of_keys[index + moved][place]
        return told

    def _of_word(self, surface: str) -> list[list[str]]:
        """The features of a word for the words around it and for itself."""
        if surface == _OUTSIDE:
            return [[f"{distance}end"] for distance in _DISTANCES]
        word = self.words[surface]
        form, fine = word.form, word.cluster
        told = [[f"{distance}w{surface}", f"{distance}f{form}", f"{distance}c{fine}"] for distance in _DISTANCES]
        for distance in _DISTANCES[1:-1]:
            told[distance + _REACH].append(f"{distance}C{word.coarse}")
        if word.lists is not None:
            letters = f"p{surface[:2]}", f"p{surface[:3]}", f"s{surface[-2:]}", f"s{surface[-3:]}"
            told[_REACH] += (*letters, f"l{word.lists}")
        return told


def _prefixed(*prefixes: str) -> Template:
    return Template(lambda key: [(prefix + key,) for prefix in prefixes], len(prefixes), prefixes)


def _of_form(key: tuple[str, str, str]) -> list[tuple[str, ...]]:
    """The features of a word of a form between two gaps."""
    before, after, form = key
    return [("1", f"g{before}{after}", f"g{before}|{form}", f"|{after}g{form}")]


def _of_evidence(key: tuple[str | None, str | None, str, str | None]) -> list[list[str]]:
    """The features of what the rules made of the word before, of the gap before that, of the word and the next."""
    names = ("-e", "-g", "e", "+e")
    return [[name + value for name, value in zip(names, key, strict=True) if value is not None]]


def _evidence(
    surfaces: Sequence[str], tokens: Sequence[Token], found: Iterable[Candidate]
) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """For every token what the rules made of it; for every word of a name the features of its being one."""
    starts = [start for start, _ in tokens]
    marks = ["O"] * len(tokens)
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
