"""What it costs to open the review page of many articles."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from hashlib import sha256
from itertools import count, cycle, islice
from pathlib import Path

from ruammit.dataset.parts import Store
from ruammit.dataset.tables import TableBuilder, article_rows
from ruammit.engines.tasks import part_name
from ruammit.pipeline import extract_article
from ruammit.schema import Extraction

from .articles import corpus_articles
from .clock import Row, milliseconds, times
from .growth import LANGUAGES
from .startup import seconds

ARTICLES = (12_500, 50_000)
PART = 2_500
"""Articles of a part."""
OPEN = """
import sys
from ruammit.dataset.store import open_dataset
from ruammit.review.queue import PAGE, Filters
from ruammit.review.session import Session
import ruammit.review.server
session = Session(open_dataset(sys.argv[1]), sys.argv[1], "lan")
assert session.page(Filters(show="all"), 0, PAGE)["total"] == int(sys.argv[2])
session.queue.facets()
"""


def of_opening(rounds: int = 3) -> Iterator[Row]:
    """The list of the review page, from the start of Python to the first page of the list and its filters."""
    extractions = [extract_article(article) for lang in LANGUAGES for article in corpus_articles(lang)]
    costs = []
    with tempfile.TemporaryDirectory() as folder:
        for articles in ARTICLES:
            location = Path(folder, str(articles))
            _write(location, extractions, articles)
            costs.append(min(seconds(["-c", OPEN, str(location), str(articles)]) for _ in range(rounds)))
    what = f"the review page of {ARTICLES[1]:,} articles, opened in a new process"
    yield Row(what, milliseconds(costs[1]), f"{ARTICLES[0]:,} articles: {milliseconds(costs[0])}", times(*costs[::-1]))


def _write(location: Path, extractions: list[Extraction], articles: int) -> None:
    """A dataset of so many articles: the extractions again and again, as articles and records of their own."""
    location.mkdir()
    store = Store(location)
    given = map(_renamed, islice(cycle(extractions), articles), count())
    with store.lock():
        prefix = store.create().part_prefix()
        commits = {}
        for number in range(-(-articles // PART)):
            builder = TableBuilder(part_name(f"{prefix}-{number:07}"))
            for extraction in islice(given, PART):
                for layer, row in article_rows(extraction):
                    builder.add(layer, row)
            commits[builder.part] = store.write(builder.part, builder.tables())
        store.keep(store.log(), commits)


def _renamed(extraction: Extraction, number: int) -> Extraction:
    def anew(name: str) -> str:
        return sha256(f"{number} {name}".encode()).hexdigest()

    records = tuple(record.model_copy(update={"id": anew(record.id)[:16]}) for record in extraction.records)
    changes = {"id": f"{extraction.id}-{number}", "sha256": anew(extraction.sha256), "records": records}
    return extraction.model_copy(update=changes)
