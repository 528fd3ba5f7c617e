"""The whole pipeline against bare word segmentation and against what people combine today; what each stage costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import ruammit
from ruammit.analysis import Analysis
from ruammit.examples import article_of
from ruammit.pipeline import STAGES, extraction, fill

from .articles import LENGTH, texts
from .clock import Row, forget_articles, least, milliseconds, processor_seconds, times
from .growth import LANGUAGES
from .rivals import COMBINATION, SEGMENTER, combination, segment


def _each(job: Callable[[str], object], given: list[str]) -> Callable[[], None]:
    def run() -> None:
        for text in given:
            job(text)

    return run


def against_others() -> Iterator[Row]:
    """From a bare text to the validated extraction, the language found on the way."""
    for lang, name in LANGUAGES.items():
        given = texts(lang)
        ours, bare = least([_each(ruammit.extract, given), _each(partial(segment, lang=lang), given)], rounds=9)
        few = given[:3]
        some, both = least([_each(ruammit.extract, few), _each(partial(combination, lang=lang), few)], rounds=3)
        what = f"{name} article of {LENGTH:,} characters, all values and records"
        bare, ours, both, some = bare / len(given), ours / len(given), both / len(few), some / len(few)
        yield Row(what, milliseconds(ours), f"{SEGMENTER[lang]}, words alone: {milliseconds(bare)}", times(ours, bare))
        yield Row(what, milliseconds(some), f"{COMBINATION[lang]}: {milliseconds(both)}", times(some, both))


def by_stage(rounds: int = 7) -> Iterator[Row]:
    """What each stage adds, as a share of the whole."""
    for lang, name in LANGUAGES.items():
        articles = [article_of(text, lang) for text in texts(lang)]
        best: dict[str, float] = {}
        for _ in range(rounds):
            spent = dict.fromkeys(["reading view", *STAGES, "validation"], 0.0)
            for article in articles:
                forget_articles()
                analysis = Analysis(article)
                spent["reading view"] += processor_seconds(lambda a=analysis: a.text)  # type: ignore[misc]
                for layer in STAGES:
                    spent[layer] += processor_seconds(partial(fill, analysis, layer))
                spent["validation"] += processor_seconds(partial(extraction, analysis))
            best = {part: min(seconds, best.get(part, seconds)) for part, seconds in spent.items()}
        whole = sum(best.values())
        for part, seconds in best.items():
            share = f"{seconds / whole:.0%}"
            against = f"all stages: {milliseconds(whole / len(articles))}"
            yield Row(f"{name}, {part}", milliseconds(seconds / len(articles)), against, share)
