"""The symbols of listed companies in reports on the stock market."""

from __future__ import annotations

from collections.abc import Iterator

from ruammit.entities.candidate import TICKER, Candidate, Priority
from ruammit.entities.cased.organisation_rules import Rules
from ruammit.schema import EntityType

__all__ = ["symbols"]


def symbols(text: str, rules: Rules) -> Iterator[Candidate]:
    """After a word for them, one or a list; and where there are some, others beside what shares do."""
    lists, some = [rules.tickers], False
    if rules.market.search(text):
        lists.append(rules.symbols)
    for pattern in lists:
        for match in pattern.finditer(text):
            start, end = match.span("symbols")
            for symbol in rules.symbol.finditer(text, start, end):
                if symbol.group() not in rules.heads.no_tickers:
                    some = True
                    yield Candidate(*symbol.span(), EntityType.ORG, TICKER, Priority.SUFFIXED)
    if some and rules.market.search(text):
        for match in rules.moved.finditer(text):
            if match.group() not in rules.heads.no_tickers:
                yield Candidate(*match.span(), EntityType.ORG, TICKER, Priority.SUFFIXED)
