"""What a record is about: the agreement's name or matter, the project, the goods, the topic of a meeting.

Stretches that begin at a telling word ("on", "in the field of", "project", "conference"), in quotation marks, or at the
trigger itself, and end where a phrase can end, are candidates with features; a logistic model weighs them (`scoring`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ruammit.matching import fold
from ruammit.ontology.terms import Context
from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex
from ruammit.schema import EntityType

__all__ = ["SubjectCandidate", "subject_candidates"]

LITTLE = 5
"""Characters after a word that ends a subject which are no subject by themselves."""
HEAD = 4
"""Characters by which the first word of a subject is known."""
NEAR = 30
"""Characters from a trigger within which a stretch starts close to it."""
LONGEST, SHORTEST = 90, 3
"""Characters of a subject: a reader's column "what" holds some 60 (annotation guide)."""
LENGTHS = (("tiny", 8), ("short", 20), ("middle", 45), ("long", 75), ("huge", 1000))
"""Names of lengths, and the characters from which a stretch is longer."""
_STOP = re.compile(r"[\n;:!?()\[\]“”\"]|, |\. |\.$| [-–] ")
_HARD = re.compile(r"[\n;:!?()\[\]“”\"]|\. |\.$")
_SPACE = re.compile(" ")
_QUOTED = re.compile(r"[“\"'‘]([^“”\"\n]{4,90})[”\"'’]")


class SubjectCandidate(NamedTuple):
    """A stretch of `Analysis.text` that may be the subject, and what speaks for it."""

    start: int
    end: int
    features: dict[str, float]


def subject_candidates(index: ArticleIndex, draft: Draft) -> list[SubjectCandidate]:
    """The stretches that may be the draft's subject, in text order."""
    clause = draft.clause
    found: dict[tuple[int, int], dict[str, float]] = {}
    order = 0
    for begin, cue in _beginnings(index, draft):
        longest = begin + LONGEST
        limit = clause.end if clause.end <= longest else index.wording.start_of(longest)
        for end, stop in _endings(index, begin, limit):
            first, last = _trim(index.text, begin, _before_ends(index, begin, end))
            if last - first < SHORTEST or (first, last) in found or _is_end(index, first):
                continue
            found[first, last] = _features(index, draft, first, last, cue, stop, order)
        order += 1
    return [SubjectCandidate(*place, features) for place, features in sorted(found.items())]


def _beginnings(index: ArticleIndex, draft: Draft) -> Iterator[tuple[int, str]]:
    """Where a subject may begin, and the word that says so."""
    clause, text = draft.clause, index.text
    for hit in index.bounds.within(clause.start, clause.end):
        if hit.key == Context.ABOUT:
            yield hit.end, f"about {index.text[hit.start : hit.end].lower()}"
            yield hit.start, f"with {index.text[hit.start : hit.end].lower()}"
        elif hit.key == Context.SUBJECT_HEAD:
            yield hit.start, f"head {index.text[hit.start : hit.end].lower()}"
    for hit in draft.triggers:
        if hit.start >= clause.start:
            yield hit.start, "trigger"
            yield hit.end, "object"
    for match in _QUOTED.finditer(text, clause.start, clause.end):
        yield match.start(1), "quoted"
    yield clause.start, "opens"


def _endings(index: ArticleIndex, begin: int, limit: int) -> Iterator[tuple[int, str]]:
    """Where a subject that begins at the place may end, and what ends it: near and far ends."""
    text, after = index.text, begin + 1
    mark, hard_mark = _STOP.search(text, after, limit), _HARD.search(text, after, limit)
    values = (spans.next(after) for spans in (index.money, index.percent, index.dates))
    hard = min([hard_mark.start() if hard_mark else limit, *(value.start for value in values if value)])
    sides = (item.start for item in index.named.within(after, limit) if item.entity.type is not EntityType.ORG)
    words = [hit.start for hit in index.subject_ends.within(begin + 2, limit)]
    spaces = [] if index.words.script.spaced else [match.start() for match in _SPACE.finditer(text, after, limit)]
    seen: set[int] = set()
    for name, end in (
        ("word", words[0] if words else None),
        ("mark", mark.start() if mark else None),
        ("side", next(sides, None)),
        *(("space", space) for space in spaces[:2]),
    ):
        if end is not None and end < hard and end not in seen:
            seen.add(end)
            yield end, name
    later = [place for place in words if place > min(seen, default=hard)]
    if later and later[0] < hard and later[0] not in seen:
        yield later[0], "word2"
    if hard not in seen:
        yield hard, "hard"


def _is_end(index: ArticleIndex, at: int) -> bool:
    """Whether a word stands there that ends what a record is about."""
    return index.subject_ends.at(at) is not None


def _before_ends(index: ArticleIndex, start: int, end: int) -> int:
    """Where the stretch ends without the words that end a subject, and what little follows them."""
    for hit in reversed(index.subject_ends.within(start + 1, end)):
        if end - hit.end <= LITTLE:
            end = hit.start
    return end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """`start:end` without space, commas and opening signs around it."""
    while start < end and (text[start].isspace() or text[start] in ",.:-–“\"'‘("):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.:;-–”\"'’("):
        end -= 1
    return start, end


def _features(
    index: ArticleIndex, draft: Draft, start: int, end: int, cue: str, stop: str, order: int
) -> dict[str, float]:
    """What speaks for a stretch."""
    kind, size = str(draft.kind), end - start
    group = cue.partition(" ")[0]
    length = next(name for name, most in LENGTHS if size < most)
    f = {
        f"cue.{group}": 1.0,
        f"cue.{group}|{kind}": 1.0,
        f"cue.{cue}": 1.0,
        f"cue.{cue}|{kind}": 1.0,
        f"cue.{group}|{draft.rule}": 1.0,
        f"stop.{stop}": 1.0,
        f"stop.{stop}|{group}": 1.0,
        f"stop.{stop}|{kind}": 1.0,
        f"length.{length}": 1.0,
        f"length.{length}|{group}": 1.0,
        f"length.{length}|{kind}": 1.0,
        f"order.{min(order, 4)}|{kind}": 1.0,
        f"word.{fold(index.text[start : start + HEAD])}": 1.0,
    }
    after = start >= draft.first
    f["after" if after else "before"] = f[f"{'after' if after else 'before'}|{kind}|{group}"] = 1.0
    if abs(start - draft.first) < NEAR:
        f["near"] = f[f"near|{kind}"] = 1.0
    if inside := index.named.within(start, end):
        f["holds.side"] = f[f"holds.side|{kind}"] = 1.0
        if inside[0].start == start:
            f["opens.side"] = 1.0
        if inside[-1].end >= end - 1:
            f["ends.side"] = f[f"ends.{inside[-1].entity.type}"] = 1.0
    if index.sectors.within(start, end):
        f["holds.sector"] = 1.0
    if any(start <= hit.start < end for hit in draft.triggers):
        f["holds.trigger"] = f[f"holds.trigger|{kind}"] = 1.0
    if any(hit not in draft.triggers for hit in index.telling.within(start, end)):
        f["holds.other"] = 1.0
    for hit in index.modifiers.within(start, end):
        f["verb"] = f[f"holds.{hit.key}"] = 1.0
    if ends := index.subject_ends.within(start + 2, end):
        f["holds.end"] = min(len(ends), 3) / 3
    if any(map(str.isdigit, index.text[start:end])):
        f["holds.digit"] = 1.0
        if index.text[end - 1].isdigit():
            f["ends.digit"] = 1.0
    if index.money.within(draft.clause.start, draft.clause.end):
        f["money"] = 1.0
    return f
