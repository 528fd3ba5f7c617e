"""The arithmetic of numbers: tokens that stand side by side, put together into the value that they say.

A language pack's `lexicons/numbers.toml` brings the words and how they combine; what is here knows none of them.
"""

from __future__ import annotations

from decimal import Decimal

from ruammit.analysis import Number
from ruammit.mentions.number_grammar import Kind, Token
from ruammit.mentions.number_parts import fraction, is_number, multiplier, rule
from ruammit.mentions.number_row import TokenRow

__all__ = ["NumberReader"]

_PARTS = (Kind.LITERAL, Kind.DIGIT, Kind.SCALE, Kind.POINT, Kind.HALF, Kind.ZERO, Kind.MODIFIER)
"""What may go on a number that has begun."""
_ONE = Decimal(1)
_GREATEST = Decimal(10) ** 21
"""No one writes of more: a longer row of multipliers is not one number."""
_PLACES = 1000
"""A number that goes on one with a scale is at least this part of the scale: "1 หมื่น 5 พันล้าน", "2 nghìn 500 tỷ"."""


class NumberReader(TokenRow):
    """Puts neighbouring tokens together, from left to right.

    `terms` are the summands said so far, each smaller than the scale of the one before; a scale multiplies those that
    are smaller than itself, or all.
    """

    def read(self, at: int) -> tuple[Number | None, Decimal, int]:
        """The number that starts with the token at `at`, its multiplier, and the index of the token after it."""
        first = at
        sign = Decimal(1)
        if self.tokens[at].kind == Kind.MINUS:
            if self.next_to(at, Kind.LITERAL, Kind.DIGIT, Kind.SCALE) is None:
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
            if self.closed or self.next_to(at - 1, *_PARTS) is None:
                break
        if at == start:
            return None, sign, first + 1
        tokens = self.tokens[first:at]
        value = sum(self.terms, Decimal(0))
        part = fraction(self.text, tokens, value, self.grammar)
        if part is not None:
            end = part.end
            while at < len(self.tokens) and self.tokens[at].start < end:
                at += 1
            return (part if part.value else None), _ONE, at
        if not is_number(self.text, self.tokens[start:at], value, self.grammar):
            return None, sign, at
        number = Number(
            tokens[0].start,
            tokens[-1].end,
            sign * value,
            None,
            rule(tokens, self.grammar),
            tuple((self.text[t.start : t.end], self.grammar.modifiers.get(t.word) or str(t.value)) for t in tokens),
            any(token.doubtful for token in tokens),
        )
        return number, multiplier(tokens, self.grammar), at

    def _start(self, at: int) -> int:
        """How many tokens from the first on are taken; 0: no number starts here."""
        token, grammar = self.tokens[at], self.grammar
        if token.kind == Kind.LITERAL:
            self._add(token.value)
            return 1
        scale_follows = self.next_to(at, Kind.SCALE, Kind.POINT) is not None
        if token.kind == Kind.DIGIT:
            if grammar.is_a("starts_before_scale", token) and not scale_follows:
                return 0
            said = scale_follows or (self._unit_follows(token) and not self._counted(at))
            if grammar.is_a("only_before_scale", token) and not said:
                return 0
            if grammar.is_a("only_inside", token):
                return 0
            self._add(token.value)
            return 1
        if token.kind == Kind.SCALE:
            implicit = grammar.implicit_one and not grammar.is_a("only_inside", token)
            if grammar.is_a("inner_one", token) or implicit or self._halved(at):
                self._add(token.value, token.value)
                self.scale = token.value
                return 1
            return 0
        halves = self.next_to(at, Kind.SCALE) is not None or self._unit_follows(token)
        if token.kind == Kind.HALF and grammar.is_a("half_before", token) and halves:
            self._add(token.value)
            return 1
        return 0

    def _halved(self, at: int) -> bool:
        """One of the scale and a half of it: "triệu rưỡi"."""
        half = self.next_to(at, Kind.HALF)
        glued = self.grammar.is_a("glued", self.tokens[at])
        return half is not None and self.grammar.is_a("half_after", half) and not glued

    def _unit_follows(self, token: Token) -> bool:
        return self.grammar.before_units.match(self.text, token.end) is not None

    def _counted(self, at: int) -> bool:
        """Whether a number stands right before the token: "hai mươi năm" are twenty years."""
        before = self.tokens[at - 1] if at else None
        return before is not None and not self.text[before.end : self.tokens[at].start].strip()

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
            return self._add_literal(at)
        if token.kind == Kind.ZERO:
            return int(before.kind == Kind.SCALE and self.next_to(at, Kind.DIGIT, Kind.SCALE) is not None)
        if token.kind == Kind.POINT:
            return self._add_decimals(at)
        if token.kind == Kind.HALF and self.grammar.is_a("half_after", token):
            if before.kind not in (Kind.SCALE, Kind.DIGIT, Kind.LITERAL):
                return 0
            self._add((self.scale if before.kind == Kind.SCALE else 1) * token.value)
            # What is halved may be counted itself: "hai trăm rưỡi triệu".
            self.closed = self.next_to(at, Kind.SCALE) is None or self.scale >= self.grammar.magnitude
            return 1
        if token.kind == Kind.MODIFIER:
            return int(before.kind != Kind.MODIFIER and self.next_to(at, Kind.SCALE) is not None)
        return 0

    def _add_literal(self, at: int) -> int:
        """Digits after a scale: "2 tỷ 500 triệu", "2 nghìn 500 tỷ", "1tr2" (1.2 million), "1 tỷ 2"."""
        token, before = self.tokens[at], self.tokens[at - 1]
        if before.kind != Kind.SCALE or not token.value:
            return 0
        if self._is_tail(at):
            self._add(Decimal(f"0.{token.word}") * self.scale)
            self.closed = True
            return 1
        value = token.value
        last = at
        while (scale := self.next_to(last, Kind.SCALE)) is not None and value * scale.value < self.scale:
            value *= scale.value
            last += 1
        if value >= self.scale or not token.word.isdecimal():
            return 0
        if scale is not None:  # it multiplies what was said before as well
            again = scale.value < self.scale or (scale.value == self.scale and last == at)  # "2 ล้าน 3 ล้าน"
            if again or value * _PLACES <= self.scale or self.grammar.is_a("never_times", scale):
                return 0
        elif last == at:
            return 0
        self._add(token.value)
        return 1

    def _is_tail(self, at: int) -> bool:
        """Digits that stand for tenths, hundredths, ... of the scale before them."""
        token, before = self.tokens[at], self.tokens[at - 1]
        if not self.grammar.short_forms or self.scale < self.grammar.magnitude or not token.word.isdecimal():
            return False
        if token.start == before.end:
            return len(token.word) <= 3 and self.next_to(at, Kind.SCALE, Kind.LITERAL) is None
        return len(token.word) == 1 and self.grammar.ends_amount.match(self.text, token.end) is not None

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
        # "hai mươi triệu rưỡi" is 20.5 million, "hai nghìn tỷ rưỡi" 2.5 thousand billion.
        stacked = fresh and self.scale >= grammar.magnitude
        self.scale = (self.scale if stacked else 1) * token.value
        return 1

    def _add_digit(self, at: int, start: int) -> int:
        token, before = self.tokens[at], self.tokens[at - 1]
        grammar = self.grammar
        if before.kind == Kind.ZERO:
            self._add(token.value)
            return 1
        if before.kind == Kind.DIGIT and grammar.is_a("after_tens", token) and len(self.terms) == 1:
            self.terms[0] = self.terms[0] * 10 + token.value  # "hai mốt" is 21: the tens go without their word
            return 1
        if before.kind != Kind.SCALE or self.scale < 10:
            return 0
        units = self._units_after(at)
        if units is not None:
            self._add(token.value * 10 + units.value)
            return 2
        following = self.next_to(at, Kind.SCALE, Kind.POINT)
        short = grammar.short_forms and self.scale >= 100 and token.value
        if following is not None:
            # "bốn trăm sáu triệu": what is said after hundreds is tens, unless a word for the zero stands there
            tenths = short and following.kind == Kind.SCALE and following.value > self.scale
            self._add(token.value * self.scale / 10 if tenths else token.value)
            return 1
        if grammar.is_a("only_before_scale", token) or self.tokens[start].kind == Kind.LITERAL:
            return 0
        if short:
            if grammar.is_a("not_short", token):
                return 0
            self._add(token.value * self.scale / 10)
            self.closed = True
        else:
            self._add(token.value)
        return 1

    def _units_after(self, at: int) -> Token | None:
        """The second of two digits after hundreds, tens without their word: "một trăm bốn bảy nghìn" is 147,000."""
        if not self.grammar.short_forms or self.scale != 100:
            return None
        units = self.next_to(at, Kind.DIGIT)
        scale = units and self.next_to(at + 1, Kind.SCALE)
        if units is None or (scale is not None and scale.value <= 100):
            return None
        return None if scale is None and self.grammar.is_a("only_before_scale", units) else units

    def _add_decimals(self, at: int) -> int:
        """The digits after a decimal point in words: "จุดสองห้า" is .25, and so is "phẩy hai mươi lăm"."""
        if self.tokens[at - 1].kind not in (Kind.DIGIT, Kind.SCALE, Kind.LITERAL):
            return 0
        literal = self.next_to(at, Kind.LITERAL)
        if literal is not None and literal.word.isdecimal():  # "2 chấm 23"
            self._add(Decimal(f"0.{literal.word}"))
            return 2
        digits = ""
        last = at
        while (token := self.next_to(last, Kind.DIGIT)) is not None:
            last += 1
            tens = self.next_to(last, Kind.SCALE)
            if tens is not None and tens.value == 10:
                last += 1
                units = self.next_to(last, Kind.DIGIT)
                if units is not None:
                    last += 1
                digits += str(token.value * 10 + (units.value if units else 0))
                break
            digits += str(token.value)
        if not digits:
            return 0
        self._add(Decimal(f"0.{digits}"))
        return last - at + 1
