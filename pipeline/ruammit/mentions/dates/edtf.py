"""The ISO 8601-2 form of a period (Extended Date/Time Format).

What ISO 8601-2 has one expression for is written so: a day, a month, a year, a quarter (`2018-34`: codes 33 to 36)
and a half year (codes 40 and 41); everything else is an interval. `~` says that a date is approximate.
"""

from __future__ import annotations

from ruammit.mentions.dates.calendars import days_in_month
from ruammit.mentions.dates.periods import Period, iso

__all__ = ["edtf"]

_CODES = {(1, 3): 33, (4, 6): 34, (7, 9): 35, (10, 12): 36, (1, 6): 40, (7, 12): 41}


def edtf(period: Period) -> str:
    """The period in ISO 8601-2."""
    (year, month, day), (last_year, last_month, last_day) = period.first, period.last
    sign = "~" if period.approximate else ""
    if period.first == period.last:
        return iso(period.first) + sign
    whole = day == 1 and last_day == days_in_month(last_year, last_month)
    if not whole:
        return f"{iso(period.first)}{sign}/{iso(period.last)}{sign}"
    written = "XXXX" if year is None else format(year, "04d")
    if year == last_year:
        if month == last_month:
            return f"{written}-{month:02d}{sign}"
        if (month, last_month) == (1, 12):
            return written + sign
        if (month, last_month) in _CODES and year is not None:
            return f"{written}-{_CODES[month, last_month]}{sign}"
    last = "XXXX" if last_year is None else format(last_year, "04d")
    if (month, last_month) == (1, 12):
        return f"{written}{sign}/{last}{sign}"
    return f"{written}-{month:02d}{sign}/{last}-{last_month:02d}{sign}"
