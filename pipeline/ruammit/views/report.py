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
import re
from collections.abc import Iterator
from importlib import resources
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ruammit._version import version
from ruammit.output import written_text
from ruammit.schema import Extraction, Record
from ruammit.views.charts import CHARTS, Drawing
from ruammit.views.marking import LAYERS, SUBJECT, marks
from ruammit.views.notebook import environment, style
from ruammit.views.slots import record_figures, record_parties, record_period, record_score, record_subject

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset

__all__ = ["report_html", "write_report"]

PAGE_BYTES = 4_500_000
"""What a page may weigh, so that it can be sent by mail and opened on a phone."""
_RATIO = 4
"""How much smaller compressed articles are, at the least, before Base64 makes them a third larger again."""
MOST_RECORDS = 20_000
"""Records that the table holds; browsers filter so many without a pause."""


def write_report(dataset: Dataset, path: str | os.PathLike[str], *, title: str = "Cooperation records") -> None:
    """Write the report of a dataset.

    Args:
        dataset: an open dataset.
        path: the HTML file to write; `-`: the standard output.
        title: the page's heading.

    Raises:
        OutputError: the file cannot be written.
    """
    written_text(path, report_html(dataset, title=title))


def report_html(dataset: Dataset, *, title: str = "Cooperation records", page_bytes: int = PAGE_BYTES) -> str:
    """The report as an HTML document.

    Args:
        dataset: an open dataset.
        title: the page's heading.
        page_bytes: about how many bytes of UTF-8 the document may have.
    """
    drawings = [(name, _svg(chart(dataset), "light"), _svg(chart(dataset), "dark")) for name, chart in CHARTS.items()]
    assets = resources.files("ruammit.views").joinpath("assets")
    script = assets.joinpath("report.js").read_text(encoding="utf-8")
    taken = sum(len(light) + len(dark) for _, light, dark in drawings) + len(script) + 40_000
    data = _data(dataset, page_bytes - taken)
    return (
        environment()
        .get_template("report.html.jinja")
        .render(
            title=title,
            version=version(),
            totals=_totals(dataset),
            notes=data.pop("notes"),
            drawings=[(name, Markup(light), Markup(dark)) for name, light, dark in drawings],
            style=style() + Markup(assets.joinpath("report.css").read_text(encoding="utf-8")),
            script=Markup(script),
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            data=_packed(data),
        )
    )


def _packed(data: object) -> str:
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return base64.b64encode(gzip.compress(written, 9, mtime=0)).decode("ascii")


def _totals(dataset: Dataset) -> list[tuple[str, int]]:
    query = """SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM records) AS records,
        (SELECT count(DISTINCT country) FROM record_parties) AS countries, (SELECT count(*) FROM money) AS money,
        (SELECT count(*) FROM dates) AS dates, (SELECT count(*) FROM all_flags) AS flags,
        (SELECT count(*) FROM rejected) AS rejected"""
    names = ("articles", "records", "countries", "mentions of money", "dates", "flags", "articles set aside")
    row = dataset.sql(query).to_pylist()[0]
    return list(zip(names, row.values(), strict=True))


def _svg(chart: Drawing, theme: str) -> str:
    """The chart as SVG that the page shows on its own ground, in the given colour scheme."""
    import vl_convert

    ink, line = ("#1b1b1b", "#c9c9c9") if theme == "light" else ("#ececec", "#4a4d52")
    text = {"labelColor": ink, "titleColor": ink}
    config = {
        "background": None,
        "axis": {**text, "gridColor": line, "domainColor": line, "tickColor": line},
        "legend": text,
        "title": {"color": ink, "subtitleColor": ink},
        "view": {"stroke": line},
        "font": "Noto Sans, system-ui, sans-serif",
    }
    svg: str = vl_convert.vegalite_to_svg({**chart.to_dict(), "config": config})
    # Scale with the page, and keep the clip paths of several charts on one page apart.
    svg = re.sub(r'<svg ([^>]*?)width="([\d.]+)" height="([\d.]+)"', r'<svg \1style="max-width:\2px"', svg, count=1)
    return re.sub(r'(id="|url\(#)', rf"\g<1>{hashlib.sha256(svg.encode()).hexdigest()[:8]}-", svg)


def _data(dataset: Dataset, room: int) -> dict[str, Any]:
    """What the page's script shows: records, and as many of their articles as the room (in bytes) allows."""
    ranked = dataset.sql(
        "SELECT a.id, count(r.id) AS n FROM articles a JOIN records r ON r.article_id = a.id"
        " GROUP BY a.id ORDER BY n DESC, a.id"
    ).to_pylist()
    order = {row["id"]: place for place, row in enumerate(ranked)}
    budget = room * _RATIO * 3 // 4
    records, articles, sizes = [], {}, {}
    for extraction in dataset.extractions():
        if extraction.id not in order:
            continue
        records += [_record(extraction, record) for record in extraction.records]
        articles[extraction.id] = _article(extraction)
        sizes[extraction.id] = len(json.dumps(articles[extraction.id], ensure_ascii=False).encode("utf-8", "replace"))
        if sum(sizes.values()) > 2 * budget:  # constant memory: what cannot stay is let go early
            articles = {key: articles[key] for key in _fitting(order, sizes, budget)}
            sizes = {key: sizes[key] for key in articles}
    kept = dict.fromkeys(_fitting(order, sizes, budget))
    records.sort(key=lambda row: (order[row["article"]], row["at"]))
    notes = []
    if len(records) > MOST_RECORDS:
        notes.append(f"The table holds {MOST_RECORDS:,} of {len(records):,} records: those of the articles with most.")
    if len(kept) < len(order):
        notes.append(
            f"The full text of {len(kept):,} of the {len(order):,} articles with records is in this page, of those with"
            " most records; for the others it shows the quotes."
        )
    return {
        "notes": notes,
        "layers": LAYERS,
        "subject": SUBJECT,
        "records": records[:MOST_RECORDS],
        "articles": {key: articles[key] for key in kept},
    }


def _fitting(order: dict[str, int], sizes: dict[str, int], budget: int) -> Iterator[str]:
    """The ids of the articles that fit into the budget, those with most records first."""
    used = 0
    for key in sorted(sizes, key=order.__getitem__):
        used += sizes[key]
        if used > budget:
            return
        yield key


def _record(extraction: Extraction, record: Record) -> dict[str, Any]:
    return {
        "article": extraction.id,
        "lang": extraction.lang,
        "at": record.evidence[0].start_char,
        "evidence": [[span.start_char, span.end_char] for span in record.evidence],
        "kind": record.kind,
        "status": record.status,
        "parties": record_parties(record),
        "countries": sorted({party.country for party in record.parties if party.country}),
        "canonical": sorted({party.canonical for party in record.parties}),
        "subject": record_subject(record),
        "about": [record.subject.start_char, record.subject.end_char] if record.subject else None,
        "figures": record_figures(record),
        "when": record_period(record),
        "sectors": list(record.sectors),
        "score": record_score(record),
        "quote": record.quote,
        "rule": record.rule,
        "flags": [[flag.code, flag.message] for flag in record.flags],
    }


def _article(extraction: Extraction) -> dict[str, Any]:
    return {
        "lang": extraction.lang,
        "title": extraction.title,
        "published": extraction.published,
        "source": extraction.source_url,
        "text": extraction.text,
        "marks": [[mark.start, mark.end, mark.layer, mark.value, mark.rule] for mark in marks(extraction)],
    }
