"""Engines for tests, and tasks that kill, stall or fail their worker; workers find this module on the path."""

import atexit
import os
import signal
import time
from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from ruammit.engines.chunks import IDLE, Chunk, Tick
from ruammit.engines.local import LocalEngine


def hazardous(chunk: Chunk, tick: Tick, *, task: Any) -> Any:
    """Does the task, and what the name of an article's file asks for when its turn comes."""
    names = [planned.located.source.path.name for planned in chunk.planned for _ in planned.entries]

    def told(place: int) -> None:
        tick(place)
        name = names[place] if place != IDLE and place < len(names) else ""
        if place in chunk.doomed:
            return
        if name.startswith("kills"):
            os.kill(os.getpid(), signal.SIGKILL)
        if name.startswith("stalls"):
            while True:
                pass
        if name.startswith("once"):
            path = chunk.planned[place].located.source.path
            mark = path.parent.with_name(f"{path.stem}.died")  # beside the folder: in it, it would be read
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)

    return task(chunk, told)


def slow(chunk: Chunk, tick: Tick, *, task: Any, seconds: float) -> Any:
    """Does the task with a pause before each article."""

    def told(place: int) -> None:
        tick(place)
        time.sleep(seconds)

    return task(chunk, told)


def asleep(chunk: Chunk, tick: Tick) -> str:
    """Waits forever, unless it is told that its first article is doomed."""
    tick(0)
    if not chunk.doomed:
        time.sleep(3600)
    return chunk.doomed[0][0]


def ticking(_: Chunk, tick: Tick) -> None:
    """Tells of its first article forever."""
    while True:
        tick(0)
        time.sleep(0.01)


def full(chunk: Chunk, tick: Tick, *, task: Any) -> Any:
    """Does the task in a process that may write no file larger than a few bytes, as on a full disk."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    try:
        return task(chunk, tick)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.getrlimit(resource.RLIMIT_FSIZE)[1],) * 2)


class Hazardous(LocalEngine):
    """The local engine with a hazard around the task."""

    def __init__(self, workers: int, time_limit: float, hazard: Any = hazardous, **options: Any) -> None:
        super().__init__(workers, time_limit)
        self.hazard = partial(hazard, **options)

    def map(self, task: Any, chunks: Any, *, ordered: bool = False) -> Iterator[Any]:
        return super().map(partial(self.hazard, task=task), chunks, ordered=ordered)


class Kept(LocalEngine):
    """The local engine with workers that outlive a run, for starting them takes longer than most tests."""

    def close(self) -> None:
        pass


@cache
def kept(workers: int) -> Kept:
    """The one such engine with so many workers."""
    engine = Kept(workers)
    atexit.register(super(Kept, engine).close)
    return engine


def warm(_: int) -> Kept:
    """An engine for `extract_to` whose one worker runs already."""
    return kept(1)
