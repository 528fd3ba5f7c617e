"""Word and PDF documents: the text of their paragraphs. Needs the extra `ruammit[documents]`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from ruammit.readers import pdf
from ruammit.readers.packed import in_memory
from ruammit.readers.reasons import Reject, too_large

__all__ = ["LARGEST_DOCUMENT", "read_document"]

LARGEST_DOCUMENT = 200_000_000
"""Bytes of a document with its pictures; how long its text may be is another limit."""
_LARGEST_XML = 100_000_000
"""Bytes of the XML of a Word document, unpacked."""
_OLE = b"\xd0\xcf\x11\xe0"
"""What old and encrypted Office documents begin with."""


def read_document(file: IO[bytes], kind: str, size_limit: int) -> str:
    """The text of a document.

    Args:
        file: the open file.
        kind: `docx` or `pdf`.
        size_limit: bytes of the longest text that is read.

    Raises:
        Reject: it cannot be read.
    """
    file = in_memory(file, LARGEST_DOCUMENT)
    content = file.read(LARGEST_DOCUMENT + 1)
    if len(content) > LARGEST_DOCUMENT:
        raise too_large(LARGEST_DOCUMENT)
    if not content.strip():
        raise Reject("empty", "the file is empty", "remove it")
    try:
        text = "\n".join(_docx(content) if kind == "docx" else pdf.paragraphs(content))
    except ImportError as error:
        message = f"Word and PDF documents need the package {error.name}"
        raise Reject("format", message, "pip install 'ruammit[documents]'") from None
    if len(text.encode("utf-8", "replace")) > size_limit:
        raise too_large(size_limit)
    return text


# --- Word ------------------------------------------------------------------------------------------------------------


def _docx(content: bytes) -> Iterator[str]:
    if content.startswith(_OLE):
        raise Reject("encrypted", "an old or encrypted Office document", "save it as .docx without a password")
    from docx import Document
    from docx.table import Table

    _check_size(content)
    try:
        blocks = list(Document(io.BytesIO(content)).iter_inner_content())
        for block in blocks:
            if isinstance(block, Table):
                yield from _table(block)
            else:
                yield block.text
    except Exception as error:  # whatever a broken document does to the parser costs that document alone
        raise Reject("unreadable", f"no whole Word document: {error}"[:300], "save it again") from None


def _check_size(content: bytes) -> None:
    """Make sure that the document, a ZIP archive, does not unpack without end.

    Raises:
        Reject: it does, or it is no archive.
    """
    try:
        infos = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Reject("unreadable", f"no whole Word document: {error}", "save it again") from None
    if sum(info.file_size for info in infos if info.filename.endswith((".xml", ".rels"))) > _LARGEST_XML:
        raise Reject("too-large", f"it unpacks to more than {_LARGEST_XML:,} bytes", "save its text as .txt")


def _table(table: Any) -> Iterator[str]:
    """The rows of a table, a line each; a merged cell once."""
    for row in table.rows:
        cells: dict[Any, str] = {cell._tc: " ".join(cell.text.split()) for cell in row.cells}
        yield "\t".join(cells.values())
