"""A key by how a name sounds: the same for a Vietnamese name and its spellings in Thai letters.

Each pack's `lexicons/phonetics.toml` says how its script spells a syllable: onsets, vowels as templates around the
onset, codas. Both scripts' spellings are read into shared classes; classes join what one of the scripts cannot tell
apart, and tones are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from ruammit import languages
from ruammit.entities.lexicons import Phonetics
from ruammit.languages import LanguagePack
from ruammit.text.normalization import normalise

__all__ = ["first_syllable", "phonetic_key"]

# What a rounded glide makes of the vowel after it; others stay as they are.
_ROUNDED = {"A": "W", "Oe": "W", "O": "W", "E": "We", "I": "Ui", "Ie": "Wie", "Ai": "Wai"}
# After a glottal onset the glide sounds as the onset: one hears /w/ where others write h and o.
_AFTER_H = {"W": "A", "We": "E", "Ui": "I", "Wie": "Ie", "Wai": "Ai"}
_ELSEWHERE = {"We": "E", "Wie": "Ie", "Wai": "Ai"}
_LONGEST = 60  # letters a name may have
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class _Template:
    """A way to spell a syllable.

    Attributes:
        spelling: a regular expression for it.
        vowel: the class of its vowel.
        opens: the letters that it may open with; "" among them: any.
        holds: what stands in it behind the onset: it need not be tried where this is not near.
    """

    spelling: str
    vowel: str
    opens: frozenset[str]
    holds: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The spelling, compiled when it is first tried: many are rare."""
        return re.compile(self.spelling)


class _Spelling:
    """How one language's script spells syllables, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        lexicon = pack.lexicon(Phonetics)
        self.spaced: bool = lexicon.names_spaced
        self.drop = lexicon.drop
        self.respell = [(composed(a), composed(b)) for a, b in lexicon.respell]
        self.onsets = {composed(form): kind for kind, forms in lexicon.onsets.items() for form in forms}
        self.codas = {composed(form): kind for kind, forms in lexicon.codas.items() for form in forms}
        onset = "|".join(sorted(map(re.escape, self.onsets), key=len, reverse=True))
        coda = "|".join(sorted(map(re.escape, self.codas), key=len, reverse=True))
        glide = f"(?P<glide>{re.escape(lexicon.glide)}(?!$))?" if lexicon.glide else "(?P<glide>(?!))?"
        # A consonant that a vowel sign follows begins the next syllable.
        signs = f"(?![{re.escape(lexicon.vowel_signs)}])" if lexicon.vowel_signs else ""
        end = r"(?![^\W\d_])" if self.spaced else ""
        self.templates: list[_Template] = []
        self._opening: dict[str, list[_Template]] = {}
        self.reach = 0
        self.cached_run = lru_cache(maxsize=4096)(lambda text: tuple(self.run(text)))
        consonants, longest = {form[0] for form in self.onsets if form}, max(map(len, self.onsets), default=0)
        for table, rest in (
            (lexicon.closed, rf"{signs}{end}"),
            # With a coda first: what may be the first letter of a cluster or an onset and a coda is the latter.
            (lexicon.vowels, rf"(?P<coda>{coda}){signs}{end}"),
            (lexicon.vowels, end),
            (lexicon.short, rf"(?P<coda>{coda}){signs}"),
        ):
            for spelling, vowel in table.items():
                before, after = composed(spelling).split("*")
                body = rf"{re.escape(before)}(?P<onset>{onset}){glide}{re.escape(after)}{rest}"
                vowels = {after[:1], *lexicon.glide} if "" in self.onsets else set()
                opens = frozenset({before[0]} if before else consonants | vowels)
                self.templates.append(_Template(body, vowel, opens, after))
                self.reach = max(self.reach, len(before) + longest + 1 + len(after))  # with a glide

    def bare(self, name: str) -> str:
        """The letters of a name that its sound is read from: small, without tones, in the lexicon's spelling."""
        text = unicodedata.normalize("NFD", normalise(name).lower()) if self.spaced else normalise(name)
        text = unicodedata.normalize("NFC", self.drop.sub("", text))
        for old, new in self.respell:
            text = text.replace(old, new)
        return text

    def opening(self, letter: str) -> list[_Template]:
        """The templates of syllables that may open with the letter, in order."""
        found = self._opening.get(letter)
        if found is None:
            found = [one for one in self.templates if letter in one.opens or "" in one.opens]
            self._opening[letter] = found
        return found

    def syllables(self, text: str) -> list[str | None]:
        """The classes of every syllable; None where the text is no syllable of this spelling."""
        if not self.spaced:
            return list(self.run(text))
        return [syllable for run in _LETTERS.findall(text) for syllable in self.cached_run(run)]

    def run(self, text: str) -> Iterator[str | None]:
        """The same of a text in which no syllable ends because of a space."""
        at = 0
        while at < len(text):
            if not text[at].isalpha():
                at += 1
                continue
            best: tuple[int, re.Match[str], str] | None = None
            near = text[at : at + self.reach]
            for template in self.opening(text[at]):
                match = template.pattern.match(text, at) if template.holds in near else None
                if match and match.end() > at and (best is None or match.end() > best[0]):
                    best = (match.end(), match, template.vowel)
            if best is None:
                yield None
                return
            at, match, vowel = best
            yield self.classes(match, vowel)

    def classes(self, match: re.Match[str], vowel: str) -> str:
        """Onset, vowel and coda of a syllable in one word."""
        found = match.groupdict()
        onset = str(self.onsets[found["onset"]])
        if found.get("glide"):
            vowel = _ROUNDED.get(vowel, vowel)
        if onset == "H" and vowel in _AFTER_H:
            onset, vowel = "W", _AFTER_H[vowel]
        vowel = _ELSEWHERE.get(vowel, vowel)
        coda = self.codas[found["coda"]] if found.get("coda") else ""
        return f"{onset}.{vowel}{coda}"


def composed(text: str) -> str:
    """The lexicon's letters as they stand in a name once its tone marks are gone."""
    return unicodedata.normalize("NFC", text.lower())


@cache
def _spelling(pack: LanguagePack) -> _Spelling:
    return _Spelling(pack)


@lru_cache(maxsize=4096)
def phonetic_key(name: str, lang: str) -> str | None:
    """How a name sounds, syllable by syllable, in classes that all languages share.

    Args:
        name: as written; tones, letter case and spaces between syllables make no difference.
        lang: ISO 639-1 code of the language it is written in.

    Returns:
        The same key for all spellings of a name; None for what is not spelt in syllables of this language.

    Raises:
        PackError: no pack for this language.
    """
    spelling = _spelling(languages.pack(lang))
    if len(name) > _LONGEST:
        return None
    found = spelling.syllables(spelling.bare(name))
    if not found or None in found:
        return None
    return " ".join(syllable for syllable in found if syllable)


def first_syllable(name: str, lang: str) -> str | None:
    """The first syllable of a name's key; None where the name does not begin with a syllable of this language.

    Quicker than the key, for whoever looks for names that begin in some way among words most of which do not.

    Args:
        name: as written, without spaces.
        lang: ISO 639-1 code of the language it is written in.
    """
    spelling = _spelling(languages.pack(lang))
    return next(spelling.run(spelling.bare(name)), None)
