"""What makes a folder a dataset, and that nothing else in it is ever touched."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import hazards
import pytest

import ruammit
from ruammit.dataset.check import check
from ruammit.dataset.files import sealed
from ruammit.dataset.layers import LAYERS
from ruammit.dataset.parts import Store
from ruammit.engines.options import Options
from ruammit.engines.run import extract_to
from ruammit.errors import DatasetError, RuammitError

Make = Callable[..., Path]


def extract(folder: Path, out: Path, **options: bool) -> None:
    extract_to([folder], out, engine=hazards.warm, options=Options(**options))


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_marker_says_what_the_dataset_is(articles: Make, tmp_path: Path) -> None:
    extract(articles(2), tmp_path / "out")
    marker = json.loads((tmp_path / "out" / "ruammit.json").read_text())["entry"]
    assert marker["schema"] == str(ruammit.schema.SCHEMA_VERSION)
    assert re.fullmatch(r".+\+[0-9a-f]{12}", marker["extractor"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", marker["created"])
    assert all(part.startswith(marker["id"]) for part in ruammit.open(tmp_path / "out").parts)


def test_files_of_others_are_found_whole_after_every_kind_of_run(articles: Make, tmp_path: Path) -> None:
    folder, out, another = articles(4), tmp_path / "out", tmp_path / "another"
    extract(folder, out)
    extract(folder, another)
    own = set(files(out))
    of_another = next((another / "records").glob("*.parquet"))
    for place in ("", *LAYERS, "articles/deeper"):
        (out / place).mkdir(exist_ok=True)
        for name in ("own.parquet", ".own.writing", "notes.txt", "20250505T101010-abcdef-0000000-abcd.parquet"):
            (out / place / name).write_bytes(b"mine")
        (out / place / of_another.name).write_bytes(of_another.read_bytes())
        (out / place / "dangling.parquet").symlink_to("nowhere")
        os.mkfifo(out / place / "pipe.parquet")
        with open(os.fsencode(out / place) + b"/\xff.parquet", "wb") as file:  # noqa: PTH123 - a name that is no text
            file.write(b"mine")
    strangers = {name: data for name, data in files(out).items() if name not in own}
    (folder / "0001.txt").write_text("Việt Nam và Lào ký thỏa thuận trị giá 3 triệu USD.", "utf-8")
    extract(folder, out)
    extract(folder, out, reextract=True)
    extract(folder, out, update=True)
    assert len(ruammit.open(out)) == 4
    left = files(out)
    assert {name: left.get(name) for name in strangers} == strangers


def test_only_leftovers_of_the_dataset_itself_are_removed(articles: Make, tmp_path: Path) -> None:
    folder, out = articles(4), tmp_path / "out"
    extract(folder, out)
    (part,) = ruammit.open(out).parts
    leftover = out / "money" / f"{part[:-4]}0000.parquet"
    leftover.write_bytes((out / "money" / f"{part}.parquet").read_bytes())
    rows = ruammit.open(out).arrow("money").num_rows
    assert check(out).leftovers == (f"money/{leftover.name}",)
    assert check(out).whole
    extract(folder, out)
    assert not leftover.exists()
    assert ruammit.open(out).arrow("money").num_rows == rows


@pytest.mark.parametrize(
    "names", [["own.parquet"], ["articles/own.parquet"], ["articles/a.txt", "records/own.parquet"]]
)
def test_a_folder_that_holds_something_else_is_refused(articles: Make, tmp_path: Path, names: list[str]) -> None:
    out = tmp_path / "out"
    for name in names:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(b"mine")
    before = files(out)
    with pytest.raises(DatasetError, match="name another folder"):
        extract(articles(2), out)
    with pytest.raises(DatasetError, match="name another folder"):
        ruammit.open(out)
    assert files(out) == before


def test_an_empty_folder_becomes_a_dataset(articles: Make, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    extract(articles(1), tmp_path / "out")
    assert len(ruammit.open(tmp_path / "out")) == 1


def test_mistyped_names_make_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuammitError, match="no such file or folder"):
        extract_to([tmp_path / "artciles", tmp_path / "x.txt"], tmp_path / "out")
    with pytest.raises(DatasetError, match="no dataset here"):
        ruammit.open(tmp_path / "out")
    with pytest.raises(DatasetError, match="no dataset here"):
        check(tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_dataset_of_another_schema_is_refused_and_left_as_it_is(articles: Make, tmp_path: Path) -> None:
    folder, out = articles(3), tmp_path / "out"
    extract(folder, out)
    marker = json.loads((out / "ruammit.json").read_text())["entry"]
    (out / "ruammit.json").write_bytes(sealed(marker | {"schema": "0", "extractor": "0.0.1"}))
    before = files(out)
    for attempt in (
        ruammit.open,
        lambda out: extract(folder, out),
        lambda out: extract(folder, out, reextract=True),
    ):
        with pytest.raises(DatasetError, match=r"schema version 0 .*another folder.*0\.0\.1"):
            attempt(out)
    assert files(out) == before


@pytest.mark.parametrize("name", ["ruammit.json", "commits.jsonl"])
def test_a_dataset_without_its_marker_or_log_is_refused(articles: Make, tmp_path: Path, name: str) -> None:
    folder, out = articles(3), tmp_path / "out"
    extract(folder, out)
    kept = (out / name).read_bytes()
    (out / name).unlink()
    before = files(out)
    for attempt in (ruammit.open, check, lambda out: extract(folder, out)):
        with pytest.raises(DatasetError, match="restore it from a copy"):
            attempt(out)
    assert files(out) == before
    (out / name).write_bytes(kept)
    assert len(ruammit.open(out)) == 3


def test_a_run_that_was_stopped_while_it_made_the_dataset_is_gone_on_with(articles: Make, tmp_path: Path) -> None:
    folder = articles(1)
    for left in (
        [".lock"],
        [".lock", "commits.jsonl"],
        ["commits.jsonl", "commits.jsonl.writing", "ruammit.json.writing"],
    ):
        out = tmp_path / str(len(left))
        out.mkdir()
        for name in left:
            (out / name).write_text("{" if name.endswith(".writing") else "")
        extract(folder, out)
        assert len(ruammit.open(out)) == 1


def test_a_store_that_is_only_opened_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(DatasetError):
        Store(tmp_path / "nowhere").snapshot()
    assert not list(tmp_path.iterdir())
