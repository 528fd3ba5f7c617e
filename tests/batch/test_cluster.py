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
from ruammit.batch.cluster import RayEngine
from ruammit.batch.run import Summary, extract_to

ray = pytest.importorskip("ray")
cluster_utils = pytest.importorskip("ray.cluster_utils")

Make = Callable[..., Path]
Holds = Callable[[Path], dict[str, str]]


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A head without processors and two nodes with one each."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    made = cluster_utils.Cluster(
        initialize_head=True,
        head_node_args={"num_cpus": 0, "object_store_memory": 100_000_000, "include_dashboard": False},
    )
    nodes = [made.add_node(num_cpus=1, object_store_memory=100_000_000) for _ in range(2)]
    made.wait_for_nodes()
    yield made, nodes
    ray.shutdown()
    made.shutdown()


class Slow(RayEngine):
    """The Ray engine with a pause at each article."""

    def map(self, task: Any, chunks: Any, *, ordered: bool = False) -> Iterator[Any]:
        return super().map(partial(hazards.slow, task=task, seconds=0.03), chunks, ordered=ordered)


def test_a_cluster_gives_the_same_and_a_lost_node_loses_and_doubles_nothing(
    cluster: Any, articles: Make, tmp_path: Path, holds: Holds
) -> None:
    made, nodes = cluster
    folder = articles(80)
    (folder / "empty.txt").write_bytes(b"")
    done = threading.Event()

    def lose_a_node() -> None:
        while not list((tmp_path / "ray" / "articles").glob("*.parquet")):
            time.sleep(0.01)
        made.remove_node(nodes[0], allow_graceful=False)
        done.set()

    threading.Thread(target=lose_a_node, daemon=True).start()
    summary: Summary = extract_to([folder], tmp_path / "ray", engine=lambda _: Slow(made.address), chunk_bytes=1_500)
    assert done.is_set()
    assert (summary.extracted, summary.rejected) == (80, {"empty": 1})
    extract_to([folder], tmp_path / "local", engine=lambda _: hazards.kept(1))
    assert holds(tmp_path / "ray") == holds(tmp_path / "local")
    assert ruammit.open(tmp_path / "ray").rejected().equals(ruammit.open(tmp_path / "local").rejected())
