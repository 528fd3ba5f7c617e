"""The formats that a dataset can be exported to, and the one function that writes any of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ruammit.dataset.store import Dataset
from ruammit.errors import DatasetError, OutputError
from ruammit.exports import columnar, docbin, excel, geo, plain, rdf
from ruammit.output import STANDARD_OUTPUT, written
from ruammit.views.labels import Labels, labels

__all__ = ["FORMATS", "Format", "Written", "export", "format_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of `export`; its functions return what they have written, in a few words.

    Attributes:
        says: what it is, in a few words.
        ending: of its files, with the point.
        whole: writes all of a dataset into a file; None where that takes a folder.
        folder: writes all of a dataset into a folder.
        table: writes one table into a file; None where there are no tables.
        binary: whether a terminal cannot show it.
    """

    says: str
    ending: str
    whole: Callable[[Dataset, Path, Labels], str] | None = None
    folder: Callable[[Dataset, str, Labels], str] | None = None
    table: Callable[[Dataset, Path, str, Labels], str] | None = None
    binary: bool = False


FORMATS = {
    "csv": Format("a folder of flat tables", ".csv", folder=plain.csv_folder, table=plain.csv_file),
    "xlsx": Format("an Excel workbook", ".xlsx", whole=excel.workbook, binary=True),
    "jsonl": Format("one extraction per line", ".jsonl", whole=plain.jsonl, table=plain.jsonl_table),
    "parquet": Format(
        "a folder of tables", ".parquet", folder=columnar.parquet_folder, table=columnar.parquet_file, binary=True
    ),
    "duckdb": Format("a database with the tables", ".duckdb", whole=columnar.duckdb, binary=True),
    "docbin": Format("spaCy documents", ".spacy", whole=docbin.docbin, binary=True),
    "geojson": Format("flows between countries", ".geojson", whole=geo.flows),
    "rdf": Format("records as linked data, N-Triples", ".nt", whole=rdf.triples),
}
"""What `export` can write, by name."""

READERS_TABLE = "overview"
"""The table that is written where a single file is asked for of a format that has one per table."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an export has written.

    Attributes:
        path: the file or folder; `-` for the standard output.
        holds: what is in it, in a few words.
    """

    path: str
    holds: str


def format_of(target: str) -> str:
    """The format that a file's ending names.

    Raises:
        DatasetError: none has this ending.
    """
    for name, form in FORMATS.items():
        if target.lower().endswith(form.ending):
            return name
    endings = ", ".join(form.ending for form in FORMATS.values())
    raise DatasetError(
        "the ending names no format", where=target, cure=f"name a format with --to, or end the name in one of {endings}"
    )


def export(
    dataset: Dataset, to: str, target: str | os.PathLike[str], *, table: str | None = None, locale: str = "en"
) -> Written:
    """Write a dataset in a format of `FORMATS`; a file appears whole or not at all.

    Args:
        dataset: an open dataset.
        to: the format: `csv`, `xlsx`, `jsonl`, `parquet`, `duckdb`, `docbin`, `geojson` or `rdf`.
        target: the file to write, or the folder, of csv and parquet; `-`: the standard output.
        table: the one table to write, of csv, jsonl and parquet. If it is not given, csv and parquet write the table
            `overview` where the target is a file (its name has the format's ending) or the standard output.
        locale: the language of what is put in words: `en`, `th` or `vi`.

    Raises:
        DatasetError: there is no such format or table, it cannot hold so much, or the target cannot be written.
        RuammitError: there are no words for the locale.
    """
    form = FORMATS.get(to)
    if form is None:
        raise DatasetError(f"no format {to!r}", cure=f"use one of {', '.join(FORMATS)}")
    words, name = labels(locale), os.fspath(target)
    if table is not None and form.table is None:
        having = ", ".join(name for name, form in FORMATS.items() if form.table)
        raise DatasetError(f"{to} has no single tables", cure=f"leave --table out, or use one of {having}")
    if form.binary and name == STANDARD_OUTPUT and sys.stdout.isatty():
        raise DatasetError(f"{to} cannot be shown in a terminal", cure="send it to a file: -o NAME")
    if table is None and form.whole is None and (name == STANDARD_OUTPUT or name.lower().endswith(form.ending)):
        table = READERS_TABLE
    try:
        if table is None and form.folder:
            return Written(name, form.folder(dataset, name, words))
        with written(target) as path:
            if table is not None and form.table:
                return Written(name, form.table(dataset, path, table, words))
            if form.whole:
                return Written(name, form.whole(dataset, path, words))
    except OutputError as error:
        raise DatasetError(error.what, where=error.where, cure=error.cure) from error
    raise AssertionError(f"{to} writes nothing")
