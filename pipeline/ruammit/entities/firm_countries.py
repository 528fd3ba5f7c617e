"""What an article tells of a firm's country: nouns in apposition, the lead of a list, its seat, who speaks for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from ruammit.analysis import Analysis
from ruammit.entities.candidate import COMPANY, Candidate
from ruammit.entities.cased.words import syllable_test
from ruammit.entities.firm_signs import FirmSigns
from ruammit.entities.lexicons import CasedPersons
from ruammit.entities.setting import Setting
from ruammit.schema import EntityType

__all__ = ["FirmCountries"]

_LONGEST_APPOSITION = 70  # letters from a name to the country in an apposition to it, or from a noun to the name
_MOST_NICKNAMES = 2  # of countries that may stand in apposition to one name
_LONGEST_OFFICE = 40  # letters between a firm's name and that of the person who speaks for it
_LONGEST_LIST = 12  # names of firms after what opens their list
_SPOKEN_FOR = {COMPANY, "organisation-body", "organisation-generic", "organisation-suffix"}
"""Rules whose names are of firms and funds that a person may speak for."""


class FirmCountries:
    """The firms of one article."""

    def __init__(self, analysis: Analysis, signs: FirmSigns, setting: Setting, candidates: Sequence[Candidate]) -> None:
        self.text, self.signs, self.setting = analysis.text, signs, setting
        self.cased = analysis.pack.script.cased
        self.persons = [one for one in candidates if one.type is EntityType.PERSON]
        self.families = analysis.pack.lexicon(CasedPersons).families if self.cased else frozenset[str]()
        self.is_native = syllable_test(analysis.pack) if self.cased else lambda _: True
        self.listed = self.lists([one for one in candidates if one.type is EntityType.ORG])
        self.nicknames = sorted(
            (match.start(), country)
            for country, pattern in signs.nicknames.items()
            for match in pattern.finditer(self.text)
        )

    def lists(self, names: Iterable[Candidate]) -> Mapping[int, int]:
        """The start of every member of a list of names to the start of its first member."""
        first: dict[int, int] = {}
        before = None
        length = 0
        for one in names:
            if before and length < _LONGEST_LIST and self.signs.listing.fullmatch(self.text, before.end, one.start):
                first[one.start] = first.get(before.start, before.start)
                length += 1
            else:
                length = 0
            before = one
        return first

    def told(self, mentions: Iterable[Candidate]) -> str | None:
        """The country that stands beside any mention: in apposition to it, after the noun before it, as its seat."""
        text, signs, setting = self.text, self.signs, self.setting
        for one in mentions:
            for place in setting.between(one.end, one.end + _LONGEST_APPOSITION):
                for pattern in (signs.apposition, signs.seat):
                    if pattern.fullmatch(text, one.end, place.start):
                        return place.country
            for at, country in self.near_nicknames(one.end):
                if at - one.end <= _LONGEST_APPOSITION and signs.apposition.fullmatch(text, one.end, at):
                    return country
            if leading := self.led(one.start) or self.led(self.listed.get(one.start, one.start)):
                return leading
        return None

    def near_nicknames(self, at: int) -> list[tuple[int, str]]:
        """Where the next countries stand that are called by what the press calls them, and which they are."""
        first = bisect_left(self.nicknames, (at, ""))
        return self.nicknames[first : first + _MOST_NICKNAMES]

    def led(self, start: int) -> str | None:
        """The country after a noun that the name which starts there follows: "the Korean car maker …"."""
        text, signs = self.text, self.signs
        for place in reversed(self.setting.between(max(start - _LONGEST_APPOSITION, 0), start)):
            if signs.after.fullmatch(text, place.end, start) and signs.before.search(
                text, max(place.start - _LONGEST_APPOSITION, 0), place.start
            ):
                return place.country
        return None

    def speaks_abroad(self, firm: Candidate) -> bool:
        """Whether a person with a foreign name speaks for a firm in foreign letters: "ông Tan, Chủ tịch Tập đoàn …"."""
        if not self.cased or firm.rule not in _SPOKEN_FOR:
            return False
        for person in self.persons:
            between = (person.end, firm.start) if person.end <= firm.start else (firm.end, person.start)
            if 0 <= between[1] - between[0] <= _LONGEST_OFFICE and self.signs.office.fullmatch(self.text, *between):
                name = self.text[person.start : person.end].split()
                return " ".join(name[:1]) not in self.families and not all(map(self.is_native, name))
        return False
