"""Loading and reading without the garbage collector.

Modules, lexicons, rules and models are hundreds of thousands of objects that live as long as the process. While they
are made, the collector looks through all of them again and again and finds nothing: a sixth of the time of a first
article. What an article makes is freed when it is done, without the collector.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """Make objects that stay, as `with uncollected():` or as a decorator; the collector goes on afterwards."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
