"""PDF documents: the text of their paragraphs.

A PDF file knows glyphs and their places, and no paragraphs. Glyphs are taken in the order of the file, with the text
that the file gives for them (`ActualText`, which tells Thai marks that a font has moved); a gap is a space, a step down
a line. Lines are joined where the paragraph goes on: the line reaches about as far as the others, does not end a
sentence, and the next one is near and as large. The text as read is the joined one, and offsets count it.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from math import hypot
from statistics import median
from typing import Any

from ruammit import languages
from ruammit.readers.reasons import Reject

__all__ = ["paragraphs"]

_LINE_STEP = 0.5
"""A glyph that stands so many font sizes higher or lower is in another line."""
_SPACE = 0.2
"""A gap of so many font sizes is a space."""
_BACK = 2.0
"""A glyph so many font sizes before the last one begins another line: a column, or a cell of a table."""
_FULL_LINE = 0.75
"""A line that reaches over at least this share of the page's text is full: its paragraph may go on."""
_SAME_SIZE = 1.15
"""Lines whose font sizes differ more (as a ratio) are in different paragraphs."""
_PARAGRAPH_GAP = 1.3
"""Lines whose distance is so many times the usual one are in different paragraphs."""
_LARGEST_STEP = 2.5
"""The usual distance of lines is at most so many font sizes: double spacing."""
_MARGIN_LINES = 2
"""So many lines at the top and at the bottom of a page may be a header or a footer."""
_MARKS = frozenset({"Mn", "Me"})
"""Unicode's categories of what stands above or below a letter."""
_PAGE_NUMBER = re.compile(r"\W{0,3}\d{1,4}(?:\s*/\s*\d{1,4})?\W{0,3}")
_ENDS = re.compile(r"[.!?…:;”\"»)]$")
_ITEM = re.compile(r"(?:[-–•*●▪]\s|\(?\d{1,2}[.)]\s)")
"""A line that begins an item of a list."""


@dataclass(slots=True)
class _Line:
    """A line of a page; lengths are in points.

    Attributes:
        text: what it says.
        height: of its base line, from the bottom of the page.
        size: of its font.
        left: where it starts.
        right: where it ends.
        full: whether its paragraph may go on in the next line.
        apart: whether a gap parts it from the line before.
    """

    text: str
    height: float
    size: float
    left: float
    right: float
    full: bool = False
    apart: bool = False


def paragraphs(content: bytes) -> Iterator[str]:
    """The paragraphs of a PDF document.

    Raises:
        ImportError: pdfminer.six is not installed.
        Reject: the document cannot be read.
    """
    pages = _pages(content)
    if not any(line.text for page in pages for line in page):
        raise Reject("empty", "the document holds no text: its pages are pictures", "run text recognition (OCR) first")
    return _joined(line for page in _without_margins(pages) for line in _laid_out(page))


def _pages(content: bytes) -> list[list[_Line]]:
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of what no reader of the text would see
    resources = PDFResourceManager()
    device, pages = _device(resources), []
    interpreter = PDFPageInterpreter(resources, device)
    try:
        for page in PDFPage.get_pages(io.BytesIO(content)):
            device.lines = []
            interpreter.process_page(page)
            pages.append([replace(line, text=_tidy(line.text)) for line in device.lines])
    except PDFPasswordIncorrect:
        raise Reject("encrypted", "the document asks for a password", "save it without one") from None
    except Exception as error:  # whatever a broken document does to the parser costs that document alone
        message = f"no whole PDF document: {type(error).__name__} {error}"[:300]
        raise Reject("unreadable", message, "save it again") from None
    return pages


