"""Why a file or a line gives no article."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ruammit.errors import ArticleError
from ruammit.text.encodings import TextProblem, decode

__all__ = ["PASSED", "Reject", "Rejected", "decoded", "defect", "name_of", "os_reason", "passed_over", "too_large"]

PASSED = "passed-over"
"""The code of pages in a WARC file that are no articles in a language that is read; no article is skipped by it."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """What was skipped, and why.

    Attributes:
        path: the file, as the user named it or as found below a folder that the user named.
        line: number of the line, row or record in its file, from 1; None where the whole file is meant.
        code: the reason: one of `missing`, `unreadable`, `not-a-file`, `circular`, `no-articles`, `format`, `empty`,
            `too-large`, `too-deep`, `encrypted`, `binary`, `encoding`, `html`, `json`, `table`, `field`, `language`,
            `duplicate`, `changed`; `passed-over` for the pages of a WARC file that nobody asked for, in one row;
            `defect`, `crash` or `timeout` if extraction failed.
        message: what is wrong, in one sentence.
        cure: what the user can do.
    """

    path: str
    line: int | None
    code: str
    message: str
    cure: str

    def error(self) -> ArticleError:
        """The same as an exception."""
        return ArticleError(
            self.message, where=f"{self.path}:{self.line}" if self.line else self.path, cure=self.cure or None
        )


class Reject(Exception):  # noqa: N818 - a reason, which never leaves the readers
    """Ends the reading of an article with the fields of a `Rejected`."""

    def __init__(self, code: str, message: str, cure: str = "") -> None:
        super().__init__(code, message, cure)
        self.code, self.message, self.cure = code, message, cure

    def at(self, name: str, line: int | None = None) -> Rejected:
        """The same of a file, or of a line in it."""
        return Rejected(name, line, self.code, self.message, self.cure)


def name_of(path: Path) -> str:
    """The path as text, whatever its bytes are."""
    return os.fsencode(path).decode("utf-8", "replace")


def os_reason(error: OSError) -> Reject:
    """The reason that an error of the operating system is."""
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return Reject("missing", "no such file or folder", "check the path; a link may point nowhere")
    if error.errno == errno.ELOOP:
        return Reject("circular", "this link leads back to itself", "remove the link")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return Reject("unreadable", "the file may not be read", "change its permissions")
    return Reject("unreadable", f"the file cannot be read: {error.strerror or error}", "check the disk and the path")


def too_large(size_limit: int) -> Reject:
    """The reason of what is over the limit, in bytes."""
    return Reject(
        "too-large", f"larger than {size_limit:,} bytes", "split it, or raise the limit if it is a single article"
    )


def passed_over(name: str, reasons: Mapping[str, int]) -> Rejected:
    """What was passed over in a WARC file, in one row.

    Args:
        name: the file, or the part of it.
        reasons: why, to the number of records.
    """
    counts = ", ".join(f"{count:,} {reason}" for reason, count in sorted(reasons.items()))
    message = f"{sum(reasons.values()):,} records hold no article that is read: {counts}"
    return Rejected(name, None, PASSED, message, "nothing needs to be done")


def defect(error: Exception) -> Reject:
    """The reason that an error of the program is."""
    return Reject("defect", f"reading failed: {type(error).__name__}: {error}"[:1000], "report it with the article")


def decoded(data: bytes) -> tuple[str, str]:
    """Text and encoding of bytes.

    Raises:
        Reject: they are no text.
    """
    try:
        return decode(data)
    except TextProblem as problem:
        raise Reject(problem.code, problem.message, problem.cure) from None
