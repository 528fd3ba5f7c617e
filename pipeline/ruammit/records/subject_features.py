"""What the words of a draft's sentence say of being its subject: the features of each by name, as training reads them.

An extraction adds up their weights without spelling out a name (`subject_model`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ruammit.entities.tagger.words import Cluster

__all__ = ["DIRECTIONS", "FAR", "NO_WORD", "OFFSETS", "Sentence", "described", "step_of"]

NO_WORD = "-"
"""What stands before the first and after the last word."""
STEPS = ("0", "1", "2", "4", "8", "16", "far")
"""What a distance in words is called: by the next power of two."""
_STEP = (0, 1, 2, *[3] * 2, *[4] * 4, *[5] * 8, 6)
"""Distance in words to its place in `STEPS`."""
DIRECTIONS = ("-", "+")
OFFSETS = (-1, 0, 1)
"""What a word says of the one behind it, of itself, and of the one before it."""
FAR = len(_STEP) - 1
"""Words from which on all distances are alike."""


class Sentence(NamedTuple):
    """The words in which a draft's subject may stand, as its model sees them.

    Attributes:
        kind: the draft's.
        places: start and end of every word.
        words: the words, folded.
        clusters: by word, those that are known.
        gaps: what stands before every word, and behind the last.
        signs: what the other layers found, by name, by the numbers of the words where they found something.
        triggers: the numbers of the words that trigger the draft, to the sign of the trigger.
        inside: the numbers of the words in the draft's clause.
        capitals: the numbers of the words that begin with a capital.
    """

    kind: str
    places: list[tuple[int, int]]
    words: list[str]
    clusters: Mapping[str, Cluster]
    gaps: list[str]
    signs: dict[int, list[str]]
    triggers: dict[int, str]
    inside: range
    capitals: list[int]


def described(sentence: Sentence) -> list[list[str]]:
    """The names of every word's features."""
    kind, words, gaps = sentence.kind, sentence.words, sentence.gaps
    rows: list[list[str]] = []
    for at, word in enumerate(words):
        before = words[at - 1] if at else NO_WORD
        row = ["bias", "kind " + kind, "in" if at in sentence.inside else "out"]
        row += [f"kw0 {kind} {word}", f"kw-1 {kind} {before}"]
        for offset in (0, -1, 1):
            row += _of_word(sentence, at + offset, offset)
        row += [f"ks {kind} {sign}" for sign in sentence.signs.get(at, ())]
        row += [f"gap {gaps[at]}", f"next {gaps[at + 1]}", f"pair {before} {word}"]
        if at in sentence.capitals:
            row.append("capital")
        row += _of_distance(sentence, at)
        rows.append(row)
    return rows


def _of_word(sentence: Sentence, at: int, offset: int) -> Iterator[str]:
    """What a word says of itself, or of the one beside it."""
    if not 0 <= at < len(sentence.words):
        yield f"w{offset} {NO_WORD}"
        return
    word, signs = sentence.words[at], sentence.signs.get(at, ())
    yield f"w{offset} {word}"
    if cluster := sentence.clusters.get(word):
        yield f"c{offset} {cluster.fine}"
        yield f"d{offset} {cluster.coarse}"
    for sign in signs:
        yield f"s{offset} {sign}"
    if not signs:
        yield f"s{offset}"


def _of_distance(sentence: Sentence, at: int) -> Iterator[str]:
    """Where a word stands to the nearest trigger, of two the one before it; and behind which it stands."""
    triggers = sentence.triggers
    if not triggers:
        return
    nearest = min((at - place for place in triggers), key=lambda gap: (abs(gap), -gap))
    step = DIRECTIONS[nearest > 0] + step_of(nearest)
    yield f"t {step}"
    yield f"kt {sentence.kind} {step}"
    before = [place for place in triggers if place < at]
    if before:
        yield f"behind {step_of(at - max(before))} {triggers[max(before)]}"


def step_of(words: int) -> str:
    """What a distance in words is called."""
    return STEPS[_STEP[min(abs(words), FAR)]]
