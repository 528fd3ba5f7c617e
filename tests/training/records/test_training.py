"""Training from end to end, on the packs' own examples: the models learn what the examples say."""

import pytest

pytest.importorskip("sklearn")

from ruammit.records.finder import find_records
from ruammit.records.scoring import Features, Policy
from ruammit.training.records.align import aligned
from ruammit.training.records.card import calibration_error
from ruammit.training.records.corpus import example_sources
from ruammit.training.records.fit import crossed, fit, fit_all, folds_of, rows_of
from ruammit.training.records.measured import judged, summed
from ruammit.training.records.rows import Annotated, Row, annotated
from ruammit.training.records.thresholds import best


@pytest.fixture(scope="module")
def articles() -> list[Annotated]:
    return [annotated(source.article, source.records, source.judged) for source in list(example_sources())[::4]]


def test_a_draft_is_aligned_with_the_record_of_its_kind_and_figures(articles: list[Annotated]) -> None:
    told = [(draft, aligned(a.index, draft, a.placed)) for a in articles for draft in a.drafts]
    assert sum(gold is not None for _, gold in told) > len(articles) / 3
    assert all(gold is None or gold.row.kind is draft.kind for draft, gold in told)


def test_folds_do_not_depend_on_the_order(articles: list[Annotated]) -> None:
    assert folds_of(articles) == folds_of(articles[::-1])


def test_models_learn_what_the_examples_say(articles: list[Annotated]) -> None:
    rows = rows_of(articles)
    folds = crossed(articles, rows, Policy())
    found = [judged(one, Policy()) for one in folds]
    right = [row for one in found for row in one.right(0.3)]
    models = fit_all(rows, folds, right, Policy(told=0.3, told_short=0.3))
    counted = summed(one.counts(0.3) for one in found)
    assert counted.gold == sum(len(article.gold) for article in articles)
    again = [find_records(article.index.analysis, models).values for article in articles]
    silent = [len(records) for records, article in zip(again, articles, strict=True) if not article.gold]
    spoken = [len(records) for records, article in zip(again, articles, strict=True) if article.gold]
    assert sum(silent) / max(1, len(silent)) < sum(spoken) / len(spoken)


def test_a_feature_that_decides_gets_the_weight() -> None:
    rows = [Row(Features([], {"yes": n % 2, "noise": n % 3}), bool(n % 2), str(n)) for n in range(60)]
    model = fit(rows, ridge=1.0)
    assert model.weights["yes"] > 1 > abs(model.weights.get("noise", 0.0))


def test_words_count_less_than_signs() -> None:
    rows = [Row(Features(["sign"] * (n % 2), {}, {"in": ["word"] * (n % 2)}), bool(n % 2), str(n)) for n in range(60)]
    weights = fit(rows, ridge=1.0).weights
    assert 0 < weights["in word"] < weights["sign"]


def test_one_label_teaches_nothing() -> None:
    assert fit([Row(Features(["a"]), True, "x")] * 10, ridge=1.0).weights == {"bias": 0.0}


def test_features_in_too_few_rows_teach_nothing() -> None:
    assert fit([Row(Features(["a"]), True, "x"), Row(Features(["b"]), False, "y")], ridge=1.0).weights == {"bias": 0.0}


def test_best_and_calibration() -> None:
    assert best([0.1, 0.2, 0.3], lambda value: -abs(value - 0.2))[0] == 0.2
    assert calibration_error([0.25] * 4, [True, False, False, False]) == 0
    assert calibration_error([0.95] * 4, [False] * 4) == pytest.approx(0.95)
