"""Flows between countries as GeoJSON (RFC 7946): for QGIS, kepler.gl, Leaflet and the like.

A line is a pair of countries and a kind of record, drawn from capital to capital; a point is a country. Records are
counted, and of amounts the largest are given, never a sum: articles repeat each other, and a year's figure holds its
months.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruammit.ontology.model import ontology
from ruammit.schema import Amount, Record, plain_decimal
from ruammit.text.counted import counted
from ruammit.text.visible import json_text

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset
    from ruammit.merging.clusters import Told
    from ruammit.views.labels import Labels

__all__ = ["capitals", "flows", "line", "links"]

Position = tuple[float, float]
"""Longitude and latitude in degrees (WGS 84), the order of GeoJSON."""
Link = tuple[str, str, str, bool]
"""Two countries, a kind, and whether something flows from the first to the second."""


@cache
def capitals() -> dict[str, Position]:
    """Country (ISO 3166-1 alpha-2) to where its capital lies."""
    table = resources.files("ruammit.exports").joinpath("data/capitals.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t")
    return {row["country"]: (float(row["longitude"]), float(row["latitude"])) for row in rows}


@dataclass
class _Flow:
    """What is known of a link."""

    records: int = 0
    articles: set[str] = field(default_factory=set)
    days: list[str] = field(default_factory=list)
    """The first and the last day."""
    largest: dict[tuple[str, str], tuple[Decimal, str]] = field(default_factory=dict)
    """Measure and currency to the largest amount and its record."""

    def add(self, told: Told) -> None:
        """Count a record."""
        record = told.record
        self.records += 1
        self.articles.add(told.article)
        days = [*self.days, *(day for day in (record.start, record.end) if day and "X" not in day)]
        self.days = [min(days), max(days)] if days else []
        for amount in record.amounts:
            key = amount.measure.value, amount.currency
            value = _upper(amount)
            if key not in self.largest or value > self.largest[key][0]:
                self.largest[key] = value, record.id


def _upper(amount: Amount) -> Decimal:
    return amount.value if amount.value_max is None else amount.value_max


def links(record: Record) -> list[Link]:
    """The pairs of countries that a record links: giver to taker where its roles tell, else each two of them."""
    roles = ontology().kinds[record.kind].roles
    countries = {party.country for party in record.parties if party.country}
    givers = {party.country for party in record.parties if roles and party.role == roles[0] and party.country}
    takers = {party.country for party in record.parties if len(roles) > 1 and party.role == roles[1] and party.country}
    directed = [(one, two) for one, two in product(sorted(givers), sorted(takers)) if one != two]
    if directed:
        return [(one, two, record.kind.value, True) for one, two in directed]
    return [(one, two, record.kind.value, False) for one, two in combinations(sorted(countries), 2)]


def line(start: Position, end: Position) -> dict[str, Any]:
    """The shorter way between two places as a geometry, cut where it crosses the antimeridian (RFC 7946, 3.1.9)."""
    (west, low), (east, high) = sorted((start, end))
    if east - west <= 180:
        return {"type": "LineString", "coordinates": [list(start), list(end)]}
    gap = west + 360 - east
    at = round(high + (low - high) * ((180 - east) / gap if gap else 0), 3)
    parts = [[[east, high], [180.0, at]], [[-180.0, at], [west, low]]]
    if start == (west, low):
        parts = [part[::-1] for part in parts[::-1]]
    return {"type": "MultiLineString", "coordinates": parts}


def flows(dataset: Dataset, path: Path, words: Labels) -> str:
    """A feature collection with a line per link and a point per country."""
    found: dict[Link, _Flow] = {}
    places: dict[str, int] = {}
    for told in dataset.told():
        for country in {party.country for party in told.record.parties if party.country}:
            places[country] = places.get(country, 0) + 1
        for link in links(told.record):
            found.setdefault(link, _Flow()).add(told)
    lines = list(_lines(found, words))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type": "FeatureCollection", "features": [\n')
        file.write(",\n".join(map(json_text, [*lines, *_points(places, words)])))
        file.write("\n]}\n")
    return counted(len(lines), "flow between countries", "flows between countries")


def _lines(found: dict[Link, _Flow], words: Labels) -> Iterator[dict[str, Any]]:
    for link, flow in sorted(found.items()):
        one, two, kind, directed = link
        if one in capitals() and two in capitals():
            properties = {
                "from": one,
                "to": two,
                "from_name": words.country(one),
                "to_name": words.country(two),
                "directed": directed,
                "kind": kind,
                "kind_name": words.word("kinds", kind),
                "records": flow.records,
                "articles": len(flow.articles),
                "start": flow.days[0] if flow.days else None,
                "end": flow.days[-1] if flow.days else None,
                "largest": [
                    {"measure": measure, "currency": currency, "value": plain_decimal(value), "record": record}
                    for (measure, currency), (value, record) in sorted(flow.largest.items())
                ],
            }
            yield _feature(line(capitals()[one], capitals()[two]), properties)


def _points(places: dict[str, int], words: Labels) -> Iterable[dict[str, Any]]:
    for country, records in sorted(places.items()):
        if country in capitals():
            geometry = {"type": "Point", "coordinates": list(capitals()[country])}
            yield _feature(geometry, {"country": country, "name": words.country(country), "records": records})


def _feature(geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}
