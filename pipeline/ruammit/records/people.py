"""For whom a person speaks: the country in the office that the article gives them ("Tổng thống Mỹ Donald Trump").

Where only the person is named later on ("ông Trump"), their country is what stands on that side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ruammit.entities.leaders import leaders
from ruammit.languages import LanguagePack
from ruammit.schema import Entity

__all__ = ["Office", "countries_of_people", "leaders_of", "offices_of_people"]

TITLE = 8
"""Characters between an office's country and the name: a title of courtesy, a space."""
REACH = 30
"""Characters from the start of a country's name to the name of who holds its office."""
OFFICE = 24
"""Characters between the start of an office and its country ("Bộ trưởng Ngoại giao ...")."""
AFTER = 2
"""Characters between a name and the office that follows it."""

Place = tuple[int, int]


class Office(NamedTuple):
    """A mention of a person beside an office of one country."""

    entity: Entity
    country: str
    start: int
    end: int


def offices_of_people(
    text: str, people: list[tuple[Place, Entity]], countries: list[tuple[Place, str]], offices: list[Place]
) -> list[Office]:
    """Every mention of a person beside an office whose country the article tells; several where several are near.

    Args:
        text: the text.
        people: the mentions of persons, with their places in the text.
        countries: the mentions of countries, in text order.
        offices: the words for offices, in text order.
    """
    found: list[Office] = []
    held = [(place, country) for place, country in countries if _held(place[0], offices)]
    starts = [place[0] for place, _ in held]
    for (start, end), entity in people:
        for (first, last), country in held[bisect_left(starts, start - REACH) : bisect_left(starts, end + OFFICE)]:
            before = 0 < start - last <= TITLE
            after = first >= end and any(0 <= a - end <= AFTER for a, _ in _around(first, offices))
            if (before or after) and "\n" not in text[min(start, first) : max(end, last)]:
                found.append(Office(entity, country, min(start, first), max(end, last)))
    return found


def leaders_of(pack: LanguagePack, people: Iterable[Entity], year: int) -> list[tuple[Entity, str]]:
    """The leaders of states among the people, who are known without an office, with their countries.

    Args:
        pack: of the article's language.
        people: the persons of the article.
        year: of the article; 0 where it is unknown.
    """
    known = leaders(pack)
    found = []
    for entity in {entity.name: entity for entity in people}.values():
        leader = known.get(entity.name)
        if leader and leader.in_office(year):
            found.append((entity, leader.country))
    return found


def countries_of_people(
    people: list[tuple[Place, Entity]], offices: list[Office], leading: Iterable[tuple[Entity, str]] = ()
) -> Iterator[tuple[Place, Entity, str]]:
    """Every mention of a person whose country the offices tell, or who leads a state, with that country."""
    told: dict[str, set[str]] = {}
    for entity, country in leading:
        for name in _names(entity):
            told.setdefault(name, set()).add(country)
    for office in offices:
        for name in _names(office.entity):
            told.setdefault(name, set()).add(office.country)
    for place, entity in people:
        found: set[str] = set()
        for name in _names(entity):
            found |= told.get(name, set())
        if len(found) == 1:
            yield place, entity, next(iter(found))


def _around(at: int, offices: list[Place]) -> list[Place]:
    """The offices that start within `OFFICE` characters before the place."""
    return offices[bisect_left(offices, (at - OFFICE, 0)) : bisect_left(offices, (at, 0))]


def _held(at: int, offices: list[Place]) -> bool:
    """Whether an office stands before the country that starts at the place, on its own or with its field."""
    return any(end <= at + 1 for _, end in _around(at, offices))


def _names(entity: Entity) -> set[str]:
    """What the person may be called: the whole name, and its words, for a family or given name used alone."""
    return {entity.canonical, entity.name, *(word for word in entity.name.split() if len(word) > 2)}
