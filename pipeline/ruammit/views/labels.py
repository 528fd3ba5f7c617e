"""The words of a locale for codes of the schema: kinds, sectors, statuses, roles, countries, heads of columns.

The words are data (`FILES`); the names of countries and the way numbers are written are those
of CLDR, through Babel. Every view and export that shows words asks here, so that one code has one name everywhere.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Literal

from babel import Locale
from babel.numbers import format_compact_decimal, get_decimal_symbol, get_group_symbol
from pydantic import TypeAdapter

from ruammit.errors import RuammitError
from ruammit.schema import plain_decimal

__all__ = ["FILES", "LOCALES", "Labels", "labels"]

Forms = str | dict[str, str]
"""A word, or its forms by plural category of CLDR (`one`, `other`)."""

_WORDS = TypeAdapter(dict[str, dict[str, dict[str, Forms]]])
FILES = ("words.toml", "words_report.toml", "words_columns.toml")
"""What the words are read from: those of every view, those of the report alone, and what the columns of tables mean."""
LOCALES = ("en", "th", "vi")
"""The locales that have words."""


@cache
def _words() -> dict[str, dict[str, dict[str, Forms]]]:
    """Group to code to locale to word."""
    found: dict[str, dict[str, dict[str, Forms]]] = {}
    for name in FILES:
        text = resources.files("ruammit.views").joinpath(name).read_text(encoding="utf-8")
        for group, words in _WORDS.validate_python(tomllib.loads(text)).items():
            found.setdefault(group, {}).update(words)
    return found


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one locale.

    Attributes:
        locale: its code: `en`, `th` or `vi`.
    """

    locale: str

    def word(self, group: str, code: str) -> str:
        """What a code is called, the code itself where it has no word.

        Args:
            group: a table of `words.toml`: `kinds`, `statuses`, `roles`, `sectors`, `columns`, ...
            code: the value, as the schema writes it.

        Raises:
            KeyError: there is no such group.
        """
        forms = _words()[group].get(code)
        return code if forms is None else _other(forms[self.locale])

    def words(self, group: str) -> dict[str, str]:
        """Every code of a group with what it is called, in the order of the file."""
        return {code: _other(forms[self.locale]) for code, forms in _words()[group].items()}

    def phrase(self, name: str, **values: str) -> str:
        """A phrase of the group `phrases` with its values in place."""
        return self.word("phrases", name).format(**values)

    def counted(self, number: Decimal, unit: str) -> str:
        """A number of things: "8 projects"."""
        forms = _words()["counts"].get(unit)
        if forms is None:
            return f"{self.number(number)} {unit}"
        form = forms[self.locale]
        plural = str(_locale(self.locale).plural_form(number))
        chosen = form if isinstance(form, str) else form.get(plural, form["other"])
        return chosen.format(n=self.number(number))

    def unit(self, code: str) -> str:
        """The name of a unit that is counted: "project"."""
        forms = _words()["counts"].get(code)
        if forms is None:
            return code
        form = forms[self.locale]
        before, _, after = (form if isinstance(form, str) else form["one"]).partition("{n}")
        return before.strip() or after.strip()

    def whole(self, code: str) -> str:
        """What a share is of: the word for a term of the schema or a kind of record, else the article's own words."""
        return self.word("wholes" if code in _words()["wholes"] else "kinds", code)

    def meaning(self, table: str, column: str) -> str:
        """What a column of a table means, in one sentence.

        Raises:
            KeyError: nothing says so.
        """
        known = _words()["meanings"]
        return _other((known.get(f"{table}.{column}") or known[column])[self.locale])

    def number(self, value: Decimal) -> str:
        """The number with the locale's separators, no digit lost or added: "758,500,000"."""
        whole, _, decimals = f"{Decimal(plain_decimal(value)):,f}".partition(".")  # Babel's own formatting rounds
        whole = whole.replace(",", get_group_symbol(_locale(self.locale)))
        return whole + (get_decimal_symbol(_locale(self.locale)) + decimals if decimals else "")

    def round_number(self, power: int) -> str:
        """A power of ten as people say it, for axes: "100M", "100 ล้าน", "100 triệu" (CLDR's compact forms)."""
        # In the others, the short forms are hardly known.
        form: Literal["short", "long"] = "short" if self.locale == "en" else "long"
        return str(format_compact_decimal(10**power, format_type=form, locale=_locale(self.locale)))

    def country(self, code: str) -> str:
        """The name of a country (ISO 3166-1 alpha-2); the code itself where CLDR has none."""
        return str(_locale(self.locale).territories.get(code, code))


def labels(locale: str = "en") -> Labels:
    """The words of a locale.

    Raises:
        RuammitError: there are none for it.
    """
    if locale not in LOCALES:
        raise RuammitError(f"no words for the locale {locale!r}", cure=f"use one of {', '.join(LOCALES)}")
    return Labels(locale)


def _other(form: Forms) -> str:
    return form if isinstance(form, str) else form["other"]


@cache
def _locale(code: str) -> Locale:
    return Locale(code)
