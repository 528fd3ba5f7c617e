"""Which language a text is in.

Most articles are told by their script: Thai has a script of its own, Vietnamese has letters that no other language of
the press writes as often. py3langid (a second to load) is asked only to name the language of what is set aside, and
about Latin texts with few Vietnamese letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from ruammit import languages

__all__ = ["detect", "may_be_read"]

_SAMPLE = 3_000
"""Characters looked at: the beginning of a long text tells its language."""
_FEWEST = 20
"""A language's own letters in a page that may hold an article: a menu of languages has a few, a short report 30."""
_LETTERS = re.compile(r"[^\W\d_]+")


def detect(text: str) -> str:
    """The ISO 639-1 code of the text's language, or "und" (undetermined) for a text without letters.

    Raises:
        OSError: the model, which only texts in other languages need, cannot be unpacked to a temporary file.
    """
    sample = unicodedata.normalize("NFC", text[:_SAMPLE])
    if not _LETTERS.search(sample):
        return "und"
    letters: int | None = None
    for code in languages.codes():
        letters_of, share = _own_letters(code)
        own = sum(map(len, letters_of.findall(sample)))
        if own >= share * len(sample):  # there are no more letters than characters: most texts need no count of them
            return code
        if letters is None:
            letters = sum(map(len, _LETTERS.findall(sample)))
        if own >= share * letters:
            return code
    return str(_identifier().classify(sample)[0])


def may_be_read(page: str) -> bool:
    """Whether a page, with its markup, has letters enough of a language that has a pack. Quick, and not strict.

    Args:
        page: HTML or text of any length.
    """
    return any(sum(map(len, _own_letters(code)[0].findall(page))) >= _FEWEST for code in languages.codes())


@cache
def _own_letters(code: str) -> tuple[re.Pattern[str], float]:
    pack = languages.pack(code)
    return re.compile(f"[{pack.letters}]+"), pack.letters_share


@cache
def _identifier() -> Any:
    import py3langid

    return py3langid
