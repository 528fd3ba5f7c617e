"""Places and known organisations in a script with capitals: decided by letter case and the words around."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate
from ruammit.entities.cased.words import syllable_test
from ruammit.entities.gazetteer import Hit
from ruammit.entities.known_names import KnownNames
from ruammit.entities.lexicons import CasedPersons
from ruammit.entities.phonetic import phonetic_key

__all__ = ["CasedNames"]

_BIG_CITY = 1_000_000  # inhabitants of a city that needs no word to say that it is one
_CAPITAL_CITY = 100_000  # of a capital
_PLACE_SYLLABLES = 2  # of a place whose name begins like a family name
_JOINT = re.compile(r" ?[,/&–\-] ?")
_WITHIN = re.compile(r",? ?\(|, ?| - ")
_SENTENCE_END = frozenset(".!?:;\n\r\"'“”‘’«»•*|-–(")


class CasedNames(KnownNames):
    """A script with capitals, and spaces between syllables."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis)
        self.borne: Counter[str] = Counter()
        """How often a name of one syllable stands for a person, or ends a person's name."""
        self.native = syllable_test(analysis.pack)
        self.given_names = analysis.pack.lexicon(CasedPersons).given_names

    def accepts(self, hit: Hit) -> bool:
        """See `KnownNames.accepts`."""
        form, kind = hit.name.form, hit.entry.kind
        if hit.start and self.text[hit.start - 1] == "." and self.text[hit.start - 2 : hit.start - 1].isalnum():
            return False  # the end of an address on the web
        if form in self.rules.ambiguous.after_office and self.before(self.rules.offices, hit.start):
            return True
        if kind == "district":
            return " " in form and self.in_region(hit)
        if form in self.rules.ambiguous.head and not self.is_listed(hit):
            return False
        if form in self.rules.ambiguous.after and not self.is_listed(hit) and not self.is_adjective(hit):
            return False
        single = " " not in form
        if kind == "state" and not single and not form.isascii():
            return True
        if (kind != "state" or single) and self.before(self.rules.persons, hit.start):
            self.borne[form] += single
            return False
        if form in self.rules.ambiguous.first and self.begins_sentence(hit.start) and not self.is_listed(hit):
            return False
        if kind in {"city", "capital"} and single and form.isascii() and not self.is_evident_city(hit):
            return False
        syllable = single and phonetic_key(form, self.analysis.pack.code) is not None
        return self.fits_between(hit, syllable)

    def is_listed(self, hit: Hit) -> bool:
        """Whether it stands in a list of places."""
        return self.neighbour(hit) or self.closes_list(hit)

    def is_adjective(self, hit: Hit) -> bool:
        """Whether it says of the word before whose it is."""
        previous = self.word_before(hit.start)
        return bool(previous and previous.islower() and not self.before(self.rules.not_after, hit.start))

    def fits_between(self, hit: Hit, syllable: bool) -> bool:
        """Whether the words before and after, capital by capital, leave the hit a name of its own."""
        previous, following = self.word_before(hit.start), self.word_after(hit.end)
        part = not syllable and previous in self.rules.lexicon.directions
        if previous and not part and self.continues_name(hit, previous):
            self.borne[hit.name.form] += syllable
            return False
        beside = [word for word in (previous, following) if word]
        surface = self.text[hit.start : hit.end]
        if (
            syllable
            and len(surface) > 1
            and surface.isupper()
            and (any(map(str.isupper, beside)) or self.text[hit.start - 1 : hit.start] in {".", "/"})
        ):
            return False  # the end of a name in capitals, as under a photograph
        if not following or not following[0].isupper() or following.isupper() or hit.end + 1 in self.starts:
            return True
        if following in self.rules.lexicon.name_words:
            return False
        if following in self.rules.lexicon.families:
            if syllable and hit.name.form in self.rules.lexicon.families:
                return False
            further = self.word_after(hit.end + 1 + len(following))
            return not syllable or bool(previous and further and further[0].isupper())
        if self.before(self.rules.facility, hit.start):
            return False  # the first word of the name of a newspaper, say
        return hit.entry.kind == "state" and (not syllable or (previous is not None and previous[0].islower()))

    def is_evident_city(self, hit: Hit) -> bool:
        """Whether a city that shares its name with people or things is meant: a big one, or by the words around."""
        if (
            hit.entry.population >= (_BIG_CITY if hit.entry.kind == "city" else _CAPITAL_CITY)
            or hit.entry.country == self.rules.home
            or self.in_region(hit)
        ):
            return True
        return self.before(self.rules.prepositions, hit.start) is not None

    def without_persons(self, places: list[Candidate]) -> list[Candidate]:
        """See `KnownNames.without_persons`: a given name stands alone in later mentions, outside lists of places."""
        counts = Counter(self.text[place.start : place.end] for place in places)
        return [
            place
            for place in places
            if not 0 < counts[form := self.text[place.start : place.end]] <= self.borne[form]
            or self.head(place.start)
            or self.is_listed(self.starts[place.start])
        ]

    def once_is_enough(self, hit: Hit) -> bool:
        """See `KnownNames.once_is_enough`: for a city between words that fit."""
        return hit.entry.kind == "city" and hit.name.form.isascii() and self.fits_between(hit, False)

    def accepts_organisation(self, hit: Hit) -> bool:
        """See `KnownNames.accepts_organisation`: not in an address on the web, and no company as a family name."""
        if self.text[hit.end : hit.end + 1] == "." and self.text[hit.end + 1 : hit.end + 2].isalpha():
            return False
        if hit.entry.kind != "company" or not hit.name.form.isalpha():
            return True
        previous = self.word_before(hit.start)
        given = previous is not None and previous.istitle() and not self.is_native(previous)
        return not given and self.before(self.rules.persons, hit.start) is None

    def continues_name(self, hit: Hit, previous: str) -> bool:
        """Whether the word before belongs to the same, longer name."""
        if not previous[0].isupper() or previous.isupper() or hit.start - 1 in self.ends:
            return False
        if hit.entry.kind == "state" and self.is_foreign_thing(previous):
            return False
        return previous in self.rules.lexicon.families or not self.begins_sentence(hit.start - len(previous) - 1)

    def is_foreign_thing(self, word: str) -> bool:
        """Whether a word in foreign spelling is what comes from the state behind it ("Sukhoi Nga"), no given name."""
        return word.isalpha() and not self.native(word) and word not in self.given_names

    def name_end(self, start: int, end: int) -> int:
        """See `KnownNames.name_end`: capitalised words make the name, a family name behind two of them another's."""
        if self.text[start].isdigit():
            return end
        capitals = list(takewhile(str.istitle, self.text[start:end].split()))
        if len(capitals) > _PLACE_SYLLABLES and capitals[0] in self.rules.lexicon.families:
            return start  # a person of that place
        last, count = start, 0
        for word in re.finditer(r"\S+", self.text[start:end]):
            if not word.group()[0].isupper() or (count > 1 and word.group() in self.rules.lexicon.families):
                break
            last, count = start + word.end(), count + 1
        return last if last - start > 1 else start

    def is_native(self, name: str) -> bool:
        """See `KnownNames.is_native`."""
        return name[-1].isdigit() or phonetic_key(name, self.analysis.pack.code) is not None

    def in_region(self, hit: Hit) -> bool:
        """Whether a region or a city comes right after, behind a comma or in brackets: "Như Quỳnh (Hưng Yên)"."""
        after = _WITHIN.match(self.text, hit.end)
        whole = self.starts.get(after.end()) if after else None
        return whole is not None and whole.entry.kind != "district"

    def neighbour(self, hit: Hit) -> bool:
        """Whether another place stands beside it, with a comma or a dash between."""
        after = _JOINT.match(self.text, hit.end)
        if after and after.end() in self.starts:
            return True
        before = _JOINT.match(self.backwards, len(self.text) - hit.start)
        return bool(before and len(self.text) - before.end() in self.ends)

    def word_before(self, index: int) -> str | None:
        """The word before the index, where only a space stands between."""
        if self.text[index - 1 : index] != " ":
            return None
        start = index - 1
        while start and self.text[start - 1].isalnum():
            start -= 1
        return self.text[start : index - 1] or None

    def word_after(self, index: int) -> str | None:
        """The word after the index, where only a space stands between."""
        if self.text[index : index + 1] != " ":
            return None
        end = index + 1
        while end < len(self.text) and self.text[end].isalnum():
            end += 1
        return self.text[index + 1 : end] or None

    def begins_sentence(self, index: int) -> bool:
        """Whether a sentence, a heading or a quotation begins at the index."""
        left = self.text[max(0, index - 3) : index].rstrip(" ")
        return not left or left[-1] in _SENTENCE_END
