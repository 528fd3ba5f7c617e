"""When a value of a new extraction is the one that a reviewer saw: by what it says, not by how it came about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ruammit.review.corrections import Value
from ruammit.schema import Entity, Record, Span, plain_decimal

__all__ = ["closest", "content", "start_of"]

COVERED = 0.5
"""Part of the shorter of two stretches that the other covers, where both tell of the same."""


def content(value: Value) -> tuple[object, ...]:
    """What a value says, and where: two values with the same content are the same to a reviewer.

    Ids, scores, rules, flags and the gazetteer's names for things are left out: they change with the extractor.
    """
    if isinstance(value, Record):
        return (
            "record",
            value.kind,
            value.status,
            tuple(sorted((p.name, p.country or "", p.role) for p in value.parties)),
            tuple(sorted(value.sectors)),
            tuple(
                sorted((_plain(a.value), _plain(a.value_max), a.currency, a.modifier, a.measure) for a in value.amounts)
            ),
            tuple(sorted((_plain(s.value), s.of) for s in value.shares)),
            tuple(sorted((_plain(c.value), c.unit) for c in value.counts)),
            (value.start, value.end),
            _place(value.subject) if value.subject else None,
            _place(value.evidence[0]),
        )
    if isinstance(value, Entity):
        return ("entity", value.name, value.type, value.country)
    told = value.model_dump(exclude={"rule", "quote", "equivalent_to", "edtf", "anchored"})
    return (type(value).__name__, *((key, str(item)) for key, item in sorted(told.items())))


def _plain(value: object) -> str:
    return "" if value is None else plain_decimal(value)  # type: ignore[arg-type]


def _place(span: Span) -> tuple[int, int]:
    return span.start_char, span.end_char


def _spans(value: Value) -> Sequence[Span]:
    if isinstance(value, Record):
        return value.evidence
    return value.mentions if isinstance(value, Entity) else (value,)


def start_of(value: Value) -> int:
    """Where a value stands first."""
    return _spans(value)[0].start_char


def _covered(one: Value, other: Value) -> float:
    """How much of the shorter of two values' stretches the other covers, at the best."""
    best = 0.0
    for a in _spans(one):
        for b in _spans(other):
            common = min(a.end_char, b.end_char) - max(a.start_char, b.start_char)
            best = max(best, common / min(a.end_char - a.start_char, b.end_char - b.start_char))
    return best


def closest(value: Value, candidates: Iterable[tuple[int, Value]]) -> int | None:
    """The number of the candidate that tells most likely of the same as a value; None: none does.

    A mention is close where the stretches overlap; a record of the same kind where they do, a side or an amount is the
    same, and what their amounts measure is not different: exports and imports of one sentence are two records.

    Args:
        value: the value as a reviewer saw it.
        candidates: values of the same layer and text, numbered.
    """
    best: tuple[int, float] | None = None
    chosen = None
    for number, candidate in candidates:
        covered = _covered(value, candidate)
        if covered < COVERED:
            continue
        common = _common(value, candidate)
        if common and (best is None or (common, covered) > best):
            best, chosen = (common, covered), number
    return chosen


def _common(one: Value, other: Value) -> int:
    if not (isinstance(one, Record) and isinstance(other, Record)):
        return 1
    measures, others = ({amount.measure for amount in record.amounts} for record in (one, other))
    if one.kind is not other.kind or (measures and others and not measures & others):
        return 0
    from ruammit.evaluation.records import slots  # its package reads articles; readers of a dataset need none of that

    common = slots(one) & slots(other)
    return len(common) if {slot[0] for slot in common} & {"country", "amount"} else 0
