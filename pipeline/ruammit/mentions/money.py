"""Amounts of money: a number and a currency, and what the press leaves unsaid between them.

The currency stands after its number ("5 ล้านบาท"), before it ("US$5"), at the end of a list or range that shares it
("300 và 500 tỷ đồng"), or nowhere, where the article makes it plain ("18.000 tỷ" among amounts in đồng). The name of
the rule says which. What stands there is looked up number by number, in stretches of fixed length: time is linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal

from ruammit.analysis import Analysis, Number
from ruammit.mentions.currencies import Currencies, currencies
from ruammit.mentions.currency_words import LARGE_BEFORE_NUMBERS
from ruammit.mentions.modifiers import modifier_of
from ruammit.mentions.money_amounts import MILLION, Amount, currency_of_home, multiplier_of
from ruammit.mentions.money_unsaid import add_lists, add_unsaid
from ruammit.mentions.money_words import MoneyWords, money_words
from ruammit.mentions.separators import doubtful_separator
from ruammit.schema import Modifier, Money

__all__ = ["find_money"]

_NEARBY = 200
"""How far, in characters, a dollar without a country reaches back for the one that an amount names."""
_CONVERSION = 48
"""The longest stretch between an amount and the same amount in another currency."""
_BEFORE = 24
_GROUPED = 5  # characters: up to three digits and the space after them, and what stands before
_HEAD_GROUP = re.compile(r"(?:^|[^\d.,/-])[1-9]\d{0,2} $")
"""How far before a number the words are looked for that make it no amount, a price, or a negative one."""
_LARGE = 1000
"""From here on a number is no count of what a name with a capital may stand for."""
_DOLLARS = frozenset({"USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "BND", "FJD", "JMD"})
_DASHES = "-−–"
_LETTER = re.compile(r"[A-Za-z]")


def find_money(analysis: Analysis) -> list[Money]:
    """Every amount of money in the text, in text order; one that restates another is linked to it.

    Amounts whose separators are doubtful are flagged in `analysis.flags`.
    """
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
        self.words: MoneyWords = money_words(analysis.pack)
        self.found: dict[int, Amount] = {}
        self.countries: dict[str, list[tuple[int, str]]] = {}  # by name of a currency, where its countries are named

    def money(self) -> list[Money]:
        self._named()
        self._compounds()
        add_lists(self.analysis, self.found, self.words)
        add_unsaid(self.analysis, self.found, self.words, self.currencies)
        for index, amount in self.found.items():
            if amount.low > 0 and self._is_negative(amount):
                high = amount.high and -amount.low
                low = -(amount.high or amount.low)
                self.found[index] = amount._replace(low=low, high=high)
        return self._models(sorted(self.found.values(), key=lambda amount: amount.start))

    def _named(self) -> None:
        """Numbers with a currency beside them."""
        done = 0
        for index, number in enumerate(self.numbers):
            amount = self._before(index, number, done) or self._after(index, number) or self._priced(index, number)
            if amount is not None:
                self.found[index] = amount
                done = amount.end

    def _after(self, index: int, number: Number) -> Amount | None:
        found = self.currencies.after(self.text, number.end, scaled=multiplier_of(number) > 1)
        if found is None:
            return None
        unit, end, more = found
        scale = MILLION if unit in self.currencies.millions else 1
        if not self._is_unit(unit, number, end):
            return None
        if self.words.not_amount.search(self.text, max(number.start - _BEFORE, 0), number.start):
            return None
        if self._is_tail(number):
            return None
        code: str | None = self.currencies.codes[unit]
        rule = "money-range" if number.value_max else "money-number-currency"
        if unit in self.currencies.subunits:
            scale, rule = Decimal("0.01"), "money-subunit"
        elif unit in self.currencies.dollars:
            code, rule = self._which_dollar(number.start, rule)
        elif unit in self.currencies.shared:
            code, rule = self._which_country(unit, number.start, rule)
        amount = code and self._amount(index, number.start, end, code, rule, scale)
        if not amount:
            return None
        half = self.words.half.match(self.text, end)
        if half is not None and not number.value_max and number.rule != "number-half":
            last = Decimal(number.pieces[-1][1]) if multiplier_of(number) > 1 else Decimal(1)
            amount = amount._replace(end=half.end(), low=amount.low + last * scale / 2)
        return amount._replace(unit=unit, modifier=Modifier.MORE if more else amount.modifier)

    def _is_tail(self, number: Number) -> bool:
        """Whether it may be the last three digits of a number that a space groups ("12 500 USD"), or one of its own."""
        digits = self.text[number.start : number.end]
        before = self.text[max(number.start - _GROUPED, 0) : number.start]
        return len(digits) == 3 and digits.isdecimal() and _HEAD_GROUP.search(before) is not None

    def _is_unit(self, unit: str, number: Number, end: int) -> bool:
        """Whether a word that may be another is a currency after this number."""
        kinds = self.currencies
        if unit in kinds.scaled and number.value < MILLION:
            priced = self.words.unit_priced.match(self.text, end) or self.words.each.search(
                self.text, max(number.start - 4, 0), number.start
            )
            return priced is not None or "." in self.text[number.start : number.end]
        if unit in kinds.capitals and number.value < _LARGE:
            return False
        if unit in kinds.contextual:
            return multiplier_of(number) > 1 or self._among_money(number)
        return not (unit in kinds.large and number.value < 100)

    def _among_money(self, number: Number) -> bool:
        """A word of money stands before the number in its line."""
        lowest = max(number.start - 40, 0)
        line = max(lowest, self.text.rfind("\n", lowest, number.start) + 1)
        return self.words.context.search(self.text, line, number.start) is not None

    def _before(self, index: int, number: Number, done: int) -> Amount | None:
        """A code or sign before the number, unless it is the currency of the number before."""
        negative = number.value < 0 and number.pieces[0][0] in _DASHES  # "$-5"
        start = number.start + (negative and not self.text[number.start - 1 : number.start].isspace())
        found = self.currencies.before(self.text, number.start, done)
        if found is None or self.text.startswith(("%", " %"), number.end):
            return None
        unit, start = found
        if _LETTER.match(self.text, number.end) and not self.currencies.after(self.text, number.end, scaled=True):
            return None  # letters that say how much: "$5bl"
        if unit in LARGE_BEFORE_NUMBERS and number.value < _LARGE:
            return None
        code, rule = self.currencies.codes[unit], "money-currency-number"
        if unit in self.currencies.dollars:
            code, rule = self._which_dollar(start, rule)
        amount = self._amount(index, start, number.end, code, rule)
        after = self.currencies.after(self.text, number.end, scaled=multiplier_of(number) > 1)
        if amount and after and not after[2]:
            if after[0] in self.currencies.contextual:  # "$2,400 ล."
                high = amount.high and amount.high * MILLION
                amount = amount._replace(end=after[1], low=amount.low * MILLION, high=high)
            elif self.currencies.codes[after[0]] == code:
                amount = amount._replace(end=after[1])  # "$5 triệu USD"
        return amount

    def _priced(self, index: int, number: Number) -> Amount | None:
        """A bare number after words for a price in the home currency: "บาททองคำละ 38,450"."""
        if not self.words.priced.search(self.text, max(number.start - _BEFORE, 0), number.start):
            return None
        return self._amount(index, number.start, number.end, self.currencies.home, "money-price")

    def _which_dollar(self, start: int, rule: str) -> tuple[str, str]:
        """A dollar without a country: the other dollar that an amount shortly before names, else the US dollar."""
        for amount in reversed(self.found.values()):
            if start - amount.end > _NEARBY:
                break
            if amount.currency in _DOLLARS and amount.unit not in self.currencies.dollars:
                return (amount.currency, rule if amount.currency == "USD" else "money-dollar-nearby")
        home = currency_of_home(self.analysis)
        return (home if home in _DOLLARS else "USD"), rule

    def _which_country(self, unit: str, start: int, rule: str) -> tuple[str | None, str]:
        """Of a name that several currencies share: the one of the country named nearest before, else after."""
        usual = self.currencies.defaults.get(unit)
        named = self._countries(unit)
        if named:
            at = bisect_right(named, start, key=lambda place: place[0]) - 1
            code = named[max(at, 0)][1]
            return code, rule if code == usual else "money-currency-of-country"
        home = currency_of_home(self.analysis)
        return (home if home in self.currencies.shared[unit].values() else usual), rule

    def _countries(self, unit: str) -> list[tuple[int, str]]:
        """Where the text names a country with a currency of this name, and the currency's code; in text order."""
        if unit not in self.countries:
            names = self.currencies.shared[unit]
            pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
            self.countries[unit] = [(match.start(), names[match.group()]) for match in pattern.finditer(self.text)]
        return self.countries[unit]

    def _amount(
        self, index: int, start: int, end: int, code: str, rule: str, scale: Decimal | int = 1
    ) -> Amount | None:
        number = self.numbers[index]
        modifier = None
        if any(value == "more" for _, value in number.pieces):
            modifier = Modifier.MORE
        elif number.rule == "number-bare-scale":
            # "พันล้านบาท" says no number, "กว่าพันล้านบาท" does.
            modifier, _ = modifier_of(self.text, start, end, self.analysis.pack)
            if modifier in (Modifier.EXACT, Modifier.ABOUT):
                return None
        high = number.value_max and number.value_max * scale
        return Amount(index, start, end, number.value * scale, high, code, rule, modifier=modifier)

    def _is_negative(self, amount: Amount) -> bool:
        """A sign stands before the currency ("-$5"), or a word for it before the amount ("ติดลบกว่า 25 ล้านบาท")."""
        start = amount.start
        if self.words.minus.search(self.text, max(start - _BEFORE, 0), start):
            return True
        sign = self.text[start - 1 : start] in _DASHES and start > 1
        return sign and amount.rule == "money-currency-number" and self.text[start - 2] in " ("

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

    def _models(self, amounts: list[Amount]) -> list[Money]:
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
            quoted = self.analysis.quoted(amount.start, amount.end)
            if self.numbers[amount.at].doubtful:
                self.analysis.flags.append(doubtful_separator(quoted))
            money.append(
                Money(
                    **quoted,
                    rule=amount.rule,
                    amount=amount.low,
                    amount_max=amount.high,
                    currency=amount.currency,
                    modifier=modifier,
                    equivalent_to=original,
                )
            )
        return money

    def _restates(self, first: Amount, second: Amount) -> bool:
        """The second stands in apposition to the first: "(gần 1 tỷ USD)", "หรือประมาณ 520,586 ล้านบาท"."""
        if first.currency == second.currency or not 0 < second.start - first.end <= _CONVERSION:
            return False
        return (
            self.words.equivalents.fullmatch(self.text, first.end, second.start) is not None
            and self.words.opens.search(self.text, first.end, second.start) is not None
        )
