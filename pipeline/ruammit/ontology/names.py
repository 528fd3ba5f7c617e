"""The names that the ontology declares: what enumerations of the contract are made of."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["declared", "tables"]


@cache
def tables() -> dict[str, Any]:
    """The tables of `ontology.toml`, as they stand."""
    text = resources.files("ruammit.ontology").joinpath("ontology.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def declared(table: str) -> list[tuple[str, str]]:
    """Member name and value of everything that a table of the ontology declares."""
    return [(name.upper().replace("-", "_"), name) for name in tables()[table]]
