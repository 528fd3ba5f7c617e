"""Twice the text makes at most twice the work, whatever the text is.

Work is counted in calls, never in seconds. What happens inside one call (of an expression, of the segmenter) is seen by
`make bench` alone, which times the same texts.
"""

from functools import partial

import pytest
from benchmarks.adversarial import PIECES
from benchmarks.clock import forget_articles
from counting import calls

from ruammit.examples import article_of
from ruammit.pipeline import extract_article
from ruammit.readers.articles import furnished

LENGTH = 1_500
"""Characters of the shorter text."""
MOST = 2.3
"""Times as many calls for twice the text: two, and what is left at the ends of stretches that rules look at."""
ONCE = 3_000
"""Calls that an article costs whatever its length."""


def work(text: str, lang: str) -> int:
    forget_articles()
    return calls(partial(extract_article, article_of(text, lang)))


@pytest.mark.parametrize("name", PIECES)
def test_twice_the_text_is_at_most_twice_the_work(name: str) -> None:
    lang, piece = PIECES[name]
    text = piece * (LENGTH // len(piece) + 1)
    work(text[:100], lang)  # what is loaded once is not part of it
    assert work(text * 2, lang) <= MOST * work(text, lang) + ONCE


@pytest.mark.parametrize("name", PIECES)
def test_reading_twice_the_text_is_at_most_twice_the_work(name: str) -> None:
    lang, piece = PIECES[name]
    text = piece * (LENGTH // len(piece) + 1)
    furnished(text[:100], lang)
    once = calls(partial(furnished, text, lang))
    assert calls(partial(furnished, text * 2, lang)) <= MOST * once + ONCE
