"""The model of stretches: its sums are those over all labellings, and it picks what most probably overlaps."""

import itertools
import math
import random

import pytest

from ruammit.records.stretches import LABELS, StretchModel, labelled

WORDS = [["a"], ["b", "c"], ["c"], ["a", "d"], ["e"], ["b"]]
PLACES = [(at * 3, at * 3 + 2) for at in range(len(WORDS))]


def some_model(seed: int) -> StretchModel:
    pick = random.Random(seed)
    weights = {f"{label} {name}": pick.uniform(-1, 1) for label in LABELS for name in "abcd"}
    weights |= {f"{one}>{other}": pick.uniform(-1, 1) for one in LABELS for other in LABELS}
    return StretchModel(weights)


def weight(model: StretchModel, labels: list[str]) -> float:
    inside = sum(
        model.weights.get(f"{label} {name}", 0.0) for label, word in zip(labels, WORDS, strict=True) for name in word
    )
    return math.exp(inside + sum(model.weights.get(f"{one}>{other}", 0.0) for one, other in itertools.pairwise(labels)))


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * common >= max(one[1], other[1]) - min(one[0], other[0])


@pytest.mark.parametrize("seed", range(5))
def test_the_likeliest_stretch_is_that_of_all_labellings(seed: int) -> None:
    model = some_model(seed)
    many = len(WORDS)
    every = [(first, last) for first in range(many) for last in range(first, many)]
    rated = {one: weight(model, labelled(many, *one)) for one in every}
    total = sum(rated.values()) + weight(model, labelled(many))
    place = {pair: (PLACES[pair[0]][0], PLACES[pair[1]][1]) for pair in rated}
    sure = {one: sum(rated[other] for other in rated if overlap(place[one], place[other])) / total for one in rated}
    best = max(sure, key=lambda one: sure[one])
    # A row before it and one behind it, of the same words and others, change nothing.
    rows = [PLACES[:1], PLACES, [], PLACES[1:]]
    before, found, none, _ = model.likely(rows, model.scores([*WORDS[:1], *WORDS, *WORDS[1:]]))
    assert before is not None
    assert none is None
    assert found is not None
    assert (found.start, found.end) == place[best]
    assert found.sure == pytest.approx(sure[best])


def test_labels_tell_before_inside_next_and_after() -> None:
    assert "".join(labelled(6, 1, 3)) == "OBIENA"
    assert "".join(labelled(4, 2, 2)) == "OOSN"
    assert "".join(labelled(3)) == "OOO"


def test_nothing_is_picked_of_no_words() -> None:
    model = some_model(0)
    assert model.likely([], model.scores([])) == []
    assert model.likely([[]], model.scores([])) == [None]
