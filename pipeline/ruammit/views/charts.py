"""Charts of a dataset: who to whom for how much, when, in what, with whom.

Each is one call and readable with two records and with twenty thousand: what is drawn is counted by the database
first, and only the most frequent pairs, partners or sectors are drawn; the subtitle says how many there are in all.
Amounts are drawn one by one and never added up: articles repeat each other, and a year's figure holds its months.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd
from babel import Locale

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset

__all__ = ["CHARTS", "Drawing", "country_name", "flows", "kinds", "partners", "sectors", "timeline"]

Drawing = alt.Chart | alt.LayerChart
"""What a chart function returns: display it, or `.save("chart.svg")`."""
COLOURS = {
    "agreement": "#4c78a8",
    "investment": "#c2500a",
    "trade": "#3d8b3d",
    "aid": "#b3378f",
    "engagement": "#7a6a00",
    "programme": "#5f5fb0",
}
"""One colour a kind of record, told apart on light and dark ground and with the common colour-vision deficiencies."""
WIDTH = 460
YEARS = 30
"""The most years that a timeline draws: those in a row that hold most records."""
_BILLIONS = "replace(format(datum.value, '~s'), 'G', 'B')"
"""Vega expression for the labels of amounts: 1.5B, where the SI prefix would be G."""

_PAIRS = """
    SELECT kind, status, article_id, record_id, mine.country AS one, other.country AS two
    FROM record_parties mine JOIN record_parties other USING (kind, status, article_id, record_id)
    WHERE mine.country < other.country
    GROUP BY ALL
"""
_MEASURES = {"trade": ("export", "import", "turnover"), "investment": ("investment",), "aid": ("aid", "loan")}


@cache
def country_name(code: str) -> str:
    """The country's English name (CLDR); the code itself where there is none."""
    return str(Locale("en").territories.get(code, code))


def _frame(dataset: Dataset, query: str) -> pd.DataFrame:
    frame: pd.DataFrame = dataset.sql(query).to_pandas()
    return frame


def _titled(chart: Drawing, title: str, subtitle: str, rows: int) -> Drawing:
    return chart.properties(
        title=alt.Title(title, subtitle=subtitle, anchor="start"), width=WIDTH, height=max(40, 22 * rows)
    )


def _nothing(title: str) -> Drawing:
    """A chart that says that there is nothing to draw."""
    note = alt.Chart(pd.DataFrame({"text": ["no records to draw"]})).mark_text(fontSize=13, opacity=0.7)
    return _titled(note.encode(text="text:N"), title, "", 2)


def _kind_colour(kinds: Any) -> alt.Color:
    drawn = [kind for kind in COLOURS if kind in set(kinds)]
    return alt.Color("kind:N", scale=alt.Scale(domain=drawn, range=[COLOURS[kind] for kind in drawn]), title=None)


