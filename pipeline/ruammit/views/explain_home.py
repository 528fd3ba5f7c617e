"""Whose news an article is, and the signs that decided, on one line."""

from __future__ import annotations

from ruammit.analysis import Analysis
from ruammit.entities.home import Sign
from ruammit.schema import Article

__all__ = ["home_line"]

_MOST_WORDS = 3
"""Of a sign that are shown."""


def home_line(article: Article) -> str:
    """`home  VN, translated (probability 0.98)  bodies VN +1.85: …; language TH +2.43`; each sign adds logits."""
    finding = Analysis(article).home_finding
    head = f"home     {finding.country}" + (", translated" if finding.translated else "")
    origin = "[given]" if finding.given else f"[found, probability {finding.probability:.2f}]"
    return "  ".join([head, origin, "; ".join(map(_sign, finding.signs))]).rstrip()


def _sign(sign: Sign) -> str:
    words = ", ".join(sign.words[:_MOST_WORDS])
    return f"{sign.name} {sign.country} {sign.adds:+.2f}" + (f": {words}" if words else "")
