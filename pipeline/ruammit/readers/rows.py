"""Files that hold several articles, one per row: JSON lines, JSON, Parquet, and tables with commas, semicolons or tabs.

Whatever is wrong with a row costs that row. Rows are numbered as a person would look them up: by the line of the file,
in JSON by their place in the list.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

from ruammit.readers.fields import SYNONYMS, FieldNames, row_field
from ruammit.readers.packed import in_memory
from ruammit.readers.reasons import Reject, decoded, too_large
from ruammit.readers.sources import Source

if TYPE_CHECKING:
    from pyarrow import RecordBatch

__all__ = ["Row", "row_id", "rows"]

_LARGEST_JSON = 200_000_000
"""Bytes of a JSON file, which is held in memory at once; JSON lines are not."""
_LARGEST_PARQUET = 500_000_000
"""Bytes of a Parquet file in an archive, which is held in memory at once."""
_ROWS_AT_ONCE = 32
"""Rows of a Parquet file that are held in memory: their texts may be long."""
_SAMPLE = 100_000
"""Bytes by which a table's encoding and separator are told."""
_BLANK = b" \t\r\n\xef\xbb\xbf"
_END = "\0end"
"""What is put after the last line of a table: as a row of its own it ends it, within a cell it tells that a quotation
mark has not been closed."""

