"""Record models of a user's own: moved from the package's, written, and used by a run."""

from pathlib import Path

import pytest
from hazards import warm

import ruammit
from ruammit.engines.options import Options
from ruammit.engines.run import extract_to
from ruammit.errors import ModelError
from ruammit.pipeline import extract_article
from ruammit.readers.articles import read_article
from ruammit.records.scoring import BIAS, Features, Logistic, identity, load
from ruammit.training.records.adapt import moved
from ruammit.training.records.own import model_json
from ruammit.training.records.rows import Row

SIGN = Features(["sign"])
ARTICLE = Path(__file__).parents[3] / "corpus" / "articles" / "vi-can-tho-oda-loan.txt"


def rows(label: bool, count: int) -> list[Row]:
    return [Row(SIGN, label, str(number)) for number in range(count)]


def test_without_rows_a_model_stays_as_it_is() -> None:
    base = Logistic({BIAS: -1.0, "sign": 2.0})
    assert moved(base, [], 1.0) is base


def test_the_more_rows_object_the_further_a_model_moves() -> None:
    base = Logistic({BIAS: 0.0, "sign": 2.0})
    probabilities = [moved(base, rows(False, count), 3.0).probability(SIGN) for count in (1, 5, 50, 500)]
    assert probabilities == sorted(probabilities, reverse=True)
    assert base.probability(SIGN) > probabilities[0] > 0.5 > probabilities[-1]


def test_rows_that_agree_move_nothing_the_other_way() -> None:
    base = Logistic({BIAS: 0.0, "sign": 2.0, "unseen": 0.7})
    found = moved(base, rows(True, 20), 1.0)
    assert found.probability(SIGN) >= base.probability(SIGN)
    assert found.weights["unseen"] == 0.7


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder that takes nothing for a record."""
    folder = tmp_path_factory.mktemp("model")
    models = load()
    never = Logistic(dict(models.told.weights) | {BIAS: -30.0})
    from dataclasses import replace

    (folder / "model.json").write_text(model_json(replace(models, told=never)), encoding="utf-8")
    return folder


def test_an_article_is_read_by_the_models_of_the_folder(strict: Path) -> None:
    article = read_article(ARTICLE)
    own, other = extract_article(article), extract_article(article, model=str(strict))
    assert own.records
    assert not other.records
    assert (own.model, other.model) == (None, identity(str(strict)))
    assert own.money == other.money


def test_a_dataset_of_other_models_is_extracted_anew(strict: Path, tmp_path: Path) -> None:
    def run(model: str | None) -> tuple[int, int]:
        summary = extract_to([str(ARTICLE)], str(tmp_path / "out"), engine=warm, options=Options(model=model))
        return summary.extracted, len(next(iter(ruammit.open(tmp_path / "out"))).records)

    assert run(None)[0] == 1
    assert run(str(strict)) == (1, 0)
    assert run(str(strict)) == (0, 0)
    assert run(None)[0] == 1


def test_a_folder_without_models_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.json: the record model is missing"):
        identity(str(tmp_path))
    (tmp_path / "model.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="no record model"):
        identity(str(tmp_path))
