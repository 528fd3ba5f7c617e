"""A dataset as one HTML file that needs nothing else: totals, charts, and a table of records over the marked articles.

The page holds its data as compressed JSON and builds every element from text, never from markup, so nothing that came
out of an article can run; a content security policy forbids all else, the network included. Articles are embedded,
those with most records first, until the page has its size; the page says what it leaves out.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
from importlib import resources
from typing import TYPE_CHECKING

from markupsafe import Markup

from ruammit._version import version
from ruammit.output import written
from ruammit.views.labels import labels
from ruammit.views.notebook import environment, style
from ruammit.views.report_charts import Figure, figures
from ruammit.views.report_data import Skipped, folding, report_data, skipped, totals

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset

__all__ = ["report_html", "write_report"]

PAGE_BYTES = 4_500_000
"""What a page may weigh, so that it can be sent by mail and opened on a phone."""
_SCRIPTS = ("base", "filters", "table", "reader", "download", "main")
"""The parts of the page's script, in this order; they share one scope."""
_STYLES = ("page", "records", "reader", "print")
_MARKUP_BYTES = 60_000
"""Room for the page's own markup and styles."""


def write_report(
    dataset: Dataset, path: str | os.PathLike[str], *, title: str | None = None, locale: str = "en"
) -> None:
    """Write the report of a dataset.

    Args:
        dataset: an open dataset.
        path: the HTML file to write; `-`: the standard output.
        title: the page's heading; "Cooperation records" in the locale's words if not given.
        locale: the language of the page: `en`, `th` or `vi`.

    Raises:
        OutputError: the file cannot be written.
        RuammitError: there are no words for the locale.
    """
    with written(path) as place:  # first: a target that cannot be written is told before anything is drawn
        place.write_text(
            report_html(dataset, title=title, locale=locale), encoding="utf-8", errors="replace", newline="\n"
        )


def report_html(dataset: Dataset, *, title: str | None = None, locale: str = "en", page_bytes: int = PAGE_BYTES) -> str:
    """The report as an HTML document.

    Args:
        dataset: an open dataset.
        title: the page's heading; "Cooperation records" in the locale's words if not given.
        locale: the language of the page: `en`, `th` or `vi`.
        page_bytes: about how many bytes of UTF-8 the document may have.

    Raises:
        RuammitError: there are no words for the locale.
    """
    words = labels(locale)
    script = '"use strict";\n(async () => {\n' + "".join(_asset(f"{name}.js") for name in _SCRIPTS) + "})();\n"
    drawings, left_out = figures(dataset, locale), skipped(dataset)
    room = page_bytes - _MARKUP_BYTES - len(script) - _size(drawings, left_out)
    data, notes = report_data(dataset, words, room)
    data |= {"words": words.words("page"), "fold": folding(), "locale": locale}
    return (
        environment()
        .get_template("report/page.html.jinja")
        .render(
            title=title or words.word("page", "title"),
            locale=locale,
            word=words.words("page"),
            version=version(),
            totals=totals(dataset, words),
            notes=notes,
            figures=drawings,
            skipped=left_out,
            style=style() + Markup("".join(_asset(f"{name}.css") for name in _STYLES)),
            script=Markup(script),
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            data=_packed(data),
        )
    )


def _asset(name: str) -> str:
    return resources.files("ruammit.views").joinpath("assets", "report", name).read_text(encoding="utf-8")


def _size(drawings: list[Figure], left_out: Skipped) -> int:
    """Bytes of what the page holds besides its data."""
    charts = sum(len(svg.encode()) for figure in drawings for *_, svg in figure.drawings)
    return charts + sum(sum(len(str(value)) for value in row.values()) + 60 for row in left_out.rows)


def _packed(data: object) -> str:
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return base64.b64encode(gzip.compress(written, 9, mtime=0)).decode("ascii")
