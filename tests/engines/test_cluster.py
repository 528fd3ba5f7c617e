"""The Ray engine on a cluster of several nodes on this machine."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import hazards
import pytest

import ruammit
from ruammit.engines.cluster import RayEngine, start_error
from ruammit.engines.run import extract_to
from ruammit.engines.summary import Summary
from ruammit.errors import RuammitError

ray = pytest.importorskip("ray")
cluster_utils = pytest.importorskip("ray.cluster_utils")

BUSY = "Ray, which allows itself half a minute, did not start on this busy machine"
Make = Callable[..., Path]
Holds = Callable[[Path], dict[str, str]]


def started() -> Any:
    """A cluster with a head without processors and two nodes with one each."""
    made = cluster_utils.Cluster(
        initialize_head=True,
        head_node_args={"num_cpus": 0, "object_store_memory": 100_000_000, "include_dashboard": False},
    )
    made.nodes = [made.add_node(num_cpus=1, object_store_memory=100_000_000) for _ in range(2)]
    made.wait_for_nodes()
    return made


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The cluster; Ray gives a node half a minute to start, which a busy machine may not do at once."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    monkeypatch.setenv("RAY_worker_niceness", "0")
    for _ in range(2):
        try:
            made = started()
            break
        except Exception as error:
            if "timed out" not in str(error):
                raise
    else:
        pytest.skip(BUSY)
    yield made
    ray.shutdown()
    made.shutdown()


def on_this_machine(_: int) -> RayEngine:
    """The engine with one worker; a busy machine may not start Ray in the half minute that Ray itself allows."""
    for _ in range(2):
        try:
            return RayEngine(workers=1)
        except RuammitError as error:
            ray.shutdown()
            if "took too long" not in str(error):
                raise
    return pytest.skip(BUSY)


class Slow(RayEngine):
    """The Ray engine with a pause at each article."""

    def map(self, task: Any, chunks: Any, *, ordered: bool = False) -> Iterator[Any]:
        return super().map(partial(hazards.slow, task=task, seconds=0.03), chunks, ordered=ordered)


def test_ray_on_one_machine_gives_the_same(
    articles: Make, packages: Path, tmp_path: Path, holds: Holds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
    monkeypatch.setenv("RAY_worker_niceness", "0")
    folder = articles(10)
    (folder / "empty.txt").write_bytes(b"")
    given = [folder, packages]
    summary = extract_to(given, tmp_path / "ray", engine=on_this_machine, chunk_bytes=1_500)
    assert not ray.is_initialized()
    alone = extract_to(given, tmp_path / "local", engine=hazards.warm)
    assert (summary.extracted, summary.workers) == (alone.extracted, 1)
    assert summary.extracted > 20
    assert summary.rejected == alone.rejected
    assert holds(tmp_path / "ray") == holds(tmp_path / "local")
    assert ruammit.open(tmp_path / "ray").rejected().equals(ruammit.open(tmp_path / "local").rejected())


def test_no_cluster_at_the_address() -> None:
    with pytest.raises(RuammitError, match="no Ray cluster"):
        RayEngine("127.0.0.1:1")


def test_a_node_that_does_not_start_in_its_time_is_no_defect() -> None:
    busy = Exception("The current node timed out during startup. This could happen because some of the raylet failed")
    assert str(start_error(busy, None)).startswith("--engine ray: Ray does not start: it took too long (try again")
    assert start_error(defect := TypeError("timed out"), None) is defect


@pytest.mark.soak
def test_a_cluster_gives_the_same_and_a_lost_node_loses_and_doubles_nothing(
    cluster: Any, articles: Make, tmp_path: Path, holds: Holds
) -> None:
    folder = articles(80)
    (folder / "empty.txt").write_bytes(b"")
    done = threading.Event()

    def lose_a_node() -> None:
        while not list((tmp_path / "ray" / "articles").glob("*.parquet")):
            time.sleep(0.01)
        cluster.remove_node(cluster.nodes[0], allow_graceful=False)
        done.set()

    threading.Thread(target=lose_a_node, daemon=True).start()
    summary: Summary = extract_to([folder], tmp_path / "ray", engine=lambda _: Slow(cluster.address), chunk_bytes=1_500)
    assert done.is_set()
    assert (summary.extracted, summary.rejected) == (80, {"empty": 1})
    extract_to([folder], tmp_path / "local", engine=hazards.warm)
    assert holds(tmp_path / "ray") == holds(tmp_path / "local")
    assert ruammit.open(tmp_path / "ray").rejected().equals(ruammit.open(tmp_path / "local").rejected())
