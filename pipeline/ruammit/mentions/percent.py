"""Percentages and percentage points, and whether they are the size of a rise or a fall.

A number and its sign or word ("93%", "ร้อยละ 93", "93 phần trăm"), ranges, lists that say the sign once. The direction
of change comes from the sign of the number, or from the nearest word before it in the same clause that tells a rise or a
fall from a level; the words are the language pack's (`lexicons/percent.toml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from ruammit.analysis import Analysis, Number
from ruammit.language import LanguagePack
from ruammit.mentions.modifiers import modifier_of
from ruammit.mentions.wording import alternatives
from ruammit.schema import Change, Percent, PercentUnit

__all__ = ["find_percent"]

_CLAUSE = 90
"""How far, in characters, before a percentage the word that tells its direction may stand."""
_LIST = 40
"""The longest stretch, in characters, between two percentages of a list."""


@dataclass(frozen=True)
class _Words:
    after: re.Pattern[str]
    before: re.Pattern[str]
    before_ends: frozenset[str]
    ranges: re.Pattern[str]
    links: re.Pattern[str]
    change: re.Pattern[str]
    origin: re.Pattern[str]
    compared: re.Pattern[str]


@dataclass(frozen=True)
class _Share:
    """A percentage found: the index of its (first) number, its span in the text, its values."""

    index: int
    start: int
    end: int
    low: Decimal
    high: Decimal | None
    unit: PercentUnit
    rule: str
    bracketed: bool = False


@cache
def _words(pack: LanguagePack) -> _Words:
    lexicon = pack.lexicon("percent")
    spaced: bool = pack.lexicon("numbers")["style"]["spaced"]
    units, change = lexicon["units"], lexicon["change"]

    def any_of(words: list[str], *, anchored: bool = False) -> str:
        return alternatives(words, spaced=spaced, anchored=anchored)

    inside = any_of(pack.lexicon("modifiers")["inside"]["more"], anchored=True)
    cues = "|".join(f"(?P<{kind}>{any_of(change[kind])})" for kind in ("neutral", "level", "increase", "decrease"))
    return _Words(
        after=re.compile(
            rf" {{0,2}}(?:{inside} ?)?(?:(?P<point>{any_of(units['points_after'], anchored=True)})"
            rf"|(?P<percent>{any_of(units['after'], anchored=True)}))"
        ),
        before_ends=frozenset(word[-1] for word in (*units["points_before"], *units["before"])),
        before=re.compile(
            rf"(?:(?P<point>{any_of(units['points_before'])})|(?P<percent>{any_of(units['before'])})) {{0,2}}$"
        ),
        ranges=re.compile(rf" ?{any_of(lexicon['ranges']['links'])} ?"),
        links=re.compile(rf" ?{any_of(lexicon['lists']['links'])} ?"),
        change=re.compile(cues),
        origin=re.compile(rf"{any_of(change['from'])} ?$"),
        compared=re.compile(rf"\)? ?{any_of(lexicon['compared']['words'])}"),
    )


def find_percent(analysis: Analysis) -> list[Percent]:
    """Every percentage in the text, in text order."""
    if not analysis.numbers:
        return []
    return _Finder(analysis).percent()


class _Finder:
    """One article's percentages."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.numbers = analysis.numbers
        self.words = _words(analysis.pack)
        self.found: dict[int, _Share] = {}

    def percent(self) -> list[Percent]:
        for index, number in enumerate(self.numbers):
            share = self._named(index, number)
            if share is not None:
                self.found[index] = share
        if not self.found:
            return []
        self._lists()
        self._bracketed_lists()
        self._ranges()
        return self._models(sorted(self.found.values(), key=lambda share: share.start))

    def _named(self, index: int, number: Number) -> _Share | None:
        """A number with its sign or word."""
        text = self.text
        after = self.words.after.match(text, number.end)
        before = None
        if text[max(number.start - 3, 0) : number.start].rstrip(" ")[-1:] in self.words.before_ends:
            before = self.words.before.search(text, max(number.start - 24, 0), number.start)
        if after is None and before is None:
            return None
        start = before.start() if before else number.start
        end = after.end() if after else number.end
        point = (before and before["point"]) or (after and after["point"])
        rule = "percent-sign" if after and text[end - 1] == "%" else "percent-word"
        if number.value_max is not None:
            rule = "percent-range"
        return self._share(index, start, end, PercentUnit.POINT if point else PercentUnit.PERCENT, rule)

    def _share(self, index: int, start: int, end: int, unit: PercentUnit, rule: str) -> _Share:
        number = self.numbers[index]
        bracketed = self.text[start - 1 : start] == "(" and self.text[end : end + 1] == ")"
        return _Share(index, start, end, number.value, number.value_max, unit, rule, bracketed)

    def _lists(self) -> None:
        """ "5, 10 และ 15%", "ร้อยละ 4.5, 3.2 และ 2.1": the sign is said once."""
        for index, share in list(self.found.items()):
            said_before = self.text[share.start] != self.text[self.numbers[index].start]
            step = 1 if said_before else -1
            at = index
            while 0 <= at + step < len(self.numbers) and at + step not in self.found:
                left, right = sorted((at, at + step))
                number = self.numbers[at + step]
                gap = self.numbers[right].start - self.numbers[left].end
                if gap > 12 or not self.words.links.fullmatch(
                    self.text, self.numbers[left].end, self.numbers[right].start
                ):
                    break
                if number.rule != "number-digits" or number.value > 1000 or not self._ends_plainly(number, step):
                    break
                self.found[at + step] = self._share(at + step, number.start, number.end, share.unit, "percent-list")
                at += step

    def _ends_plainly(self, number: Number, step: int) -> bool:
        """A number after a list's sign is of the list only if no unit of its own follows."""
        following = self.text[number.end : number.end + 1]
        return step < 0 or following in ("", "\n", ",", ".", ")", " ")

    def _bracketed_lists(self) -> None:
        """ "เบลเยียม (12.3%) แคเมอรูน (7.6)": a sign forgotten in a list of bracketed percentages."""
        bracketed = [index for index, share in self.found.items() if share.bracketed]
        for known in bracketed:
            for index in (known - 1, known + 1):
                if not 0 <= index < len(self.numbers) or index in self.found:
                    continue
                number = self.numbers[index]
                near = abs(number.start - self.numbers[known].start) <= 2 * _LIST
                line = (
                    "\n"
                    not in self.text[
                        min(number.start, self.numbers[known].start) : max(number.end, self.numbers[known].end)
                    ]
                )
                share = self._share(index, number.start, number.end, self.found[known].unit, "percent-list")
                plain = number.rule == "number-digits" and abs(number.value) <= 100
                if near and line and share.bracketed and plain and not self.text[number.start : number.end].isdecimal():
                    self.found[index] = share

    def _ranges(self) -> None:
        """ "4%-5%", "từ 10% đến 20%": one range."""
        for index in sorted(self.found):
            first, second = self.found.get(index), self.found.get(index + 1)
            if first is None or second is None or first.high or second.high or not 0 <= first.low < second.low:
                continue
            if second.start - first.end <= 8 and self.words.ranges.fullmatch(self.text, first.end, second.start):
                self.found[index] = replace(first, end=second.end, high=second.low, rule="percent-range")
                del self.found[index + 1]

    def _models(self, shares: list[_Share]) -> list[Percent]:
        percent: list[Percent] = []
        signed = any(share.bracketed and share.low < 0 for share in shares)
        done = 0
        for share in shares:
            modifier, _ = modifier_of(self.text, share.start, share.end, self.analysis.pack)
            if any(value == "more" for _, value in self.numbers[share.index].pieces):
                modifier = type(modifier).MORE
            percent.append(
                Percent(
                    **self.analysis.quoted(share.start, share.end),
                    rule=share.rule,
                    value=abs(share.low),
                    value_max=share.high,
                    modifier=modifier,
                    change=self._change(share, done, signed, percent),
                    unit=share.unit,
                )
            )
            done = share.end
        return percent

    def _change(self, share: _Share, done: int, signed: bool, before: list[Percent]) -> Change | None:
        """The direction that the number's sign, a word of its clause, or the list that it stands in tells."""
        if share.low < 0:
            return Change.DECREASE
        if self.text[share.start - 1 : share.start] == "+" or (share.bracketed and signed):
            return Change.INCREASE
        lowest = max(share.start - _CLAUSE, done)
        line = self.text.rfind("\n", lowest, share.start)
        lowest = max(lowest, line + 1)
        if self.words.origin.search(self.text, lowest, share.start):
            return None
        kinds = [match.lastgroup for match in self.words.change.finditer(self.text, lowest, share.start)]
        kinds = [kind for kind in kinds if kind != "neutral"]
        if kinds:
            return None if kinds[-1] == "level" else Change(kinds[-1] or "")
        if before and done and share.start - done <= _LIST and line < 0:
            return before[-1].change if self.words.links.match(self.text, done) else None
        return None
