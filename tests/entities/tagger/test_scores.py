"""Scores of tokens are the sums of their features' scores, however many keys were seen before."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruammit.entities.tagger import scores
from ruammit.entities.tagger.features import Column, Template

FEATURES = [f"{prefix}{key}" for prefix in "abk" for key in range(0, 900, 2)]  # nothing is known of the odd ones
VALUES = np.random.default_rng(0).normal(size=(len(FEATURES), 3))
TEMPLATES = {
    "seen": Template(lambda key: [(f"a{key}",), (f"b{key}", f"a{key}"), ()], places=3),
    "known": Template(lambda key: [(f"b{key}",), (f"a{key}",)], places=2, prefixes=("b", "a")),
    "stretch": Template(lambda key: [(f"k{key}",)], prefixes=("k",)),
}
KEYS = st.lists(st.integers(0, 900).map(str), min_size=1, max_size=400)


def scorer() -> scores.Scorer:
    return scores.Scorer(TEMPLATES, {name: row for row, name in enumerate(FEATURES)}, VALUES)


def plain(columns: list[Column], size: int) -> np.ndarray:
    """The scores, added up one by one."""
    told = np.zeros((size, 3))
    for template, keys, at, lengths, together in columns:
        names = [TEMPLATES[template].names(key) for key in keys]
        for index in range(size):
            if lengths is not None:
                stretch = next(number for number in range(len(lengths)) if index < sum(lengths[: number + 1]))
                features = [one[0][0] for one in names[stretch * together :][:together]]
            else:
                features = [
                    name
                    for place, moved in enumerate(at)
                    if 0 <= index + moved < len(keys)
                    for name in names[index + moved][place]
                ]
            told[index] += sum(VALUES[FEATURES.index(name)] for name in features if name in FEATURES)
    return told


@given(KEYS)
def test_they_are_the_sums_of_the_features(keys: list[str]) -> None:
    size = len(keys)
    columns = [
        Column("seen", keys, (0, -1, 2)),
        Column("known", keys[:-1], (-2, 1)),
        Column("stretch", keys[:1] * 2 + keys[-1:] * 2, lengths=[size - 1, 1], together=2),
    ]
    assert scorer()(columns, size) == pytest.approx(plain(columns, size))


def test_forgetting_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scores, "MOST_KEPT", 300)
    one = scorer()
    articles = [[str(key) for key in range(start, start + 280)] for start in (0, 200, 400, 0, 7)]
    for keys in articles:
        columns = [Column("seen", keys, (0, -1, 2))]
        assert one(columns, len(keys)) == pytest.approx(plain(columns, len(keys)))
    assert len(one.tables["seen"]) <= 300
