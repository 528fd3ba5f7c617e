"""`ruammit review`: the page where people check and correct, and what comes of their corrections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ruammit.cli.options import AsExtracted, DatasetFolder, done, say, warn
from ruammit.cli.verbosity import with_verbosity

__all__ = ["review"]

_MOST_PORT = 65_535


class _ServedUnlessNamed(TyperGroup):
    """`review DIR` is `review serve DIR`: what is no command is the dataset."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["serve", *args]
        return super().parse_args(ctx, args)


review = typer.Typer(
    cls=_ServedUnlessNamed,
    no_args_is_help=True,
    help="Check and correct records in a page (`ruammit review DIR`), and what comes of it.",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Reviewer = Annotated[
    str | None, typer.Option("--as", help="The reviewer's name; not given: the user of this machine.", metavar="NAME")
]


def _reviewer(name: str | None) -> str:
    from ruammit.review.corrections import this_user

    return name or this_user()


@review.command()
@with_verbosity
def serve(
    dataset: DatasetFolder,
    reviewer: Reviewer = None,
    port: Annotated[int, typer.Option(min=0, max=_MOST_PORT, help="Port on this machine; 0: any that is free.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
) -> None:
    """Serve the page where records are checked and corrected, on this machine only, until Ctrl-C."""
    from ruammit.dataset.store import open_dataset
    from ruammit.errors import ReviewError

    try:
        from ruammit.review.server import serve as serve_page
    except ImportError as error:
        cure = 'pip install "ruammit[review]"'
        raise ReviewError("the page needs Starlette and Uvicorn, which are not installed", cure=cure) from error
    from ruammit.review.session import Session

    session = Session(open_dataset(dataset), dataset, _reviewer(reviewer))
    for line in session.reviews.damaged:
        warn(f"damaged: {line}")

    def ready(address: str) -> None:
        say(f"check and correct as {session.reviewer}: {address}")
        say("Ctrl-C ends it; every correction is on the disk as soon as it is made")
        if browser:
            import webbrowser

            webbrowser.open(address)

    try:
        serve_page(session, port, ready)
    except OSError as error:
        cure = "name another port, or 0 for any that is free"
        raise ReviewError(f"cannot listen: {error.strerror}", where=f"--port {port}", cure=cure) from error


@review.command()
@with_verbosity
def conflicts(dataset: DatasetFolder) -> None:
    """How far reviewers agree, and each record on which they do not."""
    from ruammit.review.agreement import agreements, conflict_lines
    from ruammit.review.overlay import reviewed_articles
    from ruammit.text.counted import counted

    found = reviewed_articles(dataset)
    for row in agreements(found):
        kappa = "-" if row.kappa is None else f"{row.kappa:.2f}"
        both = counted(row.both, "record")
        say(
            f"{' and '.join(row.reviewers)}: {both} judged by both; same verdict {row.same_verdict:,},"
            f" same content {row.same_content:,}, kappa {kappa}"
        )
    lines = list(conflict_lines(found))
    for line in lines:
        say(line)
    if not lines:
        say("no conflicts")


@review.command("export")
@with_verbosity
def export_reviews(
    dataset: DatasetFolder,
    output: Annotated[
        str, typer.Option("--output", "-o", help="The folder (gold) or file to write; - for the standard output.")
    ],
    to: Annotated[
        str, typer.Option("--to", help="gold (the annotation format), label-studio, doccano or prodigy.")
    ] = "gold",
    as_extracted: AsExtracted = False,
) -> None:
    """Write finished articles as gold, or all articles for an annotation tool."""
    from pathlib import Path

    from ruammit.dataset.store import open_dataset
    from ruammit.output import STANDARD_OUTPUT, written_text
    from ruammit.review.bridges.formats import FORMATS, config_xml, written
    from ruammit.review.bridges.spans import labelled
    from ruammit.review.gold import write_gold
    from ruammit.review.overlay import reviewed_articles
    from ruammit.text.counted import counted

    if to == "gold":
        count = write_gold(reviewed_articles(dataset), Path(output))
        done(f"{output}: {counted(count, 'finished article')}")
        if not count:
            warn("an article is finished when every record is judged, nothing is missing and no reviewers disagree")
        return
    _known(to, FORMATS)
    opened = open_dataset(dataset, corrected=not as_extracted)
    written_text(output, "".join(written(map(labelled, opened.extractions()), to)))
    aside = output == STANDARD_OUTPUT
    done(f"{output}: {to}, {counted(len(opened), 'article')}", aside=aside)
    if to == "label-studio" and not aside:
        config = Path(output).with_suffix(".xml")
        written_text(config, config_xml())
        done(f"{config}: the labelling interface")


@review.command("import")
@with_verbosity
def import_reviews(
    dataset: DatasetFolder,
    file: Annotated[str, typer.Argument(help="What the tool has exported.", metavar="FILE")],
    of: Annotated[str, typer.Option("--from", help="label-studio, doccano or prodigy.")],
    reviewer: Reviewer = None,
) -> None:
    """Take in what was annotated in another tool, as corrections of one reviewer."""
    from ruammit.review.bridges.formats import FORMATS
    from ruammit.review.bridges.intake import take_in
    from ruammit.text.counted import counted

    _known(of, FORMATS)
    taken = take_in(dataset, file, of, _reviewer(reviewer))
    done(f"{dataset}: {counted(taken.corrections, 'correction')} of {counted(taken.articles, 'article')}")
    for line in taken.left_out:
        warn(f"left out: {line}")


def _known(name: str, names: Iterable[str]) -> None:
    from ruammit.errors import ReviewError

    if name not in names:
        raise ReviewError(f"no format {name!r}", cure=f"use one of {', '.join(names)}")
