"""Amounts between countries, each a dot."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd
from babel.lists import format_list

from ruammit.views.charts.drawing import SIDES, WIDTH, Drawing, Look, asked, link, look

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset

__all__ = ["flows"]

_MEASURES = {"trade": ("export", "import", "turnover"), "investment": ("investment",), "aid": ("aid", "loan")}
_LABELS_IN_THE_CHART = 460
"""Pixels of width below which the names of pairs stand above their dots rather than beside them."""
_CLOSE, _SPACED = 24, 36
"""Pixels of a pair's row, without and with its name above it."""
_DOTS = 40
"""The most amounts that are drawn of a pair and measure: the largest."""


def flows(
    dataset: Dataset,
    *,
    kinds: tuple[str, ...] = ("trade", "investment"),
    currency: str = "USD",
    most: int = 15,
    locale: str = "en",
    width: int = WIDTH,
    linked: bool = False,
) -> Drawing:
    """Amounts between pairs of countries, one dot per amount, from whom to whom, on a logarithmic scale.

    Args:
        dataset: an open dataset.
        kinds: the kinds of records to draw.
        currency: ISO 4217 code; amounts in other currencies are not drawn.
        most: how many pairs to draw, those with most amounts first.
        locale: the language of the words: `en`, `th` or `vi`.
        width: pixels.
        linked: whether dots lead to their records in a report.
    """
    drawn = look(locale, width, linked)
    names = format_list([drawn.labels.word("kinds", kind) for kind in kinds], locale=locale)
    title = drawn.word("flows", kinds=names, currency=_code(currency))
    wanted = [measure for kind in kinds for measure in _MEASURES.get(kind, ())]
    rows = _amounts(dataset, currency, wanted)
    if rows.empty:
        return drawn.nothing(title)
    rows = _described(rows, currency, drawn)
    order = rows["pair"].value_counts()
    shown = list(order.index[:most])
    rows = rows[rows["pair"].isin(shown)].sort_values("value").groupby(["pair", "measure"]).tail(_DOTS)
    spacing = alt.Step(_SPACED if _is_narrow(drawn) else _CLOSE)
    return drawn.titled(_dots(rows, shown, currency, drawn), title, drawn.of(len(shown), len(order), "pairs"), spacing)


def _is_narrow(drawn: Look) -> bool:
    """Whether the names of pairs need a line of their own."""
    return drawn.width < _LABELS_IN_THE_CHART


def _amounts(dataset: Dataset, currency: str, measures: list[str]) -> pd.DataFrame:
    return asked(
        dataset,
        f"""
        WITH {SIDES}, amounts AS (
            SELECT article_id, record_id, measure, value, value::VARCHAR AS exact, quote, year("start") AS year
            FROM record_amounts
            WHERE currency = '{_code(currency)}' AND measure IN ({_listed(measures)}) AND value > 0
        )
        SELECT DISTINCT kind, one, two, directed, record_id, measure, value, exact, year
        FROM amounts JOIN pairs USING (article_id, record_id) ORDER BY ALL
        """,
    )


def _described(rows: pd.DataFrame, currency: str, drawn: Look) -> pd.DataFrame:
    arrow = rows["directed"].map({True: " → ", False: " – "})
    pair = rows["one"].map(drawn.country) + arrow + rows["two"].map(drawn.country)
    measure = rows["measure"].map(lambda code: drawn.labels.word("measures", code))
    year = rows["year"].map(lambda year: "" if pd.isna(year) else f" ({int(year)})")
    said = rows["exact"].map(lambda exact: drawn.labels.number(Decimal(exact)))
    return rows.assign(
        value=rows["value"].astype(float),  # for drawing alone; every number that is read stays exact
        pair=pair,
        called=drawn.kinds(rows["kind"]),
        says=pair + ": " + measure + " " + said + f" {currency}" + year,
        link=[link(record=record) for record in rows["record_id"]],
    )


def _dots(rows: pd.DataFrame, shown: list[str], currency: str, drawn: Look) -> alt.Chart:
    lowest, highest = math.floor(math.log10(rows["value"].min())), math.ceil(math.log10(rows["value"].max()))
    powers = range(lowest, max(highest, lowest + 1) + 1)
    decades = [10.0**power for power in powers]
    called = {f"{10**power:d}": drawn.labels.round_number(power) for power in powers if power >= 0}
    label = f"({json.dumps(called)})[datum.value] || datum.label"  # an expression of Vega
    beside = alt.Axis(labelLimit=drawn.width * 2 // 5, domain=False, ticks=False, grid=True)
    above = alt.Axis(
        labelAlign="left",
        labelPadding=-2,
        labelOffset=-13,
        labelLimit=drawn.width - 40,
        domain=False,
        ticks=False,
        grid=True,
    )
    chart = alt.Chart(rows).mark_circle(size=80, opacity=0.7)
    return drawn.marked(chart).encode(
        x=alt.X(
            "value:Q",
            scale=alt.Scale(type="log", domain=[decades[0], decades[-1]], nice=False),
            title=currency,
            axis=alt.Axis(
                labelExpr=label,
                values=decades,
                labelOverlap="greedy",
                grid=False,
            ),
        ),
        y=alt.Y("pair:N", sort=shown, title=None, axis=above if _is_narrow(drawn) else beside),
        color=drawn.colour(rows["kind"]),
    )


def _code(currency: str) -> str:
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        raise ValueError(f"a currency is an ISO 4217 code such as USD, not {currency!r}")
    return currency.upper()


def _listed(words: list[str]) -> str:
    return ", ".join(f"'{word}'" for word in words) or "''"
