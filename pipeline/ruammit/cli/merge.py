"""`ruammit merge`: what several articles tell of one event, as one record."""

from __future__ import annotations

from typing import Annotated

import typer

from ruammit.cli.options import AsExtracted, DatasetFolder, MinScore, say, warn

__all__ = ["merge"]


def merge(
    dataset: DatasetFolder,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", help="Write all as JSON lines (- for the standard output); not given: show what met."
        ),
    ] = None,
    min_score: MinScore = None,
    as_extracted: AsExtracted = False,
) -> None:
    """Put together the records of the same happening, across articles and languages, with all their sources."""
    from ruammit.dataset.store import open_dataset
    from ruammit.output import STANDARD_OUTPUT, written_text
    from ruammit.text.visible import escaped_json

    merged = open_dataset(dataset, min_score=min_score, corrected=not as_extracted).merged()
    met = [record for record in merged if len(record.sources) > 1]
    if output is None:
        from ruammit.views.show import show_merged

        show_merged(met)
    else:
        written_text(output, "".join(escaped_json(record.model_dump_json()) + "\n" for record in merged))
    told = sum(len(record.sources) for record in merged)
    tell = warn if output == STANDARD_OUTPUT else say
    tell(f"{told:,} records are {len(merged):,} happenings; {len(met):,} of them are told more than once")
