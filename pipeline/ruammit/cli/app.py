"""The `ruammit` command: the library's thin face. What a command needs is imported when it is called."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from ruammit.errors import RuammitError

if TYPE_CHECKING:
    import pyarrow as pa

    from ruammit.engines.run import Summary
    from ruammit.readers.articles import Rejected

__all__ = ["app", "main"]

ALL_READ, SOME_SET_ASIDE, BAD_USAGE, STOPPED = 0, 1, 2, 130
"""Exit codes; the last is the shell's for Ctrl-C."""

app = typer.Typer(
    help="Validated, source-grounded cooperation records from Thai and Vietnamese news.",
    epilog="Exit codes: 0 all read, 1 some articles set aside (with --strict, flagged), 2 bad usage or a failed run.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> NoReturn:
    """Run the command line; errors that the user can act on are told in one line."""
    try:
        app()
        sys.exit(ALL_READ)
    except RuammitError as error:
        typer.echo(f"ruammit: {error}", err=True)
        sys.exit(BAD_USAGE)
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ALL_READ)


def _version(wanted: bool) -> None:
    if wanted:
        from ruammit._version import __version__

        typer.echo(f"ruammit {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


Lang = Annotated[str | None, typer.Option(help="Language of the articles (th, vi); found out if not given.")]
Published = Annotated[str | None, typer.Option(help="Day of publication (YYYY-MM-DD), if the article does not tell.")]


class EngineName(StrEnum):
    """Where chunks are done."""

    LOCAL = "local"
    RAY = "ray"


@app.command()
def extract(
    paths: Annotated[list[str], typer.Argument(help="Files (.txt, .html, .jsonl) and folders.", metavar="PATH...")],
    output: Annotated[str, typer.Option("--output", "-o", help="The dataset: a folder, or a URI (s3://...).")],
    workers: Annotated[int | None, typer.Option(min=1, help="Worker processes; one a processor if not given.")] = None,
    lang: Lang = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where the dataset holds flags.")] = False,
    reextract: Annotated[bool, typer.Option(help="Extract anew what the dataset already has.")] = False,
    size_limit: Annotated[int, typer.Option(min=1, help="Bytes of the largest article that is read.")] = 10_000_000,
    time_limit: Annotated[
        float, typer.Option(min=0.1, help="Seconds of a processor that one article may take.")
    ] = 30.0,
    part_size: Annotated[int | None, typer.Option(min=1, help="Bytes of articles a part.", show_default="auto")] = None,
    engine: Annotated[EngineName, typer.Option(help="Processes of this machine, or a Ray cluster.")] = EngineName.LOCAL,
    address: Annotated[str | None, typer.Option(help="Of the Ray cluster (ray://host:10001, auto, ...).")] = None,
) -> None:
    """Extract articles into a dataset; a second run over it does only what is new or changed."""
    from ruammit.engines.chunks import Options
    from ruammit.engines.progress import shown
    from ruammit.engines.run import extract_to

    options = Options(lang=_lang(lang), size_limit=size_limit, time_limit=time_limit, reextract=reextract)
    try:
        with shown() as progress:
            summary = extract_to(
                paths,
                output,
                workers=workers,
                options=options,
                engine=_engine(engine, address, time_limit),
                chunk_bytes=part_size,
                progress=progress,
            )
    except KeyboardInterrupt:
        typer.echo("ruammit: stopped; the same command goes on from here", err=True)
        raise typer.Exit(STOPPED) from None
    _tell(summary, output)
    flagged = strict and _tell_flags(output)
    raise typer.Exit(SOME_SET_ASIDE if summary.set_aside or flagged else ALL_READ)


def _lang(lang: str | None) -> str | None:
    if lang is not None:
        from ruammit.languages import pack

        pack(lang)
    return lang


def _engine(name: EngineName, address: str | None, time_limit: float) -> Any:
    if name is EngineName.LOCAL:
        if address:
            raise RuammitError("--address is for --engine ray", cure="add --engine ray, or leave --address out")
        return None
    from ruammit.engines.cluster import RayEngine

    return lambda workers: RayEngine(address, workers or None, time_limit)


def _tell(summary: Summary, output: str) -> None:
    """What a run did, and what it set aside."""
    from ruammit.engines.progress import state

    for rejected in summary.examples:
        typer.echo(f"set aside: {_one_line(rejected)}", err=True)
    if (more := summary.set_aside - len(summary.examples)) > 0:
        typer.echo(f"... and {more:,} more: ruammit query {output} 'select * from rejected'", err=True)
    typer.echo(f"{output}: {state(summary)}")


def _tell_flags(output: str) -> bool:
    """Whether the dataset holds flags; says of each code how many, and how to read them."""
    from ruammit.dataset.store import open_dataset

    query = "SELECT code, count(*) AS n FROM all_flags GROUP BY code ORDER BY n DESC, code"
    codes = open_dataset(output).sql(query).to_pylist()
    for row in codes:
        typer.echo(f"flagged: {row['code']} {row['n']:,} times", err=True)
    if codes:
        typer.echo(f"read them: ruammit query {output} 'select * from all_flags'", err=True)
    return bool(codes)


def _one_line(rejected: Rejected) -> str:
    """A rejection on one line, whatever the name of its file holds."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in str(rejected.error()))


@app.command()
def show(
    article: Annotated[Path, typer.Argument(help="A file with one article.", metavar="ARTICLE")],
    records: Annotated[bool, typer.Option("--records", help="Only the records.")] = False,
    lang: Lang = None,
    published: Published = None,
) -> None:
    """Show one article in the terminal: its mentions and its records."""
    from ruammit.api import extract
    from ruammit.views.show import show as show_extraction

    show_extraction(extract(article, lang=_lang(lang), published=published), records_only=records)


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="A sentence or more, in Thai or Vietnamese.")],
    lang: Lang = None,
    published: Published = None,
) -> None:
    """Tell how each value of a text came about: its rule, and what the rule read."""
    from ruammit.readers.articles import text_article
    from ruammit.views.explain import explain as derivations

    article = text_article(text, lang=_lang(lang), published=published)
    for derivation in derivations(article.text, article.lang, article.published):
        typer.echo(str(derivation))


class TableFormat(StrEnum):
    """How the answer to a query is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


@app.command()
def query(
    dataset: Annotated[str, typer.Argument(help="A dataset.", metavar="DIR")],
    sql: Annotated[str, typer.Argument(help="A query in DuckDB's SQL; the layers are its tables.", metavar="SQL")],
    as_format: Annotated[
        TableFormat, typer.Option("--format", "-f", help="How to write the answer.")
    ] = TableFormat.TABLE,
) -> None:
    """Ask a dataset: articles, money, percent, dates, entities, records, record_parties, record_amounts, rejected."""
    from ruammit.dataset.store import open_dataset

    _print_table(open_dataset(dataset).sql(sql), as_format)


def _print_table(table: pa.Table, as_format: TableFormat) -> None:
    from ruammit.dataset.exports import plain_rows, write_csv

    if as_format is TableFormat.CSV:
        write_csv(table, sys.stdout)
    elif as_format is TableFormat.JSON:
        import json

        for row in plain_rows(table, nested=True):
            typer.echo(json.dumps(row, ensure_ascii=False))
    else:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        shown = Table(*table.column_names)
        for row in plain_rows(table):
            shown.add_row(*(Text("" if value is None else str(value)) for value in row.values()))
        Console().print(shown)


@app.command()
def export(
    dataset: Annotated[str, typer.Argument(help="A dataset.", metavar="DIR")],
    to: Annotated[
        str, typer.Option("--to", help="jsonl (one Extraction a line), csv (a folder), duckdb, xlsx or docbin.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file, or for csv the folder, to write.")],
) -> None:
    """Write a dataset in another format."""
    from ruammit.dataset.store import open_dataset

    open_dataset(dataset).export(to, output)


@app.command()
def report(
    dataset: Annotated[str, typer.Argument(help="A dataset.", metavar="DIR")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")],
    title: Annotated[str, typer.Option(help="The page's heading.")] = "Cooperation records",
) -> None:
    """Write a dataset as one HTML page: totals, charts, and records that open their evidence in the article."""
    from ruammit.dataset.store import open_dataset
    from ruammit.views.report import write_report

    write_report(open_dataset(dataset), output, title=title)


@app.command()
def merge(
    dataset: Annotated[str, typer.Argument(help="A dataset.", metavar="DIR")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write all as JSON lines; not given: show what met.")
    ] = None,
) -> None:
    """Put together the records of the same happening, across articles and languages, with all their sources."""
    from ruammit.dataset.store import open_dataset

    merged = open_dataset(dataset).merged()
    met = [record for record in merged if len(record.sources) > 1]
    if output is None:
        from ruammit.views.show import show_merged

        show_merged(met)
    else:
        with output.open("w", encoding="utf-8") as file:
            file.writelines(record.model_dump_json() + "\n" for record in merged)
    told = sum(len(record.sources) for record in merged)
    typer.echo(f"{told:,} records are {len(merged):,} happenings; {len(met):,} of them are told more than once")


@app.command()
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
        say=typer.echo,
        warn=lambda line: typer.echo(line, err=True),
    )
    raise typer.Exit(code)


@app.command()
def schema(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A folder to write them to.")] = None,
) -> None:
    """The JSON Schemas of the public models."""
    import json

    from ruammit.schema.json_schema import json_schemas

    for name, content in json_schemas().items():
        text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        if output is None:
            typer.echo(text, nl=False)
        else:
            output.mkdir(parents=True, exist_ok=True)
            (output / name).write_text(text, encoding="utf-8")
