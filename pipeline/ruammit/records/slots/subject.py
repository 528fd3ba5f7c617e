"""What a record is about: the agreement's name or matter, the project, the goods, the topic of a meeting.

The words of the record's sentence are described by themselves, by their neighbours, by what the other layers found
there, and by where they stand to the trigger; a model of stretches (`stretches`) weighs which of them is the subject.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ruammit.entities.tagger.model import kept_clusters
from ruammit.entities.tagger.words import Cluster
from ruammit.languages import LanguagePack
from ruammit.matching import Stretch
from ruammit.ontology.terms import Context, KindTrait
from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex
from ruammit.records.stretches import Likely, StretchModel
from ruammit.records.wording import trimmed

__all__ = ["Described", "described", "likely_subject"]

REACH = 250
"""Characters on either side of a clause, within its sentence, in which its subject may stand."""
FARTHEST = 600
"""Characters on either side of the first trigger beyond which no subject stands, however long the clause is."""
TRIGGER = "trigger "
"""What begins the sign of a word that triggers the draft."""
CACHED = 1 << 12
"""Words whose features are kept, some 5 MB at the most: records of one article share most of theirs."""
_NO_WORD = (("w-1 -",), (), ("w1 -",))
"""What the ends of the sentence say of the words beside them."""
_GAP = re.compile(r"\s+")
_NAMES = ("0", "1", "2", *["4"] * 2, *["8"] * 4, *["16"] * 8, "far")
"""What a distance in words is called: by the next power of two."""

Described = tuple[list[tuple[int, int]], list[list[str]]]
"""Start and end of every word, and its features."""


def likely_subject(index: ArticleIndex, draft: Draft, model: StretchModel) -> Likely | None:
    """The stretch that most probably says what the draft is about; None where it says no more than the kind does."""
    found = model.likely(*described(index, draft))
    if found is None:
        return None
    start, end = _without_edges(index, found.start, found.end)
    if start >= end or (draft.has(KindTrait.TOTALS) and index.telling.around(start, end)):
        return None  # of plain "exports" a total is told, with no subject (annotation guide)
    return Likely(start, end, found.sure)


def _without_edges(index: ArticleIndex, start: int, end: int) -> tuple[int, int]:
    """The stretch without words at its edges that end what a record is about, and without a bracket left open."""
    text = index.text
    opening = text.rfind("(", start, end)
    if opening > text.rfind(")", start, end):
        end = opening
    start, end = trimmed(text, start, end)
    while start < end and (hit := index.subject_ends.ending(end)) and hit.start >= start:
        start, end = trimmed(text, start, hit.start)
    while start < end and (hit := index.subject_ends.at(start)) and hit.end <= end:
        start, end = trimmed(text, hit.end, end)
    return start, end


def described(index: ArticleIndex, draft: Draft) -> Described:
    """The words in which the draft's subject may stand, and the features of each."""
    start, end = _region(index, draft)
    places = _words(index, start, end)
    signs = _signs(index, draft, places, start, end)
    words = [index.wording.word(*place) for place in places]
    known = _clusters(index.analysis.pack)
    text, kind = index.text, str(draft.kind)
    before = [text[one[1] : other[0]] for one, other in zip([(start, start), *places], places, strict=False)]
    gaps = ["<", *(_GAP.sub(" ", gap) if "\n" not in gap else "/" for gap in before[1:]), ">"]
    triggers = {at: sign for at, found in enumerate(signs) for sign in reversed(found) if sign.startswith(TRIGGER)}
    order = sorted(triggers)
    alone = [_alone(word, known.get(word), tuple(found)) for word, found in zip(words, signs, strict=True)]
    rows: list[list[str]] = []
    for at, (place, word) in enumerate(zip(places, words, strict=True)):
        row = ["bias", "kind " + kind, "in" if draft.clause.start <= place[0] < draft.clause.end else "out"]
        row += [f"kw0 {kind} {word}", f"kw-1 {kind} {words[at - 1] if at else '-'}"]
        row += alone[at][1]
        row += alone[at - 1][0] if at else _NO_WORD[0]
        row += alone[at + 1][2] if at + 1 < len(words) else _NO_WORD[2]
        row += [f"ks {kind} {sign}" for sign in signs[at]]
        row += [f"gap {gaps[at]}", f"next {gaps[at + 1]}", f"pair {words[at - 1] if at else '-'} {word}"]
        if text[place[0]].isupper():
            row.append("capital")
        row += _distance(kind, at, triggers, order)
        rows.append(row)
    return places, rows


