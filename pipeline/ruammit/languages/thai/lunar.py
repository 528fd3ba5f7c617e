"""The Thai lunar calendar, as PyThaiNLP computes it."""

from __future__ import annotations

import datetime
from functools import lru_cache

__all__ = ["lunar_day"]

_PHASES = {"waxing": "ขึ้น", "waning": "แรม"}
"""How PyThaiNLP writes the half of a month."""


@lru_cache(maxsize=256)
def lunar_day(year: int, month: int, day: int, phase: str) -> datetime.date | None:
    """The Gregorian day on which a Thai lunar day falls in a Common Era year; None where there is none.

    Args:
        year: Common Era year.
        month: lunar month, 1 to 12.
        day: 1 to 15, of the waxing or of the waning moon.
        phase: "waxing" or "waning"; a day without a phase is none.
    """
    from pythainlp.util import to_lunar_date

    at = datetime.date(year, 1, 1)
    while at.year == year:
        words = str(to_lunar_date(at)).split()
        if words[0] == _PHASES.get(phase) and [int(word) for word in words if word.isdecimal()] == [day, month]:
            return at
        at += datetime.timedelta(days=1)
    return None
