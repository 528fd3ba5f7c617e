"""How cost grows: with the length of an article, with the number of articles, of records to merge, on hostile texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import cycle, islice

from babel import Locale

from ruammit.examples import article_of
from ruammit.merging.clusters import Told, merge
from ruammit.pipeline import extract_article
from ruammit.schema import Article, EntityType, Extraction, Party

from .adversarial import PIECES
from .articles import LENGTH, corpus_articles, texts
from .clock import Row, least, milliseconds, processor_seconds, times

LENGTHS = (1, 4, 16, 64)
NUMBERS = (50, 200, 800)
RECORDS = (25_000, 50_000, 100_000)
HOSTILE = 10_000
MOST_TIMES = 2.3
"""What twice the text may cost, times what the text costs: two, and the noise of a machine that others use too."""
LONG = (1_000_000, 3_000_000)
"""Characters of articles that are longer than any that was written as one."""
LONG_TIMES = 3.0
"""What a long article may cost, times what its length would have it cost."""
LANGUAGES = {"th": "Thai", "vi": "Vietnamese"}


def by_length() -> Iterator[Row]:
    """An article of 1 to 64 times the length."""
    for lang, name in LANGUAGES.items():
        articles = [article_of(texts(lang, LENGTH * length)[0], lang) for length in LENGTHS]
        costs = least([partial(extract_article, article) for article in articles], rounds=3)
        for length, cost in zip(LENGTHS[1:], costs[1:], strict=True):
            what = f"{name} article of {LENGTH * length:,} characters ({length} times as many)"
            yield Row(
                what, milliseconds(cost), f"{LENGTH:,} characters: {milliseconds(costs[0])}", times(cost, costs[0])
            )


def of_long_articles() -> Iterator[Row]:
    """Articles of one and three million characters, against what a hundredth of their length would have them cost.

    Raises:
        AssertionError: one costs more than `LONG_TIMES` as much.
    """
    for lang, name in LANGUAGES.items():
        whole = texts(lang, max(LONG))[0]
        short = article_of(whole[: LONG[0] // 100], lang)
        each = least([partial(extract_article, short)], rounds=3)[0] / len(short.text)
        for length in LONG:
            cost = processor_seconds(partial(extract_article, article_of(whole[:length], lang)))
            ratio = cost / (each * length)
            assert ratio <= LONG_TIMES, f"{name}: {length:,} characters cost {ratio:.1f} times what they should"
            yield Row(f"{name} article of {length:,} characters", milliseconds(cost), "in proportion", f"{ratio:.2g}×")


def by_number() -> Iterator[Row]:
    """More articles, read one after the other in one process."""
    articles = [article_of(text, lang) for lang in LANGUAGES for text in texts(lang)]

    def read(count: int) -> None:
        for article in islice(cycle(articles), count):
            extract_article(article)

    costs = least([partial(read, count) for count in NUMBERS], rounds=2)
    for count, cost in zip(NUMBERS[1:], costs[1:], strict=True):
        what = f"{count} articles ({count // NUMBERS[0]} times as many)"
        yield Row(what, milliseconds(cost), f"{NUMBERS[0]} articles: {milliseconds(costs[0])}", times(cost, costs[0]))


def on_hostile_texts() -> Iterator[Row]:
    """Pieces repeated to a long text and to one twice as long: the text for which the second costs most.

    Raises:
        AssertionError: it costs more than `MOST_TIMES` as much.
    """
    worst = (0.0, "", 0.0, 0.0)
    for name, (lang, piece) in PIECES.items():
        text = piece * (HOSTILE // len(piece))
        once, twice = least([partial(extract_article, article_of(t, lang)) for t in (text, text + text)], rounds=3)
        worst = max(worst, (twice / once, name, once, twice))
    ratio, name, once, twice = worst
    assert ratio <= MOST_TIMES, f"{name}: twice the text costs {ratio:.2f} times as much"
    what = f"{2 * HOSTILE:,} characters of the worst of {len(PIECES)} hostile texts ({name}; twice as many)"
    yield Row(what, milliseconds(twice), f"{HOSTILE:,} characters: {milliseconds(once)}", times(twice, once))


def told(extractions: list[Extraction], count: int) -> list[Told]:
    """The records of the extractions, repeated with other ids, countries and amounts until there are so many."""
    countries = sorted(territory for territory in Locale("en").territories if re.fullmatch("[A-Z]{2}", territory))
    found: list[Told] = []
    number = 0
    while len(found) < count:
        number += 1
        other = countries[number % len(countries)]
        for x in extractions:
            for record in x.records:
                changes = {
                    "id": f"{len(found):016x}",
                    "parties": (*record.parties[:-1], _moved(record.parties[-1], other)),
                    "amounts": tuple(a.model_copy(update={"value": a.value * number}) for a in record.amounts),
                }
                found.append(Told(f"{x.id}-{number}", x.lang, x.published, record.model_copy(update=changes)))
    return found[:count]


def _moved(party: Party, country: str) -> Party:
    """The party, of another country."""
    changes = {"country": country, "canonical": country, "ref": f"iso3166:{country}", "type": EntityType.GPE}
    return party.model_copy(update=changes)


def of_merging() -> Iterator[Row]:
    """Merging of 25,000 to 100,000 records."""
    articles: list[Article] = [article for lang in LANGUAGES for article in corpus_articles(lang)]
    extractions = [extract_article(article) for article in articles]
    costs = []
    for count in RECORDS:
        records = told(extractions, count)
        costs.append(processor_seconds(partial(merge, records)))
    for count, cost in zip(RECORDS[1:], costs[1:], strict=True):
        what = f"merging {count:,} records ({count // RECORDS[0]} times as many)"
        against = f"{RECORDS[0]:,} records: {milliseconds(costs[0])}"
        yield Row(what, milliseconds(cost), against, times(cost, costs[0]))
