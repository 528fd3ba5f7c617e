"""Recorded replies of a strong model: places of mentions and quotes, made into replies to today's questions.

The recordings hold no words of any article: a mention is the place where it stands (offsets in code points of the
article's own text; null is the home country that the article leaves unsaid), a quote and a subject are stretches of it.
Numbers of mentions are those of the question that is asked today; a mention that is found no more is left out.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ruammit.analysis import Analysis
from ruammit.pipeline import run
from ruammit.proposers.mentions import HOME, Mentions
from ruammit.proposers.question import Question, questions
from ruammit.proposers.replies import Replies, Reply
from ruammit.records.index import ArticleIndex
from ruammit.schema import Article

Recording = dict[str, Any]
FOLDER = Path(__file__).parent


def recordings(name: str) -> dict[str, Recording]:
    """Hash of an article's text to what was recorded of it."""
    rows = map(json.loads, (FOLDER / name).read_text(encoding="utf-8").splitlines())
    return {row["sha256"]: row for row in rows}


def asked(article: Article) -> tuple[ArticleIndex, Mentions, list[Question]]:
    """The article as a second reader is shown it."""
    index = ArticleIndex(run(Analysis(article), until="entities"))
    mentions = Mentions(index)
    return index, mentions, questions(index, mentions)


def answers(articles: Iterable[Article], recorded: Mapping[str, Recording]) -> dict[str, str]:
    """Question hash to the reply, for every question about the articles."""
    found = {}
    for article in articles:
        index, mentions, made = asked(article)
        for question in made:
            found[question.hash] = reply(index, mentions, question, recorded.get(article.sha256))
    return found


def reply(index: ArticleIndex, mentions: Mentions, question: Question, recording: Recording | None) -> str:
    """What the model answered to the question: the records whose quote stands in its window."""
    records = recording["records"] if recording else ()
    place = index.analysis.reading.index
    inside = [r for r in records if question.start <= place(r["quote"][0]) < question.end]
    return json.dumps({"records": [_claim(index, mentions, r) for r in inside]}, ensure_ascii=False)


def _claim(index: ArticleIndex, mentions: Mentions, record: Recording) -> Recording:
    text = index.analysis.article.text

    def number(at: Sequence[int] | None) -> int | None:
        if at is None:
            return HOME
        start, end = map(index.analysis.reading.index, at)
        near = [mark for mark in mentions.marks if mark.start < end and start < mark.end]
        return mentions.number(near[0]) if near else None

    def numbers(key: str) -> list[int]:
        return [n for at in record[key] if (n := number(at)) is not None]

    def pointed(key: str, name: str, *more: str) -> list[Recording]:
        rows = [(number(row["at"]), row) for row in record[key]]
        return [{name: n, **{key: row[key] for key in more}} for n, row in rows if n is not None]

    return {
        "kind": record["kind"],
        "status": record["status"],
        "parties": pointed("parties", "name", "role"),
        "amounts": pointed("amounts", "money", "measure"),
        "shares": numbers("shares"),
        "counts": numbers("counts"),
        "dates": numbers("dates"),
        "period": record["period"],
        "subject": None if record["subject"] is None else text[slice(*record["subject"])],
        "sectors": record["sectors"],
        "quote": text[slice(*record["quote"])],
    }


def keep(path: Path, model: str, articles: Iterable[Article], recorded: Mapping[str, Recording]) -> None:
    """Write the recorded replies as a run would have kept them."""
    kept = Replies(path, model)
    for article in articles:
        index, mentions, made = asked(article)
        for question in made:
            kept.keep(question, Reply(reply(index, mentions, question, recorded.get(article.sha256))))
    kept.close()
