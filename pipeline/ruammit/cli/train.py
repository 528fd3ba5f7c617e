"""`ruammit train`: record models of the user's own, from reviews and annotated articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ruammit.cli.options import done, say, warn

__all__ = ["train"]


def train(
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder of the model, made if need be.")],
    reviews: Annotated[
        list[str] | None,
        typer.Option(help="A dataset whose finished articles are learned from; may be repeated.", metavar="DIR"),
    ] = None,
    gold: Annotated[
        list[Path] | None,
        typer.Option(help="A folder of annotated articles; may be repeated.", metavar="GOLD"),
    ] = None,
) -> None:
    """Move the record models towards reviewed and annotated articles, into a folder for `extract --model`."""
    from ruammit.errors import ReviewError

    try:
        from ruammit.training.records.own import gold_sources, review_sources, train_own
    except ImportError as error:
        cure = 'pip install "ruammit[train]"'
        raise ReviewError("training needs scikit-learn, which is not installed", cure=cure) from error
    given = [*review_sources(reviews or ()), *gold_sources(gold or ())]
    if not given:
        cure = "name --reviews DIR with finished articles (every record judged, nothing missing), or --gold GOLD"
        raise ReviewError("there is no article to learn from", cure=cure)
    found = train_own(given, output)
    say(found.card)
    if found.worse:
        warn("on articles that they have not seen, these models do worse than those of the package: do not use them")
    done(f"{output}: use it with `ruammit extract ... --model {output}`")
