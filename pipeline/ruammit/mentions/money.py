"""Money: to be written."""

from __future__ import annotations

from ruammit.analysis import Analysis
from ruammit.schema import Money

__all__ = ["find_money"]


def find_money(analysis: Analysis) -> list[Money]:
    """Every mention of the layer, in text order."""
    return []
