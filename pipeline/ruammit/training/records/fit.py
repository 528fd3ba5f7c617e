"""Fitting the models, in cross-validation by article: every row is judged by models that have not seen its article.

The slots' models come first; with them, drafts of unseen articles are filled, and what they then look like teaches
whether they are records (`told`, `planned`) and whether they are right as they stand (`right`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from ruammit.evaluation.records import pairs, slots, whole
from ruammit.ontology.model import ontology
from ruammit.records.build import record, subjects_of
from ruammit.records.features import right_features, told_features, with_others
from ruammit.records.filled import Filled
from ruammit.records.scoring import BIAS, MODELS, Features, Logistic, Models, Policy, model_of
from ruammit.records.selection import clusters_of, filled_drafts
from ruammit.records.slots.status import status_features
from ruammit.records.subject_model import SubjectModel
from ruammit.schema import Record
from ruammit.training.records.align import aligned
from ruammit.training.records.rows import Annotated, Row, Rows, slot_rows
from ruammit.training.records.subjects import SubjectRow, fit_subjects, subject_rows

__all__ = [
    "FOLDS",
    "Counts",
    "Fold",
    "Judged",
    "crossed",
    "fit",
    "fit_all",
    "folds_of",
    "judged",
    "nothing",
    "subject_models",
    "summed",
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
        gold = aligned(article.index, filled.draft, article.placed)
        if filled.draft.follows or (gold is None and _retold(filled, article)):
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


def crossed(
    articles: Sequence[Annotated], policy: Policy, subjects: Sequence[SubjectModel] | None = None
) -> tuple[Rows, list[Fold]]:
    """The rows of the slots' models, and every article filled and scored by models that have not seen it.

    Args:
        articles: annotated.
        policy: the thresholds.
        subjects: `subject_models` of the articles, where they are fitted already.
    """
    subjects = subject_models(articles) if subjects is None else subjects
    rows = _by_model(row for article in articles for row in slot_rows(article, nothing(policy)))
    fold = folds_of(articles)
    filled: list[Fold] = []
    for number in range(FOLDS):
        inside = frozenset(article.id for article in articles if fold[article.id] == number)
        models = replace(with_slots(rows, inside, policy), subject=subjects[number])
        filled += [filled_by(article, models) for article in articles if article.id in inside]
    return rows, _with(filled, fold, ("told", "planned"))


@dataclass(frozen=True, eq=False)
class Judged:
    """What an article's drafts tell, by models that have not seen it: records, likeliest first, beside the annotation.

    Attributes:
        article: the annotated article.
        told: of each record the probability that it is one.
        records: the records.
        features: of each record what `right` weighs.
        subjects: of each record the probability that the likeliest stretch is its subject.
    """

    article: Annotated
    told: tuple[float, ...]
    records: tuple[Record, ...]
    features: tuple[Features, ...]
    subjects: tuple[float, ...]

    def least(self, policy: Policy) -> float:
        """The probability from which the policy tells the article's records."""
        return policy.least(self.article.index.lead)

    def counts(self, least: float) -> Counts:
        """How the records from that probability on compare with the annotation."""
        gold = [slots(row) for row in self.article.gold]
        found = [slots(row) for row, told in zip(self.records, self.told, strict=True) if told >= least]
        matched = pairs(gold, found)
        common = sum(len(gold[i] & found[j]) for i, j in matched)
        return Counts(len(matched), len(found), len(gold), common, sum(map(len, found)), sum(map(len, gold)))

    def right(self, least: float) -> list[Row]:
        """Of every record from that probability on whether it is an annotated one, right in every slot but sectors."""
        records = [row for row, told in zip(self.records, self.told, strict=True) if told >= least]
        gold = self.article.gold
        matched = {j: i for i, j in pairs([slots(row) for row in gold], [slots(row) for row in records])}
        rows = []
        for at, (told, features) in enumerate(zip(records, self.features, strict=False)):
            directed = bool(ontology().kinds[told.kind].roles)
            right = at in matched and whole(gold[matched[at]], told, directed)
            rows.append(Row(features, right, self.article.id))
        return rows


class Counts(NamedTuple):
    """Records and slots: right, told, annotated."""

    right: int
    told: int
    gold: int
    slots_right: int
    slots_told: int
    slots_gold: int

    def figures(self) -> tuple[float, float, float, float]:
        """Precision, recall and F1 of records, F1 of slots."""
        return (
            self.right / max(1, self.told),
            self.right / max(1, self.gold),
            2 * self.right / max(1, self.told + self.gold),
            2 * self.slots_right / max(1, self.slots_told + self.slots_gold),
        )


def summed(rows: Iterable[Counts]) -> Counts:
    """The counts of many articles together."""
    return Counts(*(sum(column) for column in zip(*rows, strict=True)))


def judged(one: Fold, policy: Policy) -> Judged:
    """What the article's drafts tell by the models that have not seen it."""
    models = replace(one.models, policy=policy)
    index = one.article.index
    found = clusters_of(index, models) if index.weight else []
    right = tuple(right_features(index, cluster) for cluster in found)
    subjects = subjects_of(index, found, models)
    each = zip(found, right, subjects, strict=True)
    return Judged(
        one.article,
        tuple(cluster.told for cluster in found),
        tuple(record(index, cluster, found, models, row, subject) for cluster, row, subject in each),
        right,
        tuple(likely.sure if likely else 0.0 for likely in subjects),
    )


def fit_all(
    rows: Rows, folds: Sequence[Fold], found: Sequence[Judged], policy: Policy, marked: Sequence[SubjectRow] = ()
) -> Models:
    """The models fitted on all articles; `right` on what records look like to models that have not seen them."""
    fitted: dict[str, Any] = {name: fit(rows[name], RIDGE[name]) for name in SLOTS}
    for name in ("told", "planned"):
        fitted[name] = fit([row for one in folds for row in one.rows.get(name, ())], RIDGE[name])
    fitted["right"] = fit([row for one in found for row in one.right(one.least(policy))], RIDGE["right"])
    subjects = [row for one in folds for row in subject_rows(one.article)]
    fitted["subject"] = fit_subjects([*subjects, *marked])
    return Models(policy=policy, **fitted)
