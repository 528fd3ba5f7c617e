"""Write `views/data/world.json`: the countries' outlines and a place in each, projected, small enough for a page.

usage: python tools/build_world.py FOLDER      (FOLDER: the unpacked npm package world-atlas 2.0.2)

The package holds Natural Earth's boundaries (https://www.naturalearthdata.com/, public domain) as TopoJSON. Outlines
are those at 1:110,000,000; countries that are missing there have a place alone, from 1:50,000,000. The projection is
Equal Earth (Savric, Patterson and Jenny, 2018), centred on the Pacific side of Asia, so that lines from there to
America and to Europe do not cross each other's way.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry

TARGET = Path(__file__).parents[1] / "pipeline" / "ruammit" / "views" / "data" / "world.json"
WIDTH = 2_000
"""Units across the whole map."""
CENTRE, CUT = 150.0, -30.0
"""Degrees of longitude: the middle of the map, and its left and right edge."""
NORTH, SOUTH = 83.7, -56.0
"""Degrees of latitude of the map's edges."""
WITHOUT_NUMBER = {"Kosovo": "XK"}
"""Countries of the package without a number of ISO 3166-1, and the code that CLDR gives them."""

Point = tuple[float, float]
Ring = list[Point]


def project(longitude: float, latitude: float) -> Point:
    """Equal Earth, in radians of the sphere; x from the map's centre, y downwards."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    slope = 9 * a4 * theta**8 + 7 * a3 * theta**6 + 3 * a2 * theta**2 + a1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    return x, -(a4 * theta**9 + a3 * theta**7 + a2 * theta**3 + a1 * theta)


LEFT, RIGHT = project(-180, 0)[0], project(180, 0)[0]
TOP, BOTTOM = project(0, NORTH)[1], project(0, SOUTH)[1]
SCALE = WIDTH / (RIGHT - LEFT)


def placed(point: Point) -> tuple[int, int]:
    """Degrees as units of the map."""
    x, y = project(*point)
    return round((x - LEFT) * SCALE), round((y - TOP) * SCALE)


def arcs(topology: dict[str, Any]) -> list[Ring]:
    """The arcs of a TopoJSON file in degrees."""
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        found.append(points)
    return found


def outlines(path: Path) -> dict[str, list[Ring]]:
    """Code (ISO 3166-1 alpha-2; empty where there is none) to outer rings in degrees."""
    topology = json.loads(path.read_text("utf-8"))
    lines = arcs(topology)
    found: dict[str, list[Ring]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        country = pycountry.countries.get(numeric=shape.get("id", ""))
        code = country.alpha_2 if country else WITHOUT_NUMBER.get(shape["properties"]["name"], "")
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for polygon in polygons:
            ring: Ring = []
            for index in polygon[0]:
                ring += lines[index] if index >= 0 else lines[~index][::-1]
            found.setdefault(code, []).append(ring)
    return found


def clipped(ring: Ring, keep: Any, crossing: float) -> Ring:
    """The part of a ring on one side of a meridian (Sutherland and Hodgman)."""
    found: Ring = []
    for one, two in pairwise([*ring, ring[0]]):
        if keep(one[0]):
            found.append(one)
        if keep(one[0]) != keep(two[0]):
            part = (crossing - one[0]) / (two[0] - one[0])
            found.append((crossing, one[1] + part * (two[1] - one[1])))
    return found


def unwrapped(ring: Ring) -> Ring:
    """The ring with longitudes that go on where they pass 180 degrees."""
    found = ring[:1]
    for longitude, latitude in ring[1:]:
        turns = round((found[-1][0] - longitude) / 360)
        found.append((longitude + 360 * turns, latitude))
    return found


def turned(ring: Ring) -> Iterable[Ring]:
    """The ring cut where the map is cut, with longitudes counted from the map's centre."""
    ring = unwrapped(ring)
    west = clipped(ring, lambda x: x < CUT, CUT)
    east = clipped(ring, lambda x: x >= CUT, CUT)
    if west:
        yield [(x - CENTRE + 360, y) for x, y in west]
    if east:
        yield [(x - CENTRE, y) for x, y in east]


def area(ring: list[tuple[int, int]]) -> float:
    """Twice the signed area, in square units."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]))


def inside(point: Point, ring: list[tuple[int, int]]) -> bool:
    """Whether a point lies in a ring (even-odd rule)."""
    x, y = point
    odd = False
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def distance(point: Point, ring: list[tuple[int, int]]) -> float:
    """From a point to the nearest edge of a ring."""
    x, y = point
    least = math.inf
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        dx, dy = x2 - x1, y2 - y1
        along = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy or 1)))
        least = min(least, math.hypot(x - x1 - along * dx, y - y1 - along * dy))
    return least


def middle(rings: list[list[tuple[int, int]]]) -> tuple[int, int]:
    """The point of the largest ring that is farthest from its edge, of those on a grid; a small ring's own middle."""
    ring = max(rings, key=lambda ring: abs(area(ring)))
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    best = (sum(xs) / len(xs), sum(ys) / len(ys))
    steps = 40
    grid = [
        (min(xs) + (max(xs) - min(xs)) * i / steps, min(ys) + (max(ys) - min(ys)) * j / steps)
        for i in range(1, steps)
        for j in range(1, steps)
    ]
    best = max((point for point in grid if inside(point, ring)), key=lambda p: distance(p, ring), default=best)
    return round(best[0]), round(best[1])


def on_the_map(rings: list[Ring]) -> list[list[tuple[int, int]]]:
    """The rings in units of the map, points that fall together once, rings of less than three points left out."""
    found = []
    for ring in (part for whole in rings for part in turned(whole)):
        points = [placed(point) for point in ring]
        thin = [point for place, point in enumerate(points) if place == 0 or point != points[place - 1]]
        if len(set(thin)) >= 3:
            found.append(thin)
    return found


def steps(ring: list[tuple[int, int]]) -> list[int]:
    """The first point, and from each point to the next."""
    flat = list(ring[0])
    for (x1, y1), (x2, y2) in pairwise(ring):
        flat += [x2 - x1, y2 - y1]
    return flat


def main(folder: str) -> None:
    """Writes the file."""
    coarse = outlines(Path(folder) / "countries-110m.json")
    fine = outlines(Path(folder) / "countries-50m.json")
    countries = {}
    for code in sorted(coarse | fine):
        if code == "AQ":  # south of the map
            continue
        rings = on_the_map(coarse.get(code, []))
        shape: dict[str, Any] = {"rings": [steps(ring) for ring in rings]}
        if code:
            own = rings or on_the_map(fine[code])
            shape["at"] = middle(own) if own else placed(next(iter(turned(fine[code][0])))[0])
        countries[code] = shape
    world = {
        "source": "Natural Earth, public domain, through the npm package world-atlas 2.0.2; tools/build_world.py",
        "width": WIDTH,
        "height": round((BOTTOM - TOP) * SCALE),
        "countries": countries,
    }
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(world, separators=(",", ":")) + "\n", "utf-8")
    print(f"{TARGET.name}: {len(countries)} countries, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
