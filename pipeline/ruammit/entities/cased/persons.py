"""Persons in a script with capitals: after titles and offices, by family names, in bylines and credits."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

from ruammit.analysis import Analysis
from ruammit.entities.candidate import COMPANY, Candidate, Priority
from ruammit.entities.cased.words import CasedText, called_by, covered, syllable_test
from ruammit.entities.leaders import leaders
from ruammit.entities.lexicons import CasedPersons
from ruammit.entities.organisation_lexicons import CasedOrganisations
from ruammit.languages import LanguagePack
from ruammit.matching import any_of, fold
from ruammit.schema import EntityType

__all__ = ["find_persons"]

_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_OUTLET = re.compile(r" ?[-–/] ?")  # between a photographer and whom the picture is from
_DAY_LINE = re.compile(r" *\n\s*[^\n]{0,20}?\d{1,2}[/-]\d{1,2}[/-]\d{4}")
_MOST_WORDS = 5
_LONGEST_INDENT = 60  # spaces before a byline
_LONGEST_SYLLABLE = 6  # letters
_MOST_SYLLABLES = 4  # of a Vietnamese name
_LONGEST_SEAT = 12  # letters
_LONGEST_SHORT_TITLE = 6  # letters of a title that a full stop may follow: "PGS.TS."
_ACRONYM = re.compile(r"[A-Z]{2,6}(?= [A-Z][a-z])")  # a body in short, before the name of who is of it
_LONGEST_BARE_TITLE = 3  # letters: what is no longer ("ông", "TS") is no office of a place or a body


class _Rules:
    """A pack's persons lexicon, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        self.lexicon = lexicon = pack.lexicon(CasedPersons)
        titles = [title.lower() for title in lexicon.titles]
        self.title = re.compile(rf"(?<!\w){any_of(titles)}(?!\w)")
        self.national = re.compile(rf"(?<!\w){any_of(lexicon.nationals)} ")
        self.seat = re.compile(rf"(?<!\w){any_of(lexicon.seats)} \Z")
        self.well_known = leaders(pack)
        self.native = syllable_test(pack)
        self.space = re.compile(r"\.? {1,2}|\.(?=\w)")
        offices = any_of(title for title in titles if len(title) > _LONGEST_BARE_TITLE)
        self.apposition = re.compile(rf",? (?:- |– |, )?{offices}(?!\w)|, {offices}(?!\w)")
        self.courtesy = frozenset(title.lower() for title in lexicon.courtesy)
        self.not_before = re.compile(rf"(?<!\w){any_of(word.lower() for word in lexicon.not_before)} $")
        self.credits = re.compile(rf"{any_of(lexicon.credits)} ?")
        bodies = pack.lexicon(CasedOrganisations)
        heads = [*bodies.heads.state, *bodies.heads.body, *bodies.heads.company]
        self.head = re.compile(rf"{any_of(head.lower() for head in heads if ' ' in head)}(?!\w)")
        fields = [*bodies.reach.fields, *bodies.reach.verbs]
        self.field = re.compile(rf"{any_of(field.lower() for field in fields if ' ' in field)}(?!\w)")
        joins = any_of([*bodies.reach.joins, *bodies.reach.ands, *bodies.reach.of, *bodies.heads.at])
        self.joins = re.compile(rf"(?: \([^()\n]{{1,12}}\))?(?: ?{joins} ?| )?")


@cache
def _rules(pack: LanguagePack) -> _Rules:
    return _Rules(pack)


def find_persons(analysis: Analysis, others: Collection[Candidate]) -> list[Candidate]:
    """The persons of an article; `others` are the places and organisations that may stand before or beside them."""
    return _Finder(analysis, others).find()


