"""Leaders of states of whom the press writes without office or country: for whom they speak, and when.

Who they are stands in `data/leaders.toml`; a pack's `lexicons/leaders.toml` holds what its press calls them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from ruammit.errors import PackError
from ruammit.languages import LanguagePack
from ruammit.languages.lexicons import Lexicon, Words

__all__ = ["Leader", "leaders"]

DATA = Path(__file__).parent / "data" / "leaders.toml"


class Leaders(Lexicon, file="leaders"):
    """What a language calls the leaders of states."""

    names: Mapping[str, Words] = Field(default_factory=dict)
    """By the name in `data/leaders.toml`."""


class Leader(NamedTuple):
    """Somebody who speaks for a country.

    Attributes:
        country: ISO 3166-1 alpha-2.
        years: of their terms: the first and the last year, or the first alone.
    """

    country: str
    years: tuple[tuple[int, ...], ...]

    def in_office(self, year: int) -> bool:
        """Whether they speak for the country in the year; 0 where the year is unknown: then they may."""
        return not year or any(term[0] <= year <= (*term, year)[1] for term in self.years)


@cache
def leaders(pack: LanguagePack) -> dict[str, Leader]:
    """The leaders by every name that the pack's press calls them.

    Raises:
        PackError: a name is of nobody whom the data file knows.
    """
    known = {
        name: Leader(row["country"], tuple(map(tuple, row["years"])))
        for name, row in tomllib.loads(DATA.read_text(encoding="utf-8")).items()
    }
    found = {}
    for name, forms in pack.lexicon(Leaders).names.items():
        if name not in known:
            where = str(pack.folder / "lexicons" / "leaders.toml")
            raise PackError(f"no leader {name!r} is known", where=where, cure=f"name who it is in {DATA.name}")
        found.update(dict.fromkeys(forms, known[name]))
    return found
