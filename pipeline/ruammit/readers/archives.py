"""ZIP archives: each file in them is a source of its own. Nothing is ever unpacked to the disk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import IO

from ruammit.readers import elsewhere
from ruammit.readers.formats import ARCHIVE, format_of, stem_of
from ruammit.readers.packed import Bounded
from ruammit.readers.reasons import Reject
from ruammit.readers.sources import TEXTS, Member, Source, is_annotation, named_apart

__all__ = ["member", "sources"]

_DEEPEST = 3
"""Archives within archives that are looked into."""
_LARGEST_INNER = 100_000_000
"""Bytes of an archive within an archive, which is held in memory."""
_NOT_LISTED = "__MACOSX"
"""A folder that macOS adds to archives; it holds no documents."""
_ENCRYPTED = 0x1
"""Bit of a member's flags (APPNOTE.TXT 4.4.4)."""


def sources(whole: Source) -> Iterator[Source]:
    """The files in an archive, by name; the archive itself where it cannot be read, so that reading tells why."""
    try:
        archive = _opened(whole)
        named = _named(archive)
    except (Reject, OSError):
        yield whole
        return
    if not named:
        yield whole
    for place, name, stem in named:
        info = archive.infolist()[place]
        inner = replace(
            whole,
            id=f"{whole.id}/{stem}",
            size=info.compress_size,
            members=(*whole.members, Member(place, name)),
        )
        if format_of(name) == ARCHIVE and len(inner.members) <= _DEEPEST:
            yield from sources(inner)
        else:
            yield inner


def _named(archive: zipfile.ZipFile) -> list[tuple[int, str, str]]:
    """Place, name and name without ending of the files in an archive, by name; annotations beside texts left out."""
    names: dict[str, int] = {}
    for place, info in enumerate(archive.infolist()):
        name = _clean(info.filename)
        hidden = any(part.startswith(".") or part == _NOT_LISTED for part in PurePosixPath(name).parts)
        if not info.is_dir() and name and not hidden:
            while name in names:  # an archive may hold several files of one name
                name = f"{PurePosixPath(name).parent / PurePosixPath(name).stem}~{PurePosixPath(name).suffix}"
            names[name] = place
    texts = {stem_of(name) for name in names if format_of(name) in TEXTS}
    kept = [
        name
        for name in sorted(names)
        if not (name.endswith(".json") and name[:-5] in texts and _annotates(archive, names[name]))
    ]
    return [(names[name], name, stem) for name, stem in named_apart(kept)]


def _clean(name: str) -> str:
    """The name as a relative path that leads nowhere else."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "/".join(part for part in parts if part not in {"/", "..", "."})


def _annotates(archive: zipfile.ZipFile, place: int) -> bool:
    try:
        with _stream(archive, place) as file:
            return is_annotation(file.read(2_000_000))
    except (Reject, OSError):
        return False


def member(source: Source) -> IO[bytes]:
    """A file in an archive, opened.

    Raises:
        Reject: the archive or the file cannot be read, or is no file.
        OSError: the archive cannot be opened.
    """
    outer = replace(source, members=source.members[:-1])
    return _stream(_opened(outer), source.members[-1].index)


def trouble(source: Source) -> Reject:
    """Why an archive was listed as a source."""
    try:
        _opened(source)
    except Reject as reason:
        return reason
    if len(source.members) > _DEEPEST:
        return Reject("too-deep", f"an archive in more than {_DEEPEST} others", "unpack it")
    return Reject("no-articles", "the archive holds no files", "remove it")


def _stream(archive: zipfile.ZipFile, place: int) -> IO[bytes]:
    try:
        info = archive.infolist()[place]
    except IndexError:
        raise Reject("changed", "the archive was changed while the run went on", "run it again") from None
    if info.flag_bits & _ENCRYPTED:
        raise Reject("encrypted", "the file in the archive is encrypted", "unpack it with its password")
    try:
        return io.BufferedReader(Bounded(archive.open(info), info.compress_size))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError) as error:
        raise Reject("unreadable", f"the archive is damaged: {error}", "make the archive again") from None


def _opened(source: Source) -> zipfile.ZipFile:
    """The archive that a source is."""
    if source.address:
        return _archive(source.path, source.address, source.members, elsewhere.state(source.address))
    status = source.path.stat()
    return _archive(source.path, None, source.members, (status.st_ino, status.st_size, status.st_mtime_ns))


@lru_cache(maxsize=4)
def _archive(
    path: Path,
    address: str | None,
    members: tuple[Member, ...],
    state: tuple[object, ...],  # noqa: ARG001 - a changed archive is another one
) -> zipfile.ZipFile:
    """The archive, opened; kept open, for its directory may be long and its files are asked for one by one."""
    try:
        if not members:
            return zipfile.ZipFile(elsewhere.opened(address) if address else path)
        with member(Source(path, "", 0, members=members, address=address)) as file:
            content = file.read(_LARGEST_INNER + 1)
        if len(content) > _LARGEST_INNER:
            raise Reject("too-large", f"an inner archive of more than {_LARGEST_INNER:,} bytes", "unpack it")
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise Reject("unreadable", f"no whole ZIP archive: {error}", "make the archive again") from None
