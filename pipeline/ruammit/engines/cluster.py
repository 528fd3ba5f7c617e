"""The Ray engine: the same chunks, done by the processors of a cluster.

Each Ray worker does its chunks in a process of its own, as the local engine does, so that an article that kills it is
found on the node; Ray looks after nodes that are lost: their chunks are done again on another. A chunk that was done
twice has made two parts, of which this process commits one.

The dataset and the articles must lie where every node can reach them under the same name: a shared folder or an object
store.
"""

from __future__ import annotations

import importlib
import socket
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from ruammit.engines.chunks import Chunk
from ruammit.engines.local import IsolatedWorker, Task
from ruammit.errors import RuammitError

__all__ = ["RayEngine"]

_RETRIES = 5
"""How many nodes may be lost under one chunk."""

_workers: dict[float, IsolatedWorker] = {}
"""In a Ray worker: its process, by time limit; it ends with the Ray worker."""


def _do(task: Task, chunk: Chunk, time_limit: float) -> Any:
    worker = _workers.get(time_limit)
    if worker is None:
        worker = _workers[time_limit] = IsolatedWorker(time_limit)
    return worker.do(task, chunk)


def _reach(address: str | None) -> None:
    """Fail at once where nobody answers: Ray tries for minutes, and then ends the process."""
    host, _, port = (address or "").removeprefix("ray://").rpartition(":")
    if not host or not port.isdecimal():
        return
    try:
        socket.create_connection((host, int(port)), timeout=10).close()
    except OSError as error:
        raise RuammitError(
            f"no Ray cluster: {error.strerror or error}", where=f"--address {address}", cure="is the head node running?"
        ) from error


def start_error(error: Exception, address: str | None) -> Exception:
    """Why there is no cluster, in one line; what is no fault of a cluster as it is."""
    slow = type(error) is Exception and "timed out" in str(error)  # so Ray says that a node did not start in its time
    if not slow and not isinstance(error, (ConnectionError, ValueError, RuntimeError)):
        return error
    if slow or address is None:
        why = "it took too long" if slow else str(error)
        cure = "try again when the machine is less busy, or leave --engine ray out"
        return RuammitError(f"Ray does not start: {why}", where="--engine ray", cure=cure)
    cure = "is it running, and of this version?"
    return RuammitError(f"no Ray cluster: {error}", where=f"--address {address}", cure=cure)


class RayEngine:
    """The processors of a Ray cluster.

    Args:
        address: of the cluster, as `ray.init` takes it; None: the cluster that this process is connected to, or else
            one that is started on this machine.
        workers: how many chunks are done at a time; None: one per processor of the cluster.
        time_limit: seconds that one article may take.

    Raises:
        RuammitError: Ray is not installed, or there is no cluster at the address.
    """

    _AHEAD = 2

    def __init__(self, address: str | None = None, workers: int | None = None, time_limit: float = 30.0) -> None:
        try:
            ray: Any = importlib.import_module("ray")
        except ImportError:
            raise RuammitError("the Ray engine needs Ray", cure="pip install 'ruammit[cluster]'") from None
        self._ray = ray
        self._connected = ray.is_initialized()
        if not self._connected:
            _reach(address)
            own = {} if address else {"num_cpus": workers, "include_dashboard": False}
            try:
                ray.init(address=address, log_to_driver=False, logging_level="error", **own)
            except Exception as error:
                raise start_error(error, address) from error
        self.time_limit = time_limit
        self.workers = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        self._under_way: list[Any] = []

    def map(self, task: Task, chunks: Iterable[Chunk], *, ordered: bool = False) -> Iterator[Any]:
        """What the task gives for every chunk."""
        remote = self._ray.remote(num_cpus=1, max_retries=_RETRIES)(_do)
        waiting = iter(chunks)

        def start(count: int) -> None:
            self._under_way.extend(remote.remote(task, chunk, self.time_limit) for chunk in islice(waiting, count))

        start(self.workers * self._AHEAD)
        while self._under_way:
            done = self._under_way[:1] if ordered else self._ray.wait(self._under_way, num_returns=1)[0]
            for reference in done:
                self._under_way.remove(reference)
                yield self._result(reference)
            start(len(done))

    def _result(self, reference: Any) -> Any:
        try:
            return self._ray.get(reference)
        except self._ray.exceptions.RayTaskError as error:
            raise error.cause if isinstance(error.cause, RuammitError | OSError) else error from None
        except self._ray.exceptions.RayError as error:
            raise RuammitError(
                f"the cluster gave up a chunk: {error}", cure="the same command goes on from here"
            ) from error

    def close(self) -> None:
        """Give up what is under way, and the cluster if this engine started or joined it."""
        for reference in self._under_way:
            self._ray.cancel(reference, force=True)
        self._under_way.clear()
        if not self._connected:
            self._ray.shutdown()
