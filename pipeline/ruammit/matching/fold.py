"""Letter case folded away without moving an offset."""

from __future__ import annotations

__all__ = ["fold"]


def fold(text: str) -> str:
    """The text in lower case, character for character, so that offsets into one are offsets into the other.

    The one letter that lowers to two characters ("İ", U+0130) stays as it is.
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)
