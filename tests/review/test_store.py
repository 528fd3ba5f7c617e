"""Corrections are kept whatever breaks, and every reader of the dataset is given them."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hazards import warm

import ruammit
from ruammit.dataset.files import Folder
from ruammit.engines.run import extract_to
from ruammit.errors import ReviewError
from ruammit.review.corrections import Correction, reviewer_name, this_user
from ruammit.review.identity import content
from ruammit.review.store import Reviews
from ruammit.schema import Extraction, Record

Make = Callable[..., Correction]
Richer = Callable[[Record, int], Record]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of three articles of the corpus."""
    folder = tmp_path_factory.mktemp("extracted")
    source = Path(__file__).parents[2] / "corpus" / "articles"
    (folder / "articles").mkdir()
    for name in ("th-haiphong-antwerp", "vi-hai-phong-antwerp", "vi-hanoi-bus"):
        shutil.copy(source / f"{name}.txt", folder / "articles")
    extract_to([str(folder / "articles")], str(folder / "out"), engine=warm)
    return folder


@pytest.fixture
def out(extracted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(extracted / "out", tmp_path / "out"))


def kept(folder: Path) -> list[Correction]:
    return list(Reviews(Folder(folder)))


def test_what_was_added_is_read_back(tmp_path: Path, reference: Extraction, make: Make, richer: Richer) -> None:
    first = reference.records[0]
    given = [
        make(reference, "change", "สมชาย", before=(first,), after=(richer(first, 3),), note="ดูย่อหน้าแรก"),
        make(reference, "complete", "Nguyễn Lan"),
    ]
    reviews = Reviews(Folder(tmp_path))
    for one in given:
        reviews.add(one)
    assert sorted(kept(tmp_path), key=lambda one: one.at) == given
    assert {path.name for path in (tmp_path / "reviews").glob("[!.]*")} == {"สมชาย.jsonl", "Nguyễn Lan.jsonl"}


def test_a_line_torn_at_any_byte_costs_nothing_else(tmp_path: Path, reference: Extraction, make: Make) -> None:
    first, second, third = (make(reference, "reject", before=(record,)) for record in reference.records[:3])
    Reviews(Folder(tmp_path)).add([first, second])
    file = tmp_path / "reviews" / "lan.jsonl"
    whole = file.read_bytes()
    end_of_first = whole.index(b"\n") + 1
    for length in range(end_of_first, len(whole) - 1, 97):
        file.write_bytes(whole[:length])
        reviews = Reviews(Folder(tmp_path))
        assert (list(reviews), reviews.damaged) == ([first], [])
        reviews.add(third)
        assert kept(tmp_path) == [first, third]


def test_a_changed_line_is_named_and_the_others_are_used(tmp_path: Path, reference: Extraction, make: Make) -> None:
    given = [make(reference, "reject", before=(record,)) for record in reference.records[:3]]
    Reviews(Folder(tmp_path)).add(given)
    file = tmp_path / "reviews" / "lan.jsonl"
    lines = file.read_bytes().split(b"\n")
    lines[1] = lines[1].replace(b'"reject"', b'"accept"')
    file.write_bytes(b"\n".join(lines))
    reviews = Reviews(Folder(tmp_path))
    assert list(reviews) == [given[0], given[2]]
    assert [(Path(damage.path).name, damage.line) for damage in reviews.damaged] == [("lan.jsonl", 2)]


@pytest.mark.parametrize("name", ["", "a/b", "..", ".hidden", "a\0b", "x" * 61, "-", "a\nb"])
def test_a_name_that_is_no_file_is_refused(name: str) -> None:
    with pytest.raises(ReviewError, match="not a name"):
        reviewer_name(name)


def test_every_reader_is_given_the_corrections_and_the_extraction_s_own_on_request(
    out: Path, make: Make, richer: Richer
) -> None:
    own = ruammit.open(out)
    before = {x.id: x for x in own}
    article = before["th-haiphong-antwerp"]
    first, second = article.records[:2]
    Reviews(Folder(out)).add(
        [
            make(article, "change", before=(first,), after=(richer(first, 123),)),
            make(article, "reject", before=(second,)),
        ]
    )
    dataset = ruammit.open(out, min_score=0.99)
    (row,) = dataset.sql("SELECT id, reviewed, corrected_by, score FROM records WHERE reviewed").to_pylist()
    assert row == {"id": first.id, "reviewed": True, "corrected_by": ["lan"], "score": 1.0}
    dataset = ruammit.open(out)
    assert dataset.sql("SELECT value FROM record_amounts WHERE value = 123").num_rows == 1
    assert dataset.sql("SELECT * FROM records").num_rows == own.sql("SELECT * FROM records").num_rows - 1
    told = [row.record for row in dataset.told() if row.article == article.id]
    read = dataset.extraction(article.id).records
    listed = next(x for x in dataset if x.id == article.id).records
    assert sorted(map(content, told)) == sorted(map(content, read)) == sorted(map(content, listed))
    assert any(record.amounts and record.amounts[0].value == 123 for record in read)
    assert {x.id: x for x in ruammit.open(out, corrected=False)} == before
    assert {x.id: x for x in dataset.as_extracted()} == before


def test_corrections_outlive_a_new_extraction_and_a_new_folder(
    out: Path, extracted: Path, tmp_path: Path, make: Make, richer: Richer
) -> None:
    article = ruammit.open(out).extraction("vi-hai-phong-antwerp")
    first = article.records[0]
    Reviews(Folder(out)).add(make(article, "change", before=(first,), after=(richer(first, 77),)))

    def values(folder: Path) -> list[str]:
        ruammit.export(ruammit.open(folder), "jsonl", tmp_path / "all.jsonl")
        rows = map(json.loads, (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines())
        return [r["amounts"][0]["value"] for row in rows for r in row["records"] if r["reviewed"]]

    assert values(out) == ["77"]
    from ruammit.engines.options import Options

    extract_to([str(extracted / "articles")], str(out), engine=warm, options=Options(reextract=True))
    assert values(out) == ["77"]
    shutil.copytree(out / "reviews", tmp_path / "new" / "reviews")
    extract_to([str(extracted / "articles")], str(tmp_path / "new"), engine=warm)
    assert values(tmp_path / "new") == ["77"]


def test_a_user_without_a_name_is_asked_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that runs under a number."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 4_242_424)
    with pytest.raises(ReviewError, match="--as NAME"):
        this_user()
