"""Every format is opened by a program of its own kind, and says what the dataset says."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import geojson
import pandas as pd
import pyarrow.parquet as pq
import pytest
import rdflib
import spacy
from spacy.tokens import DocBin

import ruammit
from ruammit.dataset.store import Dataset
from ruammit.dataset.views import KEYS, VIEWS, columns
from ruammit.errors import DatasetError
from ruammit.exports.geo import capitals, line, links
from ruammit.exports.rdf import OWN
from ruammit.exports.tables import TABLES

VOCABULARY = (Path(__file__).parents[2] / "docs" / "reference" / "rdf.md").read_text(encoding="utf-8")


def records(dataset: Dataset) -> dict[str, ruammit.Record]:
    """The records by id: a text that stands in two files is told once, by the first of them."""
    first = set(dataset.arrow("articles")["id"].to_pylist())
    assert {x.id for x in dataset} - first == {"th-again"}
    return {record.id: record for x in dataset if x.id in first for record in x.records}


def test_jsonl_has_an_extraction_a_line(dataset: Dataset, tmp_path: Path) -> None:
    ruammit.export(dataset, "jsonl", tmp_path / "x.jsonl")
    lines = (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()
    assert [ruammit.Extraction.model_validate_json(line) for line in lines] == list(dataset)


def test_csv_is_read_back_and_runs_nothing(dataset: Dataset, tmp_path: Path) -> None:
    ruammit.export(dataset, "csv", tmp_path / "csv")
    assert {path.stem for path in (tmp_path / "csv").iterdir()} == set(TABLES)
    money = pd.read_csv(tmp_path / "csv" / "money.csv", dtype=str).set_index("article_id")
    assert "12500000" in set(money.loc["th", "amount"])
    articles = pd.read_csv(tmp_path / "csv" / "articles.csv", dtype=str)
    assert "'=1+1" in set(articles["id"])
    assert not articles.map(lambda value: str(value)[:1] in "=+-@").any(axis=None)
    dates = pd.read_csv(tmp_path / "csv" / "dates.csv", dtype=str).set_index("article_id")
    assert dates.loc["vi", "start"] == "XXXX-11-19"  # in its place, where the type of a column cannot hold it
    for path in (tmp_path / "csv").iterdir():
        assert "[{" not in path.read_text(encoding="utf-8-sig")


def test_the_overview_says_every_record_in_words(dataset: Dataset, tmp_path: Path) -> None:
    ruammit.export(dataset, "csv", tmp_path / "x.csv")
    rows = pd.read_csv(tmp_path / "x.csv", keep_default_na=False)
    found = records(dataset)
    assert list(rows.columns[:4]) == ["parties", "subject", "figures", "when"]
    assert set(rows["id"]) == set(found)
    thai = rows[rows["article_id"] == "th"].iloc[0]
    assert "(TH)" in thai["parties"]
    assert "(VN)" in thai["parties"]
    assert "12,500,000 THB" in thai["figures"]
    assert thai["when"] == thai["start"] == "2025-05-05"
    for _, row in rows.iterrows():
        record = found[row["id"]]
        assert row["subject"] == (record.subject.quote if record.subject else "")
        assert row["score"] == pytest.approx(record.score)


def test_the_overview_in_vietnamese(dataset: Dataset, tmp_path: Path) -> None:
    ruammit.export(dataset, "csv", tmp_path / "x.csv", locale="vi")
    rows = pd.read_csv(tmp_path / "x.csv", keep_default_na=False)
    assert "thỏa thuận" in set(rows["kind"])
    assert any("Thái Lan" in names for names in rows["countries"])
    assert any("12.500.000 THB" in figures for figures in rows["figures"])


@pytest.mark.parametrize(("to", "read"), [("csv", pd.read_csv), ("parquet", pd.read_parquet)])
def test_one_table_is_one_file(dataset: Dataset, tmp_path: Path, to: str, read: Callable[[Path], pd.DataFrame]) -> None:
    ruammit.export(dataset, to, tmp_path / "amounts", table="record_amounts")
    assert len(read(tmp_path / "amounts")) == len(dataset.record_amounts())


def test_one_table_as_json_lines(dataset: Dataset, tmp_path: Path) -> None:
    ruammit.export(dataset, "jsonl", tmp_path / "x", table="records")
    rows = [json.loads(line) for line in (tmp_path / "x").read_text(encoding="utf-8").splitlines()]
    assert {row["id"] for row in rows} == set(records(dataset))
    assert all(isinstance(row["parties"], list) for row in rows)


def test_parquet_has_the_tables_that_sql_has(dataset: Dataset, tmp_path: Path) -> None:
    ruammit.export(dataset, "parquet", tmp_path / "pq")
    assert {path.stem for path in (tmp_path / "pq").iterdir()} == {"overview", *VIEWS}
    for view in VIEWS:
        table = pq.read_table(tmp_path / "pq" / f"{view}.parquet")
        assert table.equals(dataset.arrow(view))
        told = {field.name: field.metadata[b"description"].decode() for field in table.schema}
        assert told == {column.name: column.meaning for column in columns(view)}


def test_duckdb_has_the_tables(dataset: Dataset, tmp_path: Path) -> None:
    ruammit.export(dataset, "duckdb", tmp_path / "x.duckdb")
    ruammit.export(dataset, "duckdb", tmp_path / "x.duckdb")  # a second time: replaced
    with duckdb.connect(tmp_path / "x.duckdb", read_only=True) as database:
        assert database.execute("select max(amount) from money where currency = 'THB'").fetchone() == (12_500_000,)
        assert database.execute("select count(*) from articles").fetchone() == (4,)
        (comment,) = database.execute(
            "select comment from duckdb_columns() where table_name = 'records' and column_name = 'kind'"
        ).fetchone()
        assert comment == ruammit.Record.model_fields["kind"].description
    assert [path.name for path in tmp_path.iterdir()] == ["x.duckdb"]


@pytest.mark.parametrize("view", VIEWS)
def test_keys_tell_rows_apart_over_the_whole_dataset(dataset: Dataset, view: str) -> None:
    rows = dataset.arrow(view).select(list(KEYS[view])).to_pylist()
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    assert rows or view in {"all_flags", "refused"}


def test_docbin_is_ready_for_spacy(dataset: Dataset, tmp_path: Path) -> None:
    ruammit.export(dataset, "docbin", tmp_path / "x.spacy")
    docs = list(DocBin(store_user_data=True).from_disk(tmp_path / "x.spacy").get_docs(spacy.blank("xx").vocab))
    read = {doc._.extraction.id: doc._.extraction for doc in docs}
    assert read == {found.id: found for found in dataset}
    for doc in docs:
        x = read[doc._.extraction.id]
        assert doc.text == x.text
        assert [span.text for span in doc.spans["money"]] == [money.quote for money in x.money]
        assert len(doc.spans["entities"]) == sum(len(entity.mentions) for entity in x.entities)
        assert {span.label_ for span in doc.ents} >= {"MONEY", "GPE"}
        assert list(doc.sents)


# --- GeoJSON ---------------------------------------------------------------------------------------------------------


def test_geojson_has_the_flows_of_the_records(dataset: Dataset, tmp_path: Path) -> None:
    ruammit.export(dataset, "geojson", tmp_path / "x.geojson", locale="th")
    collection = geojson.loads((tmp_path / "x.geojson").read_text(encoding="utf-8"))
    assert collection.is_valid, collection.errors()
    flows = [feature["properties"] for feature in collection["features"] if "from" in feature["properties"]]
    expected: dict[tuple[object, ...], int] = {}
    for record in records(dataset).values():
        for link in links(record):
            expected[link] = expected.get(link, 0) + 1
    assert {(p["from"], p["to"], p["kind"], p["directed"]): p["records"] for p in flows} == expected
    exports = next(p for p in flows if p["kind"] == "trade")
    assert (exports["from"], exports["to"], exports["directed"]) == ("TH", "ID", True)
    assert exports["to_name"] == "อินโดนีเซีย"
    assert exports["articles"] == 1  # the text in two files is one
    assert exports["largest"][0]["value"] == "8500000"


def test_lines_take_the_shorter_way_and_are_cut_at_the_antimeridian() -> None:
    places = capitals()
    assert line(places["TH"], places["VN"])["type"] == "LineString"
    across = line(places["NZ"], places["US"])
    assert across["type"] == "MultiLineString"
    (first, second) = across["coordinates"]
    assert tuple(first[0]) == places["NZ"]
    assert tuple(second[-1]) == places["US"]
    assert first[-1][0] == 180.0
    assert second[0] == [-180.0, first[-1][1]]
    back = line(places["US"], places["NZ"])["coordinates"]
    assert back == [part[::-1] for part in across["coordinates"][::-1]]


def test_capitals_lie_on_the_globe() -> None:
    assert len(capitals()) > 240
    assert all(-180 <= longitude <= 180 and -90 <= latitude <= 90 for longitude, latitude in capitals().values())


# --- RDF -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def graph(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> rdflib.Graph:
    path = tmp_path_factory.mktemp("rdf") / "x.nt"
    ruammit.export(dataset, "rdf", path)
    assert len(rdflib.Graph().parse(path, format="turtle")) > 0
    return rdflib.Graph().parse(path, format="nt")


def test_rdf_gives_back_the_amounts(graph: rdflib.Graph, dataset: Dataset) -> None:
    rows = graph.query(
        f"""PREFIX schema: <https://schema.org/> PREFIX own: <{OWN}>
        SELECT ?record ?value ?currency WHERE {{
            ?record own:amount ?amount . ?amount schema:value ?value ; schema:currency ?currency }}"""
    )
    found = {(str(record).rpartition(":")[2], value.toPython(), str(currency)) for record, value, currency in rows}
    exact = {
        (record.id, amount.value, amount.currency)
        for record in records(dataset).values()
        for amount in record.amounts
        if amount.value_max is None
    }
    assert found == exact
    assert {value.datatype for _, value, _ in rows} == {rdflib.XSD.decimal}


def test_rdf_leads_from_every_record_to_its_article(graph: rdflib.Graph, dataset: Dataset) -> None:
    derived = {str(record).rpartition(":")[2] for record in graph.subjects(rdflib.PROV.wasDerivedFrom)}
    assert derived == set(records(dataset))
    for article in set(graph.objects(None, rdflib.PROV.wasDerivedFrom)):
        assert graph.value(article, rdflib.URIRef("https://schema.org/identifier"))


def test_every_term_of_the_rdf_is_documented(graph: rdflib.Graph) -> None:
    terms = {str(term) for term in graph.predicates()} | {str(term) for term in graph.objects(None, rdflib.RDF.type)}
    short = {term.rpartition("/")[2].rpartition("#")[2].removeprefix(OWN) for term in terms}
    assert {term for term in short if f":{term}`" not in VOCABULARY} == set()


# --- Targets ---------------------------------------------------------------------------------------------------------


def test_standard_output_gets_the_overview_as_csv(dataset: Dataset, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    ruammit.export(dataset, "csv", "-")
    rows = list(csv.DictReader(io.StringIO(capfdbinary.readouterr().out.decode("utf-8-sig"))))
    assert {row["id"] for row in rows} == set(records(dataset))


def test_a_format_or_table_that_is_not_there_is_named(dataset: Dataset, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="use one of csv, xlsx, jsonl, parquet, duckdb, docbin, geojson, rdf"):
        ruammit.export(dataset, "pdf", tmp_path / "x")
    with pytest.raises(DatasetError, match="name one of overview, records"):
        ruammit.export(dataset, "csv", tmp_path / "x", table="recods")
    with pytest.raises(DatasetError, match="use one of csv, jsonl, parquet"):
        ruammit.export(dataset, "xlsx", tmp_path / "x", table="money")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("to", ["jsonl", "csv", "xlsx", "parquet", "duckdb", "geojson", "rdf"])
def test_a_target_that_cannot_be_written_says_so(dataset: Dataset, tmp_path: Path, to: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DatasetError, match="cannot write"):
        ruammit.export(dataset, to, tmp_path / "file" / "x")
