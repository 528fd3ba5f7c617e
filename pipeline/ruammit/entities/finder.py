"""Entities: to be written."""

from __future__ import annotations

from ruammit.analysis import Analysis
from ruammit.schema import Entity

__all__ = ["find_entities"]


def find_entities(analysis: Analysis) -> list[Entity]:
    """Every surface form of a person, an organisation or a place, in the order of its first mention."""
    return []
