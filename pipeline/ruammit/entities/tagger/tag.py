"""What the tagger makes of the names that the rules found: some added, some cut, some rejected."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pycrfsuite

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate, Priority
from ruammit.entities.tagger.edges import Edges
from ruammit.entities.tagger.features import FeatureMaker
from ruammit.entities.tagger.model import CURE, MODEL, load
from ruammit.entities.tagger.scores import Scorer
from ruammit.entities.tagger.tables import Known
from ruammit.entities.tagger.weights import Weights, read_weights
from ruammit.entities.tagger.words import Cluster
from ruammit.errors import ModelError
from ruammit.languages import LanguagePack, Token
from ruammit.schema import EntityType

__all__ = ["OUTSIDE", "RULES", "Tagger", "decoded", "reviewed"]

OUTSIDE = "O"
_SURE = 0.8  # probability of a name that is longer than the rules' name at its place
_SURE_SHORTER = 0.7  # probability of a person's name that is shorter than the rules' name at its place
_NO_NAME = {EntityType.PERSON: 0.9, EntityType.ORG: 0.95}
"""Probability, for every word of a rule's name, of being in no name, from which the name is rejected: set on annotated
articles and sentences that the model had not learnt from."""
_SOUND = frozenset({"person-heard", "person-bracket", "person-latin"})
"""Rules whose names their own letters show to be names: these are not rejected."""
RULES = {EntityType.PERSON: "person-tagged", EntityType.ORG: "organisation-tagged"}
"""The types that the tagger adds, and the rule that its names carry. Places are left to the gazetteer."""


_LONGEST = 200
"""Characters of a name, at the most."""


class Tagger:
    """A language's tagger: a conditional random field over words.

    CRFsuite takes longer to look up the features of a text than for all the rest. So their weights are summed here,
    once for a word wherever it stands, and each tag's sum is handed over as the value of one attribute that speaks for
    that tag alone.

    Args:
        pack: the language.
        clusters: by word, those that the model was trained with.
        path: the model.

    Raises:
        ModelError: a tag has no such attribute.
    """

    def __init__(self, pack: LanguagePack, clusters: Mapping[str, Cluster], path: Path) -> None:
        self.edges = Edges(pack)
        self.model = pycrfsuite.Tagger()
        self.model.open(str(path))
        weights = read_weights(path)
        inside = [label for label in weights.labels if label != OUTSIDE]
        carriers = [_carrier(label, weights, path) for label in inside]
        self.carriers = [weights.attributes[at].encode() for at in carriers]
        columns = [weights.labels.index(label) for label in inside]
        scores = weights.values[:, columns] - weights.values[:, [weights.labels.index(OUTSIDE)]]
        features = {name: row for row, name in enumerate(weights.attributes)}
        self.features = FeatureMaker(pack, clusters)
        self.scores = Scorer(self.features, Known(features, scores / weights.values[carriers, columns]))

    def names(self, analysis: Analysis, found: Sequence[Candidate]) -> Iterator[tuple[Candidate, float]]:
        """Every name that the tagger sees, and its probability: the least of its words'.

        Args:
            analysis: the article.
            found: what the rules have found, in text order, without overlaps.
        """
        tokens = analysis.tokens
        if not tokens:
            return
        tags = self.tags(analysis, found)
        for first, last, kind in decoded(tags):
            if kind in RULES:
                probability = min(self.model.marginal(tags[at], at) for at in range(first, last + 1))
                start, end = tokens[first][0], tokens[last][1]
                if end - start > _LONGEST:
                    continue
                name = Candidate(start, end, kind, RULES[kind], Priority.TAGGED)
                yield from ((piece, probability) for piece in self.edges.pieces(name, analysis.text))

    def tags(self, analysis: Analysis, found: Sequence[Candidate]) -> list[str]:
        """The likeliest tags of the words, whose probabilities `model` tells then; arguments as for `names`."""
        scores = self.scores(self.features.seen(analysis.text, analysis.tokens, found))
        a, b, c, d, e, f = self.carriers  # first words and others of three types; written out: twice as fast as `zip`
        rows = scores.tolist()
        return list(self.model.tag([{a: u, b: v, c: w, d: x, e: y, f: z} for u, v, w, x, y, z in rows]))

    def rejected(self, tokens: Sequence[Token], found: Iterable[Candidate]) -> set[Candidate]:
        """The candidates none of whose words is part of a name, as far as the tagger can tell.

        Args:
            tokens: of the article whose names were asked for last.
            found: what the rules have found in it.
        """
        starts = [start for start, _ in tokens]
        doubtful = set()
        for one in found:
            if one.type not in _NO_NAME or one.rule in _SOUND:
                continue
            first = max(bisect_right(starts, one.start) - 1, 0)
            inside = range(first, bisect_left(starts, one.end, first))
            if inside and min(self.model.marginal(OUTSIDE, at) for at in inside) > _NO_NAME[one.type]:
                doubtful.add(one)
        return doubtful


def _carrier(label: str, weights: Weights, path: Path) -> int:
    """The number of the shortest attribute, which is looked up fastest, that speaks for or against the label alone."""
    alone = np.count_nonzero(weights.values, axis=1) == 1
    numbers = np.flatnonzero(alone & (weights.values[:, weights.labels.index(label)] != 0))
    if not numbers.size:
        raise ModelError(f"no feature speaks for {label} alone", where=str(path), cure=CURE)
    return int(min(numbers, key=lambda number: len(weights.attributes[number].encode())))


@cache
def _tagger(pack: LanguagePack) -> tuple[Tagger, Mapping[str, float]]:
    """The language's tagger and its thresholds."""
    assert pack.tagger is not None
    card, clusters = load(pack.tagger, pack.code)
    return Tagger(pack, clusters, pack.tagger / MODEL), card.thresholds


