"""Reading a dataset back."""

import datetime
import json
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import hazards
import pandas as pd
import pytest
import spacy
from spacy.tokens import DocBin

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
    extract_to([folder], out, engine=lambda _: hazards.kept(1))
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


def test_what_is_no_dataset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no dataset here"):
        ruammit.open(tmp_path)
    with pytest.raises(DatasetError, match="no dataset here"):
        ruammit.open(tmp_path / "nowhere")


def test_a_part_that_is_damaged_is_named(folder: Path, tmp_path: Path) -> None:
    extract_to([folder], tmp_path / "out", engine=lambda _: hazards.kept(1))
    (path,) = (tmp_path / "out" / "articles").glob("*.parquet")
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(DatasetError, match=path.name):
        ruammit.open(tmp_path / "out")


# --- exports ---------------------------------------------------------------------------------------------------------


def test_jsonl_has_an_extraction_a_line(dataset: Dataset, tmp_path: Path) -> None:
    dataset.export("jsonl", tmp_path / "x.jsonl")
    lines = (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()
    assert [ruammit.Extraction.model_validate_json(line) for line in lines] == list(dataset)


def test_csv_is_read_back_and_runs_nothing(dataset: Dataset, tmp_path: Path) -> None:
    dataset.export("csv", tmp_path / "csv")
    money = pd.read_csv(tmp_path / "csv" / "money.csv", dtype=str).set_index("article_id")
    assert money.loc["th", "amount"] == "12500000"
    articles = pd.read_csv(tmp_path / "csv" / "articles.csv", dtype=str)
    assert "'=1+1" in set(articles["id"])
    assert not articles.map(lambda value: str(value)[:1] in "=+-@").any(axis=None)


def test_xlsx_holds_text_as_text(dataset: Dataset, tmp_path: Path) -> None:
    dataset.export("xlsx", tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        strings = set(re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode()))
    assert len(sheets) == 10
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
    assert {"=1+1", "12500000"} <= strings


def test_the_overview_says_every_record_in_words(dataset: Dataset, tmp_path: Path) -> None:
    dataset.export("csv", tmp_path / "tables")
    rows = pd.read_csv(tmp_path / "tables" / "overview.csv", keep_default_na=False)
    records = {record.id: record for x in dataset for record in x.records}
    assert list(rows.columns[:4]) == ["parties", "subject", "figures", "when"]
    assert set(rows["id"]) == set(records)
    thai = rows[rows["article_id"] == "th"].iloc[0]
    assert "(TH)" in thai["parties"]
    assert "(VN)" in thai["parties"]
    assert "12,500,000 THB" in thai["figures"]
    assert thai["when"] == "2025-05-05"
    for _, row in rows.iterrows():
        record = records[row["id"]]
        assert row["subject"] == (record.subject.quote if record.subject else "")
        assert row["score"] == pytest.approx(record.score)


def test_duckdb_has_the_tables(dataset: Dataset, tmp_path: Path) -> None:
    dataset.export("duckdb", tmp_path / "x.duckdb")
    dataset.export("duckdb", tmp_path / "x.duckdb")  # a second time: replaced
    with duckdb.connect(tmp_path / "x.duckdb", read_only=True) as database:
        assert database.execute("select sum(amount) from money where currency = 'THB'").fetchone() == (12_500_000,)
        assert database.execute("select count(*) from articles").fetchone() == (3,)
    assert [path.name for path in tmp_path.iterdir()] == ["x.duckdb"]


def test_docbin_is_ready_for_spacy(dataset: Dataset, tmp_path: Path) -> None:
    dataset.export("docbin", tmp_path / "x.spacy")
    docs = list(DocBin(store_user_data=True).from_disk(tmp_path / "x.spacy").get_docs(spacy.blank("xx").vocab))
    read = {doc._.extraction.id: doc._.extraction for doc in docs}
    assert read == {found.id: found for found in dataset}
    found = {x.text: x for x in dataset}
    assert {doc.text for doc in docs} == set(found)
    for doc in docs:
        x = found[doc.text]
        assert [span.text for span in doc.spans["money"]] == [money.quote for money in x.money]
        assert len(doc.spans["entities"]) == sum(len(entity.mentions) for entity in x.entities)
        assert {span.label_ for span in doc.ents} >= {"MONEY", "GPE"}
        assert list(doc.sents)


def test_a_format_that_is_not_there_is_named(dataset: Dataset, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="jsonl, csv, duckdb, xlsx, docbin"):
        dataset.export("pdf", tmp_path / "x")


def test_an_export_that_fails_leaves_nothing(dataset: Dataset, tmp_path: Path) -> None:
    target: Callable[[], Path] = lambda: tmp_path / "x.jsonl"  # noqa: E731
    target().mkdir()
    with pytest.raises(DatasetError, match="cannot write"):
        dataset.export("jsonl", target())
    assert list(tmp_path.iterdir()) == [target()]
