"""Fitting the model of subjects: which words of a draft's sentence say what the annotated record is about.

Beside annotated articles it learns from single records of further articles, of which the subject alone is annotated:
`corpus/subjects/*.jsonl`, a line an article, `{"sha256", "origin", "lang", "records": [{"kind", "at", "subject"}]}`.
`at` is where a word stands that tells of the record, `subject` is `[start, end]` or null; offsets are code points of
the article's text as read, which is found by its hash.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pycrfsuite

from ruammit.analysis import Analysis
from ruammit.errors import GoldError
from ruammit.pipeline import run
from ruammit.readers.articles import read_article
from ruammit.records.drafts import Draft, drafts
from ruammit.records.index import ArticleIndex
from ruammit.records.segment import clauses
from ruammit.records.slots.subject import sentence_of
from ruammit.records.state import discourse
from ruammit.records.stretches import labelled
from ruammit.records.subject_features import described
from ruammit.records.subject_model import SubjectModel
from ruammit.schema import Article
from ruammit.training.records.align import aligned
from ruammit.training.records.rows import Annotated

__all__ = ["MARKED", "SubjectRow", "fit_subjects", "marked_rows", "subject_rows"]

MARKED = Path("corpus/subjects")
"""Where the repository keeps annotations of subjects alone."""
OPTIONS = {"c1": 0.1, "c2": 2.0, "max_iterations": 60, "feature.minfreq": 2}
"""CRFsuite's: the L1 and L2 penalties, steps of L-BFGS, and rows that must hold a feature."""
LEAST = 0.02
"""Weights nearer to nothing are left out."""
REACHED = 3
"""Characters of signs by which an annotated subject may reach over the words."""


class SubjectRow(NamedTuple):
    """The features and labels of a sentence's words.

    Attributes:
        words: the features of every word.
        labels: of every word, see `records.stretches`.
        article: where it is from.
    """

    words: list[list[str]]
    labels: list[str]
    article: str


def subject_rows(article: Annotated) -> Iterator[SubjectRow]:
    """The rows of the drafts that tell an annotated record whose subject is known and, if any, stands near by."""
    for draft in article.drafts:
        gold = aligned(article.index, draft, article.placed)
        if gold is not None and gold.knows("subject"):
            yield from _row(article.index, draft, gold.subject, article.id)


def _row(index: ArticleIndex, draft: Draft, subject: tuple[int, int] | None, article: str) -> Iterator[SubjectRow]:
    sentence = sentence_of(index, draft)
    places, words = sentence.places, described(sentence)
    if subject is None:
        yield SubjectRow(words, labelled(len(places)), article)
        return
    start, end = subject
    inside = [at for at, (first, last) in enumerate(places) if first < end and last > start]
    if inside and places[0][0] <= start + REACHED and end <= places[-1][1] + REACHED:
        yield SubjectRow(words, labelled(len(places), inside[0], inside[-1]), article)


def marked_rows(texts: Mapping[str, Path], folder: Path = MARKED) -> Iterator[SubjectRow]:
    """The rows of the records whose subject alone is annotated, of the articles whose texts were found.

    Args:
        texts: SHA-256 of a text to its path.
        folder: where the annotations stand.

    Raises:
        GoldError: a line does not fit its text.
    """
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            marked = json.loads(line)
            if (found := texts.get(marked["sha256"])) is not None:
                article = read_article(found, lang=marked["lang"]).model_copy(update={"id": marked["origin"]})
                places = [place for record in marked["records"] for place in (record["at"], *(record["subject"] or []))]
                if max(places, default=0) > len(article.text):
                    raise GoldError("an annotation beyond the end of its text", where=f"{path}:{number}")
                yield from _marked(article, marked["records"])


def _marked(article: Article, records: Iterable[Mapping[str, Any]]) -> Iterator[SubjectRow]:
    index = ArticleIndex(run(Analysis(article), until="entities"))
    place = index.analysis.reading.index
    every = list(drafts(index, discourse(index, clauses(index))))
    for record in records:
        at = place(record["at"])
        subject = record["subject"] and (place(record["subject"][0]), place(record["subject"][1]))
        for draft in every:
            if draft.kind == record["kind"] and draft.clause.start <= at < draft.clause.end:
                yield from _row(index, draft, subject, article.id)
                break


def fit_subjects(rows: Iterable[SubjectRow]) -> SubjectModel:
    """The conditional random field over the rows; one without weights where there are none."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=OPTIONS, verbose=False)
    many = 0
    for row in rows:
        trainer.append(row.words, row.labels)
        many += 1
    if not many:
        return SubjectModel({})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "subjects.crfsuite")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        found = tagger.info()
        tagger.close()
    weights = {f"{label} {feature}": value for (feature, label), value in found.state_features.items()}
    steps = {f"{one}>{other}": value for (one, other), value in found.transitions.items()}
    return SubjectModel({name: round(w, 3) for name, w in sorted((weights | steps).items()) if abs(w) >= LEAST})
