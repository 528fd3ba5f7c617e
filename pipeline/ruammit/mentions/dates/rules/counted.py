"""What is counted in units of time: "3 days ago", "two months later", "26 years ago", and months told before."""

from __future__ import annotations

from itertools import pairwise

from ruammit.mentions.dates.anchors import Anchor, Direction, YearReference
from ruammit.mentions.dates.calendars import Year
from ruammit.mentions.dates.expressions import Expression, Match, made
from ruammit.mentions.dates.matching import Rule
from ruammit.mentions.dates.periods import Period, months_of, year_of
from ruammit.mentions.dates.predicates import COUNT, maybe, named, not_before
from ruammit.schema import Granularity

__all__ = ["RULES"]

_UNITS = {"%": "day", "k": "week", "c": "month", "a": "year", "B": "year"}
_GRAINS = {"day": Granularity.DAY, "week": Granularity.DAY, "month": Granularity.MONTH, "year": Granularity.YEAR}
_FAR, _NEAR = 250, 120
"""Characters from the date that something is counted from: with a number of units, and without one."""
_CUE_REACH = 25
"""Characters before a count of months in which the word stands that makes it a sum since January."""


def read_counted(match: Match) -> Expression | None:
    """ "3 days ago", "in 3 weeks": counted from the publication; "2 days before that": from a date."""
    words, word, count = match.words, match.group("w")[0], match.value("n")
    unit, end = _UNITS[word.code], word.end
    ago = word.code == "%" or match.key(word) in words.ago
    if count is None or not (ago or match.key(word) in words.ahead):
        return None
    if unit != "year" and (that := words.that.match(match.text, end)):
        return _from_told(match, -count if ago else count, unit, that.end() - end)
    if (unit != "year" and match.text[end : end + 1].isalnum()) or words.event_behind.match(match.text, end):
        return None  # "3 days before the departure"
    if ago:
        return _ago(match, count, unit)
    return None if match.following(match.found.end() - 1).isalnum() else _ahead(match, count, unit)


def _ago(match: Match, count: int, unit: str) -> Expression:
    """So long before the publication."""
    if unit == "year":
        return made(match, Granularity.YEAR, lambda _, year: year_of(year), YearReference(offset=-count), bare=True)
    english = f"{count} {unit}s ago"
    return made(match, Granularity.MONTH, lambda anchor, _: anchor.counted(english, unit), relative=True)


def _ahead(match: Match, count: int, unit: str) -> Expression:
    """So long after the date told last; where the article has told none, after the publication."""
    at, english = match.atoms[match.found.start()].start, f"in {count} {unit}s"

    def make(anchor: Anchor, _: Year) -> Period | None:
        if anchor.last is not None:
            return anchor.counted_from_told(count, unit, at, _FAR)
        return anchor.counted(english, unit)

    return made(match, Granularity.MONTH, make, relative=True)


def _from_told(match: Match, count: int, unit: str, tail: int, reach: int = _FAR) -> Expression:
    """So long after the date told last, or before it."""
    at = match.atoms[match.found.start()].start

    def make(anchor: Anchor, _: Year) -> Period | None:
        return anchor.counted_from_told(count, unit, at, reach)

    return made(match, _GRAINS[unit], make, relative=True, tail=tail)


def read_later(match: Match) -> Expression | None:
    """ "two months later", "the day after": counted from the date told last."""
    word, count = match.group("w")[0], match.value("n")
    if count is None and match.key(word) in match.words.weak:
        return None
    if match.words.event_behind.match(match.text, word.end):
        return None
    that = match.words.that.match(match.text, word.end)
    tail = that.end() - word.end if that else 0
    if count is None:
        return _from_told(match, 1, word.value, tail, _NEAR)
    return None if word.value == "year" else _from_told(match, count, word.value, tail)


def read_months_told(match: Match) -> Expression | None:
    """ "the eight months": the first eight of a year where they were told before, or are said to be a sum."""
    count, end = match.value("n"), match.atoms[match.found.end() - 1].end
    start = match.atoms[match.found.start()].start
    before_it = match.text[max(start - _CUE_REACH, 0) : start].rpartition("\n")[2].lower()
    if not 2 <= count <= 11 or match.words.length_behind.match(match.text, end):
        return None
    summed = match.words.summed.search(before_it) is not None or _headline(match, count, start, end)
    if not summed and before_it.strip(" ") and match.words.spanned.search(before_it) is None:
        return None

    def told(anchor: Anchor, _: Year) -> Period | None:
        return anchor.from_january.get(count)

    def make(anchor: Anchor, year: Year) -> Period:
        return anchor.from_january.get(count) or months_of(year, 1, count, Granularity.RANGE)

    if summed:
        return made(match, Granularity.RANGE, make, direction=Direction.OVER)
    return made(match, Granularity.RANGE, told, relative=True)


def _headline(match: Match, count: int, start: int, end: int) -> bool:
    """Whether the months open a line, before a comma, of an article that names the last of them: "Four months, ..."."""
    line = match.text[match.text.rfind("\n", 0, start) + 1 : start].rstrip(" -–(")
    opens = not line or (line.startswith("(") and line.endswith(")"))
    if not opens or match.text[end : end + 1] != ",":
        return False
    named = (atom for before, atom in pairwise(match.atoms) if atom.code == "M" or before.code in "mo")
    return any(atom.value == count for atom in named)


RULES = (
    Rule("date-counted", (named("n", "[in]"), named("w", "[%kc]")), read_counted),
    Rule("date-years-ago", (named("n", "[insx]"), named("w", "[aB]")), read_counted),
    Rule("date-later", (maybe(named("n", "[insx]")), named("w", ">")), read_later),
    Rule("date-months-told", (COUNT, "[mo]", not_before("[inysphfPlN(aYZE]")), read_months_told),
)
