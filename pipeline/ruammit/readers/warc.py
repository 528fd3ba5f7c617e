"""WARC archives (ISO 28500), as Common Crawl and web archives publish them: the pages in them, one by one.

Records are numbered from 1, with those that hold no page, so that a number finds its record again. A damaged record
costs itself: reading goes on at the next one that can be found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO, Any

from ruammit.readers.formats import packing_of
from ruammit.readers.packed import in_memory
from ruammit.readers.reasons import Reject, too_large
from ruammit.readers.sources import PART_BYTES, Source

__all__ = ["Page", "cut", "numbers", "pages"]

_LARGEST_INNER = 500_000_000
"""Bytes of a WARC file in an archive, which is held in memory at once."""
_BOUNDARIES = {"gzip": b"\x1f\x8b\x08", None: b"WARC/1."}
"""What a record begins with, by the packing of its file."""
_BLOCK = 1 << 20
_TEXT_TYPES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
"""Media type to format."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a record holds.

    Attributes:
        number: the record's number in the file, from 1.
        url: its address.
        format: `html`, `text`, or None where it is no page.
        content: its bytes, transfer encodings undone.
        charset: the encoding that the server named.
        reject: why it cannot be read.
    """

    number: int
    url: str | None = None
    format: str | None = None
    content: bytes = b""
    charset: str | None = None
    reject: Reject | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """A record, or damage where one should be; `position` is the byte offset."""

    number: int
    position: int
    record: Any


def pages(file: IO[bytes], source: Source, size_limit: int) -> Iterator[Page]:
    """The pages of a WARC file or of a part of one, in order; every record that could hold one, and all damage.

    Args:
        file: the open file.
        source: what it is, and which part of it to read.
        size_limit: bytes of the largest page that is read.

    Raises:
        Reject: fastwarc is not installed, or the file holds no record.
    """
    for found in _records(file, source, http=True):
        if found.record is None:
            yield Page(found.number, reject=_damage("no record can be read here"))
        elif _may_hold_a_page(found.record):
            yield _page(found, size_limit)


def numbers(file: IO[bytes], source: Source) -> Iterator[int]:
    """The numbers of the records that `pages` gives."""
    for found in _records(file, source, http=False):
        if found.record is None or _may_hold_a_page(found.record):
            yield found.number


def cut(whole: Source, part_bytes: int) -> Iterator[Source]:
    """Parts of whole records, each at least `part_bytes` (and `PART_BYTES`) long but the last."""
    least, start, first, last = max(part_bytes, PART_BYTES), 0, 1, 0
    wanted: list[int] = []
    with whole.path.open("rb") as file:
        for found in _records(file, whole, http=False):
            if found.position - start >= least:
                yield replace(
                    whole,
                    size=found.position - start,
                    start=start,
                    stop=found.position,
                    first_line=first,
                    records=tuple(wanted),
                )
                start, first, wanted = found.position, found.number, []
            if found.record is None or _may_hold_a_page(found.record):
                wanted.append(found.number)
            last = found.number
    if last:
        yield replace(whole, size=whole.size - start, start=start, first_line=first, records=tuple(wanted))


def _page(found: _Found, size_limit: int) -> Page:
    record = found.record
    url = record.headers.get("WARC-Target-URI")
    http = record.http_headers
    kind = record.http_content_type if http else (record.headers.get("Content-Type") or "").partition(";")[0]
    if (http and http.status_code not in {200, None}) or kind not in _TEXT_TYPES:
        return Page(found.number, url)
    encoded = http and (http.get("Transfer-Encoding") or http.get("Content-Encoding"))
    expected = record.content_length
    try:
        content = record.reader.read(size_limit + 1)
    except OSError as error:
        return Page(found.number, url, reject=_damage(str(error)))
    if len(content) > size_limit:
        return Page(found.number, url, reject=too_large(size_limit))
    if not encoded and len(content) < expected:
        return Page(found.number, url, reject=_damage(f"it has {len(content):,} of {expected:,} bytes"))
    return Page(found.number, url, _TEXT_TYPES[kind], content, record.http_charset)


def _damage(detail: str) -> Reject:
    return Reject("unreadable", f"the record is damaged: {detail}", "fetch the file again")


def _may_hold_a_page(record: Any) -> bool:
    from fastwarc.warc import WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    return bool(record.record_type & kinds)


def _records(file: IO[bytes], source: Source, *, http: bool) -> Iterator[_Found]:
    """The records of a source; a stretch of damage stands for one record, and has none.

    After damage the next boundary is sought from the last good place on, so that the same places are found whether the
    whole file is read or a part of it.
    """
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError:
        raise Reject("format", "WARC files need fastwarc", "pip install 'ruammit[warc]'") from None
    file = in_memory(file, _LARGEST_INNER)
    boundary = _BOUNDARIES[packing_of(source.file_name)]
    number, position, in_damage = source.first_line - 1, source.start, False
    while True:
        file.seek(position)
        begun = False
        try:
            for record in ArchiveIterator(file, parse_http=http, auto_decode="all" if http else "none"):
                if source.stop is not None and record.stream_pos >= source.stop:
                    return
                number, position, begun, in_damage = number + 1, record.stream_pos, True, False
                yield _Found(number, position, record)
            break
        except OSError:  # of the record at hand, or of the one after it
            following = _following(file, position + 1, boundary)
        if not begun and following is None and number == 0:
            raise Reject("unreadable", "this is no WARC file", "fetch the file again")
        if not in_damage and not (begun and not _is_whole(file, position)):
            number, in_damage = number + 1, True
            yield _Found(number, position, None)
        if following is None or (source.stop is not None and following >= source.stop):
            return
        position = following
    if number == 0:
        raise Reject("empty", "the file holds no WARC record", "fetch the file again")


def _is_whole(file: IO[bytes], position: int) -> bool:
    """Whether the record that begins at a byte offset can be read to its end."""
    from fastwarc.warc import ArchiveIterator

    file.seek(position)
    try:
        record = next(iter(ArchiveIterator(file, parse_http=False)))
        left: int = record.content_length
        while block := record.reader.read(_BLOCK):
            left -= len(block)
    except (OSError, StopIteration):
        return False
    return left == 0


def _following(file: IO[bytes], start: int, boundary: bytes) -> int | None:
    """The byte offset of the next place from `start` where a record may begin."""
    file.seek(start)
    tail = b""
    while block := file.read(_BLOCK):
        window = tail + block
        if (found := window.find(boundary)) >= 0:
            return start - len(tail) + found
        tail = window[-len(boundary) + 1 :]
        start += len(block)
    return None
