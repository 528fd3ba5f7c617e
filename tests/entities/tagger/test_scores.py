"""Adding numbers adds the scores that they hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruammit.entities.tagger.scores import ScoreCoder

SCORE = st.floats(-1000, 1000)


@given(st.integers(1, 8).flatmap(lambda size: st.lists(st.lists(SCORE, min_size=size, max_size=size), min_size=1)))
def test_the_scores_of_a_sum_are_the_sums_of_the_scores(rows: list[list[float]]) -> None:
    coder = ScoreCoder(len(rows[0]))
    (told,) = coder.unpacked([sum(map(coder.packed, rows))])
    assert told == pytest.approx([sum(column) for column in zip(*rows, strict=True)], abs=1e-8 * len(rows))


def test_nothing_added_up_is_zero() -> None:
    assert list(ScoreCoder(2).unpacked([0, 0])) == [[0.0, 0.0], [0.0, 0.0]]
