"""Moving the record models towards a user's own articles: each model stays near the package's unless the rows object.

The weights are the mode of a posterior: a logistic likelihood of the user's rows, with a normal prior around the
package's weights (a ridge penalty on the difference). With few rows the models hardly move; with many, they follow.
Of the thresholds only that of records (`told`) is chosen anew, and only where there are records enough to choose by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.feature_extraction import DictVectorizer

from ruammit.records.scoring import BIAS, Logistic, Models
from ruammit.training.records.fit import RAREST, RIDGE, SLOTS, filled_by
from ruammit.training.records.measured import Counts, Judged, judged, summed
from ruammit.training.records.rows import Annotated, Row, slot_rows
from ruammit.training.records.thresholds import best

__all__ = ["Adapted", "adapt", "moved"]

FOLDS = 5
ENOUGH = 300
"""Annotated records from which the threshold of records is chosen on them."""
TOLD = tuple(step / 50 for step in range(5, 40))
"""Thresholds that are tried: 0.10 to 0.78, as for the package's models."""


@dataclass(frozen=True)
class Adapted:
    """The models of a user's own.

    Attributes:
        models: fitted on all articles.
        before: how the package's models do on the articles, which they have not seen.
        after: how models do that are moved on the other folds of the articles.
    """

    models: Models
    before: Counts
    after: Counts


def moved(base: Logistic, rows: Sequence[Row], ridge: float) -> Logistic:
    """A logistic regression over the rows that stays near the base.

    Args:
        base: where the weights start from, and are drawn to.
        rows: features and labels.
        ridge: how strongly they are drawn (the inverse variance of the prior).
    """
    if not rows:
        return base
    held = Counter(name for row in rows for name in row.named)
    known = {name for name, count in held.items() if count >= RAREST or name in base.weights} | {BIAS}
    table = DictVectorizer()
    matrix = table.fit_transform(
        [{name: value for name, value in row.named.items() if name in known} | {BIAS: 1.0} for row in rows]
    )
    prior = np.array([base.weights.get(name, 0.0) for name in table.feature_names_])
    sign = np.array([1.0 if row.label else -1.0 for row in rows])
    weight = np.array([row.weight for row in rows])

    def loss(weights: Any) -> tuple[float, Any]:
        odds = sign * (matrix @ weights)
        pull = weights - prior
        value = float(np.sum(weight * np.logaddexp(0, -odds)) + 0.5 * ridge * pull @ pull)
        return value, ridge * pull - matrix.T @ (weight * sign * expit(-odds))

    found = minimize(loss, prior, jac=True, method="L-BFGS-B").x
    own = {name: round(float(value), 4) for name, value in zip(table.feature_names_, found, strict=True)}
    return Logistic({name: value for name, value in sorted((dict(base.weights) | own).items()) if value})


def adapt(articles: Sequence[Annotated], base: Models) -> Adapted:
    """The models moved towards the articles, and what that does to articles that they have not seen.

    Args:
        articles: annotated.
        base: the models to start from.
    """
    fold = {one.id: int(one.index.analysis.article.sha256[:8], 16) % FOLDS for one in articles}
    unseen: list[Judged] = []
    for number in sorted(set(fold.values())):
        models = _fitted([one for one in articles if fold[one.id] != number], base)
        unseen += [_judged(one, models) for one in articles if fold[one.id] == number]
    least = base.policy.told
    if sum(len(one.gold) for one in articles) >= ENOUGH:
        least, _ = best(TOLD, lambda told: sum(_counts(unseen, told).figures()[2:]))
    moved_models = _fitted(articles, base)
    policy = base.policy.model_copy(update={"told": least})
    before = _counts([_judged(one, base) for one in articles], base.policy.told)
    return Adapted(replace(moved_models, policy=policy), before, _counts(unseen, least))


def _fitted(articles: Sequence[Annotated], base: Models) -> Models:
    """The base moved on the articles: slots first, then what drafts look like once they are filled by them."""
    slots = _by_model(row for one in articles for row in slot_rows(one, base))
    models = _moved(base, slots, SLOTS)
    filled = [filled_by(one, models) for one in articles]
    told = _by_model((name, row) for one in filled for name, rows in one.rows.items() for row in rows)
    models = _moved(models, told, ("told", "planned"))
    found = [judged(replace(one, models=models), models.policy) for one in filled]
    right = [row for one in found for row in one.right(one.least(models.policy))]
    return _moved(models, {"right": right}, ("right",))


def _moved(base: Models, rows: Mapping[str, Sequence[Row]], names: Iterable[str]) -> Models:
    changed: dict[str, Any] = {name: moved(getattr(base, name), rows.get(name, ()), RIDGE[name]) for name in names}
    return replace(base, **changed)


def _by_model(rows: Iterable[tuple[str, Row]]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for name, row in rows:
        found.setdefault(name, []).append(row)
    return found


def _judged(article: Annotated, models: Models) -> Judged:
    return judged(filled_by(article, models), models.policy)


def _counts(found: Sequence[Judged], least: float) -> Counts:
    rows = [one.counts(least) for one in found]
    return summed(rows) if rows else Counts(0, 0, 0, 0, 0, 0)