def _tidy(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _device(resources: Any) -> Any:
    """What the interpreter of pdfminer draws on: it collects lines."""
    from pdfminer.pdfdevice import PDFTextDevice
    from pdfminer.pdffont import PDFUnicodeNotDefined
    from pdfminer.utils import decode_text

    class Lines(PDFTextDevice):
        lines: list[_Line]

        def begin_page(self, *_: Any) -> None:
            self._tags: list[bool] = []
            self._said: str | None = None

        def begin_tag(self, _: Any, props: Any = None) -> None:
            said = props.get("ActualText") if isinstance(props, dict) else None
            self._tags.append(isinstance(said, bytes))
            if isinstance(said, bytes):
                self._said = decode_text(said)

        def end_tag(self) -> None:
            if self._tags and self._tags.pop():
                self._said = None

        def render_char(self, matrix: Any, font: Any, fontsize: float, scaling: float, *others: Any) -> float:
            _, cid, *_ = others  # before it: the rise of the base line
            try:
                text = font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                text = ""
            if self._said is not None:  # said once, for all the glyphs that it stands for
                text, self._said = self._said, ""
            width = font.char_width(cid) * fontsize * scaling
            _place(self.lines, text, matrix, abs(fontsize), width)
            return float(width)

    return Lines(resources)


def _place(lines: list[_Line], text: str, matrix: Any, size: float, width: float) -> None:
    """Add a glyph to the last line, or begin another one.

    Args:
        lines: the lines of the page up to here.
        text: what the glyph stands for; may be empty.
        matrix: from the glyph's space to that of the page (six numbers, as in ISO 32000-1, 8.3.3).
        size: of the font, in the glyph's space.
        width: of the glyph, in the same.
    """
    across, height = matrix[4], matrix[5]
    size *= hypot(matrix[2], matrix[3]) or 1.0
    right = across + width * (hypot(matrix[0], matrix[1]) or 1.0)
    mark = bool(text) and all(unicodedata.category(letter) in _MARKS for letter in text)
    line = lines[-1] if lines else None
    if line is None or (
        not mark and (abs(line.height - height) > _LINE_STEP * size or across < line.right - _BACK * size)
    ):
        lines.append(_Line(text, height, size, across, right))
        return
    if not mark and across - line.right > _SPACE * size:
        line.text += " "
    line.text += text
    line.right = max(line.right, right)


def _without_margins(pages: list[list[_Line]]) -> Iterator[list[_Line]]:
    """The pages without page numbers, and without headers and footers that most of them share."""
    edges = [{line.text for line in (*page[:_MARGIN_LINES], *page[-_MARGIN_LINES:])} for page in pages]
    counts = Counter(text for texts in edges for text in texts)
    shared = {text for text, count in counts.items() if len(pages) > 2 and count > len(pages) / 2}
    for page in pages:
        inner = range(_MARGIN_LINES, len(page) - _MARGIN_LINES)
        yield [
            line
            for place, line in enumerate(page)
            if line.text and (place in inner or not (line.text in shared or _PAGE_NUMBER.fullmatch(line.text)))
        ]


def _laid_out(page: list[_Line]) -> list[_Line]:
    """The lines of a page, told which are full and which stand apart."""
    if not page:
        return page
    left = min(line.left for line in page)
    right = sorted(line.right for line in page)[int(0.9 * (len(page) - 1))]
    steps = [above.height - below.height for above, below in pairwise(page)]
    usual = median([step for step in steps if step > 0] or [0.0])
    for line in page:
        line.full = line.right - left >= _FULL_LINE * (right - left) and not _ENDS.search(line.text)
    for line, step in zip(page[1:], steps, strict=True):
        line.apart = step > _PARAGRAPH_GAP * min(usual, _LARGEST_STEP * line.size)
    return page


def _joined(lines: Iterable[_Line]) -> Iterator[str]:
    """The texts of the lines, joined where a paragraph goes on."""
    paragraph, last = "", None
    for line in lines:
        if last and last.full and not line.apart and _same_size(last, line) and not _ITEM.match(line.text):
            paragraph += line.text if _both_unspaced(paragraph, line.text) else f" {line.text}"
        else:
            if paragraph:
                yield paragraph
            paragraph = line.text
        last = line
    if paragraph:
        yield paragraph


def _same_size(one: _Line, other: _Line) -> bool:
    return max(one.size, other.size) <= _SAME_SIZE * min(one.size, other.size)


def _both_unspaced(before: str, after: str) -> bool:
    """Whether a line end lies between two letters of a script without spaces between words."""
    letter = _unspaced_letter()
    return bool(letter.match(before[-1:]) and letter.match(after[:1]))


@cache
def _unspaced_letter() -> re.Pattern[str]:
    scripts = [languages.pack(code).script for code in languages.codes()]
    letters = "".join(script.letters for script in scripts if not script.spaced)
    return re.compile(f"[{letters}]" if letters else r"(?!)")
