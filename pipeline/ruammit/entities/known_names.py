"""Which of the gazetteer's hits in an article are mentions: what all scripts have in common."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate, Priority
from ruammit.entities.gazetteer import Entry, Hit, hits
from ruammit.entities.place_rules import place_rules
from ruammit.schema import EntityType

__all__ = ["KnownNames"]

MOST_LISTED = 20  # places after one head
LONGEST_HEAD = 24  # letters
LONGEST_ADDRESS = 60  # letters from a district to the province it lies in
FURTHEST_SCENE = 400  # letters back to the place that tells which country is spoken of
_BREAK = re.compile(r"[ \t]*[,/&–\-][ \t]*|[ \t]+")
_ROUTE = re.compile(r" ?[–\-] ?")
_ADDRESS_END = re.compile(r"[.;:\n!?](?:\s|$)|\n")


class KnownNames(ABC):
    """The places and known organisations of one article."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.rules = place_rules(analysis.pack)
        self.text = analysis.text
        self.backwards = self.text[::-1]
        self.compounds = [match.span() for match in self.rules.compound.finditer(self.text)]
        self.covered = bytearray(len(self.text))
        self.hits = self.settled()
        places = [hit for hit in self.hits if hit.entry.is_place]
        self.starts = {hit.start: hit for hit in places}
        self.ends = {hit.end: hit for hit in places}
        self.order = list(self.starts)

    def settled(self) -> list[Hit]:
        """The places and organisations of the gazetteer, in text order; of those that overlap the longest stands."""
        kept = []
        for hit in sorted(hits(self.analysis.pack, self.text), key=lambda hit: (hit.start - hit.end, hit.start)):
            if self.covered.find(1, hit.start, hit.end) < 0 and not self.in_compound(hit.start, hit.end):
                if hit.entry.kind != "district" or self.head(hit.start) == "district":  # else everyday words, often
                    self.covered[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
                kept.append(hit)
        return sorted(kept, key=lambda hit: hit.start)

    def in_compound(self, start: int, end: int) -> bool:
        """Whether the letters belong to a longer word that means something else."""
        at = bisect_left(self.compounds, (start + 1, 0)) - 1
        if at < 0:
            return False
        first, last = self.compounds[at]
        return end <= last and (first, last) != (start, end)

    def before(self, pattern: re.Pattern[str], index: int) -> str | None:
        """What the pattern, written backwards, matches right before the index, a space between allowed."""
        at = len(self.text) - index
        if self.backwards[at : at + 1] == " ":
            at += 1
        return self.whole(pattern.match(self.backwards, at))

    def whole(self, match: re.Match[str] | None) -> str | None:
        """What was matched backwards, if it is no part of a longer word or abbreviation."""
        if not match or not match.group():
            return None
        found = match.group()[::-1]
        beyond = match.string[match.end() : match.end() + 1]
        if (self.rules.script.cased or found.endswith(".")) and (beyond.isalnum() or beyond == "."):
            return None
        return found

    def head(self, index: int) -> str | None:
        """The kind of the head word right before the index, in small letters or with a capital."""
        head = self.before(self.rules.head, index)
        if head is None and self.rules.script.cased:
            around = self.text[max(0, index - LONGEST_HEAD) : index].rstrip(" ").lower()[::-1]
            head = self.whole(self.rules.head.match(around))
        return self.rules.head_kind.get(head) if head else None

    def neighbour(self, hit: Hit) -> bool:
        """Whether another place stands beside it, with no more than a comma, a dash or a space between."""
        after = _BREAK.match(self.text, hit.end)
        if after and after.end() in self.starts:
            return True
        before = _BREAK.match(self.backwards, len(self.text) - hit.start)
        return bool(before and len(self.text) - before.end() in self.ends)

    def closes_list(self, hit: Hit) -> bool:
        """Whether it ends a list of places: the word for "and" and another place stand before it."""
        join = self.before(self.rules.joins, hit.start)
        if join is None:
            return False
        end = self.text.rfind(join, 0, hit.start)
        end -= self.text[end - 1 : end] == " "
        return end in self.ends

    @abstractmethod
    def accepts(self, hit: Hit) -> bool:
        """Whether the hit is a mention of the place, no head word standing before it."""

    @abstractmethod
    def accepts_organisation(self, hit: Hit) -> bool:
        """Whether the hit is a mention of the organisation."""

    @abstractmethod
    def name_end(self, start: int, end: int) -> int:
        """Where the unknown name that starts at `start` ends, at most at `end`; `start` for none."""

    def organisations(self) -> list[Candidate]:
        """The known organisations, in text order."""
        found = []
        for hit in self.hits:
            if not hit.entry.is_place and self.accepts_organisation(hit):
                found.append(self.of_its_state(hit))
        return found

    def of_its_state(self, hit: Hit) -> Candidate:
        """A known organisation; one that belongs to another state, which is named right after it, as that state's."""
        known = _candidate(hit, hit.entry, "organisation-known", Priority.HEADED)
        if hit.entry.kind != "agency" or hit.entry.country != self.rules.home:
            return known
        between = self.rules.belongs_to.match(self.text, hit.end)
        state = self.starts.get(between.end()) if between else None
        if between is None or state is None or state.entry.kind != "state" or state.entry.country == self.rules.home:
            return known
        # A ministry of the same name, but another one, which no list knows.
        of = between.group("of")
        glued = of or self.rules.script.cased or between.end() == hit.end
        end = state.end if glued and of in self.rules.lexicon.of_inside else hit.end
        return known._replace(end=end, canonical=None, ref=None, country=state.entry.country)

    def places(self) -> list[Candidate]:
        """All candidates, in text order."""
        found = []
        doubtful: list[Hit] = []
        certain: set[str] = set()
        for hit, head, accepted in self.judged:
            if accepted:
                entry = self.meant(hit, head)
                found.append(self.with_official_name(_candidate(hit, entry, f"place-{entry.kind}", Priority.PLACE)))
                certain.add(hit.name.form)
            elif self.once_is_enough(hit):
                doubtful.append(hit)
        found += [
            _candidate(hit, hit.entry, f"place-{hit.entry.kind}", Priority.PLACE)
            for hit in doubtful
            if hit.name.form in certain
        ]
        found = self.without_persons(found)
        found += self.unknown()
        return sorted(found, key=lambda candidate: (candidate.start, -candidate.end))

    @cached_property
    def judged(self) -> list[tuple[Hit, str | None, bool]]:
        """The hits that may name a place, the kind of the head word before each, and whether it is a mention as it
        stands."""
        found = []
        for hit in self.starts.values():
            head = self.head(hit.start)
            if head == "district" and hit.entry.kind == "state" and " " not in hit.name.form:
                continue  # the first syllable of a ward's own name
            if head == "state" and hit.entry.kind == "district":
                head = None  # a word after the word for country
            if head or not self.belongs_to_another(hit):
                found.append((hit, head, bool(head) or self.accepts(hit)))
        return found

    def plain_places(self) -> list[Hit]:
        """The hits that are mentions of places as they stand, in text order."""
        return [hit for hit, _, accepted in self.judged if accepted]

    def with_official_name(self, place: Candidate) -> Candidate:
        """A state with the words before it that belong to its official name, as "Kingdom of Belgium"."""
        words = self.before(self.rules.official, place.start) if place.rule == "place-state" else None
        start = self.text.rfind(words, 0, place.start) if words else place.start
        if start == place.start or self.covered.find(1, start, place.start) >= 0:
            return place
        return place._replace(start=start)

    @abstractmethod
    def once_is_enough(self, hit: Hit) -> bool:
        """Whether a doubtful hit counts where the same name is certain elsewhere in the article."""

    def belongs_to_another(self, hit: Hit) -> bool:
        """Whether the hit is part of the name of a currency, a road, a harbour …, going by the word before it."""
        if hit.entry.kind == "state":
            return self.before(self.rules.currency, hit.start) is not None
        dash = _ROUTE.match(self.text, hit.end)
        if dash and dash.end() in self.starts:  # a road between two places: "Hà Nội - Viêng Chăn"
            return False
        return self.before(self.rules.facility, hit.start) is not None

    def meant(self, hit: Hit, head: str | None) -> Entry:
        """Which of the places of this name is meant: the one that fits the head word, else the likeliest."""
        places = [entry for entry in hit.name.entries if entry.is_place]
        fitting = [entry for entry in places if entry.kind == head or (head == "city" and entry.kind == "capital")]
        return (fitting or places)[0]

    def unknown(self) -> Iterator[Candidate]:
        """Names after a head word that no list knows."""
        at = 0
        while match := self.rules.open.search(self.text, at):
            at = match.end("head")
            head, start = match.group("head"), match.start("name")
            before = self.text[match.start() - 1 : match.start()]
            if head in self.rules.no_heads:
                at = match.end()
            if head in self.rules.no_heads or before.isalnum() or (before == "." and head.endswith(".")):
                continue
            if start in self.starts:
                yield from self.listed(match.start(), self.starts[start].end, self.rules.head_kind[head])
            if self.covered[start] or start in self.starts or self.rules.not_names.match(self.text, start):
                continue
            end = self.name_end(start, match.end("name"))
            kind = self.rules.head_kind[head]
            if end - start < 1 or self.in_compound(start, end + 1):
                continue
            if self.text[start].isdigit():  # "quận 1": the number alone is no name
                if kind != "district":
                    continue
                start = match.start()
            yield from self.listed(match.start(), end, kind)
            place = self.heard(self.text[start:end], kind)
            rule = f"place-head-{kind}"
            if place:
                told = (place.canonical, place.country, place.ref)
                yield Candidate(start, end, EntityType.GPE, rule, Priority.UNKNOWN_PLACE, *told)
                continue
            country = self.country_around(start, end)
            yield Candidate(start, end, EntityType.GPE, rule, Priority.UNKNOWN_PLACE, None, country)

    def listed(self, head: int, end: int, kind: str) -> Iterator[Candidate]:
        """The further members of a list that the head at `head` opens, and whose first member ends at `end`."""
        if self.before(self.rules.several, head) is None:
            return
        country = self.country_around(head, end)
        for _ in range(MOST_LISTED):
            item = self.rules.further.match(self.text, end)
            if item is None or not self.text[item.start("name")].isupper():
                return
            start = item.start("name")
            known = self.starts.get(start)
            end = known.end if known else self.name_end(start, item.end("name"))
            if end <= start:
                return
            told = (known.entry.canonical, known.entry.country, known.entry.ref) if known else (None, country)
            yield Candidate(start, end, EntityType.GPE, f"place-head-{kind}", Priority.UNKNOWN_PLACE, *told)

    def heard(self, form: str, kind: str) -> Entry | None:  # noqa: ARG002 - scripts with capitals keep foreign spellings
        """The place of another country that the form sounds like, after a head of the kind."""
        return None

    def country_around(self, start: int, end: int) -> str:
        """The country of an unknown place: that of the place it is said to lie in, else the one last spoken of."""
        window = self.text[end : end + LONGEST_ADDRESS]
        stop = _ADDRESS_END.search(window)
        reach = end + (stop.start() if stop else len(window))
        order = self.order
        at = bisect_left(order, end)
        if at < len(order) and order[at] < reach:
            return self.starts[order[at]].entry.country or self.analysis.home
        if self.is_native(self.text[start:end]):
            return self.analysis.home
        at = bisect_left(order, start) - 1
        if at >= 0 and start - order[at] <= FURTHEST_SCENE:
            return self.starts[order[at]].entry.country or self.analysis.home
        return self.analysis.home

    def without_persons(self, places: list[Candidate]) -> list[Candidate]:
        """The candidates less those whose name is rather a person's in this article."""
        return places

    @abstractmethod
    def is_native(self, name: str) -> bool:
        """Whether an unknown place's name is one of the home country, going by its spelling."""


def _candidate(hit: Hit, entry: Entry, rule: str, priority: Priority) -> Candidate:
    kind = EntityType.GPE if entry.is_place else EntityType.ORG
    return Candidate(hit.start, hit.end, kind, rule, priority, entry.canonical, entry.country, entry.ref)
