"""Organisations in a script without capitals, by their head words: "กระทรวง…", "บริษัท … จำกัด"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ruammit.analysis import Analysis
from ruammit.entities.candidate import OUTLET, OUTLET_TAG, Candidate, Priority
from ruammit.entities.gazetteer import Entry, gazetteer
from ruammit.entities.uncased.heard import heard_place
from ruammit.entities.uncased.latin_names import LatinNames
from ruammit.entities.uncased.organisation_rules import rules_of, unspaced
from ruammit.schema import EntityType

__all__ = ["find_organisations"]

_TOLD_TWICE = re.compile(r"^(?P<name>[^\W\d_][^\n\d]{2,70}?)(?P=name)(?=\d\d/\d\d/\d{4})", re.MULTILINE)
_LONGEST = 90  # letters
_SHORTEST_ABBREVIATED = 3  # letters after an abbreviated head
_LONGEST_GROUP = 16  # letters of an office, or of a word before a firm's name
_LONGEST_OFFICE = 10  # letters of an office in short
_SHORT_HEAD = 5  # letters: a head no longer than this is also the beginning of common words


def find_organisations(analysis: Analysis, places: Iterable[Candidate], known: Iterable[Candidate]) -> list[Candidate]:
    """The organisations that a head word gives away, in no particular order; countries not yet settled."""
    return _Finder(analysis, places, known).find()


class _Finder(LatinNames):
    """One article in a script without capitals."""

    def __init__(self, analysis: Analysis, places: Iterable[Candidate], known: Iterable[Candidate]) -> None:
        self.text = analysis.text
        self.pack, self.is_abroad = analysis.pack, analysis.home != analysis.pack.home
        self.rules = rules_of(analysis.pack)
        self.lexicon = self.rules.lexicon
        self.ends_of = analysis.word_ends
        self.known = {one.start: one for one in known}
        self.word_ends = frozenset(analysis.word_ends.values())
        self.unspaced = unspaced(analysis.pack)
        lists = analysis.pack.word_lists() if analysis.pack.word_lists else {}
        self.dictionary = lists.get("dictionary", frozenset[str]())
        places = list(places)
        self.places = self.known | {place.start: place for place in places}
        self.place_ends = {place.end for place in places}
        self.state_ends = {one.end for one in places if one.rule == "place-state" and one.country != analysis.pack.home}

    def find(self) -> list[Candidate]:
        found = []
        for match in self.rules.head.finditer(self.text):
            start, at = match.span()
            if start and start not in self.ends_of and self.rules.letter.match(self.text[start - 1]):
                continue
            kind = self.rules.kind[match.group()]
            end = self.company(at) if kind == "company" else None
            end = end or self.extent(start, at, kind)
            if (
                end is None
                and self.is_abroad
                and match.group() in self.lexicon.listing
                and self.text[at : at + 1] == " "
            ):
                run = self.rules.run.match(self.text, at + 1, at + _LONGEST)  # a space that a translation put in
                stop = self.name_end(match.group(), at + 1, run.end()) if run else at
                end = self.closed(stop) if stop > at + 1 else None
            if end:
                found.append(Candidate(start, end, EntityType.ORG, f"organisation-{kind}", Priority.HEADED))
            if end and kind == "company":
                found += self.listed_companies(end)
        for match in self.rules.names.finditer(self.text):
            before = self.rules.head_of.search(self.text, max(match.start() - _LONGEST_GROUP, 0), match.start())
            if self.is_whole(*match.span()) or (
                before and (self.stands_apart(match.end()) or match.end() in self.word_ends)
            ):
                found.append(Candidate(*match.span(), EntityType.ORG, "organisation-state", Priority.HEADED))
        return [
            *found,
            *self.abbreviated(),
            *self.quoted(),
            *self.tailed(),
            *self.placed(),
            *self.branches(),
            *self.outlets(),
            *self.spaced(),
            *self.latin_names(),
            *self.latin_lists(),
        ]

    def abbreviated(self) -> Iterator[Candidate]:
        """Names after an abbreviated head word, without a space between: "รพ.…"."""
        for match in self.rules.abbreviated.finditer(self.text):
            start, at = match.span()
            short = self.rules.after_short.search(self.text, max(0, start - _LONGEST_OFFICE), start)
            if start and not short and (self.text[start - 1] == "." or self.rules.letter.match(self.text, start - 1)):
                continue
            end = self.name_end(match.group(), at, match.end("name"))
            second = self.ends_of.get(at, end)
            opens = (
                second < match.end("name")
                and self.text[second : self.ends_of.get(second, second)] not in self.lexicon.of
            )
            if end == at and opens:  # a place whose first syllable ends names: "สน.บางเขน"
                end = self.name_end(match.group(), second, match.end("name"))
                end = end if end > second else at
            if end - at < _SHORTEST_ABBREVIATED or self.text[end : end + 1] == ".":
                continue
            end += self.text[end : end + 1] == self.lexicon.abbreviation_sign
            yield Candidate(start, end, EntityType.ORG, "organisation-abbreviated", Priority.HEADED)

    def quoted(self) -> Iterator[Candidate]:
        """A quoted name that closes as companies' names do."""
        for match in self.rules.quotation.finditer(self.text):
            start, end = match.span(match.lastindex or 0)
            if self.rules.closing_tail.search(self.text, start, end):
                yield Candidate(start, end, EntityType.ORG, "organisation-quoted", Priority.SUFFIXED)

    def tailed(self) -> Iterator[Candidate]:
        """Names set off by spaces that close as companies' names do, and hold a word that is in no dictionary."""
        for match in self.rules.tailed.finditer(self.text):
            start, end = match.span()
            words = [at for at in range(start, match.end(1)) if at in self.ends_of]
            if self.rules.no_name.match(self.text, start) or any(map(self.ends_name, words)):
                continue
            if all(self.text[at : self.ends_of[at]] in self.dictionary for at in words):
                continue
            yield Candidate(start, end, EntityType.ORG, "organisation-tail", Priority.SUFFIXED)

    def placed(self) -> Iterator[Candidate]:
        """Firms that a place opens and a word closes that ends the names of firms, no space between."""
        for place in self.places.values():
            tail = self.rules.after_place.match(self.text, place.end) if place.type is EntityType.GPE else None
            if tail is None or tail.group()[0] == " ":
                continue
            end = tail.end()
            goes_on = self.rules.letter.match(self.text, end)
            if not goes_on or (
                end in self.word_ends and self.text[end : self.ends_of.get(end, end)] in self.dictionary
            ):
                yield Candidate(place.start, end, EntityType.ORG, "organisation-tail", Priority.SUFFIXED)

    def branches(self) -> Iterator[Candidate]:
        """A known firm with what closes a longer name of the same group, or with the place of its branch."""
        for one in self.known.values():
            end, country = self.branch_end(one)
            group = self.rules.group.search(self.text, max(one.start - _LONGEST_GROUP, 0), one.start)
            start = group.start() if group and group.start() in self.ends_of and self.is_firm(one) else one.start
            if end > one.end or start < one.start:
                span = (start, end, EntityType.ORG, "organisation-branch", Priority.HEADED)
                yield Candidate(*span, country=country)

    def branch_end(self, one: Candidate) -> tuple[int, str | None]:
        """Where a known firm's name ends with that of its branch, and the country of it."""
        if one.rule != "organisation-known" or self.text[one.start : one.end].isascii():
            return one.end, one.country
        match = self.rules.branch.match(self.text, one.end)
        middle = range(*match.span("middle")) if match else ()
        if match and not any(self.ends_name(at) for at in middle if at in self.ends_of):
            place = self.places.get(match.start("place"))
            return match.end(), place.country if place and place.rule == "place-state" else one.country
        place = self.places.get(one.end + 1) if self.text[one.end : one.end + 1] == " " else None
        if place and place.rule == "place-state" and self.stands_apart(place.end) and self.is_firm(one):
            return place.end, place.country
        return one.end, one.country

    def stands_apart(self, end: int) -> bool:
        """Whether no letter follows."""
        return not self.rules.letter.match(self.text, end)

    def is_firm(self, one: Candidate) -> bool:
        """Whether the gazetteer knows a company of the name."""
        entries = gazetteer(self.pack).lookup(self.text[one.start : one.end])
        return any(entry.kind == "company" for entry in entries)

    def outlets(self) -> Iterator[Candidate]:
        """The letters of the outlet that a report opens with, in brackets; the source that a page tells twice."""
        for match in _TOLD_TWICE.finditer(self.text):
            yield Candidate(*match.span("name"), EntityType.ORG, OUTLET, Priority.BRACKET)
        for match in OUTLET_TAG.finditer(self.text):
            yield Candidate(*match.span(1), EntityType.ORG, OUTLET, Priority.SUFFIXED)

    def spaced(self) -> Iterator[Candidate]:
        """Known bodies with a space inside their name that does not belong there, as translations have them."""
        for match in self.rules.head.finditer(self.text):
            stop = min(match.start() + _LONGEST, len(self.text))
            run = self.rules.spaced.match(self.text, match.start(), stop)
            if run is None or run.group().strip().count(" ") == 0:
                continue
            ends = [at for at in range(match.end(), run.end() + 1) if at in self.word_ends]
            for end in reversed(ends):
                entries = self.lookup(self.text[match.start() : end])
                if entries:
                    known = entries[0]
                    further = self.rules.joined.match(self.text, end)
                    if further and not self.begins_body(further.end()):
                        rest = self.rules.run.match(self.text, further.start())
                        stop = self.name_end(match.group(), further.start(), rest.end()) if rest else end
                        if stop > further.end():
                            yield Candidate(match.start(), stop, EntityType.ORG, "organisation-state", Priority.HEADED)
                            break
                    span = (match.start(), end, EntityType.ORG, "organisation-known", Priority.HEADED)
                    yield Candidate(*span, known.canonical, known.country, known.ref)
                    break

    def lookup(self, form: str) -> tuple[Entry, ...]:
        """The organisations of a name with spaces in it, which the gazetteer has without them."""
        if " " not in form:
            return ()
        return self.unspaced.get(form.replace(" ", ""), ())

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a word starts at `start` and none runs on over `end`."""
        letter = self.rules.letter
        if start and start not in self.ends_of and letter.match(self.text, start - 1):
            return False
        return end in self.ends_of or not letter.match(self.text, end) or self.ends_of.get(start) == end

    def company(self, at: int) -> int | None:
        """Where a company's name ends: with its legal form, its Latin letters, or a word that closes such names."""
        form = self.lexicon.company_form.match(self.text, at)
        if form:
            return form.end()
        latin = self.rules.latin_firm.match(self.text, at + (self.text[at : at + 1] == " "))
        if latin:
            return latin.end()
        tail = self.rules.company_tail.match(self.text, at)
        if tail is None or any(
            self.begins_else(start, self.text[start : self.ends_of[start]])
            for start in range(at + 1, tail.end())
            if start in self.ends_of
        ):
            return None
        end = tail.end()
        while further := self.rules.further_tail.match(self.text, end):
            end = further.end()
        return end

    def extent(self, start: int, at: int, kind: str) -> int | None:
        """Where the name ends whose head word ends at `at`; None where no name follows."""
        head = self.text[start:at]
        token_end = self.ends_of.get(start, at)
        if self.rules.no_name.match(self.text, start):
            return None
        if head in self.lexicon.weak and (form := self.lexicon.closed_form.match(self.text, at)):
            return form.end()
        # The segmenter took head and name for one word; with a short head rather a longer word that is no name.
        if token_end > at and at - start <= _SHORT_HEAD and head not in self.lexicon.glued:
            return None
        latin = self.rules.latin.match(self.text, at + (self.text[at : at + 1] == " "))
        if latin and latin.end() - latin.start() > 2:
            return latin.end()
        if kind == "company" and self.text[at : at + 1] == " ":
            at = token_end = at + 1
            if at not in self.known:
                return None
        if kind == "company" and at in self.known:
            known_end, _ = self.branch_end(self.known[at])
            tail = self.rules.run.match(self.text, known_end, known_end + _LONGEST)
            return self.closed(self.name_end(head, known_end, tail.end()) if tail else known_end)
        if head in self.lexicon.closed_only:
            return None
        run = self.rules.run.match(self.text, at, at + _LONGEST)
        end = self.name_end(head, max(at, token_end), run.end()) if run else at
        if end <= at and head not in self.lexicon.bare:
            return None
        end = self.closed(end)
        if head in self.lexicon.bare:
            return end if end > at else None
        if kind != "state" and not head.endswith(".") and self.is_generic(at, token_end, end, kind):
            return None
        if head in self.lexicon.weak and not self.has_sign(at, max(token_end, self.ends_of.get(at, at)), end):
            return None
        return self.listed(start, head, end) if head in self.lexicon.listing else end

    def closed(self, end: int) -> int:
        """The end of a name with what closes it: the sign of a cut, the country of a branch, the place of a seat."""
        if self.text[end : end + 1] == self.lexicon.abbreviation_sign:
            return end + 1
        number = self.lexicon.number.match(self.text, end)
        if number:
            return number.end()
        branch = self.lexicon.branch.match(self.text, end)
        if branch:
            return branch.end()
        if place := self.spaced_place(end):
            return place
        seat = self.lexicon.seated.match(self.text, end)
        return self.places[seat.end()].end if seat and seat.end() in self.places else end

    def spaced_place(self, end: int) -> int | None:
        """Where the place ends that a space parts from the head word which closes the name: "…จังหวัด ด่งทาป"."""
        if self.text[end : end + 1] != " " or not self.rules.place_head.search(
            self.text, max(end - _LONGEST_OFFICE, 0), end
        ):
            return None
        if end + 1 in self.places:
            return self.places[end + 1].end
        run = self.rules.run.match(self.text, end + 1)
        return run.end() if run and heard_place(self.pack, run.group(), district=True) else None

    def has_sign(self, at: int, word_end: int, end: int) -> bool:
        """Whether the words from `at` to `end` make a name after a head word that is a common noun as well.

        Args:
            at: where the head word ends.
            word_end: where the first word after it ends.
            end: where the name would end.
        """
        glued = at not in self.ends_of and word_end > at  # to the head word, in one word that is no name by itself
        is_strong = self.text[at:word_end] in self.lexicon.strong and not (glued and end == word_end)
        if is_strong or self.text[end - 1] == self.lexicon.abbreviation_sign:
            return True
        if self.rules.sign.match(self.text, end):
            return True
        return any(start in self.places for start in range(at, end)) or any(
            of in self.text[at:end] for of in self.lexicon.of
        )

    def is_generic(self, at: int, token_end: int, end: int, kind: str) -> bool:
        """Whether what follows the head word makes a common noun of it; for a company the first word tells."""
        if self.rules.inner.match(self.text, at):
            return False
        if at < token_end:
            if self.text[at:token_end] not in self.lexicon.generic.after:
                return False
            at = token_end
        while at < end:
            token_end = self.ends_of.get(at, end)
            if self.text[at:token_end] not in self.lexicon.generic.after:
                return False
            if kind == "company":
                return True
            at = token_end
        return True

    def listed(self, start: int, head: str, end: int) -> int:
        """Where a name ends that lists its fields with spaces: "กระทรวงการอุดมศึกษา วิทยาศาสตร์ วิจัยและนวัตกรรม"."""
        match = self.lexicon.listed.match(self.text, end)
        complete = start in self.known and self.known[start].end == end
        if match is None or complete or any(join in self.text[start:end] for join in self.lexicon.joins):
            return end
        inside = (token for token in range(match.start(), match.end()) if token in self.ends_of)
        if any(self.ends_name(token) for token in inside) or self.ends_name(match.end()):
            return end
        run = self.rules.run.match(self.text, match.end(), match.end() + _LONGEST)
        return self.name_end(head, match.end(), run.end()) if run else end

    def ends_name(self, at: int) -> bool:
        """Whether the word at `at` cannot be part of a name that has begun before it."""
        token = self.text[at : self.ends_of.get(at, at)]
        return (
            not token
            or token in self.lexicon.ends
            or self.rules.end_beginning.match(self.text, at) is not None
            or self.rules.no_field.match(self.text, at) is not None
            or self.rules.head.match(self.text, at) is not None
            or at in self.places
        )

    def name_end(self, head: str, at: int, stop: int) -> int:
        """Where the words from `at` on stop being part of the name that `head` opens."""
        start = end = at
        while at < stop:
            token_end = min(self.ends_of.get(at, stop), stop)
            token = self.text[at:token_end]
            if at == start and token in self.lexicon.joins and self.text.endswith(head, 0, at):  # nothing joined to it
                break
            if at > end and self.begins_body(at):  # after a joining word another body begins
                break
            if token in self.lexicon.of:  # "แห่งประเทศไทย": the nation belongs to the name
                nation = self.lexicon.nation.match(self.text, token_end)
                place = self.places.get(token_end) or (self.places.get(nation.end()) if nation else None)
                if place:
                    return place.end
                if nation and nation.group():
                    return end
            elif at > end and self.is_state(at) and end not in self.place_ends:
                return end  # a body and a state that does something with it
            elif at in self.places or token in self.lexicon.home_names:
                place_end = self.places[at].end if at in self.places else token_end
                if (self.rules.kind[head] == "company" and at == start and not self.goes_on(head, place_end)) or (
                    at > start and self.rules.formal.match(self.text, at)
                ):
                    return end
                pair_end = self.pair_end(place_end)
                opens = at == start and self.goes_on(head, place_end)
                if token in self.lexicon.home_names and pair_end == place_end and not opens:
                    return token_end if self.closes(head, token_end, stop) else end
                at = end = pair_end
                if at in self.state_ends and self.rules.kind[head] == "state":
                    return end  # the state abroad that a body of a government is of closes its name
                continue
            elif inner := self.inner(head, at, stop):
                at = end = inner.end()
                continue
            elif at == start and token in self.lexicon.tasks and head in self.lexicon.task_heads:
                pass
            elif (self.begins_else(at, token) and not (at == start and head.endswith("."))) or (
                at > start and token in self.rules.kind and token not in self.lexicon.inner_heads
            ):
                break
            at = token_end
            if token not in self.lexicon.joins and token not in self.lexicon.of:
                end = at
        return end

    def is_state(self, at: int) -> bool:
        """Whether a state's name starts there."""
        place = self.places.get(at)
        return place is not None and place.rule == "place-state"

    def goes_on(self, head: str, end: int) -> bool:
        """Whether letters go on after a place that a firm's name opens with: "บมจ.สยามแก้ว"."""
        return head.endswith(".") and self.rules.letter.match(self.text, end) is not None

    def inner(self, head: str, at: int, stop: int) -> re.Match[str] | None:
        """A phrase at `at` that a name holds though its first word would end one elsewhere."""
        about = self.rules.about.match(self.text, at, stop) if head in self.lexicon.task_heads else None
        return about or self.rules.inner.match(self.text, at, stop)

    def begins_body(self, at: int) -> bool:
        """Whether a head word or a name that needs none stands at the index."""
        return bool(self.rules.head.match(self.text, at) or self.rules.names.match(self.text, at))

    def closes(self, head: str, at: int, stop: int) -> bool:
        """Whether the home country's name, which ends at `at`, closes the name: "สมาคมธนาคารไทย"."""
        after = self.text[at : min(self.ends_of.get(at, stop), stop)]
        return self.rules.kind[head] != "state" and (at >= stop or self.begins_else(at, after))

    def pair_end(self, end: int) -> int:
        """Where a pair of countries ends, the first of which ends at `end`: "หอการค้าไทย-จีน"."""
        while (dash := self.rules.dash.match(self.text, end)) and dash.end() in self.places:
            end = self.places[dash.end()].end
        return end

    def begins_else(self, at: int, token: str) -> bool:
        """Whether the word at `at` is one that no name goes on with."""
        return token in self.lexicon.ends or self.rules.end_beginning.match(self.text, at) is not None
