"""The question that a second reader is asked: a window of the article with its mentions numbered, and the task."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ruammit import languages
from ruammit.proposers.answer import answer_schema
from ruammit.proposers.lexicon import QuestionLexicon
from ruammit.proposers.mentions import HOME, Mentions
from ruammit.records.index import ArticleIndex

__all__ = ["NEUTRAL", "Question", "instructions_hash", "questions"]

WINDOW = 7_000
"""Characters of an article that one question holds: some 5,000 tokens of Thai, which small models still read well."""
OVERLAP = 1_000
"""Characters that a window has in common with the one before it, so that what is told across the cut is seen whole."""
NEUTRAL = str.maketrans("{}<>", "()()")
"""The signs that the question itself uses, as they appear where the article has them."""
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        article: the article's id.
        sha256: of the article's text.
        start: where its window starts in `Analysis.text`.
        end: where it ends.
        system: the instructions, in the article's language.
        user: the window and the list of its mentions.
    """

    article: str
    sha256: str
    start: int
    end: int
    system: str
    user: str

    @property
    def hash(self) -> str:
        """SHA-256 of all that is sent but the model's name."""
        content = json.dumps([self.system, self.user, answer_schema()], ensure_ascii=False)
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def questions(index: ArticleIndex, mentions: Mentions) -> list[Question]:
    """The questions about an article, one per window; none for a language without instructions."""
    words = index.analysis.pack.lexicon(QuestionLexicon)
    if not words.instructions:
        return []
    article = index.analysis.article
    return [
        Question(
            article.id,
            article.sha256,
            window[0][0],
            window[-1][1],
            words.instructions.strip(),
            _user(index, mentions, words, window),
        )
        for window in _windows(index)
    ]


@cache
def instructions_hash() -> str:
    """12 hexadecimal digits that change with the instructions of any language and the schema of the answer."""
    packs = [languages.pack(code).lexicon(QuestionLexicon).model_dump() for code in sorted(languages.codes())]
    content = json.dumps([packs, answer_schema(), WINDOW, OVERLAP], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _user(index: ArticleIndex, mentions: Mentions, words: QuestionLexicon, window: list[tuple[int, int]]) -> str:
    inside = [m for start, end in window for m in mentions.marks if start <= m.start and m.end <= end]
    numbers = sorted({mentions.number(mark) for mark in inside})
    rows = []
    for number in numbers:
        one = mentions.by_number[number]
        first = one.marks[0]
        rows.append(f"{{{number}}} {one.type}: {_plain(index.text[first.start : first.end])} = {one.told}")
    head = (
        f"{words.published}: {index.analysis.article.published or '?'}",
        f"{words.home}: {index.home} {{{HOME}}}",
    )
    body = "\n".join(_marked(index, mentions, *piece) for piece in window)
    return "\n".join([*head, "<article>", body, "</article>", f"{words.mentions}:", *rows])


def _plain(text: str) -> str:
    return " ".join(text.translate(NEUTRAL).split())


def _marked(index: ArticleIndex, mentions: Mentions, start: int, end: int) -> str:
    """A stretch of the text with its mentions in braces behind their numbers."""
    pieces, at = [], start
    for mark in mentions.marks:
        if start <= mark.start and mark.end <= end:
            words = index.text[mark.start : mark.end].translate(NEUTRAL)
            pieces += [index.text[at : mark.start].translate(NEUTRAL), f"{{{mentions.number(mark)} {words}}}"]
            at = mark.end
    return "".join([*pieces, index.text[at:end].translate(NEUTRAL)])


def _windows(index: ArticleIndex) -> Iterator[list[tuple[int, int]]]:
    """The windows, each as the stretches that it holds: lines, long ones cut at sentences; boilerplate is left out."""
    pieces = [piece for piece in _pieces(index) if not index.is_boilerplate(*piece)]
    window: list[tuple[int, int]] = []
    size = 0
    for piece in pieces:
        length = piece[1] - piece[0]
        if window and size + length > WINDOW:
            yield window
            kept: list[tuple[int, int]] = []
            size = 0
            for start, end in reversed(window):
                if size + end - start > OVERLAP:
                    break
                kept.insert(0, (start, end))
                size += end - start
            window = kept
        window.append(piece)
        size += length
    if window:
        yield window


def _pieces(index: ArticleIndex) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(index.text):
        start, end = line.span()
        if not line.group().strip():
            continue
        if end - start <= OVERLAP:
            yield start, end
            continue
        inside = [at for at in index.analysis.sentence_starts if start < at < end]
        for first, last in pairwise([start, *inside, end]):
            for at in range(first, last, OVERLAP):  # a line without sentences is cut where it has to be
                yield at, min(at + OVERLAP, last)
