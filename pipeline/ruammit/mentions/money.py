"""Amounts of money: a number and a currency, and what the press leaves unsaid between them.

The currency stands after its number ("5 ล้านบาท"), before it ("US$5"), at the end of a list or range that shares it
("300 và 500 tỷ đồng"), or nowhere, where the article makes it plain ("18.000 tỷ" among amounts in đồng). The name of
the rule says which. What stands there is looked up number by number, in stretches of fixed length: time is linear.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ruammit.analysis import Analysis, Number
from ruammit.languages import LanguagePack
from ruammit.mentions.currencies import Currencies, currencies
from ruammit.mentions.modifiers import modifier_of
from ruammit.mentions.wording import alternatives
from ruammit.schema import Modifier, Money

__all__ = ["find_money"]

_NEARBY = 200
"""How far, in characters, the context of an amount that does not name its currency reaches."""
_LINK = 24
"""The longest stretch, in characters, between two numbers that share a currency."""
_CONVERSION = 48
"""The longest stretch between an amount and the same amount in another currency."""
_MILLION = Decimal(10) ** 6
_BILLION = Decimal(10) ** 9


@dataclass(frozen=True)
class _Words:
    """The pack's `lexicons/money.toml`, compiled."""

    home: str
    links: re.Pattern[str]
    word_links: re.Pattern[str]
    equivalents: re.Pattern[str]
    opens: re.Pattern[str]
    numbered: re.Pattern[str]
    not_amount: re.Pattern[str]
    context: re.Pattern[str]
    counted: re.Pattern[str]
    plain: re.Pattern[str]
    spaced: bool


class _Amount(NamedTuple):
    """An amount found: the index of its number (`at`), its span in the text, its values."""

    at: int
    start: int
    end: int
    low: Decimal
    high: Decimal | None
    currency: str
    rule: str
    unit: str = ""
    modifier: Modifier | None = None


@cache
def _words(pack: LanguagePack) -> _Words:
    lexicon = pack.lexicon("money")
    spaced: bool = pack.lexicon("numbers")["style"]["spaced"]

    def any_of(section: str, key: str) -> str:
        return alternatives(lexicon[section][key], spaced=spaced)

    links = lexicon["lists"]["links"]
    # In a script without spaces the word goes on behind what is counted: "ล้านสิทธิ์".
    counted = any_of("context", "counted") if spaced else "|".join(map(re.escape, lexicon["context"]["counted"]))
    word_links = alternatives([link for link in links if link[0].isalpha()], spaced=spaced)
    return _Words(
        home=lexicon["home"],
        links=re.compile(rf" ?(?:{alternatives(links, spaced=spaced)}) ?"),
        word_links=re.compile(rf" ?{word_links} ?"),
        equivalents=re.compile(rf"(?: ?{any_of('equivalents', 'links')})+ ?"),
        opens=re.compile(any_of("equivalents", "opens")),
        numbered=re.compile(rf"{any_of('numbered', 'before')} ?$"),
        not_amount=re.compile(rf"{any_of('not_amount', 'before')} ?$"),
        context=re.compile(any_of("context", "words"), re.IGNORECASE if spaced else re.NOFLAG),
        counted=re.compile(rf" ?(?:{counted}|[A-Za-z0-9%])" if not spaced else rf" ?(?:{counted}|[0-9%])"),
        # After a number without a unit: a sign, the end, or a word that cannot be what is counted.
        plain=re.compile(rf" ?(?:$|[^\w\s]|\n|{any_of('context', 'follows')})" if spaced else r"$|[\s\W]"),
        spaced=spaced,
    )


def find_money(analysis: Analysis) -> list[Money]:
    """Every amount of money in the text, in text order; one that restates another is linked to it."""
    if not analysis.numbers:
        return []
    return _Finder(analysis).money()


