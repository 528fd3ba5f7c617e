"""How records were read: the trigger and its frame, what filled each slot and by which context, what decided."""

from __future__ import annotations

from collections.abc import Iterator

from ruammit.records.finder import RecordTrace
from ruammit.schema import Slot, plain_decimal

__all__ = ["record_pieces"]

TELLING = 4
"""Features shown for and against a record."""

Pieces = tuple[tuple[str, str], ...]


def record_pieces(trace: RecordTrace, text: str, read: str) -> Pieces:
    """What a record was put together from, as words and what they stand for.

    Args:
        trace: how the record came about.
        text: the article's own text.
        read: the text as the rules read it (`Analysis.text`).
    """
    return tuple(_pieces(trace, text, read))


def _pieces(trace: RecordTrace, text: str, read: str) -> Iterator[tuple[str, str]]:
    record, cluster = trace.record, trace.cluster
    draft = cluster.filled.draft
    for hit in draft.triggers:
        carried = "" if hit.start >= draft.clause.start else ", carried on"
        yield read[hit.start : hit.end], f"{draft.kind} by {hit.key}{carried}"
    sure = {side.side: side for side in cluster.filled.sides}
    for party in record.parties:
        side = sure.get(party.country or f"name:{party.canonical}")
        likely = f", side {side.sure:.2f}, role {side.role_sure:.2f}" if side else ""
        yield (
            _words(text, party) or party.name,
            f"{party.country or party.canonical}, {party.role}, {party.via}{likely}",
        )
    for amount in record.amounts:
        value = f"{plain_decimal(amount.value)} {amount.currency}"
        yield _words(text, amount), f"{value}, {amount.measure}, {amount.via}"
    for share in record.shares:
        yield _words(text, share), f"a share of {plain_decimal(share.value)}, {share.via}"
    for count in record.counts:
        yield _words(text, count), f"{plain_decimal(count.value)} {count.unit}, {count.via}"
    if record.period:
        span = f"{record.start} to {record.end}, {record.period.via}"
        yield _words(text, record.period), f"{span}, {cluster.filled.period_sure:.2f}"
    if record.subject:
        yield record.subject.quote, "subject"
    for flag in record.flags:
        yield flag.code, flag.message
    yield from _decided(trace)


def _decided(trace: RecordTrace) -> Iterator[tuple[str, str]]:
    """Each model's probability, the threshold, and the features that spoke loudest with what each added."""
    cluster, models = trace.cluster, trace.models
    best, told = cluster.best, len(cluster.members)
    times = f"told in {told} clauses, " if told > 1 else ""
    features = models.told.telling(best.features, TELLING)
    yield "told", f"{cluster.told:.2f}, {times}least {models.policy.told:.2f} ({_listed(features)})"
    yield "planned", f"{best.planned:.2f}, least {models.policy.planned:.2f}"
    yield "right", f"{trace.record.score:.2f} ({_listed(models.right.telling(trace.right, TELLING))})"


def _listed(features: list[tuple[str, float]]) -> str:
    return ", ".join(f"{name} {added:+.2f}" for name, added in features)


def _words(text: str, slot: Slot) -> str:
    """The words that fill the slot; none where they were left unsaid."""
    return " … ".join(text[span.start_char : span.end_char] for span in slot.evidence)
