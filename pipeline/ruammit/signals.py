"""Signals that end a command: the first is told in one line, after everything temporary has been cleaned up."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import NoReturn

__all__ = ["Stopped", "check", "run"]

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
_received: list[int] = []


class Stopped(BaseException):
    """A signal asks the command to end; no `except Exception` keeps it from doing so."""


def _stop(number: int, _: FrameType | None) -> None:
    if not _received:  # a second one must not disturb the cleaning up
        _received.append(number)
        raise Stopped


def check() -> None:
    """End here if a signal has come: where Python cannot raise what a handler raises, it is lost but for this.

    Raises:
        Stopped: one has.
    """
    if _received:
        raise Stopped


def run(command: Callable[[], Callable[[], object]], advice: str = "") -> NoReturn:
    """Run a command; on SIGINT, SIGTERM or SIGHUP say so, and exit with 128 and the signal's number, as shells do.

    Signals that are ignored from the start, as under `nohup`, stay so.

    Args:
        command: imports the command and gives the function that is it.
        advice: what to add to the message.
    """
    try:
        for name in _NAMES:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, _stop)
        command()()
    except BaseException:
        if not _received:
            raise
    if not _received:
        sys.exit(0)
    name = signal.Signals(_received[0]).name
    with suppress(OSError):  # the terminal may be gone
        os.write(2, f"ruammit: stopped by {name}{advice}\n".encode())
    os._exit(128 + _received[0])  # at once: threads may still wait for workers that are gone
