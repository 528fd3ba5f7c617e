"""Names that the tagger adds to those of the rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

import pycrfsuite

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate, Priority
from ruammit.entities.lexicons import CasedOrganisations, CasedPersons, Tagged, UncasedOrganisations, UncasedPersons
from ruammit.entities.tagger.features import FeatureMaker
from ruammit.entities.tagger.model import load
from ruammit.languages import LanguagePack
from ruammit.matching import any_of
from ruammit.schema import EntityType

__all__ = ["OUTSIDE", "RULES", "Tagger", "decoded", "tagged"]

OUTSIDE = "O"
_SHORTEST = 2  # characters
RULES = {EntityType.PERSON: "person-tagged", EntityType.ORG: "organisation-tagged"}
"""The types that the tagger adds, and the rule that its names carry. Places are left to the gazetteer."""


class Tagger:
    """A language's tagger: a conditional random field over words.

    Args:
        pack: a language that has a tagger.

    Raises:
        ModelError: its model is missing or does not fit.
    """

    def __init__(self, pack: LanguagePack) -> None:
        assert pack.tagger is not None
        self.model: pycrfsuite.Tagger
        self.model, self.card, clusters = load(pack.tagger, pack.code)
        self.features = FeatureMaker(pack, clusters)

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
                yield Candidate(start, end, kind, RULES[kind], Priority.TAGGED), probability


@cache
def _tagger(pack: LanguagePack) -> Tagger:
    return Tagger(pack)


class _Edges:
    """What belongs to no name, at its ends or as a whole."""

    def __init__(self, pack: LanguagePack) -> None:
        lexicon = pack.lexicon(Tagged)
        persons = pack.lexicon(CasedPersons if pack.script.cased else UncasedPersons)
        organisations = _organisations(pack)
        self.roles = re.compile(rf"(?:{any_of(lexicon.roles | persons.titles)} *)+")
        self.none = {
            EntityType.PERSON: lexicon.no_persons | persons.no_names | lexicon.roles,
            EntityType.ORG: lexicon.no_organisations,
        }
        heads = any_of(organisations.heads.state | organisations.heads.body | organisations.heads.company)
        self.short = re.compile(rf"{heads} ?{re.escape(organisations.abbreviation_sign)}")
        self.no_body = re.compile(any_of(_no_bodies(organisations)))
        self.closing = tuple(filter(None, (organisations.abbreviation_sign, ".")))

    def without(self, text: str, one: Candidate) -> Candidate | None:
        """The name without signs and roles around it; None where nothing is left of it."""
        start, end = one.start, one.end
        while start < end and not text[start].isalnum():
            start += 1
        if one.type is EntityType.PERSON:
            role = self.roles.match(text, start, end)
            if role and role.end() < end and not _cuts_latin(text, role.end()):
                start = role.end()
        while start < end and not self.closes(text, start, end):
            end -= 1
        name = text[start:end]
        if one.type is EntityType.ORG and (self.short.fullmatch(name) or self.no_body.match(name)):
            return None  # a body named before, or what the rules know as a common noun
        if end - start < _SHORTEST or name in self.none[one.type] or name.replace(".", "").isdigit():
            return None
        return one._replace(start=start, end=end)

    def closes(self, text: str, start: int, end: int) -> bool:
        """Whether the last character may close a name: a letter, a sign of abbreviation, a bracket that it opened."""
        last = text[end - 1]
        if last == ")":
            return "(" in text[start:end]
        return last.isalnum() or last in self.closing or unicodedata.category(last) == "Mn"


def _organisations(pack: LanguagePack) -> CasedOrganisations | UncasedOrganisations:
    return pack.lexicon(CasedOrganisations) if pack.script.cased else pack.lexicon(UncasedOrganisations)


def _no_bodies(organisations: CasedOrganisations | UncasedOrganisations) -> frozenset[str]:
    """Beginnings that the rules have looked at, and found to name no body without a sign of a name."""
    if isinstance(organisations, CasedOrganisations):
        return organisations.heads.no_bodies
    return organisations.no_names | organisations.weak


def _cuts_latin(text: str, at: int) -> bool:
    """Whether a word in a script with capitals runs on over the place."""
    left, right = text[at - 1], text[at]
    return left.isalnum() and right.isalnum() and left.lower() != left.upper() and right.lower() != right.upper()


@cache
def _edges(pack: LanguagePack) -> _Edges:
    return _Edges(pack)


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
    tagger, edges = _tagger(pack), _edges(pack)
    least = tagger.card.thresholds
    ends = {one.end for one in found}
    kept = []
    for one, probability in tagger.names(analysis, found):
        if probability < least[one.type.value] or (one.start in ends and text[one.start].isalnum()):
            continue  # doubtful, or the rest of a name that a rule has cut short
        if name := edges.without(text, one):
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
