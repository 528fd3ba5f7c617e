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
from ruammit.records.scoring import Feature, Features
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
_QUOTED = re.compile(r"[“\"'‘]([^“”\"\n]{4,90})[”\"'’]")


class SubjectCandidate(NamedTuple):
    """A stretch of `Analysis.text` that may be the subject, and what speaks for it."""

    start: int
    end: int
    features: Features


def subject_candidates(index: ArticleIndex, draft: Draft) -> list[SubjectCandidate]:
    """The stretches that may be the draft's subject, in text order."""
    clause = draft.clause
    found: dict[tuple[int, int], Features] = {}
    for order, (begin, cue) in enumerate(_beginnings(index, draft)):
        longest = begin + LONGEST
        limit = clause.end if clause.end <= longest else index.wording.start_of(longest)
        first = _opens(index.text, begin, limit)
        if index.subject_ends.at(first) is not None:  # a word that ends what a record is about
            continue
        opening = _opening(draft, cue, order)
        for end, stop in _endings(index, begin, limit):
            last = _closes(index.text, first, _before_ends(index, begin, end))
            if last - first < SHORTEST or (first, last) in found:
                continue
            signs = [*opening, *_features(index, draft, first, last, cue, stop)]
            ends = index.subject_ends.within(first + 2, last)
            found[first, last] = Features(signs, {"holds.end": min(len(ends), 3) / 3} if ends else {})
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
    mark = _STOP.search(text, after, limit)
    hard_mark = mark and _HARD.search(text, mark.start(), limit)  # what is hard is a mark
    hard = hard_mark.start() if hard_mark else limit
    for spans in (index.money, index.percent, index.dates):
        if (value := spans.next(after)) is not None and value.start < hard:
            hard = value.start
    words = [hit.start for hit in index.subject_ends.within(begin + 2, hard)]
    side = next((x.start for x in index.named.within(after, hard) if x.entity.type is not EntityType.ORG), hard)
    ends = [(words[0] if words else hard, "word"), (mark.start() if mark else hard, "mark"), (side, "side")]
    if not index.words.script.spaced:
        space = text.find(" ", after, hard)
        ends += [(space, "space"), (text.find(" ", space + 1, hard), "space")] if space >= 0 else []
    seen: set[int] = set()
    for end, name in ends:
        if 0 <= end < hard and end not in seen:
            seen.add(end)
            yield end, name
    near = min(seen, default=hard)
    later = next((word for word in words if word > near), hard)
    if later < hard and later not in seen:
        yield later, "word2"
    yield hard, "hard"


def _before_ends(index: ArticleIndex, start: int, end: int) -> int:
    """Where the stretch ends without the words that end a subject, and what little follows them."""
    while (hit := index.subject_ends.last(end)) and hit.start > start and end - hit.end <= LITTLE:
        end = hit.start
    return end


def _opens(text: str, start: int, end: int) -> int:
    """Where `start:end` starts without space, commas and opening signs."""
    while start < end and (text[start].isspace() or text[start] in ",.:-–“\"'‘("):
        start += 1
    return start


def _closes(text: str, start: int, end: int) -> int:
    """Where `start:end` ends without space, commas and closing signs."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.:;-–”\"'’("):
        end -= 1
    return end


def _opening(draft: Draft, cue: str, order: int) -> list[Feature]:
    """What speaks for all stretches that begin at one place."""
    kind, group = draft.kind, cue.partition(" ")[0]
    signs: list[Feature] = [("cue." + group, kind, draft.rule), f"order.{min(order, 4)}|{kind}"]
    if cue != group:
        signs.append(("cue." + cue, kind))
    return signs


def _features(index: ArticleIndex, draft: Draft, start: int, end: int, cue: str, stop: str) -> Iterator[Feature]:
    """What speaks for a stretch."""
    kind, text, size = draft.kind, index.text, end - start
    group = cue.partition(" ")[0]
    yield "stop." + stop, group, kind
    yield "length." + next(name for name, most in LENGTHS if size < most), group, kind
    yield f"word.{fold(text[start : start + HEAD])}"
    yield "after" if start >= draft.first else "before", f"{kind}|{group}"
    if abs(start - draft.first) < NEAR:
        yield "near", kind
    if inside := index.named.within(start, end):
        yield "holds.side", kind
        if inside[0].start == start:
            yield "opens.side"
        if inside[-1].end >= end - 1:
            yield "ends.side"
            yield "ends." + inside[-1].entity.type
    if index.sectors.within(start, end):
        yield "holds.sector"
    if any(start <= hit.start < end for hit in draft.triggers):
        yield "holds.trigger", kind
    if any(hit not in draft.triggers for hit in index.telling.within(start, end)):
        yield "holds.other"
    if verbs := {hit.key for hit in index.modifiers.within(start, end)}:
        yield "verb"
        yield from ("holds." + verb for verb in verbs)
    if not index.wording.digits.isdisjoint(text[start:end]):
        yield "holds.digit"
        if text[end - 1].isdigit():
            yield "ends.digit"
    if index.money.within(draft.clause.start, draft.clause.end):
        yield "money"
