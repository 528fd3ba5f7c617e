"""The weights read from a model's file are CRFsuite's, and what the tagger makes of them is what CRFsuite would."""

from pathlib import Path

import pycrfsuite
import pytest

from ruammit import languages
from ruammit.analysis import Analysis
from ruammit.entities.finder import found_by_rules
from ruammit.entities.tagger.features import FeatureMaker
from ruammit.entities.tagger.model import MODEL, load
from ruammit.entities.tagger.tag import Tagger
from ruammit.entities.tagger.weights import read_weights
from ruammit.readers.articles import read_article

ARTICLES = sorted((Path(__file__).parents[3] / "corpus/articles").glob("th-*.txt"))


def folder() -> Path:
    found = languages.pack("th").tagger
    assert found is not None
    return found


def test_the_weights_are_those_that_crfsuite_tells() -> None:
    model = pycrfsuite.Tagger()
    model.open(str(folder() / MODEL))
    labels, attributes, values = read_weights(folder() / MODEL)
    assert sorted(labels) == sorted(model.labels())
    found = {
        (name, label): weight
        for name, of in zip(attributes, values, strict=True)
        for label, weight in zip(labels, of, strict=True)
        if weight
    }
    assert found == pytest.approx(model.info().state_features, abs=1e-6)  # which are printed with six digits


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_tags_and_probabilities_are_those_of_crfsuite_on_the_features_themselves(path: Path) -> None:
    pack = languages.pack("th")
    analysis = Analysis(read_article(path))
    rules, _ = found_by_rules(analysis)
    _, clusters = load(folder(), "th")
    tagger = Tagger(pack, clusters, folder() / MODEL)
    tags = tagger.tags(analysis, rules)
    plain = pycrfsuite.Tagger()
    plain.open(str(folder() / MODEL))
    rows = FeatureMaker(pack, clusters).names(analysis.text, analysis.tokens, rules)
    assert plain.tag(rows) == tags
    for at in range(len(rows)):
        told = [tagger.model.marginal(label, at) for label in plain.labels()]
        assert told == pytest.approx([plain.marginal(label, at) for label in plain.labels()], abs=1e-7)
