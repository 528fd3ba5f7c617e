"""Options that several commands have, exit codes, and how a command speaks."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from ruammit.cli.verbosity import is_quiet
from ruammit.text.visible import visible

__all__ = [
    "ALL_READ",
    "BAD_USAGE",
    "SOME_SKIPPED",
    "AsExtracted",
    "DatasetFolder",
    "Home",
    "Lang",
    "Locale",
    "LocaleName",
    "MinScore",
    "Published",
    "done",
    "known",
    "say",
    "tell",
    "warn",
]

ALL_READ, SOME_SKIPPED, BAD_USAGE = 0, 1, 2
"""Exit codes; those of a command that a signal ends are in `ruammit.signals`."""

Lang = Annotated[str | None, typer.Option(help="Language of the articles (th, vi); found out if not given.")]
Published = Annotated[str | None, typer.Option(help="Day of publication (YYYY-MM-DD), if the article does not tell.")]
Home = Annotated[
    str | None, typer.Option(help="Country whose news it is (VN, TH); found from what the article says if not given.")
]
MinScore = Annotated[
    float | None,
    typer.Option(min=0, max=1, help="Leave out records with a lower score; the model's own choice if not given."),
]
AsExtracted = Annotated[
    bool, typer.Option("--as-extracted", help="Show what was extracted, without the corrections of reviewers.")
]


class LocaleName(StrEnum):
    """The languages that have words for what is shown."""

    EN = "en"
    TH = "th"
    VI = "vi"


Locale = Annotated[LocaleName, typer.Option(help="Language of heads and of words for kinds, sectors and countries.")]
DatasetFolder = Annotated[str, typer.Argument(help="A dataset.", metavar="DIR")]


def known(lang: str | None) -> str | None:
    """The language code, if there is a pack for it.

    Raises:
        PackError: there is none.
    """
    if lang is not None:
        from ruammit.languages import pack

        pack(lang)
    return lang


def say(text: str) -> None:
    """Print to the standard output, whatever the text holds."""
    typer.echo(visible(text))


def warn(text: str) -> None:
    """Print to the standard error stream, whatever the text holds; with `--quiet`, nothing."""
    if not is_quiet():
        tell(text)


def done(text: str, *, aside: bool = False) -> None:
    """Tell what was done; with `--quiet`, nothing.

    Args:
        text: one line.
        aside: whether the standard output holds the result itself, so that this goes to the error stream.
    """
    if not is_quiet():
        typer.echo(visible(text), err=aside)


def tell(text: str) -> None:
    """Print an error, however quiet the command is to be."""
    typer.echo(visible(text), err=True)
