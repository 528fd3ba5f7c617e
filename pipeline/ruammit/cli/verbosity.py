"""How much a command says: `--quiet` and `--verbose`, which every command has."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, get_type_hints

import typer

from ruammit.text.visible import visible

__all__ = ["is_quiet", "with_verbosity"]

_LOGGER = logging.getLogger("ruammit")
_quiet = False

_OPTIONS = {
    "quiet": Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but results and errors.")],
    "verbose": Annotated[
        int, typer.Option("--verbose", "-v", count=True, help="Say what is done; -vv: of every article.")
    ],
}


def is_quiet() -> bool:
    """Whether nothing but results and errors is wanted."""
    return _quiet


class _Visible(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """The message, safe for terminals whatever a file name holds."""
        return visible(super().format(record))


def _set(quiet: bool, verbose: int) -> None:
    global _quiet
    _quiet = quiet
    for handler in [handler for handler in _LOGGER.handlers if isinstance(handler.formatter, _Visible)]:
        _LOGGER.removeHandler(handler)
    if verbose and not quiet:
        handler = logging.StreamHandler()
        handler.setFormatter(_Visible("%(asctime)s %(message)s", "%H:%M:%S"))
        _LOGGER.addHandler(handler)
        _LOGGER.setLevel(logging.DEBUG if verbose > 1 else logging.INFO)


def with_verbosity(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with the options that say how much it says."""

    @wraps(command)
    def run(*args: Any, quiet: bool = False, verbose: int = 0, **kwargs: Any) -> Any:
        _set(quiet, verbose)
        return command(*args, **kwargs)

    hints = get_type_hints(command, include_extras=True)
    signature = inspect.signature(command)
    own = [parameter.replace(annotation=hints[name]) for name, parameter in signature.parameters.items()]
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=_OPTIONS[name])
        for name, default in (("quiet", False), ("verbose", 0))
    ]
    run.__signature__ = signature.replace(parameters=[*own, *added])  # type: ignore[attr-defined]
    run.__annotations__ = {**hints, **_OPTIONS}
    return run
