"""What names a record: its id, and its type in the PLOVER event ontology."""

from __future__ import annotations

import hashlib
import json
import tomllib
from functools import cache
from importlib import resources

from ruammit.records.candidates import Candidate
from ruammit.schema import RecordKind, plain_decimal

__all__ = ["plover", "record_id"]

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def record_id(article_id: str, candidate: Candidate, quote: str, start_char: int) -> str:
    """16 hexadecimal digits of the SHA-256 of the record's article, place and content.

    The same on every run. No other record of a dataset has it, not even one of the same words in the same article.
    """
    content = [
        article_id,
        start_char,
        str(candidate.kind),
        sorted((party.canonical, party.country or "") for party in candidate.parties),
        [candidate.start, candidate.end],
        sorted((plain_decimal(a.value), a.currency, str(a.measure)) for a in candidate.amounts),
        quote,
    ]
    return hashlib.sha256(_JSON.encode(content).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@cache
def _types() -> dict[str, dict[str, str]]:
    text = resources.files("ruammit.records").joinpath("data/plover.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = tomllib.loads(text)
    return found


def plover(kind: RecordKind, rule: str) -> str | None:
    """The PLOVER event type of a record of the kind that the frame triggered (`data/plover.toml`)."""
    types = _types()
    return types["frame"].get(rule) or types["kind"].get(str(kind))
