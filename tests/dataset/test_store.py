"""Reading a dataset back."""

import datetime
import json
from decimal import Decimal
from pathlib import Path

import hazards
import pandas as pd
import pytest

import ruammit
from ruammit.dataset.store import VIEWS, Dataset
from ruammit.engines.run import extract_to
from ruammit.errors import DatasetError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "th.txt").write_text(
        "วันที่ 5 พฤษภาคม 2568 ไทยและเวียดนามลงนามบันทึกความเข้าใจด้านการศึกษา มูลค่า 12.5 ล้านบาท เพิ่มขึ้นร้อยละ 4",
        encoding="utf-8",
    )
    (folder / "vi.txt").write_text(
        "Ngày 19/11, Việt Nam và Thái Lan ký biên bản ghi nhớ về giáo dục, trị giá 12 triệu USD.\u2028Hết.",
        encoding="utf-8",
    )
    row = {
        "id": "=1+1",
        "text": "@SUM(A1) Việt Nam và Lào ký thỏa thuận trị giá 3 triệu USD.",
        "title": "+cmd|' /C calc'!A0",
    }
    (folder / "odd.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def dataset(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    out = tmp_path_factory.mktemp("dataset")
    extract_to([folder], out, engine=hazards.warm)
    return ruammit.open(out)


def test_frames_have_exact_values(dataset: Dataset) -> None:
    assert len(dataset) == 3
    money = dataset.money().set_index("article_id")
    assert money.loc["th", "amount"] == Decimal(12_500_000)
    dates = dataset.dates().set_index("article_id")
    assert dates.loc["th", "start"] == datetime.date(2025, 5, 5)
    assert dates.loc["vi", "start"] is None
    assert dates.loc["vi", "start_text"] == "XXXX-11-19"
    assert dataset.percent()["value"].tolist() == [Decimal(4)]
    assert set(dataset.articles()["id"]) == {"th", "vi", "=1+1"}
    assert dataset.rejected()["code"].tolist() == ["empty"]


def test_every_frame_agrees_with_the_extractions(dataset: Dataset) -> None:
    found = {x.id: x for x in dataset}
    for layer in ("money", "percent", "dates", "entities", "records"):
        frame: pd.DataFrame = getattr(dataset, layer)()
        assert frame.groupby("article_id").size().to_dict() == {
            name: len(getattr(x, layer)) for name, x in found.items() if getattr(x, layer)
        }
    records = [record for x in found.values() for record in x.records]
    assert len(dataset.record_parties()) == sum(len(record.parties) for record in records)
    amounts = dataset.record_amounts()
    assert len(amounts) == sum(len(record.amounts) for record in records) > 0
    assert Decimal(12_500_000) in amounts["value"].tolist()


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_answers(dataset: Dataset, view: str) -> None:
    assert dataset.arrow(view).num_rows == dataset.sql(f"select count(*) as n from {view}")["n"][0].as_py()
    assert "part" not in dataset.arrow(view).column_names


def test_one_extraction(dataset: Dataset, folder: Path) -> None:
    assert dataset.extraction("th") == ruammit.extract(folder / "th.txt")
    with pytest.raises(DatasetError, match="no article 'x'"):
        dataset.extraction("x")


@pytest.mark.parametrize(
    "query",
    [
        "select * from '/etc/hostname'",
        "select * from read_csv('/etc/hostname')",
        "select * from glob('/*')",
        "copy (select 1) to 'x.csv'",
        "attach 'x.db'",
        "install httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "export database 'x'",
        "select nonsense",
        "",
    ],
)
def test_sql_sees_nothing_but_the_dataset(
    dataset: Dataset, query: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DatasetError):
        dataset.sql(query)
    assert not list(tmp_path.iterdir())


def test_what_a_query_makes_or_drops_no_later_one_meets(dataset: Dataset) -> None:
    rows = dataset.arrow("records").num_rows
    for query in ("CREATE TEMP TABLE mine AS SELECT 1; SELECT 1", "DROP VIEW records; SELECT 1"):
        assert dataset.sql(query).num_rows == 1
    with pytest.raises(DatasetError, match="mine"):
        dataset.sql("SELECT * FROM mine")
    assert dataset.arrow("records").num_rows == rows


def test_what_is_no_dataset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no dataset here"):
        ruammit.open(tmp_path)
    with pytest.raises(DatasetError, match="no dataset here"):
        ruammit.open(tmp_path / "nowhere")


def test_a_part_that_is_damaged_is_named(folder: Path, tmp_path: Path) -> None:
    extract_to([folder], tmp_path / "out", engine=hazards.warm)
    (path,) = (tmp_path / "out" / "articles").glob("*.parquet")
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(DatasetError, match=path.name):
        ruammit.open(tmp_path / "out")
