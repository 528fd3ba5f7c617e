"""Words that qualify a number: "กว่า", "hơn" (more), "เกือบ", "dưới" (less), "ราว", "khoảng" (about).

The words are the language pack's (`lexicons/modifiers.toml`). They stand right before the number, with at most a few
words between that say nothing of the quantity, or right after its unit. A forecast ("คาดว่า", "dự kiến") makes every
amount of its clause an estimate, unless the amount has a modifier of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ruammit import matching
from ruammit.languages import LanguagePack
from ruammit.schema import Modifier
from ruammit.text.scripts import Script

__all__ = ["modifier_of"]

_REACH = 40
"""How far, in characters, before a number its modifier is looked for."""
_FORECAST_REACH = 90
"""How far before a number the forecast is looked for that makes it an estimate."""
_DIFFERENCE_REACH = 25
"""How far after an amount stands what it is compared with."""


@dataclass(frozen=True)
class _Patterns:
    before: re.Pattern[str]
    after: re.Pattern[str]
    forecast: re.Pattern[str]
    stops: re.Pattern[str]
    compared: re.Pattern[str]


def _grouped(words: dict[str, list[str]], script: Script, exceptions: dict[str, list[str]]) -> str:
    named = "|".join(
        f"(?P<{name}>{matching.any_of(listed, script, not_after=exceptions)})"
        for name, listed in words.items()
        if listed
    )
    return named or "(?!)"


def _listed(words: dict[str, list[str]]) -> frozenset[str]:
    return frozenset(word for listed in words.values() for word in listed)


@cache
def _patterns(pack: LanguagePack) -> _Patterns:
    lexicon = pack.lexicon("modifiers")
    spaced = pack.script.spaced
    exceptions = lexicon["not_after"]
    case = re.IGNORECASE if spaced else re.NOFLAG
    gap = matching.any_of(lexicon["gap"]["words"], pack.script)
    # A word that may stand on either side of a number ("กว่า") belongs to the one right behind it: "0% กว่า 5 พันรายการ".
    both = [word for words in lexicon["before"].values() for word in words if word in _listed(lexicon["after"])]
    next_number = rf"(?! ?{matching.any_of(both, pack.script)} ?\d)" if both else ""
    return _Patterns(
        before=re.compile(rf"(?:{_grouped(lexicon['before'], pack.script, exceptions)})(?: ?{gap})* ?[(“\"]? ?$", case),
        after=re.compile(rf"{next_number} ?(?:{_grouped(lexicon['after'], pack.script, {})})", case),
        forecast=re.compile(
            rf"{matching.any_of(lexicon['forecast']['words'], pack.script, not_after=exceptions)}[^\n;()]*$", case
        ),
        stops=re.compile(rf"\. |{matching.any_of(lexicon['forecast']['stops'], pack.script)}", case),
        compared=re.compile(matching.any_of(lexicon["compared"]["words"], pack.script)),
    )


def modifier_of(
    text: str, start: int, end: int, pack: LanguagePack, *, since: int = 0, share: bool = False
) -> tuple[Modifier, str]:
    """How the amount at `text[start:end]` (with its unit) is qualified, and the word that says so ("" where none).

    Args:
        text: the reading view.
        start: where the amount starts.
        end: where it ends.
        pack: the language.
        since: where the amount before it ends: a forecast before that is not this one's.
        share: the amount is a percentage; "cao hơn 30%" is then a difference of 30%, not a quantity over 30%.
    """
    patterns = _patterns(pack)
    found = patterns.after.match(text, end) or patterns.before.search(text, max(start - _REACH, 0), start)
    if found is not None:
        kind, _, by = (found.lastgroup or "").partition("_")
        if by and (share or patterns.compared.search(text, end, end + _DIFFERENCE_REACH)):
            return Modifier.EXACT, ""
        return Modifier(kind), found.group().strip()
    forecast = patterns.forecast.search(text, max(start - _FORECAST_REACH, since), start)
    if forecast is None or patterns.stops.search(forecast.group()):
        return Modifier.EXACT, ""
    return Modifier.ABOUT, forecast.group()
