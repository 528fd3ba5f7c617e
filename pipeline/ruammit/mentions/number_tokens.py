"""Where the parts of numbers stand in a text: literals with what they are worth, and number words.

A literal counts only as a whole. What stands right beside it may make it part of a name, a code, a time or a date, and
a letter may multiply it ("$300M"): where that letter is not understood, there is no number.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ruammit.languages import LanguagePack
from ruammit.mentions.currencies import Currencies, currencies
from ruammit.mentions.literals import Convention, Literal, convention_of, literal_value
from ruammit.mentions.number_grammar import Grammar, Kind, Token, grammar_of

__all__ = ["tokens_of"]

_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}$")
_NOT_AFTER = re.compile(r"[eE][+-]?\d|\^|[:/]\d")
_CAPITAL = re.compile(r"[KMB](?![A-Za-z])")
"""English for a multiplier (thousand, million, billion), and for units that have nothing to do with one."""
_UNIT = 24
"""The longest name of a currency, in characters, between an amount and a hyphen."""


class _Scanner:
    """One article's literals and number words."""

    def __init__(self, text: str, pack: LanguagePack) -> None:
        self.text = text
        self.grammar: Grammar = grammar_of(pack)
        self.currencies: Currencies = currencies(pack)
        self.matches = list(self.grammar.pattern.finditer(text))
        self.convention: Convention = convention_of(
            (literal for match in self.matches if (literal := match[1])), self.grammar.convention
        )

    def tokens(self) -> list[Token]:
        """Every token, in text order; found from the last on, as what follows a literal tells what it is worth."""
        tokens: list[Token] = []
        for at in range(len(self.matches) - 1, -1, -1):
            match = self.matches[at]
            start, end = match.span()
            if match[1] is None:
                kind, value, word = self.grammar.words[match.group()]
                tokens.append(Token(start, end, kind, word, value))
                continue
            letter = self.grammar.abbreviated.match(self.text, end)
            if letter is not None and (worth := self._abbreviated(start, letter)) is not None:
                tokens.append(Token(letter.start(1), letter.end(), Kind.SCALE, letter[1], worth))
            quoted = self._quoted_rate(at)
            if quoted is not None:
                tokens.append(Token(start, end, Kind.LITERAL, match[1], quoted))
            elif self._stands_alone(start, end) and not self._goes_on(tokens, end):
                literal = self._worth(match[1], end, tokens)
                if literal is not None:
                    tokens.append(Token(start, end, Kind.LITERAL, match[1], literal.value, literal.doubtful))
        tokens.reverse()
        return tokens

    def _worth(self, literal: str, end: int, tokens: list[Token]) -> Literal | None:
        """The value, by what follows: the tokens found so far, of which the last one is the next in the text."""
        if literal.isdecimal():
            return literal_value(literal, self.convention)
        last = end
        for token in reversed(tokens[-3:]):
            if token.kind != Kind.SCALE or token.start - last > 2:
                break
            last = token.end
        scaled = last > end
        if not self._may_be_foreign(literal):
            return literal_value(literal, self.convention, scaled=scaled)
        currency = self.currencies.after(self.text, last, scaled=scaled)
        measured = currency is not None or self.grammar.percent.match(self.text, end) is not None
        foreign = currency is not None and self.currencies.codes[currency[0]] != self.currencies.home
        return literal_value(literal, self.convention, scaled=scaled, measured=measured, foreign=foreign)

    def _may_be_foreign(self, literal: str) -> bool:
        """A point or comma that the press of the language would not write so."""
        return self.convention.home == "english" and (
            "," in literal or literal.endswith("00") or self.convention.dot_groups is None
        )

    def _abbreviated(self, start: int, letter: re.Match[str]) -> Decimal | None:
        """What a letter multiplies by, which it does beside a currency only: "$300M", "1,2B USD", "3,4 T ₫".

        Args:
            start: where the digits start.
            letter: the letter after them.
        """
        values = self.grammar.abbreviations[letter[1]]
        if "after" in values and self.currencies.before(self.text, start, 0) is not None:
            return values["after"]
        value = values.get("before") or (values.get("spaced") if letter.start(1) > letter.start() else None)
        return value if value and self.currencies.after(self.text, letter.end(), scaled=True) else None

    def _goes_on(self, tokens: list[Token], end: int) -> bool:
        """A capital that may multiply stands right after the digits, and was not understood: "300M người"."""
        taken = bool(tokens) and tokens[-1].start == end
        return not taken and _CAPITAL.match(self.text, end) is not None

    def _quoted_rate(self, at: int) -> Decimal | None:
        """The value of one of two rates, to buy and to sell: "32.45/47 บาท", "23.080/23.200 đồng"."""
        text, matches = self.text, self.matches
        first = at if text[matches[at].end() : matches[at].end() + 1] == "/" else at - 1
        if first < 0 or first + 1 >= len(matches):
            return None
        left, right = matches[first], matches[first + 1]
        if left[1] is None or right[1] is None or right.start() - left.end() != 1 or text[left.end()] != "/":
            return None
        low = literal_value(left[1], self.convention)
        if low is None or left[1].isdecimal() or self.currencies.after(text, right.end(), scaled=False) is None:
            return None
        last = left[1][-len(right[1]) :]
        short = right[1].isdecimal() and last.isdecimal() and len(last) == len(right[1])
        high = literal_value(left[1][: -len(last)] + right[1] if short else right[1], self.convention)
        if high is None or not low.value < high.value < 2 * low.value:
            return None
        return low.value if first == at else high.value

    def _stands_alone(self, start: int, end: int) -> bool:
        """Not part of a name or code (G20, COVID-19), a time (10:30), a date or fraction (19/11), an exponent (1e5).

        Three capitals before it may be a currency's code ("USD100"), a letter and a dash an interest rate
        ("MRR-2.80%"), the end of an amount and a dash a range ("9.500đ-10.200đ").
        """
        text = self.text
        if _NOT_AFTER.match(text, end):
            return False
        if not start:
            return True
        before, further = text[start - 1], text[start - 2 : start - 1]
        own = self.grammar.letter
        if before.isalpha() and not (own and own.match(before)):
            if self.grammar.tail.search(text, max(start - _UNIT, 0), start):
                return True
            code = _CODE.search(text, max(start - 4, 0), start)
            return code is not None or self.currencies.before(text, start, 0) is not None
        if before == "%":  # "%E0%B8%97" in an address
            return text[end : end + 1] != "%"
        if before == "-" and (further.isalpha() or (own and own.match(further))):
            lowest = max(start - _UNIT, 0)
            scale = self.grammar.ends_in_scale.search(text, lowest, start - 1)
            return scale is not None or self.currencies.ends(text, start - 1) or text[end : end + 1] == "%"
        return not (before in ":/^" and further.isdigit())


def tokens_of(text: str, pack: LanguagePack) -> list[Token]:
    """Every literal and number word of the text, in order."""
    return _Scanner(text, pack).tokens()
