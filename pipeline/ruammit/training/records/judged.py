"""Statements judged one by one: what a draft of an article tells, beside articles that are annotated as a whole.

An annotated article has few drafts that are nearly records; in random news there is little else to tell apart.
`corpus/judged/*.jsonl` holds, a line an article, `{"sha256", "origin", "lang", "statements": [...]}`. A statement is
the `kind` that a clause might tell, the clause's `span` (`[start, end]` in code points of the article's text as read,
which is found by its hash), and whether it is `told`. What is told has `parties` (`country` or `name`, and `role` where
the kind has roles), `status`, and `period` (`[start, end]`, each null where it is open; null where none is said; left
out where nobody knows).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ruammit.analysis import Analysis
from ruammit.errors import GoldError
from ruammit.evaluation.annotation import GoldRecord
from ruammit.readers.articles import read_article
from ruammit.training.records.align import Judgement, placed
from ruammit.training.records.rows import Annotated, annotated

__all__ = ["JUDGED", "judged_articles"]

JUDGED = Path("corpus/judged")
"""Where the repository keeps the judged statements."""
WEIGHT = 0.2
"""How much a row of a statement counts: there are more of them than of annotated articles, and more random news."""
FIELDS = frozenset({"parties", "status"})
"""What is known of every statement that tells a record."""


def judged_articles(texts: Mapping[str, Path], folder: Path = JUDGED) -> Iterator[Annotated]:
    """The articles with judged statements whose texts were found.

    Args:
        texts: SHA-256 of a text to its path.
        folder: where the judged statements stand.

    Raises:
        GoldError: a line does not fit its text.
    """
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            row = json.loads(line)
            if (found := texts.get(row["sha256"])) is None:
                continue
            article = read_article(found, lang=row["lang"]).model_copy(update={"id": row["origin"]})
            if any(statement["span"][1] > len(article.text) for statement in row["statements"]):
                raise GoldError("a statement beyond the end of its text", where=f"{path}:{number}")
            one = annotated(article, (), weight=WEIGHT)
            yield one.judged_by(_judgements(one.index.analysis, row["statements"]))


def _judgements(analysis: Analysis, statements: Iterable[Mapping[str, Any]]) -> Iterator[Judgement]:
    for statement in statements:
        start, end = statement["span"]
        place = analysis.reading.index
        told = _record(analysis.article.text[start:end], statement) if statement["told"] else None
        known = FIELDS | {"start"} if "period" in statement else FIELDS
        record = placed(analysis, [told], known)[0] if told else None
        yield Judgement(statement["kind"], place(start), place(end), record)


def _record(quote: str, statement: Mapping[str, Any]) -> GoldRecord:
    start, end = statement.get("period") or (None, None)
    parties = [{"country": None, "name": party.get("country"), **party} for party in statement["parties"]]
    return GoldRecord.model_validate(
        {
            "kind": statement["kind"],
            "status": statement["status"],
            "parties": parties,
            "sectors": [],
            "amounts": [],
            "shares": [],
            "counts": [],
            "start": start,
            "end": end,
            "quote": quote,
        }
    )
