"""Whether a percentage is the size of a rise or a fall, or a level.

Its sign tells, or the nearest word before it in its clause that tells a rise or a fall from a level; a rate of growth
stays one where it is raised, lowered or compared ("hạ dự báo tăng trưởng xuống 5,8%"). The words are the language
pack's (`lexicons/percent.toml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ruammit import matching
from ruammit.languages import LanguagePack
from ruammit.schema import Change, PercentUnit

__all__ = ["Share", "change_of"]

_CLAUSE = 70
"""How far, in characters, before a percentage the word that tells its direction may stand."""
_NEAR = 16
"""How far before it the word stands that tells its direction only right beside it."""
_LIST = 40
"""The longest stretch, in characters, between two percentages of a list."""


class Share(NamedTuple):
    """A percentage found: the index of its (first) number (`at`), its span in the text, its values."""

    at: int
    start: int
    end: int
    low: Decimal
    high: Decimal | None
    unit: PercentUnit
    rule: str
    bracketed: bool = False


class Told(NamedTuple):
    """The direction of a percentage, and whether it is a rate of growth."""

    change: Change | None
    growth: bool = False


@dataclass(frozen=True)
class _Words:
    cues: re.Pattern[str]
    right_before: re.Pattern[str]
    than: re.Pattern[str]
    earlier: re.Pattern[str]
    growth: re.Pattern[str]
    set_rate: re.Pattern[str]
    compared: re.Pattern[str]
    outlook: re.Pattern[str]
    origin: re.Pattern[str]
    target: re.Pattern[str]
    restates: re.Pattern[str]
    share_of: re.Pattern[str]
    of_whole: re.Pattern[str]
    links: re.Pattern[str]
    periods: re.Pattern[str]


@cache
def _words(pack: LanguagePack) -> _Words:
    lexicon = pack.lexicon("percent")
    spaced = pack.script.spaced
    change = lexicon["change"]
    case = re.IGNORECASE if spaced else re.NOFLAG

    def any_of(words: list[str]) -> str:
        return matching.any_of(words, pack.script)

    def named(groups: dict[str, list[str]]) -> str:
        return "|".join(f"(?P<{kind}>{any_of(words)})" for kind, words in groups.items())

    growth = any_of(change["growth"])
    moved = f"{any_of([*change['to'], *change['from']])}[^%\\d]{{0,12}}$"
    return _Words(
        cues=re.compile(named({kind: change[kind] for kind in ("neutral", "level", "increase", "decrease")}), case),
        right_before=re.compile(f"(?:{named(change['right_before'])}) ?$", case),
        than=re.compile(f"(?:{named({kind: change['than'][kind] for kind in ('increase', 'decrease')})}) ?$", case),
        earlier=re.compile(f" ?{any_of(change['than']['earlier'])}"),
        growth=re.compile(growth, case),
        set_rate=re.compile(rf"{growth} ?{moved}|{any_of(change['forecasts'])}[^%]*{growth}[^%]*{moved}", case),
        compared=re.compile(any_of(change["compared"]), case),
        outlook=re.compile(any_of(change["outlook"]), case),
        origin=re.compile(rf"{any_of(change['from'])} ?$", case),
        target=re.compile(rf" ?{any_of(change['to'])} ?"),
        restates=re.compile(any_of(change["restates"]), case),
        share_of=re.compile(rf" ?{any_of(change['share_of'])}"),
        of_whole=re.compile(rf" ?{any_of(change['of_whole'])}", case),
        links=re.compile(rf" ?{any_of(lexicon['lists']['links'])} ?"),
        periods=re.compile(r" ?(?:YoY|QoQ|MoM|yoy|qoq|mom|y/y|q/q|m/m|YTD)(?![A-Za-z])"),
    )


def change_of(
    text: str,
    share: Share,
    pack: LanguagePack,
    *,
    done: int,
    following: int | None,
    signed: bool,
    before: Told | None,
) -> Told:
    """The direction that the number's sign, a word of its clause, or the list that it stands in tells.

    Args:
        text: the reading view.
        share: the percentage.
        pack: the language.
        done: where the percentage before it ends.
        following: where the next one starts.
        signed: bracketed percentages of this article carry signs.
        before: what the percentage before it is.
    """
    return _Clause(text, share, _words(pack), done).told(following, signed=signed, before=before)


class _Clause:
    """What stands before a percentage, up to the one before it or the line's start."""

    def __init__(self, text: str, share: Share, words: _Words, done: int) -> None:
        self.text = text
        self.share = share
        self.words = words
        self.done = done
        lowest = max(share.start - _CLAUSE, done)
        self.start = max(lowest, text.rfind("\n", lowest, share.start) + 1)

    def told(self, following: int | None, *, signed: bool, before: Told | None) -> Told:
        text, share, words = self.text, self.share, self.words
        if share.low < 0:
            return Told(Change.DECREASE)
        if text[share.start - 1 : share.start] == "+" or (share.bracketed and signed):
            return Told(Change.INCREASE)
        near = max(self.start, share.start - _NEAR)
        right = words.right_before.search(text, near, share.start)
        if right is None and words.earlier.match(text, share.end):
            right = words.than.search(text, near, share.start)
        if right is not None:
            return Told(Change(right.lastgroup or ""))
        if self._grows():
            return Told(Change.INCREASE, growth=True)
        if before is not None and self._is_compared(before):
            return before
        if following is not None and words.target.fullmatch(text, share.end, following):
            return Told(None)
        if share.high is None and words.origin.search(text, self.start, share.start):
            return Told(None)
        cues = [cue for cue in words.cues.finditer(text, self.start, share.start) if cue.lastgroup != "neutral"]
        if len(cues) > 1 and self._restates(cues[-2], cues[-1]):
            cues.pop()
        if cues:
            return self._of_cue(cues[-1])
        return before if before is not None and self._goes_with() else Told(None)

    def _of_cue(self, cue: re.Match[str]) -> Told:
        if cue.lastgroup == "level" or self._is_part_of_whole(cue):
            return Told(None)
        growth = self.words.growth.fullmatch(cue.group()) is not None
        return Told(Change(cue.lastgroup or ""), growth=growth)

    def _is_part_of_whole(self, cue: re.Match[str]) -> bool:
        """ "tăng 5 tỷ USD, hay 0,7% GDP": what stands between the word and the percentage has changed, not this."""
        between = self.text[cue.end() : self.share.start]
        whole = self.words.of_whole.match(self.text, self.share.end) is not None
        return whole and any(character.isdigit() for character in between)

    def _grows(self) -> bool:
        """A rate of growth that is set, raised or lowered to this, or from this: "dự báo tăng trưởng từ 3,2%"."""
        return self.words.set_rate.search(self.text, self.start, self.share.start) is not None

    def _is_compared(self, before: Told) -> bool:
        """ "tăng trưởng 6,5%, thấp hơn mức 7,1%": set beside the rate of growth that goes before, or in its place."""
        between = self.text[self.done : self.share.start]
        if len(between) > _LIST or before.change is None:
            return False
        if self.words.outlook.search(between):
            return True
        return before.growth and (
            self.words.target.fullmatch(between) is not None or self.words.compared.search(between) is not None
        )

    def _restates(self, change: re.Match[str], level: re.Match[str]) -> bool:
        """ "tăng 40 USD, tương đương 3,5%": the percentage is the change by an amount again, no share of a thing."""
        between = self.text[change.end() : level.start()]
        return (
            change.lastgroup != "level"
            and self.words.restates.fullmatch(level.group()) is not None
            and len(between) <= _LIST
            and any(character.isdigit() for character in between)
            and self.words.share_of.match(self.text, self.share.end) is None
        )

    def _goes_with(self) -> bool:
        """The percentage is in a list with the one before it: "8% so với năm 2017 và 22% so với năm 2016"."""
        between = self.text[self.done : self.share.start]
        if not between.strip(" ") or self.words.links.fullmatch(between):
            return True
        if len(between) > _LIST or not any(link.strip().isalpha() for link in self.words.links.findall(between)):
            return False
        if self.words.periods.match(between) and self.words.periods.match(self.text, self.share.end):
            return True
        after, again = between.split(), self.text[self.share.end : self.share.end + 12].split()
        return bool(after and again) and after[0] == again[0] and after[0].isalpha()
