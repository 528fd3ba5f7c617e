"""Bytes to text: UTF-8, and the eight-bit encodings that Thai was and is written in."""

from __future__ import annotations

import re

from ruammit.text.scripts import THAI

__all__ = ["TextProblem", "decode", "printable"]

_SIGNATURES = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"\x1f\x8b": "a compressed file",
    b"\xd0\xcf\x11\xe0": "an office document",
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_THAI_CONSONANT = re.compile(f"[{THAI.consonants}]")
# A mark above or below stands on a consonant; another mark may stand between, and nothing else.
_THAI_MARK = re.compile(f"[{THAI.marks}]")
_THAI_LOOSE_MARK = re.compile(f"(?<![{THAI.consonants}{THAI.marks}])[{THAI.marks}]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NOTHING_TO_READ = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]*\\Z")

_SAVE = "save it as UTF-8"


class TextProblem(Exception):  # noqa: N818 - a reason, turned into a `Rejected`
    """Why bytes are no text, or a text no article: code, message and cure as in `articles.Rejected`."""

    def __init__(self, code: str, message: str, cure: str) -> None:
        super().__init__(code, message, cure)
        self.code, self.message, self.cure = code, message, cure


def decode(data: bytes) -> tuple[str, str]:
    """The text and the encoding's name: `utf-8`, `utf-8-sig` (with a byte order mark), `tis-620` or `windows-874`.

    Raises:
        TextProblem: the bytes are no text in one of them.
    """
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            raise TextProblem("binary", f"this is {name}, and no text", "save the article as text")
    if data.startswith(_UTF16):
        raise TextProblem("encoding", "this is UTF-16", _SAVE)
    if b"\0" in data:
        if _every_other_is_nul(data):
            raise TextProblem("encoding", "this is UTF-16 without a byte order mark", _SAVE)
        raise TextProblem("binary", "this holds NUL bytes, and is no text", "save the article as text")
    try:
        if data.startswith(b"\xef\xbb\xbf"):
            return data[3:].decode(), "utf-8-sig"
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if thai := _thai(data):
            return thai
        if _CONTROL.search(data[:1000].decode("latin-1")):
            raise TextProblem("binary", "this is binary data, and no text", "save the article as text") from None
        place = f"byte {error.start + 1} is neither UTF-8 nor, with the rest, Thai TIS-620"
        raise TextProblem("encoding", f"{place}: the file is cut short or in another encoding", _SAVE) from None


def _every_other_is_nul(data: bytes) -> bool:
    sample = data[:2000]
    half = max(len(sample) // 2, 1)
    return max(sample[0::2].count(0), sample[1::2].count(0)) > 0.4 * half


def _thai(data: bytes) -> tuple[str, str] | None:
    """The text, if the bytes are Thai in an eight-bit encoding.

    The same bytes would mean something in any other of these encodings, so the text must also be spelt as Thai is:
    nearly every mark on a consonant. Bytes that are mostly UTF-8 are UTF-8 with an error.
    """
    high = len(_HIGH.findall(data))
    if sum(map(len, _UTF8_SEQUENCE.findall(data))) > high // 2:
        return None
    try:
        text = data.decode("cp874")
    except UnicodeDecodeError:
        return None
    consonants = len(_THAI_CONSONANT.findall(text))
    marks = len(_THAI_MARK.findall(text))
    if 2 * consonants < high * 0.9 or 20 * len(_THAI_LOOSE_MARK.findall(text)) > marks:
        return None
    own = any(0x80 <= byte <= 0xA0 for byte in data)  # what Windows-874 adds to TIS-620
    return text, "windows-874" if own else "tis-620"


def printable(text: str) -> None:
    """Makes sure that the text has something to read and nothing that no text has.

    Raises:
        TextProblem: it is empty, holds NUL or half characters, or is full of control characters.
    """
    if _NOTHING_TO_READ.match(text):
        raise TextProblem("empty", "there is no text in it", "remove it")
    if "\0" in text:
        raise TextProblem("binary", "the text holds NUL characters", "remove them")
    if 100 * len(_CONTROL.findall(text)) > len(text):
        raise TextProblem("binary", "the text is full of control characters: this is no text", "save it as text")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise TextProblem(
            "encoding", f"character {error.start + 1} is half of a surrogate pair", "write it as one character"
        ) from None
