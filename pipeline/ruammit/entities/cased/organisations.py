"""Organisations in a script with capitals: a head word and the capitals, fields and joining words after it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from ruammit.analysis import Analysis
from ruammit.entities.candidate import OUTLET, OUTLET_TAG, Candidate, Priority
from ruammit.entities.cased.extents import Extents
from ruammit.entities.cased.market import symbols
from ruammit.schema import EntityType

__all__ = ["find_organisations"]

_LETTERS_OF_FIELDS = re.compile(r"[^\W\d_a-z]{2,5}(?: ?[&\-–] ?[^\W\d_a-z]{2,5})+(?!\w)")
_LONGEST_TITLE = 26  # letters
_LONGEST_NUMBER = 10  # letters of a word such as "several"
_MOST_WORDS = 4
_MOST_JOINED = 8  # words that signs join to the run of capitals after them


def find_organisations(analysis: Analysis, places: Iterable[Candidate], known: Iterable[Candidate]) -> list[Candidate]:
    """The organisations of an article that a head word or a suffix gives away."""
    return _Finder(analysis, places, known).find()


class _Finder(Extents):
    """One article."""

    def find(self) -> list[Candidate]:
        headed = list(self.by_head())
        return [
            *headed,
            *self.nested([*headed, *(leveled := list(self.leveled()))]),
            *self.by_small_head(),
            *self.by_small_named(),
            *self.by_number(),
            *self.after_generic(),
            *self.by_suffix(),
            *self.branches(),
            *self.of_states(),
            *leveled,
            *self.outlets(),
            *symbols(self.text, self.rules),
        ]

    def by_small_head(self) -> Iterable[Candidate]:
        """Names whose head word is in small letters: where a field with a capital follows at once."""
        for match in self.rules.small_head.finditer(self.text):
            at = match.end() + 1
            if self.rules.several.search(self.text, max(0, match.start() - _LONGEST_NUMBER), match.start()):
                continue
            if self.text[at].isupper() and (self.field_at(at) or self.is_field_cut_short(at)):
                kind = self.rules.kind.get(match.group().capitalize(), "body")
                end = self.extent(match.start(), match.end(), kind, begun=False, titled=self.is_titled(match))
                if end:
                    yield Candidate(match.start(), end, EntityType.ORG, "organisation-state", Priority.HEADED)

    def by_small_named(self) -> Iterable[Candidate]:
        """Schools and hospitals whose head word is in small letters, right before the name."""
        for match in self.rules.small_named.finditer(self.text):
            at = match.end() + 1
            if not self.text[at].isupper() or at in self.host_states:
                continue
            if self.rules.several.search(self.text, max(0, match.start() - _LONGEST_NUMBER), match.start()):
                continue
            end = self.extent(match.start(), match.end(), "body", begun=False, titled=False)
            if end:
                yield Candidate(match.start(), end, EntityType.ORG, "organisation-body", Priority.HEADED)

    def is_field_cut_short(self, at: int) -> bool:
        """Whether the letters of two fields stand there: "GD & ĐT"."""
        return at not in self.places and _LETTERS_OF_FIELDS.match(self.text, at) is not None

    def of_states(self) -> Iterable[Candidate]:
        """Bodies of a state that its name follows, the head in small letters as well; a mission with its host state."""
        for match in self.rules.of_state.finditer(self.text):
            end = self.places.get(match.end())
            if end:
                host = self.rules.host.match(self.text, end)
                hosts = self.places if match.group().strip() in self.rules.heads.in_cities else self.host_states
                end = hosts.get(host.end(), end) if host else end
                yield Candidate(match.start(), end, EntityType.ORG, "organisation-of-state", Priority.HEADED)

    def nested(self, headed: Iterable[Candidate]) -> Iterable[Candidate]:
        """Bodies of another body, whose name follows theirs: an office with the committee that it serves."""
        by_start = {one.start: one for one in headed}
        for match in self.rules.nested.finditer(self.text):
            whole = by_start.get(match.end())
            if whole:
                yield Candidate(match.start(), whole.end, EntityType.ORG, "organisation-nested", whole.priority)

    def leveled(self) -> Iterable[Candidate]:
        """Bodies of a level of government whose place is left out, a person's name after them."""
        for match in self.rules.leveled.finditer(self.text):
            at = match.end() + 1
            if at in self.places or not self.text.startswith(" ", match.end()):
                continue
            word = self.word_at(at)
            if word is None or not word.capital or self.is_person(at, titled=self.is_titled(match)):
                yield Candidate(*match.span(), EntityType.ORG, "organisation-leveled", Priority.LEVELED)

    def outlets(self) -> Iterable[Candidate]:
        """The letters of the outlet that a report opens with, in brackets."""
        for match in chain(OUTLET_TAG.finditer(self.text), self.rules.outlet.finditer(self.text)):
            yield Candidate(*match.span(1), EntityType.ORG, OUTLET, Priority.SUFFIXED)

    def by_number(self) -> Iterable[Candidate]:
        """Names that are a head word and a number: "Bệnh viện 175"."""
        for match in self.rules.numbered.finditer(self.text):
            yield Candidate(*match.span(), EntityType.ORG, "organisation-state", Priority.HEADED)

    def by_head(self) -> Iterable[Candidate]:
        """Names that a head word opens."""
        in_place = 0  # where the last place ends: "Tây Ban Nha" holds no body's head
        for match in self.rules.head.finditer(self.text):
            kind = self.rules.kind[match.group()]
            first = self.capitals.index(match.start())
            for index in (first, first - 1):
                if index >= 0:
                    in_place = max(in_place, self.places.get(self.capitals.words[index].start, 0))
            if in_place > match.end() or self.rules.no_body.match(self.text, match.start()):
                continue
            at = match.end()
            if kind == "company":
                while form := self.rules.forms.match(self.text, at):
                    at = form.end()
            begun = at > match.end() or self.ends_in_field(match.group())
            end = self.extent(match.start(), at, kind, begun=begun, titled=self.is_titled(match))
            if end is None:
                end = self.plain_end(match)
            if end and match.group() in self.rules.heads.parliamentary:
                whole = self.rules.of_parliament.match(self.text, end)
                end = whole.end() if whole else end
            if end and match.group() in self.rules.heads.matters:
                end = self.matter_end(end)
            if end and kind == "company":
                end = self.branch_end(end)
            if end and not self.is_several(match, end):
                yield Candidate(match.start(), end, EntityType.ORG, f"organisation-{kind}", Priority.HEADED)

    def is_several(self, head: re.Match[str], end: int) -> bool:
        """Whether many bodies are spoken of, with no name of their own: "các công ty du lịch Mỹ"."""
        start = head.start()
        if not self.rules.several.search(self.text, max(0, start - _LONGEST_NUMBER), start):
            return False
        inside = self.capitals.words[self.capitals.index(head.end()) : self.capitals.index(end)]
        return not any(word.capital and word.start not in self.places for word in inside)

    def is_titled(self, head: re.Match[str]) -> bool:
        """Whether an office stands before the body: then a person's name may follow the body's.

        Not after a head whose bodies are themselves named after persons: "hiệu trưởng Trường THPT Chu Văn An".
        """
        if head.group().split()[0] in self.rules.heads.named_after_persons:
            return False
        start = head.start()
        return self.rules.title_before.search(self.text, max(0, start - _LONGEST_TITLE), start) is not None

    def after_generic(self) -> Iterable[Candidate]:
        """Bare names after a generic word: "hãng Reuters"."""
        words = self.capitals.words
        for match in self.rules.outside.finditer(self.text):
            index = self.capitals.index(match.end())
            if index >= len(words) or words[index].start != match.end() or not words[index].capital:
                continue
            last = self.capitals.run(index)
            alone = last - index == 1 and self.native(words[index])
            if match.end() not in self.places and last - index <= _MOST_WORDS and not alone:
                yield Candidate(match.end(), words[last - 1].end, EntityType.ORG, "organisation-generic", Priority.BARE)

    def by_suffix(self) -> Iterable[Candidate]:
        """Latin names that a word such as "Group" or "University" closes."""
        words = self.capitals.words
        for first, last in self.capitals.runs():
            for at in range(last - 1, first - 1, -1):
                if words[at].text in self.rules.reach.suffixes:
                    start = self.joined_before(first)
                    alone = start + 1 == at and self.native(words[start])  # "Nhóm Group …"
                    if words[start].first and (alone or words[start].text in self.rules.openings):
                        start += 1
                    elif self.states.get(words[start].start) == words[start].end and start + 1 < at:
                        start += 1  # the state that the firm is of: "hãng hàng không Mỹ Northwind Airlines"
                    closing = self.rules.closing.match(self.text, words[at].end)
                    end = self.with_home(closing.end() if closing else words[at].end)
                    if start < at:
                        yield Candidate(
                            words[start].start, end, EntityType.ORG, "organisation-suffix", Priority.SUFFIXED
                        )
                    break

    def branches(self) -> Iterable[Candidate]:
        """A known firm and the country or the suffix after it: "Honda Việt Nam", "Samsung Electronics"."""
        words = self.capitals.words
        for start, end in self.firms.items():
            if (stop := self.branch_end(end)) > end:
                yield Candidate(start, stop, EntityType.ORG, "organisation-branch", Priority.HEADED)
                continue
            index = self.capitals.index(end)
            if not self.capitals.joined(index):
                continue
            place_end = self.places.get(words[index].start)
            if place_end:
                country = None if words[index].start in self.host_states else self.home  # else a region or city of it
                span = (start, place_end, EntityType.ORG, "organisation-branch", Priority.HEADED)
                yield Candidate(*span, country=country)
            elif words[index].text in self.rules.reach.suffixes:
                while self.capitals.joined(index + 1) and words[index + 1].text in self.rules.reach.suffixes:
                    index += 1
                closing = self.rules.closing.match(self.text, words[index].end)
                stop = self.with_home(closing.end() if closing else words[index].end)
                yield Candidate(start, stop, EntityType.ORG, "organisation-branch", Priority.HEADED)

    def with_home(self, end: int) -> int:
        """Where a firm's name ends with the home country that follows it: "Northwind Land Việt Nam"."""
        return self.home_states.get(end + 1, end) if self.text.startswith(" ", end) else end

    def joined_before(self, first: int) -> int:
        """The first word of the capitals that a sign joins to the run that starts with the word at `first`."""
        words = self.capitals.words
        least = first - _MOST_JOINED
        while first > max(least, 0) and words[first - 1].capital and not self.native(words[first - 1]):
            if self.text[words[first - 1].end : words[first].start] not in {" & ", " - ", " "}:
                break
            first -= 1
        return first
