"""What a record is about: the agreement's name or matter, the project, the goods, the topic of a meeting.

The words of the record's sentence are described by themselves, by their neighbours, by what the other layers found
there, and by where they stand to the trigger (`subject_features`); a model of stretches (`stretches`) weighs which of
them is the subject.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ruammit.entities.tagger.model import kept_clusters
from ruammit.entities.tagger.words import Cluster
from ruammit.languages import LanguagePack
from ruammit.matching import Stretch
from ruammit.ontology.terms import Context, KindTrait
from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex
from ruammit.records.slots.edges import without_edges
from ruammit.records.stretches import Likely
from ruammit.records.subject_features import Sentence
from ruammit.records.subject_model import SubjectModel
from ruammit.schema import EntityType

__all__ = ["likely_subjects", "sentence_of"]

REACH = 250
"""Characters on either side of a clause, within its sentence, in which its subject may stand."""
FARTHEST = 600
"""Characters on either side of the first trigger beyond which no subject stands, however long the clause is."""
TRIGGER = "trigger "
"""What begins the sign of a word that triggers the draft."""
_GAP = re.compile(r"\s+")
_PLAIN = frozenset({"", " ", ", "})
"""The gaps between most words, which need no looking at."""


def likely_subjects(index: ArticleIndex, drafts: Sequence[Draft], model: SubjectModel) -> list[Likely | None]:
    """Of each draft the stretch that most probably says what it is about; None where it says no more than its kind."""
    if not drafts:
        return []
    sentences = [sentence_of(index, draft) for draft in drafts]
    found = model.likely([one.places for one in sentences], model.sums(sentences))
    return [likely and _subject(index, draft, likely) for draft, likely in zip(drafts, found, strict=True)]


def _subject(index: ArticleIndex, draft: Draft, likely: Likely) -> Likely | None:
    """The stretch without what belongs to no subject at its edges, if anything is left that is one."""
    start, end = without_edges(index, likely.start, likely.end)
    name = index.named.at(start)
    if start >= end or (name is not None and name.end >= end and name.entity.type is EntityType.GPE):
        return None  # a place alone is a side or a venue
    if draft.has(KindTrait.TOTALS) and index.telling.around(start, end):
        return None  # of plain "exports" a total is told, with no subject (annotation guide)
    return likely._replace(start=start, end=end)


def sentence_of(index: ArticleIndex, draft: Draft) -> Sentence:
    """The words in which the draft's subject may stand."""
    start, end = _region(index, draft)
    known = _clusters(index.analysis.pack)
    places, words = _words(index, known, start, end)
    signs = _signs(index, draft, places, start, end)
    text, clause = index.text, draft.clause
    before = [text[one[1] : other[0]] for one, other in pairwise(places)]
    gaps = ["<", *(gap if gap in _PLAIN else "/" if "\n" in gap else _GAP.sub(" ", gap) for gap in before), ">"]
    triggers = {at: sign for at, found in signs.items() for sign in reversed(found) if sign.startswith(TRIGGER)}
    starts = [place[0] for place in places]
    return Sentence(
        kind=str(draft.kind),
        places=places,
        words=words,
        clusters=known,
        gaps=gaps,
        signs=signs,
        triggers=triggers,
        inside=range(bisect_left(starts, clause.start), bisect_left(starts, clause.end)),
        capitals=[at for at, place in enumerate(starts) if text[place].isupper()],
    )


def _region(index: ArticleIndex, draft: Draft) -> tuple[int, int]:
    """The draft's sentence, as far as it is not far from the clause."""
    clause = draft.clause
    starts = index.analysis.sentence_starts
    after = bisect_right(starts, clause.sentence)
    line = index.text.find("\n", clause.start)
    end = min(starts[after] if after < len(starts) else len(index.text), line if line >= 0 else len(index.text))
    start, end = max(clause.sentence, clause.start - REACH), max(clause.end, min(end, clause.end + REACH))
    return max(start, draft.first - FARTHEST), min(end, draft.first + FARTHEST)


def _words(
    index: ArticleIndex, known: Mapping[str, Cluster], start: int, end: int
) -> tuple[list[tuple[int, int]], list[str]]:
    """The words of a stretch and their places; in a spaced script, syllables that often stand together are one."""
    places, words = index.wording.within(start, end)
    if not index.words.script.spaced:
        return places, words
    joined: list[tuple[int, int]] = []
    told: list[str] = []
    first, last = -1, -2
    for place, word in zip(places, words, strict=True):
        if place[0] == last + 1 and (both := index.wording.word(first, place[1])) in known:
            joined[-1], told[-1] = (first, place[1]), both
        else:
            joined.append(place)
            told.append(word)
            first = place[0]
        last = place[1]
    return joined, told


def _clusters(pack: LanguagePack) -> dict[str, Cluster]:
    return kept_clusters(pack.clusters) if pack.clusters else {}


def _signs(
    index: ArticleIndex, draft: Draft, places: list[tuple[int, int]], start: int, end: int
) -> dict[int, list[str]]:
    """What the other layers found at the words."""
    starts = [place[0] for place in places]
    signs: dict[int, list[str]] = {}
    for hit, sign in _found(index, draft, start, end):
        for at in range(max(0, bisect_right(starts, hit.start) - 1), bisect_left(starts, hit.end)):
            if places[at][1] > hit.start:
                told = signs.setdefault(at, [])
                if sign not in told:
                    told.append(sign)
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
