"""Amounts whose currency stands elsewhere: in lists that say it once, and nowhere, where the article makes it plain."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import cached_property

from ruammit.analysis import Analysis, Number
from ruammit.mentions.currencies import Currencies
from ruammit.mentions.modifiers import modifier_of
from ruammit.mentions.money_amounts import MILLION, Amount, currency_of_home, multiplier_of
from ruammit.mentions.money_words import MoneyWords
from ruammit.schema import Modifier

__all__ = ["add_lists", "add_unsaid"]

_NEARBY = 200
"""How far, in characters, the context of an amount that does not name its currency reaches."""
_LINK = 24
"""The longest stretch, in characters, between two numbers that share a currency."""
_BILLION = Decimal(10) ** 9
_IN_DIGITS = frozenset({"number-digits", "number-digits-scale", "number-compound"})
_YEARS = range(1900, 2600)
_NAME = re.compile(r"(?:[A-Z][A-Za-z]*|[A-Z]) $")
"""A Latin name before a number: what follows is part of it ("Lux A 2.0")."""


def add_lists(analysis: Analysis, found: dict[int, Amount], words: MoneyWords) -> None:
    """Numbers right before an amount that share its currency, and its multiplier if they have none."""
    text, numbers = analysis.text, analysis.numbers
    for index, amount in list(found.items()):
        shared = multiplier_of(numbers[index])
        if amount.unit and amount.rule != "money-currency-number" and numbers[index].value:
            shared = max(shared, abs(amount.low / numbers[index].value))
        links = words.word_links
        at = index
        while at and at - 1 not in found and amount.rule != "money-currency-number":
            number, after = numbers[at - 1], numbers[at]
            gap = after.start - number.end
            linked = links.fullmatch(text, number.end, after.start) or (
                at < index and gap == 1 and _is_column(text, number, after)
            )
            if gap > _LINK or not linked or number.rule not in _IN_DIGITS or _is_ordinal(text, number, words):
                break
            scale = shared if multiplier_of(number) == 1 else Decimal(1)
            modifier = Modifier.MORE if any(value == "more" for _, value in number.pieces) else None
            low = number.value * scale
            found[at - 1] = Amount(
                at - 1, number.start, number.end, low, None, amount.currency, "money-list", modifier=modifier
            )
            links = words.links
            at -= 1


def _is_ordinal(text: str, number: Number, words: MoneyWords) -> bool:
    """A year, a day, a number in a list: not an amount although one is linked to it."""
    year = number.rule == "number-digits" and number.value in _YEARS and number.end - number.start == 4
    name = _NAME.search(text, max(number.start - 24, 0), number.start)
    return year or name is not None or words.numbered.search(text, max(number.start - 12, 0), number.start) is not None


def _is_column(text: str, number: Number, after: Number) -> bool:
    """Neighbours in a list without commas, alike in form: "3,752,700 3,743,000 3,897,000 และ 4,077,000 ล้านบาท"."""
    first, second = (text[one.start : one.end] for one in (number, after))
    return "," in first and "," in second and number.rule == after.rule == "number-digits"


def add_unsaid(analysis: Analysis, found: dict[int, Amount], words: MoneyWords, currencies: Currencies) -> None:
    """Millions and more without any unit, where what stands around says that they are money."""
    _Unsaid(analysis, found, words, currencies).add()


class _Unsaid:
    """One article's amounts without a currency."""

    def __init__(self, analysis: Analysis, found: dict[int, Amount], words: MoneyWords, currencies: Currencies) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.numbers = analysis.numbers
        self.found = found
        self.words = words
        self.home = currencies.home
        self.named = list(found.values())

    def add(self) -> None:
        stated = {amount.low for amount in self.named}
        for index, number in enumerate(self.numbers):
            if index in self.found or abs(number.value) < MILLION or number.rule == "number-digits":
                continue
            if self.words.counted.match(self.text, number.end):
                continue
            if self.words.not_amount.search(self.text, max(number.start - 24, 0), number.start):
                continue
            nearby = self._nearby(index, number)
            if number.value not in stated and not self._is_money(number, nearby):
                continue
            amount = self._amount(index, number, self._currency_of(number, nearby))
            if amount is not None:
                self.found[index] = amount

    def _amount(self, index: int, number: Number, code: str) -> Amount | None:
        modifier = None
        if any(value == "more" for _, value in number.pieces):
            modifier = Modifier.MORE
        elif number.rule == "number-bare-scale":
            modifier, _ = modifier_of(self.text, number.start, number.end, self.analysis.pack)
            if modifier in (Modifier.EXACT, Modifier.ABOUT):
                return None
        return Amount(
            index,
            number.start,
            number.end,
            number.value,
            number.value_max,
            code,
            "money-elided-currency",
            modifier=modifier,
        )

    def _nearby(self, index: int, number: Number) -> Amount | None:
        """The amount of the same line that stands nearest, before the number if there is one."""
        for step in (-1, 1):
            at = index + step
            while 0 <= at < len(self.numbers):
                start, end = sorted((number.start, self.numbers[at].start))
                if end - start > _NEARBY or "\n" in self.text[start:end]:
                    break
                if at in self.found:
                    return self.found[at]
                at += step
        return None

    @cached_property
    def _is_known(self) -> bool:
        """The article has amounts with a currency, or names the home currency."""
        return bool(self.named) or self.words.mentioned.search(self.text) is not None

    def _is_money(self, number: Number, nearby: Amount | None) -> bool:
        """A word of money beside the number, and an amount near it; for billions one of the two is enough."""
        lowest = max(number.start - 60, 0)
        line = max(lowest, self.text.rfind("\n", lowest, number.start) + 1)
        words = self.words.context.search(self.text, line, number.start) is not None
        plain = self.words.plain.match(self.text, number.end) is not None
        if not self.words.spaced:
            if self.words.things.search(self.text, max(line, number.start - 24), number.start):
                return False
            known = nearby is not None or self._is_known
            if multiplier_of(number) >= _BILLION:
                return (words or known) and (plain or words)
            # What goes on without a space may be what is counted, under a name that no list has.
            return words and known and (plain or number.value >= 100 * MILLION)
        words = words or self.words.context.search(self.text, number.end, number.end + 25) is not None
        if multiplier_of(number) >= _BILLION:
            return words or nearby is not None
        return words and bool(nearby or self.named) and plain

    def _currency_of(self, number: Number, nearby: Amount | None) -> str:
        """The currency of the amount beside it, else the commonest in the article, of the same magnitude."""
        multiplier = multiplier_of(number)
        if nearby is not None and multiplier_of(self.numbers[nearby.at]) == multiplier:
            return nearby.currency
        alike = [amount.currency for amount in self.named if multiplier_of(self.numbers[amount.at]) == multiplier]
        codes = Counter(alike or [amount.currency for amount in self.named])
        home = currency_of_home(self.analysis) or self.home
        if not codes or home in codes:
            return home
        return codes.most_common(1)[0][0]
