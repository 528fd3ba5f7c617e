"""The command line, each time in a process of its own, forked from one that has loaded what takes time to load.

So a command costs its own work and no start of Python. What a fresh interpreter does (`--help` loads nothing that takes
time, a signal in the first instant) is tested with `subprocess`, and what worker processes do with `workers=True`.
"""

import atexit
import gc
import importlib
import json
import os
import resource
import runpy
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

ENVIRONMENT = {"COLUMNS": "120", "NO_COLOR": "1", "PYTHONUTF8": "1"}
LOADED = (
    "ruammit.cli.app",
    "ruammit.dataset.check",
    "ruammit.engines.run",
    "ruammit.exports.formats",
    "ruammit.merging",
    "ruammit.pipeline",
    "ruammit.readers.articles",
    "ruammit.views.report",
    "rich.table",
    "spacy",
    "vl_convert",
    "xlsxwriter",
)
"""What is imported before the first command."""
CORPUS = Path(__file__).parents[1] / "corpus" / "articles"
SECONDS = 300
"""After which a command is ended, by SIGALRM."""


class Done(NamedTuple):
    """What a command gave: its exit code (minus the signal that ended it), and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


class _Origin:
    """The process that commands are forked from, seen from the tests."""

    def __init__(self) -> None:
        command = [sys.executable, __file__]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self._process = subprocess.Popen(command, env=os.environ | ENVIRONMENT, text=True, **pipes)
        atexit.register(self._process.communicate)

    def do(self, request: dict[str, Any]) -> int:
        """The exit code of a command."""
        print(json.dumps(request), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())


_origin = cache(_Origin)


def run(
    *arguments: str | Path,
    cwd: Path | None = None,
    given: str = "",
    stdout: str | None = None,
    most: int | None = None,
    environment: Mapping[str, str] = MappingProxyType({}),
    first: str = "",
    workers: bool = False,
) -> Done:
    """Run `ruammit` with these arguments.

    Args:
        cwd: where; None: here.
        given: its standard input.
        stdout: the file that is its standard output; None: it is given back.
        most: bytes that it may write to one file, which is how a full disk looks; None: any number.
        environment: variables to set beside those of the tests.
        first: Python that its process runs first.
        workers: whether articles are extracted by worker processes, which start anew as a user's do; else in the
            process of the command, which has the models.
    """
    with tempfile.TemporaryDirectory() as folder:
        streams = [f"{folder}/in", stdout or f"{folder}/out", f"{folder}/err"]
        Path(streams[0]).write_text(given, encoding="utf-8")
        variables = {**os.environ, **ENVIRONMENT, **environment}
        request = {"arguments": [*map(str, arguments)], "cwd": str(cwd or Path.cwd()), "most": most}
        code = _origin().do(
            request | {"streams": streams, "environment": variables, "first": first, "workers": workers}
        )
        told = [b"" if stdout else Path(streams[1]).read_bytes(), Path(streams[2]).read_bytes()]
    return Done(code, *(text.decode("utf-8", "surrogateescape") for text in told))


def bind_by_permissions() -> None:
    """Take from root the right to read and write whatever permissions say; from others there is nothing to take."""
    if os.geteuid() or not sys.platform.startswith("linux"):
        return
    import ctypes

    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # version 3 of the sets; of this process
    held = (ctypes.c_uint32 * 6)()  # effective, permitted and inheritable; then the same of higher numbers
    libc = ctypes.CDLL(None)
    assert libc.capget(header, held) == 0
    for number in range(2):
        held[number] &= ~0b110  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH
    assert libc.capset(header, held) == 0


def _become(request: dict[str, Any]) -> None:
    """Turn this process, just forked, into one that was started with the arguments."""
    for number, path in enumerate(request["streams"]):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT if number else os.O_RDONLY), number)
    sys.stdin = os.fdopen(0)
    os.environ.clear()
    os.environ.update(request["environment"])
    tempfile.tempdir = None  # to be found out again, from this environment
    if not request["workers"]:
        import moments

        sys.modules["ruammit.engines.run"].LocalEngine = moments.Here
    exec(request["first"])
    sys.argv = ["ruammit", *request["arguments"]]
    sys.path[0] = request["cwd"]
    os.chdir(request["cwd"])
    signal.alarm(SECONDS)
    if request["most"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (request["most"],) * 2)


def _serve() -> bool:
    """Fork a process for each request that comes in, and tell its exit code; True in such a process."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(json.loads(line))
            return True
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    return False


if __name__ == "__main__":
    for module in LOADED:
        importlib.import_module(module)
    for lang in ("th", "vi"):  # what an article needs is loaded with the first one
        sys.modules["ruammit"].extract(next(CORPUS.glob(f"{lang}-*.txt")))
    gc.freeze()
    if _serve():
        runpy.run_module("ruammit", run_name="__main__", alter_sys=True)
