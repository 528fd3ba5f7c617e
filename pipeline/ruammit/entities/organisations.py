"""Organisations by their head words: "กระทรวง…", "บริษัท … จำกัด", "Bộ …", "Công ty …"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate
from ruammit.entities.capital_organisations import find_capital_organisations
from ruammit.entities.lexicon import alternatives, words
from ruammit.languages import LanguagePack
from ruammit.schema import EntityType

__all__ = ["find_organisations"]

_LATIN_WORD = r"[A-Z][A-Za-zÀ-ÿ0-9’'&\-]*(?:\.[A-Za-z]+)*(?:(?<=Co)\.|(?<=Ltd)\.|(?<=Inc)\.|(?<=Corp)\.)?"
_LATIN_COMPANY = rf"{_LATIN_WORD}(?:(?: & | ){_LATIN_WORD})*(?:,? ?(?:Co\.|Ltd\.?|Inc\.?|Limited|PLC|Corp\.?))*"
_LATIN_NAME = rf"{_LATIN_WORD}(?:(?:,? |, | & | (?:(?:of|and|the|for|de|du|on) ){{1,2}}){_LATIN_WORD})*"
PRIORITY_HEADED = 20  # as what the gazetteer knows: the longer of the two stands
_LONGEST = 90  # letters
PRIORITY_LATIN = 15
_LEAST_KNOWN = 2  # members of a list
_SHORTEST_TITLE = 4  # letters; shorter ones are found inside other words
_SHORT_HEAD = 5  # letters: a head no longer than this is also the beginning of common words


def find_organisations(analysis: Analysis, places: Iterable[Candidate], known: Iterable[Candidate]) -> list[Candidate]:
    """The organisations that a head word or capitals give away, in no particular order; countries not yet settled."""
    if analysis.pack.lexicon("organisations")["letter_case"]:
        return find_capital_organisations(analysis, places, known)
    return _Caseless(analysis, places, known).find()


class _Rules:
    """A caseless pack's organisations lexicon, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        lexicon: dict[str, Any] = pack.lexicon("organisations")
        heads = lexicon["heads"]
        self.kind = {head: kind for kind, entries in heads.items() for head in words(entries)}
        self.head = re.compile(alternatives(self.kind))
        self.names = re.compile(alternatives(lexicon["names"]))
        self.no_name = re.compile(alternatives(lexicon["no_names"]))
        self.glued = words(lexicon["glued"])
        self.listing = words(lexicon["listing"])
        latin_heads, latin_tails = alternatives(lexicon["latin_heads"]), alternatives(lexicon["latin_tails"])
        self.latin_head = re.compile(rf"(?:{latin_heads})(?!\w)")
        self.latin_tail = re.compile(rf"(?:{latin_tails})(?![\w.])")
        self.ends = words(lexicon["ends"])
        titles = (title for title in pack.lexicon("persons")["titles"] if len(title) >= _SHORTEST_TITLE)
        self.end_beginning = re.compile(alternatives([*lexicon["end_beginnings"], *titles]))
        self.listed = re.compile(lexicon["listed"])
        self.next_company = re.compile(rf"(?:, | {alternatives(lexicon['joins'])} ?)(?=[A-Z])({_LATIN_COMPANY})")
        self.joins = words(lexicon["joins"])
        self.generic = words(lexicon["generic"]["after"])
        self.of = words(lexicon["of"])
        self.nation = re.compile(lexicon["nation"])
        self.home_names = words(lexicon["home_names"])
        self.letter = re.compile(rf"[{lexicon['letters']}]")
        self.dash = re.compile(r" ?[-–] ?")
        self.branch = re.compile(lexicon["branch"])
        self.run = re.compile(rf"[{lexicon['letters']}]+(?:[-–][{lexicon['letters']}]+)*")
        self.latin = re.compile(_LATIN_NAME)
        joins = alternatives(lexicon["joins"])
        self.latin_list = re.compile(rf"{_LATIN_COMPANY}(?:, ?{_LATIN_COMPANY})+(?:,? ?(?:{joins}) ?{_LATIN_COMPANY})?")
        self.latin_company = re.compile(_LATIN_COMPANY)
        self.company = re.compile(lexicon["company_form"])
        letter, tails = f"[{lexicon['letters']}]", alternatives(lexicon["company_tails"])
        words_before = rf"(?:(?:{letter}|[A-Za-z]){{2,24}} ){{1,3}}{letter}{{0,16}}?"
        self.company_tail = re.compile(rf" ?(?:{words_before}|{letter}{{1,16}}?)(?:{tails})(?!{letter})")
        self.abbreviation_sign = lexicon["abbreviation_sign"]
        self.weak, self.strong = words(lexicon["weak"]), words(lexicon["strong"])
        self.inner_heads, self.bare = words(lexicon["inner_heads"]), words(lexicon["bare"])
        self.tasks, self.task_heads = words(lexicon["tasks"]), words(lexicon["task_heads"])
        self.number = re.compile(lexicon["number"])
        self.inner = re.compile(alternatives(lexicon["inner"]))
        self.about = re.compile(alternatives(lexicon["about"]))
        self.latin_no_name = re.compile(rf"(?:{alternatives(lexicon['latin_no_names'])})\Z")
        self.closed_form = re.compile(lexicon["closed_form"])
        self.closed_only = words(lexicon["closed_only"])
        self.formal = re.compile(alternatives(lexicon["formal"]))
        self.seated = re.compile(lexicon["seated"])
        self.no_field = re.compile(alternatives(lexicon["no_fields"]))
        self.sign = re.compile(r" ?\([^()\n]{1,16}\)|[A-Za-z]")


