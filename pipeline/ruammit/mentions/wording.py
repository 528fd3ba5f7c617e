"""Patterns from word lists: boundaries as each kind of script has them, longest word first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ruammit.text.normalization import normalise

__all__ = ["after_word", "alternatives", "before_word"]


def before_word(word: str, *, spaced: bool) -> str:
    """What may not stand right before a word: a letter; in a script without spaces, a vowel that is written first.

    A word that starts with a sign has no boundary there.
    """
    if not word[0].isalnum():
        return ""
    if spaced or word[0].isascii():
        return r"(?<![^\W\d_])" if spaced else r"(?<![A-Za-z])"
    return r"(?<![\u0e40-\u0e44])"


def after_word(word: str, *, spaced: bool) -> str:
    """What may not stand right after a word: a letter; in a script without spaces, the rest of its syllable."""
    if not word[-1].isalnum():
        return ""
    if spaced or word[-1].isascii():
        return r"(?![^\W\d_])" if spaced else r"(?![A-Za-z])"
    return r"(?![\u0e30-\u0e3a\u0e45\u0e47-\u0e4e])"


def alternatives(
    words: Iterable[str],
    *,
    spaced: bool,
    not_before: Mapping[str, Iterable[str]] | None = None,
    not_after: Mapping[str, Iterable[str]] | None = None,
    anchored: bool = False,
) -> str:
    """A pattern (non-capturing group) that matches any of the words, the longest that fits.

    Args:
        words: as in the lexicon.
        spaced: the language writes spaces between words.
        not_before: by word, what may not follow it.
        not_after: by word, what may not stand before it.
        anchored: where the pattern is tried is a boundary already (a branch that starts with a letter is rejected at
            its first letter, one that starts with a lookbehind is not).
    """
    # Words with the same boundaries share them, what may not stand before a word is looked for behind it, and their
    # first letters are looked at before all else, so that a branch fails at its first letter.
    alike: dict[tuple[str, str], list[str]] = {}
    initials: dict[str, set[str]] = {}
    for word in sorted({normalise(word) for word in words}, key=lambda word: (-len(word), word)):
        follow = "".join(f"(?!{re.escape(normalise(rest))})" for rest in (not_before or {}).get(word, ()))
        precede = "".join(f"(?<!{re.escape(normalise(rest) + word)})" for rest in (not_after or {}).get(word, ()))
        before = "" if anchored else before_word(word, spaced=spaced)
        alike.setdefault((before, after_word(word, spaced=spaced)), []).append(re.escape(word) + precede + follow)
        initials.setdefault(before, set()).add(re.escape(word[0]))
    ahead = {before: f"(?=[{''.join(sorted(letters))}])" if before else "" for before, letters in initials.items()}
    parts = [f"{ahead[before]}{before}(?:{'|'.join(listed)}){after}" for (before, after), listed in alike.items()]
    return f"(?:{'|'.join(parts)})" if parts else "(?!)"
