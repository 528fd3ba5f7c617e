"""The rules of dates, by grain, in order of precedence: at a place in a text, the first one that fits counts."""

from functools import cache

from ruammit.languages import LanguagePack
from ruammit.mentions.dates.matching import Grammar, Rule
from ruammit.mentions.dates.rules import counted, days, lunar, months, negative, quarters, relative, years
from ruammit.mentions.dates.words import words_of

__all__ = ["RULES", "grammar_of"]

RULES: tuple[Rule, ...] = (
    *negative.RULES,
    *lunar.RULES,
    *days.RULES,
    *months.RULES,
    *quarters.RULES,
    *counted.RULES,
    *relative.RULES,
    *years.RULES,
)


@cache
def grammar_of(pack: LanguagePack) -> Grammar:
    """The rules that count in a language, compiled once."""
    return Grammar(RULES, words_of(pack).style)
