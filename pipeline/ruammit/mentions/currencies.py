"""What names a currency: CLDR's names, the press's own words, ISO 4217 codes and signs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ruammit.languages import LanguagePack
from ruammit.mentions.wording import alternatives
from ruammit.text.normalization import normalise

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
    """The currency words of a language.

    Attributes:
        codes: surface form to ISO 4217 code.
        millions: the surface forms that say "million" too.
        subunits: the surface forms of hundredths.
        dollars: the surface forms of a dollar that is not said to be any country's.
        scaled: the surface forms that are a currency only after a multiplier ("30 ล้านเหรียญ").
        large: the surface forms that are a currency only after a number from 100 on ("50.000đ").
    """

    codes: dict[str, str]
    millions: frozenset[str]
    subunits: frozenset[str]
    dollars: frozenset[str]
    scaled: frozenset[str]
    large: frozenset[str]
    _inside: re.Pattern[str]
    _lengths: dict[str, tuple[int, ...]]
    _not_before: dict[str, tuple[str, ...]]
    _not_before_scaled: dict[str, tuple[str, ...]]
    _glued: frozenset[str]
    _in_word: re.Pattern[str]
    _scales: tuple[str, ...]
    _spaced: bool

    def after(self, text: str, at: int, *, scaled: bool) -> tuple[str, int, bool] | None:
        """The currency that stands at `text[at:]` after a number, with at most two spaces or a modifier between.

        Args:
            text: the reading view.
            at: where the number ends.
            scaled: the number has a multiplier: fewer words are then taken for another one ("tỷ đồng tính đến").

        Returns:
            Its surface form, where it ends, and whether a modifier "and more" ("30 กว่าบาท") stands between.
        """
        inside = self._inside.match(text, at)
        at = inside.end() if inside else at
        for length in self._lengths.get(text[at : at + 2], ()) or self._lengths.get(text[at : at + 1], ()):
            form = text[at : at + length]
            end = at + len(form)
            if form in self.codes and self._ends(text, form, end, scaled):
                return form, end, bool(inside and inside.lastindex)
        return None

    def _ends(self, text: str, form: str, end: int, scaled: bool) -> bool:
        exceptions = self._not_before.get(form, ())
        if scaled:
            exceptions = self._not_before_scaled.get(form, exceptions)
        for rest in exceptions:
            if text.startswith(rest, end) and (
                not self._spaced or not text[end + len(rest) : end + len(rest) + 1].isalpha()
            ):
                return False
        if not form[-1].isalnum() or form in self._glued:
            return True
        following = text[end : end + 1]
        if self._in_word.match(following) is not None:
            return False
        return not (form[-1].isascii() and following.isascii() and following.isalpha())

    def before(self, text: str, at: int, lowest: int) -> tuple[str, int] | None:
        """The code or sign that ends right before `text[at]`, with at most one space between, and where it starts."""
        end = at - 1 if text[at - 1 : at] == " " else at
        if end <= lowest or not (text[end - 1] in _SIGN_ENDS or "A" <= text[end - 1] <= "Z"):
            return None
        for length in (4, 3, 2, 1):
            start = end - length
            form = text[max(start, 0) : end]
            if start < lowest or (form not in _SIGNS and form not in _WRITTEN_FIRST):
                continue
            if form[0].isalpha() and self._belongs_left(text, start):
                continue
            return form, start
        return None

    def _belongs_left(self, text: str, start: int) -> bool:
        """The letters at `start` go on a word, or are the currency of what stands before: "hàng tỷ USD 5 năm qua"."""
        if start and text[start - 1].isascii() and text[start - 1].isalnum():
            return True
        return text[max(start - 12, 0) : start].rstrip(" ").endswith(self._scales)


_WRITTEN_FIRST = frozenset(
    {
        *("USD", "EUR", "GBP", "JPY", "CNY", "THB", "VND", "AUD", "SGD", "HKD", "CAD", "NZD"),
        *("KRW", "INR", "MYR", "IDR", "PHP", "TWD", "CHF", "RUB", "LAK", "KHR", "MMK"),
    }
)
"""The codes that the press writes before a number; the others are letters of something else there (RON 95, COP 28)."""

_SIGN_ENDS = frozenset(sign[-1] for sign in _SIGNS)


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
    for group in (ambiguous["scaled"], ambiguous["large"], lexicon["millions"], lexicon["subunits"], lexicon["words"]):
        words |= group
    for prefix in ambiguous["prefixes"]:
        words |= {prefix + word: code for word, code in words.items() if not word.startswith(prefix.strip())}
    scaled = set(ambiguous["scaled"])
    if spaced:  # headlines in capitals; a capital alone may begin a name ("2 Bảng Anh", "lần 2 Đồng Tháp")
        capitals = {word[0].upper() + word[1:]: code for word, code in words.items() if not word[0].isupper()}
        words |= {word.upper(): code for word, code in words.items() if len(word) > 1}
        scaled |= capitals.keys() - words.keys()
        words = capitals | words
    codes = {code: code for code in set(named.values()) - _WORDS_NOT_CODES}
    scaled |= codes.keys() - _WRITTEN_FIRST
    every = {normalise(word): code for word, code in {**words, **codes, **_SIGNS}.items()}
    # The first two characters of a form (one, of a form of one) to the lengths to try, the longest first.
    lengths: dict[str, set[int]] = {form[:2]: {1} if form[0] in every else set() for form in every}
    for form in every:
        lengths[form[:2]].add(len(form))

    def forms(words: Iterable[str]) -> frozenset[str]:
        return frozenset(map(normalise, words))

    def exceptions(section: str) -> dict[str, tuple[str, ...]]:
        return {normalise(form): tuple(map(normalise, rest)) for form, rest in lexicon.get(section, {}).items()}

    modifiers = alternatives(pack.lexicon("modifiers")["inside"]["more"], spaced=spaced)
    return Currencies(
        codes=every,
        millions=forms(lexicon["millions"]),
        subunits=forms(lexicon["subunits"]),
        dollars=forms(["$", *ambiguous["dollars"]]),
        scaled=forms(scaled),
        large=forms(ambiguous["large"]),
        # "15.- บาท": the dash stands for no hundredths.
        _inside=re.compile(rf"(?:\.-)? {{0,2}}(?:({modifiers}) ?)?"),
        _lengths={start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()},
        _not_before=exceptions("not_before"),
        _not_before_scaled=exceptions("not_before_scaled"),
        _glued=forms(lexicon["ambiguous"].get("glued", ())),
        _spaced=spaced,
        _scales=tuple(forms(pack.lexicon("numbers")["scales"])),
        _in_word=re.compile(r"[^\W\d_]" if spaced else r"[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]"),
    )
