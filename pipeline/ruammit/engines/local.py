"""The local engine: chunks done by worker processes, none of which can take the run down with it."""

from __future__ import annotations

import mmap
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import Any, Protocol

from ruammit.engines.chunks import IDLE, Chunk, Tick
from ruammit.engines.worker import BEACON, PROCESSOR_LIMIT
from ruammit.errors import DatasetError

__all__ = ["Engine", "IsolatedWorker", "LocalEngine", "cpu_count"]

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


class _Process:
    """One worker process, and the watch over it."""

    def __init__(self, time_limit: float) -> None:
        self.time_limit = time_limit
        self.overtime = False
        file, self._beacon_path = tempfile.mkstemp(prefix="ruammit-")
        os.truncate(file, BEACON.size)
        self._beacon = mmap.mmap(file, BEACON.size)
        os.close(file)
        BEACON.pack_into(self._beacon, 0, IDLE, 0.0)
        self._popen = subprocess.Popen(
            [sys.executable, "-P", "-m", "ruammit.engines.worker", self._beacon_path, str(time_limit)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
        self._ended = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while not self._ended.wait(min(0.5, self.time_limit / 4)):
            place, since = BEACON.unpack_from(self._beacon)
            if place != IDLE and time.monotonic() - since > self.time_limit * _PATIENCE:
                self.overtime = True
                self._popen.kill()
                return

    def do(self, task: Task, chunk: Chunk) -> Any:
        """What the task gives for the chunk.

        Raises:
            _Died: the process ended before it was done.
        """
        assert self._popen.stdin
        assert self._popen.stdout
        try:
            pickle.dump((task, chunk), self._popen.stdin)
            self._popen.stdin.flush()
            outcome, value = pickle.load(self._popen.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            self._popen.kill()
            status = self._popen.wait()
            overtime = self.overtime or (PROCESSOR_LIMIT and status == -signal.SIGPROF)
            raise _Died(BEACON.unpack_from(self._beacon)[0], status, overtime) from None
        if outcome == "failed":
            raise value
        return value

    def close(self) -> None:
        """End the process at once."""
        self._ended.set()
        self._popen.kill()
        self._popen.wait()
        for pipe in (self._popen.stdin, self._popen.stdout):
            with suppress(OSError, AttributeError):
                pipe.close()  # type: ignore[union-attr]
        with suppress(OSError):
            os.unlink(self._beacon_path)  # noqa: PTH108


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
        workers: how many; None: one a processor.
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
