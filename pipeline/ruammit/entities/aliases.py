"""The forms of one name in an article: abbreviations in brackets, later short mentions, spellings by ear."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache

import ahocorasick

from ruammit import languages
from ruammit.analysis import Analysis
from ruammit.entities.candidate import COMPANY, Candidate, Priority
from ruammit.entities.cased.words import called_by, syllable_test
from ruammit.entities.lexicons import Tagged
from ruammit.entities.organisation_lexicons import CasedOrganisations, UncasedOrganisations
from ruammit.entities.phonetic import phonetic_key
from ruammit.languages import LanguagePack
from ruammit.languages.lexicons import NEVER
from ruammit.matching import any_of
from ruammit.schema import EntityType

__all__ = ["Aliases"]

_OPENING = re.compile(r" ?\((?:[^()\n]{0,12} ?)?")  # a bracket, perhaps with a title in it
_WITHIN = re.compile(r" ?[:,;/–-] ?")  # between the names of one body in brackets
_SHORTEST_LONE_NAME = 3  # letters
_LONGEST_NAME = 300  # letters: the search for further mentions takes a time that grows with them
_SHORTEST_STEM = 6  # letters of a name that is cut short


class _Rules:
    """What a pack's lexicons say of short forms, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        self.organisations: CasedOrganisations | UncasedOrganisations
        if pack.script.cased:
            self.organisations = pack.lexicon(CasedOrganisations)
        else:
            self.organisations = pack.lexicon(UncasedOrganisations)
        self.no_organisations = pack.lexicon(Tagged).no_organisations
        self.letter = re.compile(f"[{pack.script.letters}A-Za-z]")
        self.cased = pack.script.cased
        self.head = re.compile(rf"\A{any_of(self.organisations.heads.company)} ?")
        sign = re.escape(self.organisations.abbreviation_sign)
        self.cut = (
            re.compile(rf"(?<![{pack.script.letters}])([{pack.script.letters}]{{4,24}}){sign}") if sign else NEVER
        )
        self.is_native: Callable[[str], bool] = syllable_test(pack) if self.cased else lambda _: True


@cache
def _rules(pack: LanguagePack) -> _Rules:
    return _Rules(pack)


