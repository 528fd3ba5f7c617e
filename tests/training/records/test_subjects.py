"""Fitting the model of subjects: what the words say is learnt; annotations find their texts by hash."""

import hashlib
import json
from pathlib import Path

import pytest

pytest.importorskip("pycrfsuite")

from ruammit.errors import GoldError
from ruammit.records.stretches import labelled
from ruammit.schema import RecordKind
from ruammit.training.records.corpus import texts_by_hash
from ruammit.training.records.subjects import MARKED, SubjectRow, fit_subjects, marked_rows

TEXT = "Ngày 3/5, Việt Nam và Hungary ký biên bản ghi nhớ về nuôi cá nước lạnh tại Budapest."


def test_the_model_learns_which_words_are_meant() -> None:
    rows = [SubjectRow([["w on"], [f"w {n}"], ["w with"], ["w x"]], labelled(4, 1, 1), str(n)) for n in range(30)]
    model, words = fit_subjects(rows), [["w on"], ["w new"], ["w with"], ["w x"]]
    [found] = model.likely([[(0, 2), (3, 9), (10, 14), (15, 20)]], model.scores(words))
    assert found is not None
    assert (found.start, found.end) == (3, 9)
    assert found.sure > 0.8


def test_no_rows_teach_nothing() -> None:
    assert fit_subjects([]).weights == {}


def marked(folder: Path, subject: list[int] | None) -> list[SubjectRow]:
    (folder / "news.txt").write_text(TEXT, encoding="utf-8")
    row = {
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "origin": "own/1",
        "lang": "vi",
        "records": [{"kind": "agreement", "at": TEXT.index("ký"), "subject": subject}],
    }
    unknown = {**row, "sha256": "0" * 64}
    lines = [json.dumps(one) + "\n" for one in (row, unknown)]
    (folder / "vi.jsonl").write_text("".join(lines), encoding="utf-8")
    return list(marked_rows(texts_by_hash([folder]), folder))


def test_annotated_subjects_find_their_texts_by_hash(tmp_path: Path) -> None:
    start = TEXT.index("nuôi")
    [row] = marked(tmp_path, [start, TEXT.index(" tại")])
    inside = [words for words, label in zip(row.words, row.labels, strict=True) if label in "BIES"]
    assert any("w0 nuôi" in word for word in inside[0])
    assert "B" in row.labels
    [none] = marked(tmp_path, None)
    assert set(none.labels) == {"O"}


def test_an_annotation_beyond_its_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"vi\.jsonl:1"):
        marked(tmp_path, [5, len(TEXT) + 1])


@pytest.mark.parametrize("path", sorted(MARKED.glob("*.jsonl")), ids=lambda path: path.stem)
def test_the_annotations_of_the_repository_hold_no_words(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 500
    assert len({row["sha256"] for row in rows}) == len(rows)
    for row in rows:
        assert set(row) == {"sha256", "origin", "lang", "records"}
        assert row["lang"] == path.stem
        for record in row["records"]:
            assert set(record) == {"kind", "at", "subject"}
            assert RecordKind(record["kind"])
            start, end = record["subject"] or (0, 1)
            assert 0 <= start < end <= start + 200
