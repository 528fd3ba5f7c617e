"""Persons in a script without capitals: by the title or office before the name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate, Priority
from ruammit.entities.latin import LATIN_PERSON
from ruammit.entities.lexicons import UncasedPersons
from ruammit.entities.organisation_lexicons import UncasedOrganisations
from ruammit.entities.phonetic import phonetic_key
from ruammit.languages import LanguagePack
from ruammit.matching import any_of
from ruammit.schema import EntityType
from ruammit.text.scripts import members

__all__ = ["find_persons", "without_titles"]

_LONGEST_PART = 22  # letters; Thai surnames, which the law keeps unique and so are the longest there are, stay below it
_LONGEST_FURTHER_PART = 8
_LONGEST_RUN = 64  # letters that are looked at: a part, the words after it, and what tells that they are none of it
_MOST_PARTS = 12  # of a foreign name, its particles counted
_LONGEST_SYLLABLE = 3  # letters
_LONGEST_SECOND_FAMILY = 13  # letters
_LONGEST_BEGUN = 16  # letters of a family name that begins like another word
_SHORTEST_REST = 4  # letters of such a name after that word
_LONGEST_BEGUN_FIRST = 12  # letters of a given name that does
_SHORTEST_OFFICE = 4  # letters
_SHORTEST_SURE = 3  # letters: a longer word in a family name ends it
_LONGEST_SAID = 14  # letters of a family name before a word of saying
_LONGEST_TAIL = 9  # letters from a weak ending to the next space: with more of them a clause runs on


def find_persons(analysis: Analysis, others: Iterable[Candidate]) -> list[Candidate]:
    """The persons that a title or an office gives away, in no particular order.

    Args:
        analysis: the article.
        others: the places and organisations found in it, which may stand between an office and a name.
    """
    return _Finder(analysis, list(others)).find()


def without_titles(pack: LanguagePack, text: str, start: int, end: int) -> int:
    """Where the name starts that a corpus annotates together with the titles before it.

    Args:
        pack: the text's language, in a script without capitals.
        text: in the spelling of the reading view.
        start: where titles and name start.
        end: where the name ends.
    """
    match = _rules(pack).titles.match(text, start, end)
    return match.end() if match and match.end() < end else start


class _Rules:
    """A pack's persons lexicon, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        self.lexicon = lexicon = pack.lexicon(UncasedPersons)
        titles, letter = any_of(lexicon.titles), pack.script.letter
        title = rf"{titles} {{0,2}}"
        self.titles = re.compile(rf"{title}(?:{title}){{0,4}}(?!{any_of(lexicon.not_after)})")
        self.title = re.compile(titles)
        self.office = re.compile(rf"{any_of(lexicon.offices)} ?")
        self.ends = re.compile(any_of(lexicon.ends))
        self.saying = re.compile(any_of(lexicon.saying))
        self.said = re.compile(any_of(lexicon.said))
        self.head_of = re.compile(rf"{any_of(lexicon.heads_of)} ?\Z")
        self.second_before = re.compile(any_of(lexicon.after_two_families))
        sure = any_of({office for office in lexicon.after_two_families if len(office) >= _SHORTEST_OFFICE})
        self.sure_office = re.compile(rf"{any_of(lexicon.after_two_families)}{sure}")
        self.sign = pack.lexicon(UncasedOrganisations).abbreviation_sign
        self.posted = re.compile(any_of(lexicon.posted))
        self.run = re.compile(rf"{letter}+(?:-{letter}+)*")
        self.latin = re.compile(LATIN_PERSON)
        self.quotation = re.compile(rf"[“‘\"'](?P<first>{letter}{{2,16}}) (?P<last>{letter}{{2,22}})[”’\"'] ?")
        self.gap = re.compile(rf" {{1,2}}(?={letter})")
        self.bracket = re.compile(rf" ?\( ?(?:{titles} ?){{0,4}}({LATIN_PERSON}) ?\)")


