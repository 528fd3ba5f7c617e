"""Accuracy by press: which articles count, and how errors in paired records are named."""

import json
import shutil
from pathlib import Path

import pytest

from ruammit.evaluation.gold import read_gold
from ruammit.training.press import differences, invented, main, measured
from ruammit.training.records.corpus import standoff_row

ROOT = Path(__file__).parents[2]
NAME = "th-bangkok-drainage"
"""An article of the corpus without cooperation."""


def listed(folder: Path, split: str) -> Path:
    """A stand-off folder with the article, as one of a split."""
    (gold,) = [one for one in read_gold(ROOT / "corpus") if one.annotation.id == NAME]
    row = standoff_row(gold.article.text, {"lang": "th", "entities": [], "records": []}, "press/one", split)
    folder.mkdir()
    (folder / "news.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder


def test_only_articles_of_the_split_dev_count(tmp_path: Path) -> None:
    found = measured(ROOT / "corpus", listed(tmp_path / "dev", "dev"))
    assert {press: count.articles for press, count in found.items()} == {"press/th": 1}
    assert found["press/th"].layers["money"].f1 == 1.0
    assert measured(ROOT / "corpus", listed(tmp_path / "train", "train")) == {}


def test_general_articles_without_a_record_are_counted(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    shutil.copy(ROOT / "corpus" / "articles" / f"{NAME}.txt", tmp_path / "texts")
    assert invented([tmp_path / "texts"], listed(tmp_path / "general", "general")) == (1, 0)
    assert invented([tmp_path / "texts"], listed(tmp_path / "dev", "dev")) == (0, 0)


def test_errors_are_named_by_slot() -> None:
    gold = frozenset({("kind", "aid"), ("status", "done"), ("country", "TH"), ("count", 3)})
    told = frozenset({("kind", "aid"), ("status", "planned"), ("country", "TH"), ("country", "LA")})
    assert list(differences(gold, told)) == ["count missed", "country added", "status different"]


def test_without_held_out_articles_the_report_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    main([str(ROOT / "corpus")])
    assert "no article of the split dev" in capsys.readouterr().out


def test_missed_and_invented_records_are_counted_by_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an article with records, of which its annotation has one of the records of another kind and status."""
    (gold,) = [one for one in read_gold(ROOT / "corpus") if one.annotation.id == "th-danang-antwerp"]
    annotation = json.loads(gold.path.read_text(encoding="utf-8"))
    done = next(row for row in annotation["records"] if row["kind"] == "investment")
    other = next(row for row in annotation["records"] if row["kind"] == "trade")
    annotation["records"] = [{**done, "status": "planned"}, {**other, "kind": "aid"}]
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "th-danang-antwerp.txt").write_text(gold.article.text, encoding="utf-8")
    (tmp_path / "gold" / "th-danang-antwerp.json").write_text(json.dumps(annotation), encoding="utf-8")
    standoff = tmp_path / "corpus" / "standoff"
    standoff.mkdir(parents=True)
    row = standoff_row(gold.article.text, {"lang": "th", "entities": [], "records": []}, "press/one", "dev")
    (standoff / "news.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    count = measured(tmp_path / "gold", standoff)["press/th"]
    assert count.missed == {"aid": 1}
    assert count.invented["trade"] == 1
    assert (count.paired, count.near, count.errors["done"], count.errors["planned"]) == (1, 1, 1, 0)
    monkeypatch.chdir(tmp_path)
    main(["gold"])
    told = capsys.readouterr().out
    assert "| aid | 1 | 0 |" in told
    assert "1 are read as done and 0 as planned" in told
    assert "1 missed records have a side in common" in told
