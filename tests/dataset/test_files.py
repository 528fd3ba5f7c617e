"""What reaches the disk, and in which order: a machine that loses its power leaves one whole state."""

import os
from collections.abc import Callable
from pathlib import Path

import moments
import pytest

from ruammit.dataset.names import LOG, MARKER
from ruammit.dataset.parts import Store
from ruammit.engines.options import Options
from ruammit.engines.run import extract_to


def inode(path: Path) -> int:
    return path.stat().st_ino


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The inodes of the files and folders that were brought to the disk, in order."""
    found: list[int] = []
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        fsync(descriptor)
        found.append(os.fstat(descriptor).st_ino)

    monkeypatch.setattr(os, "fsync", noted)
    return found


def test_all_of_a_part_is_on_the_disk_before_the_log_names_it(
    articles: Callable[..., Path], tmp_path: Path, synced: list[int]
) -> None:
    out = tmp_path / "out"
    extract_to([articles(6)], out, engine=moments.Here, chunk_bytes=700)
    log, commits = inode(out / LOG), Store(out).snapshot().commits
    made, *named = [place for place, found in enumerate(synced) if found == log]
    assert made < synced.index(inode(out / MARKER)) < named[0]
    assert len(named) == len(commits) > 2
    for commit, place in zip(commits.values(), named, strict=True):
        assert {"articles", "money", "dates", "entities"} <= set(commit.files)
        for layer in commit.files:
            file = synced.index(inode(out / layer / f"{commit.part}.parquet"))
            folder = synced.index(inode(out / layer), file)  # after the file: it is the folder that has its name
            assert file < folder < place


def test_a_new_log_is_on_the_disk_before_the_parts_that_it_leaves_out_are_removed(
    articles: Callable[..., Path], tmp_path: Path, synced: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = articles(3), tmp_path / "out"
    extract_to([folder], out, engine=moments.Here)
    removed: list[int] = []
    delete = Store._delete

    def noted(store: Store, name: str) -> None:
        if name.endswith(".parquet"):
            removed.append(len(synced))
        delete(store, name)

    monkeypatch.setattr(Store, "_delete", noted)
    synced.clear()
    extract_to([folder], out, engine=moments.Here, options=Options(reextract=True))
    log = synced.index(inode(out / LOG))
    assert log < synced.index(inode(out), log) < min(removed)