@cache
def _rules(pack: LanguagePack) -> _Rules:
    return _Rules(pack)


class _Finder:
    """One article in a script without capitals."""

    def __init__(self, analysis: Analysis, others: list[Candidate]) -> None:
        self.text = analysis.text
        self.rules = _rules(analysis.pack)
        self.lexicon = self.rules.lexicon
        self.ends_of = analysis.word_ends  # token start to token end
        self.code = analysis.pack.code
        self.script = analysis.pack.script
        self.following = members(analysis.pack.script.following)
        self.others = {other.start for other in others}
        self.states = {other.start: other.end for other in others if other.rule == "place-state"}
        self.bodies = [other for other in others if other.type is EntityType.ORG]
        lists = analysis.pack.word_lists() if analysis.pack.word_lists else {}
        self.dictionary = lists.get("dictionary", frozenset())
        self.families = lists.get("family", frozenset())
        self.given = lists.get("given", frozenset())

    def find(self) -> list[Candidate]:
        found = []
        beyond = 0
        while match := self.rules.titles.search(self.text, beyond):
            start, at = match.span()
            if not self.is_word(start, at):  # the end of a longer word; a title may come next
                beyond = start + 1
                continue
            beyond = at
            found += self.name(at, "person-title", Priority.TITLED)
            if match.group().rstrip(" ") in self.lexicon.two_families:
                found += self.with_second_family(found[-1:], at)
        for match in self.rules.office.finditer(self.text):
            if state := self.states.get(match.end()):
                found += self.after_state(match.start(), match.end(), state)
            if match.end() in self.others or self.rules.title.match(self.text, match.end()):
                continue
            if self.is_word(*match.span()):
                found += self.after_office(match.end())
        found += self.quoted()
        for body in self.bodies:
            if self.text[body.end : body.end + 1] == " " and self.rules.head_of.search(
                self.text, max(0, body.start - 24), body.start
            ):
                found += self.after_body(body.end + 1)
        return found

    def quoted(self) -> Iterable[Candidate]:
        """A full name in quotation marks: a listed given name, and a listed family name or an office after it."""
        for match in self.rules.quotation.finditer(self.text):
            first, last = match.group("first", "last")
            office = last not in self.dictionary and self.rules.ends.match(self.text, match.end())
            if first in self.given and (last in self.families or office):
                span = (match.start("first"), match.end("last"))
                yield Candidate(*span, EntityType.PERSON, "person-quoted", Priority.FAMILY)

    def after_state(self, start: int, end: int, state: int) -> list[Candidate]:
        """A full name after an office and the state that it is of: "ประธานาธิบดีสหรัฐฯ โจ …"."""
        posted = self.rules.posted.match(self.text, state)
        state = self.states.get(posted.end(), state) if posted else state
        state += self.text[state : state + 1] == self.rules.sign
        gap = self.rules.gap.match(self.text, state)
        if gap is None or not self.is_word(start, end) or self.rules.title.match(self.text, gap.end()):
            return []
        return self.after_office(gap.end()) if gap.end() not in self.others else []

    def after_body(self, at: int) -> list[Candidate]:
        """A full name after an office and its body, where words of saying or doing follow it."""
        if self.rules.title.match(self.text, at) or at in self.others:
            return []
        found = self.name(at, "person-office", Priority.TITLED)
        if not found or " " not in self.text[at : found[0].end]:
            return []
        end = found[0].end
        after = end + (self.text[end : end + 1] == " ")
        return found if self.rules.saying.match(self.text, after) else []

    def with_second_family(self, names: list[Candidate], at: int) -> list[Candidate]:
        """The name that starts at `at`, of two parts, with the second family name after it, an office following."""
        if not names or names[0].start != at or self.text.count(" ", at, names[0].end) != 1:
            return []
        gap = self.rules.gap.match(self.text, names[0].end)
        run = self.run_at(gap.end()) if gap else None
        if run is None or not _LONGEST_SYLLABLE < len(run.group()) <= _LONGEST_SECOND_FAMILY:
            return []
        office = self.rules.gap.match(self.text, run.end())
        if office is None or not self.rules.second_before.match(self.text, office.end()):
            return []
        if self.part(run.start(), 2) != run.end():
            return []
        return [names[0]._replace(end=run.end())]

    def run_at(self, start: int) -> re.Match[str] | None:
        """The letters that start there, up to a number of them that is beyond any part of a name."""
        return self.rules.run.match(self.text, start, start + _LONGEST_RUN)

    def is_word(self, start: int, end: int) -> bool:
        """Whether `start` to `end` is neither the end nor the beginning of a longer word."""
        if start not in self.ends_of and start > 0 and self.rules.run.match(self.text[start - 1]):
            return False
        return self.ends_of.get(start, 0) <= end

    def name(self, at: int, rule: str, priority: Priority) -> list[Candidate]:
        """The name that starts at `at`, and its spelling in Latin letters in brackets."""
        latin = self.rules.latin.match(self.text, at)
        end = self.latin_end(latin) if latin else self.native_name(at)
        if end is None or end <= at:
            return []
        found = [Candidate(at, end, EntityType.PERSON, rule, priority)]
        bracket = self.rules.bracket.match(self.text, end)
        if bracket and " " in bracket[1]:
            found.append(Candidate(*bracket.span(1), EntityType.PERSON, "person-bracket", priority))
        return found

    def after_office(self, at: int) -> list[Candidate]:
        """A name after an office: only a full one, or a lone word that nothing runs on from."""
        found = self.name(at, "person-office", Priority.TITLED)
        if not found or found[0].end - found[0].start < 4:
            return []
        name = self.text[found[0].start : found[0].end]
        return found if " " in name and self.is_likely(at, name) else []

    def is_likely(self, at: int, name: str) -> bool:
        """Whether what stands after an office is a name: no word that ends names opens it, if it is not listed."""
        first, *further = name.split(" ")
        if first not in self.given and first not in self.families and self.ending(at):
            return False
        return not any(part in self.dictionary and self.rules.ends.match(part) for part in further)

    def latin_end(self, name: re.Match[str]) -> int:
        """Where a name in Latin letters ends: before the offices in Latin letters that follow it."""
        words = name.group().split(" ")
        while words and words[-1].rstrip(".,") in self.lexicon.latin_roles:
            words.pop()
        return name.start() + len(" ".join(words))

    def native_name(self, at: int) -> int | None:
        """Where the name ends that starts at `at`; None where no name starts there."""
        end = self.part(at, 0)
        if end is None:
            return None
        lengths = [end - at]
        foreign = False  # whether a particle has shown it
        while (
            len(lengths) < _MOST_PARTS
            and (gap := self.rules.gap.match(self.text, end))
            and self.rules.run.match(self.text, end - 1, end)
        ):
            run = self.run_at(gap.end())
            if run is None or run.start() in self.states:
                break
            if run.group() in self.lexicon.particles:
                further = self.rules.gap.match(self.text, run.end())
                part = self.part(further.end(), 1) if further and not self.ending(further.end()) else None
                part = part or (run.end() if self.is_heard(run.group()) and lengths[1:] else None)
                foreign = True
            elif len(lengths) == 1:
                part = self.part(run.start(), 1)
            else:
                part = self.further_part(run, lengths, foreign=foreign)
            if part is None:
                break
            end = part
            lengths.append(end - gap.end())
        return end

    def further_part(self, run: re.Match[str], lengths: list[int], *, foreign: bool) -> int | None:
        """The end of a third or later part, which only foreign names have: by their particles, or their short parts."""
        if (
            not foreign
            and self.is_heard(run.group())
            and self.is_heard(self.text[run.start() - 1 - lengths[-1] : run.start() - 1])
        ):
            return run.end()
        if not foreign and (min(lengths) > _LONGEST_SYLLABLE or len(run.group()) > _LONGEST_FURTHER_PART):
            return None
        if len(run.group()) > _LONGEST_BEGUN:
            return None
        if self.ending(run.start()):
            return None
        part = self.part(run.start(), len(lengths))
        return part if part == run.end() else None

    def is_heard(self, part: str) -> bool:
        """Whether a part of a name is one syllable as another language's names are spelt by ear."""
        if self.ending_word(part):
            return False
        key = phonetic_key(part, self.code)
        return key is not None and " " not in key

    def ending_word(self, part: str) -> bool:
        return part in self.lexicon.ends or part in self.dictionary

    def ending(self, at: int) -> str | None:
        """The word at `at` that cannot be part of a name; one of a single letter only where it is a whole word."""
        match = self.rules.ends.match(self.text, at)
        if (
            match is None
            or self.script.splits(self.text, match.end())
            or (len(match.group()) == 1 and self.ends_of.get(at) != match.end())
        ):
            return None
        return match.group()

    def part(self, start: int, index: int) -> int | None:
        """Where the part of a name ends that starts at `start`; None where the words there are no part of a name.

        Args:
            start: where it starts.
            index: 0 for the first part of the name, else any other number.
        """
        run = self.run_at(start)
        if run is None:
            return None
        if self.text[start] in self.following:  # the middle of a syllable
            return None
        if index and run.group() in self.families:
            return run.end()
        if index and self.rules.sure_office.match(self.text, start):
            return None
        opening = self.ending(start)
        if opening and not self.is_opening(opening, run, index):
            return None
        said = self.rules.said.search(self.text, start + 1, run.end())  # wherever the segmenter cuts
        stop = said.start() if said else run.end()
        at = self.next_token(start, stop)
        while at < stop:
            ending = self.ending(at)
            if said and index and len(ending or "") <= _SHORTEST_SURE and stop - start <= _LONGEST_SAID:
                ending = None  # letters of the family name
            if ending and not (ending in self.lexicon.weak_ends and self.may_go_on(at, len(ending), run)):
                stop = at
                break
            at = self.next_token(at, stop)
        if stop - start < 2 or stop - start > _LONGEST_PART:
            return None
        return None if self.text[start:stop] in self.lexicon.no_names else stop

    def is_opening(self, opening: str, run: re.Match[str], index: int) -> bool:
        """Whether a name's part may begin with a word that mostly ends names."""
        if (
            index == 0
            and run.group() in self.lexicon.also_names
            and (gap := self.rules.gap.match(self.text, run.end()))
        ):
            return self.ending(gap.end()) is None
        return opening in self.lexicon.weak_ends and self.may_begin(run.start(), run.end(), len(opening), index)

    def may_go_on(self, at: int, word: int, run: re.Match[str]) -> bool:
        """Whether the name may hold the word at `at` that mostly ends one: little follows, and no other name."""
        if run.end() - at > _LONGEST_TAIL or at + word in self.others:
            return False
        return not (at + word == run.end() and self.text[at : run.end()] in self.lexicon.tails)

    def may_begin(self, start: int, end: int, word: int, index: int) -> bool:
        """Whether a name may begin with a word that mostly ends one: more follows it, and no other ending.

        Where one does, a given name ends there, and a family name where enough of it came before.
        """
        at = self.next_token(start, end)
        while at < end:
            ending = self.ending(at)
            if ending and (ending not in self.lexicon.weak_ends or at + len(ending) == end):
                cut = ending not in self.lexicon.weak_ends and at - start >= word + _SHORTEST_REST
                return cut or (index == 0 and at - start > word)
            at = self.next_token(at, end)
        return word < end - start <= (_LONGEST_BEGUN if index else _LONGEST_BEGUN_FIRST)

    def next_token(self, at: int, end: int) -> int:
        """The first start of a word after `at`, or `end`."""
        at = self.ends_of.get(at, at + 1)
        while at < end and at not in self.ends_of:
            at += 1
        return min(at, end)
