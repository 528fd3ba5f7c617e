"""The day of publication, from the many forms in which files and callers give it.

Read are: dates and times of Python; ISO 8601, with or without a time; the day first, as Thailand and Vietnam write it
("12/03/2025", "12-3-2568"), where nothing else can be meant; RFC 5322, as feeds and mails have it; seconds or
milliseconds since 1970; "20250312"; and the words of the press ("12 มีนาคม 2568"), by the rules that read articles.
Years of the Buddhist era are those that `common_era_date` takes for such. A form that could mean two days is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from ruammit import languages
from ruammit.readers.datelines import common_era_date

__all__ = ["day_of"]

_ISO = re.compile(r"\s*(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:[T ].*)?", re.DOTALL)
_YEAR_FIRST = re.compile(r"\s*(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ].*)?", re.DOTALL)
_YEAR_LAST = re.compile(r"\s*(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[,T ].*)?", re.DOTALL)
_NUMBER = re.compile(r"\s*\d{9,13}(?:\.\d+)?\s*")
_ENGLISH = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y")
_EARLIEST, _LATEST = 10**8, 10**10
"""Seconds since 1970 that are taken for a time: from 1973 to 2286; a number that is too large counts milliseconds."""
_HERE = timezone(timedelta(hours=7))
"""The time of day in Thailand and in Vietnam (UTC+7), by which a moment falls on a day."""
_LONGEST = 100
"""Characters in which a day is looked for."""


def day_of(value: object) -> str | None:
    """The ISO date of the Common Era that a value stands for, or None where it stands for none, or for one of two."""
    if isinstance(value, datetime):
        return (value.astimezone(_HERE) if value.tzinfo else value).date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _of_number(value)
    return next(_readings(value[:_LONGEST]), None) if isinstance(value, str) else None


def _readings(text: str) -> Iterator[str]:
    """The days that the text can be read as, the surest first."""
    if match := _ISO.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    elif match := _YEAR_LAST.fullmatch(text):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
        if day != month and day <= 12 and month <= 12:  # an American would write the month first
            return
    elif _NUMBER.fullmatch(text):
        yield from filter(None, [_of_number(float(text))])
        return
    else:
        yield from _in_words(text)
        return
    yield from filter(None, [common_era_date(year, month, day)])


def _of_number(number: float) -> str | None:
    if _EARLIEST * 1000 <= number < _LATEST * 1000:
        number /= 1000
    elif 19_000_000 <= number < 27_000_000 and number == int(number):  # 20250312
        return common_era_date(int(number) // 10_000, int(number) // 100 % 100, int(number) % 100)
    if not _EARLIEST <= number < _LATEST:
        return None
    return datetime.fromtimestamp(number, UTC).astimezone(_HERE).date().isoformat()


def _in_words(text: str) -> Iterator[str]:
    try:
        yield parsedate_to_datetime(text).date().isoformat()
        return
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    for form in _ENGLISH:
        try:
            found = datetime.strptime(" ".join(text.split()), form)
        except ValueError:
            continue
        yield from filter(None, [common_era_date(found.year, found.month, found.day)])
        return
    from ruammit.analysis import Analysis  # these rules read articles; they are asked about few values
    from ruammit.mentions.dates import find_dates
    from ruammit.schema import Article, Granularity

    for code in languages.codes():
        dates = find_dates(Analysis(Article(id="published", lang=code, text=text)))
        days = {found.start for found in dates if found.granularity is Granularity.DAY and "X" not in found.start}
        if len(days) == 1:
            yield days.pop()
            return
