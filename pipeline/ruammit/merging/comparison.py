"""What two records can agree on, and what keeps them apart: the comparison behind merging across articles."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from ruammit.schema import EntityType, Record

__all__ = ["Content", "apart", "block_keys", "common_facts", "content"]

TOLERANCE = Decimal("0.02")
"""Amounts that differ by no more than this share are the same amount, rounded or converted by one of the papers."""
_STEP = math.log(1 + 2 * float(TOLERANCE))
MONTH = 31
"""Days of the longest period that by itself tells one happening from another."""

Amount = tuple[str, str, Decimal]
"""Measure, currency, value."""


@dataclass(frozen=True)
class Content:
    """What a record says, in terms that are the same in every language.

    Attributes:
        kind: the record's kind.
        status: done or planned.
        countries: ISO codes, and canonical names of the international bodies among the parties.
        places: (country, identifier) of the cities and provinces among the parties.
        bodies: (country, identifier) of the organisations among the parties.
        period: start and end, None where unsaid.
        amounts, shares, counts, sectors: the values of these slots.
        ordinal: tells apart what one article says twice in the same terms.
    """

    kind: str
    status: str
    countries: frozenset[str]
    places: frozenset[tuple[str, str]]
    bodies: frozenset[tuple[str, str]]
    period: tuple[str, str] | None
    amounts: frozenset[Amount]
    shares: frozenset[Decimal]
    counts: frozenset[tuple[str, Decimal]]
    sectors: frozenset[str]
    ordinal: int = field(default=0)

    def sort_key(self) -> tuple[object, ...]:
        """An order of contents that does not depend on the order in which articles come."""
        sets = (self.countries, self.places, self.bodies, self.amounts, self.shares, self.counts, self.sectors)
        return (self.kind, self.status, self.period or ("", ""), *(sorted(values) for values in sets), self.ordinal)


def content(record: Record) -> Content:
    """The record in terms that can be compared across articles and languages."""
    countries: set[str] = set()
    places: set[tuple[str, str]] = set()
    bodies: set[tuple[str, str]] = set()
    for party in record.parties:
        identifier = party.ref or party.canonical.casefold()
        if party.country is None:
            countries.add(identifier)
            continue
        countries.add(party.country)
        if party.type is EntityType.ORG:
            bodies.add((party.country, identifier))
        elif identifier != f"iso3166:{party.country}":
            places.add((party.country, identifier))
    return Content(
        kind=str(record.kind),
        status=str(record.status),
        countries=frozenset(countries),
        places=frozenset(places),
        bodies=frozenset(bodies),
        period=(record.start, record.end) if record.start and record.end else None,
        amounts=frozenset((str(a.measure), a.currency, a.value.normalize()) for a in record.amounts),
        shares=frozenset(share.value.normalize() for share in record.shares),
        counts=frozenset((count.unit, count.value.normalize()) for count in record.counts),
        sectors=frozenset(map(str, record.sectors)),
    )


def block_keys(one: Content) -> Iterator[tuple[object, ...]]:
    """Keys of the blocks that the content stands in; two contents that agree on a fact share at least one block."""
    sides: list[tuple[str, ...]] = [*combinations(sorted(one.countries), 2)] or [tuple(one.countries)]
    for pair in sides:
        base = (one.kind, pair)
        for _, currency, value in one.amounts:
            if value > 0:  # two neighbouring steps: values within the tolerance share one of them
                step = math.floor(math.log(float(value)) / _STEP)
                yield from ((*base, currency, step), (*base, currency, step + 1))
        for share in one.shares:
            yield (*base, "share", share)
        if one.period and _short(one.period):
            yield (*base, "day", one.period[0][4:])
        for body in one.bodies:
            yield (*base, "body", body)
        if one.places and not one.amounts and not one.shares:
            yield (*base, "field", one.places, one.sectors)


def _short(period: tuple[str, str]) -> bool:
    """Whether the period is at most a month long, read off the text so that days that never were do no harm."""
    (first, start), (last, end) = ((day[:4], day[5:]) for day in period)
    months = (0 if "X" in first + last else int(last) - int(first)) * 12 + int(end[:2]) - int(start[:2])
    return months * MONTH + int(end[3:]) - int(start[3:]) < MONTH


def apart(one: Content, two: Content) -> bool:
    """Whether the two cannot be the same happening: another city, another time, another amount."""
    return (
        one.kind != two.kind
        or not _same_sides(one, two)
        or _other_places(one, two)
        or not _times_meet(one.period, two.period)
        or _other_amounts(one, two)
    )


def _same_sides(one: Content, two: Content) -> bool:
    common = one.countries & two.countries
    return len(common) >= 2 or one.countries == two.countries


def _other_places(one: Content, two: Content) -> bool:
    """Whether they name different parts of a country: two cities, or a city and a body that may sit anywhere."""
    for country in one.countries & two.countries:
        here, there = _within(one.places, country), _within(two.places, country)
        if here and there:
            if not here & there:
                return True
        elif (here and _within(two.bodies, country)) or (there and _within(one.bodies, country)):
            return True
    return False


def _within(names: frozenset[tuple[str, str]], country: str) -> set[tuple[str, str]]:
    return {name for name in names if name[0] == country}


def _times_meet(one: tuple[str, str] | None, two: tuple[str, str] | None) -> bool:
    """Whether the periods can be of the same happening: one holds the other (years that nothing tells: any)."""
    if one is None or two is None:
        return True
    if "X" in "".join(one + two):
        return tuple(day[4:] for day in one) == tuple(day[4:] for day in two)
    return (one[0] <= two[0] and two[1] <= one[1]) or (two[0] <= one[0] and one[1] <= two[1])


def _near(one: Decimal, two: Decimal) -> bool:
    return abs(one - two) <= TOLERANCE * max(abs(one), abs(two))


def _other_amounts(one: Content, two: Content) -> bool:
    """Whether both give an amount of the same measure and currency, and no two of these are near."""
    for measure, currency in {a[:2] for a in one.amounts} & {a[:2] for a in two.amounts}:
        here = [a[2] for a in one.amounts if a[:2] == (measure, currency)]
        there = [a[2] for a in two.amounts if a[:2] == (measure, currency)]
        if not any(_near(x, y) for x in here for y in there):
            return True
    return False


def common_facts(one: Content, two: Content) -> tuple[str, ...]:
    """The facts on which the two agree and which make them one happening, the strongest first; none: they stay two."""
    facts = []
    same_field = bool(one.sectors & two.sectors) or one.sectors == two.sectors
    same_places = one.places == two.places
    if any(a[:2] == b[:2] and _near(a[2], b[2]) for a in one.amounts for b in two.amounts):
        facts.append("amount")
    if one.shares & two.shares and same_places:
        facts.append("share")
    figures_differ = bool(one.amounts) != bool(two.amounts) or bool(one.shares) != bool(two.shares)
    if not figures_differ and same_field:
        if one.period and two.period and _short(one.period) and _short(two.period):
            facts.append("day")
        shared = {country for country, _ in one.bodies & two.bodies}
        if len(shared) >= 2 or (shared and one.bodies == two.bodies):
            facts.append("bodies")
        if same_places and one.places and one.sectors == two.sectors and one.status == two.status:
            same_when = one.period == two.period
            same_who = one.bodies == two.bodies or not one.bodies or not two.bodies
            if same_when and same_who and not one.amounts:
                facts.append("field")
    return tuple(facts)
