"""Files that are lost or changed: noticed by every reader, told by the check, cured by the next run."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random

import hazards
import pyarrow.parquet as pq
import pytest

import ruammit
from ruammit.dataset.check import check
from ruammit.dataset.files import Folder
from ruammit.dataset.layers import LAYERS, MENTIONS
from ruammit.dataset.parts import Store
from ruammit.dataset.store import VIEWS
from ruammit.engines.options import Options
from ruammit.engines.run import extract_to
from ruammit.engines.summary import Summary
from ruammit.errors import DatasetError
from ruammit.views.report import write_report

FILLED = tuple(layer for layer in LAYERS if layer != "refused")
"""The layers that the rules alone have rows for."""
Make = Callable[..., Path]
Holds = Callable[[Path], dict[str, str]]


def extract(folder: Path, out: Path, **options: bool) -> Summary:
    return extract_to([folder], out, engine=hazards.warm, options=Options(**options), chunk_bytes=1_500)


def told(out: Path) -> object:
    """All that a dataset tells, by every way of asking it."""
    dataset = ruammit.open(out)
    layers = ", ".join(f"(select list(row) from {layer} row) as {layer}" for layer in LAYERS if layer != "replaced")
    (rows,) = dataset.sql(f"select {layers}").to_pylist()
    return (
        {layer: sorted(rows[layer] or (), key=repr) for layer in rows},
        sorted(x.model_dump_json() for x in dataset),
        sorted(dataset.told(), key=repr),
        len(dataset),
    )


READERS: dict[str, Callable[[Path, Path], object]] = {
    "query": lambda out, _: [ruammit.open(out).sql(f"select * from {view}") for view in VIEWS],
    "frames": lambda out, _: [getattr(ruammit.open(out), view)() for view in ("articles", *MENTIONS, "rejected")],
    "extractions": lambda out, _: list(ruammit.open(out)),
    "merge": lambda out, _: ruammit.open(out).merged(),
    "jsonl": lambda out, target: ruammit.export(ruammit.open(out), "jsonl", target / "x.jsonl"),
    "csv": lambda out, target: ruammit.export(ruammit.open(out), "csv", target / "csv"),
    "report": lambda out, target: write_report(ruammit.open(out), target / "x.html"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of several parts with rows in every layer, beside its articles."""
    home = tmp_path_factory.mktemp("damage")
    folder = home / "articles"
    folder.mkdir()
    for number in range(9):
        text = (
            f"Ngày {number + 1}/5/2025, Việt Nam và Thái Lan ký biên bản ghi nhớ về giáo dục tại Bangkok,"
            f" trị giá {number + 3} triệu USD, tăng {number + 2}% so với năm 2024."
        )
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    extract(folder, home / "out")
    (folder / "3.txt").write_text("Việt Nam và Lào ký thỏa thuận hợp tác trị giá 5 triệu USD.", encoding="utf-8")
    extract(folder, home / "out")
    assert {layer for layer in FILLED if not any((home / "out" / layer).iterdir())} == set()
    return home


