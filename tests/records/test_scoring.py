"""The learned parts: what a file must hold, and what it is refused for."""

import json
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from ruammit.analysis import Analysis
from ruammit.errors import ModelError
from ruammit.examples import article_of
from ruammit.ontology.model import ontology
from ruammit.pipeline import run
from ruammit.records.index import ArticleIndex
from ruammit.records.scoring import MODELS, Features, Logistic, load, sigmoid
from ruammit.records.selection import scored_drafts

SHIPPED = json.loads(resources.files("ruammit.records").joinpath("data/model.json").read_text(encoding="utf-8"))


def test_the_shipped_model_has_every_part() -> None:
    models = load()
    assert all(getattr(models, name).weights for name in MODELS)
    assert 0 < models.policy.told < 1


@pytest.mark.parametrize(
    "change",
    [
        {"format": 0},
        {"weights": {name: table for name, table in SHIPPED["weights"].items() if name != "told"}},
        {"policy": {**SHIPPED["policy"], "told": "often"}},
        {"policy": {**SHIPPED["policy"], "mood": 0.5}},
        {"names": {**SHIPPED["names"], "frames": [*SHIPPED["names"]["frames"], "frame-that-is-gone"]}},
    ],
)
def test_a_model_that_does_not_fit_is_an_error(change: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_text(json.dumps({**SHIPPED, **change}), encoding="utf-8")
    with pytest.raises(ModelError, match=r"model\.json"):
        load(path)


def test_a_model_that_is_missing_or_damaged_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        load(tmp_path / "none.json")
    (tmp_path / "half.json").write_text(json.dumps(SHIPPED)[:1000], encoding="utf-8")
    with pytest.raises(ModelError, match=r"half\.json: no record model: ") as error:
        load(tmp_path / "half.json")
    assert "\n" not in str(error.value)


def test_what_a_feature_adds() -> None:
    model = Logistic({"bias": -1.0, "signed": 2.0, "hope": -0.5})
    features = Features(["signed"], {"hope": 2.0, "unknown": 5.0})
    assert model.odds(features) == 0
    assert model.probability(features) == 0.5
    assert model.telling(features, 1) == [("signed", 2.0)]
    assert sigmoid(-1000) > 0


def test_a_crossed_feature_adds_the_weights_of_all_its_names() -> None:
    model = Logistic({"bias": 0.0, "near": 1.0, "near|trade": 0.5, "rank.1|home": 0.25, "far|trade": -0.5})
    features = Features([("near", "trade", "home"), ("rank.1|", "trade", "home")], {("far|", "trade"): 2.0})
    assert model.odds(features) == 1 + 0.5 + 0.25 - 2 * 0.5
    assert features.named() == {
        "near": 1, "near|trade": 1, "near|home": 1, "rank.1|trade": 1, "rank.1|home": 1, "far|trade": 2,
    }  # fmt: skip
    assert model.odds(Features([("unknown", "trade"), "unknown"])) == 0


def test_a_kind_without_training_data_is_scored_by_its_prior() -> None:
    models = load()
    text = "ไทยและเวียดนามลงนามบันทึกความเข้าใจด้านการเกษตร"
    index = ArticleIndex(run(Analysis(article_of(text, "th")), until="entities"))
    known = scored_drafts(index, models)
    weights = {name: weight for name, weight in models.told.weights.items() if not name.startswith("kind.")}
    unknown = scored_drafts(index, replace(models, told=Logistic(weights)))
    assert known
    assert unknown
    assert {scored.told for scored in unknown} == {sigmoid(ontology().kinds[k].prior) for k in ("agreement",)}
    assert known[0].told != unknown[0].told
