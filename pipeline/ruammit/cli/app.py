"""The application: its commands, how it starts, and how it ends. What a command needs is imported when it is called."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from ruammit.cli.check import check
from ruammit.cli.evaluate import evaluate
from ruammit.cli.explain import explain
from ruammit.cli.export import export
from ruammit.cli.extract import extract
from ruammit.cli.merge import merge
from ruammit.cli.options import ALL_READ, BAD_USAGE, tell
from ruammit.cli.query import query
from ruammit.cli.report import report
from ruammit.cli.review import review
from ruammit.cli.schema import schema
from ruammit.cli.show import show
from ruammit.cli.train import train
from ruammit.cli.verbosity import with_verbosity
from ruammit.errors import RuammitError
from ruammit.text.visible import visible
from ruammit.toml import find_settings

__all__ = ["app", "main"]

app = typer.Typer(
    help="Validated, source-grounded cooperation records from Thai and Vietnamese news.",
    epilog="Exit codes: 0 all read, 1 some articles skipped (with --strict, flagged; with --min, below the floor;"
    " of check, damaged), 2 bad usage or a failed run.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (extract, show, explain, query, export, report, merge, check, evaluate, schema, train):
    app.command()(with_verbosity(_command))
app.add_typer(review, name="review")


def main() -> NoReturn:
    """Run the command line; whatever goes wrong is told in one line, and an exit code of 1 means what README says."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # a shell may close it (`>&-`); the next file to be opened would take its place
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):  # a stream of the caller's own
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        code = ALL_READ
        _discard_output()
    except Exception as error:
        code = _failed(error)
    sys.exit(code if isinstance(code, int) else ALL_READ)


def _failed(error: Exception) -> int:
    """The exit code of a command that failed, after telling why."""
    if isinstance(error, RuammitError):
        tell(f"ruammit: {error}")
    elif isinstance(error, typer.TyperException):  # what was typed makes no sense; the message quotes it
        from typer.rich_utils import rich_format_error

        error.message = visible(error.message)
        rich_format_error(error)  # type: ignore[arg-type]
    elif isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        tell(f"ruammit: {place}{error.strerror or error} (check the disk and the path)")
        _discard_output()
    else:
        tell("".join(traceback.format_exception(error)))
        tell("ruammit: this is a defect of the program (report it with the lines above)")
    return BAD_USAGE


def _discard_output() -> None:
    """What still waits to be written to a closed pipe or a full disk is dropped, so that the exit is quiet."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _version(wanted: bool) -> None:
    if wanted:
        from ruammit._version import extractor, version

        typer.echo(f"ruammit {version()} (extractor {extractor()})")
        raise typer.Exit


@app.callback()
def _root(
    context: typer.Context,
    config: Annotated[
        str | None, typer.Option(help="A file with settings; ruammit.toml or pyproject.toml if not given.")
    ] = None,
    version: Annotated[  # noqa: ARG001 - its callback has ended the command
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and the extractor.")
    ] = False,
) -> None:
    if path := Path(config) if config else find_settings(Path.cwd()):
        from ruammit.settings import defaults

        context.default_map = defaults(path)
