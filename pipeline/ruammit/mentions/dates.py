"""Dates: to be written."""

from __future__ import annotations

from ruammit.analysis import Analysis
from ruammit.schema import DateMention

__all__ = ["find_dates"]


def find_dates(analysis: Analysis) -> list[DateMention]:
    """Every mention of the layer, in text order."""
    return []
