"""Percent: to be written."""

from __future__ import annotations

from ruammit.analysis import Analysis
from ruammit.schema import Percent

__all__ = ["find_percent"]


def find_percent(analysis: Analysis) -> list[Percent]:
    """Every mention of the layer, in text order."""
    return []
