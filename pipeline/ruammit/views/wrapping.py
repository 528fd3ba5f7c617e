"""Lines of text for narrow columns, broken between words alone: no number, date or Thai word is ever broken.

Words of scripts without spaces are those of the language pack's own segmenter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from rich.cells import cell_len

from ruammit import languages
from ruammit.languages import LanguagePack
from ruammit.text.normalization import reading_of
from ruammit.text.scripts import members

__all__ = ["longest_piece", "pieces", "width_of", "wrapped"]

LONGEST_WORD = 32
"""Columns of the terminal: longer words, such as addresses and hashes, are folded. Numbers are not."""
_PIECE = re.compile(r"\d[\d.,]*%?[^\S\n][A-Z]{3}\b\S*\s*|\S+\s*|\s+")
"""An amount with its currency, or what stands between two spaces."""
_OPENERS = frozenset("([{“‘\"'«")


@cache
def _packs() -> tuple[LanguagePack, ...]:
    """The languages that are written without spaces between words."""
    packs = (languages.pack(code) for code in languages.codes())
    return tuple(pack for pack in packs if not pack.script.spaced)


@lru_cache(maxsize=20_000)
def pieces(line: str) -> tuple[str, ...]:
    """A line in pieces that must not be broken, each with the spaces after it; joined, they are the line."""
    found: list[str] = []
    for piece in _PIECE.findall(line):
        pack = next((pack for pack in _packs() if any(map(pack.script.is_letter, piece))), None)
        found += _words(piece, pack) if pack else [piece]
    return tuple(found)


def _words(piece: str, pack: LanguagePack) -> Iterator[str]:
    """A piece of a script without spaces, cut before each of its words."""
    reading = reading_of(piece)
    starts = (reading.raw_start(start) for start, _ in pack.tokenise(reading))
    cuts = sorted({0, len(piece), *(at for at in starts if at and _begins(piece, at, pack))})
    yield from (piece[start:end] for start, end in pairwise(cuts))


def _begins(piece: str, at: int, pack: LanguagePack) -> bool:
    """Whether a word can begin here: not with a sign that belongs to the word before, nor after an opening bracket."""
    sign = piece[at] in members(pack.script.signs) or not (piece[at].isalnum() or piece[at] in _OPENERS)
    return not (sign or piece[at - 1] in _OPENERS or pack.script.splits(piece, at))


def width_of(text: str) -> int:
    """Columns of the terminal that the text takes, with no line broken."""
    return max((cell_len(line) for line in text.split("\n")), default=0)


def longest_piece(text: str) -> int:
    """The fewest columns of the terminal that the text fits in."""
    found = 0
    for line in text.split("\n"):
        for piece in pieces(line):
            width = cell_len(piece.rstrip())
            found = max(found, width if piece[:1].isdigit() else min(width, LONGEST_WORD))
    return found


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines that are no wider than `width`, so far as its pieces allow."""
    lines: list[str] = []
    for line in text.split("\n"):
        current = ""
        for whole in pieces(line):
            for piece in _folded(whole, width):
                if current and cell_len((current + piece).rstrip()) > width:
                    lines.append(current.rstrip())
                    current = ""
                current += piece if current or piece.strip() else ""
        lines.append(current.rstrip())
    return lines


def _folded(piece: str, width: int) -> Iterator[str]:
    """A piece that is wider than a line in parts that are not; clusters of letters and marks stay whole."""
    while cell_len(piece.rstrip()) > width and not piece[0].isdigit():
        at = next((at for at in range(len(piece), 0, -1) if cell_len(piece[:at]) <= width), 1)
        while at > 1 and (not cell_len(piece[at]) or any(pack.script.splits(piece, at) for pack in _packs())):
            at -= 1
        yield piece[:at]
        piece = piece[at:]
    yield piece
