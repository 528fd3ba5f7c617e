"""A record's slots in words, the same in every view."""

from __future__ import annotations

from ruammit.schema import MergedRecord, Record, plain_decimal

__all__ = ["record_figures", "record_parties", "record_period", "record_score", "record_subject"]


def record_parties(record: Record | MergedRecord) -> str:
    """The names of the parties, each with its country."""
    return ", ".join(f"{party.name} ({party.country or '-'})" for party in record.parties)


def record_subject(record: Record | MergedRecord) -> str:
    """What it is about, in the article's words; empty where the article names nothing."""
    subject = record.subject
    return subject if isinstance(subject, str) else subject.quote if subject else ""


def record_figures(record: Record | MergedRecord) -> list[str]:
    """How much: every amount, share and count."""
    return [*_amounts(record), *_shares(record), *_counts(record)]


def record_score(record: Record | MergedRecord) -> str:
    """The probability that it is right, with two places."""
    return f"{record.score:.2f}"


def _amounts(record: Record | MergedRecord) -> list[str]:
    """Each amount with its measure: "export more 25,000,000 USD"."""
    found = []
    for amount in record.amounts:
        modifier = "" if amount.modifier == "exact" else f"{amount.modifier} "
        upper = f" to {_grouped(amount.value_max)}" if amount.value_max is not None else ""
        found.append(f"{amount.measure} {modifier}{_grouped(amount.value)}{upper} {amount.currency}")
    return found


def _grouped(value: object) -> str:
    whole, _, rest = plain_decimal(value).partition(".")  # type: ignore[arg-type]
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


def _shares(record: Record | MergedRecord) -> list[str]:
    """Each share with what it is of."""
    return [f"{plain_decimal(share.value)}% {share.of}".rstrip() for share in record.shares]


def _counts(record: Record | MergedRecord) -> list[str]:
    """Each count with its unit."""
    return [f"{plain_decimal(count.value)} × {count.unit}" for count in record.counts]


def record_period(record: Record | MergedRecord) -> str:
    """When: a day, or the first and the last day."""
    return " to ".join(dict.fromkeys(day for day in (record.start, record.end) if day))