class _Finder:
    """One article."""

    def __init__(self, analysis: Analysis, others: Collection[Candidate]) -> None:
        self.text = analysis.text
        self.lower = fold(analysis.text)
        self.rules = _rules(analysis.pack)
        self.lexicon = self.rules.lexicon
        self.capitals = CasedText(analysis)
        self.others = covered(others)
        companies = (self.text[one.start : one.end] for one in others if one.rule == COMPANY)
        self.companies = {called_by(name, self.rules.native) for name in companies}

    def find(self) -> list[Candidate]:
        return [
            *self.after_titles(),
            *self.after_nationals(),
            *self.by_family(),
            *self.eastern(),
            *self.foreign(),
            *self.credited(),
        ]

    def candidate(self, first: int, last: int, rule: str, priority: Priority) -> Candidate:
        words = self.capitals.words
        return Candidate(words[first].start, words[last - 1].end, EntityType.PERSON, rule, priority)

    def after_titles(self) -> Iterable[Candidate]:
        """Names after a title, or after an office and the place, field or body that it is of."""
        for match in self.rules.title.finditer(self.lower):
            space = self.rules.space.match(self.text, match.end())
            if space is None or (space.group()[0] == "." and len(match.group()) > _LONGEST_SHORT_TITLE):
                continue  # or a sentence ends with the office
            if self.is_inside(match.start()) or self.is_byline(*match.span()) or match.start() in self.others:
                continue
            if self.rules.seat.search(self.lower, max(0, match.start() - _LONGEST_SEAT), match.start()):
                continue
            courtesy = match.group() in self.rules.courtesy
            name = self.name_at(space.end(), courtesy=courtesy)
            short = self.text[slice(*match.span())].isupper()  # "CEO": of a firm
            if name is None and (short or len(match.group()) > _LONGEST_BARE_TITLE):
                beyond = self.beyond(space.end())
                name = self.name_at(beyond, office=True) if beyond > space.end() else None
            if name:
                yield self.candidate(*name, "person-title", Priority.TITLED)

    def after_nationals(self) -> Iterable[Candidate]:
        """Names after the country that a person is of: "kỹ sư người Đức Karl Hollmann"."""
        for match in self.rules.national.finditer(self.text):
            at = self.others.get(match.end())
            name = self.name_at(at + 1, office=True) if at and self.text.startswith(" ", at) else None
            if name:
                yield self.candidate(*name, "person-title", Priority.TITLED)

    def beyond(self, at: int) -> int:
        """Where the place, field and body end that an office is of."""
        for _ in range(6):
            if at in self.others:
                at = self.others[at]
            elif field := self.rules.field.match(self.lower, at) or _ACRONYM.match(self.text, at):
                at = field.end()
            else:
                break
            at = self.rules.joins.match(self.text, at).end()  # type: ignore[union-attr]
        return at

    def is_inside(self, start: int) -> bool:
        """Whether what reads as a title is part of a name: "Hoàng Anh Gia Lai"."""
        words = self.capitals.words
        index = self.capitals.index(start)
        if words[index].first or not (words[index].capital and self.capitals.joined(index)):
            return False
        return words[index - 1].capital and not (
            words[index - 1].first and words[index - 1].text in self.lexicon.openings
        )

    def is_byline(self, start: int, end: int) -> bool:
        """Whether what reads as a title begins the name that is a line of its own: "Anh Ngọc"."""
        if self.lower[start:end] not in self.lexicon.in_bylines or not self.text[start].isupper():
            return False
        earliest = max(0, start - _LONGEST_INDENT)
        line = self.text[max(self.text.rfind("\n", earliest, start) + 1, earliest) : start]
        last = self.capitals.run(self.capitals.index(start))
        after = self.text[self.capitals.words[last - 1].end :][:2]
        return not line.strip(" ") and after.lstrip(" ")[:1] in {"", "\n"}

    def name_at(self, at: int, *, office: bool = False, courtesy: bool = False) -> tuple[int, int] | None:
        """The words of the name that starts at `at`; after an office and its place only one that looks like a name."""
        capitals = self.capitals
        first = capitals.index(at)
        if first >= len(capitals.words) or capitals.words[first].start != at or not capitals.words[first].capital:
            return None
        if not courtesy and self.rules.head.match(self.lower, at):  # the office of a body, whatever the body's name
            return None
        if at in self.others and not self.is_family_name(first):
            alone = capitals.run(first) == first + 1 and self.others[at] == capitals.words[first].end
            return (first, first + 1) if courtesy and alone and self.rules.native(capitals.words[first].text) else None
        if (
            self.rules.field.match(self.lower, at)
            and not capitals.words[min(first + 1, len(capitals.words) - 1)].capital
        ):
            return None
        last = min(capitals.run(first), first + _MOST_WORDS)
        for index in range(first + 1, last):
            if capitals.words[index].start in self.others and not self.is_given_name(first, index):
                last = index
                break
        if capitals.words[first].text not in self.lexicon.families:
            last = capitals.hyphened(first, last, self.lexicon.not_hyphened)
        last = self.with_particles(last)
        first = self.after_body(first, last)
        word = capitals.words[first].text
        family = word in self.lexicon.families or word in self.lexicon.families_of_places
        if word in self.lexicon.no_names and not courtesy and not (family and last - first >= 3):
            return None
        if self.is_abbreviated(first):
            return None
        if (office and last - first < 2 and self.rules.native(word)) or (last - first == 1 and word in self.companies):
            return None
        return first, last

    def after_body(self, first: int, last: int) -> int:
        """Where the person's name starts in a run that a body in foreign letters opens: "Galaxy Studio Lê Thị Hoa"."""
        words = self.capitals.words
        if self.rules.native(words[first].text):
            return first
        families = (at for at in range(first + 1, last - 2) if words[at].text in self.lexicon.families)
        return next(families, first)

    def with_particles(self, last: int) -> int:
        """The end of a name, as a word index, with what small words add to it: "Ursula von der Leyen"."""
        words = self.capitals.words
        at = last
        while self.capitals.joined(at) and words[at].text in self.lexicon.particles and at < last + 2:
            at += 1
        if at == last or not self.capitals.joined(at) or not words[at].capital:
            return last
        end = min(self.capitals.run(at), at + 2)
        article = words[end - 1].text.lower() in self.lexicon.particles  # "Al" before a further name
        return min(self.capitals.run(at), end + 1) if article else end

    def is_abbreviated(self, first: int) -> bool:
        """Whether initials stand there ("ông N.B.P."), or the letters of a body."""
        word = self.capitals.words[first]
        if len(word.text) == 1 or _INITIALS.fullmatch(word.text):
            return True
        return word.text.isupper() and not self.rules.native(word.text)

    def is_given_name(self, first: int, index: int) -> bool:
        """Whether the place at `index` is a given name: right after a family name ("Dương Trung Quốc"), or one syllable
        of a name of no more than four ("Lê Đức Anh")."""
        words = self.capitals.words
        if words[first].text not in self.lexicon.families:
            return False
        single = self.others[words[index].start] == words[index].end
        return index == first + 1 or (single and self.capitals.run(first) - first <= _MOST_SYLLABLES)

    def is_family_name(self, first: int) -> bool:
        """Whether a family and at least two more syllables of the language stand here."""
        words = self.capitals.words
        last = self.capitals.run(first)
        return words[first].text in self.lexicon.families and last - first >= 3

    def by_family(self) -> Iterable[Candidate]:
        """A family and its capitals, wherever they stand."""
        words = self.capitals.words
        for first, last in self.capitals.runs():
            at = first
            while at < last:
                name = words[at].text.capitalize() if words[at].text.isupper() else words[at].text
                end = at + 1
                if name in self.lexicon.families or name in self.lexicon.families_of_places:
                    while end < min(last, at + 4) and self.rules.native(words[end].text):
                        end += 1
                    least = 3 if name in self.lexicon.families_of_places else 2
                    if (
                        end - at >= least
                        and self.is_free(at, end)
                        and self.span(at, end) not in self.lexicon.no_persons
                    ):
                        yield self.candidate(at, end, "person-family", Priority.FAMILY)
                        at = end
                        continue
                at += 1

    def foreign(self) -> Iterable[Candidate]:
        """Names in foreign spelling: of a given name that many bear, before an office in apposition, or well known."""
        words = self.capitals.words
        for first, last in self.capitals.runs():
            if words[first].first and words[first].text in self.lexicon.openings:
                first += 1
            for at in range(first, last):
                if words[at].text in self.rules.well_known:
                    yield self.candidate(at, at + 1, "person-known", Priority.FAMILY)
            if not 2 <= last - first <= _MOST_WORDS or words[first].start in self.others:
                continue
            if any(self.rules.native(word.text) or word.text.isupper() for word in words[first : last - 1]):
                continue
            given = words[first].text in self.lexicon.given_names
            if given or self.rules.apposition.match(self.lower, words[last - 1].end):
                yield self.candidate(first, self.with_particles(last), "person-foreign", Priority.FAMILY)

    def eastern(self) -> Iterable[Candidate]:
        """Foreign names that open with the family: "Kim Chong-un"; not all of their parts are native syllables."""
        words = self.capitals.words
        for first, last in self.capitals.runs():
            for at in range(first, last - 1):
                if words[at].text not in self.lexicon.eastern:
                    continue
                hyphened = "-" in words[at + 1].text
                end = at + (2 if hyphened else 3)
                if end > last or (not hyphened and last - at > 3):
                    continue
                given = re.split(r"[ -]", self.span(at + 1, end))
                alike = all(word.isalpha() and len(word) <= _LONGEST_SYLLABLE for word in given)
                native = not hyphened and all(map(self.rules.native, [words[at].text, *given]))
                if alike and not native and self.is_free(at, end):
                    yield self.candidate(at, end, "person-foreign", Priority.FAMILY)
                break

    def span(self, first: int, last: int) -> str:
        """The text of the words."""
        return self.text[self.capitals.words[first].start : self.capitals.words[last - 1].end]

    def is_free(self, first: int, last: int) -> bool:
        """Whether no place or body stands there, and nothing beside it makes it the name of a street or a school."""
        start = self.capitals.words[first].start
        if self.rules.not_before.search(self.lower, max(0, start - 14), start):
            return False
        if self.text[max(0, start - 2) : start - 1].isdigit() and self.lexicon.address.match(
            self.text, self.capitals.words[last - 1].end
        ):
            return False
        return start not in self.others

    def credited(self) -> Iterable[Candidate]:
        """Bylines, a line of their own, and the credits of photographs."""
        words = self.capitals.words
        for match in self.rules.credits.finditer(self.text):
            first = self.capitals.index(match.end())
            if first < len(words) and words[first].start == match.end():
                yield from self.credit(first, "person-credit")
        for first, last in self.capitals.runs():
            before = self.text[max(0, words[first].start - _LONGEST_INDENT) : words[first].start].rstrip(" ")[-1:]
            after = self.text[words[last - 1].end : words[last - 1].end + 3].lstrip(" ")[:1]
            if before in {"", "\n"} and after in {"", "\n", "("} and self.may_sign(first, last):
                yield from self.credit(first, "person-byline")

    def may_sign(self, first: int, last: int) -> bool:
        """Whether a line of capitals may be a byline: in the last two thirds of the text, or above the day."""
        words = self.capitals.words
        return words[first].start > len(self.text) // 3 or _DAY_LINE.match(self.text, words[last - 1].end) is not None

    def credit(self, first: int, rule: str) -> Iterable[Candidate]:
        words = self.capitals.words
        last = self.capitals.run(first)
        end = words[last - 1].end
        if rule == "person-credit" and "/" in words[last - 1].text:  # "Ảnh: Minh Anh/TTXVN"
            end = words[last - 1].start + words[last - 1].text.index("/")
        full = all(map(self.rules.native, self.text[words[first].start : end].split()))
        after = _OUTLET.match(self.text, end)
        signed = rule == "person-credit" and after is not None and after.end() in self.others  # before the outlet
        family = rule == "person-credit" and (signed or words[first].text in self.lexicon.families)
        known = words[first].text in self.lexicon.no_bylines or (words[first].start in self.others and not family)
        if 2 <= last - first <= 4 and full and not known:
            priority = Priority.SIGNED if family else Priority.CREDITED
            yield Candidate(words[first].start, end, EntityType.PERSON, rule, priority)
