"""Records below a score: left out of extractions, of datasets as they are written, and of datasets as they are read."""

import json
import math
import shutil
from functools import partial
from pathlib import Path

import hazards
import pytest

import ruammit
from ruammit.dataset.store import Dataset
from ruammit.engines.options import Options
from ruammit.engines.run import extract_to
from ruammit.scores import at_least
from ruammit.views.report import report_html

CORPUS = Path(__file__).parents[1] / "corpus" / "articles"
ARTICLE = CORPUS / "vi-hai-phong-antwerp.txt"

extract = partial(extract_to, engine=hazards.warm)


@pytest.fixture(scope="module")
def whole() -> ruammit.Extraction:
    return ruammit.extract(ARTICLE)


@pytest.fixture(scope="module")
def middle(whole: ruammit.Extraction) -> float:
    """The score of a record of the article, with records below it and above it."""
    scores = sorted({record.score for record in whole.records})
    assert len(scores) > 2
    return scores[len(scores) // 2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    shutil.copy(ARTICLE, articles)
    return articles


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("scores") / "out"
    extract([ARTICLE], out)
    return out


def ids(dataset: Dataset) -> set[str]:
    return set(dataset.records()["id"])


def test_records_of_a_lower_score_are_left_out_and_nothing_else(whole: ruammit.Extraction, middle: float) -> None:
    found = ruammit.extract(ARTICLE, min_score=middle)
    assert [r.id for r in found.records] == [r.id for r in whole.records if r.score >= middle]
    assert 0 < len(found.records) < len(whole.records)
    assert whole.min_score is None
    assert found == whole.model_copy(update={"records": found.records, "min_score": middle})
    assert list(ruammit.extract_all(ARTICLE, min_score=middle)) == [found]


def test_the_higher_of_two_scores_holds(whole: ruammit.Extraction, middle: float) -> None:
    high, low = at_least(whole, middle), at_least(whole, 0.0)
    assert low.records == whole.records
    assert at_least(high, 0.0) == high
    assert at_least(low, middle) == high


@pytest.mark.parametrize("score", [-0.01, 1.01, 60, math.nan, math.inf])
def test_what_is_no_score_is_told_with_the_cure(score: float, dataset: Path) -> None:
    for attempt in (
        lambda: ruammit.extract(ARTICLE, min_score=score),
        lambda: list(ruammit.extract_all(ARTICLE, min_score=score)),
        lambda: ruammit.open(dataset, min_score=score),
        lambda: Options(min_score=score),
    ):
        with pytest.raises(ruammit.RuammitError, match=r"min_score: .* from 0 to 1"):
            attempt()


def test_a_dataset_remembers_the_score_it_was_made_with(
    folder: Path, tmp_path: Path, whole: ruammit.Extraction, middle: float
) -> None:
    out = tmp_path / "out"
    kept = {record.id for record in whole.records if record.score >= middle}
    assert extract([folder], out, options=Options(min_score=middle)).records == len(kept)
    assert ids(ruammit.open(out)) == kept
    assert next(ruammit.open(out).extractions()).min_score == middle
    assert extract([folder], out, options=Options(min_score=middle)).unchanged == 1
    assert extract([folder], out).extracted == 1
    assert ids(ruammit.open(out)) == {record.id for record in whole.records}
    assert next(ruammit.open(out).extractions()) == whole


def test_a_dataset_is_read_above_a_score(
    folder: Path, tmp_path: Path, whole: ruammit.Extraction, middle: float
) -> None:
    out = tmp_path / "out"
    extract([folder], out, options=Options(reextract=True))
    extract([folder], out, options=Options(reextract=True))  # now some rows stand for others
    dataset = ruammit.open(out, min_score=middle)
    expected = at_least(whole, middle)
    kept = {record.id for record in expected.records}
    assert ids(dataset) == kept
    assert set(dataset.record_parties()["record_id"]) == kept
    assert {source.record for record in dataset.merged() for source in record.sources} == kept
    assert list(dataset) == [expected]
    ruammit.export(dataset, "jsonl", tmp_path / "all.jsonl")
    (line,) = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    assert {record["id"] for record in json.loads(line)["records"]} == kept
    assert f"<dd>{len(kept)}</dd>" in report_html(dataset)
    assert len(ids(ruammit.open(out))) == len(whole.records)