@pytest.fixture
def copy(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The same for one test to harm: in its place, for the dataset names the paths of what it has set aside."""
    kept = tmp_path_factory.mktemp("kept") / "made"
    shutil.copytree(made, kept)
    yield made
    shutil.rmtree(made)
    shutil.copytree(kept, made)


def remove(path: Path) -> None:
    path.unlink()


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 4
    path.write_bytes(data)


def flip_quote(path: Path) -> None:
    """The last byte of the values of a column that every reader reads."""
    group = pq.read_metadata(path).row_group(0)
    columns = [group.column(number) for number in range(group.num_columns)]
    quote = next(column for column in columns if column.path_in_schema == "quote")
    start = quote.dictionary_page_offset or quote.data_page_offset
    data = bytearray(path.read_bytes())
    data[start + quote.total_compressed_size - 1] ^= 4
    path.write_bytes(data)


def newest(out: Path, layer: str) -> Path:
    return max((out / layer).glob("*.parquet"))


@pytest.mark.parametrize(
    ("layer", "harm"),
    [*((layer, flip) for layer in FILLED), ("articles", remove), ("replaced", remove), ("records", truncate)],
)
def test_damage_to_any_file_is_told_and_the_next_run_does_just_its_articles(
    copy: Path, layer: str, harm: Callable[[Path], None]
) -> None:
    folder, out = copy / "articles", copy / "out"
    before = told(out)
    articles = {path.name: len(rows) for path, rows in parts(out).items()}
    hurt = newest(out, layer)
    harm(hurt)
    health = check(out)
    assert not health.whole
    assert [item.path for item in health.damage] == [str(hurt)]
    assert f"the articles of the damaged parts ({articles[hurt.name]:,}) again" in list(health.report())[-1]
    with pytest.raises(DatasetError, match="extract"):
        told(out)
    summary = extract(folder, out)
    assert summary.extracted == articles[hurt.name]
    assert any("damaged" in note for note in summary.notes)
    assert check(out).whole
    assert told(out) == before
    assert extract(folder, out).notes == []


def parts(out: Path) -> dict[Path, list[object]]:
    """The files in `articles` with the rows that count."""
    dataset = Store(out).snapshot()
    return {
        Path(dataset.path(part, "articles")): dataset.table(part, "articles")["id"].to_pylist()
        for part in dataset.parts
    }


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("harm", [remove, truncate, flip_quote])
def test_every_reader_gives_one_clear_error(
    copy: Path, tmp_path: Path, reader: str, harm: Callable[[Path], None]
) -> None:
    path = newest(copy / "out", "records")
    harm(path)
    with pytest.raises(DatasetError, match=path.name) as error:
        READERS[reader](copy / "out", tmp_path)
    assert "ruammit check" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("count", [30, pytest.param(2_000, marks=pytest.mark.soak)])
def test_no_bit_that_flips_changes_what_is_told(copy: Path, count: int) -> None:
    out = copy / "out"
    expected = told(out)
    random = Random(20250505)
    names = sorted(path for path in out.rglob("*") if path.is_file() and path.stat().st_size)
    for _ in range(count):
        path = random.choice(names)
        whole = path.read_bytes()
        data = bytearray(whole)
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        path.write_bytes(data)
        with suppress(DatasetError):
            assert told(out) == expected
        with suppress(DatasetError):
            assert not check(out).whole or path.name == "commits.count"
        path.write_bytes(whole)


def test_what_is_no_file_is_told_and_not_waited_for(copy: Path) -> None:
    out = copy / "out"
    lost = newest(out, "money")
    lost.unlink()
    os.mkfifo(lost)
    assert [item.path for item in check(out).damage] == [str(lost)]
    with pytest.raises(DatasetError, match=lost.name):
        told(out)


def test_articles_that_are_not_among_those_of_the_run_stay_damaged_and_are_told(copy: Path) -> None:
    out = copy / "out"
    flip(newest(out, "money"))
    (copy / "more").mkdir()
    (copy / "more" / "x.txt").write_text("Việt Nam và Lào ký thỏa thuận hợp tác trị giá 9 triệu USD.", "utf-8")
    summary = extract(copy / "more", out)
    assert "still damaged" in summary.notes[-1]
    assert not check(out).whole
    with pytest.raises(DatasetError, match="damaged"):
        told(out)
    extract(copy / "articles", out)
    assert check(out).whole
    assert len(ruammit.open(out)) == 10


def test_a_damaged_line_of_the_log_costs_its_part_only(copy: Path) -> None:
    out = copy / "out"
    before = told(out)
    lines = (out / "commits.jsonl").read_bytes().splitlines(keepends=True)
    for damaged in ([*lines[:1], b"{}\n", *lines[2:]], [*lines[:1], *lines[2:]]):
        (out / "commits.jsonl").write_bytes(b"".join(damaged))
        assert check(out).lines == (2,)
        with pytest.raises(DatasetError, match="line 2"):
            ruammit.open(out)
        assert 0 < extract(copy / "articles", out).extracted < 9
        assert told(out) == before


@pytest.mark.parametrize("lines", [0, 1, -1])
def test_a_log_that_has_lost_its_end_is_noticed(copy: Path, lines: int) -> None:
    out = copy / "out"
    before = told(out)
    whole = (out / "commits.jsonl").read_bytes().splitlines(keepends=True)
    (out / "commits.jsonl").write_bytes(b"".join(whole[:lines]))
    assert len(whole) in check(out).lines
    with pytest.raises(DatasetError, match="log of commits is damaged"):
        ruammit.open(out)
    extract(copy / "articles", out)
    assert (check(out).whole, told(out)) == (True, before)


def test_a_line_that_was_not_finished_is_no_commit(copy: Path) -> None:
    out = copy / "out"
    content = (out / "commits.jsonl").read_bytes()
    (out / "commits.jsonl").write_bytes(content + content[: len(content) // 9])
    before = told(out)
    (copy / "articles" / "new.txt").write_text("Việt Nam và Lào ký thỏa thuận trị giá 9 triệu USD.", "utf-8")
    assert extract(copy / "articles", out).extracted == 1
    assert check(out).whole
    assert len(ruammit.open(out)) == 10
    assert told(out) != before


def test_a_newline_of_the_log_that_changes_is_noticed(copy: Path) -> None:
    log = copy / "out" / "commits.jsonl"
    content = log.read_bytes()
    ends = [place for place, byte in enumerate(content) if byte == 10]
    for end in (ends[0], ends[-1]):
        log.write_bytes(content[:end] + b"\x0b" + content[end + 1 :])
        assert not check(copy / "out").whole
        with pytest.raises(DatasetError, match="log of commits is damaged"):
            ruammit.open(copy / "out")


# --- readers beside a run --------------------------------------------------------------------------------------------


ASKED: dict[str, Callable[[ruammit.Dataset], object]] = {
    "records": lambda dataset: dataset.records(),
    "told": lambda dataset: list(dataset.told()),
    "merged": lambda dataset: dataset.merged(),
    "export": lambda dataset: ruammit.export(dataset, "jsonl", "-"),
    "extractions": lambda dataset: list(dataset),
    "extraction": lambda dataset: dataset.extraction("0"),
    "len": len,
}


@pytest.mark.parametrize("ask", ASKED)
def test_a_dataset_that_was_opened_before_it_was_done_anew_says_so(copy: Path, ask: str) -> None:
    dataset = ruammit.open(copy / "out")
    extract(copy / "articles", copy / "out", reextract=True)
    with pytest.raises(DatasetError, match="open it again"):
        ASKED[ask](dataset)
    assert len(ruammit.open(copy / "out")) == 9


def test_a_reader_beside_a_run_sees_every_article_once(copy: Path, holds: Holds) -> None:
    seen = []
    expected = holds(copy / "out")
    extract_to(
        [copy / "articles"],
        copy / "out",
        engine=hazards.warm,
        options=Options(reextract=True),
        chunk_bytes=300,
        progress=lambda _: seen.append(holds(copy / "out")),
    )
    assert len(seen) > 3
    assert all(state == expected for state in seen)


def test_a_run_that_removes_parts_while_a_dataset_is_opened(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = Folder.sizes

    @cache
    def once() -> None:
        extract(copy / "articles", copy / "out", reextract=True)

    def interrupted(self: Folder, name: str = "") -> dict[str, int]:
        if name == "money":
            monkeypatch.setattr(Folder, "sizes", listed)
            once()
        return listed(self, name)

    monkeypatch.setattr(Folder, "sizes", interrupted)
    assert len(ruammit.open(copy / "out")) == 9
    assert once.cache_info().misses == 1
