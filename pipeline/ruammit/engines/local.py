"""The local engine: chunks done by worker processes, none of which can take the run down with it."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from ruammit.engines.chunks import IDLE, Chunk, Tick
from ruammit.engines.worker import PROCESSOR_LIMIT
from ruammit.errors import DatasetError
from ruammit.readers.spool import temporary_prefix

__all__ = ["Engine", "IsolatedWorker", "LocalEngine", "Watch", "cpu_count"]

Task = Callable[[Chunk, Tick], Any]
"""What an engine does to every chunk: a function that can be pickled."""


class Engine(Protocol):
    """Something that does chunks, on one machine or on many."""

    workers: int

    def map(self, task: Task, chunks: Iterable[Chunk], *, ordered: bool = False) -> Iterator[Any]:
        """What the task gives for every chunk, as they are done or in order; few chunks are under way at a time."""

    def close(self) -> None:
        """End all workers, whatever they are doing."""


def cpu_count() -> int:
    """The processors that this process may use."""
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_PATIENCE = 4 if PROCESSOR_LIMIT else 1
"""How many times the time limit an article may take on a clock, where time on a processor is limited by itself: on a
machine that is busy with other things, an article takes long through no fault of its own."""


class _Died(Exception):  # noqa: N818 - never leaves this module
    """The worker ended while it was doing the article at `place`; `overtime`: because that took too long."""

    def __init__(self, place: int, status: int | None, overtime: bool) -> None:
        self.place, self.status, self.overtime = place, status, overtime


class Watch:
    """Finds out that an article takes too long, from the news of it that come in.

    It counts the looks at which there was no news, not the time on a clock: a program that was halted (by Ctrl-Z, or
    with its machine) has not looked, and what it was halted in is not taken for stalled.

    Args:
        time_limit: seconds that an article may take.
    """

    def __init__(self, time_limit: float) -> None:
        self.interval = min(0.5, time_limit / 4)
        """Seconds between two looks."""
        self._patience = round(time_limit * _PATIENCE / self.interval)
        self._news = self._looks = 0

    def overtime(self, place: int, news: int) -> bool:
        """Look once.

        Args:
            place: of the article that is being done.
            news: how many messages have come in since the start.
        """
        quiet = news == self._news and place != IDLE
        self._looks = self._looks + 1 if quiet else 0
        self._news = news
        return self._looks > self._patience


class _Process:
    """One worker process, and the watch over it."""

    def __init__(self, time_limit: float) -> None:
        self.overtime = False
        self._place, self._news = IDLE, 0
        self._popen = subprocess.Popen(
            [sys.executable, "-P", "-m", "ruammit.engines.worker", str(time_limit)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            process_group=0,  # the signals of a terminal are this process's affair
        )
        self._ended = threading.Event()
        self._watch = Watch(time_limit)
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while not self._ended.wait(self._watch.interval):
            if self._watch.overtime(self._place, self._news):
                self.overtime = True
                self._popen.kill()
                return

    def do(self, task: Task, chunk: Chunk) -> Any:
        """What the task gives for the chunk.

        Raises:
            _Died: the process ended before it was done.
        """
        assert self._popen.stdin
        try:
            pickle.dump((task, chunk), self._popen.stdin)
            self._popen.stdin.flush()
            outcome, value = self._answer()
        except (EOFError, OSError, pickle.UnpicklingError):
            self._popen.kill()
            status = self._popen.wait()
            overtime = self.overtime or (PROCESSOR_LIMIT and status == -signal.SIGPROF)
            raise _Died(self._place, status, overtime) from None
        if outcome == "failed":
            raise value
        return value

    def _answer(self) -> tuple[str, Any]:
        """The outcome of the chunk; what comes before it are the places of its articles."""
        assert self._popen.stdout
        while isinstance(message := pickle.load(self._popen.stdout), int):
            self._place = message
            self._news += 1
        found: tuple[str, Any] = message
        return found

    def close(self) -> None:
        """End the process at once, and remove what it had in the temporary folder."""
        self._ended.set()
        self._popen.kill()
        self._popen.wait()
        for pipe in (self._popen.stdin, self._popen.stdout):
            with suppress(OSError, AttributeError):
                pipe.close()  # type: ignore[union-attr]
        for left in Path(tempfile.gettempdir()).glob(f"{temporary_prefix(self._popen.pid)}*"):
            shutil.rmtree(left, ignore_errors=True)


class IsolatedWorker:
    """Does chunks in a process of its own, and finds the article that the process dies of.

    Args:
        time_limit: seconds that one article may take.
    """

    _DEATHS = 3
    """Deaths outside any article after which the run is given up."""

    def __init__(self, time_limit: float) -> None:
        self.time_limit = time_limit
        self._process: _Process | None = None
        self._closed = False
        self._changing = threading.Lock()

    def do(self, task: Task, chunk: Chunk) -> Any:
        """What the task gives for the chunk, with rejections for the articles that cannot be done.

        An article that takes too long is given up at once; one that the process dies of gets a second chance, for the
        death may have had another cause.

        Raises:
            DatasetError: the process dies whatever it is given.
        """
        deaths: Counter[int] = Counter()
        while True:
            try:
                return self._started().do(task, chunk)
            except _Died as death:
                self._end()
                deaths[death.place] += 1
                if death.place == IDLE or death.place in chunk.doomed:
                    if deaths[death.place] >= self._DEATHS:
                        raise DatasetError(
                            f"worker processes end by themselves (status {death.status})",
                            cure="is there enough memory?",
                        ) from None
                elif death.overtime or deaths[death.place] > 1:
                    chunk = replace(chunk, doomed=chunk.doomed | {death.place: self._reason(death)})

    def _reason(self, death: _Died) -> tuple[str, str]:
        if death.overtime:
            return "timeout", f"the article took longer than {self.time_limit:g} seconds"
        return "crash", f"the worker process died of the article, twice (status {death.status})"

    def _started(self) -> _Process:
        with self._changing:
            if self._closed:
                raise DatasetError("the run was stopped")
            if self._process is None:
                self._process = _Process(self.time_limit)
            return self._process

    def _end(self) -> None:
        with self._changing:
            if self._process is not None:
                self._process.close()
                self._process = None

    def close(self) -> None:
        """End the process for good, whatever it is doing."""
        self._closed = True
        self._end()


class LocalEngine:
    """Worker processes on this machine.

    Args:
        workers: how many; None: one per processor.
        time_limit: seconds that one article may take.
    """

    _AHEAD = 2
    """Chunks a worker that are planned ahead of what is done."""

    def __init__(self, workers: int | None = None, time_limit: float = 30.0) -> None:
        self.workers = workers or cpu_count()
        self._idle: deque[IsolatedWorker] = deque(IsolatedWorker(time_limit) for _ in range(self.workers))
        self._all = tuple(self._idle)
        self._threads = ThreadPoolExecutor(self.workers)

    def _do(self, task: Task, chunk: Chunk) -> Any:
        worker = self._idle.popleft()
        try:
            return worker.do(task, chunk)
        finally:
            self._idle.append(worker)

    def map(self, task: Task, chunks: Iterable[Chunk], *, ordered: bool = False) -> Iterator[Any]:
        """What the task gives for every chunk."""
        submit: Callable[[Chunk], Future[Any]] = lambda chunk: self._threads.submit(self._do, task, chunk)  # noqa: E731
        waiting = iter(chunks)
        under_way = deque(map(submit, islice(waiting, self.workers * self._AHEAD)))
        while under_way:
            done = {under_way[0]} if ordered else wait(under_way, return_when=FIRST_COMPLETED).done
            for future in done:
                under_way.remove(future)
                yield future.result()
            under_way.extend(map(submit, islice(waiting, len(done))))

    def close(self) -> None:
        """End all workers, whatever they are doing."""
        for worker in self._all:
            worker.close()
        self._threads.shutdown(wait=True, cancel_futures=True)
