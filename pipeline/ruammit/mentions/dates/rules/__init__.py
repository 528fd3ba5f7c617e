"""The rules of dates, by grain, in order of precedence: at a place in a text, the first one that fits counts."""

from ruammit.mentions.dates.matching import Rule
from ruammit.mentions.dates.rules import days, lunar, months, negative, quarters, relative, years

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    *negative.RULES,
    *lunar.RULES,
    *days.RULES,
    *months.RULES,
    *quarters.RULES,
    *relative.RULES,
    *years.RULES,
)
