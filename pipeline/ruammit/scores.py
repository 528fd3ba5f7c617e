"""The least score that a record must have to be shown or written; without one, the model's own choice stands."""

from __future__ import annotations

from ruammit.errors import RuammitError
from ruammit.schema import Extraction

__all__ = ["at_least", "checked_score"]


def checked_score(value: float | None) -> float | None:
    """The least score, if it is a probability; None: no record is left out.

    Raises:
        RuammitError: it is not within 0 to 1.
    """
    if value is None:
        return None
    if 0 <= value <= 1:
        return float(value)
    raise RuammitError(f"{value} is no score", where="min_score", cure="give a number from 0 to 1, such as 0.6")


def at_least(extraction: Extraction, min_score: float | None) -> Extraction:
    """The extraction without the records of a lower score; `Extraction.min_score` says so."""
    if min_score is None or min_score <= (extraction.min_score or -1.0):
        return extraction
    kept = tuple(record for record in extraction.records if record.score >= min_score)
    return extraction.model_copy(update={"records": kept, "min_score": min_score})
