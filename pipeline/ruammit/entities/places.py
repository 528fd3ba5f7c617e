"""Places and known organisations: the gazetteer's hits, decided by neighbours, words and letter case."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate
from ruammit.entities.gazetteer import Hit
from ruammit.entities.phonetic import phonetic_key
from ruammit.entities.place_mentions import Mentions
from ruammit.entities.place_rules import place_rules

__all__ = ["find_known_organisations", "find_places"]

SHORT = 6  # letters; a shorter name in a script without spaces may be part of a word
BIG = 1_000_000  # inhabitants of a city that needs no word to say that it is one
TOWN = 100_000  # of a capital
PLACE_SYLLABLES = 2  # of a place whose name begins like a family name
# With the English article, on either side of a dash and the one of them backwards.
_DASH = re.compile(r" ?(?:eht )?[–\-] ?(?:the )?")
_JOINT = re.compile(r" ?[,/&–\-] ?")
_WITHIN = re.compile(r",? ?\(|, ?| - ")
_SENTENCE_END = frozenset(".!?:;\n\r\"'“”‘’«»•*|-–(")


def find_places(analysis: Analysis) -> list[Candidate]:
    """The countries, regions, cities and districts of the text as candidates, in text order."""
    return _mentions(analysis).places()


def find_known_organisations(analysis: Analysis) -> list[Candidate]:
    """The organisations that the gazetteer knows, as candidates, in text order."""
    return _mentions(analysis).organisations()


_latest: list[Mentions] = []


def _mentions(analysis: Analysis) -> Mentions:
    """The article's mentions; those of the last article are kept, as its places and organisations are asked for
    one after the other."""
    if _latest and _latest[0].analysis is analysis:
        return _latest[0]
    found = _Cased(analysis) if place_rules(analysis.pack).letter_case else _Caseless(analysis)
    _latest[:] = [found]
    return found


class _Caseless(Mentions):
    """A script without capitals and without spaces between words."""

    @cached_property
    def words(self) -> dict[int, int]:
        """Start and end of every word."""
        return self.analysis.word_ends

    @cached_property
    def word_ends(self) -> frozenset[int]:
        """Where words end."""
        return frozenset(self.words.values())

    def accepts(self, hit: Hit) -> bool:
        """See `Mentions.accepts`."""
        form = hit.name.form
        if form in self.rules.head_only:
            return self.neighbour(hit) or (self.closes_list(hit) and self.is_word(hit))
        if hit.name.latin:
            return self.stands_alone(hit) or self.is_side(hit)
        if hit.entry.kind == "district":
            return False
        if form in self.rules.word_only or (len(form) <= SHORT and hit.entry.kind != "state"):
            return self.is_word(hit)
        return True

    def accepts_organisation(self, hit: Hit) -> bool:
        """See `Mentions.accepts_organisation`: a short name only as a word of its own, Latin letters only alone."""
        if hit.name.latin:
            return self.stands_alone(hit, " -–&")  # firms are listed with commas
        if "." in hit.name.form:
            return self.starts_word(hit)
        return len(hit.name.form) > SHORT or self.is_word(hit)

    def name_end(self, start: int, end: int) -> int:
        """See `Mentions.name_end`: letters up to the next space, or to a word that no name holds."""
        stop = self.rules.ends.search(self.text, start, end)
        return stop.start() if stop else end

    def is_native(self, name: str) -> bool:
        """See `Mentions.is_native`: names in this script are, after head words that other countries do not have."""
        return not name.isascii()

    def once_is_enough(self, hit: Hit) -> bool:
        """See `Mentions.once_is_enough`: without capitals it would count everyday words."""
        return hit.name.latin

    def is_word(self, hit: Hit) -> bool:
        """Whether words begin and end where the name does."""
        letter = self.rules.letter
        starts = self.starts_word(hit)
        ends = hit.end == len(self.text) or not letter.match(self.text[hit.end]) or hit.end in self.word_ends
        return starts and ends

    def starts_word(self, hit: Hit) -> bool:
        """Whether a word begins where the name does: "มท.", and not "ปมท."."""
        return hit.start == 0 or not self.rules.letter.match(self.text[hit.start - 1]) or hit.start in self.words

    def stands_alone(self, hit: Hit, signs: str = " -–&,") -> bool:
        """Whether no Latin word is beside a name in Latin letters, none but the signs between."""
        left = self.text[max(0, hit.start - 3) : hit.start].rstrip(signs)[-1:]
        right = self.text[hit.end : hit.end + 3].lstrip(signs + ".")[:1]
        return not (left.isascii() and left.isalnum()) and not (right.isascii() and right.isalpha())

    def is_side(self, hit: Hit) -> bool:
        """Whether a dash joins it to another state or a body of states, as in the name of what two sides agree on."""
        after = _DASH.match(self.text, hit.end)
        before = _DASH.match(self.backwards, len(self.text) - hit.start)
        right = self.sides[0].get(after.end()) if after else None
        left = self.sides[1].get(len(self.text) - before.end()) if before else None
        return right is not None or left is not None

    @cached_property
    def sides(self) -> tuple[dict[int, Hit], dict[int, Hit]]:
        """States and bodies of states, by where they start and by where they end."""
        sides = [hit for hit in self.hits if hit.entry.kind in {"state", "body"}]
        return {hit.start: hit for hit in sides}, {hit.end: hit for hit in sides}


class _Cased(Mentions):
    """A script with capitals, and spaces between syllables."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis)
        self.borne: Counter[str] = Counter()
        """How often a name of one syllable stands for a person, or ends a person's name."""

    def accepts(self, hit: Hit) -> bool:
        """See `Mentions.accepts`."""
        form, kind = hit.name.form, hit.entry.kind
        if kind == "district":
            return " " in form and self.in_region(hit)
        if form in self.rules.head_only and not self.is_listed(hit):
            return False
        if form in self.rules.adjectives and not self.is_listed(hit) and not self.is_adjective(hit):
            return False
        single = " " not in form
        if kind == "state" and not single and not form.isascii():
            return True
        if (kind != "state" or single) and self.before(self.rules.persons, hit.start):
            self.borne[form] += single
            return False
        if form in self.rules.not_first and self.begins_sentence(hit.start) and not self.is_listed(hit):
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
        part = not syllable and previous in self.rules.directions
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
        if following in self.rules.name_words:
            return False
        if following in self.rules.families:
            if syllable and hit.name.form in self.rules.families:
                return False
            further = self.word_after(hit.end + 1 + len(following))
            return not syllable or bool(previous and further and further[0].isupper())
        if self.before(self.rules.facility, hit.start):
            return False  # the first word of the name of a newspaper, say
        return hit.entry.kind == "state" and (not syllable or (previous is not None and previous[0].islower()))

    def is_evident_city(self, hit: Hit) -> bool:
        """Whether a city that shares its name with people or things is meant: a big one, or by the words around."""
        if (
            hit.entry.population >= (BIG if hit.entry.kind == "city" else TOWN)
            or hit.entry.country == self.rules.home
            or self.in_region(hit)
        ):
            return True
        return self.before(self.rules.prepositions, hit.start) is not None

    def without_persons(self, places: list[Candidate]) -> list[Candidate]:
        """See `Mentions.without_persons`: a given name stands alone in later mentions, outside lists of places."""
        counts = Counter(self.text[place.start : place.end] for place in places)
        return [
            place
            for place in places
            if not 0 < counts[form := self.text[place.start : place.end]] <= self.borne[form]
            or self.head(place.start)
            or self.is_listed(self.starts[place.start])
        ]

    def once_is_enough(self, hit: Hit) -> bool:
        """See `Mentions.once_is_enough`: for a city between words that fit."""
        return hit.entry.kind == "city" and hit.name.form.isascii() and self.fits_between(hit, False)

    def accepts_organisation(self, hit: Hit) -> bool:
        """See `Mentions.accepts_organisation`: not in an address on the web, and no company as a family name."""
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
        return previous in self.rules.families or not self.begins_sentence(hit.start - len(previous) - 1)

    def name_end(self, start: int, end: int) -> int:
        """See `Mentions.name_end`: capitalised words make the name, a family name behind two of them another's."""
        if self.text[start].isdigit():
            return end
        last, count = start, 0
        for word in re.finditer(r"\S+", self.text[start:end]):
            if not word.group()[0].isupper() or (count > 1 and word.group() in self.rules.families):
                break
            last, count = start + word.end(), count + 1
        if count > PLACE_SYLLABLES and self.text[start:last].split()[0] in self.rules.families:
            return start  # a person of that place
        return last if last - start > 1 else start

    def is_native(self, name: str) -> bool:
        """See `Mentions.is_native`."""
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
