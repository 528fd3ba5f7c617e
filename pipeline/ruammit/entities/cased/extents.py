"""How far an organisation's name goes on after its head word, in a script with capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate
from ruammit.entities.cased.organisation_rules import rules_of
from ruammit.entities.cased.words import CasedText, Word, covered
from ruammit.entities.gazetteer import hits

__all__ = ["Extents"]

_LONGEST_ACRONYM = 5
_PLACES_IN_NAMES = frozenset({"state", "region", "capital"})
_LONGEST = 160  # letters of a name after its head word
_LONGEST_BRIDGE = 4  # syllables


class Extents:
    """One article: its words, and the places and known bodies in it.

    Args:
        analysis: the article.
        places: found in it.
        known: the organisations of the gazetteer that were found in it.
    """

    def __init__(self, analysis: Analysis, places: Iterable[Candidate], known: Iterable[Candidate]) -> None:
        self.text, self.home = analysis.text, analysis.pack.home
        self.rules = rules_of(analysis.pack)
        self.capitals = CasedText(analysis)
        found = hits(analysis.pack, analysis.text)  # inside the name of a body a place needs no further sign
        self.places = covered(
            hit
            for hit in found
            if hit.entry.kind in _PLACES_IN_NAMES
            or (hit.entry.kind == "city" and hit.entry.country == analysis.pack.home)
        ) | covered(places)
        self.known = covered(known)
        states = [hit for hit in found if hit.entry.kind == "state"]
        self.host_states = covered(states)
        self.states = covered(hit for hit in states if self.native_word(hit.name.form))
        self.home_states = covered(hit for hit in states if hit.entry.country == analysis.home)
        self.firms = covered(hit for hit in found if hit.entry.kind == "company")

    def ends_in_field(self, head: str) -> bool:
        """Whether a head word holds a field of its own: "Phòng Thương mại"."""
        _, space, field = head.partition(" ")
        return bool(space) and self.rules.field.fullmatch(field[:1].lower() + field[1:]) is not None

    def branch_end(self, end: int) -> int:
        """Where a firm's name ends with the place of its branch, if that follows."""
        branch = self.rules.branch.match(self.text, end)
        return self.places.get(branch.end(), end) if branch else end

    def matter_end(self, end: int) -> int:
        """Where a body's name ends with what it is concerned with, if that follows: "về ma túy và tội phạm"."""
        about = self.rules.about.match(self.text, end)
        at = about.end() if about else None
        while at is not None and (
            field := self.rules.field.match(self.text, at) or self.rules.verb.match(self.text, at)
        ):
            end = field.end()
            join = self.rules.join.match(self.text, end)
            at = join.end() if join else None
        if at is not None and about and at in self.places and end > about.end():
            return self.places[at]
        return end

    def plain_end(self, head: re.Match[str]) -> int | None:
        """Where a name without a further capital ends: with its head word, or the field in small letters after it."""
        if head.group() in self.rules.heads.bare:
            return head.end()
        spelt = any(map(str.isupper, head.group()[1:]))  # "Ban Quản lý" names a body wherever it stands
        if head.group() not in self.rules.heads.plain or (self.begins_sentence(head) and not spelt):
            return None
        end = None
        at = head.end()
        while self.text.startswith(" ", at) and (field := self.rules.field.match(self.text, at + 1)):
            if field.group() in self.rules.heads.levels:
                break
            end = at = field.end()
        return end

    def bridge(self, at: int, join: str, kind: str, *, begun: bool, named: bool) -> int | None:
        """The end of words in small letters between a head word and the capitals of its name: "Trường song ngữ Mây"."""
        if join != " " or kind == "company" or named or begun:
            return None
        return self.bridged(at, _LONGEST_BRIDGE)

    def begins_sentence(self, head: re.Match[str]) -> bool:
        """Whether the head word's capital may be that of a sentence."""
        return self.capitals.words[self.capitals.index(head.start())].first

    def bridged(self, at: int, most: int) -> int | None:
        """Where up to `most` words in small letters end that no list of fields has, a capital after them."""
        index = self.capitals.index(at)
        for last in range(index, min(index + most, len(self.capitals.words) - 1)):
            word = self.capitals.words[last]
            if word.capital or not self.capitals.joined(last) or not self.native(word):
                return None
            if word.text in self.rules.reach.functions or self.rules.title.match(self.text, word.start):
                return None
            if self.capitals.joined(last + 1) and self.capitals.words[last + 1].capital:
                return word.end
        return None

    def extent(self, start: int, at: int, kind: str, *, begun: bool, titled: bool) -> int | None:
        """Where the name ends that has come as far as `at`; None where nothing of a name follows the head word."""
        end = None  # of what is sure: a capital, or a field after one
        last_joint = False
        small = joined_capital = False  # whether the last part was in small letters or a verb; a capital of no field
        stop = at + _LONGEST
        while at < stop and (join := self.rules.join.match(self.text, at)):
            at = join.end()
            word = self.word_at(at)
            joint = join.group().strip()
            if word is None or (joint == "," and last_joint) or not self.may_join(joint, word, kind, begun=begun):
                break
            last_joint = last_joint or joint in self.rules.reach.ands  # a list ends after the member that "and" opens
            field = self.field_at(at) if word.capital else None
            is_place = self.places.get(at, 0) > (field or 0) and (word.capital or begun)
            if is_place and (kind != "company" or not self.goes_on(self.places[at], titled=titled)):
                bare = kind == "company" and end is None and (not begun or self.is_kind_of_state(start, at))
                return None if bare else self.beyond_place(self.places[at], kind)
            if word.capital:
                if kind == "company" and end is None and (inner := self.rules.head.match(self.text, at)):
                    at = inner.end()  # "Công ty CP Tập đoàn …"
                    while form := self.rules.forms.match(self.text, at):
                        at = form.end()
                    begun = True
                    continue
                if joint != "&" and self.begins_other(word, kind, begun=end is not None):
                    break
                if (titled or kind == "state") and self.is_person(at, titled=titled):
                    break
                if end is not None and self.is_foreign_person(word):
                    break
                at = end = self.known.get(at) or field or self.compound_end(word, kind, first=not joined_capital)
                joined_capital = field is None
                small = field is not None and self.rules.verb.match(self.text[word.start : field].lower()) is not None
                begun = True
                continue
            found = self.rules.field.match(self.text, at)
            if found is None and kind != "state" and (end is None or small or join.group() != " "):
                found = self.rules.verb.match(self.text, at)
            if found is None and kind == "body" and small and joint in self.rules.reach.ands:
                found = self.rules.capital_verb.match(self.text, at)
            bridge = found.end() if found else self.bridge(at, join.group(), kind, begun=begun, named=end is not None)
            if bridge is None:
                break
            at = bridge
            begun = small = True
            joined_capital = False
            if end is not None or any(map(str.isupper, self.text[word.start : at])):
                end = at
        return end

    def begins_other(self, word: Word, kind: str, *, begun: bool) -> bool:
        """Whether another body begins with `word`, or no name at all."""
        if word.text in self.rules.reach.no_names and (self.field_at(word.start) or 0) <= word.end:
            return True
        head = self.rules.head.match(self.text, word.start)
        if head is None or self.closes(word) or (not begun and self.field_at(word.start) == head.end()):
            return False
        return kind == "state" or (begun and self.rules.kind[head.group()] == "state")

    def closes(self, word: Word) -> bool:
        """Whether a head word is rather the legal form that closes a name: after a dash."""
        return self.text.endswith(" - ", 0, word.start)

    def may_join(self, joint: str, word: Word, kind: str, *, begun: bool) -> bool:
        """Whether a name goes on with `word` after a joining word or sign ("" for a space)."""
        if not joint:
            return True
        if not begun or (self.rules.head.match(self.text, word.start) and not self.closes(word)):
            return False
        field = self.field_at(word.start) is not None
        if joint in self.rules.reach.ands and self.rules.apart.match(self.text, word.start):
            return False
        if joint == ".":
            return word.start in self.places
        if joint in self.rules.reach.of:
            return word.start in self.places and kind == "body" and self.native_before(word.start)
        if joint == ",":
            return field and word.capital
        short = word.text.isupper() and len(word.text) <= _LONGEST_ACRONYM
        if field or short or (joint == "&" and word.capital):
            return True
        plain = self.native(word) and word.text not in self.rules.families
        return joint in self.rules.reach.ands and word.capital and plain and kind == "state"

    def native_before(self, at: int) -> bool:
        """Whether the last word but the joining one is of the language: "Viện NIWA của …" ends before the latter."""
        index = self.capitals.index(at) - 2
        return index < 0 or self.native(self.capitals.words[index])

    def native_word(self, form: str) -> bool:
        """Whether a name is one word in the spelling of the language: "Mỹ", and not "Singapore"."""
        return " " not in form and self.rules.is_native(form)

    def native(self, word: Word) -> bool:
        """Whether a word is spelt as a syllable of the language."""
        return self.rules.is_native(word.text)

    def compound_end(self, word: Word, kind: str, *, first: bool) -> int:
        """The end of a word of two syllables, the first with a capital, where the lexicon does not know it."""
        following = self.word_at(word.end + 1)
        if (
            not first
            or following is None
            or (kind == "company" and not self.capital_after(following))
            or following.capital
            or not self.native(word)
            or word.text.isupper()
            or not self.native(following)
            or following.text in self.rules.reach.functions
            or self.rules.title.match(self.text, following.start)
            or self.rules.verb.match(self.text, following.start)
        ):
            return word.end
        return following.end

    def capital_after(self, word: Word) -> bool:
        """Whether a further capital follows the word at once."""
        index = self.capitals.index(word.start) + 1
        return index < len(self.capitals.words) and self.capitals.joined(index) and self.capitals.words[index].capital

    def is_kind_of_state(self, head: int, at: int) -> bool:
        """Whether a state abroad follows a noun for companies of a field: "công ty năng lượng Ireland"."""
        return self.text[head].islower() and at in self.host_states and at not in self.home_states

    def goes_on(self, end: int, *, titled: bool) -> bool:
        """Whether a firm's name that has come to the end of a place's goes on with a further native word."""
        index = self.capitals.index(end)
        if index >= len(self.capitals.words) or not self.capitals.joined(index):
            return False
        word = self.capitals.words[index]
        return word.capital and self.native(word) and not (titled and word.text in self.rules.families)

    def beyond_place(self, end: int, kind: str) -> int:
        """Where a name ends that has come to the end of a place: with it, or with the capitals of a firm after it."""
        stop = end + _LONGEST
        while end < stop and (dash := self.rules.dash.match(self.text, end)) and dash.end() in self.places:
            end = self.places[dash.end()]
        if kind == "state":
            return end
        while kind == "body" and self.text.startswith(" ", end) and end + 1 in self.states:  # "Trường ĐH Việt Đức"
            end = self.states[end + 1]
        host = self.rules.host.match(self.text, end) if kind == "body" else None
        if host and host.end() in self.host_states:  # "Hiệp hội Doanh nghiệp Hàn Quốc tại Việt Nam"
            return self.host_states[host.end()]
        index = self.capitals.index(end)
        while (
            end < stop
            and index < len(self.capitals.words)
            and self.capitals.joined(index)
            and self.capitals.words[index].capital
        ):
            if self.native(self.capitals.words[index]):
                break
            end = self.capitals.words[index].end
            index += 1
        return end

    def word_at(self, at: int) -> Word | None:
        """The word that starts there."""
        index = self.capitals.index(at)
        if index < len(self.capitals.words) and self.capitals.words[index].start == at:
            return self.capitals.words[index]
        return None

    def field_at(self, at: int) -> int | None:
        """The end of a field that begins with a capital: "Khoa học"."""
        lowered = self.text[at].lower()
        for pattern in (self.rules.field, self.rules.verb, self.rules.capital_verb):
            match = pattern.match(lowered + self.text[at + 1 : at + 30])
            if match:
                return at + match.end()
        return None

    def is_foreign_person(self, word: Word) -> bool:
        """Whether a full name in foreign spelling begins there, its given name one that many bear."""
        index = self.capitals.index(word.start)
        return word.text in self.rules.given and self.capitals.run(index) - index >= 2

    def is_person(self, at: int, *, titled: bool = False) -> bool:
        """Whether a person's full name begins there; after an office with a family that begins places as well."""
        words = self.capitals.words
        index = self.capitals.index(at)
        family = words[index].text in (self.rules.all_families if titled else self.rules.families)
        return family and self.capitals.run(index) - index >= 3
