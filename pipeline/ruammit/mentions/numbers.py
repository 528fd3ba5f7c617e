"""Numbers: to be written."""

from __future__ import annotations

from ruammit.analysis import Analysis, Number

__all__ = ["find_numbers"]


def find_numbers(analysis: Analysis) -> list[Number]:
    """Every number in the text, in text order."""
    return []
