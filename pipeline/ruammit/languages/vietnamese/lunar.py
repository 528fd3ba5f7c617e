"""The Vietnamese lunar calendar: Hồ Ngọc Đức's algorithm, for UTC+7, as the package lunar-vn computes it."""

from __future__ import annotations

import datetime
import warnings
from functools import lru_cache

__all__ = ["lunar_day"]


@lru_cache(maxsize=1024)
def lunar_day(year: int, month: int, day: int, phase: str = "") -> datetime.date | None:
    """The Gregorian day of a Vietnamese lunar one; None where there is none (years before 1900 or after 2100).

    A month's 30th day in a month of 29 is none either, and neither is a day with a phase of the moon: the calendar
    counts days through the month.
    """
    from lunar_vn import convert_lunar_to_solar, convert_solar_to_lunar

    if phase:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found: datetime.date = convert_lunar_to_solar(day, month, year)
            back = convert_solar_to_lunar(found.day, found.month, found.year)
    except ValueError:
        return None
    return found if (back.day, back.month) == (day, month) else None
