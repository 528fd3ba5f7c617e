"""Organisations in a script with capitals: a head word and the capitals, fields and joining words after it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ruammit.analysis import Analysis
from ruammit.entities.candidate import OUTLET, OUTLET_TAG, TICKER, Candidate, Priority
from ruammit.entities.cased.words import CasedText, Word, covered, syllable_test
from ruammit.entities.gazetteer import hits
from ruammit.entities.latin import LEGAL_FORM
from ruammit.entities.lexicons import CasedOrganisations, CasedPersons
from ruammit.languages import LanguagePack
from ruammit.matching import any_of
from ruammit.schema import EntityType

__all__ = ["find_organisations"]

_LONGEST_ACRONYM = 5
_LETTERS_OF_FIELDS = re.compile(r"[^\W\d_a-z]{2,5}(?: ?[&\-–] ?[^\W\d_a-z]{2,5})+(?!\w)")
_LONGEST_TITLE = 26  # letters
_LONGEST_NUMBER = 10  # letters of a word such as "several"
_PLACES_IN_NAMES = frozenset({"state", "region", "capital"})
_MOST_WORDS = 4
_LONGEST = 160  # letters of a name after its head word
_LONGEST_BRIDGE = 4  # syllables
_MOST_JOINED = 8  # words that signs join to the run of capitals after them


class _Rules:
    """A pack's organisations lexicon, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        lexicon, persons = pack.lexicon(CasedOrganisations), pack.lexicon(CasedPersons)
        self.heads, self.reach = lexicon.heads, lexicon.reach
        self.families, self.given = persons.families, persons.given_names
        heads = {"state": self.heads.state, "body": self.heads.body, "company": self.heads.company}
        self.kind = {head: kind for kind, entries in heads.items() for head in entries}
        self.head = re.compile(rf"(?<![\w.])(?:{any_of(self.kind)}(?= )|{any_of(self.heads.bare)}(?!\w))")
        self.outside = re.compile(rf"(?<!\w){any_of(self.heads.outside)} (?=[^\W\d_])")
        self.forms = re.compile(rf" {any_of(self.reach.forms)}(?!\w)")
        plural, level = any_of(self.reach.plurals), any_of(self.heads.levels)
        self.field = re.compile(rf"(?:{plural} (?!{level}))?{any_of(self.reach.fields)}(?!\w)")
        self.verb = re.compile(rf"{any_of(self.reach.verbs)}(?!\w)")
        self.capital_verb = re.compile(rf"{any_of(self.reach.capital_verbs)}(?!\w)")
        joins = any_of([*self.reach.joins, *self.reach.of, *self.reach.ands])
        cities = [rf"(?<= {re.escape(city)})\. " for city in self.heads.cities]
        self.join = re.compile("|".join([*cities, rf",? {joins} ", ", ", " "]))
        self.closing = re.compile(LEGAL_FORM)
        self.numbered = re.compile(rf"(?<!\w){any_of(self.reach.numbered)} \d+[A-Z]?")
        self.title = re.compile(rf"{any_of(persons.titles)}(?!\w)")
        titles = any_of(title.lower() for title in persons.titles)
        self.title_before = re.compile(rf"(?<!\w){titles} \Z", re.IGNORECASE)
        self.no_body = re.compile(rf"{any_of(self.heads.no_bodies)}(?!\w)")
        self.small_head = re.compile(rf"(?<![\w.]){any_of(self.heads.small)}(?= [^\W\d_])")
        self.several = re.compile(rf"(?<!\w){any_of(self.heads.several)} \Z", re.IGNORECASE)
        self.host = re.compile(rf" {any_of(self.heads.at)} ")
        self.of_state = re.compile(rf"(?<!\w){any_of(self.heads.of_states)} ")
        self.nested = re.compile(rf"(?<!\w)(?:{self.heads.nested.pattern})(?={any_of(self.heads.nesting)})")
        apart = [*self.heads.levels, *self.heads.states, *self.reach.plurals]  # none of these joins a name after "and"
        self.apart = re.compile(rf"{any_of(apart)}(?!\w)")
        self.leveled = re.compile(rf"(?<!\w){any_of(self.heads.leveled)} {any_of(self.heads.levels)}(?!\w)")
        joining = any_of(self.reach.ands)
        symbol = r"[A-Z][A-Z0-9]{2}(?![\w\-])"
        self.tickers = re.compile(
            rf"(?<!\w){any_of(self.heads.tickers)}:? (?P<symbols>{symbol}(?:(?:, | {joining} ){symbol}){{0,30}})"
        )
        change = r"(?: \([^()\n]{1,20}\))?"
        self.symbol = re.compile(symbol)
        self.symbols = re.compile(
            rf"(?<![\w\-./])(?P<symbols>{symbol}{change}(?:(?:, |; | {joining} ){symbol}{change}){{2,30}})"
        )
        self.moved = re.compile(rf"(?<![\w\-./&]){symbol}(?= \([-+\d]| {any_of(self.heads.ticker_deeds)}(?!\w))")
        self.market = re.compile(any_of(self.heads.markets))
        self.about = re.compile(rf" {any_of(self.heads.about)} ")
        self.branch = re.compile(rf" {any_of(self.reach.branches)} (?:(?:tỉnh|thành phố|TP\.?) ?)?")
        self.small_named = re.compile(rf"(?<![\w.]){any_of(self.heads.small_named)}(?= [^\W\d_])")
        self.openings = persons.openings | {word.capitalize() for word in self.reach.functions}
        self.dash = re.compile(r" ?[-–] ?")
        self.is_native = syllable_test(pack)
        self.of_parliament = re.compile(rf"{re.escape(self.heads.of_parliament)}(?!\w)")


