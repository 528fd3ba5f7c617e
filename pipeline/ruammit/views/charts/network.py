"""A network of parties: organisations, cities and provinces, and with whom they stand in records."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from ruammit.views.charts.drawing import GREY, INK, WIDTH, Drawing, Look, asked, items, link, look

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset

__all__ = ["network"]

_ROW = 22
"""Pixels of a party's row."""
_ARC_POINTS = 16
"""Points of an arc."""
_NAMES, _NAMES_ON_A_PHONE, _PHONE = 0.5, 0.66, 460
"""Part of the width that names have, in a chart of so many pixels or more, and in a narrower one."""
_COUNTRIES = 8
"""The most countries that stand among the parties; what is between countries alone is in `partners`."""


def network(
    dataset: Dataset, *, most: int = 24, locale: str = "en", width: int = WIDTH, linked: bool = False
) -> Drawing:
    """Parties in a column, those of a country together, and an arc between any two that stand in a record together.

    A name in a row of its own can be read however many there are, which the names in a cloud of dots cannot.

    Args:
        dataset: an open dataset.
        most: how many parties to draw, countries besides, those with most records first.
        locale: the language of the words: `en`, `th` or `vi`.
        width: pixels.
        linked: whether parties and arcs lead to their records in a report.
    """
    drawn = look(locale, width, linked)
    title = drawn.word("network")
    edges = _edges(dataset)
    if edges.empty:
        return drawn.nothing(title)
    parties = _parties(dataset)
    bodies = parties[~parties["state"]]
    chosen = list(bodies["party"].head(most))
    edges = edges[edges["one"].isin(chosen) | edges["two"].isin(chosen)]
    states = parties[parties["state"] & parties["party"].isin({*edges["one"], *edges["two"]})].head(_COUNTRIES)
    chosen += list(states["party"])
    edges = edges[edges["one"].isin(chosen) & edges["two"].isin(chosen)]
    nodes = parties[parties["party"].isin({*edges["one"], *edges["two"]})]
    if nodes.empty:
        return drawn.nothing(title)
    nodes = _in_rows(nodes, drawn)
    chart = _drawn_network(nodes, edges, drawn)
    shown = int((~nodes["state"]).sum())
    return drawn.titled(chart, title, drawn.of(shown, len(bodies), "parties"), _ROW * len(nodes))


def _parties(dataset: Dataset) -> pd.DataFrame:
    """Every party that stands beside another one: its country, whether it is a state, and its number of records."""
    return asked(
        dataset,
        """SELECT canonical AS party, any_value(country ORDER BY country) AS country,
            bool_or(coalesce(ref, '') LIKE 'iso3166:__') AS state, count(DISTINCT record_id) AS records
        FROM record_parties GROUP BY ALL ORDER BY records DESC, party""",
    )


def _edges(dataset: Dataset) -> pd.DataFrame:
    return asked(
        dataset,
        """WITH mine AS (
            SELECT DISTINCT article_id, record_id, canonical, coalesce(ref, '') LIKE 'iso3166:__' AS state
            FROM record_parties)
        SELECT one.canonical AS one, two.canonical AS two, count(DISTINCT record_id) AS records
        FROM mine one JOIN mine two USING (article_id, record_id)
        WHERE one.canonical < two.canonical AND NOT (one.state AND two.state) GROUP BY ALL ORDER BY ALL""",
    )


def _in_rows(nodes: pd.DataFrame, drawn: Look) -> pd.DataFrame:
    """The parties in the order of their rows: by country, the countries with most records first, states foremost."""
    weight = nodes.groupby(nodes["country"].fillna(""))["records"].sum()
    nodes = nodes.assign(
        group=nodes["country"].fillna(""), weight=nodes["country"].fillna("").map(weight), body=~nodes["state"]
    ).sort_values(["weight", "group", "body", "records", "party"], ascending=[False, True, True, False, True])
    names = [drawn.country(row.country) if row.state and row.country else str(row.party) for row in items(nodes)]
    filters = [link(country=row.country) if row.state and row.country else link(q=row.party) for row in items(nodes)]
    says = [f"{name}: {drawn.records(number)}" for name, number in zip(names, nodes["records"], strict=True)]
    return nodes.assign(name=names, link=filters, says=says, row=range(len(nodes)))


def _drawn_network(nodes: pd.DataFrame, edges: pd.DataFrame, drawn: Look) -> alt.LayerChart:
    row = dict(zip(nodes["party"], nodes["row"], strict=True))
    name = dict(zip(nodes["party"], nodes["name"], strict=True))
    points = []
    for edge in items(edges):
        low, high = sorted((row[edge.one], row[edge.two]))
        says = f"{name[edge.one]} – {name[edge.two]}: {drawn.records(edge.records)}"
        for step in range(_ARC_POINTS + 1):
            angle = math.pi * step / _ARC_POINTS
            points.append(
                {
                    "edge": f"{edge.one}\t{edge.two}",
                    "x": math.sin(angle) * (high - low) ** 0.7,
                    "y": (low + high) / 2 - math.cos(angle) * (high - low) / 2,
                    "step": step,
                    "records": edge.records,
                    "says": says,
                    "link": link(q=f"{edge.one} {edge.two}"),
                }
            )
    part = _NAMES if drawn.width >= _PHONE else _NAMES_ON_A_PHONE
    reach = max(point["x"] for point in points)
    across = alt.Scale(domain=[-reach * part / (1 - part), reach], nice=False, zero=False)
    rows = alt.Scale(domain=[len(nodes) - 0.5, -0.5], nice=False, zero=False)
    most = int(edges["records"].max())
    arcs = drawn.marked(alt.Chart(pd.DataFrame(points)).mark_line(color=GREY, opacity=0.6, interpolate="basis")).encode(
        x=alt.X("x:Q", axis=None, scale=across),
        y=alt.Y("y:Q", axis=None, scale=rows),
        detail="edge:N",
        order="step:Q",
        strokeWidth=alt.StrokeWidth("records:Q", legend=None, scale=alt.Scale(domain=[1, max(2, most)], range=[1, 5])),
    )
    base = alt.Chart(nodes.assign(x=0)).encode(x=alt.X("x:Q", scale=across), y=alt.Y("row:Q", scale=rows))
    size = alt.Size("records:Q", legend=None, scale=alt.Scale(type="sqrt", range=[20, 160]))
    limit = int(drawn.width * part) - 20
    names = base.mark_text(align="right", dx=-10, fontSize=11, color=INK, limit=limit).encode(text="name:N")
    dots = base.mark_circle(color=INK, opacity=1).encode(size=size)
    layered: alt.LayerChart = alt.LayerChart(layer=[arcs, drawn.marked(dots), drawn.marked(names)])
    return layered
