"""What belongs to no name, at its ends or as a whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ruammit.entities.candidate import Candidate
from ruammit.entities.lexicons import CasedPersons, Tagged, UncasedPersons
from ruammit.entities.organisation_lexicons import CasedOrganisations, UncasedOrganisations
from ruammit.languages import LanguagePack
from ruammit.matching import any_of
from ruammit.schema import EntityType

__all__ = ["Edges"]

_SHORTEST = 2  # characters
_SHORTEST_OFFICE = 5  # letters: shorter words for an office open family names as well
_LONGEST_SAID = 12  # letters of words of saying
_BETWEEN_PERSONS, _BETWEEN_BODIES = re.compile(r" *[,;\n] *"), re.compile(r" *[;\n] *")


class Edges:
    """What belongs to no name of a language, at its ends or as a whole."""

    def __init__(self, pack: LanguagePack) -> None:
        lexicon = pack.lexicon(Tagged)
        persons = pack.lexicon(CasedPersons if pack.script.cased else UncasedPersons)
        organisations = _organisations(pack)
        self.roles = re.compile(rf"(?:{any_of(lexicon.roles | persons.titles)} *)+")
        self.ends = frozenset[str]() if pack.script.cased else pack.lexicon(UncasedPersons).ends
        offices = frozenset[str]() if pack.script.cased else pack.lexicon(UncasedPersons).after_two_families
        uncased = None if pack.script.cased else pack.lexicon(UncasedPersons)
        strong = uncased.ends - uncased.weak_ends if uncased else frozenset[str]()
        sure = any_of(
            {office for office in offices if len(office) >= _SHORTEST_OFFICE}
            | {word for word in strong if len(word) > _SHORTEST_OFFICE}
        )
        self.office = re.compile(rf"(?:{any_of(offices)})?{sure}")
        self.said = re.compile(any_of(frozenset[str]() if pack.script.cased else pack.lexicon(UncasedPersons).said))
        self.none = {
            EntityType.PERSON: lexicon.no_persons | persons.no_names | lexicon.roles,
            EntityType.ORG: lexicon.no_organisations,
        }
        heads = any_of(organisations.heads.state | organisations.heads.body | organisations.heads.company)
        self.short = re.compile(rf"{heads} ?{re.escape(organisations.abbreviation_sign)}")
        self.no_body = re.compile(any_of(_no_bodies(organisations)))
        no_latin = organisations.latin_no_names if isinstance(organisations, UncasedOrganisations) else frozenset[str]()
        self.no_latin = re.compile(rf"{any_of(no_latin)}\Z")
        self.facility = re.compile(any_of(lexicon.facilities))
        self.closing = tuple(filter(None, (organisations.abbreviation_sign, ".")))

    def pieces(self, one: Candidate, text: str) -> Iterator[Candidate]:
        """The names of a list that the tagger took for one."""
        signs = _BETWEEN_PERSONS if one.type is EntityType.PERSON else _BETWEEN_BODIES
        at = one.start
        for sign in signs.finditer(text, one.start, one.end):
            if sign.start() > at:
                yield one._replace(start=at, end=sign.start())
            at = sign.end()
        if at < one.end:
            yield one._replace(start=at)

    def without(self, text: str, one: Candidate) -> Candidate | None:
        """The name without signs and roles around it; None where nothing is left of it."""
        start, end = one.start, one.end
        while start < end and not text[start].isalnum():
            start += 1
        if one.type is EntityType.PERSON:
            role = self.roles.match(text, start, end)
            if role and role.end() < end and not _cuts_latin(text, role.end()):
                start = role.end()
            end = self.cut(text, start, end)
        while start < end and not self.closes(text, start, end):
            end -= 1
        name = text[start:end]
        if one.type is EntityType.ORG and (
            self.short.fullmatch(name)
            or self.no_body.match(name)
            or self.is_common_noun(name)
            or self.facility.search(name)
        ):
            return None  # a body named before, or what the rules know as a common noun
        if name.isascii() and name.islower():
            return None
        if end - start < _SHORTEST or name in self.none[one.type] or sum(map(str.isalpha, name)) < _SHORTEST:
            return None
        return one._replace(start=start, end=end)

    def is_common_noun(self, name: str) -> bool:
        """Whether a name in foreign letters is a noun that ends like one, a word before it at the most."""
        noun = self.no_latin.search(name)
        return noun is not None and name.count(" ", 0, noun.start()) <= 1

    def cut(self, text: str, start: int, end: int) -> int:
        """Where a word by itself or an office ends a person's name, or words of saying, wherever the segmenter cuts."""
        said = self.said.search(text, start + 1, end + _LONGEST_SAID)
        if said and said.start() < end:
            end = said.start()
        at = text.find(" ", start, end)
        while at >= 0:
            further = text.find(" ", at + 1, end)
            if text[at + 1 : further if further >= 0 else end] in self.ends or self.office.match(text, at + 1, end):
                return at
            at = further
        return end

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
