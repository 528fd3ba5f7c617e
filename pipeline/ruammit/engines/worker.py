"""A process that does chunks for another: `python -m ruammit.engines.worker`.

It reads pickled tasks (a function and a chunk) from its standard input and writes pickled messages to its standard
output, until the input ends: before each article the article's place in the chunk, and at last the outcome. So the
other process knows which article the worker died of, and which one takes too long. It is a program of its own, not a
fork: the caller's main module is not imported again, and nothing of the caller's state is inherited.
"""

from __future__ import annotations

import importlib
import os
import pickle
import signal
import sys
import traceback
from typing import IO, Any

import pyarrow as pa

from ruammit.engines.chunks import IDLE
from ruammit.errors import RuammitError

__all__ = ["PROCESSOR_LIMIT", "main"]

PROCESSOR_LIMIT = hasattr(signal, "ITIMER_PROF")
"""Whether the system ends a process that has used up its time on a processor (by SIGPROF, whatever it is doing)."""


def main() -> None:
    """Serve until the standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the other process's affair
    importlib.import_module("ruammit.pipeline")  # a broken installation is no article's fault
    pa.set_memory_pool(pa.system_memory_pool())  # which gives back what a part took: 20 MB less at the peak
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the outcomes
    parent, time_limit = os.getppid(), float(sys.argv[1])

    def say(message: int | tuple[str, Any]) -> None:
        try:
            pickle.dump(message, sink)
            sink.flush()
        except BrokenPipeError:  # nobody is left who could hear
            os._exit(1)

    def tick(place: int) -> None:
        if os.getppid() != parent:  # nobody is left who could commit
            os._exit(1)
        say(place)
        if PROCESSOR_LIMIT:
            signal.setitimer(signal.ITIMER_PROF, 0 if place == IDLE else time_limit)

    while (work := _next(source)) is not None:
        function, chunk = work
        answer: tuple[str, Any]
        try:
            answer = "done", function(chunk, tick)
        except (OSError, RuammitError) as error:
            answer = "failed", error
        except Exception:
            answer = "failed", RuntimeError(traceback.format_exc())
        tick(IDLE)
        say(answer)


def _next(source: IO[bytes]) -> Any:
    try:
        return pickle.load(source)
    except EOFError:
        return None


if __name__ == "__main__":
    main()
