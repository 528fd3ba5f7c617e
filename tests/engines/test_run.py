"""A run, a second run, and what either may meet with."""

import json
from collections.abc import Callable
from pathlib import Path

import hazards
import pytest
from commands import run

import ruammit
from ruammit._version import extractor, rules_of
from ruammit.dataset.parts import Store
from ruammit.engines.chunks import Chunk
from ruammit.engines.local import IsolatedWorker
from ruammit.engines.options import Options
from ruammit.engines.run import extract_to
from ruammit.engines.summary import Summary
from ruammit.engines.tasks import process
from ruammit.errors import DatasetError, RuammitError

Make = Callable[..., Path]
Holds = Callable[[Path], dict[str, str]]
Sizes = Callable[[Path], dict[str, int]]


def counts(summary: Summary) -> tuple[int, int, dict[str, int]]:
    return summary.extracted, summary.unchanged, summary.rejected


def extract(folder: Path, out: Path, **options: object) -> Summary:
    workers = options.pop("workers", 1)
    options = {"engine": lambda _: hazards.kept(workers), "chunk_bytes": 2_000} | options
    return extract_to([folder], out, **options)  # type: ignore[arg-type]


# --- what comes out --------------------------------------------------------------------------------------------------


def test_the_dataset_holds_what_extract_gives(articles: Make, tmp_path: Path, holds: Holds, sizes: Sizes) -> None:
    folder, out = articles(12), tmp_path / "out"
    assert counts(extract(folder, out)) == (12, 0, {})
    expected = {x.id: x.model_dump_json() for x in ruammit.extract_all(folder)}
    assert holds(out) == expected
    found = [json.loads(text) for text in expected.values()]
    assert sizes(out) == {
        "articles": 12,
        "rejected": 0,
        **{layer: sum(len(x[layer]) for x in found) for layer in ("money", "percent", "dates", "entities", "records")},
    }


def test_the_number_of_workers_and_the_size_of_parts_change_nothing(
    articles: Make, tmp_path: Path, holds: Holds
) -> None:
    folder = articles(20)
    extract(folder, tmp_path / "one")
    extract(folder, tmp_path / "two", workers=2, chunk_bytes=700)
    assert holds(tmp_path / "one") == holds(tmp_path / "two")
    assert len(ruammit.open(tmp_path / "two").parts) > len(ruammit.open(tmp_path / "one").parts) > 1


# --- a second run ----------------------------------------------------------------------------------------------------


def test_a_second_run_does_only_what_is_new_or_changed(
    articles: Make, tmp_path: Path, holds: Holds, sizes: Sizes, text: Callable[[int], str]
) -> None:
    folder, out = articles(12), tmp_path / "out"
    extract(folder, out)
    before = ruammit.open(out).parts
    assert counts(extract(folder, out)) == (0, 12, {})
    assert ruammit.open(out).parts == before

    (folder / "0003.txt").write_text(text(500), encoding="utf-8")
    (folder / "new.txt").write_text(text(501), encoding="utf-8")
    assert counts(extract(folder, out)) == (2, 11, {})
    extract(folder, tmp_path / "anew")
    assert holds(out) == holds(tmp_path / "anew")
    assert sizes(out) == sizes(tmp_path / "anew")
    assert "503" in ruammit.open(out).extraction("0003").text


def test_articles_that_change_again_and_again_are_there_once(
    articles: Make, tmp_path: Path, holds: Holds, sizes: Sizes, text: Callable[[int], str]
) -> None:
    folder, out = articles(6), tmp_path / "out"
    for turn in range(5):
        for number in range(turn, 6):
            (folder / f"{number:04}.txt").write_text(text(100 * turn + number), encoding="utf-8")
        extract(folder, out, chunk_bytes=600)
    extract(folder, tmp_path / "anew")
    assert holds(out) == holds(tmp_path / "anew")
    assert sizes(out) == sizes(tmp_path / "anew")


def test_parts_of_which_nothing_is_left_are_removed(articles: Make, tmp_path: Path) -> None:
    folder, out = articles(4), tmp_path / "out"
    extract(folder, out)
    old = set(ruammit.open(out).parts)
    assert counts(extract(folder, out, options=Options(reextract=True))) == (4, 0, {})
    assert old.isdisjoint(ruammit.open(out).parts)
    assert len(ruammit.open(out)) == 4