def flows(
    dataset: Dataset, *, kinds: tuple[str, ...] = ("trade", "investment"), currency: str = "USD", most: int = 15
) -> Drawing:
    """Amounts between pairs of countries, a dot an amount, from whom to whom, on a logarithmic scale.

    Args:
        dataset: an open dataset.
        kinds: the kinds of records to draw.
        currency: ISO 4217 code; amounts in other currencies are not drawn.
        most: how many pairs to draw, those with most records first.
    """
    title = f"{' and '.join(kinds).capitalize()} between countries, {currency}"
    wanted = [measure for kind in kinds for measure in _MEASURES.get(kind, ())]
    rows = _frame(
        dataset,
        f"""
        WITH amounts AS (
            SELECT row_number() OVER () AS id, article_id, record_id, kind, measure, countries, value, quote,
                "start" FROM record_amounts
            WHERE currency = '{_code(currency)}' AND measure IN ({_listed(wanted)}) AND value > 0
        ), sides AS (
            SELECT article_id, record_id, country,
                bool_or(role IN ('exporter', 'source')) AS gives, bool_or(role IN ('importer', 'target')) AS takes
            FROM record_parties WHERE country IS NOT NULL GROUP BY ALL
        )
        SELECT a.kind, a.measure, a.value, a.quote, a."start"::VARCHAR AS since, g.country AS giver, t.country AS taker,
            (g.gives AND t.takes) AS directed
        FROM amounts a JOIN sides g USING (article_id, record_id) JOIN sides t USING (article_id, record_id)
        WHERE g.country <> t.country
            AND ((g.gives AND t.takes AND NOT (t.gives AND g.takes)) OR (g.country < t.country
            AND NOT (t.gives AND g.takes)))
        """,
    )
    if rows.empty:
        return _nothing(title)
    arrow = rows["directed"].map({True: " → ", False: " – "})
    rows["pair"] = rows["giver"].map(country_name) + arrow + rows["taker"].map(country_name)
    rows["value"] = rows["value"].astype(float)  # for drawing alone; every number that is read stays exact
    order = rows["pair"].value_counts()
    drawn = rows[rows["pair"].isin(order.index[:most])]
    drawn = drawn.sort_values("value").groupby(["pair", "measure"]).tail(40)
    decades = [10.0**power for power in range(int(math.log10(drawn["value"].min())), 17)]
    chart = (
        alt.Chart(drawn)
        .mark_circle(size=70, opacity=0.7)
        .encode(
            x=alt.X(
                "value:Q",
                scale=alt.Scale(type="log", nice=True),
                title=currency,
                axis=alt.Axis(labelExpr=_BILLIONS, values=decades),
            ),
            y=alt.Y("pair:N", sort=list(order.index[:most]), title=None, axis=alt.Axis(labelLimit=240)),
            color=_kind_colour(drawn["kind"]),
            tooltip=["pair", "kind", "measure", alt.Tooltip("value:Q", format=",.0f"), "since", "quote"],
        )
    )
    return _titled(chart, title, _of(min(most, len(order)), len(order), "pairs"), drawn["pair"].nunique())


def timeline(dataset: Dataset) -> Drawing:
    """Records by the month in which they start, or by year where they span more than six years."""
    title = "Records by time"
    rows = _frame(dataset, 'SELECT "start", kind FROM records WHERE "start" IS NOT NULL')
    undated = _frame(dataset, 'SELECT count(*) AS n FROM records WHERE "start" IS NULL')["n"][0]
    if rows.empty:
        return _nothing(title)
    when = pd.to_datetime(rows["start"])
    drawn = _fullest_years(when.dt.year)
    rows, when, far = rows[drawn], when[drawn], int((~drawn).sum())
    unit = "Y" if (when.max() - when.min()).days > 6 * 366 else "M"
    period = when.dt.to_period(unit)
    steps = pd.period_range(period.min(), period.max(), freq=unit).astype(str)
    counted = rows.assign(when=period.astype(str)).groupby(["when", "kind"]).size().reset_index(name="records")
    chart = (
        alt.Chart(counted)
        .mark_bar()
        .encode(
            x=alt.X("when:O", title=None, axis=alt.Axis(labelOverlap=True), scale=alt.Scale(domain=list(steps))),
            y=alt.Y("records:Q", title="records", axis=alt.Axis(tickMinStep=1)),
            color=_kind_colour(counted["kind"]),
            tooltip=["when", "kind", "records"],
        )
    )
    left_out = (
        f"; {undated:,} without a year" + (f" and {far:,} of times far from most" if far else "") + " are not drawn"
    )
    return _titled(chart, title, f"{len(rows):,} dated records{left_out}", 9)


def _fullest_years(years: pd.Series[int]) -> pd.Series[bool]:
    """Which of the years lie in the `YEARS` years in a row that hold most of them, the latest such."""
    firsts = sorted(set(years), reverse=True)
    first = max(firsts, key=lambda year: ((years >= year) & (years < year + YEARS)).sum())
    inside: pd.Series[bool] = (years >= first) & (years < first + YEARS)
    return inside


