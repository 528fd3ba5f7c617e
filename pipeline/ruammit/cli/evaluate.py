"""`ruammit evaluate`: extractions scored against annotated articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ruammit.cli.options import say, warn

__all__ = ["evaluate"]


def evaluate(
    gold: Annotated[
        Path, typer.Argument(help="NAME.txt with NAME.json, or articles/ with annotations/.", metavar="GOLD")
    ],
    predictions: Annotated[
        Path | None, typer.Option(help="JSONL or folder of JSON to score; not given: extract GOLD's articles.")
    ] = None,
    html: Annotated[Path | None, typer.Option(help="Write a report with the disagreements on the text.")] = None,
    least: Annotated[
        list[str] | None, typer.Option("--min", help="Least F1, as money=0.97 or th/slots=0.8; may be repeated.")
    ] = None,
    errors: Annotated[str | None, typer.Option(help="List a layer's disagreements.", metavar="LAYER")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
) -> None:
    """Score extractions against annotated articles; exit code 1 where a floor (--min) is not reached."""
    from ruammit.evaluation import command

    code = command.run(
        gold,
        predictions=predictions,
        html=html,
        least=least or (),
        errors=errors,
        as_json=as_json,
        say=say,
        warn=warn,
    )
    raise typer.Exit(code)
