"""`ruammit merge`: what several articles tell of one event, as one record."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ruammit.cli.options import AsExtracted, DatasetFolder, Locale, LocaleName, MinScore, say, warn
from ruammit.cli.rows import RowFormatOption, write_rows

__all__ = ["merge"]


def merge(
    dataset: DatasetFolder,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            help="Write all as JSON lines (- for the standard output); not given: show what is told more than once.",
        ),
    ] = None,
    as_format: RowFormatOption = None,
    locale: Locale = LocaleName.EN,
    min_score: MinScore = None,
    as_extracted: AsExtracted = False,
) -> None:
    """Put together the records of the same event, across articles and languages, with all their sources."""
    from ruammit.dataset.store import open_dataset
    from ruammit.output import STANDARD_OUTPUT, written_text
    from ruammit.text.counted import counted
    from ruammit.text.visible import escaped_json
    from ruammit.views.labels import labels
    from ruammit.views.show import MERGED_COLUMNS, heads, merged_rows

    merged = open_dataset(dataset, min_score=min_score, corrected=not as_extracted).merged()
    met = [record for record in merged if len(record.sources) > 1]
    if output is None:
        words = labels(locale.value)
        if met:
            write_rows(heads(MERGED_COLUMNS, words), merged_rows(met, words), as_format)
    else:
        written_text(output, "".join(escaped_json(record.model_dump_json()) + "\n" for record in merged))
    told = sum(len(record.sources) for record in merged)
    piped = as_format is not None or not sys.stdout.isatty()
    tell = warn if output == STANDARD_OUTPUT or (output is None and piped) else say
    place = f"{output}: " if output and output != STANDARD_OUTPUT else ""
    if not merged:
        tell(f"{place}there are no records to merge")
        return
    repeated = f"{len(met):,} of them told more than once" if met else "none told more than once"
    tell(f"{place}{counted(told, 'record')}, {counted(len(merged), 'event')}; {repeated}")
