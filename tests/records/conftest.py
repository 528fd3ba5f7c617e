"""A text with every layer left of records filled by the real stages."""

from collections.abc import Callable

import pytest

from ruammit.analysis import Analysis
from ruammit.examples import article_of
from ruammit.pipeline import run

Analysed = Callable[..., Analysis]


@pytest.fixture
def analysed() -> Analysed:
    def made(text: str, lang: str, published: str | None = None) -> Analysis:
        return run(Analysis(article_of(text, lang, published)), until="entities")

    return made
