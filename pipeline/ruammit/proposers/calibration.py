"""What a second reader's claims are worth: measured on annotated articles (docs/second-reader.md), kept in one file."""

from __future__ import annotations

from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["Calibration", "calibration"]

Probability = float


class Calibration(BaseModel):
    """Measured with the replies of a strong model; a weaker one is worth less than these say."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    told: Probability = Field(gt=0, lt=1)
    """That a claim which the article bears out is a record."""
    slot: Probability = Field(gt=0, lt=1)
    """That a slot of such a record is right."""
    silence: float = Field(ge=0, le=10)
    """Log-odds that a record loses which only the rules propose."""
    weights: dict[str, float]
    """In the score of a record: `readers.both`, `readers.second`, `readers.unsaid`."""


@cache
def calibration() -> Calibration:
    """The package's calibration."""
    source = resources.files("ruammit.proposers").joinpath("data/calibration.json")
    return Calibration.model_validate_json(source.read_text(encoding="utf-8"))
