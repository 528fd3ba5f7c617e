"""Entities: candidates gathered, overlaps resolved, later mentions found, spellings of one thing put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ruammit.analysis import Analysis
from ruammit.entities.aliases import Aliases
from ruammit.entities.candidate import Candidate
from ruammit.entities.countries import settle_countries
from ruammit.entities.organisations import PRIORITY_HEADED, find_organisations
from ruammit.entities.persons import find_persons, is_title
from ruammit.entities.places import find_known_organisations, find_places
from ruammit.schema import Entity, EntityType, Span

__all__ = ["find_entities"]


def find_entities(analysis: Analysis) -> list[Entity]:
    """Every surface form of a person, an organisation or a place, in the order of its first mention."""
    places = find_places(analysis)
    known = find_known_organisations(analysis)
    organisations = find_organisations(analysis, places, known)
    persons = find_persons(
        analysis, [*places, *known, *(one for one in organisations if one.priority >= PRIORITY_HEADED)]
    )
    titled = {person.start - 1 for person in persons if person.rule == "person-title"}
    places = [place for place in places if place.end not in titled or not is_title(analysis, place)]
    accepted = resolve([*places, *known, *organisations, *persons], len(analysis.text))
    aliases = Aliases(analysis)
    for further in (aliases.abbreviations, aliases.later_mentions):
        if more := list(further(accepted)):
            accepted = resolve([*accepted, *more], len(analysis.text))
    return entities(analysis, settle_countries(analysis, accepted, places), aliases)


def resolve(candidates: Iterable[Candidate], length: int) -> list[Candidate]:
    """Of overlapping candidates the one of higher priority, then the longer, then the earlier; in text order.

    Args:
        candidates: in any order.
        length: of the text.
    """
    taken = bytearray(length)
    kept = []
    for candidate in sorted(candidates, key=lambda one: (-one.priority, one.start - one.end, one.start)):
        if candidate.end > candidate.start and taken.find(1, candidate.start, candidate.end) < 0:
            taken[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
            kept.append(candidate)
    return sorted(kept, key=lambda one: one.start)


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
