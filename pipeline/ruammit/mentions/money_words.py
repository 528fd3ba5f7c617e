"""A language pack's `lexicons/money.toml`, compiled: what stands around amounts of money."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ruammit import matching
from ruammit.languages import LanguagePack

__all__ = ["MoneyWords", "money_words"]


@dataclass(frozen=True)
class MoneyWords:
    """Patterns of what stands before, between and after amounts.

    Attributes:
        links: between the numbers of a list whose currency is said once.
        word_links: the same, before the last number.
        equivalents: between an amount and the same in another currency.
        opens: of these, what must be among them.
        numbered: before a number: a date or a place in a list.
        not_amount: before a number with a currency's word: a weight, a number of people.
        context: near a number of millions without a currency: it is money.
        counted: after such a number: it is none.
        plain: after a number without a unit: a sign, the end, or a word that cannot be what is counted.
        minus: right before an amount: it is below zero.
        half: right after an amount: a half of its unit more.
        priced: before a bare number: a price in the home currency.
        unit_priced: after a unit that may count things: a price per something.
        each: before the number of such a unit: the same.
        mentioned: the home currency's name.
        things: before a number without a currency: what it counts.
    """

    links: re.Pattern[str]
    word_links: re.Pattern[str]
    equivalents: re.Pattern[str]
    opens: re.Pattern[str]
    numbered: re.Pattern[str]
    not_amount: re.Pattern[str]
    context: re.Pattern[str]
    counted: re.Pattern[str]
    plain: re.Pattern[str]
    minus: re.Pattern[str]
    half: re.Pattern[str]
    priced: re.Pattern[str]
    unit_priced: re.Pattern[str]
    each: re.Pattern[str]
    mentioned: re.Pattern[str]
    things: re.Pattern[str]
    spaced: bool


@cache
def money_words(pack: LanguagePack) -> MoneyWords:
    """The pack's words around amounts, compiled once."""
    lexicon, numbers = pack.lexicon("money"), pack.lexicon("numbers")
    spaced = pack.script.spaced

    def any_of(section: str, key: str) -> str:
        return matching.any_of(lexicon[section][key], pack.script)

    def one_of(words: list[str]) -> str:
        return "|".join(map(re.escape, words)) or "(?!)"

    links = lexicon["lists"]["links"]
    # In a script without spaces the word goes on behind what is counted: "ล้านสิทธิ์".
    counted = any_of("context", "counted") if spaced else one_of(lexicon["context"]["counted"])
    word_links = matching.any_of([link for link in links if link[0].isalpha()], pack.script)
    modifiers = pack.lexicon("modifiers")
    between = matching.any_of(
        [word for kind in modifiers["before"].values() for word in kind] + modifiers["gap"]["words"], pack.script
    )
    case = re.IGNORECASE if spaced else re.NOFLAG
    return MoneyWords(
        links=re.compile(rf" ?(?:{matching.any_of(links, pack.script)}) ?"),
        word_links=re.compile(rf" ?{word_links} ?"),
        equivalents=re.compile(rf"(?: ?{any_of('equivalents', 'links')})+ ?"),
        opens=re.compile(any_of("equivalents", "opens")),
        numbered=re.compile(rf"{any_of('numbered', 'before')} ?$"),
        not_amount=re.compile(rf"{any_of('not_amount', 'before')} ?$"),
        context=re.compile(any_of("context", "words"), case),
        counted=re.compile(rf" ?\)? ?(?:{counted}|{'[0-9%]' if spaced else '[A-Za-z0-9%]'})"),
        plain=re.compile(rf" ?(?:$|[^\w\s]|\n|{any_of('context', 'follows')})" if spaced else r"$|[\s\W]"),
        minus=re.compile(
            rf"{matching.any_of(numbers['roles']['minus'], pack.script, not_after=numbers['not_after'])}"
            rf"(?: ?{between})* ?$",
            case,
        ),
        half=re.compile(rf" ?{matching.any_of(numbers['roles']['half_after'], pack.script)}(?! ?\d)"),
        priced=re.compile(rf"{any_of('priced', 'before')} ?$"),
        unit_priced=re.compile(one_of(lexicon["ambiguous"]["priced"])),
        each=re.compile(rf"(?:{one_of(lexicon['ambiguous']['each'])})$"),
        things=re.compile(any_of("context", "things")),
        mentioned=re.compile(any_of("context", "mentioned")),
        spaced=spaced,
    )
