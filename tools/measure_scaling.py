"""Measures what docs/scaling.md tells: throughput, peak memory, size and parts of a dataset, by articles and workers.

    python tools/measure_scaling.py FOLDER... --articles 1000 4000 16000 --workers 1 2

The articles are those of the folders, repeated under other ids until there are enough of them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

import psutil

from ruammit.readers.articles import iter_articles
from ruammit.schema import Article


def repeated(folders: list[Path], count: int, target: Path) -> int:
    """Write so many articles to a JSONL file; the bytes written."""
    articles = [item for item in iter_articles(folders) if isinstance(item, Article)]
    with target.open("w", encoding="utf-8") as file:
        for number, article in enumerate(islice(cycle(articles), count)):
            row = {"id": f"{article.id}-{number}", "lang": article.lang, "text": article.text}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return target.stat().st_size


def run(source: Path, out: Path, workers: int) -> dict[str, float]:
    """One run of the command; seconds, and megabytes at the peak of the parent and of the largest worker."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "ruammit", "extract", str(source), "-o", str(out), "--workers", str(workers)]
    parent = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peaks = {"parent": 0, "worker": 0}
    cpu: dict[int, float] = {}
    while parent.poll() is None:
        try:
            peaks["parent"] = max(peaks["parent"], parent.memory_info().rss)
            for child in parent.children():
                peaks["worker"] = max(peaks["worker"], child.memory_info().rss)
                cpu[child.pid] = sum(child.cpu_times()[:2])
        except psutil.Error:
            pass
        time.sleep(0.1)
    return {
        "seconds": time.perf_counter() - started,
        "cpu": sum(cpu.values()),
        **{name: peak / 1e6 for name, peak in peaks.items()},
    }


def main() -> None:
    """Print a line a run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--articles", nargs="+", type=int, default=[1000, 4000, 16000])
    parser.add_argument("--workers", nargs="+", type=int, default=[1, 2])
    given = parser.parse_args()
    print("| articles | MB | workers | seconds | articles/s | ms of CPU | parent MB | worker MB | parts | dataset MB |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for count in given.articles:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "all.jsonl"
            size = repeated(given.folders, count, source)
            for workers in given.workers:
                out = Path(folder) / f"out-{workers}"
                told = run(source, out, workers)
                parts = len(list((out / "articles").glob("*.parquet")))
                written = sum(path.stat().st_size for path in out.rglob("*.parquet"))
                print(
                    f"| {count:,} | {size / 1e6:.1f} | {workers} | {told['seconds']:.1f} "
                    f"| {count / told['seconds']:.1f} | {1000 * told['cpu'] / count:.1f} | {told['parent']:.0f} "
                    f"| {told['worker']:.0f} | {parts} | {written / 1e6:.1f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
