"""`ruammit export`: a dataset in another format."""

from __future__ import annotations

from typing import Annotated

import typer

from ruammit.cli.options import AsExtracted, DatasetFolder, MinScore

__all__ = ["export"]


def export(
    dataset: DatasetFolder,
    to: Annotated[
        str, typer.Option("--to", help="jsonl (one Extraction a line), csv (a folder), duckdb, xlsx or docbin.")
    ],
    output: Annotated[
        str,
        typer.Option("--output", "-o", help="The file, or for csv the folder, to write; - for the standard output."),
    ],
    min_score: MinScore = None,
    as_extracted: AsExtracted = False,
) -> None:
    """Write a dataset in another format."""
    from ruammit.dataset.store import open_dataset

    open_dataset(dataset, min_score=min_score, corrected=not as_extracted).export(to, output)