csv.field_size_limit(2**31 - 1)  # the limit on an article is ours


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: its number, its fields, and why it gives no article, where that is already known."""

    number: int
    fields: dict[str, Any] = field(default_factory=dict)
    encoding: str = "utf-8"
    reject: Reject | None = None


def rows(file: IO[bytes], source: Source, size_limit: int, names: FieldNames = ()) -> Iterator[Row]:
    """The rows of a file, in order, in constant memory; of JSON, in that of the file.

    Args:
        file: the open file.
        source: what it is, and which part of it to read.
        size_limit: bytes of the largest row that is read.
        names: what the fields are called, where they do not have one of the usual names.

    Raises:
        Reject: the file as a whole cannot be read (any further).
    """
    if source.format == "jsonl":
        return _lines(file, source, size_limit)
    if source.format == "parquet":
        return _cells(in_memory(file, _LARGEST_PARQUET), source, size_limit, names)
    return _items(file, names) if source.format == "json" else _records(file, size_limit)


def row_id(row: Row, source: Source, names: FieldNames = ()) -> str | None:
    """The id of the article in a row: its own, else the file's and the row's number; None where it can give none."""
    if row.reject:
        return None
    try:
        return str(row_field(row.fields, "id", names) or f"{source.id}#{row.number}")
    except Reject:
        return None


# --- JSON lines ------------------------------------------------------------------------------------------------------


def _lines(file: IO[bytes], source: Source, size_limit: int) -> Iterator[Row]:
    if source.start:
        file.seek(source.start)
    position, number, empty = source.start, source.first_line, True
    while (source.stop is None or position < source.stop) and (line := file.readline(size_limit + 1)):
        position += len(line)
        overlong = len(line) > size_limit and not line.endswith(b"\n")
        while overlong and not line.endswith(b"\n") and (line := file.readline(1 << 20)):
            position += len(line)
        if overlong or line.strip(_BLANK):
            empty = False
            yield Row(number, reject=too_large(size_limit)) if overlong else _line(number, line)
        number += 1
    if empty and source.start == 0 and source.stop is None:
        raise Reject("empty", "the file holds no article", "each line must be a JSON object with a `text`")


def _line(number: int, line: bytes) -> Row:
    try:
        text, encoding = decoded(line)
        found = _json(text)
    except Reject as reason:
        return Row(number, reject=reason)
    return _object(number, found, encoding)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        detail = error.msg if isinstance(error, json.JSONDecodeError) else type(error).__name__
        raise Reject("json", f"no valid JSON: {detail}", "each line must be one JSON object") from None


def _object(number: int, found: Any, encoding: str) -> Row:
    if isinstance(found, dict):
        return Row(number, found, encoding)
    message = f"a JSON {type(found).__name__} where an object is wanted"
    return Row(number, reject=Reject("json", message, "each row must be an object"))


# --- JSON ------------------------------------------------------------------------------------------------------------


def _items(file: IO[bytes], names: FieldNames) -> Iterator[Row]:
    data = file.read(_LARGEST_JSON + 1)
    if len(data) > _LARGEST_JSON:
        raise Reject("too-large", f"larger than {_LARGEST_JSON:,} bytes", "write it as JSON lines (.jsonl)")
    if not data.strip(_BLANK):
        raise Reject("empty", "the file holds no article", "write objects with a `text`")
    text, encoding = decoded(data)
    found = _json(text)
    texts = {name.partition(".")[0] for field, name in names if field == "text"} or SYNONYMS["text"]
    if isinstance(found, dict) and not any(name in found for name in texts):
        lists = [value for value in found.values() if isinstance(value, list) and value]
        found = lists[0] if len(lists) == 1 else found
    if not found:
        raise Reject("empty", "the file holds no article", "write objects with a `text`")
    for number, item in enumerate(found if isinstance(found, list) else [found], 1):
        yield _object(number, item, encoding)


# --- Parquet ---------------------------------------------------------------------------------------------------------


def _cells(file: IO[bytes], source: Source, size_limit: int, names: FieldNames) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(file)
        groups = list(range(source.start, table.num_row_groups if source.stop is None else source.stop))
        columns = _columns(table.schema_arrow.names, names)
        number = source.first_line
        for batch in table.iter_batches(_ROWS_AT_ONCE, row_groups=groups, columns=columns):
            for fields in _batch(batch):
                if isinstance(fields, Reject):
                    yield Row(number, reject=fields)
                else:
                    size = sum(len(value) for value in fields.values() if isinstance(value, str))
                    yield Row(number, reject=too_large(size_limit)) if size > size_limit else Row(number, fields)
                number += 1
    except (pa.ArrowException, OSError, ValueError) as error:
        detail = str(error).partition("\n")[0]
        raise Reject("unreadable", f"no whole Parquet file: {detail}", "write the file again") from None
    if number == 1:
        raise Reject("empty", "the table has no rows", "write rows with a `text`")


def _batch(batch: RecordBatch) -> Iterator[dict[str, Any] | Reject]:
    """The rows of a batch; a value that Python has none for (a text that is not UTF-8, a time in the year 100,000)
    costs its row."""
    try:
        yield from batch.to_pylist()
        return
    except (ValueError, OverflowError):
        pass  # nothing has been given yet: the list is made as a whole
    for row in range(batch.num_rows):
        try:
            yield {name: batch[name][row].as_py() for name in batch.schema.names}
        except (ValueError, OverflowError) as error:
            yield Reject("table", f"a value that cannot be read: {error}", "mend the row")


def _columns(there: list[str], names: FieldNames) -> list[str]:
    """The columns that may hold a field of an article."""
    own = {name.partition(".")[0] for _, name in names}
    usual = {name.casefold() for synonyms in SYNONYMS.values() for name in synonyms}
    return [name for name in there if name in own or name.strip().casefold() in usual]


# --- tables ----------------------------------------------------------------------------------------------------------


def _records(file: IO[bytes], size_limit: int) -> Iterator[Row]:
    sample = file.read(_SAMPLE)
    if not sample.strip(_BLANK):
        raise Reject("empty", "the file holds no article", "write a header and rows with a `text`")
    encoding = _encoding(sample)
    stream = io.BufferedReader(_Rejoined(sample, file))
    text = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")
    header = sample.decode("utf-8", "replace").partition("\n")[0]
    reader = csv.DictReader(chain(text, [_END]), delimiter=max(",;\t", key=header.count))
    empty, last = True, 0
    while True:
        try:
            fields = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield Row(reader.line_num, reject=Reject("table", f"no row of a table: {error}", "mend the row"))
            continue
        if _END in fields.values():
            break
        empty = False
        number, last = max(reader.line_num, last + 1), max(reader.line_num, last + 1)
        if any(isinstance(value, str) and value.endswith(_END) for value in fields.values()):
            message = "a quotation mark is not closed, so that this row has swallowed those below it"
            yield Row(number, reject=Reject("table", message, "close it, or write two of it for one in a text"))
            break
        size = sum(len(value) for value in fields.values() if isinstance(value, str))
        known = {name: value for name, value in fields.items() if isinstance(name, str)}
        yield Row(number, reject=too_large(size_limit)) if size > size_limit else Row(number, known, encoding)
    if empty:
        raise Reject("empty", "the table has no rows", "write a header and rows with a `text`")


def _encoding(sample: bytes) -> str:
    """The encoding of a table, told by its beginning, which may end within a character.

    Raises:
        Reject: it is no text.
    """
    whole = sample.rpartition(b"\n")[0] or sample
    header, *lines = whole.split(b"\n")
    if b"\0" not in header:  # else it is UTF-16, or no table; a NUL further down costs its row
        whole = b"\n".join([header, *(line for line in lines if b"\0" not in line)])
    _, encoding = decoded(whole if whole.strip(_BLANK) else sample)
    return {"tis-620": "cp874", "windows-874": "cp874", "utf-8": "utf-8-sig"}.get(encoding, encoding)


class _Rejoined(io.RawIOBase):
    """A stream of which the beginning has been read already."""

    def __init__(self, begun: bytes, rest: IO[bytes]) -> None:
        self._begun, self._rest = begun, rest

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As of any stream."""
        data = self._begun[: len(buffer)] or self._rest.read(len(buffer))
        self._begun = self._begun[len(data) :]
        buffer[: len(data)] = data
        return len(data)
