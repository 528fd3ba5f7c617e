"""Numbers in digits, in words and in both: "1.2 หมื่นล้าน", "สองหมื่นสามพัน", "2 tỷ 500 triệu", "ba rưỡi".

`number_tokens` finds the parts, `number_reader` puts them together from left to right, and here signs are read and
ranges joined. Time is linear in the text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from ruammit.analysis import Analysis, Number
from ruammit.mentions.currencies import Currencies, currencies
from ruammit.mentions.number_grammar import Grammar, grammar_of
from ruammit.mentions.number_reader import NumberReader
from ruammit.mentions.number_tokens import tokens_of

__all__ = ["find_numbers"]

_DASHES = "-−–"
_RANGE = 12
"""The longest stretch, in characters, between the ends of a range."""
_UNIT = 24
"""The longest stretch after a number in which its unit stands, so that a dash after it makes a range."""
_RATE = re.compile(r"[A-Z]{3,6} $")
"""The name of a rate of interest: the dash after it takes away from it ("MRR -2.40%")."""
_LIST = re.compile(r"(?:^|\n) ?$")


def find_numbers(analysis: Analysis) -> list[Number]:
    """Every number in the text, in text order; one that spans a range ("10-15 ล้าน") is one number with `value_max`.

    Digits that are part of a name, a code, a time, a date written with slashes or an exponent are left out, and so are
    quantities without a number ("หลายพันล้าน", "hàng tỷ").
    """
    grammar = grammar_of(analysis.pack)
    text = analysis.text
    tokens = tokens_of(text, analysis.pack)
    reader = NumberReader(text, tokens, grammar)
    money = currencies(analysis.pack)
    found: list[tuple[Number, Decimal]] = []
    at = 0
    while at < len(tokens):
        number, multiplier, at = reader.read(at)
        if number is not None:
            before = found[-1][0].end if found else 0
            found.append((_signed(text, number, before, money), multiplier))
    return _with_ranges(text, found, grammar)


def _signed(text: str, number: Number, done: int, money: Currencies) -> Number:
    """With the minus sign right before it, where it can be nothing else ("(-2.31%)", not "10-15", not a bullet).

    Args:
        text: the reading view.
        number: the number without a sign.
        done: where the number before it ends.
        money: the currencies of the language.
    """
    at = number.start - 1
    if at < 1 or text[at] not in _DASHES or text[at - 1] not in " (:[" or number.value < 0:
        return number
    if text[at - 1] == " ":
        if _LIST.search(text, max(at - 2, 0), at) or text[at - 2 : at - 1] in ("%", "+", "/"):
            return number
        if done and at - done <= _UNIT and (not text[done:at].strip(" ") or money.ends(text, at - 1)):
            return number  # "500 -600 đồng", "500 đồng -600 đồng": the dash of a range
        if text.startswith(("%", " %"), number.end) and _RATE.search(text, max(at - 7, 0), at):
            return number
    return number._replace(start=at, value=-number.value, pieces=((text[at], "-1"), *number.pieces))


def _with_ranges(text: str, found: list[tuple[Number, Decimal]], grammar: Grammar) -> list[Number]:
    linked = [_linked(text, first, second, grammar) for (first, _), (second, _) in pairwise(found)]
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


def _linked(text: str, first: Number, second: Number, grammar: Grammar) -> bool:
    """The two may be the ends of a range: "10 - 15", "giữa 10 và 15", "32.45/47"."""
    start = second.start + (text[second.start] in _DASHES)
    if start - first.end > _RANGE:
        return False
    if grammar.connector.fullmatch(text, first.end, start):
        return True
    if text[first.end : start] == "/":
        return first.rule == second.rule == "number-digits" and text[first.end - 1].isdigit()
    between = grammar.both.fullmatch(text, first.end, start)
    return between is not None and grammar.between.search(text, max(first.start - _UNIT, 0), first.start) is not None


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
    doubtful = first.doubtful or second.doubtful
    return Number(first.start, second.end, low, high, "number-range", pieces, doubtful)
