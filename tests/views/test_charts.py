"""Charts: each from two records as from many, none adding amounts up."""

from pathlib import Path

import pytest

import ruammit
from ruammit.dataset.store import Dataset
from ruammit.engines.run import extract_to
from ruammit.views.charts import CHARTS, flows


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("nothing")
    (folder / "a.txt").write_text("Hôm nay trời nắng đẹp, nhiều người dân thành phố ra công viên đi dạo.", "utf-8")
    extract_to([str(folder / "a.txt")], str(folder / "out"), workers=1)
    return ruammit.open(folder / "out")


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_draws_the_corpus(name: str, dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    CHARTS[name](dataset).save(path)
    assert path.read_text("utf-8").count("<path") > 5


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_says_that_there_is_nothing(name: str, nothing: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    CHARTS[name](nothing).save(path)
    assert "no records to draw" in path.read_text("utf-8")


def test_flows_go_from_the_giver_to_the_taker(dataset: Dataset) -> None:
    chart = flows(dataset, kinds=("investment",)).to_dict()
    (rows,) = chart["datasets"].values()
    belgian = [row for row in rows if row["value"] == 758_500_000]
    assert belgian
    assert {row["pair"] for row in belgian} <= {"Belgium → Vietnam"}


def test_a_currency_is_a_code(dataset: Dataset) -> None:
    with pytest.raises(ValueError, match="ISO 4217"):
        flows(dataset, currency="US'; DROP")
