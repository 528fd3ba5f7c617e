"""What a new process costs: import, help, the first article, memory."""

from __future__ import annotations

import atexit
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache

from .articles import CORPUS
from .clock import Row, milliseconds, times

REFERENCE = CORPUS / "articles" / "th-haiphong-antwerp.txt"
BARE = "pass"
RUNS = {
    "`import ruammit`": ["-c", "import ruammit"],
    "`ruammit --help`": ["-m", "ruammit", "--help"],
    "the first article in a new process": ["-c", f"import ruammit; ruammit.extract({str(REFERENCE)!r})"],
}
PEAK = """
import resource, sys
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak if sys.platform == "darwin" else peak * 1024)
"""
WORKER = f"""
import ruammit
for _ in range(20):
    for x in ruammit.extract_all({str(CORPUS / "articles")!r}):
        pass
{PEAK}
"""
SEGMENTERS = f"""
from pythainlp.tokenize.nlpo3 import segment
from underthesea import word_tokenize
segment("ไทย"), word_tokenize("Việt Nam")
{PEAK}
"""


@cache
def _as_installed() -> dict[str, str]:
    """The environment of processes that find their modules compiled, as an installed package has them."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    found = inherited | {"PYTHONPYCACHEPREFIX": folder}
    for arguments in RUNS.values():
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=found)
    return found


def seconds(arguments: list[str]) -> float:
    """Processor time of a process: the clock on the wall tells what else the machine does."""
    environment = _as_installed()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def of_starting(rounds: int = 7) -> Iterator[Row]:
    """Processor time of a process from start to end, the least of some runs."""
    best = dict.fromkeys(["bare", *RUNS], float("inf"))
    for _ in range(rounds):
        for name, arguments in {"bare": ["-c", BARE], **RUNS}.items():
            best[name] = min(best[name], seconds(arguments))
    for name in RUNS:
        against = f"Python alone: {milliseconds(best['bare'])}"
        yield Row(name, milliseconds(best[name]), against, times(best[name], best["bare"]))


def of_memory() -> Iterator[Row]:
    """Most memory that a process ever held."""
    ours, theirs = (
        int(subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout)
        for program in (WORKER, SEGMENTERS)
    )
    against = f"nlpO3 and underthesea loaded: {theirs / 1e6:.0f} MB"
    yield Row("peak memory of a process that reads articles", f"{ours / 1e6:.0f} MB", against, times(ours, theirs))
