"""Numbers in digits, in words and in both: "1.2 หมื่นล้าน", "สองหมื่นสามพัน", "2 tỷ 500 triệu", "ba rưỡi".

A language pack's `lexicons/numbers.toml` brings the words and how they combine; the arithmetic here knows none of them.
Number words fall into a few kinds: digits (three), scales that multiply what goes before them (hundred, million), a
decimal point, a half, a filler for a nought ("linh"), a modifier that may stand inside ("20 กว่าล้าน"). One pass of one
regular expression finds them all; neighbours are then put together from left to right: time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ruammit.analysis import Analysis, Number
from ruammit.language import LanguagePack
from ruammit.mentions.literals import LITERAL, Convention, convention_of, literal_value
from ruammit.mentions.wording import after_word, before_word
from ruammit.reading import normalise

__all__ = ["find_numbers"]


class _Token(NamedTuple):
    """A literal or a number word in the text; `kind` is one of the constants below."""

    start: int
    end: int
    kind: str
    word: str
    value: Decimal


_LITERAL, _DIGIT, _SCALE, _POINT, _HALF, _ZERO, _MODIFIER, _MINUS = "ndsphzm-"


@dataclass(frozen=True)
class _Grammar:
    """A pack's number words, compiled."""

    pattern: re.Pattern[str]
    words: dict[str, tuple[str, Decimal, str]]
    conventions: tuple[str, ...]
    spaced: bool
    implicit_one: bool
    short_forms: bool
    roles: dict[str, frozenset[str]]
    modifiers: dict[str, str]
    connector: re.Pattern[str]
    vague: re.Pattern[str]
    before_units: tuple[str, ...]

    def is_a(self, role: str, token: _Token) -> bool:
        return token.word in self.roles.get(role, ())


def _spellings(word: str, spaced: bool) -> Iterable[str]:
    word = normalise(word)
    return dict.fromkeys([word, word.capitalize(), word.upper()] if spaced or word.isascii() else [word])


@cache
def _grammar(pack: LanguagePack) -> _Grammar:
    lexicon = pack.lexicon("numbers")
    spaced: bool = lexicon["style"]["spaced"]
    roles = {name: frozenset(map(normalise, words)) for name, words in lexicon["roles"].items()}
    kinds: list[tuple[str, str, Decimal]] = []
    kinds += [(word, _DIGIT, Decimal(value)) for word, value in lexicon["digits"].items()]
    kinds += [(word, _SCALE, Decimal(value)) for word, value in lexicon["scales"].items()]
    kinds += [(word, _POINT, Decimal(0)) for word in lexicon["roles"]["point"]]
    kinds += [
        (word, _HALF, Decimal("0.5")) for word in {*lexicon["roles"]["half_before"], *lexicon["roles"]["half_after"]}
    ]
    kinds += [(word, _ZERO, Decimal(0)) for word in lexicon["roles"]["zero"]]
    kinds += [(word, _MODIFIER, Decimal(0)) for word in lexicon["modifiers"]]
    kinds += [(word, _MINUS, Decimal(-1)) for word in lexicon["roles"]["minus"]]
    words = {
        spelling: (kind, value, normalise(word)) for word, kind, value in kinds for spelling in _spellings(word, spaced)
    }

    def alternative(spelling: str) -> str:
        word = words[spelling][2]
        not_before = "".join(f"(?!{re.escape(normalise(rest))})" for rest in lexicon["not_before"].get(word, ()))
        not_after = "".join(
            f"(?<!{re.escape(form + spelling)})"
            for rest in lexicon["not_after"].get(word, ())
            for form in _spellings(rest, spaced)
        )
        glued = r"(?<=\d)" if word in roles.get("glued", ()) else ""
        return glued + re.escape(spelling) + not_after + not_before

    # Words with the same boundaries share them, so that a branch fails at its first letter.
    alike: dict[tuple[str, str], list[str]] = {}
    for spelling in sorted(words, key=lambda spelling: (-len(spelling), spelling)):
        boundaries = before_word(spelling, spaced=spaced), after_word(spelling, spaced=spaced)
        alike.setdefault(boundaries, []).append(alternative(spelling))
    branches = "|".join(f"{before}(?:{'|'.join(listed)}){after}" for (before, after), listed in alike.items())
    initials = "".join(sorted({spelling[0] for spelling in words}))
    pattern = rf"(?=[\d{re.escape(initials)}])(?:({LITERAL})|{branches})"
    signs = sorted(lexicon["ranges"]["signs"], key=len, reverse=True)
    vague = "|".join(re.escape(normalise(word)) for word in lexicon["vague"]["before"])
    return _Grammar(
        pattern=re.compile(pattern),
        words=words,
        conventions=tuple(lexicon["literals"]["conventions"]),
        spaced=spaced,
        implicit_one=lexicon["style"]["implicit_one"],
        short_forms=lexicon["style"]["short_forms"],
        roles=roles,
        modifiers={normalise(word): value for word, value in lexicon["modifiers"].items()},
        connector=re.compile(rf" ?(?:{'|'.join(map(re.escape, map(normalise, signs)))}) ?"),
        vague=re.compile(rf"(?:{vague}) ?$"),
        before_units=tuple(map(normalise, lexicon["roles"]["before_units"])),
    )


