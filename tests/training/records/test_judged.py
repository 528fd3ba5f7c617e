"""Judged statements: they find their texts by hash, and only what was judged teaches."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sklearn")

from ruammit.errors import GoldError
from ruammit.records.scoring import Policy, load
from ruammit.schema import RecordKind
from ruammit.training.records.corpus import texts_by_hash
from ruammit.training.records.fit import filled_by, nothing
from ruammit.training.records.judged import JUDGED, judged_articles
from ruammit.training.records.measured import standing
from ruammit.training.records.rows import Annotated, slot_rows

TEXT = (
    "Ngày 3/5/2024, Việt Nam và Hungary ký biên bản ghi nhớ về nuôi cá nước lạnh tại Budapest. "
    "Năm 2023, Việt Nam xuất khẩu sang Hungary 900 triệu USD."
)
SIGNED = {
    "kind": "agreement",
    "span": [0, TEXT.index("Năm 2023")],
    "told": True,
    "parties": [{"country": "VN"}, {"country": "HU"}],
    "status": "done",
    "period": ["2024-05-03", "2024-05-03"],
}


def article(folder: Path, *statements: dict[str, Any]) -> Annotated:
    (folder / "news.txt").write_text(TEXT, encoding="utf-8")
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    row = {"sha256": sha256, "origin": "own/1", "lang": "vi", "statements": statements}
    lines = [json.dumps(one) + "\n" for one in (row, {**row, "sha256": "0" * 64})]
    (folder / "vi.jsonl").write_text("".join(lines), encoding="utf-8")
    (found,) = judged_articles(texts_by_hash([folder]), folder)
    return found


def told(one: Annotated) -> list[bool]:
    return [row.label for row in filled_by(one, load()).rows["told"]]


def test_a_statement_that_tells_a_record_labels_its_draft_alone(tmp_path: Path) -> None:
    one = article(tmp_path, SIGNED)
    assert len(one.drafts) > 1
    assert told(one) == [True]
    names = [name for name, _ in slot_rows(one, nothing())]
    assert "period" in names
    assert {"side", "sector"}.isdisjoint(names)


def test_a_statement_that_tells_none_labels_its_draft(tmp_path: Path) -> None:
    one = article(tmp_path, {"kind": "agreement", "span": SIGNED["span"], "told": False})
    assert told(one) == [False]
    assert list(slot_rows(one, nothing())) == []


def test_a_period_that_nobody_knows_teaches_nothing(tmp_path: Path) -> None:
    unknown = {key: value for key, value in SIGNED.items() if key != "period"}
    assert list(slot_rows(article(tmp_path, unknown), nothing())) == []


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, True),
        ({"status": "planned"}, False),
        ({"period": None}, False),
        ({"parties": [{"country": "VN"}, {"country": "AT"}]}, False),
    ],
)
def test_a_record_stands_where_its_slots_are_those_judged(tmp_path: Path, change: dict[str, Any], right: bool) -> None:
    one = filled_by(article(tmp_path, SIGNED | change), load())
    policy = Policy(told=0.0, told_short=0.0)
    assert [(found.told, found.row.label) for found in standing(one, policy)] == [(True, right)]


def test_a_statement_beyond_its_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"vi\.jsonl:1"):
        article(tmp_path, {"kind": "trade", "span": [5, len(TEXT) + 1], "told": False})


@pytest.mark.parametrize("path", sorted(JUDGED.glob("*.jsonl")), ids=lambda path: path.stem)
def test_the_statements_of_the_repository_hold_no_words(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 2000
    assert len({row["sha256"] for row in rows}) == len(rows)
    for row in rows:
        assert set(row) == {"sha256", "origin", "lang", "statements"}
        for statement in row["statements"]:
            assert RecordKind(statement["kind"])
            known = {"parties", "status"} if statement["told"] else set()
            assert known <= statement.keys() - {"kind", "span", "told"} <= known | {"period"}
            assert all(len(party.get("name", "")) < 60 for party in statement.get("parties", ()))
