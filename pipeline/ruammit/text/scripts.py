"""Writing systems as values: their letters, what holds a cluster together, and where a word may start and end.

The facts are the Unicode Standard's, chapters 7.1 (Latin) and 16.1 (Thai). Every range of letters lives here or in a
language pack, which names its script, or brings one of its own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

__all__ = ["COMBINING_MARKS", "FURTHER_DIGITS", "LATIN", "SECOND_VOWELS", "THAI", "Script", "members"]


@dataclass(frozen=True)
class Script:
    r"""A writing system.

    Sets of characters are written as inside a regular expression's character class: `"ก-ฮเ-ไ"`.

    Attributes:
        code: ISO 15924 code.
        letters: letters, vowel signs and tone marks; no digits, and no signs of repetition or abbreviation.
        signs: what Unicode counts as letters and no word is spelt with.
        consonants: letters that a syllable is built on, where vowels and tones stand around them.
        leading: vowels that are written before the consonant after which they are spoken.
        following: signs that belong to the letter before them: no word starts with one.
        marks: of these, the ones above or below a letter.
        vowel_marks: of the marks, the vowels, which are typed before a tone mark.
        tones: tone marks; in scripts whose letters carry accents, the combining marks of decomposed text (NFD).
        compositions: letters that are also typed as two (without tone marks), and the letter that these are.
        digits: the ten digits, from zero.
        spaced: a space or a sign stands between any two words.
        cased: letters are capital or small.
        silencer: the mark over a letter that is written and not spoken: the letter closes a syllable.
        no_openings: letters with which no word begins.
    """

    code: str
    letters: str
    signs: str = ""
    consonants: str = ""
    leading: str = ""
    following: str = ""
    marks: str = ""
    vowel_marks: str = ""
    tones: str = ""
    compositions: tuple[tuple[str, str], ...] = ()
    digits: str = "0123456789"
    spaced: bool = True
    cased: bool = True
    silencer: str = ""
    no_openings: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """A regular expression for one letter or mark."""
        return f"[{self.letters}]"

    @cached_property
    def _own(self) -> frozenset[str]:
        return members(self.letters + self.signs + self.digits)

    @cached_property
    def _letters(self) -> frozenset[str]:
        return members(self.letters)

    @cached_property
    def _leading(self) -> frozenset[str]:
        return members(self.leading)

    @cached_property
    def _following(self) -> frozenset[str]:
        return members(self.following)

    @cached_property
    def _tones(self) -> frozenset[str]:
        return members(self.tones)

    def is_letter(self, character: str) -> bool:
        """Whether it is a letter or mark of the script; "" is none."""
        return character in self._letters

    def has(self, character: str) -> bool:
        """Whether it is a letter, mark, sign or digit of the script; "" is none."""
        return character in self._own

    def is_spaced(self, character: str) -> bool:
        """Whether it is a letter or digit of a script with spaces between words: this one, or one that it quotes."""
        return character.isalnum() and (self.spaced or character not in self._own)

    def _spells(self, character: str) -> bool:
        """Whether words are spelt with it: a letter, mark or digit of any script."""
        return character.isalnum() or character in self._own

    def splits(self, text: str, at: int) -> bool:
        """Whether a cut before `text[at]` parts what belongs together.

        That is a word in a script with spaces, and a vowel or mark from its consonant in a script without.
        """
        if not 0 < at < len(text):
            return False
        left, right = text[at - 1], text[at]
        if left in self._leading or right in self._following:
            return True
        if self.silencer and text.find(self.silencer, at + 1, at + 3) > 0:
            return True
        if self.no_openings and text.startswith(self.no_openings, at):
            return True
        return self.is_spaced(left) and self.is_spaced(right)

    def joined(self, text: str) -> frozenset[int]:
        """All places in the text where a cut parts what a silencer or an opening joins (see `splits`)."""
        found: set[int] = set()
        for signs, before in (((self.silencer,) if self.silencer else (), (2, 1)), (self.no_openings, (0,))):
            for sign in signs:
                at = text.find(sign)
                while at >= 0:
                    found.update(at - gap for gap in before)
                    at = text.find(sign, at + 1)
        return frozenset(place for place in found if 0 < place < len(text))

    def not_before(self, word: str) -> str:
        """A look-behind for what may not stand right before a word; nothing for one that starts with a sign."""
        if not self._spells(word[0]):
            return ""
        if self.spaced:
            return r"(?<![^\W\d_])"
        if word[0].isascii():
            return r"(?<![A-Za-z])"
        return f"(?<![{self.leading}])" if self.leading else ""

    def not_after(self, word: str) -> str:
        """A look-ahead for what may not stand right after a word; nothing for one that ends in a sign."""
        if not self._spells(word[-1]):
            return ""
        if self.spaced:
            return r"(?![^\W\d_])"
        if word[-1].isascii():
            return r"(?![A-Za-z])"
        return f"(?![{self.following}])" if self.following else ""

    def toneless(self, text: str) -> str:
        """The text without tone marks, in composed form (NFC)."""
        letters = unicodedata.normalize("NFD", text)
        return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in self._tones))


@lru_cache(maxsize=64)
def members(characters: str) -> frozenset[str]:
    """The characters of a character class."""
    members: set[str] = set()
    for first, last in re.findall(r"(.)(?:-(.))?", characters, re.DOTALL):
        members.update(map(chr, range(ord(first), ord(last or first) + 1)))
    return frozenset(members)


COMBINING_MARKS = "\u0300-\u036f"
"""Accents of decomposed text (NFD), as inside a character class."""

FURTHER_DIGITS = (
    "\u0660-\u0669\u06f0-\u06f9\u07c0-\u07c9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f"
    "\u0ae6-\u0aef\u0b66-\u0b6f\u0be6-\u0bef\u0c66-\u0c6f\u0ce6-\u0cef\u0d66-\u0d6f"
    "\u0de6-\u0def\u0e50-\u0e59\u0ed0-\u0ed9\u0f20-\u0f29\u1040-\u1049\u1090-\u1099"
    "\u17e0-\u17e9\u1810-\u1819\u1946-\u194f\u19d0-\u19d9\u1a80-\u1a89\u1a90-\u1a99"
    "\u1b50-\u1b59\u1bb0-\u1bb9\u1c40-\u1c49\u1c50-\u1c59\ua620-\ua629\ua8d0-\ua8d9"
    "\ua900-\ua909\ua9d0-\ua9d9\ua9f0-\ua9f9\uaa50-\uaa59\uabf0-\uabf9\uff10-\uff19"
)
"""The decimal digits of all scripts in the Basic Multilingual Plane but ASCII, as inside a character class."""

LATIN = Script(
    code="Latn",
    letters="A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    tones="\u0300\u0301\u0303\u0309\u0323",  # grave, acute, tilde, hook above, dot below: the tones of Vietnamese
)

SECOND_VOWELS = r"[oOuU](?<![qQ].)(?:(?<=[oO])[àáảãạÀÁẢÃẠèéẻẽẹÈÉẺẼẸ]|(?<=[uU])[ỳýỷỹỵỲÝỶỸỴ])"
"""A regular expression for Vietnamese oa, oe and uy with their tone on the second vowel, as newer spelling has it."""

THAI = Script(
    code="Thai",
    letters="\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e",
    signs="\u0e2f\u0e46",  # PAIYANNOI (cut short), MAIYAMOK (said twice)
    consonants="\u0e01-\u0e2e",
    leading="\u0e40-\u0e44",
    following="\u0e30-\u0e3a\u0e45\u0e47-\u0e4e",
    marks="\u0e31\u0e34-\u0e3a\u0e47-\u0e4e",
    vowel_marks="\u0e31\u0e34-\u0e3a\u0e47\u0e4d",
    tones="\u0e48-\u0e4b",
    compositions=(
        ("\u0e4d\u0e32", "\u0e33"),  # NIKHAHIT and SARA AA: SARA AM
        ("\u0e40\u0e40", "\u0e41"),  # SARA E twice: SARA AE
    ),
    digits="\u0e50\u0e51\u0e52\u0e53\u0e54\u0e55\u0e56\u0e57\u0e58\u0e59",
    spaced=False,
    cased=False,
    silencer="\u0e4c",  # THANTHAKHAT
    no_openings=("\u0e23\u0e23",),  # RO HAN, the vowel between two consonants
)