_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}$")
_NOT_AFTER = re.compile(r"[eE][+-]?\d|\^|[:/]\d")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Not part of a name or code (G20, COVID-19), a time (10:30), a date or fraction (19/11), an exponent (1e5).

    Three capitals before it may be a currency's code ("USD100"), a letter and a dash an interest rate ("MRR-2.80%").
    """
    if _NOT_AFTER.match(text, end):
        return False
    if not start:
        return True
    before, further = text[start - 1], text[start - 2 : start - 1]
    if before.isalpha() and not "\u0e00" < before < "\u0e80":
        return _CODE.search(text, max(start - 4, 0), start) is not None
    if before == "%":  # "%E0%B8%97" in an address
        return text[end : end + 1] != "%"
    if before == "-" and (further.isalpha() or "\u0e00" < further < "\u0e80"):
        return text[end : end + 1] == "%"
    return not (before in ":/^" and further.isdigit())


def _tokens(text: str, grammar: _Grammar) -> list[_Token]:
    matches = list(grammar.pattern.finditer(text))
    convention = convention_of([literal for match in matches if (literal := match[1])], grammar.conventions)
    tokens = []
    for match in matches:
        start, end = match.span()
        if match[1] is not None:
            value = _literal(text, start, end, match[1], convention)
            if value is not None:
                tokens.append(_Token(start, end, _LITERAL, match[1], value))
        else:
            kind, value, word = grammar.words[match.group()]
            tokens.append(_Token(start, end, kind, word, value))
    return tokens


def _literal(text: str, start: int, end: int, literal: str, convention: Convention) -> Decimal | None:
    return literal_value(literal, convention) if _stands_alone(text, start, end) else None


class _Reader:
    """Puts neighbouring tokens together, from left to right, into the value that they say.

    `terms` are the summands said so far, each smaller than the scale of the one before; a scale multiplies those that
    are smaller than itself, or all.
    """

    def __init__(self, text: str, tokens: list[_Token], grammar: _Grammar) -> None:
        self.text = text
        self.tokens = tokens
        self.grammar = grammar

    def _next(self, at: int, *kinds: str) -> _Token | None:
        """The token after the one at `at`, if it is its neighbour and of one of the kinds."""
        if at + 1 >= len(self.tokens):
            return None
        token, after = self.tokens[at], self.tokens[at + 1]
        gap = after.start - token.end
        if after.kind not in kinds or gap > 2:
            return None
        if not gap:
            return after
        between = self.text[token.end : after.start]
        if token.kind == _LITERAL and after.kind == _SCALE:
            between = between.replace("\n", " ", 1)  # a line that ends between a number and its multiplier
        spaced = self.grammar.spaced or _LITERAL in (token.kind, after.kind)
        return after if spaced and not between.strip(" ") else None

    def read(self, at: int) -> tuple[Number | None, Decimal, int]:
        """The number that starts with the token at `at`, its multiplier, and the index of the token after it."""
        first = at
        sign = Decimal(1)
        if self.tokens[at].kind == _MINUS:
            if self._next(at, _LITERAL, _DIGIT, _SCALE) is None:
                return None, sign, first + 1
            sign = Decimal(-1)
            at += 1
        self.terms: list[Decimal] = []
        self.scale = Decimal(0)  # the scale of the last term
        self.closed = False
        start = at
        while True:
            taken = self._start(at) if at == start else self._continue(at, start)
            if not taken:
                break
            at += taken
            if self.closed or self._next(at - 1, *"ndsphzm") is None:
                break
        if at == start:
            return None, sign, first + 1
        tokens = self.tokens[first:at]
        if not self._is_number(self.tokens[start:at]):
            return None, sign, at
        number = Number(
            tokens[0].start,
            tokens[-1].end,
            sign * sum(self.terms),
            None,
            self._rule(tokens),
            tuple((self.text[t.start : t.end], self.grammar.modifiers.get(t.word) or str(t.value)) for t in tokens),
        )
        return number, self._multiplier(tokens), at

    def _start(self, at: int) -> int:
        """How many tokens from the first on are taken; 0: no number starts here."""
        token, grammar = self.tokens[at], self.grammar
        if token.kind == _LITERAL:
            self.terms.append(token.value)
            return 1
        scale_follows = self._next(at, _SCALE, _POINT) is not None
        if token.kind == _DIGIT:
            if grammar.is_a("starts_before_scale", token) and not scale_follows:
                return 0
            if grammar.is_a("only_before_scale", token) and not scale_follows and not self._unit_follows(token):
                return 0
            if grammar.is_a("only_inside", token):
                return 0
            self.terms.append(token.value)
            return 1
        if token.kind == _SCALE:
            if grammar.is_a("inner_one", token) or (grammar.implicit_one and not grammar.is_a("only_inside", token)):
                self.terms.append(token.value)
                self.scale = token.value
                return 1
            return 0
        halves = self._next(at, _SCALE) is not None or self._unit_follows(token)
        if token.kind == _HALF and grammar.is_a("half_before", token) and halves:
            self.terms.append(token.value)
            return 1
        return 0

    def _unit_follows(self, token: _Token) -> bool:
        return self.text[token.end :][:20].lstrip(" ").startswith(self.grammar.before_units)

    def _continue(self, at: int, start: int) -> int:
        token, before = self.tokens[at], self.tokens[at - 1]
        if token.kind == _SCALE:
            return self._multiply(token, before)
        if token.kind == _DIGIT:
            return self._add_digit(at, start)
        if token.kind == _LITERAL:
            if before.kind == _SCALE and token.value * self._scales_after(at) < self.scale:
                self.terms.append(token.value)
                return 1
            return 0
        if token.kind == _ZERO:
            return int(before.kind == _SCALE and self._next(at, _DIGIT, _SCALE) is not None)
        if token.kind == _POINT:
            return self._add_decimals(at)
        if token.kind == _HALF and self.grammar.is_a("half_after", token):
            if before.kind not in (_SCALE, _DIGIT, _LITERAL):
                return 0
            self.terms.append((self.scale if before.kind == _SCALE else 1) * token.value)
            self.closed = True
            return 1
        if token.kind == _MODIFIER:
            return int(before.kind != _MODIFIER and self._next(at, _SCALE) is not None)
        return 0

    def _scales_after(self, at: int) -> Decimal:
        """What the scales right after the literal at `at` make together; infinity where there are none."""
        product = Decimal(1)
        last = at
        while (scale := self._next(last, _SCALE)) is not None:
            product *= scale.value
            last += 1
        return product if last > at and self.tokens[at].word.isdecimal() else Decimal("Infinity")

    def _multiply(self, token: _Token, before: _Token) -> int:
        grammar = self.grammar
        fresh = before.kind in (_SCALE, _ZERO)  # nothing said since the last scale that this one could multiply
        if fresh and token.value <= self.scale and not grammar.is_a("takes_all", token):
            if not grammar.is_a("inner_one", token) or token.value == self.scale:
                return 0
            self.terms.append(token.value)
            self.scale = token.value
            return 1
        if grammar.is_a("never_times", token):
            return 0
        takes_all = grammar.is_a("takes_all", token)
        coefficient = Decimal(0)
        while self.terms and (takes_all or self.terms[-1] < token.value):
            coefficient += self.terms.pop()
        if not coefficient and before.kind != _DIGIT:
            return 0
        self.terms.append(coefficient * token.value)
        self.scale = (self.scale if fresh and self.scale else 1) * token.value
        return 1

    def _add_digit(self, at: int, start: int) -> int:
        token, before = self.tokens[at], self.tokens[at - 1]
        grammar = self.grammar
        if before.kind == _ZERO:
            self.terms.append(token.value)
            return 1
        if before.kind != _SCALE or self.scale < 10:
            return 0
        if self._next(at, _SCALE, _POINT):
            self.terms.append(token.value)
            return 1
        if grammar.is_a("only_before_scale", token) or self.tokens[start].kind == _LITERAL:
            return 0
        if grammar.short_forms and self.scale >= 100:
            if grammar.is_a("not_short", token):
                return 0
            self.terms.append(token.value * self.scale / 10)
            self.closed = True
        else:
            self.terms.append(token.value)
        return 1

    def _add_decimals(self, at: int) -> int:
        """The digits after a decimal point in words: "จุดสองห้า" is .25, and so is "phẩy hai mươi lăm"."""
        if self.tokens[at - 1].kind not in (_DIGIT, _SCALE):
            return 0
        digits = ""
        last = at
        while (token := self._next(last, _DIGIT)) is not None:
            last += 1
            tens = self._next(last, _SCALE)
            if tens is not None and tens.value == 10:
                last += 1
                units = self._next(last, _DIGIT)
                if units is not None:
                    last += 1
                digits += str(token.value * 10 + (units.value if units else 0))
                break
            digits += str(token.value)
        if not digits:
            return 0
        self.terms.append(Decimal(f"0.{digits}"))
        return last - at + 1

    def _is_number(self, tokens: list[_Token]) -> bool:
        """Rejects what only looks like one: "หลายพันล้าน", "Ba Lan", "không trăm"."""
        first, last = tokens[0], tokens[-1]
        if first.kind == _SCALE and self.grammar.vague.search(self.text, max(first.start - 12, 0), first.start):
            return False
        if self.grammar.spaced and first.kind != _LITERAL:
            if not sum(self.terms) and len(tokens) > 1:
                return False
            if len(tokens) == 1 and self.text[first.start].isupper():
                following = self.text[last.end : last.end + 2].lstrip(" ")
                return not following[:1].isupper()
        return True

    def _multiplier(self, tokens: list[_Token]) -> Decimal:
        """What a number before it in a range shares: 10^6 of "15 ล้าน", so that "10-15 ล้าน" starts at 10 million."""
        product = Decimal(1)
        digits_only = tokens[0].kind in (_LITERAL, _MINUS)
        for token in reversed(tokens):
            if token.kind != _SCALE or not self.grammar.is_a("multipliers", token):
                break
            if token.value < 1000 and not digits_only and product == 1:
                break
            product *= token.value
        return product

    def _rule(self, tokens: list[_Token]) -> str:
        tokens = [token for token in tokens if token.kind not in (_MINUS, _MODIFIER)]
        kinds = {token.kind for token in tokens}
        if kinds == {_LITERAL}:
            return "number-digits"
        if _HALF in kinds:
            return "number-half"
        if kinds == {_SCALE} and not self.grammar.is_a("inner_one", tokens[0]):
            return "number-bare-scale"
        if _LITERAL not in kinds:
            return "number-words"
        return "number-compound" if sum(token.kind != _SCALE for token in tokens) > 1 else "number-digits-scale"


def _signed(text: str, number: Number) -> Number:
    """With the minus sign right before it, where it can be nothing else ("(-2.31%)", not "10-15", not a bullet)."""
    at = number.start - 1
    if at < 1 or text[at] not in "-−–" or text[at - 1] not in " (:[" or number.value < 0:
        return number
    before = text[max(at - 3, 0) : at].rstrip(" ")[-1:]
    if before in ("\n", "%") or before.isdigit():
        return number
    return replace(number, start=at, value=-number.value, pieces=((text[at], "-1"), *number.pieces))


def find_numbers(analysis: Analysis) -> list[Number]:
    """Every number in the text, in text order; one that spans a range ("10-15 ล้าน") is one number with `value_max`.

    Digits that are part of a name, a code, a time, a date written with slashes or an exponent are left out, and so are
    quantities without a number ("หลายพันล้าน", "hàng tỷ").
    """
    grammar = _grammar(analysis.pack)
    text = analysis.text
    tokens = _tokens(text, grammar)
    reader = _Reader(text, tokens, grammar)
    found: list[tuple[Number, Decimal]] = []
    at = 0
    while at < len(tokens):
        number, multiplier, at = reader.read(at)
        if number is not None:
            found.append((_signed(text, number), multiplier))
    return _with_ranges(text, found, grammar.connector)


def _with_ranges(text: str, found: list[tuple[Number, Decimal]], connector: re.Pattern[str]) -> list[Number]:
    linked = [
        second.start - first.end <= 12
        and connector.fullmatch(text, first.end, second.start + (text[second.start] in "-−–")) is not None
        for (first, _), (second, _) in pairwise(found)
    ]
    numbers: list[Number] = []
    at = 0
    while at < len(found):
        first, multiplier = found[at]
        alone = not (at and linked[at - 1]) and not (at + 1 < len(linked) and linked[at + 1])
        if at < len(linked) and linked[at] and alone:
            both = _range(first, multiplier, *found[at + 1])
            if both is not None:
                numbers.append(both)
                at += 2
                continue
        numbers.append(first)
        at += 1
    return numbers


def _range(first: Number, own: Decimal, second: Number, shared: Decimal) -> Number | None:
    """Both as one range, or None where the second is not the greater ("2-1" is a score)."""
    low, high = first.value, abs(second.value)
    if own == 1 and shared > 1 and low < high / shared:
        low *= shared
    elif low < 1000 <= high <= 5 * 1000 * low and high % 1000 == 0 and low < high / 1000:
        low *= 1000  # "70 đến 80.000 đồng": the thousands are said once
    if not 0 <= low < high:
        return None
    pieces = (*first.pieces, *second.pieces)
    return Number(first.start, second.end, low, high, "number-range", pieces)
