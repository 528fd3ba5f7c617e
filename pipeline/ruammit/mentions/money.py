"""Amounts of money: a number and a currency, and what the press leaves unsaid between them.

The currency stands after its number ("5 ล้านบาท"), before it ("US$5"), at the end of a list or range that shares it
("300 và 500 tỷ đồng"), or nowhere, where the article makes it plain ("18.000 tỷ" among amounts in đồng). The rule's name
says which. What stands there is looked up number by number, in stretches of fixed length: time is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from ruammit.analysis import Analysis, Number
from ruammit.language import LanguagePack
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
    uncounted: re.Pattern[str]
    spaced: bool


@dataclass(frozen=True)
class _Amount:
    """An amount found: the index of its number, its span in the text, its values."""

    index: int
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
    word_links = alternatives([link for link in links if link[0].isalpha()], spaced=spaced)
    if spaced:
        # After a number without a unit: a sign, the end, or a word that cannot be what is counted.
        uncounted = rf" ?(?:$|[^\w\s]|\n|{any_of('context', 'follows')})"
    else:
        uncounted = rf" ?(?!{any_of('context', 'counted')}|[A-Za-z0-9%])"
    return _Words(
        home=lexicon["home"],
        links=re.compile(rf" ?(?:{alternatives(links, spaced=spaced)}) ?"),
        word_links=re.compile(rf" ?{word_links} ?"),
        equivalents=re.compile(rf"(?: ?{any_of('equivalents', 'links')})+ ?"),
        opens=re.compile(any_of("equivalents", "opens")),
        numbered=re.compile(rf"{any_of('numbered', 'before')} ?$"),
        not_amount=re.compile(rf"{any_of('not_amount', 'before')} ?$"),
        context=re.compile(any_of("context", "words")),
        uncounted=re.compile(uncounted),
        spaced=spaced,
    )


def find_money(analysis: Analysis) -> list[Money]:
    """Every amount of money in the text, in text order; an amount restated in another currency is linked to its first."""
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
        match = self.currencies.after.match(self.text, number.end)
        if match is None:
            return None
        unit = match["unit"]
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
        amount = self._amount(index, number.start, match.end(), code, rule, scale)
        if match["more"]:
            amount = replace(amount, modifier=Modifier.MORE) if amount else None
        return amount and replace(amount, unit=unit)

    def _before(self, index: int, number: Number, done: int) -> _Amount | None:
        """A code or sign before the number, unless it is the currency of the number before."""
        lowest = max(number.start - 5, done)
        match = self.currencies.before.search(self.text, lowest, number.start)
        if match is None:
            return None
        unit = match.group().strip()
        start = number.start - len(match.group())
        if unit.isalpha() and index and self.numbers[index - 1].end >= start - 1:
            return None
        code, rule = self.currencies.codes[unit], "money-currency-number"
        if unit in self.currencies.dollars:
            code, rule = self._which_dollar(start, rule)
        amount = self._amount(index, start, number.end, code, rule)
        after = self.currencies.after.match(self.text, number.end)
        if amount and after and not after["more"] and self.currencies.codes[after["unit"]] == code:
            amount = replace(amount, end=after.end())  # "$5 triệu USD"
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
            number = replace(number, value=-number.value)
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
                self.found[index - 1] = replace(
                    before, end=amount.end, low=before.low + amount.low, rule="money-compound"
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
                if gap > _LINK or not links.fullmatch(self.text, number.end, after.start) or self._is_ordinal(number):
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
        return year or self.words.numbered.search(self.text, max(number.start - 12, 0), number.start) is not None

    def _elided(self) -> None:
        """Millions and more without any unit, where what stands around says that they are money."""
        stated = {amount.low for amount in self.found.values()}
        for index, number in enumerate(self.numbers):
            if index in self.found or _multiplier(number) < _MILLION and number.value < _MILLION:
                continue
            if number.rule == "number-digits" or not self.words.uncounted.match(self.text, number.end):
                continue
            nearby = self._nearby(index, number)
            known = number.value in stated
            if not known and not self._in_context(number, nearby):
                continue
            code = nearby.currency if nearby else self.words.home
            amount = self._amount(index, number.start, number.end, code, "money-elided-currency")
            if amount is not None:
                self.found[index] = amount

    def _nearby(self, index: int, number: Number) -> _Amount | None:
        """The amount of the same paragraph that stands nearest, before the number if there is one."""
        for step in (-1, 1):
            at = index + step
            while 0 <= at < len(self.numbers):
                amount = self.found.get(at)
                stretch = sorted((number.start, self.numbers[at].start))
                if stretch[1] - stretch[0] > _NEARBY or "\n" in self.text[stretch[0] : stretch[1]]:
                    break
                if amount is not None:
                    return amount
                at += step
        return None

    def _in_context(self, number: Number, nearby: _Amount | None) -> bool:
        clause = max(number.start - 60, self.text.rfind("\n", 0, number.start) + 1)
        words = self.words.context.search(self.text, clause, number.start) is not None
        if self.words.spaced:
            return words and (nearby is not None or number.value >= 1000 * _MILLION)
        return words and nearby is not None

    def _models(self, amounts: list[_Amount]) -> list[Money]:
        money: list[Money] = []
        for position, amount in enumerate(amounts):
            modifier, cue = (
                (amount.modifier, "inside")
                if amount.modifier
                else modifier_of(self.text, amount.start, amount.end, self.analysis.pack)
            )
            original = position - 1 if position and self._restates(amounts[position - 1], amount) else None
            if original is not None and modifier is Modifier.EXACT and not cue:
                modifier = money[original].modifier
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


_YEARS = range(1900, 2600)
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
