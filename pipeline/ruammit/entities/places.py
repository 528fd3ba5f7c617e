"""Places: what the gazetteer finds, decided by neighbours and letter case, and what a head word gives away."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate
from ruammit.entities.gazetteer import Entry, Hit, hits
from ruammit.entities.lexicon import alternatives, words
from ruammit.language import LanguagePack
from ruammit.schema import EntityType

__all__ = ["find_known_organisations", "find_places"]

PRIORITY_PLACE = 10
PRIORITY_UNKNOWN = 5
PRIORITY_ORGANISATION = 20
_BREAK = re.compile(r"[ \t]*[,/&–\-][ \t]*|[ \t]+")
_DASH = re.compile(r" ?[–\-] ?")
_JOINT = re.compile(r" ?[,/&–\-] ?")
_WITHIN = re.compile(r",? ?\(|, ?| - ")
_SENTENCE_END = frozenset(".!?:;\n\r\"'“”‘’«»•*|-–(")
SHORT = 6  # letters; a shorter name in a script without spaces may be part of a word
LONGEST_CONTEXT = 24  # letters a head word may have


def find_places(analysis: Analysis) -> list[Candidate]:
    """The countries, regions, cities and districts of the text as candidates, in text order."""
    return _decision(analysis).places()


def find_known_organisations(analysis: Analysis) -> list[Candidate]:
    """The organisations that the gazetteer knows, as candidates, in text order."""
    return _decision(analysis).organisations()


def _candidate(start: int, end: int, entry: Entry, rule: str, priority: int) -> Candidate:
    kind = EntityType.GPE if entry.is_place else EntityType.ORG
    return Candidate(start, end, kind, rule, priority, entry.canonical, entry.country, entry.ref)


def _decision(analysis: Analysis) -> _Decision:
    rules = _rules(analysis.pack)
    return _Cased(analysis, rules) if rules.letter_case else _Caseless(analysis, rules)


class _Rules:
    """A pack's places lexicon, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        lexicon: dict[str, Any] = pack.lexicon("places")
        self.home = pack.home
        self.letter_case: bool = lexicon["letter_case"]
        self.head_kind = {head: kind for kind, heads in lexicon["heads"].items() for head in words(heads)}
        self.head = re.compile(f"(?:{_backwards(self.head_kind)})")
        self.currency = re.compile(f"(?:{_backwards(words(lexicon['currencies']))})")
        self.facility = re.compile(f"(?:{_backwards(words(lexicon['facilities']))})")
        self.head_only = words(lexicon["ambiguous"]["head"])
        self.word_only = words(lexicon["ambiguous"]["word"])
        self.compound = re.compile(alternatives(lexicon["compounds"]["words"]))
        self.persons = re.compile(f"(?:{_backwards(words(lexicon.get('persons', ())))})")
        self.families = words(lexicon.get("families", ()))
        self.letter = re.compile(f"[{lexicon['letters']}]")
        heads = alternatives(head for head, kind in self.head_kind.items() if kind in lexicon["open"]["heads"])
        self.open = re.compile(f"({heads}){lexicon['open']['name']}")
        self.not_names = re.compile(alternatives(lexicon["open"]["not"]))


def _backwards(entries: Any) -> str:
    """A regular expression for the entries, last letter first: for what stands before a place."""
    return alternatives(entry[::-1] for entry in entries)


@cache
def _rules(pack: LanguagePack) -> _Rules:
    return _Rules(pack)