def reviewed(analysis: Analysis, found: Sequence[Candidate]) -> list[Candidate]:
    """What stands of the names that the rules found, and the names that the language's tagger adds; they may overlap.

    Args:
        analysis: the article.
        found: what the rules have found, in text order, without overlaps.

    Raises:
        ModelError: the model is missing or does not fit.
    """
    pack, text = analysis.pack, analysis.text
    if pack.tagger is None or not analysis.tokens:
        return list(found)
    tagger, least = _tagger(pack)
    ends = {one.end for one in found}
    by_start = {one.start: one for one in found}
    added = []
    shortened: dict[Candidate, int] = {}
    for one, probability in tagger.names(analysis, found):
        rule = by_start.get(one.start)
        if rule and _is_shorter(text, rule, one) and probability >= _SURE_SHORTER:
            shortened[rule] = one.end
        if probability < least[one.type.value] or (one.start in ends and text[one.start].isalnum()):
            continue  # doubtful, or the rest of a name that a rule has cut short
        name = tagger.edges.without(text, one)
        if name is None:
            continue
        rule = by_start.get(name.start)
        if rule and rule.type is name.type is EntityType.PERSON and rule.end < name.end:
            if rule.rule in _SOUND or probability < _SURE:
                continue  # the rule's name stands, and may have another person's after it
            name = rule._replace(end=name.end, priority=Priority.EXTENDED)
        added.append(name)
    rejected = tagger.rejected(analysis.tokens, found)
    kept = (one._replace(end=shortened.get(one, one.end)) for one in found if one not in rejected)
    return [*kept, *added]


def _is_shorter(text: str, rule: Candidate, one: Candidate) -> bool:
    """Whether it is a rule's person less the letters at its end: not less a word, which may be a family name."""
    is_shorter = rule.type is one.type is EntityType.PERSON and one.end < rule.end - 1  # a lone letter is the name's
    return is_shorter and text[one.end] != " "


def decoded(tags: Sequence[str]) -> Iterator[tuple[int, int, EntityType]]:
    """First token, last token and type of every name in a sequence of the tags B-TYPE, I-TYPE and O."""
    first, kind = 0, OUTSIDE
    for at, tag in enumerate([*tags, OUTSIDE]):
        if tag == kind == OUTSIDE:  # as most words are
            continue
        goes_on = tag == f"I-{kind}"
        if kind != OUTSIDE and not goes_on:
            yield first, at - 1, EntityType(kind)
        if not goes_on:
            first, kind = at, tag[2:] or OUTSIDE
