"""Chunks with the replies of a second reader.

Only the process that plans a run asks the endpoint: its workers make the questions, and later read the replies that
their chunks bring along, so that no worker waits for a network, and every engine can do the work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import tee
from typing import TYPE_CHECKING

from ruammit.engines.chunks import Chunk, Tick
from ruammit.engines.local import Engine
from ruammit.engines.results import results
from ruammit.schema import Article

if TYPE_CHECKING:
    from ruammit.proposers.asking import Asker
    from ruammit.proposers.question import Question

__all__ = ["questions_of", "with_replies"]


def questions_of(chunk: Chunk, tick: Tick) -> list[Question]:
    """The task that makes the questions about the articles of a chunk that are to be extracted."""
    found = [result.value for result in results(chunk, tick, _questions)]
    return [question for value in found if isinstance(value, list) for question in value]


def _questions(article: Article, _: Chunk) -> list[Question]:
    from ruammit.proposers.reader import article_questions

    return article_questions(article)


def with_replies(chunks: Iterable[Chunk], engine: Engine, asker: Asker, told: Callable[[], object]) -> Iterator[Chunk]:
    """The chunks, in order, each with the replies to the questions about its articles.

    Args:
        chunks: as they were planned.
        engine: makes the questions.
        asker: asks them.
        told: called after every reply.
    """
    planned, asked = tee(chunks)
    for chunk, questions in zip(planned, engine.map(questions_of, asked, ordered=True), strict=True):
        yield replace(chunk, replies=dict(asker.ask(questions, told)))
