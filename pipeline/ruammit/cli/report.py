"""`ruammit report`: a dataset as one HTML page."""

from __future__ import annotations

from typing import Annotated

import typer

from ruammit.cli.options import AsExtracted, DatasetFolder, Locale, LocaleName, MinScore, done

__all__ = ["report"]


def report(
    dataset: DatasetFolder,
    output: Annotated[str, typer.Option("--output", "-o", help="The HTML file to write; - for the standard output.")],
    title: Annotated[str | None, typer.Option(help="The page's heading; else it is Cooperation records.")] = None,
    locale: Locale = LocaleName.EN,
    min_score: MinScore = None,
    as_extracted: AsExtracted = False,
) -> None:
    """Write a dataset as one HTML page: charts, a map, and records that open their evidence in the article."""
    from ruammit.dataset.store import open_dataset
    from ruammit.output import STANDARD_OUTPUT
    from ruammit.text.counted import counted
    from ruammit.views.report import write_report

    opened = open_dataset(dataset, min_score=min_score, corrected=not as_extracted)
    write_report(opened, output, title=title, locale=locale.value)
    done(f"{output}: a page on {counted(len(opened), 'article')}", aside=output == STANDARD_OUTPUT)
