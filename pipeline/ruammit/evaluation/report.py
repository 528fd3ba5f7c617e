"""The evaluation as one HTML file that needs nothing else: the figures, and the disagreements on the text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import pairwise

from ruammit.evaluation.gold import Evaluation
from ruammit.evaluation.tallies import LAYERS, ArticleScore, Fault, Mark, Tally
from ruammit.text.counted import counted

__all__ = ["html_report"]

_KINDS = ("missed", "wrong", "spurious", "differs", "right")
"""The gravest first: where marks overlap, the gravest gives the colour."""

_STYLE = """
body { font: 16px/1.6 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a }
table { border-collapse: collapse; margin: 1rem 0; font-size: .9rem }
th, td { padding: .2rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid #ddd }
td.n { text-align: right; font-variant-numeric: tabular-nums }
article { border-top: 2px solid #1a1a1a; margin-top: 2rem }
.text { white-space: pre-wrap; overflow-wrap: anywhere; background: #fafafa; padding: 1rem }
mark { color: inherit; border-radius: 2px }
.missed { background: #ffc9c9 } .wrong { background: #ffd8a8 } .spurious { background: #d0bfff }
.differs { background: #fff3a3 } .right { background: #d3f0d3 }
mark.missed { border-bottom: 2px solid } mark.wrong { border-bottom: 2px dashed }
mark.spurious { border-bottom: 2px dotted } mark.differs { border-bottom: 1px solid }
"""


def html_report(evaluation: Evaluation, title: str = "Evaluation") -> str:
    """The report as an HTML document; all that comes from articles and predictions is escaped.

    Args:
        evaluation: what to show.
        title: its heading.
    """
    heading = escape(title)
    legend = " ".join(f'<mark class="{kind}">{kind}</mark>' for kind in _KINDS)
    parts = [
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{heading}</title>',
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>',
        f"<body><h1>{heading}</h1>",
        f"<p>{counted(len(evaluation.articles), 'article')}, {counted(len(evaluation.faults), 'disagreement')}.</p>",
        _figures(
            (f"{scope}/{layer}", evaluation.tally(layer, scope)) for scope in evaluation.scopes for layer in LAYERS
        ),
        f"<p>{legend} Point at a marked stretch to see what is annotated and what was predicted.</p>",
        *(_article(article) for article in evaluation.articles),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def _figures(rows: Iterable[tuple[str, Tally]]) -> str:
    head = "".join(
        f"<th>{name}</th>" for name in ("", "P", "R", "F1", "right", "predicted", "gold", "of the right rows")
    )
    body = []
    for name, tally in rows:
        figures = tally.figures()
        cells = [f'<td class="n">{figure}</td>' for figure in tally.written()]
        cells += [f'<td class="n">{figures[key]}</td>' for key in ("right", "predicted", "gold")]
        further = ", ".join(f"{key} {figures[key]:.3f}" for key in tally.agree)
        body.append(f"<tr><th>{escape(name)}</th>{''.join(cells)}<td>{escape(further)}</td></tr>")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def _article(score: ArticleScore) -> str:
    note = "<p>No prediction for this article.</p>" if score.absent else ""
    faults = (
        f"<details><summary>{counted(len(score.faults), 'disagreement')}</summary>{_faults(score.faults)}</details>"
    )
    return (
        f'<article lang="{escape(score.lang)}"><h2>{escape(score.id)}</h2>{note}'
        f"{_figures((layer, score.layers[layer]) for layer in LAYERS)}"
        f'<div class="text">{marked(score.text, score.marks)}</div>{faults}</article>'
    )


def _faults(faults: Iterable[Fault]) -> str:
    rows = []
    for fault in faults:
        cells = (fault.layer, fault.kind, fault.context, fault.gold or "", " / ".join(fault.predicted))
        rows.append(f'<tr class="{fault.kind}">' + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    head = "".join(f"<th>{name}</th>" for name in ("layer", "kind", "context", "annotated", "predicted"))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def marked(text: str, marks: Iterable[Mark]) -> str:
    """The text as HTML with its marks, which may overlap; marks that lie outside the text are left out."""
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in inside:
        opening.setdefault(mark.start, []).append(mark)
        closing.setdefault(mark.end, []).append(mark)
    edges = sorted({0, len(text), *opening, *closing})
    here: list[Mark] = []
    out = []
    for start, end in pairwise(edges):
        gone = closing.get(start, [])
        here = [mark for mark in here if not any(mark is other for other in gone)] + opening.get(start, [])
        piece = escape(text[start:end])
        if not here:
            out.append(piece)
            continue
        kind = min((mark.kind for mark in here), key=_KINDS.index)
        told = "; ".join(f"{mark.layer} {mark.kind}: {mark.note}" for mark in here)
        out.append(f'<mark class="{kind}" title="{escape(told)}">{piece}</mark>')
    return "".join(out)
