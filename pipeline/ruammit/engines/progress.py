"""Telling the user how a run goes: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ruammit.engines.summary import Progress, Summary
from ruammit.text.counted import counted

__all__ = ["shown", "state"]

_EVERY = 10.0
"""Seconds between two plain lines."""


def state(summary: Summary) -> str:
    """The state of a run in one line."""
    done = summary.extracted + summary.unchanged + summary.set_aside
    rate = done / summary.seconds if summary.seconds else 0.0
    parts = [f"{counted(summary.extracted, 'article')} extracted", counted(summary.records, "record")]
    if summary.unchanged:
        parts.append(f"{summary.unchanged:,} unchanged")
    if summary.set_aside:
        parts.append(f"{summary.set_aside:,} skipped")
    if summary.questions:
        parts.append(
            f"{counted(summary.questions, 'question')} ({summary.kept:,} answered before), {summary.tokens:,} tokens"
        )
    parts.append(f"{rate:,.{0 if rate > 10 else 1}f} articles/s")
    return ", ".join(parts)


def _left(summary: Summary) -> str:
    if not summary.total or not summary.size:
        return ""
    left = summary.seconds * (summary.total - summary.size) / summary.size
    return f", {100 * summary.size / summary.total:.0f} % done, about {_duration(left)} left"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


@contextmanager
def shown(quiet: bool = False) -> Iterator[Progress]:
    """A progress function that writes to the standard error stream; one that says nothing, if it is to be quiet."""
    if quiet:
        yield lambda _: None
        return
    if not sys.stderr.isatty():
        yield _plain()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)
        yield lambda summary: bar.update(task, description=state(summary), total=summary.total, completed=summary.size)


def _plain() -> Progress:
    told = time.monotonic()

    def tell(summary: Summary) -> None:
        nonlocal told
        if time.monotonic() - told >= _EVERY:
            told = time.monotonic()
            print(state(summary) + _left(summary), file=sys.stderr)  # noqa: T201

    return tell
