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
    against_reviews: Annotated[
        bool, typer.Option("--against-reviews", help="GOLD is a dataset: score its records against its reviews.")
    ] = False,
) -> None:
    """Score extractions against annotated articles; exit code 1 where a floor (--min) is not reached."""
    if against_reviews:
        _against_reviews(str(gold), as_json)
        return
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


def _against_reviews(dataset: str, as_json: bool) -> None:
    """Tell how often the records of a dataset were right, as far as its reviewers have judged them."""
    import json
    from dataclasses import asdict

    from ruammit.review.overlay import reviewed_articles
    from ruammit.review.precision import precision_lines, precisions

    rows = precisions(reviewed_articles(dataset))
    if as_json:
        figures = {" ".join(filter(None, key)): asdict(row) | {"precision": row.told} for key, row in rows.items()}
        say(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    if not rows:
        warn("nobody has judged a record of this dataset: begin with `ruammit review DIR`")
        return
    for line in precision_lines(rows):
        say(line)
