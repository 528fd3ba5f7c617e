"""`ruammit export`: a dataset in another format."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from ruammit.cli.options import AsExtracted, DatasetFolder, Locale, LocaleName, MinScore, done

__all__ = ["export"]


class ExportFormat(StrEnum):
    """What a dataset can be written as: the names of `ruammit.exports.FORMATS`."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    PARQUET = "parquet"
    DUCKDB = "duckdb"
    DOCBIN = "docbin"
    GEOJSON = "geojson"
    RDF = "rdf"


def export(
    dataset: DatasetFolder,
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", help="The file to write, or the folder, of csv and parquet; - for the standard output."
        ),
    ],
    to: Annotated[
        ExportFormat | None,
        typer.Option(
            "--to",
            help="The format; by the ending of OUTPUT if not given. csv and parquet are folders with a file per table,"
            " jsonl has one extraction per line, docbin is for spaCy, geojson has the flows between countries.",
            show_default=False,
        ),
    ] = None,
    table: Annotated[
        str | None,
        typer.Option(
            help="Write one table alone (csv, jsonl, parquet): overview, records, record_amounts, money, ...",
            show_default=False,
        ),
    ] = None,
    locale: Locale = LocaleName.EN,
    min_score: MinScore = None,
    as_extracted: AsExtracted = False,
) -> None:
    """Write a dataset in another format."""
    from ruammit.dataset.store import open_dataset
    from ruammit.exports import export as write
    from ruammit.exports.formats import format_of
    from ruammit.output import STANDARD_OUTPUT

    form = to.value if to else format_of(output)
    opened = open_dataset(dataset, min_score=min_score, corrected=not as_extracted)
    written = write(opened, form, output, table=table, locale=locale.value)
    done(f"{written.path}: {form}, {written.holds}", aside=output == STANDARD_OUTPUT)
