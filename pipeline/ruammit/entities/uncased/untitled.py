"""Persons without a title in a script without capitals: well known ones, and full names before an office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate, Priority
from ruammit.entities.leaders import leaders
from ruammit.entities.lexicons import UncasedPersons
from ruammit.languages import LanguagePack
from ruammit.matching import any_of
from ruammit.schema import EntityType

__all__ = ["find_untitled"]

_LONGEST_SYLLABLE = 2  # letters of what the segmenter cuts off an unknown word


class _Rules:
    """A pack's persons lexicon, as far as it goes with names without a title."""

    def __init__(self, pack: LanguagePack) -> None:
        lexicon, letter = pack.lexicon(UncasedPersons), pack.script.letter
        self.letter = re.compile(letter)
        self.well_known = re.compile(any_of(lexicon.well_known | leaders(pack).keys()))
        leading, office = any_of(lexicon.leading_in), any_of(lexicon.in_apposition)
        name = rf"(?P<first>{letter}{{3,14}}) (?P<last>{letter}{{3,20}})"
        self.before_office = re.compile(rf"^[“‘\"' ]?(?:{leading} ?)?{name}[”’\"']? ?(?={office})", re.MULTILINE)
        self.credited = re.compile(rf"^{any_of(lexicon.credits)} ?: ?{name}(?=$|[ ,/])", re.MULTILINE)
        self.ends = re.compile(any_of(lexicon.ends | lexicon.titles | lexicon.offices))
        lists = pack.word_lists() if pack.word_lists else {}
        self.dictionary = lists.get("dictionary", frozenset())
        self.families = lists.get("family", frozenset())
        self.given = lists.get("given", frozenset())


@cache
def _rules(pack: LanguagePack) -> _Rules:
    return _Rules(pack)


def find_untitled(analysis: Analysis) -> Iterator[Candidate]:
    """The persons of an article whom no title introduces."""
    rules, text, script = _rules(analysis.pack), analysis.text, analysis.pack.script
    for match in rules.well_known.finditer(text):
        start, end = match.span()
        free = not start or not rules.letter.match(text, start - 1) or start in analysis.word_ends
        if free and not script.splits(text, end):
            yield Candidate(start, end, EntityType.PERSON, "person-known", Priority.FAMILY)
    for match in (*rules.before_office.finditer(text), *rules.credited.finditer(text)):
        first, last = match["first"], match["last"]
        if rules.ends.match(first) or rules.ends.match(last) or {first, last} & rules.dictionary - rules.given:
            continue
        if (
            first in rules.given
            or last in rules.families
            or _has_unknown(analysis, match.start("first"), match.end("last"), rules)
        ):
            yield Candidate(
                match.start("first"), match.end("last"), EntityType.PERSON, "person-apposition", Priority.FAMILY
            )


def _has_unknown(analysis: Analysis, start: int, end: int, rules: _Rules) -> bool:
    """Whether a word in the stretch is in no dictionary, or so short that the segmenter only found a syllable."""
    ends = analysis.word_ends
    words = (analysis.text[at : ends[at]] for at in range(start, end) if at in ends and analysis.text[at] != " ")
    return any(len(word) <= _LONGEST_SYLLABLE or word not in rules.dictionary for word in words)
