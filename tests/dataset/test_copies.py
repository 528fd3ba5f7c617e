"""The same text under several names is one article with several sources, for all who count."""

import json

import pytest

import ruammit
from ruammit.views.overview import overview

TEXT = "Ngày 5/5/2025, Việt Nam và Thái Lan ký biên bản ghi nhớ về giáo dục tại Bangkok, trị giá 12 triệu USD."
OTHER = "Ngày 6/5/2025, Bỉ đầu tư 8 dự án tại Hải Phòng với tổng vốn hơn 758,5 triệu USD."


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> ruammit.Dataset:
    folder = tmp_path_factory.mktemp("copies")
    rows = [
        {"id": "b", "text": TEXT, "published": "2025-05-06", "url": "https://b.example"},
        {"id": "c", "text": TEXT, "published": "2025-05-05", "url": "https://c.example"},
        {"id": "a", "text": TEXT},
        {"id": "d", "text": OTHER},
    ]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = ruammit.extract_to(folder / "a.jsonl", folder / "out")
    assert done.extracted == 4
    return ruammit.open(folder / "out")


def test_copies_are_counted_once(dataset: ruammit.Dataset) -> None:
    assert len(dataset) == 2
    assert set(dataset.articles()["id"]) == {"a", "d"}
    assert set(dataset.money()["article_id"]) == {"a", "d"}
    assert set(dataset.record_parties()["article_id"]) == {"a", "d"}
    assert {row["article_id"] for row in overview(dataset).to_pylist()} == {"a", "d"}


def test_the_names_of_an_article_are_its_sources(dataset: ruammit.Dataset) -> None:
    sources = dataset.sources()
    assert sorted(zip(sources["article_id"], sources["id"], strict=True)) == [
        ("a", "a"),
        ("a", "b"),
        ("a", "c"),
        ("d", "d"),
    ]
    assert set(sources["source_url"].dropna()) == {"https://b.example", "https://c.example"}
    counts = dataset.sql("SELECT article_id, count(*) AS n FROM sources GROUP BY ALL ORDER BY ALL").to_pylist()
    assert counts == [{"article_id": "a", "n": 3}, {"article_id": "d", "n": 1}]


def test_nothing_is_lost(dataset: ruammit.Dataset) -> None:
    assert {extraction.id for extraction in dataset} == {"a", "b", "c", "d"}
    assert dataset.extraction("b").published == "2025-05-06"
    merged = [record for record in dataset.merged() if len(record.sources) > 1]
    assert {source.article for source in merged[0].sources} == {"a", "b", "c"} if merged else True
