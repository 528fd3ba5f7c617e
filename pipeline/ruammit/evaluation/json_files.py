"""JSON that annotators and other tools write: read, with errors that name the place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ruammit.errors import GoldError

__all__ = ["load", "places_of", "problems", "read"]


def places_of(error: ValidationError) -> Iterator[str]:
    """Every place that is wrong, and what is."""
    for problem in error.errors(include_url=False):
        steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in problem["loc"]]
        place = "".join(steps).lstrip(".")
        yield f"{place}: {problem['msg']}" if place else problem["msg"]


def problems(lines: list[str]) -> str:
    """The lines as one message."""
    return lines[0] if len(lines) == 1 else f"{len(lines)} things to mend:\n  " + "\n  ".join(lines)


def load(text: str, where: str) -> Any:
    """The content of a JSON text, numbers with a point as strings.

    Raises:
        GoldError: not JSON; names line and column.
    """
    try:
        return json.loads(text, parse_float=str)
    except json.JSONDecodeError as error:
        raise GoldError(
            f"not JSON: {error.msg} (line {error.lineno}, column {error.colno})",
            where=where,
            cure="mend the file; an editor that checks JSON shows the place",
        ) from None


def read(path: Path) -> str:
    """The text of a file in UTF-8.

    Raises:
        GoldError: unreadable, or not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GoldError(
            f"cannot be read: {error.strerror}", where=str(path), cure="check the path and its permissions"
        ) from error
    except UnicodeDecodeError as error:
        raise GoldError(f"not UTF-8: {error}", where=str(path), cure="save the file as UTF-8") from None