@cache
def _rules(pack: LanguagePack) -> _Rules:
    return _Rules(pack)


def find_organisations(analysis: Analysis, places: Iterable[Candidate], known: Iterable[Candidate]) -> list[Candidate]:
    """The organisations of an article that a head word or a suffix gives away."""
    return _Finder(analysis, places, known).find()


class _Finder:
    """One article."""

    def __init__(self, analysis: Analysis, places: Iterable[Candidate], known: Iterable[Candidate]) -> None:
        self.text = analysis.text
        self.rules = _rules(analysis.pack)
        self.capitals = CasedText(analysis)
        found = hits(analysis.pack, analysis.text)  # inside the name of a body a place needs no further sign
        self.places = covered(
            hit
            for hit in found
            if hit.entry.kind in _PLACES_IN_NAMES
            or (hit.entry.kind == "city" and hit.entry.country == analysis.pack.home)
        ) | covered(places)
        self.known = covered(known)
        self.states = covered(hit for hit in found if hit.entry.kind == "state" and self.native_word(hit.name.form))
        self.host_states = covered(hit for hit in found if hit.entry.kind == "state")
        self.home_states = covered(hit for hit in found if hit.entry.country == analysis.home)
        self.firms = covered(hit for hit in found if hit.entry.kind == "company")

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
            *self.tickers(),
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
                end = self.host_states.get(host.end(), end) if host else end
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
            if word is None or not word.capital or self.is_person(at):
                yield Candidate(*match.span(), EntityType.ORG, "organisation-leveled", Priority.LEVELED)

    def outlets(self) -> Iterable[Candidate]:
        """The letters of the outlet that a report opens with, in brackets."""
        for match in OUTLET_TAG.finditer(self.text):
            yield Candidate(*match.span(1), EntityType.ORG, OUTLET, Priority.SUFFIXED)

    def tickers(self) -> Iterable[Candidate]:
        """The symbols of listed companies, one or a list."""
        lists, some = [self.rules.tickers], False
        if self.rules.market.search(self.text):
            lists.append(self.rules.symbols)
        for pattern in lists:
            for match in pattern.finditer(self.text):
                start, end = match.span("symbols")
                for symbol in self.rules.symbol.finditer(self.text, start, end):
                    if symbol.group() not in self.rules.heads.no_tickers:
                        some = True
                        yield Candidate(*symbol.span(), EntityType.ORG, TICKER, Priority.SUFFIXED)
        if some and self.rules.market.search(self.text):
            for match in self.rules.moved.finditer(self.text):
                if match.group() not in self.rules.heads.no_tickers:
                    yield Candidate(*match.span(), EntityType.ORG, TICKER, Priority.SUFFIXED)

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
        """Where a name without a further capital ends: with its head word, or with the field in small letters after it."""
        if head.group() in self.rules.heads.bare:
            return head.end()
        if head.group() not in self.rules.heads.plain or self.begins_sentence(head):
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

    def is_several(self, head: re.Match[str], end: int) -> bool:
        """Whether many bodies are spoken of, with no name of their own: "các công ty du lịch Mỹ"."""
        start = head.start()
        if not self.rules.several.search(self.text, max(0, start - _LONGEST_NUMBER), start):
            return False
        inside = self.capitals.words[self.capitals.index(head.end()) : self.capitals.index(end)]
        return not any(word.capital and word.start not in self.places for word in inside)

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
            if self.places.get(at, 0) > (field or 0) and (word.capital or begun):
                if kind != "company" or not self.goes_on(self.places[at], titled=titled):
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
                if (titled or kind == "state") and self.is_person(at):
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

    def is_titled(self, head: re.Match[str]) -> bool:
        """Whether an office stands before the body: then a person's name may follow the body's.

        Not after a head whose bodies are themselves named after persons: "hiệu trưởng Trường THPT Chu Văn An".
        """
        if head.group().split()[0] in self.rules.heads.named_after_persons:
            return False
        start = head.start()
        return self.rules.title_before.search(self.text, max(0, start - _LONGEST_TITLE), start) is not None

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
            or kind == "company"
            or following is None
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

    def is_person(self, at: int) -> bool:
        """Whether a person's full name begins there."""
        words = self.capitals.words
        index = self.capitals.index(at)
        return words[index].text in self.rules.families and self.capitals.run(index) - index >= 3

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
                    if words[start].first and words[start].text in self.rules.openings:
                        start += 1
                    elif self.states.get(words[start].start) == words[start].end and start + 1 < at:
                        start += 1  # the state that the firm is of: "hãng hàng không Mỹ Northwind Airlines"
                    closing = self.rules.closing.match(self.text, words[at].end)
                    end = closing.end() if closing else words[at].end
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
                yield Candidate(start, place_end, EntityType.ORG, "organisation-branch", Priority.HEADED)
            elif words[index].text in self.rules.reach.suffixes:
                while self.capitals.joined(index + 1) and words[index + 1].text in self.rules.reach.suffixes:
                    index += 1
                yield Candidate(start, words[index].end, EntityType.ORG, "organisation-branch", Priority.HEADED)

    def joined_before(self, first: int) -> int:
        """The first word of the capitals that a sign joins to the run that starts with the word at `first`."""
        words = self.capitals.words
        least = first - _MOST_JOINED
        while first > max(least, 0) and words[first - 1].capital and not self.native(words[first - 1]):
            if self.text[words[first - 1].end : words[first].start] not in {" & ", " - ", " "}:
                break
            first -= 1
        return first
