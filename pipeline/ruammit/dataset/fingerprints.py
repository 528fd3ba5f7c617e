"""What tells a changed article from an unchanged one: the fingerprints of what rows of a dataset were made from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

__all__ = ["Known", "fingerprint", "rejected_key", "rejection_print"]


@dataclass(frozen=True, slots=True)
class Known:
    """A row that the dataset already has.

    Attributes:
        part: its part.
        print: the fingerprint of what it was made from; empty where it has to be made again in any case.
        current: whether it was made by the rules and data of today.
    """

    part: str
    print: bytes
    current: bool = True


def fingerprint(
    article_id: str,
    sha256: str,
    *known: str | None,
    min_score: float | None,
    reader: str | None,
    model: str | None = None,
) -> bytes:
    """What tells a changed article from an unchanged one: its text, and its language, title, date, address, its home
    country where that was given, the least score of the records that are kept, the second reader, and the models."""
    content = [article_id, sha256, *known, min_score, reader, model]
    return hashlib.blake2b(json.dumps(content).encode(), digest_size=16).digest()


def rejection_print(code: str, message: str) -> bytes:
    """The fingerprint of a rejection."""
    return hashlib.blake2b(f"{code}\n{message}".encode(), digest_size=16).digest()


def rejected_key(path: str, line: int | None) -> str:
    """What names a rejection in the layer `replaced`."""
    return f"{path}:{line}" if line else path
