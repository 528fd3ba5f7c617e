"""What names a currency: CLDR's names, the press's own words, ISO 4217 codes and signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ruammit.language import LanguagePack
from ruammit.mentions.wording import alternatives
from ruammit.reading import normalise

__all__ = ["Currencies", "currencies"]

_SIGNS = {
    "US$": "USD",
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
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "CN¥": "CNY",
    "RMB": "CNY",
    "฿": "THB",
    "₫": "VND",
    "₩": "KRW",
    "₹": "INR",
    "₽": "RUB",
    "₱": "PHP",
    "₭": "LAK",
    "៛": "KHR",
}
"""Signs (CLDR `currencySymbols`, and the forms with a country's letters that the press uses)."""

_WORDS_NOT_CODES = frozenset(
    {"ALL", "TOP", "TRY", "CUP", "PEN", "SOS", "GEL", "MOP", "BAM", "LAK", "MAD", "MAP", "STN"}
)
"""Codes that headlines in capitals hold as other words or names."""


@dataclass(frozen=True)
class Currencies:
    """The currency words of a language, compiled.

    Attributes:
        after: what may follow a number: a modifier (group `more`), then the currency (group `unit`).
        before: a code or sign that stands before a number, anchored at the end of the searched stretch.
        codes: surface form to ISO 4217 code.
        millions: the surface forms that say "million" too.
        subunits: the surface forms of hundredths.
        dollars: the surface forms of a dollar that is not said to be any country's.
        scaled: the surface forms that are a currency only after a multiplier ("30 ล้านเหรียญ").
        large: the surface forms that are a currency only after a number from 100 on ("50.000đ").
    """

    after: re.Pattern[str]
    before: re.Pattern[str]
    codes: dict[str, str]
    millions: frozenset[str]
    subunits: frozenset[str]
    dollars: frozenset[str]
    scaled: frozenset[str]
    large: frozenset[str]


def _variants(name: str, lexicon: dict[str, dict[str, list[str]]]) -> set[str]:
    """The name, and what it becomes when its first words or its country are said otherwise."""
    found = {name}
    for part in ("heads", "places"):
        for form, others in lexicon[part].items():
            for known in list(found):
                if part == "heads" and known.startswith(form):
                    found |= {other + known[len(form) :] for other in others}
                if part == "places" and known.endswith(form):
                    found |= {known[: -len(form)] + other for other in others}
    return found


@cache
def currencies(pack: LanguagePack) -> Currencies:
    """The currency words of the pack's `lexicons/currencies.toml` (from CLDR) and `lexicons/money.toml`."""
    lexicon = pack.lexicon("money")
    spaced: bool = pack.lexicon("numbers")["style"]["spaced"]
    named: dict[str, str] = pack.lexicon("currencies")["names"]
    words = {variant: code for name, code in named.items() for variant in _variants(name, lexicon)}
    ambiguous = lexicon["ambiguous"]
    groups = {key: ambiguous.get(key, {}) for key in ("scaled", "large")}
    for group in (groups["scaled"], groups["large"], lexicon["millions"], lexicon["subunits"], lexicon["words"]):
        words |= group
    if spaced:  # headlines in capitals
        words |= {word.upper(): code for word, code in words.items() if len(word) > 1}
    codes = {code: code for code in set(named.values()) - _WORDS_NOT_CODES}
    every = {normalise(word): code for word, code in {**words, **codes, **_SIGNS}.items()}
    modifiers = alternatives(pack.lexicon("modifiers")["inside"]["more"], spaced=spaced)
    unit = alternatives(every, spaced=spaced, not_before=lexicon["not_before"], anchored=True)
    return Currencies(
        after=re.compile(rf" {{0,2}}(?:(?P<more>{modifiers}) ?)?(?P<unit>{unit})"),
        before=re.compile(rf"(?:{alternatives([*codes, *_SIGNS], spaced=spaced)}) ?$"),
        codes=every,
        millions=frozenset(map(normalise, lexicon["millions"])),
        subunits=frozenset(map(normalise, lexicon["subunits"])),
        dollars=frozenset({"$", *map(normalise, ambiguous["dollars"])}),
        scaled=frozenset(map(normalise, groups["scaled"])),
        large=frozenset(map(normalise, groups["large"])),
    )
