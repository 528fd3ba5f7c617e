"""Runs that are ended from outside, at moments that are chosen: what is left, what is said, and how they go on."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import hazards
import pytest
from commands import Done, run

import ruammit
from ruammit.dataset.check import check
from ruammit.engines.local import IsolatedWorker
from ruammit.engines.options import Options
from ruammit.engines.run import extract_to
from ruammit.engines.summary import Summary

Make = Callable[..., Path]
Holds = Callable[[Path], dict[str, str]]
Sizes = Callable[[Path], dict[str, int]]

TESTS = str(Path(__file__).parents[1])


def extract(folder: Path, out: Path, **options: bool) -> Summary:
    return extract_to([folder], out, engine=hazards.warm, options=Options(**options), chunk_bytes=1_500)


def struck(moment: str, number: int, temporary: Path, *arguments: str | Path, workers: bool = False) -> Done:
    """A command that gets a signal at a moment: a call, or an import, which only a fresh interpreter does."""
    temporary.mkdir(exist_ok=True)
    kind, _, module = moment.partition("import ")
    if kind:
        first = f"import moments; moments.arm({moment!r}, {int(number)})"
        return run(*arguments, environment={"TMPDIR": str(temporary)}, first=first, workers=workers)
    given = module, int(number), [*map(str, arguments)]
    done = subprocess.run(
        [sys.executable, "-c", f"import moments; moments.at_import(*{given!r})"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([TESTS, *sys.path]), "TMPDIR": str(temporary)},
    )
    return Done(done.returncode, done.stdout, done.stderr)


def said(done: Done) -> list[str]:
    """What a command said, without the state that it tells every ten seconds."""
    return [line for line in done.stderr.splitlines() if "articles/s" not in line]


# --- signals ---------------------------------------------------------------------------------------------------------

MOMENTS = (
    "import ruammit.cli.app",
    "import typer",
    "import ruammit.engines.run",
    "import pyarrow",
    "import ruammit.entities.finder",
    "write 2",
    "append 2",
    "append+ 2",
    "sync 9",
    "replace 1",
)
SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
EACH_ONCE = [(moment, list(SIGNALS)[number % 3]) for number, moment in enumerate(MOMENTS)]
ALL = [pytest.param(moment, number, marks=pytest.mark.soak) for moment in MOMENTS for number in SIGNALS]


@pytest.mark.parametrize(("moment", "number"), EACH_ONCE + ALL)
def test_a_signal_is_told_in_one_line_and_leaves_nothing(
    articles: Make, tmp_path: Path, moment: str, number: signal.Signals
) -> None:
    folder, out = articles(12), tmp_path / "out"
    done = struck(moment, number, tmp_path / "tmp", "extract", folder, "-o", out, "--part-size", "1500")
    assert said(done) == [f"ruammit: stopped by {number.name}; the same command goes on from here"]
    assert (done.returncode, done.stdout) == (SIGNALS[number], "")
    assert not list((tmp_path / "tmp").iterdir())
    assert not list(out.glob("*.writing")) or not (out / "ruammit.json").exists()
    if (out / "ruammit.json").exists():
        assert (check(out).whole, check(out).leftovers) == (True, ())
    assert extract(folder, out).extracted > 0
    assert (len(ruammit.open(out)), check(out).whole, check(out).leftovers) == (12, True, ())


def test_a_signal_while_workers_are_busy(articles: Make, tmp_path: Path) -> None:
    folder, out = articles(40), tmp_path / "out"
    arguments = "extract", folder, "-o", out, "--part-size", "1500", "--workers", "2"
    done = struck("append 2", signal.SIGTERM, tmp_path / "tmp", *arguments, workers=True)
    assert said(done) == ["ruammit: stopped by SIGTERM; the same command goes on from here"]
    assert done.returncode == 143
    assert not list((tmp_path / "tmp").iterdir())
    assert 0 < len(ruammit.open(out)) < 40
    assert not check(out).leftovers
    extract(folder, out)
    assert len(ruammit.open(out)) == 40


def test_a_signal_in_another_command(articles: Make, tmp_path: Path) -> None:
    extract(articles(2), tmp_path / "out")
    done = struck("import duckdb", signal.SIGHUP, tmp_path / "tmp", "query", tmp_path / "out", "select 1")
    assert (done.returncode, done.stdout, done.stderr) == (129, "", "ruammit: stopped by SIGHUP\n")


# --- kills -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "moment",
    [
        *("replace 1", "replace 2", "write 1", "write 5", "write 14", "append 1", "append+ 3", "sync 12"),
        *(pytest.param(f"{name} {n}", marks=pytest.mark.soak) for name in ("write", "sync") for n in range(1, 40)),
    ],
)
def test_a_run_that_is_killed_at_any_moment_is_completed_by_the_next(
    articles: Make, tmp_path: Path, holds: Holds, sizes: Sizes, moment: str
) -> None:
    folder, out = articles(18), tmp_path / "out"
    done = struck(moment, signal.SIGKILL, tmp_path / "tmp", "extract", folder, "-o", out, "--part-size", "1500")
    assert done.returncode == -signal.SIGKILL
    found = len(ruammit.open(out)) if (out / "ruammit.json").exists() else 0
    assert extract(folder, out).unchanged == found < 18
    extract(folder, tmp_path / "undisturbed")
    assert (holds(out), sizes(out)) == (holds(tmp_path / "undisturbed"), sizes(tmp_path / "undisturbed"))
    assert (check(out).whole, check(out).leftovers) == (True, ())


@pytest.mark.parametrize("moment", ["write 3", "append 2", "replace 1", "replace+ 1"])
def test_a_run_that_is_killed_while_it_does_all_anew_loses_nothing(
    articles: Make, tmp_path: Path, holds: Holds, moment: str
) -> None:
    folder, out = articles(18), tmp_path / "out"
    extract(folder, out)
    expected = holds(out)
    arguments = "extract", folder, "-o", out, "--part-size", "1500", "--reextract"
    assert struck(moment, signal.SIGKILL, tmp_path / "tmp", *arguments).returncode == -signal.SIGKILL
    assert holds(out) == expected
    extract(folder, out, reextract=True)
    assert (holds(out), check(out).whole, check(out).leftovers) == (expected, True, ())


def test_workers_do_not_outlive_a_killed_run() -> None:
    import psutil

    code = (
        "import hazards\n"
        "from ruammit.engines.chunks import Chunk\n"
        "from ruammit.engines.options import Options\n"
        "from ruammit.engines.local import IsolatedWorker\n"
        "idle, busy = IsolatedWorker(60), IsolatedWorker(60)\n"
        "print(idle._started()._popen.pid, busy._started()._popen.pid, flush=True)\n"
        "busy.do(hazards.ticking, Chunk('run', (), Options()))\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([TESTS, *sys.path])},
    )
    assert parent.stdout
    workers = [psutil.Process(int(number)) for number in parent.stdout.readline().split()]
    assert len(workers) == 2
    parent.kill()
    _, errors = parent.communicate()  # to its end, when the workers too have let go of it
    assert errors == ""
    _, alive = psutil.wait_procs(workers, timeout=60)
    assert not alive


def test_an_engine_that_is_closed_ends_its_workers() -> None:
    import psutil

    worker = IsolatedWorker(60)
    process = psutil.Process(worker._started()._popen.pid)
    worker.close()
    assert not process.is_running()
