"""The words of the page: its own from `words.toml`, those for codes of the schema from `views/words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from babel import Locale
from pydantic import TypeAdapter

from ruammit.views.labels import LOCALES, labels

__all__ = ["page_words"]

_PAGE = TypeAdapter(dict[str, dict[str, str]])
_GROUPS = ("kinds", "statuses", "roles", "sectors", "measures", "modifiers", "marks", "flags")
"""Groups of `views/words.toml` that the page shows."""


@cache
def page_words(locale: str) -> dict[str, Any]:
    """What the page says in a locale; in English, where it does not speak it.

    Returns:
        `page`: name to words; `codes`: group to code to word; `countries`: ISO 3166-1 alpha-2 code to name;
        `languages`: code to own name of every locale of the page.
    """
    chosen = locale if locale in LOCALES else LOCALES[0]
    text = resources.files("ruammit.review").joinpath("words.toml").read_text(encoding="utf-8")
    own = _PAGE.validate_python(tomllib.loads(text))
    territories = Locale(chosen).territories
    return {
        "lang": chosen,
        "page": {name: forms[chosen] for name, forms in own.items()},
        "codes": {group: labels(chosen).words(group) for group in _GROUPS},
        "countries": {code: str(territories[code]) for code in sorted(territories) if len(code) == 2},
        "languages": {code: str(Locale(code).get_display_name(code)) for code in LOCALES},
    }