class _Finder:
    """One article's amounts; each step adds to `found` (index of the number -> amount)."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.numbers = analysis.numbers
        self.currencies: Currencies = currencies(analysis.pack)
        self.words = _words(analysis.pack)
        self.found: dict[int, _Amount] = {}

    def money(self) -> list[Money]:
        self._named()
        self._compounds()
        self._lists()
        self._elided()
        return self._models(sorted(self.found.values(), key=lambda amount: amount.start))

    def _named(self) -> None:
        """Numbers with a currency beside them."""
        done = 0
        for index, number in enumerate(self.numbers):
            amount = self._before(index, number, done) or self._after(index, number)
            if amount is not None:
                self.found[index] = amount
                done = amount.end

    def _after(self, index: int, number: Number) -> _Amount | None:
        found = self.currencies.after(self.text, number.end, scaled=_multiplier(number) > 1)
        if found is None:
            return None
        unit, end, more = found
        scale = _MILLION if unit in self.currencies.millions else 1
        if unit in self.currencies.scaled and number.value < _MILLION:
            return None
        if unit in self.currencies.large and number.value < 100:
            return None
        if self.words.not_amount.search(self.text, max(number.start - 24, 0), number.start):
            return None
        code, rule = self.currencies.codes[unit], "money-range" if number.value_max else "money-number-currency"
        if unit in self.currencies.subunits:
            scale, rule = Decimal("0.01"), "money-subunit"
        elif unit in self.currencies.dollars:
            code, rule = self._which_dollar(number.start, rule)
        amount = self._amount(index, number.start, end, code, rule, scale)
        if more:
            amount = amount._replace(modifier=Modifier.MORE) if amount else None
        return amount and amount._replace(unit=unit)

    def _before(self, index: int, number: Number, done: int) -> _Amount | None:
        """A code or sign before the number, unless it is the currency of the number before."""
        found = self.currencies.before(self.text, number.start, done)
        if found is None or self.text.startswith(("%", " %"), number.end):
            return None
        unit, start = found
        code, rule = self.currencies.codes[unit], "money-currency-number"
        if unit in self.currencies.dollars:
            code, rule = self._which_dollar(start, rule)
        amount = self._amount(index, start, number.end, code, rule)
        after = self.currencies.after(self.text, number.end, scaled=_multiplier(number) > 1)
        if amount and after and not after[2] and self.currencies.codes[after[0]] == code:
            amount = amount._replace(end=after[1])  # "$5 triệu USD"
        return amount

    def _which_dollar(self, start: int, rule: str) -> tuple[str, str]:
        """A dollar without a country: the other dollar that an amount shortly before names, else the US dollar."""
        for amount in reversed(self.found.values()):
            if start - amount.end > _NEARBY:
                break
            if amount.currency in _DOLLARS and amount.unit not in self.currencies.dollars:
                return (amount.currency, rule if amount.currency == "USD" else "money-dollar-nearby")
        return "USD", rule

    def _amount(
        self, index: int, start: int, end: int, code: str, rule: str, scale: Decimal | int = 1
    ) -> _Amount | None:
        number = self.numbers[index]
        if number.value < 0:
            number = number._replace(value=-number.value)
        modifier = None
        if any(value == "more" for _, value in number.pieces):
            modifier = Modifier.MORE
        elif number.rule == "number-bare-scale":
            # "พันล้านบาท" says no number, "กว่าพันล้านบาท" does.
            modifier, _ = modifier_of(self.text, start, end, self.analysis.pack)
            if modifier in (Modifier.EXACT, Modifier.ABOUT):
                return None
        high = number.value_max and number.value_max * scale
        return _Amount(index, start, end, number.value * scale, high, code, rule, modifier=modifier)

    def _compounds(self) -> None:
        """ "2 đô la 23 xen", "5 บาท 50 สตางค์": one amount."""
        for index, amount in list(self.found.items()):
            before = self.found.get(index - 1)
            if (
                amount.rule == "money-subunit"
                and before is not None
                and before.rule != "money-subunit"
                and not self.text[before.end : amount.start].strip(" ")
                and amount.low < 1
            ):
                del self.found[index]
                self.found[index - 1] = before._replace(
                    end=amount.end, low=before.low + amount.low, rule="money-compound"
                )

    def _lists(self) -> None:
        """Numbers right before an amount that share its currency, and its multiplier if they have none."""
        for index, amount in list(self.found.items()):
            shared = _multiplier(self.numbers[index])
            links = self.words.word_links
            at = index
            while at and at - 1 not in self.found and not amount.rule.startswith("money-currency"):
                number, after = self.numbers[at - 1], self.numbers[at]
                gap = after.start - number.end
                linked = links.fullmatch(self.text, number.end, after.start) or (
                    at < index and gap == 1 and self._is_column(number, after)
                )
                if gap > _LINK or not linked or number.rule not in _IN_DIGITS or self._is_ordinal(number):
                    break
                own = _multiplier(number)
                scale = shared if own == 1 else Decimal(1)
                found = self._amount(at - 1, number.start, number.end, amount.currency, "money-list", scale)
                if found is None:
                    break
                self.found[at - 1] = found
                links = self.words.links
                at -= 1

    def _is_ordinal(self, number: Number) -> bool:
        """A year, a day, a number in a list: not an amount although one is linked to it."""
        year = number.rule == "number-digits" and number.value in _YEARS and number.end - number.start == 4
        name = _NAME.search(self.text, max(number.start - 24, 0), number.start)
        return (
            year
            or name is not None
            or self.words.numbered.search(self.text, max(number.start - 12, 0), number.start) is not None
        )

    def _elided(self) -> None:
        """Millions and more without any unit, where what stands around says that they are money."""
        named = list(self.found.values())
        stated = {amount.low for amount in named}
        for index, number in enumerate(self.numbers):
            if index in self.found or number.value < _MILLION or number.rule == "number-digits":
                continue
            if self.words.counted.match(self.text, number.end):
                continue
            if self.words.not_amount.search(self.text, max(number.start - 24, 0), number.start):
                continue
            nearby = self._nearby(index, number)
            if number.value not in stated and not self._is_money(number, nearby, named):
                continue
            code = self._currency_of(number, nearby, named)
            amount = self._amount(index, number.start, number.end, code, "money-elided-currency")
            if amount is not None:
                self.found[index] = amount

    def _nearby(self, index: int, number: Number) -> _Amount | None:
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

    def _is_money(self, number: Number, nearby: _Amount | None, named: list[_Amount]) -> bool:
        """A word of money beside the number, and an amount near it; for milliards one of the two is enough."""
        lowest = max(number.start - 60, 0)
        line = max(lowest, self.text.rfind("\n", lowest, number.start) + 1)
        words = self.words.context.search(self.text, line, number.start) is not None
        if not self.words.spaced:
            # What goes on without a space may be what is counted, under a name that no list has.
            glued = self.words.plain.match(self.text, number.end) is None and number.value < 100 * _MILLION
            return words and bool(nearby or named) and not glued
        words = words or self.words.context.search(self.text, number.end, number.end + 25) is not None
        if _multiplier(number) >= _BILLION:
            return words or nearby is not None
        return words and bool(nearby or named) and self.words.plain.match(self.text, number.end) is not None

    def _currency_of(self, number: Number, nearby: _Amount | None, named: list[_Amount]) -> str:
        """The currency of the amount beside it, else the commonest in the article, of the same magnitude."""
        multiplier = _multiplier(number)
        if nearby is not None and _multiplier(self.numbers[nearby.at]) == multiplier:
            return nearby.currency
        alike = [amount.currency for amount in named if _multiplier(self.numbers[amount.at]) == multiplier]
        codes = Counter(alike or [amount.currency for amount in named])
        if not codes or self.words.home in codes:
            return self.words.home
        return codes.most_common(1)[0][0]

    def _models(self, amounts: list[_Amount]) -> list[Money]:
        money: list[Money] = []
        done = 0
        for position, amount in enumerate(amounts):
            modifier, cue = (
                (amount.modifier, "inside")
                if amount.modifier
                else modifier_of(self.text, amount.start, amount.end, self.analysis.pack, since=done)
            )
            done = amount.end
            original = position - 1 if position and self._restates(amounts[position - 1], amount) else None
            listed = position > 0 and amounts[position - 1].rule == "money-list"
            if (original is not None or listed) and modifier is Modifier.EXACT and not cue:
                modifier = money[-1].modifier
            money.append(
                Money(
                    **self.analysis.quoted(amount.start, amount.end),
                    rule=amount.rule,
                    amount=amount.low,
                    amount_max=amount.high,
                    currency=amount.currency,
                    modifier=modifier,
                    equivalent_to=original,
                )
            )
        return money

    def _restates(self, first: _Amount, second: _Amount) -> bool:
        """The second stands in apposition to the first: "(gần 1 tỷ USD)", "หรือประมาณ 520,586 ล้านบาท"."""
        if first.currency == second.currency or not 0 < second.start - first.end <= _CONVERSION:
            return False
        return (
            self.words.equivalents.fullmatch(self.text, first.end, second.start) is not None
            and self.words.opens.search(self.text, first.end, second.start) is not None
        )

    def _is_column(self, number: Number, after: Number) -> bool:
        """Neighbours in a list without commas, alike in form: "3,752,700 3,743,000 3,897,000 และ 4,077,000 ล้านบาท"."""
        first, second = (self.text[one.start : one.end] for one in (number, after))
        return "," in first and "," in second and number.rule == after.rule == "number-digits"


_IN_DIGITS = frozenset({"number-digits", "number-digits-scale", "number-compound"})
_YEARS = range(1900, 2600)
_NAME = re.compile(r"(?:[A-Z][A-Za-z]*|[A-Z]) $")
"""A Latin name before a number: what follows is part of it ("Lux A 2.0")."""
_DOLLARS = frozenset({"USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "BND", "FJD", "JMD"})


def _multiplier(number: Number) -> Decimal:
    """What the multiplier words of a number in digits come to: 10^9 for "500 tỷ"; 1 where there are none."""
    if number.rule not in ("number-digits-scale", "number-bare-scale") or not number.pieces:
        return Decimal(1)
    product = Decimal(1)
    for _, value in number.pieces[1:]:
        if value != "more":
            product *= Decimal(value)
    return product