@cache
def _rules(pack: LanguagePack) -> _Rules:
    return _Rules(pack)


class _Caseless:
    """One article in a script without capitals."""

    def __init__(self, analysis: Analysis, places: Iterable[Candidate], known: Iterable[Candidate]) -> None:
        self.text = analysis.text
        self.rules = _rules(analysis.pack)
        self.ends_of = analysis.word_ends
        self.known = {one.start: one for one in known}
        self.places = self.known | {place.start: place for place in places}

    def find(self) -> list[Candidate]:
        found = []
        for match in self.rules.head.finditer(self.text):
            start, at = match.span()
            if start and start not in self.ends_of and self.rules.letter.match(self.text[start - 1]):
                continue
            kind = self.rules.kind[match.group()]
            end = self.company(at) if kind == "company" else None
            end = end or self.extent(start, at, kind)
            if end:
                found.append(Candidate(start, end, EntityType.ORG, f"organisation-{kind}", PRIORITY_HEADED))
            if end and kind == "company":
                found += self.listed_companies(end)
        for match in self.rules.names.finditer(self.text):
            if self.is_whole(*match.span()):
                found.append(Candidate(*match.span(), EntityType.ORG, "organisation-state", PRIORITY_HEADED))
        return [*found, *self.latin_names(), *self.latin_lists()]

    def latin_lists(self) -> list[Candidate]:
        """The members of a list of names in Latin letters of which the gazetteer knows two at least."""
        found = []
        for match in self.rules.latin_list.finditer(self.text):
            members = [member.span() for member in self.rules.latin_company.finditer(self.text, *match.span())]
            known = sum(start in self.known and self.known[start].end == end for start, end in members)
            if known >= _LEAST_KNOWN:
                found += [Candidate(*span, EntityType.ORG, "organisation-listed", PRIORITY_LATIN) for span in members]
        return found

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a word starts at `start` and none runs on over `end`."""
        letter = self.rules.letter
        if start and start not in self.ends_of and letter.match(self.text, start - 1):
            return False
        return end in self.ends_of or not letter.match(self.text, end) or self.ends_of.get(start) == end

    def latin_names(self) -> list[Candidate]:
        """Names in Latin letters that their first words or their last word give away."""
        found = []
        for match in self.rules.latin.finditer(self.text):
            start, end = match.span()
            if self.rules.latin_head.match(self.text, start, end):
                found.append(Candidate(start, end, EntityType.ORG, "organisation-latin", PRIORITY_LATIN))
                continue
            for name in self.rules.latin_company.finditer(self.text, start, end):
                tails = [
                    t.end() for t in self.rules.latin_tail.finditer(self.text, *name.span()) if t.start() > name.start()
                ]
                if tails and not self.rules.latin_no_name.search(self.text, name.start(), tails[-1]):
                    found.append(
                        Candidate(name.start(), tails[-1], EntityType.ORG, "organisation-latin", PRIORITY_LATIN)
                    )
        return found

    def listed_companies(self, end: int) -> list[Candidate]:
        """The further members of a list of companies in Latin letters, the first of which ends at `end`."""
        found = []
        while item := self.rules.next_company.match(self.text, end):
            found.append(Candidate(*item.span(1), EntityType.ORG, "organisation-company", PRIORITY_LATIN))
            end = item.end()
        return found

    def company(self, at: int) -> int | None:
        """Where a company's name ends: with its legal form, its Latin letters, or a word that closes such names."""
        form = self.rules.company.match(self.text, at)
        if form:
            return form.end()
        latin = self.rules.latin_company.match(self.text, at + (self.text[at : at + 1] == " "))
        if latin:
            return latin.end()
        tail = self.rules.company_tail.match(self.text, at)
        if tail is None or any(
            self.begins_else(start, self.text[start : self.ends_of[start]])
            for start in range(at + 1, tail.end())
            if start in self.ends_of
        ):
            return None
        return tail.end()

    def extent(self, start: int, at: int, kind: str) -> int | None:
        """Where the name ends whose head word ends at `at`; None where no name follows."""
        head = self.text[start:at]
        token_end = self.ends_of.get(start, at)
        if self.rules.no_name.match(self.text, start):
            return None
        if head in self.rules.weak and (form := self.rules.closed_form.match(self.text, at)):
            return form.end()
        # The segmenter took head and name for one word; with a short head rather a longer word that is no name.
        if token_end > at and at - start <= _SHORT_HEAD and head not in self.rules.glued:
            return None
        latin = self.rules.latin.match(self.text, at + (self.text[at : at + 1] == " "))
        if latin and latin.end() - latin.start() > 2:
            return latin.end()
        if kind == "company" and self.text[at : at + 1] == " ":
            at = token_end = at + 1
            if at not in self.known:
                return None
        if kind == "company" and at in self.known:
            known_end = self.known[at].end
            tail = self.rules.run.match(self.text, known_end)
            return self.closed(self.name_end(head, known_end, tail.end()) if tail else known_end)
        if head in self.rules.closed_only:
            return None
        run = self.rules.run.match(self.text, at)
        end = self.name_end(head, max(at, token_end), min(run.end(), at + _LONGEST)) if run else at
        if end <= at and head not in self.rules.bare:
            return None
        end = self.closed(end)
        if head in self.rules.bare:
            return end if end > at else None
        if kind != "state" and self.is_generic(at, token_end, end, kind):
            return None
        if head in self.rules.weak and not self.has_sign(at, max(token_end, self.ends_of.get(at, at)), end):
            return None
        return self.listed(start, head, end) if head in self.rules.listing else end

    def closed(self, end: int) -> int:
        """The end of a name with what closes it: the sign of a cut, the country of a branch, the place of a seat."""
        if self.text[end : end + 1] == self.rules.abbreviation_sign:
            return end + 1
        number = self.rules.number.match(self.text, end)
        if number:
            return number.end()
        branch = self.rules.branch.match(self.text, end)
        if branch:
            return branch.end()
        seat = self.rules.seated.match(self.text, end)
        return self.places[seat.end()].end if seat and seat.end() in self.places else end

    def has_sign(self, at: int, word_end: int, end: int) -> bool:
        """Whether the words from `at` to `end` make a name after a head word that is a common noun as well.

        Args:
            at: where the head word ends.
            word_end: where the first word after it ends.
            end: where the name would end.
        """
        glued = at not in self.ends_of and word_end > at  # to the head word, in one word that is no name by itself
        is_strong = self.text[at:word_end] in self.rules.strong and not (glued and end == word_end)
        if is_strong or self.text[end - 1] == self.rules.abbreviation_sign:
            return True
        if self.rules.sign.match(self.text, end):
            return True
        return any(start in self.places for start in range(at, end)) or any(
            of in self.text[at:end] for of in self.rules.of
        )

    def is_generic(self, at: int, token_end: int, end: int, kind: str) -> bool:
        """Whether what follows the head word makes a common noun of it; for a company the first word tells."""
        if at < token_end:
            if self.text[at:token_end] not in self.rules.generic:
                return False
            at = token_end
        while at < end:
            token_end = self.ends_of.get(at, end)
            if self.text[at:token_end] not in self.rules.generic:
                return False
            if kind == "company":
                return True
            at = token_end
        return True

    def listed(self, start: int, head: str, end: int) -> int:
        """Where a name ends that lists its fields with spaces: "กระทรวงการอุดมศึกษา วิทยาศาสตร์ วิจัยและนวัตกรรม"."""
        match = self.rules.listed.match(self.text, end)
        complete = start in self.known and self.known[start].end == end
        if match is None or complete or any(join in self.text[start:end] for join in self.rules.joins):
            return end
        inside = (token for token in range(match.start(), match.end()) if token in self.ends_of)
        if any(self.ends_name(token) for token in inside) or self.ends_name(match.end()):
            return end
        run = self.rules.run.match(self.text, match.end())
        return self.name_end(head, match.end(), run.end()) if run else end

    def ends_name(self, at: int) -> bool:
        """Whether the word at `at` cannot be part of a name that has begun before it."""
        token = self.text[at : self.ends_of.get(at, at)]
        return (
            not token
            or token in self.rules.ends
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
            if at == start and token in self.rules.joins and self.text.endswith(head, 0, at):  # nothing joined to it
                break
            if at > end and self.rules.head.match(self.text, at):  # after a joining word another body begins
                break
            if token in self.rules.of:  # "แห่งประเทศไทย": the nation belongs to the name
                nation = self.rules.nation.match(self.text, token_end)
                place = self.places.get(token_end) or (self.places.get(nation.end()) if nation else None)
                if place:
                    return place.end
                if nation and nation.group():
                    return end
            elif at in self.places or token in self.rules.home_names:
                place_end = self.places[at].end if at in self.places else token_end
                if (self.rules.kind[head] == "company" and at == start) or self.rules.formal.match(self.text, at):
                    return end
                pair_end = self.pair_end(place_end)
                if token in self.rules.home_names and pair_end == place_end:
                    return token_end if self.closes(head, token_end, stop) else end
                at = end = pair_end
                continue
            elif inner := self.inner(head, at, stop):
                at = end = inner.end()
                continue
            elif at == start and token in self.rules.tasks and head in self.rules.task_heads:
                pass
            elif self.begins_else(at, token) or (
                at > start and token in self.rules.kind and token not in self.rules.inner_heads
            ):
                break
            at = token_end
            if token not in self.rules.joins and token not in self.rules.of:
                end = at
        return end

    def inner(self, head: str, at: int, stop: int) -> re.Match[str] | None:
        """A phrase at `at` that a name holds though its first word would end one elsewhere."""
        about = self.rules.about.match(self.text, at, stop) if head in self.rules.task_heads else None
        return about or self.rules.inner.match(self.text, at, stop)

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
        return token in self.rules.ends or self.rules.end_beginning.match(self.text, at) is not None
