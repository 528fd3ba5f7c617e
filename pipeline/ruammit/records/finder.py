"""Records: to be written."""

from __future__ import annotations

from ruammit.analysis import Analysis
from ruammit.schema import Record

__all__ = ["find_records"]


def find_records(analysis: Analysis) -> list[Record]:
    """The cooperation records of the article, in text order."""
    return []
