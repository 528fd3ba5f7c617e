"""The reading view: one spelling for what Unicode and keyboards let people write in several ways.

Rules and lexicons work on `Reading.text`; values carry offsets into the text as it was read. What is made alike:

- canonical composition (NFC), so that decomposed Vietnamese reads as composed;
- zero-width characters, soft hyphens and bidirectional controls: left out;
- no-break and other typographic spaces: a plain space, one for one;
- digits of other scripts, full-width digits and signs: ASCII;
- Thai SARA AM typed as NIKHAHIT + SARA AA, with a tone mark between or before them: SARA AM; a doubled SARA E: SARA AE;
  a tone mark before an upper or lower vowel: after it (the Unicode Standard, section 16.1 "Thai", gives the order), in
  runs of any length, so that reading a reading changes nothing;
- SARA AM that a PDF document has torn from its consonant, or turned into a space and SARA AA ("จ านวน"): SARA AM, for
  no Thai word begins with either;
- a space before a consonant that THANTHAKHAT silences, as machine translations leave it ("มิน ห์"): left out, for no word
  begins with one;
- the two Vietnamese conventions for the tone on oa, oe, uy ("hoà", "thuỷ"): the older one ("hòa", "thủy").
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache

from ruammit.text.scripts import COMBINING_MARKS, FURTHER_DIGITS, LATIN, SECOND_VOWELS, THAI, members

__all__ = ["Reading", "normalise", "reading_of"]

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_FULL_WIDTH = "\uff05\uff0c\uff0e"  # percent sign, comma, full stop
(_TWO_OF_AM, _SARA_AM), (_TWO_OF_AE, _SARA_AE) = THAI.compositions
_NIKHAHIT, _SARA_AA = tuple(_TWO_OF_AM)
_SARA_E = _TWO_OF_AE[0]
_MARK = f"[{THAI.vowel_marks}{THAI.tones}]"

# A kind of cluster that has to change, and what stands there; everything else is passed over at regex speed. A cluster
# holds all the characters that become one letter, so that no span starts or ends inside a letter.
_CLUSTERS = {
    "torn": rf"""(?<=[{THAI.consonants}{THAI.vowel_marks}{THAI.tones}]) (?<!{_NIKHAHIT})
                [{_INVISIBLE}]* [ {_SPACES}] [{_INVISIBLE}]* [{_SARA_AA}{_SARA_AM}]""",
    "marks": rf"""{_MARK} (?: [{_INVISIBLE}]* {_MARK} )++ (?: [{_INVISIBLE}]* {_SARA_AA} )?
                | {_NIKHAHIT} [{_INVISIBLE}]* (?: [ {_SPACES}] [{_INVISIBLE}]* )? {_SARA_AA}""",
    "sara_ae": rf"{_SARA_E} [{_INVISIBLE}]* {_SARA_E}",
    "letter": rf"(?!{THAI.letter}) [^\W\d_] (?: [{_INVISIBLE}]* [{COMBINING_MARKS}] )+",
    "one": f"[{FURTHER_DIGITS}{_FULL_WIDTH}{_SPACES}]",
    "gone": rf"[{_INVISIBLE}]+ | (?<=[{THAI.letters}])[ ](?=[{THAI.consonants}]{THAI.silencer})",
}
_TONE_FIRST = re.compile(f"[{THAI.tones}][{_INVISIBLE}]*[{THAI.vowel_marks}]")
_TORN = re.compile(f"[ {_SPACES}][{_INVISIBLE}]*[{_SARA_AA}{_SARA_AM}]")
_COMBINING = re.compile(f"[{COMBINING_MARKS}]")
_SILENCED = re.compile(rf" [{THAI.consonants}]{THAI.silencer}")
_INVISIBLES = re.compile(f"[{_INVISIBLE}]+")
_TONE = re.compile(f"[{THAI.tones}]")

_SUSPECT = re.compile(
    f"[{_INVISIBLE}{_SPACES}{_FULL_WIDTH}{FURTHER_DIGITS}{COMBINING_MARKS}{_NIKHAHIT}]|{_TWO_OF_AE}"
    f"|{_TORN.pattern}|{_TONE_FIRST.pattern}|{_SILENCED.pattern}"
)
"""Matches in every text that holds a cluster."""

_TONES = members(LATIN.tones)
_TONE_ON_SECOND_VOWEL = re.compile(SECOND_VOWELS + rf"(?![^\W\d_]|[{COMBINING_MARKS}])")


@cache
def _clusters(kinds: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{_CLUSTERS[kind]})" for kind in kinds), re.VERBOSE)


def _clusters_in(text: str) -> re.Pattern[str]:
    """Matches the clusters of the kinds that the text can hold: most texts hold few, and fewer kinds are faster."""
    invisible = _INVISIBLES.search(text) is not None
    may_hold = {
        "torn": _TORN.search(text) is not None,
        "marks": _NIKHAHIT in text or _TONE_FIRST.search(text) is not None,
        "sara_ae": _TWO_OF_AE in text or (invisible and _SARA_E in text),
        "letter": _COMBINING.search(text) is not None,
        "one": True,
        "gone": invisible or _SILENCED.search(text) is not None,
    }
    return _clusters(tuple(kind for kind, there in may_hold.items() if there))


@lru_cache(maxsize=512)
def _respelled(kind: str, cluster: str) -> str:
    """What a cluster of the kind (a group name of `_CLUSTER`) reads as."""
    if kind == "gone":
        return ""
    if kind == "one":
        return " " if cluster.isspace() else unicodedata.normalize("NFKC", str(_digit(cluster)))
    visible = _INVISIBLES.sub("", cluster)
    if kind == "marks":
        return _ordered("".join(visible.split()))
    if kind == "torn":
        return _SARA_AM
    if kind == "sara_ae":
        return _SARA_AE
    return unicodedata.normalize("NFC", visible)


def _ordered(marks: str) -> str:
    """Thai marks, perhaps with SARA AA after them, in the order of the standard: vowels before tones, SARA AM whole."""
    vowels, tones = _TONE.sub("", marks), "".join(_TONE.findall(marks))
    if vowels.endswith(_NIKHAHIT + _SARA_AA):
        return vowels[:-2] + tones + _SARA_AM
    if vowels.endswith(_SARA_AA):
        return vowels[:-1] + tones + _SARA_AA
    return vowels + tones


def _digit(character: str) -> int | str:
    return unicodedata.digit(character, character)


def _tone_on_first_vowel(match: re.Match[str]) -> str:
    first, second = match.group()[0], match.group()[1]
    letters = unicodedata.normalize("NFD", second)
    tone = next(mark for mark in letters if mark in _TONES)
    return unicodedata.normalize("NFC", first + tone) + unicodedata.normalize("NFC", letters.replace(tone, "", 1))


def normalise(text: str) -> str:
    """The text in the spelling of the reading view; what lexicon entries pass through to match there."""
    if not _SUSPECT.search(text) and not _TONE_ON_SECOND_VOWEL.search(text):
        return text  # most entries
    return Reading(text).text


@lru_cache(maxsize=2)
def reading_of(text: str) -> Reading:
    """The reading of a text; that of the article at hand is made once, whoever asks for it."""
    return Reading(text)


class Reading:
    """A text in one spelling, and the way back to the offsets of the text as it was read.

    Attributes:
        raw: the text as read.
        text: the same in one spelling; all rules run on it.
    """

    __slots__ = ("_as_read", "_raw_ends", "_raw_starts", "_starts", "raw", "text")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        # Parallel lists, one item a piece of `text`: where it starts there and in `raw`, and, for a respelled cluster,
        # where that ends in `raw` (0 for a piece that was copied as it stood).
        self._starts: list[int] = [0]
        self._raw_starts: list[int] = [0]
        self._raw_ends: list[int] = [0]
        pieces: list[str] = []
        done = 0  # how much of raw, and how much of text, the pieces cover
        length = 0
        for match in _clusters_in(raw).finditer(raw):
            start, end = match.span()
            cluster = match.group()
            spelling = _respelled(match.lastgroup or "", cluster)
            if spelling == cluster:
                continue
            if start > done:
                pieces.append(raw[done:start])
                length += start - done
            done = end
            if spelling:
                pieces.append(spelling)
                if len(spelling) != 1 or end - start != 1:
                    self._piece(length, start, end)
                    self._piece(length + len(spelling), end, 0)
                length += len(spelling)
            else:
                self._piece(length, end, 0)
        pieces.append(raw[done:])
        self._as_read = len(self._starts) == 1 and not self._raw_starts[0]  # every offset is the same in both
        text = "".join(pieces)
        # Two letters for two letters: no offset moves.
        self.text = _TONE_ON_SECOND_VOWEL.sub(_tone_on_first_vowel, text)

    def _piece(self, start: int, raw_start: int, raw_end: int) -> None:
        if self._starts[-1] == start:  # nothing stood between: the earlier piece was empty
            self._raw_starts[-1], self._raw_ends[-1] = raw_start, raw_end
        else:
            self._starts.append(start)
            self._raw_starts.append(raw_start)
            self._raw_ends.append(raw_end)

    def raw_start(self, index: int) -> int:
        """Offset in `raw` at which the character `text[index]` starts (`index == len(text)`: where the text ends)."""
        if index >= len(self.text):
            return len(self.raw) if not self.text else self.raw_end(len(self.text))
        piece = bisect_right(self._starts, index) - 1
        if self._raw_ends[piece]:
            return self._raw_starts[piece]
        return self._raw_starts[piece] + index - self._starts[piece]

    def raw_end(self, index: int) -> int:
        """Offset in `raw` at which the stretch `text[:index]` ends (exclusive)."""
        if index <= 0:
            return self.raw_start(0) if self.text else 0
        piece = bisect_right(self._starts, index - 1) - 1
        return self._raw_ends[piece] or self._raw_starts[piece] + index - self._starts[piece]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in `raw` of the stretch `text[start:end]`."""
        if self._as_read and 0 <= start <= end <= len(self.text):
            return start, end
        return self.raw_start(start), self.raw_end(end)

    def index(self, raw_offset: int) -> int:
        """Where in `text` the character at `raw_offset` is (for one that was left out: where it would be)."""
        if self._as_read and 0 <= raw_offset <= len(self.text):
            return raw_offset
        piece = bisect_right(self._raw_starts, raw_offset) - 1
        if piece < 0:
            return 0
        after = self._starts[piece + 1] if piece + 1 < len(self._starts) else len(self.text)
        if self._raw_ends[piece]:
            return self._starts[piece] if raw_offset < self._raw_ends[piece] else after
        return min(self._starts[piece] + raw_offset - self._raw_starts[piece], after)
