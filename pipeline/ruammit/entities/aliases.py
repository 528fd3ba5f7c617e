"""The forms of one name in an article: abbreviations in brackets, later short mentions, spellings by ear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate
from ruammit.entities.capitals import syllable_test
from ruammit.entities.lexicon import alternatives
from ruammit.language import LanguagePack
from ruammit.schema import EntityType

__all__ = ["abbreviations", "canonical_names", "later_mentions"]

_OPENING = re.compile(r" ?\((?:[^()\n]{0,12} ?)?")  # a bracket, perhaps with a title in it
PRIORITY_BRACKET = 30
_SHORTEST_LONE_NAME = 3  # letters


@cache
def _bracket(pack: LanguagePack) -> re.Pattern[str]:
    return re.compile(pack.lexicon("organisations")["bracket"])


@cache
def _letter(pack: LanguagePack) -> re.Pattern[str]:
    return re.compile(rf"[{pack.lexicon('persons')['letters']}A-Za-z]")


def abbreviations(analysis: Analysis, candidates: list[Candidate]) -> list[Candidate]:
    """The abbreviations and other names that stand in brackets after an organisation's name.

    Not of what the gazetteer knows: that has its other names there. Nor a place, which says where the body is.
    """
    found = []
    starts = {candidate.start for candidate in candidates if candidate.type is EntityType.GPE}
    for candidate in candidates:
        if candidate.type is not EntityType.ORG or candidate.ref:
            continue
        match = _bracket(analysis.pack).match(analysis.text, candidate.end)
        if match is None or match.start(1) in starts:
            continue
        for group in range(1, match.re.groups + 1):
            if match[group]:
                found.append(Candidate(*match.span(group), EntityType.ORG, "organisation-bracket", PRIORITY_BRACKET))
    return found


def later_mentions(analysis: Analysis, candidates: list[Candidate]) -> Iterator[Candidate]:
    """Every further place where an accepted name stands; for a person also the short form that stands alone."""
    names: dict[str, Candidate] = {}
    for candidate in candidates:
        text = analysis.text[candidate.start : candidate.end]
        names.setdefault(text, candidate)
        if candidate.type is EntityType.PERSON and " " in text:
            for short in lone_forms(analysis, text):
                names.setdefault(short, candidate)
    names = {name: one for name, one in names.items() if len(name) >= _SHORTEST_LONE_NAME}
    if not names:
        return
    text = analysis.text
    letter = _letter(analysis.pack)
    starts = {start for start, _ in analysis.tokens}
    for match in re.finditer(alternatives(names), text):
        start, end = match.span()
        source = names[match.group()]
        if not (boundary(text, start, letter, starts) and boundary(text, end, letter, starts)):
            continue
        if source.type is EntityType.PERSON and " " not in match.group() and start and letter.match(text, start - 1):
            continue
        yield Candidate(start, end, source.type, source.rule, -1, source.canonical, source.country, source.ref)


def boundary(text: str, at: int, letter: re.Pattern[str], starts: set[int]) -> bool:
    """Whether a name may start or end at `at`: at a word's edge, or between letters where the segmenter cut."""
    inside = 0 < at < len(text) and letter.match(text[at - 1]) and letter.match(text[at])
    return not inside or at in starts


def lone_forms(analysis: Analysis, name: str) -> list[str]:
    """The short forms that may stand without a title: in a script with capitals, only those of foreign names."""
    if not analysis.pack.lexicon("persons")["letter_case"]:
        return short_forms(analysis, name)
    is_native = syllable_test(analysis.pack)
    return [part for part in short_forms(analysis, name) if not all(map(is_native, name.split())) and part[0].isupper()]


def short_forms(analysis: Analysis, name: str) -> list[str]:
    """The parts of a full name that stand for it later: the given name, or a foreign family name."""
    parts = name.split()
    if analysis.pack.lexicon("persons")["letter_case"]:
        return [parts[-1]]
    return [parts[0]] if len(parts) == 2 else [parts[0], parts[-1]]


def canonical_names(analysis: Analysis, candidates: list[Candidate]) -> list[str]:
    """For every candidate the one name of the thing: the gazetteer's, or the fullest form in the article."""
    texts = [analysis.text[one.start : one.end] for one in candidates]
    names = [one.canonical or text for one, text in zip(candidates, texts, strict=True)]
    full: dict[str, str] = {}
    keys: dict[str, str] = {}
    for one, text in zip(candidates, texts, strict=True):
        if one.type is EntityType.PERSON and " " in text:
            name = keys.setdefault(text, text)
            for short in short_forms(analysis, text):
                full.setdefault(short, name)
            full[text] = name
    for index, (one, text) in enumerate(zip(candidates, texts, strict=True)):
        if one.type is EntityType.PERSON and one.canonical is None:
            names[index] = full.get(text, text)
    return bracketed(analysis, candidates, names)


def bracketed(analysis: Analysis, candidates: list[Candidate], names: list[str]) -> list[str]:
    """The names, with that of what stands in brackets taken from what stands before them."""
    same: dict[str, str] = {}
    for index in range(1, len(candidates)):
        before, here = candidates[index - 1], candidates[index]
        if here.type is not before.type or here.type is EntityType.GPE or here.canonical is not None:
            continue
        if _OPENING.fullmatch(analysis.text, before.end, here.start):
            same.setdefault(names[index], names[index - 1])
    return [same.get(name, name) for name in names]