@lru_cache(maxsize=CACHED)
def _alone(word: str, cluster: Cluster | None, signs: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """What a word says by itself of the word behind it, of itself, and of the word before it."""
    rows = []
    for offset in (-1, 0, 1):
        row = [f"w{offset} {word}"]
        if cluster:
            row += [f"c{offset} {cluster.fine}", f"d{offset} {cluster.coarse}"]
        rows.append((*row, *(f"s{offset} {sign}" for sign in signs), *(() if signs else (f"s{offset}",))))
    return tuple(rows)


def _region(index: ArticleIndex, draft: Draft) -> tuple[int, int]:
    """The draft's sentence, as far as it is not far from the clause."""
    clause = draft.clause
    starts = index.analysis.sentence_starts
    after = bisect_right(starts, clause.sentence)
    line = index.text.find("\n", clause.start)
    end = min(starts[after] if after < len(starts) else len(index.text), line if line >= 0 else len(index.text))
    start, end = max(clause.sentence, clause.start - REACH), max(clause.end, min(end, clause.end + REACH))
    return max(start, draft.first - FARTHEST), min(end, draft.first + FARTHEST)


def _words(index: ArticleIndex, start: int, end: int) -> list[tuple[int, int]]:
    """The words of a stretch; in a spaced script, syllables that often stand together are one."""
    places = index.wording.within(start, end)
    if not index.words.script.spaced:
        return places
    known = _clusters(index.analysis.pack)
    found: list[tuple[int, int]] = []
    for place in places:
        if found and place[0] == found[-1][1] + 1 and index.wording.word(found[-1][0], place[1]) in known:
            found[-1] = found[-1][0], place[1]
        else:
            found.append(place)
    return found


def _clusters(pack: LanguagePack) -> dict[str, Cluster]:
    return kept_clusters(pack.clusters) if pack.clusters else {}


def _signs(index: ArticleIndex, draft: Draft, places: list[tuple[int, int]], start: int, end: int) -> list[list[str]]:
    """What the other layers found at each word."""
    starts = [place[0] for place in places]
    signs: list[list[str]] = [[] for _ in places]
    for hit, sign in _found(index, draft, start, end):
        for at in range(max(0, bisect_right(starts, hit.start) - 1), bisect_left(starts, hit.end)):
            if places[at][1] > hit.start and sign not in signs[at]:
                signs[at].append(sign)
    return signs


def _found(index: ArticleIndex, draft: Draft, start: int, end: int) -> Iterator[tuple[Stretch, str]]:
    """What the other layers found in a stretch, by name."""
    frames = index.words.frames
    for trigger in draft.triggers:
        if trigger.start >= start:
            yield trigger, TRIGGER + trigger.key
    for frame in index.frames.within(start, end):
        if frame not in draft.triggers:
            yield frame, f"frame {frames[frame.key].kind}"
    for bound in index.bounds.within(start, end):
        if bound.key != Context.SUBJECT_END:
            yield bound, bound.key
    for name in index.named.within(start, end):
        yield name, name.entity.type
    for modifier in index.modifiers.within(start, end):
        yield modifier, f"modifier {modifier.key}"
    for sign, spans in (
        ("end", index.subject_ends),
        ("money", index.money),
        ("percent", index.percent),
        ("date", index.dates),
        ("sector", index.sectors),
        ("unit", index.counted),
    ):
        for hit in spans.within(start, end):
            yield hit, sign


def _distance(kind: str, at: int, triggers: Mapping[int, str], order: Sequence[int]) -> list[str]:
    """Where a word stands to the nearest trigger, and behind which it stands."""
    if not order:
        return []
    after = bisect_left(order, at)
    near = [at - place for place in order[max(0, after - 1) : after + 1]]
    nearest = min(near, key=abs)
    step = ("+" if nearest > 0 else "-") + _steps(nearest)
    found = [f"t {step}", f"kt {kind} {step}"]
    if after:
        found.append(f"behind {_steps(at - order[after - 1])} {triggers[order[after - 1]]}")
    return found


def _steps(words: int) -> str:
    return _NAMES[min(abs(words), len(_NAMES) - 1)]
