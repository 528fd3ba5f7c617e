"""Entities: candidates gathered, overlaps resolved, later mentions found, spellings of one thing put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ruammit.analysis import Analysis
from ruammit.entities.aliases import Aliases
from ruammit.entities.candidate import Candidate, Priority
from ruammit.entities.cased import organisations as cased_organisations
from ruammit.entities.cased import persons as cased_persons
from ruammit.entities.countries import settle_countries
from ruammit.entities.firms import find_firms
from ruammit.entities.home_signs import stray_names
from ruammit.entities.known import known_names
from ruammit.entities.lexicons import CasedPersons, UncasedPersons
from ruammit.entities.uncased import organisations as uncased_organisations
from ruammit.entities.uncased import persons as uncased_persons
from ruammit.entities.uncased.heard import find_heard
from ruammit.entities.uncased.untitled import find_untitled
from ruammit.languages import LanguagePack
from ruammit.matching import resolve
from ruammit.schema import Entity, EntityType, Flag, Span

__all__ = ["find_entities", "found_by_rules"]


def find_entities(analysis: Analysis) -> list[Entity]:
    """Every surface form of a person, an organisation or a place, in the order of its first mention.

    Raises:
        ModelError: the language has a learned tagger, and its model is missing or does not fit.
    """
    accepted, places = found_by_rules(analysis)
    length = len(analysis.text)
    aliases = Aliases(analysis)
    if analysis.pack.tagger:
        from ruammit.entities.tagger.tag import reviewed  # NumPy and CRFsuite, for those who need them

        accepted = settled(reviewed(analysis, accepted), length)
    for further in (aliases.abbreviations, aliases.later_mentions):
        if more := list(further(accepted)):
            accepted = settled([*accepted, *more], length)
    return entities(analysis, settle_countries(analysis, accepted, places), aliases)


def found_by_rules(analysis: Analysis) -> tuple[list[Candidate], list[Candidate]]:
    """What the rules find on the spot, in text order and without overlaps; and all places among it before that."""
    rules = _CASED if analysis.pack.script.cased else _UNCASED
    names = known_names(analysis)
    places, known = names.places(), names.organisations()
    if strays := stray_names(analysis, places):
        analysis.flags.append(_stray_flag(analysis, strays))
        places = [place for place in places if place not in strays]
    organisations = rules.organisations(analysis, places, known)
    headed = [one for one in organisations if one.priority >= Priority.HEADED]
    persons = rules.persons(analysis, [*places, *known, *headed])
    titled = {person.start - 1 for person in persons if person.rule == "person-title"}
    places = [
        place
        for place in places
        if place.end not in titled or not is_title(analysis, place) or names.before(names.rules.offices, place.start)
    ]
    further = [] if analysis.pack.script.cased else find_heard(analysis, [*places, *known])
    further += [] if analysis.pack.script.cased else find_untitled(analysis)
    places += [one for one in further if one.type is EntityType.GPE]
    firms = find_firms(analysis, places, [*known, *organisations], persons)
    found = [
        *places,
        *known,
        *organisations,
        *firms,
        *persons,
        *(one for one in further if one.type is EntityType.PERSON),
    ]
    return settled(found, len(analysis.text)), places


def _stray_flag(analysis: Analysis, strays: list[Candidate]) -> Flag:
    spans = [analysis.reading.raw_span(place.start, place.end) for place in strays]
    return Flag(
        code="stray-home-name",
        message="the name stands before a sentence of a translation and belongs to none: it is no place or side here",
        spans=tuple(Span(start_char=start, end_char=end) for start, end in spans),
    )


class _Rules(NamedTuple):
    """The rules for one kind of script."""

    organisations: Callable[[Analysis, Iterable[Candidate], Iterable[Candidate]], list[Candidate]]
    persons: Callable[[Analysis, list[Candidate]], list[Candidate]]


_CASED = _Rules(cased_organisations.find_organisations, cased_persons.find_persons)
_UNCASED = _Rules(uncased_organisations.find_organisations, uncased_persons.find_persons)


def is_title(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether what a candidate takes for a name is a title as well: "Anh", England or "elder brother"."""
    return analysis.text[candidate.start : candidate.end].lower() in _titles(analysis.pack)


@cache
def _titles(pack: LanguagePack) -> frozenset[str]:
    persons = pack.lexicon(CasedPersons if pack.script.cased else UncasedPersons)
    return frozenset(title.lower() for title in persons.titles)


def settled(candidates: Iterable[Candidate], length: int) -> list[Candidate]:
    """Of overlapping candidates the one of higher priority, then the longer, then the earlier; in text order.

    Args:
        candidates: in any order.
        length: of the text.
    """
    return resolve(candidates, length, rank=lambda one: -one.priority)


def entities(analysis: Analysis, candidates: list[Candidate], aliases: Aliases) -> list[Entity]:
    """One entity a surface form and type, in the order of the first mentions.

    Spellings of one thing share their canonical name, and the identifier where one of them has it.
    """
    names = aliases.canonical_names(candidates)
    refs = {name: one.ref for name, one in zip(names, candidates, strict=True) if one.ref}
    forms: dict[tuple[str, EntityType], _Form] = {}
    for candidate, canonical in zip(candidates, names, strict=True):
        start, end = analysis.reading.raw_span(candidate.start, candidate.end)
        form = forms.setdefault((analysis.article.text[start:end], candidate.type), _Form(candidate, canonical))
        form.country = form.country or candidate.country
        form.mentions.append(Span(start_char=start, end_char=end))
    return [
        Entity(
            name=name,
            type=kind,
            canonical=form.canonical,
            country=None if kind is EntityType.PERSON else form.country,
            ref=refs.get(form.canonical),
            rule=form.first.rule,
            mentions=tuple(form.mentions),
        )
        for (name, kind), form in forms.items()
    ]


@dataclass
class _Form:
    """A surface form while its mentions are gathered."""

    first: Candidate
    canonical: str
    country: str | None = None
    mentions: list[Span] = field(default_factory=list)
