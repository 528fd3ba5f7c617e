"""Names that the tagger adds to those of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pycrfsuite

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate, Priority
from ruammit.entities.tagger.edges import Edges
from ruammit.entities.tagger.features import FeatureMaker
from ruammit.entities.tagger.model import MODEL, load
from ruammit.languages import LanguagePack
from ruammit.schema import EntityType

__all__ = ["OUTSIDE", "RULES", "Tagger", "decoded", "tagged"]

OUTSIDE = "O"
_SURE = 0.8  # probability of a name that is longer than the rules' name at its place
RULES = {EntityType.PERSON: "person-tagged", EntityType.ORG: "organisation-tagged"}
"""The types that the tagger adds, and the rule that its names carry. Places are left to the gazetteer."""


_LONGEST = 200
"""Characters of a name, at the most."""


class Tagger:
    """A language's tagger: a conditional random field over words.

    Args:
        pack: the language.
        features: makes the features that the model was trained on.
        path: the model.
    """

    def __init__(self, pack: LanguagePack, features: FeatureMaker, path: Path) -> None:
        self.features = features
        self.edges = Edges(pack)
        self.model = pycrfsuite.Tagger()
        self.model.open(str(path))

    def names(self, analysis: Analysis, found: Sequence[Candidate]) -> Iterator[tuple[Candidate, float]]:
        """Every name that the tagger sees, and its probability: the least of its words'.

        Args:
            analysis: the article.
            found: what the rules have found, in text order, without overlaps.
        """
        tokens = analysis.tokens
        if not tokens:
            return
        tags = self.model.tag(self.features(analysis.text, tokens, found))
        for first, last, kind in decoded(tags):
            if kind in RULES:
                probability = min(self.model.marginal(tags[at], at) for at in range(first, last + 1))
                start, end = tokens[first][0], tokens[last][1]
                if end - start > _LONGEST:
                    continue
                yield Candidate(start, end, kind, RULES[kind], Priority.TAGGED), probability


@cache
def _tagger(pack: LanguagePack) -> tuple[Tagger, Mapping[str, float]]:
    """The language's tagger and its thresholds."""
    assert pack.tagger is not None
    card, clusters = load(pack.tagger, pack.code)
    return Tagger(pack, FeatureMaker(pack, clusters), pack.tagger / MODEL), card.thresholds


def tagged(analysis: Analysis, found: Sequence[Candidate]) -> list[Candidate]:
    """The names that the language's tagger adds.

    Args:
        analysis: the article.
        found: what the rules have found, in text order, without overlaps.

    Raises:
        ModelError: the model is missing or does not fit.
    """
    pack, text = analysis.pack, analysis.text
    if pack.tagger is None:
        return []
    tagger, least = _tagger(pack)
    ends = {one.end for one in found}
    by_start = {one.start: one for one in found}
    kept = []
    for one, probability in tagger.names(analysis, found):
        if probability < least[one.type.value] or (one.start in ends and text[one.start].isalnum()):
            continue  # doubtful, or the rest of a name that a rule has cut short
        name = tagger.edges.without(text, one)
        if name is None:
            continue
        rule = by_start.get(name.start)
        if rule and rule.type is name.type is EntityType.PERSON and rule.end < name.end and probability >= _SURE:
            name = rule._replace(end=name.end, priority=Priority.EXTENDED)
        kept.append(name)
    return kept


def decoded(tags: Sequence[str]) -> Iterator[tuple[int, int, EntityType]]:
    """First token, last token and type of every name in a sequence of the tags B-TYPE, I-TYPE and O."""
    first, kind = 0, OUTSIDE
    for at, tag in enumerate([*tags, OUTSIDE]):
        goes_on = tag == f"I-{kind}"
        if kind != OUTSIDE and not goes_on:
            yield first, at - 1, EntityType(kind)
        if not goes_on:
            first, kind = at, tag[2:] or OUTSIDE