def test_what_is_mended_leaves_the_rejected_and_what_breaks_keeps_its_last_good_state(
    articles: Make, tmp_path: Path, sizes: Sizes, text: Callable[[int], str]
) -> None:
    folder, out = articles(3), tmp_path / "out"
    (folder / "bad.txt").write_bytes(b"")
    assert counts(extract(folder, out)) == (3, 0, {"empty": 1})
    assert counts(extract(folder, out)) == (0, 4, {"empty": 1})
    assert sizes(out)["rejected"] == 1
    (folder / "bad.txt").write_bytes(b"%PDF-1.7\n\x00\xff\x81\x90" * 50)
    assert counts(extract(folder, out)) == (0, 3, {"binary": 1})
    assert ruammit.open(out).rejected()["code"].tolist() == ["binary"]
    (folder / "bad.txt").write_text(text(77), encoding="utf-8")
    assert counts(extract(folder, out)) == (1, 3, {})
    assert sizes(out)["rejected"] == 0
    (folder / "bad.txt").write_bytes(b"")
    extract(folder, out)
    assert sizes(out)["rejected"] == 1
    assert "80" in ruammit.open(out).extraction("bad").text


def test_a_changed_date_of_publication_is_a_change(tmp_path: Path, text: Callable[[int], str]) -> None:
    source, out = tmp_path / "all.jsonl", tmp_path / "out"
    source.write_text(json.dumps({"id": "x", "text": text(1), "published": "2025-05-05"}), encoding="utf-8")
    assert extract(source, out).extracted == 1
    assert extract(source, out).extracted == 0
    source.write_text(json.dumps({"id": "x", "text": text(1), "published": "2025-06-05"}), encoding="utf-8")
    assert extract(source, out).extracted == 1
    assert ruammit.open(out).extraction("x").published == "2025-06-05"


def test_what_other_rules_extracted_is_told_and_done_again_only_when_asked(
    articles: Make, tmp_path: Path, aged: Callable[[Path], str]
) -> None:
    folder, out = articles(3), tmp_path / "out"
    extract(folder, out)
    old = aged(out)
    for number in (3, 4):
        (folder / f"{number:04}.txt").write_text(f"Việt Nam và Lào ký thỏa thuận trị giá {number} triệu USD.", "utf-8")
        summary = extract(folder, out)
        assert counts(summary) == (1, number, {})
        assert summary.outdated == 3
        assert any("3 articles" in note and "--update" in note for note in summary.notes)
    made_by = ruammit.open(out).articles()["extractor"].value_counts()
    assert made_by.to_dict() == {old: 3, extractor(): 2}
    summary = extract(folder, out, options=Options(update=True))
    assert (*counts(summary), summary.outdated, summary.notes) == (3, 2, {}, 0, [])
    assert set(ruammit.open(out).articles()["extractor"]) == {extractor()}
    assert len(ruammit.open(out)) == 5


def test_a_later_version_with_the_same_rules_is_no_other_extractor(
    articles: Make, tmp_path: Path, aged: Callable[..., str]
) -> None:
    folder, out = articles(2), tmp_path / "out"
    extract(folder, out)
    aged(out, f"0.0.1+{rules_of(extractor())}")
    summary = extract(folder, out, options=Options(update=True))
    assert (counts(summary), summary.notes) == ((0, 2, {}), [])


def test_a_worker_with_other_rules_writes_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "out")
    with store.lock():
        store.create()
    chunk = Chunk("run", (), Options())
    with pytest.raises(RuammitError, match="install the same version on every node"):
        process(chunk, lambda _: None, store=store, identity="0.0.1+000000000000")


# --- duplicate ids ---------------------------------------------------------------------------------------------------


