"""What is planned agrees with what is then read."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ruammit.engines import planner
from ruammit.engines.options import Options
from ruammit.engines.planner import CHUNKS_A_WORKER, LARGEST_CHUNK, SMALLEST_CHUNK, Plan, chunks, entries
from ruammit.readers.articles import Rejected, list_sources, read_source

TEXT = "Việt Nam và Thái Lan ký biên bản ghi nhớ về giáo dục, trị giá 12 triệu USD."

HALF = "a\ud83d"
ids = (
    st.just(HALF)
    | st.none()
    | st.integers()
    | st.booleans()
    | st.text(max_size=5)
    | st.floats()
    | st.lists(st.text(), max_size=1)
)
objects = st.fixed_dictionaries({"text": st.just(TEXT)}, optional={"id": ids, "lang": st.just("vi")})
good = objects.map(lambda row: json.dumps(row).encode())
lines = (
    good | st.binary(max_size=30) | st.sampled_from([b"", b" ", b"\r", b"[]", b"{}", b"null", b"{", b"\xef\xbb\xbf"])
)


@given(st.lists(lines, max_size=8), st.sampled_from([b"\n", b"\r\n"]), st.sampled_from([60, 10_000]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_planned_ids_and_lines_are_those_that_are_read(
    tmp_path: Path, rows: list[bytes], newline: bytes, limit: int
) -> None:
    path = tmp_path / "all.jsonl"
    path.write_bytes(newline.join(rows))
    for source in list_sources([path], part_bytes=100):
        planned = list(entries(source, limit))
        read = list(read_source(source, size_limit=limit))
        if len(read) == 1 and isinstance(read[0], Rejected) and read[0].line is None:
            assert not planned
            continue
        assert len(planned) == len(read)
        for (line, identity), item in zip(planned, read, strict=True):
            if isinstance(item, Rejected):
                assert item.line == line
            else:
                assert item.id == identity


def test_small_runs_get_few_workers_and_long_ones_large_chunks(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    assert Plan([tmp_path], workers=8).workers == 1
    (tmp_path / "many.jsonl").write_text(f"{json.dumps({'text': TEXT})}\n" * 30_000, encoding="utf-8")
    plan = Plan([tmp_path], workers=2)
    assert plan.workers == 2
    assert plan.chunk_bytes > SMALLEST_CHUNK
    made = list(chunks(plan, "run", Options(), None))
    assert 2 * 8 <= len(made) <= 2 * 20
    assert sum(chunk.size for chunk in made) == plan.size
    assert sum(len(planned.entries) for chunk in made for planned in chunk.planned) == 30_001


def test_the_first_files_of_a_long_run_do_not_set_the_size_of_its_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planner, "SURVEYED", 20)
    for number in range(50):
        (tmp_path / f"{number}.txt").write_text("x" * 100, encoding="utf-8")
    plan = Plan([tmp_path], workers=3)
    assert (plan.size, plan.workers, plan.chunk_bytes) == (None, 3, LARGEST_CHUNK)
    assert len(list(chunks(plan, "run", Options(), None))) == 1


def test_tiny_files_count_for_what_their_handling_costs(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number}.txt").write_text("x", encoding="utf-8")
    made = list(chunks(Plan([tmp_path], workers=1), "run", Options(), None))
    assert len(made) <= CHUNKS_A_WORKER
