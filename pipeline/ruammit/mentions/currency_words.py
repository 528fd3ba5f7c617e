"""The words for currencies in a language: CLDR's names, the press's own, and which of them several countries share."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from ruammit.languages import LanguagePack
from ruammit.text.normalization import normalise

__all__ = ["CODES_BEFORE_NUMBERS", "LARGE_BEFORE_NUMBERS", "SIGNS", "CurrencyWords", "currency_words"]

SIGNS = {
    "US$": "USD",
    "US $": "USD",
    "$US": "USD",
    "U$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "HK$": "HKD",
    "NT$": "TWD",
    "NZ$": "NZD",
    "R$": "BRL",
    "S$": "SGD",
    "B$": "BND",
    "MX$": "MXN",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "CN¥": "CNY",
    "RMB": "CNY",
    "RM": "MYR",
    "Rp": "IDR",
    "Rs": "INR",
    "Rs.": "INR",
    "฿": "THB",
    "₫": "VND",
    "₩": "KRW",
    "₹": "INR",
    "₽": "RUB",
    "₱": "PHP",
    "₭": "LAK",
    "៛": "KHR",
    "₺": "TRY",
    "₴": "UAH",
    "₦": "NGN",
    "₸": "KZT",
    "₪": "ILS",
    "₮": "MNT",
}
"""Signs (CLDR `currencySymbols`, and the forms with a country's letters that the press uses)."""

_WORDS_NOT_CODES = frozenset({"ALL", "TOP", "TRY", "CUP", "PEN", "SOS", "GEL", "MOP", "BAM", "MAD", "MAP", "STN"})
"""Codes that headlines in capitals hold as other words or names."""

CODES_BEFORE_NUMBERS = frozenset(
    {
        *("USD", "EUR", "GBP", "JPY", "CNY", "THB", "VND", "AUD", "SGD", "HKD", "CAD", "NZD", "KRW", "INR", "MYR"),
        *("IDR", "PHP", "TWD", "CHF", "RUB", "LAK", "KHR", "MMK", "BND", "AED", "SAR", "QAR", "KWD", "BHD", "OMR"),
        *("SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "ILS", "BRL", "MXN", "ZAR", "EGP", "KZT", "UAH", "NPR"),
        *("PKR", "LKR", "BDT", "KES", "NGN"),
    }
)
"""The codes that the press writes before a number; the others are letters of something else there (RON 95, COP 28)."""

LARGE_BEFORE_NUMBERS = frozenset({"SAR", "RM"})
"""Before a number below a thousand these are something else: ships for search and rescue ("SAR 412"), models."""


_ONLY_BEFORE_NUMBERS = frozenset({"Rs", "Rs.", "RM", "Rp"})
"""After a bare number these letters are something else ("3Rs": reduce, reuse, recycle)."""


class CurrencyWords(NamedTuple):
    """The currency words of a language, by the kinds that `Currencies` tells apart.

    Attributes:
        codes: surface form to ISO 4217 code.
        millions: forms that say "million" too.
        scaled: forms that are a currency only after a multiplier.
        capitals: forms with a capital that may begin a name: a currency after a multiplier or a large number only.
        shared: forms that the currencies of several countries share: the country's name in the language to the code.
    """

    codes: dict[str, str]
    millions: frozenset[str]
    scaled: frozenset[str]
    capitals: frozenset[str]
    shared: dict[str, dict[str, str]]


def _variants(name: str, lexicon: dict[str, Any]) -> set[str]:
    """The name, and what it becomes when its first words or its country are said otherwise."""
    found = {name}
    for form, others in lexicon["heads"].items():
        if name.startswith(form):
            found |= {other + name[len(form) :] for other in others}
    return {variant for known in found for variant in _placed(known, lexicon)}


def _placed(name: str, lexicon: dict[str, Any]) -> set[str]:
    found = {name}
    for form, others in lexicon["places"].items():
        if name.endswith(form):
            found |= {name[: -len(form)] + other for other in others}
    return found


def _shared(named: dict[str, str], lexicon: dict[str, Any]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """What names without a country mean: of one currency its code, of several the code by country."""
    own: dict[str, str] = {}
    shared: dict[str, dict[str, str]] = {}
    for head in lexicon["shared"]["heads"]:
        ends = {name[len(head) :].strip(" "): code for name, code in named.items() if name.startswith(head)}
        countries = {place: code for end, code in ends.items() for place in _placed(end, lexicon)}
        for form in [head, *lexicon["heads"].get(head, ())]:
            if len(set(ends.values())) == 1:
                own[form] = next(iter(ends.values()))
            elif ends:
                shared.setdefault(normalise(form), {}).update({normalise(p): c for p, c in countries.items()})
    return own, shared


@cache
def currency_words(pack: LanguagePack) -> CurrencyWords:
    """The words of the pack's `lexicons/currencies.toml` (from CLDR) and `lexicons/money.toml`."""
    lexicon = pack.lexicon("money")
    named: dict[str, str] = pack.lexicon("currencies")["names"]
    ambiguous = lexicon["ambiguous"]
    own, shared = _shared(named, lexicon)
    words = {variant: code for name, code in named.items() for variant in _variants(name, lexicon)}
    words |= {form: next(iter(codes.values())) for form, codes in shared.items()} | own
    for group in (ambiguous["scaled"], ambiguous["large"], lexicon["subunits"], lexicon["words"]):
        words |= group
    for prefix in ambiguous["prefixes"]:
        words |= {prefix + word: code for word, code in words.items() if not word.startswith(prefix.strip())}
    millions = lexicon["millions"]["words"] | {
        prefix + word: code for prefix in lexicon["millions"]["prefixes"] for word, code in words.items()
    }
    words |= millions
    capitals: dict[str, str] = {}
    if pack.script.cased:  # headlines in capitals; a capital alone may begin a name ("2 Bảng Anh", "lần 2 Đồng Tháp")
        capitals = {word[0].upper() + word[1:]: code for word, code in words.items() if not word[0].isupper()}
        titles = {word.title(): code for word, code in words.items() if " " in word}
        words |= {title: code for title, code in titles.items() if title not in ambiguous["capitals"]}
        words |= {word.upper(): code for word, code in words.items() if len(word) > 1}
    codes = {code: code for code in set(named.values()) - _WORDS_NOT_CODES}
    scaled = {*ambiguous["scaled"], *(codes.keys() - CODES_BEFORE_NUMBERS), *_ONLY_BEFORE_NUMBERS}
    doubtful = {word for word in capitals if " " not in word or word in ambiguous["capitals"]} - words.keys()
    every = {**capitals, **words, **codes, **SIGNS}
    return CurrencyWords(
        codes={normalise(word): code for word, code in every.items()},
        millions=frozenset(map(normalise, millions)),
        scaled=frozenset(map(normalise, scaled)),
        capitals=frozenset(map(normalise, doubtful)),
        shared=shared,
    )
