"""Entities: candidates gathered, overlaps resolved, later mentions found, spellings of one thing put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ruammit.analysis import Analysis
from ruammit.entities.aliases import abbreviations, canonical_names, later_mentions
from ruammit.entities.candidate import Candidate
from ruammit.entities.countries import settle_countries
from ruammit.entities.organisations import PRIORITY_HEADED, find_organisations
from ruammit.entities.persons import find_persons
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
    accepted = resolve([*places, *known, *organisations, *persons], len(analysis.text))
    accepted = resolve([*accepted, *abbreviations(analysis, accepted)], len(analysis.text))
    accepted = resolve([*accepted, *later_mentions(analysis, accepted)], len(analysis.text))
    return entities(analysis, settle_countries(analysis, accepted, places))


def resolve(candidates: Iterable[Candidate], length: int) -> list[Candidate]:
    """Of overlapping candidates the one of higher priority, then the longer, then the earlier; in text order.

    Args:
        candidates: in any order.
        length: of the text.
    """
    taken = bytearray(length)
    kept = []
    for candidate in sorted(candidates, key=lambda one: (-one.priority, one.start - one.end, one.start)):
        if candidate.end > candidate.start and not any(taken[candidate.start : candidate.end]):
            taken[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
            kept.append(candidate)
    return sorted(kept, key=lambda one: one.start)


def entities(analysis: Analysis, candidates: list[Candidate]) -> list[Entity]:
    """One entity a surface form and type, in the order of the first mentions; spellings of one thing share canonical,
    country and ref."""
    names = canonical_names(analysis, candidates)
    spans: dict[tuple[str, EntityType], list[Span]] = {}
    first: dict[tuple[str, EntityType], Candidate] = {}
    group: dict[tuple[str, EntityType], int] = {}
    for index, candidate in enumerate(candidates):
        quoted = analysis.quoted(candidate.start, candidate.end)
        key = (quoted["quote"], candidate.type)
        spans.setdefault(key, []).append(Span(start_char=quoted["start_char"], end_char=quoted["end_char"]))
        first.setdefault(key, candidate)
        if candidate.country and not first[key].country:
            first[key] = replace(first[key], country=candidate.country, ref=candidate.ref or first[key].ref)
        group.setdefault(key, index)
    return [
        Entity(
            name=name,
            type=kind,
            canonical=names[group[name, kind]],
            country=first[name, kind].country if kind is not EntityType.PERSON else None,
            ref=first[name, kind].ref,
            rule=first[name, kind].rule,
            mentions=tuple(mentions),
        )
        for (name, kind), mentions in spans.items()
    ]
