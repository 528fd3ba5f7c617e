"""Percentages and percentage points, and whether they are the size of a rise or a fall.

A number and its sign or word ("93%", "ร้อยละ 93", "93 phần trăm"), ranges, lists that say the sign once; the words are
the language pack's (`lexicons/percent.toml`). `percent_change` tells the direction of change.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from ruammit import matching
from ruammit.analysis import Analysis, Number
from ruammit.languages import LanguagePack
from ruammit.mentions.modifiers import modifier_of
from ruammit.mentions.percent_change import Share, Told, change_of
from ruammit.mentions.separators import doubtful_separator
from ruammit.schema import Modifier, Percent, PercentUnit

__all__ = ["find_percent"]

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
    follows: re.Pattern[str]


@cache
def _words(pack: LanguagePack) -> _Words:
    lexicon = pack.lexicon("percent")
    spaced = pack.script.spaced
    units, change = lexicon["units"], lexicon["change"]

    def any_of(words: list[str], *, anchored: bool = False) -> str:
        return matching.any_of(words, pack.script, anchored=anchored)

    inside = any_of(pack.lexicon("modifiers")["inside"]["more"], anchored=True)
    cues = "|".join(f"(?P<{kind}>{any_of(change[kind])})" for kind in ("neutral", "level", "increase", "decrease"))
    return _Words(
        after=re.compile(
            rf" {{0,2}}(?:{inside} ?)?(?:(?P<point>{any_of(units['points_after'], anchored=True)})"
            rf"|(?P<percent>{any_of(units['after'], anchored=True)}))"
        ),
        before_ends=frozenset(word[-1] for word in (*units["points_before"], *units["before"])),
        before=re.compile(
            rf"(?:(?P<point>{any_of(units['points_before'])})|(?P<percent>{any_of(units['before'])}))"
            r" {0,8}(?P<minus>[-−–] )?$"
        ),
        ranges=re.compile(rf" ?{any_of(lexicon['ranges']['links'])} ?"),
        links=re.compile(rf" ?{any_of(lexicon['lists']['links'])} ?"),
        change=re.compile(cues, re.IGNORECASE if spaced else re.NOFLAG),
        follows=re.compile(
            rf" ?(?:$|\n|{any_of(lexicon['lists']['follows'])}|{any_of(lexicon['lists']['links'])} ?\d)"
        ),
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
        self.found: dict[int, Share] = {}

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

    def _named(self, index: int, number: Number) -> Share | None:
        """A number with its sign or word."""
        text = self.text
        after = self.words.after.match(text, number.end)
        before = None
        if text[max(number.start - 12, 0) : number.start].rstrip(" -−–")[-1:] in self.words.before_ends:
            before = self.words.before.search(text, max(number.start - 24, 0), number.start)
        if after is None and before is None:
            return None
        start = before.start() if before else number.start
        sign, meaning = number.pieces[0]
        if before is None and meaning == "-1" and sign[0].isalpha():  # "ติดลบ 4.5%": the word tells the direction
            start += len(sign)
            start += len(text[start : number.end]) - len(text[start : number.end].lstrip(" "))
        end = after.end() if after else number.end
        point = (before and before["point"]) or (after and after["point"])
        rule = "percent-sign" if after and text[end - 1] == "%" and not point else "percent-word"
        if number.value_max is not None:
            rule = "percent-range"
        share = self._share(index, start, end, PercentUnit.POINT if point else PercentUnit.PERCENT, rule)
        return share._replace(low=-abs(share.low)) if before and before["minus"] else share

    def _share(self, index: int, start: int, end: int, unit: PercentUnit, rule: str) -> Share:
        number = self.numbers[index]
        bracketed = self.text[start - 1 : start] == "(" and self.text[end : end + 1] == ")"
        return Share(index, start, end, number.value, number.value_max, unit, rule, bracketed)

    def _lists(self) -> None:
        """ "5, 10 และ 15%", "ร้อยละ 4.5, 3.2 และ 2.1": the sign is said once."""
        for index, share in list(self.found.items()):
            said_before = self.text[share.start] != self.text[self.numbers[index].start]
            step = 1 if said_before else -1
            at = index
            while 0 <= at + step < len(self.numbers) and at + step not in self.found:
                at += step
                left, right = sorted((at, at - step))
                if not self._linked(
                    self.numbers[left], self.numbers[right], only_words=at - step == index and step < 0
                ):
                    break
                number = self.numbers[at]
                if not (self._goes_on(number) if said_before else self._is_listed(number)):
                    break
                self.found[at] = self._share(at, number.start, number.end, share.unit, "percent-list")

    def _linked(self, left: Number, right: Number, *, only_words: bool) -> bool:
        """Two plain numbers with nothing but a conjunction, a comma or (decimals only) a space between them.

        Before a sign it must be a conjunction: a comma may stand in a decimal that was torn apart.
        """
        if right.start - left.end > 12 or left.rule != right.rule or left.rule != "number-digits":
            return False
        if max(left.value, right.value) > 1000:
            return False
        if self.words.links.fullmatch(self.text, left.end, right.start):
            return not only_words or "," not in self.text[left.end : right.start]
        if only_words:
            return False
        decimals = all("." in self.text[one.start : one.end] for one in (left, right))
        return decimals and self.text[left.end : right.start].strip(" ") == ""

    def _goes_on(self, number: Number) -> bool:
        """A number after a list's sign: nothing of its own follows it, no unit and no bracket of a numbered list."""
        return "." in self.text[number.start : number.end] or bool(self.words.follows.match(self.text, number.end))

    def _is_listed(self, number: Number) -> bool:
        """A number before a list's sign: a word of change or of level stands right before it, nothing else counted."""
        return self.words.change.search(self.text, max(number.start - 20, 0), number.start) is not None

    def _bracketed_lists(self) -> None:
        """ "เบลเยียม (12.3%) แคเมอรูน (7.6)": a sign forgotten in a list of bracketed percentages."""
        for known in [index for index, share in self.found.items() if share.bracketed]:
            for index in (known - 1, known + 1):
                if not 0 <= index < len(self.numbers) or index in self.found:
                    continue
                number = self.numbers[index]
                start, end = sorted((number.start, self.numbers[known].start))
                share = self._share(index, number.start, number.end, self.found[known].unit, "percent-list")
                if not share.bracketed or end - start > 2 * _LIST or "\n" in self.text[start:end]:
                    continue
                # A whole number in brackets may count or refer to something.
                if abs(number.value) <= 100 and not self.text[number.start : number.end].isdecimal():
                    self.found[index] = share

    def _ranges(self) -> None:
        """ "4%-5%", "từ 10% đến 20%": one range."""
        for index in sorted(self.found):
            first, second = self.found.get(index), self.found.get(index + 1)
            if first is None or second is None or first.high or second.high or not 0 <= first.low < second.low:
                continue
            if second.start - first.end <= 8 and self.words.ranges.fullmatch(self.text, first.end, second.start):
                self.found[index] = first._replace(end=second.end, high=second.low, rule="percent-range")
                del self.found[index + 1]

    def _models(self, shares: list[Share]) -> list[Percent]:
        percent: list[Percent] = []
        signed = any(share.bracketed and share.low < 0 for share in shares)
        told: Told | None = None
        done = 0
        money = [self.analysis.reading.index(amount.end_char) for amount in self.analysis.money]
        for position, share in enumerate(shares):
            at = bisect_right(money, share.start)
            since = max(done, money[at - 1]) if at else done
            modifier, _ = modifier_of(self.text, share.start, share.end, self.analysis.pack, since=since, share=True)
            if any(value == "more" for _, value in self.numbers[share.at].pieces):
                modifier = Modifier.MORE
            following = shares[position + 1].start if position + 1 < len(shares) else None
            told = change_of(
                self.text, share, self.analysis.pack, done=done, following=following, signed=signed, before=told
            )
            quoted = self.analysis.quoted(share.start, share.end)
            if self.numbers[share.at].doubtful:
                self.analysis.flags.append(doubtful_separator(quoted))
            percent.append(
                Percent(
                    **quoted,
                    rule=share.rule,
                    value=abs(share.low),
                    value_max=share.high,
                    modifier=modifier,
                    change=told.change,
                    unit=share.unit,
                )
            )
            done = share.end
        return percent
