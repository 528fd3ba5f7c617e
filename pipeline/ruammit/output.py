"""Files that a command writes: whole or not at all, beside their place first, never through a link."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ruammit.dataset.names import is_own
from ruammit.errors import OutputError

__all__ = ["STANDARD_OUTPUT", "made_folder", "written", "written_text"]

STANDARD_OUTPUT = "-"
"""The name that stands for the standard output where a file is asked for."""


@contextmanager
def written(target: str | os.PathLike[str]) -> Iterator[Path]:
    """A path to write a file to; when the context ends well, the file is renamed to the target.

    The file is written in a hidden folder beside its place, so that nothing of it (a database's journal neither) is
    left if anything fails. The target's folder is made. A link at the target is replaced, not followed.

    Args:
        target: the file to write; `-`: its content goes to the standard output.

    Raises:
        OutputError: the target cannot be written.
    """
    try:
        place = _place(os.fspath(target))
        folder = Path(tempfile.mkdtemp(prefix=f".{place.name[:100]}.", suffix=".writing", dir=place.parent))
    except OSError as error:
        raise _trouble(target, error) from error
    try:
        path = folder / place.name
        yield path
        if os.fspath(target) == STANDARD_OUTPUT:
            _to_standard_output(path)
        else:
            path.replace(place)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _trouble(target, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def written_text(target: str | os.PathLike[str], text: str) -> None:
    """Write a text in UTF-8 as `written` does; half surrogates, which UTF-8 cannot hold, become "?".

    Raises:
        OutputError: the target cannot be written.
    """
    with written(target) as path:
        path.write_text(text, encoding="utf-8", errors="replace", newline="\n")


def made_folder(target: str | os.PathLike[str]) -> Path:
    """The folder, made if it is not there.

    Raises:
        OutputError: it cannot be made, or is a file.
    """
    folder = Path(target)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _trouble(target, error) from error
    return folder


def _place(target: str) -> Path:
    """Where the file is to lie, its folder made.

    Raises:
        OSError: the folder cannot be made.
        OutputError: something that is no file lies there.
    """
    if target == STANDARD_OUTPUT:
        return Path(tempfile.gettempdir()) / "output"
    if not target or "\0" in target:
        raise OutputError("cannot write: no file can have this name", where=repr(target), cure="name a file to write")
    place = Path(target).absolute()
    if is_own(place):
        raise OutputError("cannot write: this file belongs to the dataset here", where=target, cure="name another file")
    place.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        mode = place.stat().st_mode
        if stat.S_ISDIR(mode):
            raise OutputError("cannot write: this is a folder", where=target, cure="name a file to write")
        if not stat.S_ISREG(mode):
            raise OutputError(
                "cannot write: this is a pipe or a device, and no file",
                where=target,
                cure="use - for the standard output",
            )
    return place


def _to_standard_output(path: Path) -> None:
    with path.open("rb") as file:
        sys.stdout.flush()
        shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _trouble(target: str | os.PathLike[str], error: OSError) -> OutputError:
    cure = "name a file in a folder that may be written, on a disk with room"
    return OutputError(f"cannot write: {error.strerror or error}", where=os.fspath(target), cure=cure)
