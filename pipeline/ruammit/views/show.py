"""An extraction in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ruammit.schema import Amount, Difference, Extraction, MergedRecord, Record, plain_decimal

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["show", "show_merged"]


def show(extraction: Extraction, *, records_only: bool = False, console: Console | None = None) -> None:
    """Print the records of an article as a table, and its mentions before them unless only records are wanted."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = console or Console()
    if not records_only:
        found = Table("layer", "quote", "value", title="mentions")
        for layer, mentions in (
            ("money", extraction.money),
            ("percent", extraction.percent),
            ("dates", extraction.dates),
        ):
            for mention in mentions:
                value = mention.model_dump(mode="json", exclude={"start_char", "end_char", "quote", "rule"})
                text = " ".join(str(item) for item in value.values() if item not in (None, False))
                found.add_row(layer, Text(mention.quote), Text(text))
        for entity in extraction.entities:
            found.add_row(entity.type.value, Text(entity.name), Text(f"{entity.canonical} {entity.country or ''}"))
        console.print(found)
    table = Table("kind", "status", "parties", "amounts", "when", "quote", title="records")
    for record in extraction.records:
        table.add_row(*map(Text, (*_slots(record), record.quote)))
    console.print(table)


def show_merged(records: Iterable[MergedRecord], *, console: Console | None = None) -> None:
    """Print merged records as a table, with who tells them and where the sources differ."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("kind", "status", "parties", "amounts", "when", "sources", "differences")
    for record in records:
        sources = "\n".join(source.article for source in record.sources)
        table.add_row(*map(Text, (*_slots(record), sources, "\n".join(map(_difference, record.differences)))))
    (console or Console()).print(table)


def _difference(difference: Difference) -> str:
    values = "; ".join(f"{value.value} ({', '.join(value.articles)})" for value in difference.values)
    return f"{difference.slot}: {values}"


def _slots(record: Record | MergedRecord) -> list[str]:
    parties = ", ".join(f"{party.name} ({party.country or '-'})" for party in record.parties)
    when = " to ".join(dict.fromkeys(day for day in (record.start, record.end) if day))
    return [record.kind, record.status, parties, ", ".join(map(_amount, record.amounts)), when]


def _amount(amount: Amount) -> str:
    upper = f" to {plain_decimal(amount.value_max)}" if amount.value_max is not None else ""
    return f"{amount.measure} {plain_decimal(amount.value)}{upper} {amount.currency}"
