"""What all charts share: colours, words, sizes, and how the database is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import altair as alt
import pandas as pd

from ruammit.views.labels import Labels, labels

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset

__all__ = [
    "ACCENT",
    "COLOURS",
    "GREY",
    "INK",
    "LAND",
    "PAPER",
    "SIDES",
    "WIDTH",
    "Drawing",
    "Look",
    "asked",
    "items",
    "link",
    "look",
]

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
ACCENT = "#2463b0"
INK, PAPER, LAND, GREY = "#1b1b1b", "#fefefe", "#d9dce0", "#767676"
"""Colours that the report replaces by those of the reader's colour scheme."""
WIDTH = 560
"""Pixels of a chart in a notebook, its axes included."""
_PADDING = {"left": 2, "right": 14, "top": 2, "bottom": 4}
"""Pixels around a chart; on the right, the slanted name of a last column needs them."""
FONT = "Noto Sans, Noto Sans Thai, system-ui, sans-serif"

SIDES = """
    sides AS (
        SELECT article_id, record_id, kind, country,
            bool_or(role IN ('exporter', 'source')) AS gives, bool_or(role IN ('importer', 'target')) AS takes
        FROM record_parties WHERE country IS NOT NULL GROUP BY ALL
    ), pairs AS (
        SELECT article_id, record_id, one.kind, one.country AS one, two.country AS two,
            (one.gives AND two.takes AND NOT (two.gives AND one.takes)) AS directed
        FROM sides one JOIN sides two USING (article_id, record_id)
        WHERE one.country <> two.country AND (
            (one.gives AND two.takes AND NOT (two.gives AND one.takes))
            OR (one.country < two.country AND (one.gives AND two.takes) = (two.gives AND one.takes)))
    )
"""
"""SQL: `pairs`, one row for each two countries of a record; `directed` where `one` gives and `two` takes."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart is drawn.

    Attributes:
        labels: the words of its locale.
        width: pixels, axes included.
        linked: whether marks lead to their records in the report (`#country=VN`).
    """

    labels: Labels
    width: int
    linked: bool

    @property
    def room(self) -> int:
        """Pixels of the width without the padding."""
        return self.width - _PADDING["left"] - _PADDING["right"]

    def word(self, name: str, **values: object) -> str:
        """A phrase of the charts, with its values in place."""
        return self.labels.word("charts", name).format(**values)

    def country(self, code: str) -> str:
        """The country's name."""
        return self.labels.country(code)

    def records(self, number: int) -> str:
        """ "8 records"."""
        return self.labels.counted(Decimal(int(number)), "record")

    def of(self, shown: int, total: int, what: str) -> str:
        """How many of all are drawn: `what` is a word of the charts, such as `countries`."""
        name = "all" if shown >= total else "of"
        return self.word(name, shown=f"{shown:,}", total=f"{total:,}", what=self.word(what))

    def colour(self, kinds: Iterable[str]) -> alt.Color:
        """The colour of a kind, of which the field `called` has the word."""
        return alt.Color("called:N", **self.kind_scale(kinds))

    def kind_scale(self, kinds: Iterable[str]) -> dict[str, Any]:
        """The scale and the legend of the kinds in the field `called`."""
        drawn = [kind for kind in COLOURS if kind in set(kinds)]
        names = [self.labels.word("kinds", kind) for kind in drawn]
        legend = alt.Legend(title=None, orient="top", columns=self.width // 150, symbolType="circle", labelLimit=160)
        scale = alt.Scale(domain=names, range=[COLOURS[kind] for kind in drawn])
        return {"scale": scale, "legend": legend}

    def kinds(self, codes: pd.Series[str]) -> pd.Series[str]:
        """What the kinds are called."""
        return codes.map(lambda code: self.labels.word("kinds", code))

    def titled(self, chart: Drawing, title: str, subtitle: str, height: int | alt.Step) -> Drawing:
        """The chart with its head and size; axes and legends lie within the width."""
        head = alt.Title(title, subtitle=subtitle, anchor="start", fontSize=14, subtitlePadding=4)
        sized = chart.properties(title=head, width=self.width, height=height, padding=_PADDING)
        fit = alt.AutoSizeParams(type="fit-x", contains="padding")
        framed: Drawing = sized.properties(autosize=fit).configure(font=FONT).configure_view(stroke=None)
        finished: Drawing = framed.configure_axis(labelFontSize=11, titleFontSize=11, labelLimit=self.width * 2 // 5)
        return finished

    def nothing(self, title: str) -> Drawing:
        """A chart that says that there is nothing to draw."""
        note = alt.Chart(pd.DataFrame({"text": [self.word("nothing")]})).mark_text(fontSize=13, color=GREY)
        return self.titled(note.encode(text="text:N"), title, "", 44)

    def marked(self, chart: alt.Chart) -> alt.Chart:
        """The chart with what each mark says (field `says`) and, in the report, where it leads (field `link`)."""
        said = chart.encode(description="says:N", tooltip=alt.Tooltip("says:N", title=" "))
        return said.encode(href="link:N") if self.linked else said


def look(locale: str, width: int, linked: bool) -> Look:
    """How a chart is drawn.

    Raises:
        RuammitError: there are no words for the locale.
    """
    return Look(labels(locale), width, linked)


def asked(dataset: Dataset, query: str) -> pd.DataFrame:
    """The answer to a query as a data frame."""
    frame: pd.DataFrame = dataset.sql(query).to_pandas()
    return frame


def items(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame, each with its columns as attributes."""
    yield from frame.itertuples()


def link(**filters: Any) -> str:
    """The fragment of the report that shows the records of a mark."""
    return "#" + "&".join(f"{name}={quote(str(value), safe='')}" for name, value in filters.items() if value != "")
