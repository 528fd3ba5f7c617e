"""What the steps that find money share: an amount as found, and what a number's multipliers come to."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from babel.numbers import get_territory_currencies

from ruammit.analysis import Analysis, Number
from ruammit.schema import Modifier

__all__ = ["MILLION", "Amount", "currency_of_home", "multiplier_of"]

MILLION = Decimal(10) ** 6


class Amount(NamedTuple):
    """An amount found: the index of its number (`at`), its span in the text, its values."""

    at: int
    start: int
    end: int
    low: Decimal
    high: Decimal | None
    currency: str
    rule: str
    unit: str = ""
    modifier: Modifier | None = None


def multiplier_of(number: Number) -> Decimal:
    """What the multiplier words of a number in digits come to: 10^9 for "500 tỷ"; 1 where there are none."""
    if number.rule not in ("number-digits-scale", "number-bare-scale") or not number.pieces:
        return Decimal(1)
    product = Decimal(1)
    signed = number.pieces[0][1] == "-1"
    for _, value in number.pieces[1 + signed :]:
        if value != "more":
            product *= Decimal(value)
    return product


def currency_of_home(analysis: Analysis) -> str | None:
    """ISO 4217 code of the currency of the country whose news the article is: what is said without a country means it.

    None where CLDR knows no legal tender of it.
    """
    return _tender(analysis.home)


@cache
def _tender(country: str) -> str | None:
    """The legal tender of a country (ISO 3166-1 alpha-2), from CLDR."""
    found = get_territory_currencies(country)
    return found[0] if found else None
