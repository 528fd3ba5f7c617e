"""Formats by the ending of a file's name."""

from __future__ import annotations

from pathlib import PurePath

__all__ = [
    "ARCHIVE",
    "ENDINGS",
    "PACKINGS",
    "ROW_FORMATS",
    "ending_of",
    "format_of",
    "packing_of",
    "readable",
    "stem_of",
]

ARCHIVE = "zip"
"""The format of a file that holds other files."""

ENDINGS = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".docx": "docx",
    ".pdf": "pdf",
    ".warc": "warc",
    ".zip": ARCHIVE,
}
"""File ending (in lower case) to format. Each may be followed by one of `PACKINGS`."""

PACKINGS = {".gz": "gzip", ".zst": "zstd"}
"""Ending of a compressed file to the compression."""

ROW_FORMATS = frozenset({"jsonl", "json", "csv", "parquet", "warc"})
"""Formats of files that hold several articles, one per row."""


def _unpacked_name(name: str) -> str:
    ending = PurePath(name).suffix
    return name[: -len(ending)] if ending.lower() in PACKINGS else name


def format_of(name: str) -> str | None:
    """The format of a file of this name: one of the values of `ENDINGS`, or None."""
    unpacked = _unpacked_name(name)
    found = ENDINGS.get(PurePath(unpacked).suffix.lower())
    return None if found == ARCHIVE and unpacked != name else found


def packing_of(name: str) -> str | None:
    """How a file of this name is compressed: `gzip`, `zstd`, or None."""
    return PACKINGS.get(PurePath(name).suffix.lower())


def stem_of(name: str) -> str:
    """The name without the ending by which its format is known; the whole name where none is."""
    return name[: -len(ending)] if (ending := ending_of(name)) else name


def ending_of(name: str) -> str:
    """The ending by which the format of a file is known (".jsonl.gz"), or nothing."""
    if format_of(name) is None:
        return ""
    unpacked = _unpacked_name(name)
    return PurePath(unpacked).suffix + name[len(unpacked) :]


def readable() -> str:
    """The endings that are read, as a message names them."""
    return ", ".join(ENDINGS)
