"""Word lists as regular expressions.

The expressions are prefix trees: matching takes time by the length of the word that matches, not by the number of words
in the list, and the longest word that fits is preferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ruammit.text.normalization import normalise
from ruammit.text.scripts import Script

__all__ = ["any_of", "backwards", "words"]

_NEVER = r"(?!)"
_END = ""
"""The key, in a node of a prefix tree, of the condition on a word that ends there."""


def words(entries: Iterable[str]) -> frozenset[str]:
    """The entries in the spelling of the reading view."""
    return frozenset(normalise(entry) for entry in entries)


def any_of(
    entries: Iterable[str],
    script: Script | None = None,
    *,
    not_before: Mapping[str, Iterable[str]] | None = None,
    not_after: Mapping[str, Iterable[str]] | None = None,
    anchored: bool = False,
) -> str:
    """A regular expression that matches any of the entries, the longest that fits; for an empty list, nothing.

    It is one unit: it can be repeated or followed by other expressions as it stands.

    Args:
        entries: as in the lexicon; they are brought into the spelling of the reading view.
        script: with it, entries match where the script lets a word start and end; without, anywhere.
        not_before: by entry, what may not follow it.
        not_after: by entry, what may not stand before it.
        anchored: where the expression is tried, a word can start: that is not looked at again.
    """
    trees: dict[str, dict[str, str]] = {}
    for entry in sorted(words(entries)):
        precede = "".join(f"(?<!{re.escape(normalise(rest) + entry)})" for rest in (not_after or {}).get(entry, ()))
        follow = "".join(f"(?!{re.escape(normalise(rest))})" for rest in (not_before or {}).get(entry, ()))
        before = script.not_before(entry) if script and not anchored else ""
        after = script.not_after(entry) if script else ""
        trees.setdefault(before, {})[entry] = precede + follow + after
    branches = [_branch(conditions, before) for before, conditions in trees.items()]
    return f"(?:{'|'.join(branches)})" if branches else _NEVER


def _branch(conditions: Mapping[str, str], before: str) -> str:
    """The entries that one condition stands before, each with the one on where it ends: written once if all have it."""
    after = set(conditions.values())
    common = after.pop() if len(after) == 1 else ""
    tree: dict[str, Any] = {}
    for entry, condition in conditions.items():
        _grow(tree, entry, "" if common else condition)
    return _initials(tree, before) + before + _pattern(tree) + common


def backwards(entries: Iterable[str]) -> str:
    """A regular expression for the entries spelt backwards, to be matched in a text that is read backwards."""
    tree: dict[str, Any] = {}
    for entry in sorted(words(entries)):
        _grow(tree, entry[::-1], "")
    return f"(?:{_pattern(tree)})" if tree else _NEVER


def _grow(tree: dict[str, Any], word: str, condition: str) -> None:
    """Adds a word to a prefix tree, with the expression that must match where it ends."""
    for letter in word:
        tree = tree.setdefault(letter, {})
    tree[_END] = condition


def _initials(tree: dict[str, Any], before: str) -> str:
    """A look-ahead for the first letters: it fails faster than the look-behind that comes after it."""
    return f"(?=[{''.join(map(re.escape, sorted(tree)))}])" if before else ""


def _pattern(tree: dict[str, Any]) -> str:
    branches = [re.escape(letter) + _pattern(rest) for letter, rest in sorted(tree.items()) if letter != _END]
    end: str | None = tree.get(_END)
    if not branches:
        return end or ""
    if end == "":
        inner = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
        return f"(?:{inner})?"
    if end is not None:
        branches.append(end)
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