def test_of_duplicate_ids_the_first_is_kept(tmp_path: Path, text: Callable[[int], str]) -> None:
    rows = [{"id": "a", "text": text(1)}, {"id": "b", "text": text(2)}, {"id": "a", "text": text(3)}, {"text": text(4)}]
    source, out = tmp_path / "all.jsonl", tmp_path / "out"
    source.write_text("\n\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    for _ in range(2):
        summary = extract(source, out)
        assert summary.rejected == {"duplicate": 1}
        (rejected,) = ruammit.open(out).arrow("rejected").to_pylist()
        assert rejected["line"] == 5
        assert {x.id: x.text for x in ruammit.open(out)} == {"a": text(1), "b": text(2), "all#7": text(4)}
    assert summary.extracted == 0


# --- two at once, and other versions ---------------------------------------------------------------------------------


def test_a_second_run_into_the_same_folder_is_refused(articles: Make, tmp_path: Path) -> None:
    folder, out = articles(2), tmp_path / "out"
    with Store(out).lock():
        refused = run("extract", folder, "-o", out)
    assert refused.returncode == 2
    assert "another run" in refused.stderr
    assert extract(folder, out).extracted == 2


# --- workers that die ------------------------------------------------------------------------------------------------


def test_an_article_that_kills_or_stalls_its_worker_is_set_aside_alone(
    articles: Make, tmp_path: Path, text: Callable[[int], str]
) -> None:
    folder, out = articles(10), tmp_path / "out"
    for name in ("kills", "stalls", "once"):
        (folder / f"{name}.txt").write_text(text(90), encoding="utf-8")
    summary = extract(folder, out, engine=lambda _: hazards.Hazardous(1, 8.0))
    assert counts(summary) == (11, 0, {"crash": 1, "timeout": 1})
    rejected = {Path(row["path"]).name: row for row in ruammit.open(out).arrow("rejected").to_pylist()}
    assert rejected["kills.txt"]["code"] == "crash"
    assert "longer than 8 seconds" in rejected["stalls.txt"]["message"]
    assert folder.with_name("once.died").exists()
    assert counts(extract(folder, out)) == (2, 11, {})


def test_an_article_that_waits_for_ever_is_given_up() -> None:
    worker = IsolatedWorker(0.5)
    try:
        assert worker.do(hazards.asleep, Chunk("run", (), Options())) == "timeout"
    finally:
        worker.close()


# --- disks that fill up ----------------------------------------------------------------------------------------------


def test_a_full_disk_ends_the_run_with_what_to_do_and_a_whole_dataset(
    articles: Make, tmp_path: Path, holds: Holds
) -> None:
    folder, out = articles(10), tmp_path / "out"
    with pytest.raises(DatasetError, match="make room"):
        extract(folder, out, engine=lambda _: hazards.Hazardous(1, 30.0, hazards.full))
    assert holds(out) == {}
    assert not list(out.rglob("*.writing"))
    assert extract(folder, out).extracted == 10


def test_a_disk_that_fills_up_under_the_whole_program(articles: Make, tmp_path: Path) -> None:
    folder, out = articles(4), tmp_path / "out"
    done = run("extract", folder, "-o", out, most=1000, workers=True)
    assert done.returncode == 2
    assert done.stderr.startswith("ruammit: ")
    assert "Traceback" not in done.stderr
    assert extract(folder, out).extracted == 4


# --- other file systems ----------------------------------------------------------------------------------------------


def test_articles_and_dataset_on_another_file_system(
    articles: Make, tmp_path: Path, holds: Holds, text: Callable[[int], str]
) -> None:
    folder = articles(6)
    (folder / "more").mkdir()
    (folder / "more" / "rows.jsonl").write_text(json.dumps({"text": text(50)}) + "\n{", encoding="utf-8")
    (folder / "more" / "large.txt").write_bytes(b"x" * 2_000)
    given, out = f"local://{folder}", f"local://{tmp_path}/out"  # fsspec's name for files, which pyarrow does not know
    for expected in ((7, 0), (0, 10)):
        summary = extract_to(
            [given, f"local://{tmp_path}/nowhere.txt"],
            out,
            engine=hazards.warm,
            options=Options(size_limit=1_000),
        )
        assert (summary.extracted, summary.unchanged) == expected
        assert summary.rejected == {"json": 1, "too-large": 1, "unreadable": 1}
    extract_to([folder], tmp_path / "here", engine=hazards.warm, options=Options(size_limit=1_000))
    assert {x.id: x.model_dump_json() for x in ruammit.open(out)} == holds(tmp_path / "here")
    paths = ruammit.open(out).rejected()["path"].tolist()
    assert f"{given}/more/rows.jsonl" in paths


@pytest.mark.parametrize("chunk_bytes", [1_000, 1_000_000])
def test_packed_files_on_another_file_system(packages: Path, tmp_path: Path, holds: Holds, chunk_bytes: int) -> None:
    """Read in place: members of archives, members of members, pages of crawls, and all that is damaged."""
    here = extract(packages, tmp_path / "here")
    there = extract_to(
        [f"local://{packages}"], tmp_path / "there", engine=lambda _: hazards.kept(1), chunk_bytes=chunk_bytes
    )
    assert (there.extracted, there.rejected) == (here.extracted, here.rejected)
    assert (here.extracted, here.rejected) == (13, {"unreadable": 4, "json": 1, "format": 1})
    assert holds(tmp_path / "there") == holds(tmp_path / "here")
    columns = {"here": "path, line, message", "there": "path[9:] AS path, line, message"}
    told = [
        ruammit.open(tmp_path / name).sql(f"SELECT {wanted} FROM rejected ORDER BY ALL").to_pylist()
        for name, wanted in columns.items()
    ]
    assert told[1] == told[0]
    again = extract_to([f"local://{packages}"], tmp_path / "there", engine=lambda _: hazards.kept(1))
    assert (again.extracted, again.unchanged) == (0, 19)


def test_a_run_of_a_few_articles_foretells_no_end(articles: Make, tmp_path: Path) -> None:
    seen: list[int | None] = []
    done = extract(articles(8), tmp_path / "out", limit=3, progress=lambda summary: seen.append(summary.total))
    assert (done.extracted, set(seen)) == (3, {None})
