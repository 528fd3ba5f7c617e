"""Organisations in a script with capitals: a head word and the capitals, fields and joining words after it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate
from ruammit.entities.capitals import Capitals, Word, covered
from ruammit.entities.lexicon import alternatives, words
from ruammit.language import LanguagePack
from ruammit.schema import EntityType

__all__ = ["find_capital_organisations"]


class _Rules:
    """A pack's organisations lexicon, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        lexicon: dict[str, Any] = pack.lexicon("organisations")
        heads, reach = lexicon["heads"], lexicon["reach"]
        self.kind = {head: kind for kind in ("state", "body", "company") for head in words(heads[kind])}
        self.head = re.compile(rf"(?<![\w.])(?:{alternatives(self.kind)})(?= )")
        self.outside = re.compile(rf"(?<!\w)(?:{alternatives(heads['outside'])}) (?=[^\W\d_])")
        self.forms = re.compile(rf" (?:{alternatives(reach['forms'])})(?!\w)")
        self.field = re.compile(rf"(?:{alternatives(reach['fields'])})(?!\w)")
        self.verb = re.compile(rf"(?:{alternatives(reach['verbs'])})(?!\w)")
        self.join = re.compile(rf",? (?:{alternatives(set(reach['joins']) - {','})}) |, | ")
        self.generic = words(reach["generic"])
        self.suffixes = words(reach["suffixes"])
        self.numbered = words(reach["numbered"])
        self.families = words(pack.lexicon("persons")["families"])


@cache
def _rules(pack: LanguagePack) -> _Rules:
    return _Rules(pack)


def find_capital_organisations(
    analysis: Analysis, places: Iterable[Candidate], known: Iterable[Candidate]
) -> list[Candidate]:
    """The organisations of an article that a head word or a suffix gives away."""
    return _Finder(analysis, places, known).find()


class _Finder:
    """One article."""

    def __init__(self, analysis: Analysis, places: Iterable[Candidate], known: Iterable[Candidate]) -> None:
        self.text = analysis.text
        self.rules = _rules(analysis.pack)
        self.capitals = Capitals(analysis)
        self.places = covered(places)
        self.known = covered(known)

    def find(self) -> list[Candidate]:
        return [*self.by_head(), *self.after_generic(), *self.by_suffix()]

    def by_head(self) -> Iterable[Candidate]:
        """Names that a head word opens."""
        for match in self.rules.head.finditer(self.text):
            kind = self.rules.kind[match.group()]
            at = match.end()
            if kind == "company":
                while form := self.rules.forms.match(self.text, at):
                    at = form.end()
            end = self.extent(at, kind)
            if end:
                yield Candidate(match.start(), end, EntityType.ORG, f"organisation-{kind}", 20)

    def extent(self, at: int, kind: str) -> int | None:
        """Where the name ends that has come as far as `at`; None where nothing of a name follows the head word."""
        end = None  # of what is sure: a capital, or a field after one
        capitals = 0
        small = False  # whether the part before was in small letters
        while join := self.rules.join.match(self.text, at):
            at = join.end()
            word = self.word_at(at)
            if word is None:
                break
            joined = join.group() != " "
            if word.capital:
                if capitals and self.is_person(at):
                    break
                if joined and (self.rules.head.match(self.text, at) or ("," in join.group() and not self.lists(at))):
                    break
                at = end = self.places.get(at) or self.field_at(at) or word.end
                capitals += 1
                small = False
                continue
            field = self.rules.field.match(self.text, at)
            verb = None if field else self.rules.verb.match(self.text, at)
            if kind == "state" and not joined and not capitals:
                break
            if field is None and (verb is None or (capitals and not (joined or small))):
                break
            if joined and "," in join.group() and not self.lists(at):
                break
            found = field or verb
            assert found
            at = found.end()
            small = True
            if capitals:
                end = at
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
        for pattern in (self.rules.field, self.rules.verb):
            match = pattern.match(lowered + self.text[at + 1 : at + 30])
            if match:
                return at + match.end()
        return None

    def lists(self, at: int) -> bool:
        """Whether a list of fields goes on after a comma to its last member: "Văn hóa, Thể thao và Du lịch"."""
        field = self.field_at(at)
        return (
            field is not None
            and self.text[field : field + 1] in {",", " "}
            and (self.rules.join.match(self.text, field) is not None and self.text[field : field + 4] not in {""})
        )

    def is_person(self, at: int) -> bool:
        """Whether a person's full name begins there."""
        words = self.capitals.words
        index = self.capitals.index(at)
        return words[index].text in self.rules.families and self.capitals.run(index) - index >= 3

    def after_generic(self) -> Iterable[Candidate]:
        """Bare names after a generic word: "hãng Reuters"."""
        for match in self.rules.outside.finditer(self.text):
            index = self.capitals.index(match.end())
            words = self.capitals.words
            if index < len(words) and words[index].start == match.end() and words[index].capital:
                if match.end() in self.places or match.end() in self.known:
                    continue
                last = self.capitals.run(index)
                if last - index <= 4:
                    yield Candidate(match.end(), words[last - 1].end, EntityType.ORG, "organisation-generic", 8)

    def by_suffix(self) -> Iterable[Candidate]:
        """Latin names that a word such as "Group" or "University" closes."""
        words = self.capitals.words
        for first, last in self.capitals.runs():
            for at in range(last - 1, first, -1):
                if words[at].text in self.rules.suffixes:
                    yield Candidate(words[first].start, words[at].end, EntityType.ORG, "organisation-suffix", 12)
                    break
