"""The corrected articles of a dataset, laid over those that were extracted: what readers of the dataset see.

Only articles that have corrections are read here, a reviewer's work at most; all others come as they are stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow as pa

from ruammit.dataset.files import Folder
from ruammit.dataset.tables import TableBuilder, article_rows
from ruammit.review.combine import Reviewed, reviewed
from ruammit.review.store import Reviews
from ruammit.schema import Extraction

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset

__all__ = ["Overlay", "reviewed_articles"]


def reviewed_articles(location: str) -> list[Reviewed]:
    """The articles of a dataset that have corrections, with what every reviewer made of them.

    Raises:
        DatasetError: there is no dataset.
    """
    from ruammit.dataset.store import open_dataset

    own = open_dataset(location, corrected=False)
    return list(Overlay(own, Reviews(Folder(location))).articles.values())


class Overlay:
    """The articles of a dataset that have corrections.

    Args:
        dataset: the dataset as it was extracted.
        reviews: the corrections.
    """

    def __init__(self, dataset: Dataset, reviews: Reviews) -> None:
        self._dataset = dataset
        self._reviews = reviews

    @cached_property
    def articles(self) -> Mapping[str, Reviewed]:
        """Article id to what reviewers made of it."""
        own = self._dataset.extractions_of(self._reviews.texts, self._reviews.articles)
        return {one.id: reviewed(one, found) for one in own if (found := self._reviews.of_article(one))}

    def over(self, extraction: Extraction) -> Extraction:
        """The extraction as it is corrected; one without corrections as it is."""
        found = self.articles.get(extraction.id)
        return found.extraction if found else extraction

    @cached_property
    def tables(self) -> Mapping[str, pa.Table]:
        """Layer to the rows of the corrected articles."""
        builder = TableBuilder("")
        for found in self.articles.values():
            for layer, row in article_rows(found.extraction):
                builder.add(layer, row)
        return builder.tables()
