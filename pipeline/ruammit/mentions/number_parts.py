"""What the tokens of one number say beside its value: a fraction, the multiplier that a range shares, the rule, that it
is none."""

from __future__ import annotations

from decimal import Decimal

from ruammit.analysis import Number
from ruammit.mentions.number_grammar import Grammar, Kind, Token

__all__ = ["fraction", "is_number", "multiplier", "rule"]

_MILLIONTHS = Decimal(10) ** 6


def fraction(text: str, tokens: list[Token], numerator: Decimal, grammar: Grammar) -> Number | None:
    """A fraction whose numerator the tokens are; one that has no exact decimal ("hai phần ba") has the value 0."""
    match = grammar.fraction.match(text, tokens[-1].end)
    if match is None:
        return None
    denominator = Decimal(match[1] or grammar.denominators[match[2].lower()])
    if not grammar.least_numerator <= numerator < denominator <= 100 or numerator % 1:
        return None
    exact = numerator * _MILLIONTHS % denominator == 0
    value = numerator / denominator if exact else Decimal(0)
    pieces = (
        (text[tokens[0].start : tokens[-1].end], str(numerator)),
        (match.group().strip(), f"/{denominator}"),
    )
    return Number(tokens[0].start, match.end(), value, None, "number-fraction", pieces)


def multiplier(tokens: list[Token], grammar: Grammar) -> Decimal:
    """What a number before it in a range shares: 10^6 of "15 ล้าน", so that "10-15 ล้าน" starts at 10 million."""
    product = Decimal(1)
    digits_only = tokens[0].kind in (Kind.LITERAL, Kind.MINUS)
    for token in reversed(tokens):
        if token.kind != Kind.SCALE or not (grammar.is_a("multipliers", token) or token.word in grammar.abbreviations):
            break
        if token.value < 1000 and not digits_only and product == 1:
            break
        product *= token.value
    return product


def rule(tokens: list[Token], grammar: Grammar) -> str:
    """The name of the rule that read a number of these tokens."""
    tokens = [token for token in tokens if token.kind not in (Kind.MINUS, Kind.MODIFIER)]
    kinds = {token.kind for token in tokens}
    if kinds == {Kind.LITERAL}:
        return "number-digits"
    if Kind.HALF in kinds:
        return "number-half"
    if kinds == {Kind.SCALE} and not grammar.is_a("inner_one", tokens[0]):
        return "number-bare-scale"
    if Kind.LITERAL not in kinds:
        return "number-words"
    return "number-compound" if sum(token.kind != Kind.SCALE for token in tokens) > 1 else "number-digits-scale"


def is_number(text: str, tokens: list[Token], value: Decimal, grammar: Grammar) -> bool:
    """Rejects what only looks like one: "หลายพันล้าน", "ร้อยเอ็ด" (a province), "Ba Lan", "không trăm"."""
    first, last = tokens[0], tokens[-1]
    if first.kind == Kind.SCALE and grammar.vague.search(text, max(first.start - 12, 0), first.start):
        return False
    if text[first.start : last.end] in grammar.names:
        return False
    if grammar.spaced and first.kind != Kind.LITERAL:
        if not value and len(tokens) > 1:
            return False
        if len(tokens) == 1 and text[first.start].isupper():
            following = text[last.end : last.end + 2].lstrip(" ")
            return not following[:1].isupper()
    return True
