"""Words that qualify a number: "กว่า", "hơn" (more), "เกือบ", "dưới" (less), "ราว", "khoảng" (about).

The words are the language pack's (`lexicons/modifiers.toml`). They stand right before the number, with at most a few
words between that say nothing of the quantity, or right after its unit. A forecast ("คาดว่า", "dự kiến") makes every
amount of its clause an estimate, unless the amount has a modifier of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ruammit.language import LanguagePack
from ruammit.mentions.wording import alternatives
from ruammit.schema import Modifier

__all__ = ["modifier_of"]

_REACH = 40
"""How far, in characters, before a number its modifier is looked for."""
_FORECAST_REACH = 90


@dataclass(frozen=True)
class _Patterns:
    before: re.Pattern[str]
    after: re.Pattern[str]
    forecast: re.Pattern[str]


def _grouped(words: dict[str, list[str]], spaced: bool, exceptions: dict[str, list[str]]) -> str:
    return "|".join(
        f"(?P<{name}>{alternatives(listed, spaced=spaced, not_after=exceptions)})"
        for name, listed in words.items()
        if listed
    )


@cache
def _patterns(pack: LanguagePack) -> _Patterns:
    lexicon = pack.lexicon("modifiers")
    spaced = pack.lexicon("numbers")["style"]["spaced"]
    exceptions = lexicon.get("not_after", {})
    gap = alternatives(lexicon["gap"]["words"], spaced=spaced)
    return _Patterns(
        before=re.compile(rf"(?:{_grouped(lexicon['before'], spaced, exceptions)})(?: ?(?:{gap}))* ?[(“\"]? ?$"),
        after=re.compile(rf" ?(?:{_grouped(lexicon['after'], spaced, {})})"),
        forecast=re.compile(alternatives(lexicon["forecast"]["words"], spaced=spaced) + r"[^\n.;()0-9]*$"),
    )


def modifier_of(text: str, start: int, end: int, pack: LanguagePack) -> tuple[Modifier, str]:
    """How the amount at `text[start:end]` (with its unit) is qualified, and the word that says so ("" where none)."""
    patterns = _patterns(pack)
    found = patterns.after.match(text, end) or patterns.before.search(text, max(start - _REACH, 0), start)
    if found is not None:
        return Modifier(found.lastgroup or ""), found.group().strip()
    forecast = patterns.forecast.search(text, max(start - _FORECAST_REACH, 0), start)
    return (Modifier.ABOUT, forecast.group()) if forecast else (Modifier.EXACT, "")
