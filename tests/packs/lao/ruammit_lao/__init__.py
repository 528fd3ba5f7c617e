"""A minimal language pack for Lao: its script, words and sentences; lexicons and examples lie beside this file."""

import re
from pathlib import Path

from ruammit.languages import LanguagePack, Token
from ruammit.text.normalization import Reading
from ruammit.text.scripts import Script

__all__ = ["LAO", "PACK"]

LAO = Script(
    code="Laoo",
    letters="\u0e81-\u0eae\u0eb0-\u0ebd\u0ec0-\u0ec4\u0ec8-\u0ece\u0edc-\u0edf",
    signs="\u0eaf\u0ec6",  # ELLIPSIS (cut short), KO LA (said twice)
    consonants="\u0e81-\u0eae\u0edc-\u0edf",
    leading="\u0ec0-\u0ec4",
    following="\u0eb0-\u0ebd\u0ec8-\u0ece",
    marks="\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece",
    vowel_marks="\u0eb1\u0eb4-\u0ebc\u0ecd",
    tones="\u0ec8-\u0ecb",
    digits="\u0ed0\u0ed1\u0ed2\u0ed3\u0ed4\u0ed5\u0ed6\u0ed7\u0ed8\u0ed9",
    spaced=False,
    cased=False,
)

_WORD = re.compile(rf"[{LAO.letters}{LAO.signs}]+|[^\W_]+|[^\s\w]")


def tokenise(reading: Reading) -> list[Token]:
    """Runs of letters: a real pack would part them by a dictionary."""
    return [match.span() for match in _WORD.finditer(reading.text)]


def sentences(reading: Reading) -> list[int]:
    """A sentence per line."""
    return [0, *(match.end() for match in re.finditer(r"\n+(?=.)", reading.text))]


PACK = LanguagePack(
    code="lo",
    name="Lao",
    folder=Path(__file__).parent,
    home="LA",
    script=LAO,
    letters=LAO.letters,
    letters_share=0.3,
    tokenise=tokenise,
    sentences=sentences,
)