@dataclass
class _Decision:
    """One article's places in the making: what both kinds of script have in common."""

    analysis: Analysis
    rules: _Rules

    def __post_init__(self) -> None:
        self.text = self.analysis.text
        self.backwards = self.text[::-1]
        self.compounds = [match.span() for match in self.rules.compound.finditer(self.text)]
        self.hits = self.settled()
        self.starts = {hit.start: hit for hit in self.hits if hit.entry.is_place}
        self.ends = {hit.end: hit for hit in self.hits if hit.entry.is_place}

    def settled(self) -> list[Hit]:
        """The places and organisations of the gazetteer, in text order; of those that overlap the longest stands."""
        taken = bytearray(len(self.text))
        kept = []
        for hit in sorted(hits(self.analysis.pack, self.text), key=lambda hit: (hit.start - hit.end, hit.start)):
            if not any(taken[hit.start : hit.end]) and not self.in_compound(hit):
                taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
                kept.append(hit)
        return sorted(kept, key=lambda hit: hit.start)

    def in_compound(self, hit: Hit) -> bool:
        """Whether the hit's letters belong to a word that means something else."""
        at = bisect_left(self.compounds, (hit.start + 1, 0)) - 1
        for start, end in self.compounds[max(at, 0) : at + 2]:
            if start <= hit.start and hit.end <= end and (start, end) != (hit.start, hit.end):
                return True
        return False

    def before(self, pattern: re.Pattern[str], index: int) -> str | None:
        """What the pattern, written backwards, matches right before the index, a space between allowed."""
        at = len(self.text) - index
        if self.backwards[at : at + 1] == " ":
            at += 1
        match = pattern.match(self.backwards, at)
        if not match:
            return None
        beyond = self.backwards[match.end() : match.end() + 1]
        if self.rules.letter_case and beyond.isalnum():
            return None
        return match.group()[::-1]

    def head(self, index: int) -> str | None:
        """The kind of the head word right before the index."""
        head = self.before(self.rules.head, index) or self.before_lower(index)
        return self.rules.head_kind.get(head) if head else None

    def before_lower(self, index: int) -> str | None:
        """The same for a head word with a capital at the start of a sentence."""
        if not self.rules.letter_case:
            return None
        around = self.text[max(0, index - LONGEST_CONTEXT) : index].rstrip(" ").lower()[::-1]
        match = self.rules.head.match(around)
        if match and not around[match.end() : match.end() + 1].isalnum():
            return match.group()[::-1]
        return None

    def neighbour(self, hit: Hit) -> bool:
        """Whether another place stands beside it, with no more than a comma, a dash or a space between."""
        after = _BREAK.match(self.text, hit.end)
        if after and after.end() in self.starts:
            return True
        at = len(self.text) - hit.start
        before = _BREAK.match(self.backwards, at)
        return bool(before and len(self.text) - before.end() in self.ends)

    def accepts(self, hit: Hit) -> bool:
        """Whether the hit is a mention of the place."""
        raise NotImplementedError

    def accepts_organisation(self, hit: Hit) -> bool:
        """Whether the hit is a mention of the organisation."""
        raise NotImplementedError

    def organisations(self) -> list[Candidate]:
        """The known organisations, in text order."""
        return [
            _candidate(hit.start, hit.end, hit.entry, "organisation-known", PRIORITY_ORGANISATION)
            for hit in self.hits
            if not hit.entry.is_place and self.accepts_organisation(hit)
        ]

    def places(self) -> list[Candidate]:
        """All candidates, in text order."""
        found = []
        taken: set[int] = set()
        for hit in self.starts.values():
            head = self.head(hit.start)
            if not head and (self.belongs_to_another(hit) or not self.accepts(hit)):
                continue
            entry = self.meant(hit, head)
            found.append(_candidate(hit.start, hit.end, entry, f"place-{entry.kind}", PRIORITY_PLACE))
            taken.update(range(hit.start, hit.end))
        found += [candidate for candidate in self.unknown() if candidate.start not in taken]
        return sorted(found, key=lambda c: (c.start, -c.end))

    def belongs_to_another(self, hit: Hit) -> bool:
        """Whether the hit is part of the name of a currency, a road, a harbour …, going by the word before it."""
        if hit.entry.kind == "state":
            return self.before(self.rules.currency, hit.start) is not None
        return self.before(self.rules.facility, hit.start) is not None

    def meant(self, hit: Hit, head: str | None) -> Entry:
        """Which of the places of this name is meant: the one that fits the head word, else the likeliest."""
        if head:
            for entry in hit.name.entries:
                if entry.kind == head or (head == "city" and entry.kind == "capital"):
                    return entry
        return hit.entry

    def unknown(self) -> Iterator[Candidate]:
        """Names after a head word that no list knows."""
        for match in self.rules.open.finditer(self.text):
            start, end = match.start("name"), self.name_end(*match.span("name"))
            if start in self.starts or self.rules.not_names.match(self.text, start):
                continue
            if match.start() and self.rules.letter_case and self.text[match.start() - 1].isalnum():
                continue
            kind = self.rules.head_kind[match.group(1)]
            if self.text[start].isdigit():  # "quận 1": the number alone is no name
                if kind != "district":
                    continue
                start = match.start()
            if end - start > 1:
                country = self.rules.home if kind == "district" else None
                yield Candidate(start, end, EntityType.GPE, f"place-head-{kind}", PRIORITY_UNKNOWN, None, country)

    def name_end(self, start: int, end: int) -> int:
        """Where the name that starts at `start` ends, at most at `end`; `start` for none."""
        raise NotImplementedError


