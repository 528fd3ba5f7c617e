"""What names a currency beside a number: words, ISO 4217 codes and signs, after it or before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ruammit import matching
from ruammit.languages import LanguagePack
from ruammit.mentions.currency_words import CODES_BEFORE_NUMBERS, SIGNS, currency_words
from ruammit.text.normalization import normalise
from ruammit.text.scripts import Script

__all__ = ["Currencies", "currencies"]

_SIGN_ENDS = frozenset(sign[-1] for sign in SIGNS)
_LONGEST_BEFORE = max(map(len, SIGNS))


@dataclass(frozen=True)
class Currencies:
    """The currency words of a language.

    Attributes:
        home: ISO 4217 code of the currency of the language's home.
        codes: surface form to ISO 4217 code.
        millions: the surface forms that say "million" too.
        contextual: of these, the ones that are a currency only where the context says so.
        subunits: the surface forms of hundredths.
        dollars: the surface forms of a dollar that is not said to be any country's.
        shared: the surface forms that currencies of several countries share, and by country's name the code.
        defaults: of these, by form the code where no country is named.
        scaled: the surface forms that are a currency only after a multiplier ("30 ล้านเหรียญ").
        capitals: the surface forms that are a currency only after a multiplier or a large number ("5.000 Yên").
        large: the surface forms that are a currency only after a number from 100 on ("50.000đ").
    """

    home: str
    codes: dict[str, str]
    millions: frozenset[str]
    contextual: frozenset[str]
    subunits: frozenset[str]
    dollars: frozenset[str]
    shared: dict[str, dict[str, str]]
    defaults: dict[str, str]
    scaled: frozenset[str]
    capitals: frozenset[str]
    large: frozenset[str]
    _inside: re.Pattern[str]
    _lengths: dict[str, tuple[int, ...]]
    _ends_of_forms: dict[str, tuple[str, ...]]
    _not_before: dict[str, tuple[str, ...]]
    _not_before_scaled: dict[str, tuple[str, ...]]
    _not_after: dict[str, tuple[str, ...]]
    _glued: frozenset[str]
    _closed: frozenset[str]
    _in_word: re.Pattern[str]
    _scales: tuple[str, ...]
    _script: Script

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
                not self._script.spaced or not text[end + len(rest) : end + len(rest) + 1].isalpha()
            ):
                return False
        following = text[end : end + 1]
        if form in self._closed:
            return not self._script.is_letter(following)
        if not form[-1].isalnum() or form in self._glued:
            return True
        if self._in_word.match(following) is not None:
            return False
        return not (form[-1].isascii() and following.isascii() and following.isalpha())

    def before(self, text: str, at: int, lowest: int) -> tuple[str, int] | None:
        """The code or sign that ends right before `text[at]`, with at most one space between, and where it starts."""
        end = at - 1 if text[at - 1 : at] == " " else at
        if end <= lowest or not (text[end - 1] in _SIGN_ENDS or "A" <= text[end - 1] <= "Z"):
            return None
        for length in range(_LONGEST_BEFORE, 0, -1):
            start = end - length
            form = text[max(start, 0) : end]
            if start < lowest or (form not in SIGNS and form not in CODES_BEFORE_NUMBERS):
                continue
            if form[0].isalpha() and self._belongs_left(text, form, start):
                continue
            return form, start
        return None

    def _belongs_left(self, text: str, form: str, start: int) -> bool:
        """The letters at `start` go on a word, or are the currency of what stands before: "hàng tỷ USD 5 năm qua"."""
        if start and text[start - 1].isalnum() and self._script.is_spaced(text[start - 1]):
            return True
        if form in self._not_after and text.endswith(self._not_after[form], 0, start):
            return True
        return text[max(start - 12, 0) : start].rstrip(" ").endswith(self._scales)

    def ends(self, text: str, at: int) -> bool:
        """Whether an amount's currency ends right before `text[at]`: digits or a scale stand before its name."""
        for form in self._ends_of_forms.get(text[at - 1 : at], ()):
            if text.endswith(form, 0, at):
                before = text[max(at - len(form) - 12, 0) : at - len(form)].rstrip(" ")
                if before[-1:].isdigit() or before.endswith(self._scales):
                    return True
        return False


@cache
def currencies(pack: LanguagePack) -> Currencies:
    """The currency words of the pack, ready for looking up."""
    lexicon = pack.lexicon("money")
    script = pack.script
    words = currency_words(pack)
    every = words.codes
    ambiguous = lexicon["ambiguous"]
    # The first two characters of a form (one, of a form of one) to the lengths to try, the longest first.
    lengths: dict[str, set[int]] = {form[:2]: {1} if form[0] in every else set() for form in every}
    last: dict[str, list[str]] = {}
    for form in every:
        lengths[form[:2]].add(len(form))
        last.setdefault(form[-1], []).append(form)

    def forms(listed: Iterable[str]) -> frozenset[str]:
        return frozenset(map(normalise, listed))

    def exceptions(section: str) -> dict[str, tuple[str, ...]]:
        return {normalise(form): tuple(map(normalise, rest)) for form, rest in lexicon.get(section, {}).items()}

    modifiers = matching.any_of(pack.lexicon("modifiers")["inside"]["more"], pack.script)
    return Currencies(
        home=lexicon["home"],
        codes=every,
        millions=words.millions,
        contextual=forms(lexicon["millions"]["contextual"]),
        subunits=forms(lexicon["subunits"]),
        dollars=forms(["$", *ambiguous["dollars"]]),
        shared=words.shared,
        defaults={normalise(form): code for form, code in lexicon["shared"]["defaults"].items()},
        scaled=words.scaled,
        capitals=words.capitals,
        large=forms(ambiguous["large"]),
        # "15.- บาท": the dash stands for no hundredths; "5-million-baht".
        _inside=re.compile(rf"(?:\.-)?(?: {{0,2}}(?:({modifiers}) ?)?| ?-(?=[A-Za-z]))"),
        _lengths={start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()},
        _ends_of_forms={letter: tuple(sorted(found, key=len, reverse=True)) for letter, found in last.items()},
        _not_before=exceptions("not_before"),
        _not_before_scaled=exceptions("not_before_scaled"),
        _not_after=exceptions("not_after"),
        _glued=forms(ambiguous["glued"]),
        _closed=forms(ambiguous["closed"]),
        _scales=tuple(forms(pack.lexicon("numbers")["scales"])),
        _in_word=re.compile(r"[^\W\d_]" if script.spaced else f"[{script.following}]"),
        _script=script,
    )