def kinds(dataset: Dataset, *, most: int = 20) -> Drawing:
    """How many records of each kind name each country."""
    query = """SELECT country AS code, kind, count(DISTINCT (article_id, record_id)) AS records
        FROM record_parties WHERE country IS NOT NULL GROUP BY ALL"""
    return _matrix(_frame(dataset, query), "kind", "Kinds of records by country", most)


def sectors(dataset: Dataset, *, most: int = 20) -> Drawing:
    """How many records of each sector name each country."""
    query = """WITH fields AS (SELECT article_id, id AS record_id, unnest(sectors) AS sector FROM records)
        SELECT country AS code, sector, count(DISTINCT (article_id, record_id)) AS records
        FROM record_parties JOIN fields USING (article_id, record_id) WHERE country IS NOT NULL GROUP BY ALL"""
    return _matrix(_frame(dataset, query), "sector", "Sectors by country", most)


def partners(dataset: Dataset, *, most: int = 20) -> Drawing:
    """How many records each two countries stand in together."""
    title = "Who with whom"
    rows = _frame(dataset, f"SELECT one, two, count(*) AS records FROM ({_PAIRS}) GROUP BY ALL")
    if rows.empty:
        return _nothing(title)
    turned = rows.rename(columns={"one": "two", "two": "one"})
    both = pd.concat([rows, turned])
    order = both.groupby("one")["records"].sum().sort_values(ascending=False)
    shown = [country_name(code) for code in order.index[:most]]
    both = both[both["one"].isin(order.index[:most]) & both["two"].isin(order.index[:most])]
    both = both.assign(one=both["one"].map(country_name), two=both["two"].map(country_name))
    chart = _heat(both, alt.X("two:N", sort=shown, title=None), alt.Y("one:N", sort=shown, title=None))
    return _titled(chart, title, _of(len(shown), len(order), "countries"), len(shown))


def _matrix(rows: pd.DataFrame, column: str, title: str, most: int) -> Drawing:
    if rows.empty:
        return _nothing(title)
    order = rows.groupby("code")["records"].sum().sort_values(ascending=False)
    rows = rows[rows["code"].isin(order.index[:most])].assign(country=lambda row: row["code"].map(country_name))
    shown = [country_name(code) for code in order.index[:most]]
    chart = _heat(rows, alt.X(f"{column}:N", title=None), alt.Y("country:N", sort=shown, title=None))
    return _titled(chart, title, _of(len(shown), len(order), "countries"), len(shown))


def _heat(rows: pd.DataFrame, x: alt.X, y: alt.Y) -> Drawing:
    """Squares that carry their number, so that no one has to compare shades."""
    base = alt.Chart(rows).encode(x=x, y=y)
    colour = alt.Color("records:Q", scale=alt.Scale(type="symlog", scheme="blues", domainMin=0), legend=None)
    square: alt.Chart = base.mark_rect(stroke="#888", strokeWidth=0.3).encode(color=colour, tooltip=list(rows.columns))
    dark = alt.condition(alt.datum.records > rows["records"].max() ** 0.75, alt.value("white"), alt.value("#111"))
    layered: alt.LayerChart = alt.LayerChart(
        layer=[square, base.mark_text(fontSize=11).encode(text="records:Q", color=dark)]
    )
    return layered


def _of(shown: int, total: int, what: str) -> str:
    return f"all {total:,} {what}" if shown >= total else f"{shown:,} of {total:,} {what}, most records first"


def _code(currency: str) -> str:
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        raise ValueError(f"a currency is an ISO 4217 code such as USD, not {currency!r}")
    return currency.upper()


def _listed(words: list[str]) -> str:
    return ", ".join(f"'{word}'" for word in words) or "''"


CHARTS = {"flows": flows, "timeline": timeline, "kinds": kinds, "sectors": sectors, "partners": partners}
"""Every chart by name; each takes a dataset."""
