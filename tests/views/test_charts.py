"""Charts: each from two records as from many, none adding amounts up."""

import shutil
from pathlib import Path

import pytest
from hazards import warm

import ruammit
from ruammit.dataset.store import Dataset
from ruammit.engines.run import extract_to
from ruammit.views.charts import CHARTS, flows, network, partners, timeline, world

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("nothing")
    (folder / "a.txt").write_text("Hôm nay trời nắng đẹp, nhiều người dân thành phố ra công viên đi dạo.", "utf-8")
    extract_to([str(folder / "a.txt")], str(folder / "out"), engine=warm)
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


@pytest.mark.parametrize(("locale", "word"), [("th", "เบลเยียม"), ("vi", "Bỉ"), ("en", "Belgium")])
def test_charts_speak_the_locale(dataset: Dataset, locale: str, word: str) -> None:
    assert word in str(partners(dataset, locale=locale).to_dict())


def test_the_map_draws_a_line_from_the_investor_with_an_arrow(dataset: Dataset) -> None:
    lines = [line for line in world(dataset).to_dict()["datasets"]["lines"] if "investment" in line["says"]]
    sides = dataset.sql("SELECT DISTINCT record_id, role, country FROM record_parties WHERE kind = 'investment'")
    givers = {row["country"] for row in sides.to_pylist() if row["role"] == "source"}
    assert any(line["says"].startswith("Belgium → Vietnam") for line in lines)
    for line in lines:
        if " → " in line["says"]:
            assert line["link"].split("country=")[1][:2] in givers


def test_a_text_under_two_names_counts_once(tmp_path: Path) -> None:
    once, twice = tmp_path / "once", tmp_path / "twice"
    for folder, names in ((once, "a"), (twice, "ab")):
        folder.mkdir()
        for name in names:
            shutil.copy(CORPUS / "th-haiphong-antwerp.txt", folder / f"{name}.txt")
        extract_to([str(folder)], str(folder / "out"), engine=warm)
    charts = [ruammit.open(folder / "out") for folder in (once, twice)]
    assert [timeline(one).to_dict() for one in charts[:1]] == [timeline(two).to_dict() for two in charts[1:]]
    assert world(charts[0]).to_dict() == world(charts[1]).to_dict()


def test_the_network_leaves_what_is_between_states_to_the_matrix(dataset: Dataset) -> None:
    drawn = str(network(dataset).to_dict())
    assert "Hai Phong – Belgium" in drawn or "Belgium – Hai Phong" in drawn
    assert "Belgium – Vietnam:" not in drawn


def test_marks_lead_to_their_records_only_in_a_report(dataset: Dataset) -> None:
    for chart in CHARTS.values():
        assert "href" not in str(chart(dataset).to_dict())
        assert "href" in str(chart(dataset, linked=True).to_dict())


def test_a_currency_is_a_code(dataset: Dataset) -> None:
    with pytest.raises(ValueError, match="ISO 4217"):
        flows(dataset, currency="US'; DROP")
