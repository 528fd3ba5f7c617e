"""An extraction as HTML for notebooks: the article with its mentions marked, and its records as cards."""

from __future__ import annotations

from functools import cache
from importlib import resources
from itertools import islice
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from ruammit.schema import Extraction, Record
from ruammit.text.visible import visible
from ruammit.views.labels import labels
from ruammit.views.marking import LAYERS, SUBJECT, Mark, marks, pieces, subjects
from ruammit.views.overview import OVERVIEW, overview_row
from ruammit.views.slots import record_figures, record_parties, record_period, record_score, record_subject

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset

__all__ = ["dataset_html", "environment", "extraction_html", "style"]

_FIRST_RECORDS = 10
_COLUMNS = ("parties", "subject", "figures", "when", "kind", "status", "score", "article_id")
"""What a notebook shows of the overview."""


@cache
def environment() -> Environment:
    """The templates in `assets/`, with everything that they are given escaped."""
    found = Environment(loader=PackageLoader("ruammit.views", "assets"), autoescape=True, trim_blocks=True)
    found.filters |= {
        "visible": visible,
        "parties": record_parties,
        "figures": record_figures,
        "period": record_period,
        "score": record_score,
        "subject": record_subject,
    }
    return found


@cache
def style() -> Markup:
    """The style sheet of marked articles and record cards."""
    return Markup(resources.files("ruammit.views").joinpath("assets/article.css").read_text(encoding="utf-8"))


def extraction_html(extraction: Extraction) -> str:
    """The article and its records as an HTML fragment that needs nothing else; all that is the article's is escaped."""
    template = environment().get_template("extraction.html.jinja")
    return template.render(
        x=extraction,
        prefix=f"ruammit-{extraction.sha256[:12]}",
        style=style(),
        layers=LAYERS,
        subject_name=SUBJECT,
        text=_marked(extraction),
    )


def dataset_html(dataset: Dataset) -> str:
    """How much a dataset holds, and its first records in words, as an HTML fragment; all is escaped."""
    words = labels()
    rows = [overview_row(told, words) for told in islice(dataset.told(), _FIRST_RECORDS)]
    shown = [name for name in OVERVIEW if name in _COLUMNS]
    template = environment().get_template("dataset.html.jinja")
    heads = [words.word("columns", name) for name in shown]
    return template.render(about=repr(dataset)[1:-1], heads=heads, rows=[[row[name] for name in shown] for row in rows])


def _marked(extraction: Extraction) -> list[dict[str, object]]:
    """The text in pieces for the template: words, the innermost mark, whether it is a subject, its records."""
    spans: list[tuple[int, int, object]] = [(mark.start, mark.end, mark) for mark in marks(extraction)]
    spans += [(start, end, SUBJECT) for start, end in subjects(extraction)]
    first_of: dict[int, list[str]] = {}
    for record in extraction.records:
        for at, place in enumerate(record.evidence):
            spans.append((place.start_char, place.end_char, record))
            if at == 0:
                first_of.setdefault(place.start_char, []).append(record.id)
    found: list[dict[str, object]] = []
    for start, end, over in pieces(len(extraction.text), spans):
        inner = [item for item in over if isinstance(item, Mark)]
        found.append(
            {
                "words": extraction.text[start:end],
                "mark": inner[-1] if inner else None,
                "subject": SUBJECT in over,
                "evidence": [item.id for item in over if isinstance(item, Record)],
                "anchors": first_of.get(start, []),
            }
        )
    return found
