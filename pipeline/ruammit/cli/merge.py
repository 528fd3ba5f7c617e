"""`ruammit merge`: what several articles tell of one event, as one record."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ruammit.cli.options import AsExtracted, DatasetFolder, Locale, LocaleName, MinScore, done
from ruammit.cli.rows import RowFormatOption, write_rows
from ruammit.text.counted import counted

if TYPE_CHECKING:
    from ruammit.schema import MergedRecord

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
    aside = output == STANDARD_OUTPUT or (output is None and (as_format is not None or not sys.stdout.isatty()))
    place = f"{output}: " if output and output != STANDARD_OUTPUT else ""
    done(f"{place}{_summed(merged)}", aside=aside)


def _summed(merged: list[MergedRecord]) -> str:
    """What merging has found, in one sentence."""
    if not merged:
        return "there are no records to merge"
    records = counted(sum(len(record.sources) for record in merged), "record")
    met = sum(len(record.sources) > 1 for record in merged)
    return f"{records}, {counted(len(merged), 'event')}; {f'{met:,} of them' if met else 'none'} told more than once"
