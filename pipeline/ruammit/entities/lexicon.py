"""Word lists as regular expressions, compiled once a language pack."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ruammit.text.normalization import normalise

__all__ = ["alternatives", "words"]


def words(entries: Iterable[str]) -> frozenset[str]:
    """The entries in the spelling of the reading view."""
    return frozenset(normalise(entry) for entry in entries)


def alternatives(entries: Iterable[str]) -> str:
    """A regular expression for any of the entries, preferring the longest; one that never matches for an empty list.

    The expression is a prefix tree, so that matching costs the length of the entry and not the number of entries.
    """
    tree: dict[str, Any] = {}
    for entry in words(entries):
        node = tree
        for letter in entry:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _pattern(tree) if tree else r"(?!)"


def _pattern(tree: dict[str, Any]) -> str:
    branches = [re.escape(letter) + _pattern(rest) for letter, rest in sorted(tree.items()) if letter]
    if not branches:
        return ""
    pattern = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{pattern})?" if "" in tree else pattern
