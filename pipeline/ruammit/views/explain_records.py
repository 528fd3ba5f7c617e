"""How records were read: the trigger and its frame, what filled each slot and by which context, what decided."""

from __future__ import annotations

from collections.abc import Iterator

from ruammit.analysis import Analysis
from ruammit.records.candidates import Candidate
from ruammit.records.finder import find_records, selected
from ruammit.records.model import weights
from ruammit.records.scene import Scene
from ruammit.schema import Record, Slot, plain_decimal

__all__ = ["record_pieces"]

TELLING = 4
"""Features shown for and against a record."""

Pieces = tuple[tuple[str, str], ...]


def record_pieces(analysis: Analysis) -> Iterator[tuple[Record, Pieces]]:
    """Every record of the article (its other layers filled) and the pieces that it was put together from."""
    scene = Scene(analysis)
    if not scene.weight:
        return
    for record, candidate in zip(find_records(analysis), selected(scene), strict=True):
        yield record, tuple(_pieces(scene, record, candidate))


def _pieces(scene: Scene, record: Record, candidate: Candidate) -> Iterator[tuple[str, str]]:
    text = scene.analysis.article.text
    for hit in candidate.triggers:
        carried = "" if hit.start >= candidate.clause.start else ", carried on"
        yield scene.text[hit.start : hit.end], f"{candidate.kind} by {hit.key}{carried}"
    for party in record.parties:
        yield _words(text, party) or party.name, f"{party.country or party.canonical}, {party.role}, {party.via}"
    for amount in record.amounts:
        value = f"{plain_decimal(amount.value)} {amount.currency}"
        yield _words(text, amount), f"{value}, {amount.measure}, {amount.via}"
    for share in record.shares:
        yield _words(text, share), f"a share of {plain_decimal(share.value)}, {share.via}"
    for count in record.counts:
        yield _words(text, count), f"{plain_decimal(count.value)} {count.unit}, {count.via}"
    if record.period:
        yield _words(text, record.period), f"{record.start} to {record.end}, {record.period.via}"
    for flag in record.flags:
        yield flag.code, flag.message
    told = f"in {len(candidate.also) + 1} clauses; " if candidate.also else ""
    yield "likely", f"{candidate.score:.2f} ({told}{', '.join(_telling(candidate))})"


def _words(text: str, slot: Slot) -> str:
    """The words that fill the slot; none where they were left unsaid."""
    return " … ".join(text[span.start_char : span.end_char] for span in slot.evidence)


def _telling(candidate: Candidate) -> Iterator[str]:
    """The features that spoke loudest for and against the record, with what each added to the log-odds."""
    known = weights("record")
    said = [(value * known.get(name, 0.0), name) for name, value in candidate.features.items()]
    said.sort(key=lambda pair: -abs(pair[0]))
    yield from (f"{name} {added:+.2f}" for added, name in said[:TELLING] if added)
