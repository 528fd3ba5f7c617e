"""Fitting the models, in cross-validation by article: every row is judged by models that have not seen its article.

The slots' models come first; with them, drafts of unseen articles are filled, and what they then look like teaches
whether they are records (`told`, `planned`) and whether they are right as they stand (`right`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from ruammit.records.features import told_features, with_others
from ruammit.records.filled import Filled
from ruammit.records.scoring import BIAS, MODELS, Features, Logistic, Models, Policy, model_of
from ruammit.records.selection import filled_drafts
from ruammit.records.slots.status import status_features
from ruammit.records.subject_model import SubjectModel
from ruammit.training.records.rows import Annotated, Row, Rows, slot_rows
from ruammit.training.records.subjects import SubjectRow, fit_subjects, subject_rows

__all__ = [
    "FOLDS",
    "Fold",
    "crossed",
    "fit",
    "fit_all",
    "folds_of",
    "nothing",
    "rows_of",
    "subject_models",
]

FOLDS = 5
RIDGE = {
    "side": 1.0,
    "giver": 2.0,
    "period": 4.0,
    "told": 3.0,
    "planned": 4.0,
    "sector": 3.0,
    "right": 5.0,
}
"""Strength of the ridge penalty by model (1/C)."""
RAREST = 4
"""Rows that must hold a feature for it to be learnt from."""
LEAST = 0.02
"""Weights of the final models nearer to nothing are left out: half of all; on `dev` two of 395 records change."""
SLOTS = ("side", "giver", "period", "sector")
"""The models whose rows need no other model."""


def fit(rows: Sequence[Row], ridge: float) -> Logistic:
    """The logistic regression over the rows; one that says nothing where a label or every feature is too rare."""
    labels = np.array([row.label for row in rows])
    if len(set(labels.tolist())) < 2:
        return Logistic({BIAS: 0.0})
    held = Counter(name for row in rows for name in row.named)
    kept = [{name: value for name, value in row.named.items() if held[name] >= RAREST} for row in rows]
    if not any(kept):
        return Logistic({BIAS: 0.0})
    table = DictVectorizer()
    matrix = table.fit_transform(kept)
    model = LogisticRegression(C=1 / ridge, max_iter=2000)
    model.fit(matrix, labels, sample_weight=[row.weight for row in rows])
    weights = {name: round(float(weight), 4) for name, weight in zip(table.feature_names_, model.coef_[0], strict=True)}
    return Logistic({BIAS: round(float(model.intercept_[0]), 4)} | {n: w for n, w in sorted(weights.items()) if w})


def nothing(policy: Policy | None = None) -> Models:
    """Models without weights."""
    return Models(policy=policy or Policy(), **{name: model_of(name, {BIAS: 0.0}) for name in MODELS})


def folds_of(articles: Iterable[Annotated]) -> dict[str, int]:
    """Article to fold, by its text's hash: the same for the same articles, whatever their order."""
    return {article.id: int(article.index.analysis.article.sha256[:8], 16) % FOLDS for article in articles}


@dataclass(frozen=True, eq=False)
class Fold:
    """An article filled by models that have not seen it."""

    article: Annotated
    models: Models
    filled: tuple[tuple[Filled, Features], ...]
    rows: Rows = field(default_factory=lambda: defaultdict(list))


def _by_model(rows: Iterable[tuple[str, Row]]) -> Rows:
    found: Rows = defaultdict(list)
    for name, row in rows:
        found[name].append(row)
    return found


def with_slots(rows: Rows, leave: frozenset[str], policy: Policy) -> Models:
    """Models of the slots, fitted on the rows of all articles but those to leave out."""
    fitted: dict[str, Any] = {
        name: fit([row for row in rows[name] if row.article not in leave], RIDGE[name]) for name in SLOTS
    }
    return replace(nothing(policy), **fitted)


