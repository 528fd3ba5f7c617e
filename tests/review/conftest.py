"""An article with records of several kinds, and the means to correct them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ruammit
from ruammit.review.corrections import Action, Correction, correction
from ruammit.schema import Amount, Extraction, Record

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"


@pytest.fixture(scope="session")
def reference() -> Extraction:
    """The reference article as it is extracted."""
    found = ruammit.extract(CORPUS / "th-haiphong-antwerp.txt")
    assert len(found.records) >= 4
    return found


def made(extraction: Extraction, action: str, by: str = "lan", **more: Any) -> Correction:
    return correction(extraction, Action(action), by, **more)


@pytest.fixture(scope="session")
def make() -> Callable[..., Correction]:
    """Makes a correction: the extraction, the action, the reviewer, and its values."""
    return made


def with_amount(record: Record, value: int) -> Record:
    amount = Amount(value=value, currency="USD", measure="investment", evidence=record.evidence[:1], via="reviewer")
    return record.model_copy(update={"amounts": (amount,)})


@pytest.fixture(scope="session")
def richer() -> Callable[[Record, int], Record]:
    """A record with another amount."""
    return with_amount
