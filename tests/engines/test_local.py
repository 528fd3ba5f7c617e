"""The watch over the workers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruammit.engines.chunks import IDLE
from ruammit.engines.local import Watch


@pytest.mark.parametrize("time_limit", [0.1, 0.5, 30.0])
def test_an_article_without_news_is_given_up_after_its_time(time_limit: float) -> None:
    watch = Watch(time_limit)
    looks = 1
    while not watch.overtime(place=3, news=7):
        looks += 1
    assert looks * watch.interval >= time_limit


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9)), max_size=60))
def test_a_worker_that_gives_news_in_time_is_never_taken_for_stalled(steps: list[tuple[int, int]]) -> None:
    watch = Watch(2.0)
    for news, (place, quiet) in enumerate(steps, 1):
        for _ in range(min(quiet, round(2.0 / watch.interval))):
            assert not watch.overtime(place, news)


def test_a_worker_without_an_article_may_wait_for_ever() -> None:
    watch = Watch(0.5)
    assert not any(watch.overtime(IDLE, 4) for _ in range(1_000))


def test_a_program_that_was_halted_takes_no_article_for_stalled() -> None:
    watch = Watch(30.0)
    assert not watch.overtime(0, 1)  # here the machine sleeps for a night: nobody looks
    assert not watch.overtime(0, 1)