class Aliases:
    """One article."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.rules = _rules(analysis.pack)

    def abbreviations(self, candidates: list[Candidate]) -> Iterator[Candidate]:
        """The abbreviations and other names that stand in brackets after an organisation's name.

        Of what the gazetteer knows, which has its other names there, letters alone. Nor a place: it says where the body
        is.
        """
        places = {candidate.start for candidate in candidates if candidate.type is EntityType.GPE}
        for candidate in candidates:
            if candidate.type is not EntityType.ORG:
                continue
            match = self.rules.organisations.bracket.match(self.text, candidate.end)
            if match is None or match.start(1) in places:
                continue
            for group in range(1, match.re.groups + 1):
                if match[group] in self.rules.no_organisations:
                    continue  # of an agreement, whose name ends with a body's
                if match[group] and (not candidate.ref or match[group].isupper()):
                    span = match.span(group)
                    yield Candidate(*span, EntityType.ORG, "organisation-bracket", Priority.BRACKET)

    def later_mentions(self, candidates: list[Candidate]) -> Iterator[Candidate]:
        """Every further place where an accepted name stands; for a person also the short form that stands alone.

        For a company in a script without capitals the name without its legal form as well.
        """
        names: dict[str, Candidate] = {}
        for candidate in candidates:
            name = self.text[candidate.start : candidate.end]
            if candidate.type is EntityType.GPE and candidate.ref:
                continue  # wherever else a place that the gazetteer knows is named, it has been looked at already
            if not self.is_lone_native(candidate.type, name):
                names.setdefault(name, candidate)
            if candidate.type is EntityType.PERSON and " " in name:
                for short in self.lone_forms(name):
                    names.setdefault(short, candidate)
            elif candidate.rule == COMPANY and (called := called_by(name, self.rules.is_native)):
                names.setdefault(called, candidate)
            elif core := self.rules.organisations.firms.core.match(name):
                names.setdefault(core["core"], candidate)
                names.setdefault(name[: core.end("core")], candidate)
        names |= self.cut_names(names)
        taken = {candidate.start for candidate in candidates}
        starts: Container[int] = () if self.rules.cased else self.analysis.word_ends
        for at, name in occurrences(
            [name for name in names if _SHORTEST_LONE_NAME <= len(name) <= _LONGEST_NAME], self.text
        ):
            source = names[name]
            if at not in taken and self.may_stand(source.type, name, at, starts):
                end = at + len(name)
                yield Candidate(
                    at, end, source.type, source.rule, Priority.LATER, source.canonical, source.country, source.ref
                )

    def cut_names(self, names: Mapping[str, Candidate]) -> dict[str, Candidate]:
        """The beginnings of firms' names that the text cuts short with a sign, with it and without."""
        sign = self.rules.organisations.abbreviation_sign
        firms = {name: one for name, one in names.items() if one.rule == COMPANY} if sign in self.text and sign else {}
        found: dict[str, Candidate] = {}
        for match in self.rules.cut.finditer(self.text) if firms else ():
            stem = match.group(1)
            for name, one in firms.items():
                if self.rules.head.sub("", name).startswith(stem) and len(stem) < len(name):
                    found[stem + sign] = found[stem] = one
        return found

    def is_lone_native(self, kind: EntityType, name: str) -> bool:
        """Whether it is a native given name by itself, with capitals: it stands behind a title, where rules find it.

        Anywhere else the same syllable, at the start of a sentence or of a body's name, is a word.
        """
        return kind is EntityType.PERSON and self.rules.cased and " " not in name and self.rules.is_native(name)

    def may_stand(self, kind: EntityType, name: str, start: int, starts: Container[int]) -> bool:
        """Whether the name may stand there: at words' edges, and a person's lone name with no letter before it."""
        end = start + len(name)
        if not (self.is_boundary(start, starts) and self.is_boundary(end, starts)):
            return False
        lone = kind is EntityType.PERSON and " " not in name
        return not (lone and start and self.rules.letter.match(self.text, start - 1))

    def is_boundary(self, at: int, starts: Container[int]) -> bool:
        """Whether a name may start or end there: at a word's edge, or between letters where the segmenter cut."""
        inside = 0 < at < len(self.text) and self.rules.letter.match(self.text, at - 1, at + 1)
        return not inside or not self.rules.letter.match(self.text, at) or at in starts

    def lone_forms(self, name: str) -> list[str]:
        """The short forms that may stand without a title: in a script with capitals, only those of foreign names."""
        if self.rules.cased and all(map(self.rules.is_native, name.split())):
            return []
        return [part for part in self.short_forms(name) if not self.rules.cased or part[0].isupper()]

    def short_forms(self, name: str) -> list[str]:
        """The parts of a full name that stand for it later: the given name, or a foreign family name."""
        parts = name.split()
        if self.rules.cased:
            return [parts[-1]]
        return [parts[0]] if len(parts) == 2 else [parts[0], parts[-1]]

    def canonical_names(self, candidates: list[Candidate]) -> list[str]:
        """For every candidate the one name of the thing: the gazetteer's, or the fullest form in the article."""
        texts = [self.text[one.start : one.end] for one in candidates]
        full = self.full_names([text for one, text in zip(candidates, texts, strict=True) if is_full(one, text)])
        bodies = [text for one, text in zip(candidates, texts, strict=True) if one.type is EntityType.ORG]
        order = {body: at for at, body in reversed(list(enumerate(bodies)))}
        bodies = sorted(order)
        names = []
        for one, text in zip(candidates, texts, strict=True):
            if one.canonical:
                names.append(one.canonical)
            elif one.type is EntityType.PERSON:
                names.append(full.get(text, text))
            else:
                names.append(self.uncut(text, bodies, order))
        return self.bracketed(candidates, names)

    def full_names(self, names: list[str]) -> dict[str, str]:
        """Every form of the persons' names to the fullest form of the same name, spellings by ear put together.

        A form in the letters of the name's own language stands before those by ear.
        """
        heard: dict[str, str] = {}
        for name in names:
            key = self.sound(name)
            heard[key] = max(heard.get(key, ""), name, key=self.fullness)
        full: dict[str, str] = {}
        for name in names:
            canonical = heard[self.sound(name)]
            full[name] = canonical
            for short in self.short_forms(name):
                full.setdefault(short, canonical)
        return full

    def sound(self, name: str) -> str:
        """The key of a name's sound, in whichever language spells it so; else the name itself."""
        lang = self.analysis.article.lang
        codes = [lang] if self.rules.cased else [lang, *(code for code in languages.codes() if code != lang)]
        return next((key for code in codes if (key := phonetic_key(name, code))), name)

    def fullness(self, name: str) -> tuple[bool, int]:
        """How good a canonical name it is: in the letters of another script, and long."""
        foreign = bool(name) and not self.rules.cased and not self.analysis.pack.script.has(name[0])
        return foreign, len(name)

    def uncut(self, name: str, bodies: list[str], order: dict[str, int]) -> str:
        """The full name of a body whose name is cut short ("กระทรวงเกษตรฯ"), where the article has it.

        Args:
            name: the name as it stands.
            bodies: the names of all bodies, sorted.
            order: the place of each in the article; the first that fits is meant.
        """
        stem = name.removesuffix(self.rules.organisations.abbreviation_sign)
        if stem == name or len(stem) < _SHORTEST_STEM:
            return name
        first = last = bisect_left(bodies, stem)
        while last < len(bodies) and bodies[last].startswith(stem):
            last += 1
        return min((body for body in bodies[first:last] if body != name), key=order.__getitem__, default=name)

    def bracketed(self, candidates: list[Candidate], names: list[str]) -> list[str]:
        """The names, with that of what stands in brackets taken from what stands before them."""
        same: dict[str, str] = {}
        for index in range(1, len(candidates)):
            before, here = candidates[index - 1], candidates[index]
            if here.type is not before.type or here.type is EntityType.GPE or here.canonical is not None:
                continue
            further = here.rule == "organisation-bracket" and _WITHIN.fullmatch(self.text, before.end, here.start)
            if further or _OPENING.fullmatch(self.text, before.end, here.start):
                same.setdefault(names[index], names[index - 1])
        return [same.get(name, name) for name in names]


def occurrences(names: list[str], text: str) -> Iterator[tuple[int, str]]:
    """Where each of the names stands in the text, all in one pass, and which it is; one never overlaps itself."""
    if not names:
        return
    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, name)
    automaton.make_automaton()
    beyond = dict.fromkeys(names, 0)
    for last, name in automaton.iter(text):
        start = last + 1 - len(name)
        if start >= beyond[name]:
            beyond[name] = last + 1
            yield start, name


def is_full(candidate: Candidate, text: str) -> bool:
    """Whether the candidate is a person's name of more than one part."""
    return candidate.type is EntityType.PERSON and " " in text
