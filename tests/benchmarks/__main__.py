"""Prints the table of benchmarks: `make bench`, or `python -m tests.benchmarks [WORD...]` for the parts so named."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from . import growth, reviewing, speed, startup
from .clock import Row

PARTS: dict[str, Callable[[], Iterator[Row]]] = {
    "start": startup.of_starting,
    "memory": startup.of_memory,
    "speed": speed.against_others,
    "stages": speed.by_stage,
    "length": growth.by_length,
    "long": growth.of_long_articles,
    "number": growth.by_number,
    "hostile": growth.on_hostile_texts,
    "merge": growth.of_merging,
    "review": reviewing.of_opening,
}
PACKAGES = ("ruammit", "nlpo3", "pythainlp", "underthesea", "dateparser")


def machine() -> str:
    """Processor, system and the versions that count."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = names[0] if names else platform.processor() or platform.machine()
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"One core of {os.cpu_count()} ({processor}), {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}; {packages}."
    )


def main() -> None:
    """Print one row as soon as it is measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all if none is named")
    wanted = parser.parse_args().parts or list(PARTS)
    if unknown := set(wanted) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    print(machine(), end="\n\n")
    print("| What | Cost | Measured against, in the same run | Ratio |\n|---|---:|---|---:|")
    for part in wanted:
        for row in PARTS[part]():
            print(f"| {row.what} | {row.cost} | {row.against} | {row.ratio} |")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
