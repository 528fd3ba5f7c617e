"""The command line in a process that gets a signal at a chosen moment; loads nothing before the command does."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any


class Here:
    """Does the chunks in this process, one after the other."""

    def __init__(self, *_: Any) -> None:
        self.workers = 1

    def map(self, task: Any, chunks: Any, *, ordered: bool = True) -> Iterator[Any]:  # noqa: ARG002 - it always is
        """What the task gives for every chunk."""
        return (task(chunk, lambda _: None) for chunk in chunks)

    def close(self) -> None:
        """There is nothing to end."""


class _AtImport:
    """Strikes when a module is imported for the first time."""

    def __init__(self, module: str, strike: Callable[[], None]) -> None:
        self.module, self.strike = module, strike

    def find_spec(self, name: str, *_: Any) -> None:
        if name == self.module:
            sys.meta_path.remove(self)
            self.strike()


def _at_call(owner: Any, name: str, count: int, strike: Callable[[], None]) -> None:
    """Strike in the so-and-so-many-th call of a method, when it has written half of its bytes; `METHOD+`: after it."""
    name, after = name.removesuffix("+"), name.endswith("+")
    original, calls = getattr(owner, name), [0]

    def struck(self: Any, *args: Any, **options: Any) -> Any:
        calls[0] += 1
        if calls[0] == count:
            if after:
                original(self, *args, **options)
            elif name in {"write", "append"}:
                original(self, args[0], bytes(args[1])[: len(args[1]) // 2], **options)
            strike()
        return original(self, *args, **options)

    setattr(owner, name, struck)


def _hear(number: int) -> None:
    """Have the signal end this process as in a terminal: in the background it starts deaf to some."""
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)


def arm(moment: str, number: int) -> None:
    """Have a signal sent to this process at a moment of the command that it runs next.

    Args:
        moment: `METHOD COUNT` or `METHOD+ COUNT` of a dataset's `Folder`.
        number: of the signal.
    """
    from ruammit.dataset.files import Folder

    _hear(number)
    method, count = moment.split()
    _at_call(Folder, method, int(count), lambda: os.kill(os.getpid(), number))


def at_import(module: str, number: int, arguments: list[str]) -> None:
    """Run the command line with a signal to this process when it imports a module; articles are extracted in it.

    Args:
        module: its full name.
        number: of the signal.
        arguments: of the command.
    """

    def prepare() -> None:
        from ruammit.engines import local

        local.LocalEngine = Here  # type: ignore[assignment, misc]

    _hear(number)
    sys.meta_path.insert(0, _AtImport("ruammit.engines.run", prepare))  # type: ignore[arg-type]
    sys.meta_path.insert(0, _AtImport(module, lambda: os.kill(os.getpid(), number)))  # type: ignore[arg-type]
    from ruammit.__main__ import main

    sys.argv[1:] = arguments
    main()
