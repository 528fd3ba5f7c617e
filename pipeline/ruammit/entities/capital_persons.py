"""Persons in a script with capitals: after titles and offices, by family names, in bylines and credits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate
from ruammit.entities.capitals import Capitals, covered
from ruammit.entities.lexicon import alternatives, words
from ruammit.language import LanguagePack
from ruammit.schema import EntityType

__all__ = ["find_capital_persons"]

_MOST_WORDS = 5
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


class _Rules:
    """A pack's persons lexicon, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        lexicon: dict[str, Any] = pack.lexicon("persons")
        self.title = re.compile(rf"(?<!\w)(?:{alternatives(t.lower() for t in lexicon['titles'])})(?!\w)")
        self.syllable = re.compile(lexicon["syllable"])
        self.families = words(lexicon["families"])
        self.families_of_places = words(lexicon["families_of_places"])
        self.no_names = words(lexicon["no_names"])
        self.no_bylines = words(lexicon["no_bylines"])
        self.not_before = re.compile(rf"(?<!\w)(?:{alternatives(t.lower() for t in lexicon['not_before'])}) $")
        self.credits = re.compile(rf"(?:{alternatives(lexicon['credits'])}) ?")
        fields = pack.lexicon("organisations")["reach"]
        self.field = re.compile(rf"(?:{alternatives(f.lower() for f in [*fields['fields'], *fields['verbs']])})(?!\w)")
        self.joins = re.compile(rf"(?: ?(?:{alternatives(fields['joins'])}) ?| )")

    def native(self, word: str) -> bool:
        """Whether a word is spelt as a syllable of the pack's language."""
        return bool(self.syllable.fullmatch(toneless(word.lower())))


def toneless(word: str) -> str:
    """The word without its tone marks."""
    letters = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))


@cache
def _rules(pack: LanguagePack) -> _Rules:
    return _Rules(pack)


def find_capital_persons(analysis: Analysis, others: Iterable[Candidate]) -> list[Candidate]:
    """The persons of an article; `others` are the places and organisations that may stand before or beside them."""
    return _Finder(analysis, others).find()


class _Finder:
    """One article."""

    def __init__(self, analysis: Analysis, others: Iterable[Candidate]) -> None:
        self.text = analysis.text
        self.lower = analysis.text.lower()
        if len(self.lower) != len(self.text):  # a letter whose small form is longer
            self.lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in self.text)
        self.rules = _rules(analysis.pack)
        self.capitals = Capitals(analysis)
        self.others = covered(others)

    def find(self) -> list[Candidate]:
        return [*self.after_titles(), *self.by_family(), *self.credited()]

    def candidate(self, first: int, last: int, rule: str, priority: int) -> Candidate:
        words = self.capitals.words
        return Candidate(words[first].start, words[last - 1].end, EntityType.PERSON, rule, priority)

    def after_titles(self) -> Iterable[Candidate]:
        """Names after a title, or after an office and the place, field or body that it is of."""
        for match in self.rules.title.finditer(self.lower):
            at = match.end()
            if self.text[at : at + 1] not in {" ", "."}:
                continue
            at += len(self.text[at:]) - len(self.text[at:].lstrip(" ")) if self.text[at] == " " else 1
            name = self.name_at(at)
            if name is None and len(match.group()) > 3:
                name = self.name_at(self.beyond(at), office=True)
            if name:
                yield self.candidate(*name, "person-title", 25)

    def beyond(self, at: int) -> int:
        """Where the place, field and body end that an office is of."""
        for _ in range(6):
            if at in self.others:
                at = self.others[at]
            elif field := self.rules.field.match(self.lower, at):
                at = field.end()
            else:
                break
            joint = self.rules.joins.match(self.text, at)
            at = joint.end() if joint else at
        return at

    def name_at(self, at: int, *, office: bool = False) -> tuple[int, int] | None:
        """The words of the name that starts at `at`; after an office and its place only one that looks like a name."""
        capitals = self.capitals
        first = capitals.index(at)
        if first >= len(capitals.words) or capitals.words[first].start != at or not capitals.words[first].capital:
            return None
        if at in self.others and not self.is_family_name(first):
            return None
        last = min(capitals.run(first), first + _MOST_WORDS)
        for index in range(first + 1, last):
            if capitals.words[index].start in self.others:
                last = index
                break
        last = capitals.hyphened(last)
        if capitals.words[first].text in self.rules.no_names and last - first < 3:
            return None
        if office and last - first < 2:
            return None
        return first, last

    def is_family_name(self, first: int) -> bool:
        """Whether a family and at least two more syllables of the language stand here."""
        words = self.capitals.words
        last = self.capitals.run(first)
        return words[first].text in self.rules.families and last - first >= 3

    def by_family(self) -> Iterable[Candidate]:
        """A family and its capitals, wherever they stand."""
        words = self.capitals.words
        for first, last in self.capitals.runs():
            at = first
            while at < last:
                name = words[at].text.capitalize() if words[at].text.isupper() else words[at].text
                end = at + 1
                if name in self.rules.families or name in self.rules.families_of_places:
                    while end < min(last, at + 4) and self.rules.native(words[end].text):
                        end += 1
                    least = 3 if name in self.rules.families_of_places else 2
                    if end - at >= least and self.is_free(at):
                        yield self.candidate(at, end, "person-family", 15)
                        at = end
                        continue
                at += 1

    def is_free(self, first: int) -> bool:
        """Whether no place or body stands there, and nothing before it makes it the name of a street or a school."""
        start = self.capitals.words[first].start
        if self.rules.not_before.search(self.lower, max(0, start - 14), start):
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
            before = self.text[: words[first].start].rstrip(" ")[-1:]
            after = self.text[words[last - 1].end : words[last - 1].end + 3].lstrip(" ")[:1]
            if before in {"", "\n"} and after in {"", "\n", "("} and words[first].start > len(self.text) // 3:
                yield from self.credit(first, "person-byline")

    def credit(self, first: int, rule: str) -> Iterable[Candidate]:
        words = self.capitals.words
        last = self.capitals.run(first)
        full = all(self.rules.native(word.text) for word in words[first:last])
        known = words[first].text in self.rules.no_bylines or words[first].start in self.others
        if 2 <= last - first <= 4 and full and not known:
            yield self.candidate(first, last, rule, 9)
