"""Names of another country as they sound: persons by their family name, places by the other language's gazetteer.

The press of a script without capitals spells such names by ear and in several ways. A name is found by the key of its
sound (`ruammit.entities.phonetic`), which is one for all its spellings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ruammit import languages
from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate, Priority
from ruammit.entities.gazetteer import Entry, gazetteer
from ruammit.entities.lexicons import CasedPersons, Phonetics, Places, UncasedPersons
from ruammit.entities.organisation_lexicons import UncasedOrganisations
from ruammit.entities.phonetic import first_syllable, phonetic_key
from ruammit.entities.uncased.heard_places import PLACES, HeardPlaces, holds_unknown
from ruammit.languages import LanguagePack
from ruammit.matching import any_of
from ruammit.schema import EntityType
from ruammit.text.scripts import LATIN

__all__ = ["find_heard", "heard_place"]

_MOST_SYLLABLES = 4
_SURE_SYLLABLES = 3  # of a name that no office stands before
_LONGEST_PART = 24  # letters
_LONGEST_OPENING = 16  # letters up to the next space, of a name that opens with a word of the dictionary
_LONGEST_HEAD = 12  # letters of a word before a place
_NAMED_AFTER_PERSONS = frozenset({"place-region", "place-city"})
_MOST_WORDS = 4  # of a name in foreign letters


class _Names(NamedTuple):
    """What other languages call their people and places, by sound.

    Attributes:
        families: keys of the family names.
        latin_families: the family names in their own letters, with and without marks.
        latin_doubtful: the ones with which places begin as well: they need one of `latin_middles` after them.
        latin_middles: the middle names in their own letters, with and without marks.
        given: given names in foreign letters that many bear abroad.
        codes: of the languages.
        middles: keys of the syllables that stand between the family and the given name of very many.
        places: key to place, of two syllables at least.
        districts: the same for smaller places, which need a word before them that says so.
    """

    families: frozenset[str]
    latin_families: frozenset[str]
    latin_doubtful: frozenset[str]
    latin_middles: frozenset[str]
    given: frozenset[str]
    codes: tuple[str, ...]
    middles: frozenset[str]
    places: Mapping[str, Entry]
    districts: Mapping[str, Entry]


@cache
def _names(pack: LanguagePack) -> _Names:
    families: set[str] = set()
    middles: set[str] = set()
    latin: set[str] = set()
    doubtful: set[str] = set()
    latin_middles: set[str] = set()
    given: set[str] = set()
    codes: list[str] = []
    places: dict[str, Entry] = {}
    districts: dict[str, Entry] = {}
    for code in languages.codes():
        other = languages.pack(code)
        if other is pack or not other.script.cased or not other.lexicon(Phonetics).onsets:
            continue
        persons = other.lexicon(CasedPersons)
        stroked = other.lexicon(Phonetics).stroked
        listed = persons.families | persons.families_of_places
        families |= {key for family in listed if (key := phonetic_key(family, code))}
        own = persons.families - persons.families_of_places
        latin |= own | {_plain(family, stroked) for family in own}
        doubtful |= {form for family in persons.families_of_places for form in (family, _plain(family, stroked))}
        latin_middles |= {form for middle in persons.middles for form in (middle, _plain(middle, stroked))}
        given |= persons.given_names
        codes.append(code)
        middles |= {key for middle in persons.middles if (key := phonetic_key(middle, code))}
        for name in gazetteer(other).names():
            for entry in name.entries:
                if not entry.is_place or entry.country != other.home or entry.kind == "state":
                    continue
                table = places if entry.kind in PLACES else districts
                for form in {name.form, _plain(name.form, stroked), _as_english(name.form, stroked)}:
                    key = phonetic_key(form, code)
                    if key and " " in key:
                        table.setdefault(key, entry)
    return _Names(
        frozenset(families),
        frozenset(latin),
        frozenset(doubtful),
        frozenset(latin_middles),
        frozenset(given),
        tuple(codes),
        frozenset(middles),
        places,
        districts,
    )


def _plain(name: str, stroked: Mapping[str, str]) -> str:
    """A name without the marks on its letters, as English prints it."""
    letters = unicodedata.normalize("NFD", name.translate({ord(letter): plain for letter, plain in stroked.items()}))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _as_english(name: str, stroked: Mapping[str, str]) -> str:
    """A name whose letters without a stroke are read as English reads them: as if they had one."""
    for letter, plain in stroked.items():
        name = name.replace(plain, letter)
    return name


def heard_place(pack: LanguagePack, form: str, *, district: bool) -> Entry | None:
    """The place of another language's country that the form sounds like.

    Args:
        pack: the language that the form is written in.
        form: as written.
        district: whether a word before it says that it is a district or smaller.
    """
    names = _names(pack)
    key = phonetic_key(form, pack.code)
    if key is None:
        return None
    return (names.districts.get(key) if district else None) or names.places.get(key)


class _Rules:
    """A pack's persons lexicon, as far as it goes with names by ear."""

    def __init__(self, pack: LanguagePack) -> None:
        lexicon = pack.lexicon(UncasedPersons)
        letter = pack.script.letter
        self.ends = re.compile(any_of(lexicon.ends))
        self.office = re.compile(rf"{any_of(lexicon.offices | lexicon.offices_heard)} ?")
        self.run = re.compile(rf"{letter}{{1,{_LONGEST_PART}}}")
        self.letter = re.compile(letter)
        self.letters = re.compile(rf"{letter}+")
        heads = [head for _, heads in pack.lexicon(Places).heads for head in heads]
        self.head = re.compile(rf"{any_of(heads)} ?\Z")
        bodies = pack.lexicon(UncasedOrganisations)
        self.body = re.compile(rf"(?<!\w){any_of(bodies.latin_tails | lexicon.latin_roles)}(?!\w)")
        self.latin = re.compile(
            rf"(?<![\w&])[{LATIN.letters}]{{2,16}}(?: [{LATIN.letters}]{{2,16}}){{1,{_MOST_WORDS - 1}}}(?![\w&])"
        )
        lists = pack.word_lists() if pack.word_lists else {}
        self.dictionary = lists.get("dictionary", frozenset())


