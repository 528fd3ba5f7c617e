"""Counts of records: over time, and between countries, kinds and sectors."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from ruammit.views.charts.drawing import ACCENT, INK, SIDES, WIDTH, Drawing, Look, asked, items, link, look

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset

__all__ = ["kinds", "partners", "sectors", "timeline"]

YEARS = 30
"""The most years that a timeline draws: those in a row that hold most records."""
_MONTHS_UP_TO = 6 * 366
"""Days that a timeline by months spans; a longer one is by years."""
_SHADES = (0.05, 0.6)
"""Opacity of the squares with fewest and most records: the number on them has a contrast of 4.5:1 at the least."""
_ROW = 24
"""Pixels of a row of squares."""
_Cells = tuple[pd.DataFrame, list[str], list[str]]
"""The squares, with their place (`x`, `y`) and where they lead (`link`); what stands across, and what down."""


def timeline(dataset: Dataset, *, locale: str = "en", width: int = WIDTH, linked: bool = False) -> Drawing:
    """Records by the month in which they start, or by year where they span more than six years.

    Args:
        dataset: an open dataset.
        locale: the language of the words: `en`, `th` or `vi`.
        width: pixels.
        linked: whether bars lead to their records in a report.
    """
    drawn = look(locale, width, linked)
    title = drawn.word("timeline")
    all_rows = asked(dataset, 'SELECT "start", kind FROM records')
    rows = all_rows[all_rows["start"].notna()]
    if rows.empty:
        return drawn.nothing(title)
    when = pd.to_datetime(rows["start"])
    inside = _fullest_years(when.dt.year)
    rows, when = rows[inside], when[inside]
    unit = "Y" if (when.max() - when.min()).days > _MONTHS_UP_TO else "M"
    period = when.dt.to_period(unit)
    steps = list(pd.period_range(period.min(), period.max(), freq=unit).astype(str))
    counted = rows.assign(when=period.astype(str)).groupby(["when", "kind"]).size().reset_index(name="records")
    called = drawn.kinds(counted["kind"])
    counted = counted.assign(
        called=called,
        says=counted["when"] + ", " + called + ": " + counted["records"].map(drawn.records),
        link=[link(kind=row.kind, starts=row.when) for row in items(counted)],
    )
    chart = drawn.marked(alt.Chart(counted).mark_bar()).encode(
        x=alt.X("when:O", title=None, axis=_time_axis(steps, width), scale=alt.Scale(domain=steps)),
        y=alt.Y("records:Q", title=drawn.word("number"), axis=alt.Axis(tickMinStep=1, tickCount=5, domain=False)),
        color=drawn.colour(counted["kind"]),
        order=alt.Order("kind:N"),
    )
    subtitle = drawn.word("dated", shown=f"{len(rows):,}", total=f"{len(all_rows):,}")
    return drawn.titled(chart, title, subtitle, 200)


def _time_axis(steps: list[str], width: int) -> alt.Axis:
    """An axis with as many labels as stand beside each other, at even steps."""
    room = max(2, (width - 60) // 62)
    every = -(-len(steps) // room)
    return alt.Axis(values=steps[::every], labelAngle=0, labelFlush=True, ticks=False)


def _fullest_years(years: pd.Series[int]) -> pd.Series[bool]:
    """Which of the years lie in the `YEARS` years in a row that hold most of them, the latest such."""
    firsts = sorted(set(years), reverse=True)
    first = max(firsts, key=lambda year: ((years >= year) & (years < year + YEARS)).sum())
    inside: pd.Series[bool] = (years >= first) & (years < first + YEARS)
    return inside


def kinds(dataset: Dataset, *, most: int = 20, locale: str = "en", width: int = WIDTH, linked: bool = False) -> Drawing:
    """How many records of each kind name each country.

    Args:
        dataset: an open dataset.
        most: how many countries to draw, those with most records first.
        locale: the language of the words: `en`, `th` or `vi`.
        width: pixels.
        linked: whether squares lead to their records in a report.
    """
    drawn = look(locale, width, linked)
    rows = asked(
        dataset,
        """SELECT country, kind, count(DISTINCT record_id) AS records
        FROM record_parties WHERE country IS NOT NULL GROUP BY ALL ORDER BY ALL""",
    )

    def squares(rows: pd.DataFrame, countries: list[str]) -> _Cells:
        links = [link(country=row.country, kind=row.kind) for row in items(rows)]
        rows = rows.assign(y=rows["country"].map(drawn.country), x=drawn.kinds(rows["kind"]), link=links)
        return rows, list(drawn.labels.words("kinds").values()), countries

    return _by_country(drawn, drawn.word("kinds"), rows, ["country"], most, squares)


def sectors(
    dataset: Dataset, *, most: int = 8, locale: str = "en", width: int = WIDTH, linked: bool = False
) -> Drawing:
    """How many records of each sector name each country.

    Args:
        dataset: an open dataset.
        most: how many countries to draw, those with most records first.
        locale: the language of the words: `en`, `th` or `vi`.
        width: pixels.
        linked: whether squares lead to their records in a report.
    """
    drawn = look(locale, width, linked)
    rows = asked(
        dataset,
        """WITH fields AS (SELECT article_id, id AS record_id, unnest(sectors) AS sector FROM records)
        SELECT country, sector, count(DISTINCT record_id) AS records
        FROM record_parties JOIN fields USING (article_id, record_id)
        WHERE country IS NOT NULL GROUP BY ALL ORDER BY ALL""",
    )

    def squares(rows: pd.DataFrame, countries: list[str]) -> _Cells:
        links = [link(country=row.country, sector=row.sector) for row in items(rows)]
        named = rows["sector"].map(lambda code: drawn.labels.word("sectors", code))
        rows = rows.assign(x=rows["country"].map(drawn.country), y=named, link=links)
        return rows, countries, _order(rows, "y")

    return _by_country(drawn, drawn.word("sectors"), rows, ["country"], most, squares)


def partners(
    dataset: Dataset, *, most: int = 12, locale: str = "en", width: int = WIDTH, linked: bool = False
) -> Drawing:
    """How many records each two countries stand in together.

    Args:
        dataset: an open dataset.
        most: how many countries to draw, those with most records first.
        locale: the language of the words: `en`, `th` or `vi`.
        width: pixels.
        linked: whether squares lead to their records in a report.
    """
    drawn = look(locale, width, linked)
    rows = asked(
        dataset,
        f"WITH {SIDES} SELECT one, two, count(DISTINCT record_id) AS records FROM pairs GROUP BY ALL ORDER BY ALL",
    )
    both = pd.concat([rows, rows.rename(columns={"one": "two", "two": "one"})])
    both = both.groupby(["one", "two"])["records"].sum().reset_index()

    def squares(rows: pd.DataFrame, countries: list[str]) -> _Cells:
        links = [link(country=row.one, partner=row.two) for row in items(rows)]
        rows = rows.assign(y=rows["one"].map(drawn.country), x=rows["two"].map(drawn.country), link=links)
        return rows, countries, countries

    return _by_country(drawn, drawn.word("partners"), both, ["one", "two"], most, squares)


def _by_country(
    drawn: Look,
    title: str,
    rows: pd.DataFrame,
    columns: list[str],
    most: int,
    squares: Callable[[pd.DataFrame, list[str]], _Cells],
) -> Drawing:
    """The chart of the countries with most records.

    Args:
        drawn: how it is drawn.
        title: its head.
        rows: numbers of records (`records`) by codes of countries and whatever else.
        columns: those of the countries.
        most: how many countries to draw.
        squares: gives the squares of the rows that are drawn, and of the countries' names.
    """
    if rows.empty:
        return drawn.nothing(title)
    order = _order(rows, columns[0])
    shown = order[:most]
    cells, across, down = squares(rows[rows[columns].isin(shown).all(axis=1)], [drawn.country(code) for code in shown])
    chart = _squares(cells, across, down, drawn)
    return drawn.titled(chart, title, drawn.of(len(shown), len(order), "countries"), _ROW * len(down))


def _order(rows: pd.DataFrame, column: str) -> list[str]:
    """The values of a column, those with most records first; the alphabet decides between equals."""
    total = rows.groupby(column)["records"].sum().reset_index()
    return list(total.sort_values(["records", column], ascending=[False, True])[column])


def _squares(rows: pd.DataFrame, across: list[str], down: list[str], drawn: Look) -> alt.LayerChart:
    """Squares that carry their number, so that no one has to compare shades."""
    rows = rows.assign(says=rows["y"] + ", " + rows["x"] + ": " + rows["records"].map(drawn.records))
    head = alt.Axis(orient="top", labelAngle=-40, labelAlign="left", domain=False, ticks=False, labelLimit=110)
    side = alt.Axis(domain=False, ticks=False)
    base = alt.Chart(rows).encode(
        x=alt.X("x:N", title=None, sort=across, scale=alt.Scale(domain=across, paddingInner=0.06), axis=head),
        y=alt.Y("y:N", title=None, sort=down, scale=alt.Scale(domain=down, paddingInner=0.1), axis=side),
    )
    highest = int(rows["records"].max())
    shade = alt.FillOpacity(
        "records:Q", legend=None, scale=alt.Scale(type="symlog", domain=[0, highest], range=list(_SHADES))
    )
    square = drawn.marked(base.mark_rect(cornerRadius=2).encode(fill=alt.value(ACCENT), fillOpacity=shade))
    number = drawn.marked(base.mark_text(fontSize=11, color=INK).encode(text="records:Q"))
    layered: alt.LayerChart = alt.LayerChart(layer=[square, number])
    return layered
