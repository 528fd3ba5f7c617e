"""Texts with their names, from which the tagger learns and on which names are measured."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruammit.analysis import Analysis
from ruammit.entities.tagger.tag import OUTSIDE
from ruammit.errors import GoldError
from ruammit.evaluation.gold import read_gold
from ruammit.languages import Token
from ruammit.readers.articles import read_article, text_article
from ruammit.schema import Article, EntityType
from ruammit.training.records.corpus import STANDOFF

__all__ = ["HELD_OUT", "SPLITS", "Sample", "annotated", "evaluated", "labels", "sample_of", "sentences"]

HELD_OUT = 5
"""Of Thai NER every fifth sentence, from the first on, is for measuring and not for training."""
SPLITS = ("train", "general")
"""Of the annotated articles those to learn from: news of cooperation and news of all kinds."""
_TYPES = {"PERSON": EntityType.PERSON, "ORGANIZATION": EntityType.ORG, "LOCATION": EntityType.GPE}


@dataclass
class Sample:
    """A text and the names in it.

    Attributes:
        id: of the article, or the sentence's number in its corpus.
        source: the corpus, or the part of it.
        analysis: the text.
        names: start, end (in `analysis.text`) and type, in text order.
        forms: surface form and type of every name that is annotated.
        sha256: of the file of an article to learn from; else empty.
    """

    id: str
    source: str
    analysis: Analysis
    names: list[tuple[int, int, EntityType]]
    forms: frozenset[tuple[str, EntityType]]
    sha256: str


def annotated(texts: Mapping[str, Path], lang: str | None = None, standoff: Path = STANDOFF) -> Iterator[Sample]:
    """The annotated articles to learn from whose texts were found, in the order of the stand-off files.

    Articles of the split "dev" are never among them. A name is placed wherever its form stands, since an annotation
    tells one place of each.

    Args:
        texts: SHA-256 to path of every text, as `ruammit.training.records.corpus.texts_by_hash` finds them.
        lang: ISO 639-1 code; only articles in this language.
        standoff: folder of the annotations.

    Raises:
        GoldError: no article has its text among `texts`.
        ArticleError: an article cannot be read.
    """
    some = False
    for path in sorted(standoff.glob("*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            found = texts.get(row["sha256"])
            if found is None or row["split"] not in SPLITS or lang not in (None, row["lang"]):
                continue
            some = True
            article = read_article(found, article_id=row["origin"], lang=row["lang"])
            forms = frozenset((article.text[start:end], EntityType(kind)) for start, end, kind, _ in row["entities"])
            yield sample_of(article, row["split"], _placed(article.text, forms), forms, row["sha256"])
    if not some:
        cure = "name the folders that hold them: CORPORA"
        raise GoldError("no text of an annotated article was found", where=str(standoff), cure=cure)


def evaluated(folder: Path) -> Iterator[Sample]:
    """The annotated articles of a folder, as `ruammit evaluate` reads them.

    Raises:
        GoldError: see `ruammit.evaluation.gold.read_gold`.
        ArticleError: an article cannot be read.
    """
    for gold in read_gold(folder):
        forms = frozenset((row.name, row.type) for row in gold.annotation.entities)
        article = gold.article.model_copy(update={"id": gold.annotation.id, "lang": gold.annotation.lang})
        yield sample_of(article, folder.name, _placed(article.text, forms), forms)


def sentences(path: Path, lang: str) -> Iterator[Sample]:
    """The sentences of a corpus in CoNLL's form: a token, a tab and its IOB tag a line, an empty line after a sentence.

    Their `source` is "held-out" for every `HELD_OUT`th of them, else "train".
    """
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    for number, block in enumerate(blocks):
        text, names = _joined(block.strip("\n").split("\n"))
        if text.strip():
            part = "train" if number % HELD_OUT else "held-out"
            yield sample_of(text_article(text, article_id=str(number), lang=lang), part, names, frozenset())


def _joined(lines: Iterable[str]) -> tuple[str, list[tuple[int, int, EntityType]]]:
    """The text of a sentence's tokens, and its names."""
    text = ""
    names: list[tuple[int, int, EntityType]] = []
    for line in lines:
        token, _, tag = line.rpartition("\t")
        start, text = len(text), text + token
        kind = _TYPES.get(tag[2:])
        if kind is None:
            continue
        if tag.startswith("I-") and names and names[-1][1] == start and names[-1][2] is kind:
            names[-1] = (names[-1][0], len(text), kind)
        else:
            names.append((start, len(text), kind))
    return text, names


def _placed(text: str, forms: Iterable[tuple[str, EntityType]]) -> list[tuple[int, int, EntityType]]:
    """Every place where an annotated name stands, the longer names first, none inside a word."""
    taken = bytearray(len(text))
    found = []
    for name, kind in sorted(forms, key=lambda form: (-len(form[0]), form[0])):
        for match in re.finditer(re.escape(name), text):
            start, end = match.span()
            if taken.find(1, start, end) < 0 and not _cut(text, start) and not _cut(text, end):
                taken[start:end] = b"\x01" * (end - start)
                found.append((start, end, kind))
    return sorted(found)


def _cut(text: str, at: int) -> bool:
    """Whether a word in a script with capitals, or a syllable, runs on over the place."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if left.isalnum() and right.isalnum():
        return left.lower() != left.upper() and right.lower() != right.upper()
    return not right.isalnum() and right.isprintable() and _is_mark(right)


def _is_mark(character: str) -> bool:
    import unicodedata

    return unicodedata.category(character) == "Mn"


def sample_of(
    article: Article,
    source: str,
    names: Iterable[tuple[int, int, EntityType]],
    forms: frozenset[tuple[str, EntityType]],
    sha256: str = "",
) -> Sample:
    """The sample, its names placed in the reading view."""
    analysis = Analysis(article)
    reading = analysis.reading
    placed = [(reading.index(start), reading.index(end), kind) for start, end, kind in names]
    return Sample(article.id, source, analysis, placed, forms, sha256)


def labels(tokens: Sequence[Token], names: Iterable[tuple[int, int, EntityType]]) -> list[str]:
    """The tags of the tokens: B-TYPE for the first of a name, I-TYPE for its others, O for the rest.

    A token that a name shares with what surrounds it belongs to the name when most of it does.
    """
    tags = [OUTSIDE] * len(tokens)
    for start, end, kind in names:
        begun = False
        for at, (first, last) in enumerate(tokens):
            if first >= end:
                break
            if 2 * (min(end, last) - max(start, first)) > last - first:
                tags[at] = f"{'I' if begun else 'B'}-{kind.value}"
                begun = True
    return tags
