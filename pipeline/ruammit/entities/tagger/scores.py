"""What a model says of an article: a score for every token and tag, added up over the token's features.

A token has some thirty features, an article hundreds of tokens. What the model says of all features of a key is added
up once and kept as a row of a table; an article's scores are sums of rows.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import count

import numpy as np
import numpy.typing as npt

from ruammit.entities.tagger.features import Column, Template
from ruammit.entities.tagger.words import MOST_KEPT

__all__ = ["Scorer", "Scores"]

Scores = npt.NDArray[np.float64]
_ROOM = 256
"""Rows that a growing table has at first."""
_UNKNOWN = -1
"""The row, all zeros, of features and keys that the model does not know: the last one."""


class Scorer:
    """Adds up the scores of an article's tokens.

    Args:
        templates: how features are named, by template.
        features: to their rows in `scores`.
        scores: one row per feature that the model knows, one column per tag.
    """

    def __init__(self, templates: Mapping[str, Template], features: Mapping[str, int], scores: Scores) -> None:
        self.tags = scores.shape[1]
        scores = np.concatenate([scores, np.zeros((1, self.tags))])
        self.tables = {
            name: (_Known if template.prefixes else _Seen)(template, features, scores)
            for name, template in templates.items()
        }

    def __call__(self, columns: Iterable[Column], size: int) -> Scores:
        """One row per token, one column per tag.

        Args:
            columns: what is seen of the article.
            size: the number of its tokens.
        """
        told = np.zeros((size, self.tags))
        for column in columns:
            table = self.tables[column.template]
            rows = np.array(table.found(column.keys), dtype=np.intp)
            if column.lengths is not None:
                of_stretches = table.scores[0][rows.reshape(-1, column.together)].sum(axis=1)
                told += np.repeat(of_stretches, column.lengths, axis=0)
                continue
            for place, moved in enumerate(column.at):
                first, end = max(-moved, 0), min(size, len(rows) - moved)
                if first < end:
                    told[first:end] += table.scores[place][rows[first + moved : end + moved]]
        for table in self.tables.values():
            table.forget()
        return told


class _Seen(dict[Hashable, int]):
    """The keys of a template that were seen, to their rows; a row is made when its key is first seen.

    Attributes:
        scores: for every place in the template's names one row per key, one column per tag.
    """

    def __init__(self, template: Template, features: Mapping[str, int], of_features: Scores) -> None:
        super().__init__()
        self.names, self.features, self.of_features = template.names, features, of_features
        self.scores = np.zeros((template.places, _ROOM, of_features.shape[1]))

    def __missing__(self, key: Hashable) -> int:
        row = self[key] = len(self)
        if row == self.scores.shape[1]:
            self.scores = np.concatenate([self.scores, np.zeros_like(self.scores)], axis=1)
        told: list[int] = []
        starts = []
        for names in self.names(key):
            starts.append(len(told))
            told.append(_UNKNOWN)  # a place may have no names
            told += [self.features.get(name, _UNKNOWN) for name in names]
        self.scores[:, row] = np.add.reduceat(self.of_features[told], starts)
        return row

    def found(self, keys: Iterable[Hashable]) -> list[int]:
        """The rows of the keys."""
        return list(map(self.__getitem__, keys))

    def forget(self) -> None:
        """Make room where there are too many keys."""
        if len(self) > MOST_KEPT:
            self.clear()
            self.scores = np.zeros_like(self.scores[:, :_ROOM])


class _Known(dict[Hashable, int]):
    """The keys, to their rows, of all features that are a prefix and a key; the model knows few of those in an article.

    Attributes:
        scores: for every prefix one row per key, one column per tag.
    """

    def __init__(self, template: Template, features: Mapping[str, int], of_features: Scores) -> None:
        prefixes = template.prefixes
        keys = {name.removeprefix(prefix) for prefix in prefixes for name in features if name.startswith(prefix)}
        super().__init__(zip(keys, count()))
        rows = [[features.get(prefix + key, _UNKNOWN) for key in (*keys,)] for prefix in prefixes]
        self.scores = np.stack([of_features[[*row, _UNKNOWN]] for row in rows])

    def found(self, keys: Iterable[Hashable]) -> list[int]:
        """The rows of the keys."""
        return [self.get(key, _UNKNOWN) for key in keys]

    def forget(self) -> None:
        """Nothing: there is room for what the model knows."""