class _Caseless(_Decision):
    """A script without capitals and without spaces between words."""

    @cached_property
    def words(self) -> dict[int, int]:
        """Start and end of every word."""
        return dict(self.analysis.tokens)

    @cached_property
    def word_ends(self) -> frozenset[int]:
        """Where words end."""
        return frozenset(self.words.values())

    def accepts(self, hit: Hit) -> bool:
        """See `_Decision.accepts`."""
        form = hit.name.form
        if hit.name.latin:
            return self.stands_alone(hit)
        if hit.entry.kind == "district":
            return False
        if form in self.rules.head_only:
            return self.neighbour(hit)
        if form in self.rules.word_only or (len(form) < 5 and hit.entry.kind != "state"):
            return self.is_word(hit)
        return True

    def accepts_organisation(self, hit: Hit) -> bool:
        """See `_Decision.accepts_organisation`: a short name only as a word of its own, Latin letters only alone."""
        if hit.name.latin:
            return self.stands_alone(hit)
        return len(hit.name.form) >= SHORT or "." in hit.name.form or self.is_word(hit)

    def name_end(self, start: int, end: int) -> int:
        """Letters up to the next space make the name."""
        return max(start, end)

    def is_word(self, hit: Hit) -> bool:
        """Whether words begin and end where the name does."""
        letter = self.rules.letter
        starts = hit.start == 0 or not letter.match(self.text[hit.start - 1]) or hit.start in self.words
        ends = hit.end == len(self.text) or not letter.match(self.text[hit.end]) or hit.end in self.word_ends
        return starts and ends

    def stands_alone(self, hit: Hit) -> bool:
        """Whether no Latin word is beside a name in Latin letters."""
        if self.dashed(hit):
            return True
        left = self.text[max(0, hit.start - 3) : hit.start].rstrip(" -–&,")
        right = self.text[hit.end : hit.end + 3].lstrip(" -–&,")
        return not (left and left[-1].isascii() and left[-1].isalnum()) and not (
            right and right[0].isascii() and right[0].isalpha()
        )

    def dashed(self, hit: Hit) -> bool:
        """Whether a dash joins it to another state, as in the name of what two sides agree on."""
        after = _DASH.match(self.text, hit.end)
        before = _DASH.match(self.backwards, len(self.text) - hit.start)
        beside = [self.starts.get(after.end()) if after else None]
        beside.append(self.ends.get(len(self.text) - before.end()) if before else None)
        return any(other is not None and other.entry.kind == "state" for other in beside)


class _Cased(_Decision):
    """A script with capitals and spaces between syllables."""

    def accepts(self, hit: Hit) -> bool:
        """See `_Decision.accepts`."""
        if hit.entry.kind == "district":
            return " " in hit.name.form and self.in_region(hit)
        previous, following = self.word_before(hit.start), self.word_after(hit.end)
        short = " " not in hit.name.form and not hit.name.form.isascii()
        if hit.name.form in self.rules.head_only and not self.neighbour(hit):
            return False
        if hit.entry.kind == "state" and not short and not hit.name.form.isascii():
            return True
        if short and self.before(self.rules.persons, hit.start):
            return False
        starts_sentence = not self.text[: hit.start].rstrip(" ") or (
            previous is None and self.text[: hit.start].rstrip(" ")[-1] in _SENTENCE_END
        )
        if previous and self.continues_name(hit, previous):
            return False
        if short and starts_sentence and len(hit.name.form) <= 3 and following is None:
            return True
        if following and following[0].isupper() and not following.isupper() and hit.end + 1 not in self.starts:
            if following in self.rules.families:
                return not short or previous is not None
            if hit.entry.kind == "state":
                return not short or (previous is not None and previous[0].islower())
            return False
        return True

    def accepts_organisation(self, hit: Hit) -> bool:
        """See `_Decision.accepts_organisation`."""
        return True

    def continues_name(self, hit: Hit, previous: str) -> bool:
        """Whether the word before belongs to the same, longer name."""
        if not previous[0].isupper() or previous.isupper() or self.ends_place(hit.start):
            return False
        return previous in self.rules.families or not self.begins_sentence(hit.start - len(previous) - 1)

    def name_end(self, start: int, end: int) -> int:
        """Capitalised words make the name."""
        if self.text[start].isdigit():
            return end
        last = start
        for word in re.finditer(r"\S+", self.text[start:end]):
            if not word.group()[0].isupper():
                break
            last = start + word.end()
        return last

    def in_region(self, hit: Hit) -> bool:
        """Whether a region or a city comes right after, behind a comma or in brackets: "Như Quỳnh (Hưng Yên)"."""
        after = _WITHIN.match(self.text, hit.end)
        whole = self.starts.get(after.end()) if after else None
        return whole is not None and whole.entry.kind in {"region", "city", "capital"}

    def neighbour(self, hit: Hit) -> bool:
        """Whether another place stands beside it, with a comma or a dash between."""
        after = _JOINT.match(self.text, hit.end)
        if after and after.end() in self.starts:
            return True
        before = _JOINT.match(self.backwards, len(self.text) - hit.start)
        return bool(before and len(self.text) - before.end() in self.ends)

    def word_before(self, index: int) -> str | None:
        """The word before the index, where only a space stands between."""
        if self.text[index - 1 : index] != " ":
            return None
        start = index - 1
        while start and (self.text[start - 1].isalnum()):
            start -= 1
        return self.text[start : index - 1] or None

    def word_after(self, index: int) -> str | None:
        """The word after the index, where only a space stands between."""
        if self.text[index : index + 1] != " ":
            return None
        end = index + 1
        while end < len(self.text) and self.text[end].isalnum():
            end += 1
        return self.text[index + 1 : end] or None

    def ends_place(self, index: int) -> bool:
        """Whether a place ends before the space before the index."""
        return index - 1 in self.ends

    def begins_sentence(self, index: int) -> bool:
        """Whether a sentence, a heading or a quotation begins at the index."""
        left = self.text[max(0, index - 3) : index].rstrip(" ")
        return not left or left[-1] in _SENTENCE_END