@cache
def _rules(pack: LanguagePack) -> _Rules:
    return _Rules(pack)


def find_heard(analysis: Analysis, known: Sequence[Candidate]) -> list[Candidate]:
    """Persons and places of other countries by the sound of their names, in no particular order.

    Args:
        analysis: the article.
        known: the places and organisations that the gazetteer knows.
    """
    if not _names(analysis.pack).families:
        return []
    finder = _Finder(analysis, known)
    places = HeardPlaces(analysis, known, heard_place).find()
    return [*finder.persons(), *finder.latin(), *places]


class _Finder:
    """One article in a script without capitals."""

    def __init__(self, analysis: Analysis, known: Sequence[Candidate]) -> None:
        self.pack = analysis.pack
        self.taken = {one.start: one.rule for one in known}
        self.text = analysis.text
        self.tokens = analysis.tokens
        self.ends_of = analysis.word_ends
        self.rules = _rules(analysis.pack)
        self.names = _names(analysis.pack)

    def persons(self) -> Iterator[Candidate]:
        """Full names that open with a family name: of three syllables, or of two after an office."""
        offices = {match.end() for match in self.rules.office.finditer(self.text)}
        inside = sorted(offices - {start for start, _ in self.tokens})
        openings = offices.union(run.start() for run in self.rules.letters.finditer(self.text))
        for start, end in [*self.tokens, *((at, at) for at in inside if self.text[at - 1 : at] != " ")]:
            if start not in openings or not self.rules.letter.match(self.text, start):
                continue
            if start in self.taken and not (start in offices and self.taken[start] in _NAMED_AFTER_PERSONS):
                continue
            if self.pack.script.splits(self.text, start) or not self.may_open(
                start, end, after_office=start in offices
            ):
                continue
            stop = self.person(start, _SURE_SYLLABLES - (start in offices))
            if stop and not self.is_city(start, stop):
                yield Candidate(start, stop, EntityType.PERSON, "person-heard", Priority.FAMILY)

    def is_city(self, start: int, end: int) -> bool:
        """Whether a word before the name says that it is a place's; a person's syllables stand apart after one."""
        head = self.rules.head.search(self.text, max(0, start - _LONGEST_HEAD), start)
        return head is not None and " " not in self.text[start:end]

    def latin(self) -> Iterator[Candidate]:
        """Persons in foreign letters: by a given name that many bear, or by a family name and native syllables."""
        for match in self.rules.latin.finditer(self.text):
            words = match.group().split(" ")
            if not all(word[0].isupper() and not word.isupper() for word in words) or self.rules.body.search(
                match.group()
            ):
                continue
            is_family = words[0] in self.names.latin_families or (
                words[0] in self.names.latin_doubtful and words[1] in self.names.latin_middles
            )
            native = len(words) > 2 and is_family and all(map(self.is_syllable, words[1:]))
            if native or (words[0] in self.names.given and len(words) <= _SURE_SYLLABLES):
                yield Candidate(*match.span(), EntityType.PERSON, "person-latin", Priority.FAMILY)

    def is_syllable(self, word: str) -> bool:
        """Whether a word in foreign letters is one syllable of the language whose family names are known."""
        return any(phonetic_key(word, code) for code in self.names.codes)

    def may_open(self, start: int, end: int, *, after_office: bool) -> bool:
        """Whether a name may open there: a word that no dictionary has, or a short one with a space after it."""
        if self.text[start:end] not in self.rules.dictionary or after_office:
            return True
        run = self.rules.run.match(self.text, start)
        return run is not None and run.end() - start <= _LONGEST_OPENING and self.text[run.end() : run.end() + 1] == " "

    def person(self, start: int, least: int) -> int | None:
        """Where the name ends that starts there, if it has as many syllables."""
        syllables = unknown = 0
        after_office = least < _SURE_SYLLABLES
        at, end = start, start
        key: str | None = None
        while syllables < _MOST_SYLLABLES and (run := self.rules.run.match(self.text, at)):
            middle = syllables == _SURE_SYLLABLES - 1 and key in self.names.middles
            stop = run.end() if middle and self.is_syllable_of(run.group()) else self.cut(at, run.end())
            part = self.text[at:stop]
            if not syllables and (not part or first_syllable(part, self.pack.code) not in self.names.families):
                return None
            key = phonetic_key(part, self.pack.code) if part else None
            if key is None or syllables + len(key.split()) > _MOST_SYLLABLES:
                break
            if (
                " " in key
                and not after_office
                and not holds_unknown(self.text, at, stop, self.ends_of, self.rules.dictionary)
            ):
                break
            if syllables >= _SURE_SYLLABLES and key in self.names.families:  # the next person of a list
                break
            unknown += syllables == 1 and key in self.names.middles
            syllables += len(key.split())
            unknown += part not in self.rules.dictionary
            end = stop
            if stop < run.end() or self.text[stop : stop + 1] != " ":
                break
            at = stop + 1
        enough = unknown >= 1 + (syllables > _SURE_SYLLABLES) or (after_office and syllables == _SURE_SYLLABLES)
        return end if syllables >= least and enough else None

    def is_syllable_of(self, part: str) -> bool:
        """Whether it is one syllable by ear: the given name after family and middle name, whatever else it means."""
        key = phonetic_key(part, self.pack.code)
        return key is not None and " " not in key

    def cut(self, start: int, end: int) -> int:
        """Where a word starts in the run that cannot be part of a name, else its end."""
        at = start
        while at < end:
            match = self.rules.ends.match(self.text, at, end)
            if match and len(match.group()) > 1 and self.ends_of.get(at, end) <= match.end():
                return at
            at = self.ends_of.get(at, at + 1)
        return end
