"""Timing on a machine that others use too: processor time, runs of the contestants taken in turn, the least of each."""

from __future__ import annotations

import functools
import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Job = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """A line of the table: what was measured, its cost, what it is compared with, and the ratio of the two."""

    what: str
    cost: str
    against: str
    ratio: str


def processor_seconds(job: Job) -> float:
    """Seconds of this process's processor time."""
    start = time.process_time()
    job()
    return time.process_time() - start


def least(jobs: Sequence[Job], rounds: int = 5) -> list[float]:
    """The least processor time of each job, in seconds; every round runs all jobs, so that all share one weather."""
    for job in jobs:
        job()  # what is loaded once is not part of it
    best = [float("inf")] * len(jobs)
    for _ in range(rounds):
        for at, job in enumerate(jobs):
            forget_articles()
            best[at] = min(best[at], processor_seconds(job))
    return best


@functools.cache
def _bounded_caches() -> tuple[functools._lru_cache_wrapper[object], ...]:
    return tuple(
        found
        for found in gc.get_objects()
        if isinstance(found, functools._lru_cache_wrapper)
        and str(getattr(found, "__module__", "")).startswith("ruammit.")
        and found.cache_parameters()["maxsize"]
    )


def forget_articles() -> None:
    """Empty the caches of what articles said, so that a text that is read again costs what a new one costs.

    They are the bounded caches; the unbounded ones hold rules and data, and stay.
    """
    for cache in _bounded_caches():
        cache.cache_clear()


def milliseconds(seconds: float) -> str:
    """As it stands in the table."""
    return f"{seconds * 1000:,.0f} ms" if seconds >= 0.1 else f"{seconds * 1000:.2g} ms"


def times(one: float, other: float) -> str:
    """The ratio of two costs, as it stands in the table."""
    return f"{one / other:.2g}×" if one < 10 * other else f"{one / other:,.0f}×"
