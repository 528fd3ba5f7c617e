"""Stand-off annotations: what they keep of an article, what they find again, and that they hold no sentence of it."""

import json
from pathlib import Path

import pytest

from ruammit.errors import GoldError
from ruammit.schema import EntityType
from ruammit.training.records.corpus import (
    PIECES,
    example_sources,
    pieces,
    read_standoff,
    standoff_row,
    texts_by_hash,
)

ROOT = Path(__file__).parents[3]
TEXT = "Ngày 3/3/2024, Việt Nam và Lào ký biên bản ghi nhớ về thủy điện.\nHai bên sẽ mở văn phòng chung."
ANNOTATION = {
    "lang": "vi",
    "home": "VN",
    "entities": [{"name": "Lào", "type": "GPE", "country": "LA"}],
    "records": [
        {
            "kind": "agreement",
            "status": "done",
            "parties": [{"name": "Việt Nam", "country": "VN"}, {"name": "Cộng hòa Lào", "country": "LA"}],
            "sectors": ["energy"],
            "amounts": [],
            "shares": [],
            "counts": [],
            "start": "2024-03-03",
            "end": "2024-03-03",
            "subject": "thủy điện",
            "quote": "Việt Nam và Lào ký biên bản ghi nhớ về thủy điện",
        }
    ],
}


def kept(tmp_path: Path, row: dict[str, object]) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_an_annotation_is_found_again_by_the_hash_of_its_text(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "any-name.txt").write_text(TEXT, encoding="utf-8")
    path = kept(tmp_path, standoff_row(TEXT, ANNOTATION, "news/vi/1.txt", "train"))
    (source,) = read_standoff(path, texts_by_hash([tmp_path / "texts"]), "train")
    assert source.article.text == TEXT
    (record,) = source.records
    assert (record.quote, record.subject) == (ANNOTATION["records"][0]["quote"], "thủy điện")
    assert [party.name for party in record.parties] == ["Việt Nam", "Cộng hòa Lào"]
    assert list(read_standoff(path, texts_by_hash([tmp_path / "texts"]), "dev")) == []
    assert list(read_standoff(path, {}, "train")) == []


def test_no_sentence_of_the_text_is_kept() -> None:
    row = json.dumps(standoff_row(TEXT, ANNOTATION, "news/vi/1.txt", "train"), ensure_ascii=False)
    assert "ký biên bản" not in row
    assert "thủy điện" not in row


def test_offsets_that_do_not_fit_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    row = standoff_row(TEXT, ANNOTATION, "news/vi/1.txt", "train")
    row["records"][0]["quote"] = [5000, 5010]
    with pytest.raises(GoldError, match=r"news\.jsonl:1"):
        list(read_standoff(kept(tmp_path, row), texts_by_hash([tmp_path]), "train"))


@pytest.mark.parametrize("path", sorted((ROOT / "corpus" / "standoff").glob("*.jsonl")), ids=lambda path: path.stem)
def test_what_the_repository_keeps_is_offsets_and_values(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert rows
    for row in rows:
        assert len(row["sha256"]) == 64
        assert row["split"] in {"train", "dev", "general"}
        for record in row["records"]:
            start, end = record["quote"]
            assert 0 <= start < end
            words = [party.get("name", "") for party in record["parties"]]
            assert all(len(name) < 120 for name in words)
            assert record.get("subject") is None or record["subject"][0] < record["subject"][1]


def test_the_examples_of_the_packs_are_training_articles() -> None:
    found = list(example_sources())
    assert {source.article.lang for source in found} >= {"th", "vi"}
    assert any(not source.records for source in found)
    assert all(source.judged and "countries" in source.judged for source in found)


def test_the_pieces_are_articles_with_their_annotations() -> None:
    sources = list(pieces())
    assert len({source.article.sha256 for source in sources}) == len(sources) > 100
    assert {source.article.lang for source in sources} == {"th", "vi"}
    assert sum(not source.records for source in sources) > len(sources) / 5
    assert all(record.subject is None or record.subject in s.article.text for s in sources for record in s.records)


@pytest.mark.parametrize("path", sorted(PIECES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_the_names_of_a_piece_stand_in_its_text(path: Path) -> None:
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        names = [entity["name"] for entity in row["entities"]]
        assert len(set(names)) == len(names)
        assert all(name in row["text"] for name in names)
        assert all(EntityType(entity["type"]) for entity in row["entities"])


def test_a_piece_that_is_quoted_wrongly_is_an_error(tmp_path: Path) -> None:
    row = {"id": "1", "lang": "vi", "text": TEXT, "records": [ANNOTATION["records"][0] | {"quote": "gone"}]}
    kept(tmp_path, row)
    with pytest.raises(GoldError, match=r"news\.jsonl:1"):
        list(pieces(tmp_path))
