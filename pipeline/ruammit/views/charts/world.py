"""A map: between which countries the records are, and which way investment, trade and aid go."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from ruammit.views.charts.drawing import (
    ACCENT,
    COLOURS,
    INK,
    LAND,
    PAPER,
    SIDES,
    WIDTH,
    Drawing,
    Look,
    asked,
    items,
    link,
    look,
)
from ruammit.views.charts.labelling import NAME_SIZE, beside

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset

__all__ = ["world"]

_LINE_POINTS = 24
"""Points of a curved line."""
_MARGIN, _AROUND, _LEAST_PART = 1.1, 80, 0.35
"""How much wider the map is than what it must show; units around a country's place; the least part of the width."""
_ARROW_AT = 16
"""The point of a line at which its arrow stands."""
_WIDTH_OF_A_NAME = 45
"""Pixels of the chart's width for each country that is named, if it has room."""
_Feature = dict[str, Any]
_Data = dict[str, list[_Feature]]
"""Name to features: data that lie beside a chart are not checked feature by feature, which takes a second."""


@dataclass(frozen=True)
class _World:
    """The package's map: units across and down, the outline of each country, and a place in it (`x` right, `y` down).

    Natural Earth's boundaries, as they are drawn there; `tools/build_world.py` says how the file is made.
    """

    width: int
    height: int
    outlines: dict[str, list[list[tuple[int, int]]]]
    places: dict[str, tuple[int, int]]


@cache
def _world() -> _World:
    path = resources.files("ruammit.views").joinpath("data/world.json")
    read = json.loads(path.read_text(encoding="utf-8"))
    countries = read["countries"].items()
    outlines = {code: [_points(ring) for ring in country["rings"]] for code, country in countries}
    places = {code: tuple(country["at"]) for code, country in countries if "at" in country}
    return _World(read["width"], read["height"], outlines, places)


def _points(steps: list[int]) -> list[tuple[int, int]]:
    """The points of a ring from its first point and the steps between them."""
    x = y = 0
    points = []
    for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x, y))
    return points


def world(dataset: Dataset, *, most: int = 40, locale: str = "en", width: int = WIDTH, linked: bool = False) -> Drawing:
    """A map of the records between countries: the more records, the wider a line and the darker a country.

    An arrow goes from the side that invests, exports or helps to the other side.

    Args:
        dataset: an open dataset.
        most: how many lines to draw (a line for two countries and a kind), those with most records; half of them are
            kept for investment, trade and aid that go one way.
        locale: the language of the words: `en`, `th` or `vi`.
        width: pixels.
        linked: whether countries and lines lead to their records in a report.
    """
    drawn = look(locale, width, linked)
    title = drawn.word("world")
    pairs = asked(
        dataset,
        f"""WITH {SIDES} SELECT kind, one, two, directed, count(DISTINCT record_id) AS records
        FROM pairs GROUP BY ALL ORDER BY records DESC, one, two, kind, directed""",
    )
    totals = asked(
        dataset,
        f"WITH {SIDES} SELECT country, count(DISTINCT record_id) AS records FROM sides GROUP BY ALL ORDER BY ALL",
    )
    places = _world().places
    pairs = pairs[pairs["one"].isin(places) & pairs["two"].isin(places)]
    if pairs.empty:
        return drawn.nothing(title)
    shown = _shown(pairs, most)
    records = dict(zip(totals["country"], totals["records"], strict=True))
    frame = _frame(shown, drawn)
    data: _Data = {}
    layers = [
        _land(records, data, drawn),
        _lines(shown, data, drawn),
        _arrows(shown, drawn),
        *_names(shown, records, frame, drawn),
    ]
    flat: Drawing = alt.LayerChart(layer=layers).project(
        type="identity", scale=frame.scale, translate=[-frame.left * frame.scale, -frame.top * frame.scale]
    )
    subtitle = drawn.of(len(shown), len(pairs), "lines")
    finished = drawn.titled(flat, title, subtitle, round(drawn.room * _world().height / _world().width))
    finished.datasets = data
    return finished


