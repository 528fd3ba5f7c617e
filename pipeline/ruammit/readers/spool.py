"""What is no file is made one for the time of a run: the standard input, and what a caller has in memory."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ruammit.errors import ResourceError
from ruammit.readers.given import Given, cells
from ruammit.schema import Article

__all__ = ["STANDARD_INPUT", "Spooled", "room_needed", "spooled", "temporary_folder", "temporary_prefix"]

STANDARD_INPUT = "-"
"""The name that stands for the standard input where a file is asked for."""
_MEMORY = "memory"
"""What messages call what a caller has in memory."""
_SIGNATURES = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}
_FORMATS = {b"%PDF": ".pdf", b"PAR1": ".parquet", b"WARC/1.": ".warc", b"<": ".html", b"[": ".json", b"{": ".jsonl"}
"""What the content begins with to the ending of its format; text otherwise."""
_FIELDS = ("id", "lang", "title", "text", "published", "source_url", "home")


@dataclass(frozen=True, slots=True)
class Spooled:
    """A file that stands for something else.

    Attributes:
        path: the file.
        id: the id of its article, or what stands before "#row" in those of its rows.
        label: what messages call it.
    """

    path: Path
    id: str
    label: str


def temporary_prefix(process: int) -> str:
    """What the names of a process's temporary folders begin with: whoever ends it can remove them."""
    return f"ruammit-{process}-"


@contextmanager
def spooled(paths: Iterable[str | Path], memory: Iterable[Given] = ()) -> Iterator[list[Path | str | Spooled]]:
    """The paths, the standard input (`-`) as a file, and what is in memory as another, while the context lasts.

    Args:
        paths: files and folders.
        memory: texts, articles and rows.

    Raises:
        ResourceError: there is no room for temporary files.
    """
    given: list[Path | str | Spooled] = list(paths)
    held = list(memory)
    if not held and STANDARD_INPUT not in given:
        yield given
        return
    with temporary_folder() as folder:
        with room_needed():
            given = [_standard_input(folder) if path == STANDARD_INPUT else path for path in given]
            if held:
                given.append(_in_memory(folder, held))
        yield given


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder that is there while the context lasts.

    Raises:
        ResourceError: none can be made.
    """
    with room_needed():
        folder = tempfile.mkdtemp(prefix=temporary_prefix(os.getpid()))
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def room_needed() -> Iterator[None]:
    """What is done in the context writes temporary files.

    Raises:
        ResourceError: there is no room for them.
    """
    try:
        yield
    except OSError as error:
        cure = "make room for temporary files, or name another folder for them (TMPDIR)"
        raise ResourceError(f"cannot write a temporary file: {error.strerror or error}", cure=cure) from error


def _standard_input(folder: Path) -> Spooled:
    copy = folder / "stdin"
    with copy.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file, 1 << 20)
    with copy.open("rb") as file:
        beginning = file.read(4096)
        file.seek(0)
        name = f"stdin-{hashlib.file_digest(file, 'sha256').hexdigest()[:12]}"
    place = copy.rename(folder / f"stdin{_ending(beginning, copy)}")
    return Spooled(place, name, name)


def _ending(beginning: bytes, path: Path) -> str:
    """The ending that a file with this beginning should have."""
    for signature, ending in _SIGNATURES.items():
        if beginning.startswith(signature):
            return _ending_unpacked(path, ending) + ending
    if beginning.startswith(b"PK\x03\x04"):
        return ".docx" if b"word/" in beginning or b"[Content_Types].xml" in beginning else ".zip"
    start = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((ending for signature, ending in _FORMATS.items() if start.startswith(signature)), ".txt")


def _ending_unpacked(path: Path, packing: str) -> str:
    from ruammit.readers.packed import unpacked
    from ruammit.readers.reasons import Reject

    with path.open("rb") as file:
        try:
            with unpacked(file, "gzip" if packing == ".gz" else "zstd", path.stat().st_size) as stream:
                return _ending(stream.read(4096), path)
        except Reject:  # damaged: reading it tells
            return ".txt"


def _in_memory(folder: Path, memory: list[Given]) -> Spooled:
    path = folder / f"{_MEMORY}.jsonl"
    with path.open("w", encoding="utf-8", errors="surrogatepass") as file:
        for number, item in enumerate(memory, 1):
            _write(file, _as_row(item, number))
    return Spooled(path, "row", _MEMORY)


def _as_row(item: Given, number: int) -> dict[str, Any]:
    if isinstance(item, Article):
        return {name: getattr(item, name) for name in _FIELDS}
    if isinstance(item, Mapping):
        return cells(item)
    return {"id": f"text#{number}", "text": str(item)}


def _write(file: IO[str], row: dict[str, Any]) -> None:
    file.write(json.dumps(row, default=str) + "\n")
