"""Dates around a draft's clause: those in it, before it and behind it."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date as date_of
from datetime import timedelta

from ruammit.ontology.terms import Context
from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex
from ruammit.records.placed import Dated
from ruammit.schema import Granularity

__all__ = ["UNSAID", "dates_after", "dates_in", "introduced", "on_days"]

UNSAID = "XXXX"
"""The year of a day that no year is told of (EDTF)."""
LEAP = "2000"
"""The year in which two days are compared that no year is told of."""
DAYS = {Granularity.DAY, Granularity.RANGE}
"""Grains of what happens on its days."""
LISTED = 6
"""Characters between two days that are named together."""
FAR = 12
"""Dates back to which the one is looked for that introduced a list."""
FOLLOWS = 250
"""Characters behind a clause in which such a date stands."""
OFFICE = 25
"""Characters in which a date follows a word for taking office."""


def on_days(dates: list[Dated], sentence: list[Dated]) -> list[Dated]:
    """The dates but for the years in which a day of the sentence lies: those stand in names ("the forum of 2019")."""
    years = {date.value.start[:4] for date in sentence if date.value.granularity in DAYS}
    return [
        date
        for date in dates
        if date.value.granularity is not Granularity.YEAR or not years & {date.value.start[:4], UNSAID}
    ]


def introduced(index: ArticleIndex, sentence: int, known: list[Dated]) -> list[Dated]:
    """The last date told before those known that no figure is compared with; a list may go on under it for long."""
    starts = {date.start for date in known}
    at = bisect_left(index.dates.starts, sentence)
    told = index.dates.items[max(0, at - FAR) : at]
    return [date for date in told if date.start not in starts and date.start not in index.compared][-1:]


def dates_after(index: ArticleIndex, draft: Draft) -> list[Dated]:
    """The first date behind the draft's clause in its line."""
    end = draft.clause.end
    stop = index.text.find("\n", end, end + FOLLOWS)
    return dates_in(index, end, stop if stop >= 0 else end + FOLLOWS)[:1]


def dates_in(index: ArticleIndex, start: int, end: int) -> list[Dated]:
    """The dates that start there, but for those on which somebody took office or a body was founded.

    Two days that follow one another, named together ("on 9 and 10 January"), are one date.
    """
    found: list[Dated] = []
    for date in index.dates.within(start, end):
        line = index.text.rfind("\n", max(0, date.start - OFFICE), date.start) + 1
        if index.context(Context.ENTERED, max(line, date.start - OFFICE), date.start):
            continue
        if found and _next_day(index, found[-1], date):
            before = found.pop()
            both = before.value.model_copy(update={"end": date.value.end, "granularity": Granularity.RANGE})
            date = Dated(before.start, date.end, both)
        found.append(date)
    return found


def _next_day(index: ArticleIndex, one: Dated, other: Dated) -> bool:
    """Whether the second date is the day after the first, and stands right behind it in a list."""
    last, first = one.value.end, other.value.start
    listed = index.context(Context.AND, one.end, other.start) or index.text[one.end : other.start].strip() == ","
    if other.start - one.end > LISTED or not listed or last[:4] != first[:4] or "X" in last[5:] + first[5:]:
        return False
    year = LEAP if "X" in last[:4] else last[:4]
    return str(date_of.fromisoformat(year + last[4:]) + timedelta(days=1))[4:] == first[4:]