def filled_by(article: Annotated, models: Models) -> Fold:
    """The article's drafts filled by the models, with the rows that they give for `told` and `planned`."""
    pairs_of = [(filled, told_features(article.index, filled)) for filled in filled_drafts(article.index, models)]
    with_others(pairs_of)
    rows: Rows = defaultdict(list)
    for filled, features in pairs_of:
        gold = article.told_by(filled.draft)
        if not article.knows(filled.draft) or (gold is None and _retold(filled, article)):
            continue
        rows["told"].append(Row(features, gold is not None, article.id, article.weight))
        if gold is not None:
            status = status_features(article.index, filled)
            rows["planned"].append(Row(status, str(gold.row.status) == "planned", article.id, article.weight))
    return Fold(article, models, tuple(pairs_of), rows)


def _retold(filled: Filled, article: Annotated) -> bool:
    """Whether the draft may tell an annotated record once more: the annotation quotes one of its tellings only."""
    return any(
        gold.row.kind is filled.draft.kind and filled.keys >= gold.sides and len(gold.sides) > 1
        for gold in article.placed
    )


def _with(filled: Sequence[Fold], fold: Mapping[str, int], names: Iterable[str]) -> list[Fold]:
    """The articles with further models, each fitted on the other folds."""
    names = tuple(names)
    fitted: list[dict[str, Any]] = []
    for number in range(FOLDS):
        others = [one for one in filled if fold[one.article.id] != number]
        fitted.append(
            {name: fit([row for one in others for row in one.rows.get(name, ())], RIDGE[name]) for name in names}
        )
    return [replace(one, models=replace(one.models, **fitted[fold[one.article.id]])) for one in filled]


def subject_models(articles: Sequence[Annotated], marked: Sequence[SubjectRow] = ()) -> list[SubjectModel]:
    """Of every fold the model of subjects that is fitted on the others, and on the rows of further articles."""
    fold = folds_of(articles)
    rows = [row for article in articles for row in subject_rows(article)]
    return [fit_subjects([*(row for row in rows if fold[row.article] != number), *marked]) for number in range(FOLDS)]


def rows_of(articles: Iterable[Annotated]) -> Rows:
    """The rows of the slots' models, of all articles."""
    return _by_model(row for article in articles for row in slot_rows(article, nothing()))


def crossed(
    articles: Sequence[Annotated], rows: Rows, policy: Policy, subjects: Sequence[SubjectModel] | None = None
) -> list[Fold]:
    """Every article filled and scored by models that have not seen it.

    Args:
        articles: annotated.
        rows: `rows_of` the articles, and of others.
        policy: the thresholds.
        subjects: `subject_models` of the articles, where they are fitted already.
    """
    subjects = subject_models(articles) if subjects is None else subjects
    fold = folds_of(articles)
    filled: list[Fold] = []
    for number in range(FOLDS):
        inside = frozenset(article.id for article in articles if fold[article.id] == number)
        models = replace(with_slots(rows, inside, policy), subject=subjects[number])
        filled += [filled_by(article, models) for article in articles if article.id in inside]
    return _with(filled, fold, ("told", "planned"))


def fit_all(
    rows: Rows,
    folds: Sequence[Fold],
    right: Sequence[Row],
    policy: Policy,
    marked: Sequence[SubjectRow] = (),
) -> Models:
    """The models fitted on all articles.

    Args:
        rows: `rows_of` all articles.
        folds: all articles, filled by models that have not seen them.
        right: the rows of `right`: what records look like to models that have not seen their article.
        policy: the thresholds.
        marked: rows of further articles, of which subjects alone are annotated.
    """
    fitted: dict[str, Any] = {name: _final(rows[name], name) for name in SLOTS}
    for name in ("told", "planned"):
        fitted[name] = _final([row for one in folds for row in one.rows.get(name, ())], name)
    fitted["right"] = _final(right, "right")
    subjects = [row for one in folds for row in subject_rows(one.article)]
    fitted["subject"] = fit_subjects([*subjects, *marked])
    return Models(policy=policy, **fitted)


def _final(rows: Sequence[Row], name: str) -> Logistic:
    """The model of that name without the weights that are next to nothing."""
    weights = fit(rows, RIDGE[name]).weights
    return Logistic({feature: weight for feature, weight in weights.items() if abs(weight) >= LEAST or feature == BIAS})
