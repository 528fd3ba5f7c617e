"""Dates: calendar expressions of Thai and Vietnamese news, as days of the Common Era."""

from ruammit.mentions.dates.reader import find_dates

__all__ = ["find_dates"]
