"""Numbers in digits, in words and in both: "1.2 หมื่นล้าน", "สองหมื่นสามพัน", "2 tỷ 500 triệu", "ba rưỡi".

A language pack's `lexicons/numbers.toml` brings the words and how they combine; the arithmetic here knows none of them.
The parts that `number_grammar` finds are put together from left to right: time is linear in the text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from ruammit.analysis import Analysis, Number
from ruammit.mentions.number_grammar import Grammar, Kind, Token, grammar_of, tokens_of

__all__ = ["find_numbers"]


_PARTS = (Kind.LITERAL, Kind.DIGIT, Kind.SCALE, Kind.POINT, Kind.HALF, Kind.ZERO, Kind.MODIFIER)
"""What may go on a number that has begun."""


_ONE = Decimal(1)
_MILLIONTHS = Decimal(10) ** 6
_GREATEST = Decimal(10) ** 21
"""No one writes of more: a longer row of multipliers is not one number."""


class _Reader:
    """Puts neighbouring tokens together, from left to right, into the value that they say.

    `terms` are the summands said so far, each smaller than the scale of the one before; a scale multiplies those that
    are smaller than itself, or all.
    """

    def __init__(self, text: str, tokens: list[Token], grammar: Grammar) -> None:
        self.text = text
        self.tokens = tokens
        self.grammar = grammar

    def _next(self, at: int, *kinds: str) -> Token | None:
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
        if token.kind == Kind.LITERAL and after.kind == Kind.SCALE:
            between = between.replace("\n", " ", 1)  # a line that ends between a number and its multiplier
        spaced = self.grammar.spaced or Kind.LITERAL in (token.kind, after.kind)
        return after if spaced and not between.strip(" ") else None

    def read(self, at: int) -> tuple[Number | None, Decimal, int]:
        """The number that starts with the token at `at`, its multiplier, and the index of the token after it."""
        first = at
        sign = Decimal(1)
        if self.tokens[at].kind == Kind.MINUS:
            if self._next(at, Kind.LITERAL, Kind.DIGIT, Kind.SCALE) is None:
                return None, sign, first + 1
            sign = Decimal(-1)
            at += 1
        self.terms: list[Decimal] = []
        self.units: list[Decimal] = []  # of each term the scale that closed it; 1 for digits
        self.whole: tuple[int, list[Decimal]] | None = None  # where the number stood at its last scale
        self.scale = Decimal(0)  # the scale of the last term
        self.closed = False
        start = at
        while True:
            taken = self._start(at) if at == start else self._continue(at, start)
            if taken < 0 and self.whole is not None:
                at, self.terms = self.whole
                break
            if taken <= 0:
                break
            at += taken
            if self.closed or self._next(at - 1, *_PARTS) is None:
                break
        if at == start:
            return None, sign, first + 1
        tokens = self.tokens[first:at]
        fraction = self._fraction(tokens)
        if fraction is not None:
            end = fraction.end
            while at < len(self.tokens) and self.tokens[at].start < end:
                at += 1
            return (fraction if fraction.value else None), _ONE, at
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

    def _fraction(self, tokens: list[Token]) -> Number | None:
        """A fraction whose numerator the tokens are; one that has no exact decimal ("hai phần ba") has the value 0."""
        match = self.grammar.fraction.match(self.text, tokens[-1].end)
        if match is None:
            return None
        numerator = sum(self.terms, Decimal(0))
        denominator = Decimal(match[1] or self.grammar.denominators[match[2].lower()])
        if not self.grammar.least_numerator <= numerator < denominator <= 100 or numerator % 1:
            return None
        exact = numerator * _MILLIONTHS % denominator == 0
        value = numerator / denominator if exact else Decimal(0)
        pieces = (
            (self.text[tokens[0].start : tokens[-1].end], str(numerator)),
            (match.group().strip(), f"/{denominator}"),
        )
        return Number(tokens[0].start, match.end(), value, None, "number-fraction", pieces)

    def _start(self, at: int) -> int:
        """How many tokens from the first on are taken; 0: no number starts here."""
        token, grammar = self.tokens[at], self.grammar
        if token.kind == Kind.LITERAL:
            self._add(token.value)
            return 1
        scale_follows = self._next(at, Kind.SCALE, Kind.POINT) is not None
        if token.kind == Kind.DIGIT:
            if grammar.is_a("starts_before_scale", token) and not scale_follows:
                return 0
            if grammar.is_a("only_before_scale", token) and not scale_follows and not self._unit_follows(token):
                return 0
            if grammar.is_a("only_inside", token):
                return 0
            self._add(token.value)
            return 1
        if token.kind == Kind.SCALE:
            if grammar.is_a("inner_one", token) or (grammar.implicit_one and not grammar.is_a("only_inside", token)):
                self._add(token.value, token.value)
                self.scale = token.value
                return 1
            return 0
        halves = self._next(at, Kind.SCALE) is not None or self._unit_follows(token)
        if token.kind == Kind.HALF and grammar.is_a("half_before", token) and halves:
            self._add(token.value)
            return 1
        return 0

    def _unit_follows(self, token: Token) -> bool:
        return self.grammar.before_units.match(self.text, token.end) is not None

    def _continue(self, at: int, start: int) -> int:
        """How many tokens are taken from here; 0: the number ends, -1: it ended at its last scale."""
        token, before = self.tokens[at], self.tokens[at - 1]
        if before.kind == Kind.SCALE and token.kind != Kind.SCALE:
            self.whole = at, list(self.terms)
        if token.kind == Kind.SCALE:
            return self._multiply(token, before)
        if token.kind == Kind.DIGIT:
            return self._add_digit(at, start)
        if token.kind == Kind.LITERAL:
            if before.kind == Kind.SCALE and token.value and token.value * self._scales_after(at) < self.scale:
                self._add(token.value)
                return 1
            return 0
        if token.kind == Kind.ZERO:
            return int(before.kind == Kind.SCALE and self._next(at, Kind.DIGIT, Kind.SCALE) is not None)
        if token.kind == Kind.POINT:
            return self._add_decimals(at)
        if token.kind == Kind.HALF and self.grammar.is_a("half_after", token):
            if before.kind not in (Kind.SCALE, Kind.DIGIT, Kind.LITERAL):
                return 0
            self._add((self.scale if before.kind == Kind.SCALE else 1) * token.value)
            self.closed = True
            return 1
        if token.kind == Kind.MODIFIER:
            return int(before.kind != Kind.MODIFIER and self._next(at, Kind.SCALE) is not None)
        return 0

    def _scales_after(self, at: int) -> Decimal:
        """What the scales right after the literal at `at` make together; infinity where there are none."""
        product = Decimal(1)
        last = at
        while (scale := self._next(last, Kind.SCALE)) is not None:
            product *= scale.value
            last += 1
        return product if last > at and self.tokens[at].word.isdecimal() else Decimal("Infinity")

    def _add(self, term: Decimal, unit: Decimal = _ONE) -> None:
        self.terms.append(term)
        self.units.append(unit)

    def _multiply(self, token: Token, before: Token) -> int:
        grammar = self.grammar
        fresh = before.kind in (Kind.SCALE, Kind.ZERO)  # nothing said since the last scale that this one could multiply
        if fresh and token.value <= self.scale and not grammar.is_a("takes_all", token):
            if not grammar.is_a("inner_one", token) or token.value == self.scale:
                return 0
            self._add(token.value, token.value)
            self.scale = token.value
            return 1
        if grammar.is_a("never_times", token):
            return 0
        takes_all = grammar.is_a("takes_all", token)
        coefficient = Decimal(0)
        taken = 0
        while taken < len(self.terms) and (
            takes_all
            or self.terms[-1 - taken] < token.value
            or (not taken and before.kind in (Kind.LITERAL, Kind.SCALE))  # "1.000 nghìn", "1.000.000 nghìn tỷ"
        ):
            taken += 1
            coefficient += self.terms[-taken]
        if (not coefficient and before.kind != Kind.DIGIT) or coefficient * token.value > _GREATEST:
            return 0
        if taken < len(self.terms) and self.units[-1 - taken] <= token.value:
            return -1  # "21 triệu 21 triệu": a second number has begun
        del self.terms[-taken:], self.units[-taken:]
        self._add(coefficient * token.value, token.value)
        self.scale = (self.scale if fresh and self.scale else 1) * token.value
        return 1

    def _add_digit(self, at: int, start: int) -> int:
        token, before = self.tokens[at], self.tokens[at - 1]
        grammar = self.grammar
        if before.kind == Kind.ZERO:
            self._add(token.value)
            return 1
        if before.kind != Kind.SCALE or self.scale < 10:
            return 0
        if self._next(at, Kind.SCALE, Kind.POINT):
            self._add(token.value)
            return 1
        if grammar.is_a("only_before_scale", token) or self.tokens[start].kind == Kind.LITERAL:
            return 0
        if grammar.short_forms and self.scale >= 100:
            if grammar.is_a("not_short", token):
                return 0
            self._add(token.value * self.scale / 10)
            self.closed = True
        else:
            self._add(token.value)
        return 1

    def _add_decimals(self, at: int) -> int:
        """The digits after a decimal point in words: "จุดสองห้า" is .25, and so is "phẩy hai mươi lăm"."""
        if self.tokens[at - 1].kind not in (Kind.DIGIT, Kind.SCALE):
            return 0
        digits = ""
        last = at
        while (token := self._next(last, Kind.DIGIT)) is not None:
            last += 1
            tens = self._next(last, Kind.SCALE)
            if tens is not None and tens.value == 10:
                last += 1
                units = self._next(last, Kind.DIGIT)
                if units is not None:
                    last += 1
                digits += str(token.value * 10 + (units.value if units else 0))
                break
            digits += str(token.value)
        if not digits:
            return 0
        self._add(Decimal(f"0.{digits}"))
        return last - at + 1

    def _is_number(self, tokens: list[Token]) -> bool:
        """Rejects what only looks like one: "หลายพันล้าน", "Ba Lan", "không trăm"."""
        first, last = tokens[0], tokens[-1]
        if first.kind == Kind.SCALE and self.grammar.vague.search(self.text, max(first.start - 12, 0), first.start):
            return False
        if self.grammar.spaced and first.kind != Kind.LITERAL:
            if not sum(self.terms) and len(tokens) > 1:
                return False
            if len(tokens) == 1 and self.text[first.start].isupper():
                following = self.text[last.end : last.end + 2].lstrip(" ")
                return not following[:1].isupper()
        return True

    def _multiplier(self, tokens: list[Token]) -> Decimal:
        """What a number before it in a range shares: 10^6 of "15 ล้าน", so that "10-15 ล้าน" starts at 10 million."""
        product = Decimal(1)
        digits_only = tokens[0].kind in (Kind.LITERAL, Kind.MINUS)
        for token in reversed(tokens):
            if token.kind != Kind.SCALE or not self.grammar.is_a("multipliers", token):
                break
            if token.value < 1000 and not digits_only and product == 1:
                break
            product *= token.value
        return product

    def _rule(self, tokens: list[Token]) -> str:
        tokens = [token for token in tokens if token.kind not in (Kind.MINUS, Kind.MODIFIER)]
        kinds = {token.kind for token in tokens}
        if kinds == {Kind.LITERAL}:
            return "number-digits"
        if Kind.HALF in kinds:
            return "number-half"
        if kinds == {Kind.SCALE} and not self.grammar.is_a("inner_one", tokens[0]):
            return "number-bare-scale"
        if Kind.LITERAL not in kinds:
            return "number-words"
        return "number-compound" if sum(token.kind != Kind.SCALE for token in tokens) > 1 else "number-digits-scale"


def _signed(text: str, number: Number) -> Number:
    """With the minus sign right before it, where it can be nothing else ("(-2.31%)", not "10-15", not a bullet)."""
    at = number.start - 1
    if at < 1 or text[at] not in "-−–" or text[at - 1] not in " (:[" or number.value < 0:
        return number
    before = text[max(at - 3, 0) : at].rstrip(" ")[-1:]
    if before in ("\n", "%", "+", "/") or (before.isascii() and before.isalnum()):  # also "MRR -2.40%": a rate less 2.4
        return number
    return number._replace(start=at, value=-number.value, pieces=((text[at], "-1"), *number.pieces))


def find_numbers(analysis: Analysis) -> list[Number]:
    """Every number in the text, in text order; one that spans a range ("10-15 ล้าน") is one number with `value_max`.

    Digits that are part of a name, a code, a time, a date written with slashes or an exponent are left out, and so are
    quantities without a number ("หลายพันล้าน", "hàng tỷ").
    """
    grammar = grammar_of(analysis.pack)
    text = analysis.text
    tokens = tokens_of(text, grammar)
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
    elif low < 1000 <= high <= 20_000 * low and high % 1000 == 0 and low < high / 1000:
        low *= 1000  # "70 đến 80.000 đồng": the thousands are said once
    if not 0 <= low < high:
        return None
    pieces = (*first.pieces, *second.pieces)
    return Number(first.start, second.end, low, high, "number-range", pieces)
