"""A text with every layer left of records filled by the real stations."""

from collections.abc import Callable

import pytest

from ruammit.analysis import Analysis
from ruammit.examples import article_of
from ruammit.pipeline import STATIONS

Analysed = Callable[..., Analysis]


@pytest.fixture
def analysed() -> Analysed:
    def made(text: str, lang: str, published: str | None = None) -> Analysis:
        analysis = Analysis(article_of(text, lang, published))
        for layer, station in STATIONS.items():
            if layer != "records":
                setattr(analysis, layer, station(analysis))
        return analysis

    return made
