"""The charts of a report as SVG: each for a phone and for a wider page, in the colours of the reader's scheme."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ruammit.views.charts import CHARTS
from ruammit.views.charts.drawing import GREY, INK, LAND, PAPER

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset

__all__ = ["Figure", "figures"]

_NARROW, _WIDE = {"width": 332}, {"width": 580}
_VARIANTS: dict[str, dict[str, dict[str, int]]] = {
    "world": {
        "narrow": {**_NARROW, "most": 20},
        "middle": {"width": 700, "most": 30},
        "wide": {"width": 1180, "most": 40},
    },
    "flows": {"narrow": {**_NARROW, "most": 10}, "wide": _WIDE},
    "timeline": {"narrow": _NARROW, "wide": _WIDE},
    "partners": {"narrow": {**_NARROW, "most": 8}, "wide": _WIDE},
    "network": {"narrow": {**_NARROW, "most": 16}, "wide": _WIDE},
    "kinds": {"narrow": {**_NARROW, "most": 15}, "wide": {**_WIDE, "most": 15}},
    "sectors": {"narrow": {**_NARROW, "most": 6}, "wide": {**_WIDE, "most": 10}},
}
"""Chart to the sizes in which it is drawn (pixels), each with how much of it such a width can hold."""
_RULE = "#c9c9c9"
_THEMED = {
    INK: "var(--ink)",
    PAPER: "var(--paper)",
    LAND: "var(--land)",
    GREY: "var(--soft)",
    _RULE: "var(--line)",
}
"""Colours that charts are drawn in, and the page's own that take their place, light or dark."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its title and its drawings: the class that shows one, what it says of itself, and the SVG."""

    name: str
    title: str
    drawings: list[tuple[str, str, Markup]]


def figures(dataset: Dataset, locale: str) -> list[Figure]:
    """Every chart of a dataset, in the words of a locale."""
    found = []
    for name, variants in _VARIANTS.items():
        drawings = []
        for variant, options in variants.items():
            chart = CHARTS[name](dataset, locale=locale, linked=True, **options)
            spec = chart.to_dict()
            head = spec.pop("title")
            drawings.append((variant, head.get("subtitle", ""), _svg(spec, head["text"])))
        found.append(Figure(name, head["text"], drawings))
    return found


def _svg(spec: dict[str, Any], title: str) -> Markup:
    """A chart as SVG that fills the width it is given and takes the page's colours."""
    import vl_convert

    config = spec.get("config", {})
    rule = {"gridColor": _RULE, "domainColor": _RULE, "tickColor": _RULE}
    text = {"labelColor": INK, "titleColor": INK}
    own = {"background": None, "axis": {**config.get("axis", {}), **text, **rule}, "legend": text}
    svg = _apart(_said(_linked(_short(vl_convert.vegalite_to_svg({**spec, "config": {**config, **own}})))))
    for colour, variable in _THEMED.items():
        svg = svg.replace(f'"{colour}"', f'"{variable}"')
    return Markup(svg.replace("<svg ", f'<svg role="img" aria-label="{Markup.escape(title)}" ', 1))


_ROLES = "role|aria-roledescription|aria-hidden|pointer-events|xmlns:xlink|version|stroke-miterlimit"


def _short(svg: str) -> str:
    """Without what a page does not need: its own size, the roles of its parts, and the second decimal."""
    svg = re.sub(r'(<svg [^>]*?) width="[\d.]+" height="[\d.]+"', r"\1", svg, count=1)
    svg = re.sub(rf' (?:{_ROLES})="[^"]*"', "", svg)
    svg = re.sub(r' (?:font-family|opacity)="(?:[^"]*Noto Sans[^"]*|1)"', "", svg)
    svg = re.sub(r'<path class="(?:back|fore)ground"[^>]*/>', "", svg)
    return re.sub(r"(\d\.\d)\d+", r"\1", svg)


def _linked(svg: str) -> str:
    """Marks with where they lead as data for the page's script: links within a picture would have no place among the
    page's own, and the filters do the same for the keyboard."""
    svg = re.sub(r'<a xlink:href="[^"#]*(#[^"]*)">', r'<g data-go="\1">', svg)
    return svg.replace("</a>", "</g>")


def _said(svg: str) -> str:
    """What a mark says, where the pointer shows it."""
    svg = re.sub(r'<(path|circle|rect)( [^>]*?)?aria-label="([^"]*)"([^>]*)/>', r"<\1 \2\4><title>\3</title></\1>", svg)
    return re.sub(r'<(text|g)([^>]*?) aria-label="[^"]*"', r"<\1\2", svg)


def _apart(svg: str) -> str:
    """The drawing with ids of its own among several on a page."""
    own = hashlib.sha256(svg.encode()).hexdigest()[:8]
    return re.sub(r'(id="|url\(#)', rf"\g<1>{own}-", svg)