def _shown(pairs: pd.DataFrame, most: int) -> pd.DataFrame:
    """The lines to draw, those with most records first: half are kept for what goes one way, of which there is less."""
    flows = pairs[pairs["directed"]].head(most // 2)
    others = pairs.drop(flows.index).head(most - len(flows))
    return pd.concat([flows, others]).sort_index()


@dataclass(frozen=True, slots=True)
class _Frame:
    """The part of the map that is drawn: its left and top edge in units, and pixels per unit."""

    left: float
    top: float
    scale: float

    def pixels(self, x: float, y: float) -> tuple[float, float]:
        """Where a place of the map is drawn."""
        return (x - self.left) * self.scale, (y - self.top) * self.scale


def _frame(shown: pd.DataFrame, drawn: Look) -> _Frame:
    """What holds all lines and room around them, in the shape of the whole map; at the least, a part of it."""
    whole = _world()
    points = [point for row in items(shown) for point in _curve(row.one, row.two, row.kind)]
    for x, y in (whole.places[code] for code in {*shown["one"], *shown["two"]}):
        points += [(x - _AROUND, y - _AROUND), (x + _AROUND, y + _AROUND)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    ratio = whole.width / whole.height
    wide = max(max(xs) - min(xs), (max(ys) - min(ys)) * ratio) * _MARGIN
    wide = min(whole.width, max(wide, whole.width * _LEAST_PART))
    left = min(max(0, (min(xs) + max(xs) - wide) / 2), whole.width - wide)
    top = min(max(0, (min(ys) + max(ys) - wide / ratio) / 2), whole.height - wide / ratio)
    return _Frame(left, top, drawn.room / wide)


def _feature(kind: str, coordinates: Any, **properties: object) -> _Feature:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, **properties}


def _land(records: dict[str, int], data: _Data, drawn: Look) -> alt.LayerChart:
    """Every country, those with records in colour."""
    plain, coloured = [], []
    for code, rings in _world().outlines.items():
        polygons = [[[*ring, ring[0]]] for ring in rings]
        if code in records and polygons:
            says = f"{drawn.country(code)}: {drawn.records(records[code])}"
            coloured.append(
                _feature("MultiPolygon", polygons, records=records[code], says=says, link=link(country=code))
            )
        elif polygons:
            plain.append(_feature("MultiPolygon", polygons))
    data["ground"], data["coloured"] = [*plain, *coloured], coloured
    under = alt.Chart(alt.NamedData("ground")).mark_geoshape(fill=LAND, stroke=PAPER, strokeWidth=0.5)
    scale = alt.Scale(type="symlog", domain=[0, max(records.values())], range=[0.08, 0.6])
    over = alt.Chart(alt.NamedData("coloured")).mark_geoshape(fill=ACCENT, stroke=PAPER, strokeWidth=0.5)
    shade = alt.FillOpacity("records:Q", legend=None, scale=scale)
    layered: alt.LayerChart = alt.LayerChart(layer=[under, drawn.marked(over.encode(fillOpacity=shade))])
    return layered


def _curve(one: str, two: str, kind: str) -> list[tuple[float, float]]:
    """From country to country; bent to the left of its way, each kind a little more, so that lines lie apart."""
    (x1, y1), (x2, y2) = _world().places[one], _world().places[two]
    bend = 0.12 + 0.05 * list(COLOURS).index(kind)
    middle_x, middle_y = (x1 + x2) / 2 + (y2 - y1) * bend, (y1 + y2) / 2 - (x2 - x1) * bend
    points = []
    for step in range(_LINE_POINTS + 1):
        t = step / _LINE_POINTS
        x = (1 - t) ** 2 * x1 + 2 * t * (1 - t) * middle_x + t**2 * x2
        y = (1 - t) ** 2 * y1 + 2 * t * (1 - t) * middle_y + t**2 * y2
        points.append((round(x, 1), round(y, 1)))
    return points


def _lines(shown: pd.DataFrame, data: _Data, drawn: Look) -> alt.Chart:
    lines = []
    for row in items(shown.iloc[::-1]):  # the widest last, on top
        arrow = " → " if row.directed else " – "
        called = drawn.labels.word("kinds", row.kind)
        lines.append(
            _feature(
                "LineString",
                _curve(row.one, row.two, row.kind),
                records=row.records,
                called=called,
                says=f"{drawn.country(row.one)}{arrow}{drawn.country(row.two)}, {called}: {drawn.records(row.records)}",
                link=link(country=row.one, partner=row.two, kind=row.kind),
            )
        )
    data["lines"] = lines
    widest = max(2.5, drawn.width / 130)
    size = alt.Scale(type="sqrt", domain=[0, int(shown["records"].max())], range=[0.6, widest])
    line = alt.Chart(alt.NamedData("lines")).mark_geoshape(filled=False, strokeCap="round", strokeOpacity=0.75)
    return drawn.marked(line).encode(
        stroke=alt.Stroke("called:N", **drawn.kind_scale(shown["kind"])),
        strokeWidth=alt.StrokeWidth("records:Q", scale=size, legend=None),
    )


def _arrows(shown: pd.DataFrame, drawn: Look) -> alt.Chart:
    """Heads that point to the side that takes, on the way there, where no other line hides them."""
    heads = []
    for row in items(shown[shown["directed"]]):
        line = _curve(row.one, row.two, row.kind)
        (x1, y1), (x2, y2) = line[_ARROW_AT - 1], line[_ARROW_AT + 1]
        x, y = line[_ARROW_AT]
        angle = math.degrees(math.atan2(y2 - y1, x2 - x1)) + 90
        heads.append({"x": x, "y": y, "angle": angle, "called": drawn.labels.word("kinds", row.kind)})
    frame = pd.DataFrame(heads, columns=["x", "y", "angle", "called"])
    mark = alt.Chart(frame).mark_point(shape="triangle", filled=True, size=max(45, drawn.width / 10), opacity=1)
    placed: alt.Chart = mark.encode(
        longitude="x:Q",
        latitude="y:Q",
        angle=alt.Angle("angle:Q", scale=None),
        color=drawn.colour(shown["kind"]),
    )
    return placed


def _names(shown: pd.DataFrame, records: dict[str, int], frame: _Frame, drawn: Look) -> list[alt.Chart]:
    """Dots of the countries on the lines, and the names of those with most records, where names have room."""
    codes = sorted({*shown["one"], *shown["two"]}, key=lambda code: (-records[code], code))
    places = _world().places
    dots = pd.DataFrame(
        {
            "x": [places[code][0] for code in codes],
            "y": [places[code][1] for code in codes],
            "says": [f"{drawn.country(code)}: {drawn.records(records[code])}" for code in codes],
            "link": [link(country=code) for code in codes],
        }
    )
    dot = alt.Chart(dots).mark_circle(size=18, color=INK, opacity=1).encode(longitude="x:Q", latitude="y:Q")
    spots = {code: frame.pixels(*places[code]) for code in codes}
    named = {drawn.country(code): code for code in codes[: drawn.width // _WIDTH_OF_A_NAME]}
    placed = beside(((name, spots[code]) for name, code in named.items()), spots.values(), drawn.room)
    rows = [
        {
            "x": frame.left + x / frame.scale,
            "y": frame.top + y / frame.scale,
            "name": name,
            "link": link(country=named[name]),
        }
        for name, (x, y) in placed.items()
    ]
    text = alt.Chart(pd.DataFrame(rows, columns=["x", "y", "name", "link"])).encode(
        longitude="x:Q", latitude="y:Q", text="name:N"
    )
    if drawn.linked:
        text = text.encode(href="link:N")
    style: dict[str, Any] = {"fontSize": NAME_SIZE, "align": "left", "baseline": "middle"}
    halo = text.mark_text(**style, stroke=PAPER, strokeWidth=3, strokeOpacity=0.85, strokeJoin="round")
    return [drawn.marked(dot), halo, text.mark_text(**style, fontWeight="bold", color=INK)]
