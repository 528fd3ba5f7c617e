"""`ruammit extract`: articles into a dataset."""

from __future__ import annotations

import math
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ruammit.cli.options import ALL_READ, SOME_SKIPPED, Home, Lang, MinScore, done, known, say, warn
from ruammit.cli.verbosity import is_quiet
from ruammit.errors import RuammitError
from ruammit.text.counted import counted
from ruammit.text.visible import visible_line

if TYPE_CHECKING:
    from ruammit.engines.summary import Summary
    from ruammit.proposers.asking import Asking

__all__ = ["extract"]

_LARGEST_LIMIT = 1_000_000_000
"""Bytes: what is read of one article is held in memory at once."""
_LONGEST_LIMIT = 1_000_000
"""Seconds, twelve days: longer than any article takes."""


class ReaderName(StrEnum):
    """Who proposes records beside the rules."""

    LLM = "llm"


class EngineName(StrEnum):
    """Where chunks are done."""

    LOCAL = "local"
    RAY = "ray"


def _seconds(value: float) -> float:
    if not math.isfinite(value):
        raise typer.BadParameter(f"must be a number of seconds; for no limit, {_LONGEST_LIMIT}")
    return value


def extract(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files and folders; - is the standard input. Read are .txt, .md, .html, .jsonl, .json, .csv, .tsv,"
            " .parquet, .docx, .pdf and .warc, each also as .gz or .zst or within a .zip.",
            metavar="PATH...",
        ),
    ],
    output: Annotated[str, typer.Option("--output", "-o", help="The dataset: a folder, or a URI (s3://...).")],
    workers: Annotated[
        int | None, typer.Option(min=1, max=4096, help="Worker processes; one per processor if not given.")
    ] = None,
    lang: Lang = None,
    home: Home = None,
    min_score: MinScore = None,
    model: Annotated[
        str | None, typer.Option(help="Folder of record models that `ruammit train` made.", metavar="DIR")
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(help="What a field is called in rows (text=body); may be repeated.", metavar="FIELD=NAME"),
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Pass over articles published before this day.", metavar="DATE")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Stop after this many articles.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be read, and write nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where the dataset holds flags.")] = False,
    reextract: Annotated[bool, typer.Option(help="Extract again what the dataset already has.")] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Extract again what another version of the rules or data made.")
    ] = False,
    size_limit: Annotated[
        int, typer.Option(min=1, max=_LARGEST_LIMIT, help="Bytes of the largest article that is read.")
    ] = 10_000_000,
    time_limit: Annotated[
        float,
        typer.Option(
            min=0.1,
            max=_LONGEST_LIMIT,
            callback=_seconds,
            help="Seconds of a processor that one article may take.",
        ),
    ] = 30.0,
    part_size: Annotated[
        int | None, typer.Option(min=1, help="Bytes of sources per part.", show_default="auto")
    ] = None,
    engine: Annotated[EngineName, typer.Option(help="Processes of this machine, or a Ray cluster.")] = EngineName.LOCAL,
    address: Annotated[str | None, typer.Option(help="Of the Ray cluster (ray://host:10001, auto, ...).")] = None,
    reader: Annotated[
        ReaderName | None, typer.Option(help="A second reader: a language model proposes records too.")
    ] = None,
    llm_url: Annotated[str | None, typer.Option(help="Of its endpoint: http://localhost:11434/v1.")] = None,
    llm_model: Annotated[str | None, typer.Option(help="The model's name, as the endpoint knows it.")] = None,
    llm_budget: Annotated[
        int | None, typer.Option(min=0, help="Tokens that may be used.", show_default="no limit")
    ] = None,
    llm_replies: Annotated[
        str | None, typer.Option(help="The file that keeps replies.", show_default="replies.sqlite in the dataset")
    ] = None,
    llm_concurrency: Annotated[int, typer.Option(min=1, max=256, help="Questions under way at a time.")] = 4,
    llm_timeout: Annotated[
        float, typer.Option(min=0.1, max=_LONGEST_LIMIT, callback=_seconds, help="Seconds that one try may take.")
    ] = 120.0,
    llm_retries: Annotated[int, typer.Option(min=0, max=20, help="Tries after the first one.")] = 4,
) -> None:
    """Extract articles into a dataset; a second run over it does only what is new or changed."""
    from ruammit.engines.options import Options
    from ruammit.engines.progress import shown
    from ruammit.engines.run import extract_to
    from ruammit.readers.articles import home_country, published_day
    from ruammit.readers.fields import checked_fields
    from ruammit.readers.spool import spooled

    if not output:
        raise RuammitError("--output names no folder", cure="name a folder")
    made = _engine(engine, address, time_limit)
    asking = _asking(reader, llm_url, llm_model, llm_budget, llm_replies, llm_concurrency, llm_timeout, llm_retries)
    options = Options(
        lang=known(lang),
        home=home and home_country(home),
        fields=checked_fields(_pairs(field or [])),
        min_score=min_score,
        model=_checked_model(model),
        size_limit=size_limit,
        time_limit=time_limit,
        reextract=reextract,
        update=update,
        since=published_day(since, "--since") if since else None,
    )
    with spooled(paths) as given, shown(is_quiet() or dry_run) as progress:
        if dry_run:
            _foretell(given, output, options, limit)
        summary = extract_to(
            given,
            output,
            workers=workers,
            options=options,
            engine=made,
            chunk_bytes=part_size,
            limit=limit,
            progress=progress,
            asking=asking,
        )
    _tell(summary, output)
    flagged = strict and _tell_flags(output)
    raise typer.Exit(SOME_SKIPPED if summary.set_aside or flagged else ALL_READ)


def _foretell(paths: list[Any], output: str, options: Any, limit: int | None) -> None:
    """Say what would be read, and end."""
    from ruammit.engines.dry import survey

    for line in survey(paths, output, options, limit).lines():
        say(line)
    raise typer.Exit(ALL_READ)


def _checked_model(folder: str | None) -> str | None:
    """The folder's whole path, if it has models that fit: told before anything is read."""
    if folder is None:
        return None
    from ruammit.records.scoring import identity

    identity(folder)
    return str(Path(folder).absolute())


def _pairs(given: list[str]) -> dict[str, str]:
    """Field of an article to its name in rows."""
    pairs = {}
    for text in given:
        field, equals, name = text.partition("=")
        if not equals:
            raise RuammitError("no name for a field", where=f"--field {text}", cure="write FIELD=NAME: text=body")
        pairs[field.strip()] = name.strip()
    return pairs


def _asking(
    reader: ReaderName | None, url: str | None, model: str | None, budget: int | None, replies: str | None, *how: Any
) -> Asking | None:
    """How the second reader is asked, if there is one."""
    if reader is None:
        if url or model or budget is not None or replies:
            raise RuammitError("--llm options are for --reader llm", cure="add --reader llm, or leave them out")
        return None
    if not url or not model:
        cure = "add both, such as --llm-url http://localhost:11434/v1 --llm-model qwen3:14b"
        raise RuammitError("--reader llm needs --llm-url and --llm-model", cure=cure)
    from ruammit.proposers.asking import Asking

    return Asking(url, model, budget, replies, *how)


def _engine(name: EngineName, address: str | None, time_limit: float) -> Any:
    if name is EngineName.LOCAL:
        if address:
            raise RuammitError("--address is for --engine ray", cure="add --engine ray, or leave --address out")
        return None
    from ruammit.engines.cluster import RayEngine

    return lambda workers: RayEngine(address, workers or None, time_limit)


def _tell(summary: Summary, output: str) -> None:
    """What a run did, and what it skipped."""
    from ruammit.engines.progress import state
    from ruammit.readers.formats import ENDINGS
    from ruammit.readers.reasons import PASSED

    examples = [rejected for rejected in summary.examples if rejected.code not in {"format", PASSED}]
    for rejected in examples:
        warn(f"skipped: {visible_line(str(rejected.error()))}")
    if formats := summary.rejected.get("format"):
        endings = ", ".join(ENDINGS)
        warn(f"not read: {counted(formats, 'file')} without one of the endings {endings}: {_query(output, 'format')}")
    if (more := summary.set_aside - len(examples) - (formats or 0)) > 0:
        warn(f"... and {more:,} more: ruammit query {output} 'select * from rejected'")
    if summary.refused:
        query = _query_of(output, "select code, count(*) from refused group by code")
        warn(f"second reader: {counted(summary.refused, 'claim')} refused: {query}")
    if summary.unread:
        query = _query_of(output, "select * from all_flags where code = 'second-reader'")
        warn(f"second reader: {counted(summary.unread, 'article')} read by the rules alone: {query}")
    if passed := summary.rejected.get(PASSED):
        parts = counted(passed, "part")
        warn(f"pages of other languages and kinds were passed over in {parts}: {_query(output, PASSED)}")
    for note in summary.notes:
        warn(f"note: {note}")
    done(f"{output}: {state(summary)}")


def _query(output: str, code: str) -> str:
    """The command that lists the files skipped for a reason."""
    return _query_of(output, f"select path from rejected where code = '{code}'")


def _query_of(output: str, sql: str) -> str:
    return f'ruammit query {output} "{sql}"'


def _tell_flags(output: str) -> bool:
    """Whether the dataset holds flags; says of each code how many, and how to read them."""
    from ruammit.dataset.store import open_dataset

    query = "SELECT code, count(*) AS n FROM all_flags GROUP BY code ORDER BY n DESC, code"
    codes = open_dataset(output).sql(query).to_pylist()
    for row in codes:
        warn(f"flagged: {row['code']} {counted(row['n'], 'time')}")
    if codes:
        warn(f"read them: ruammit query {output} 'select * from all_flags'")
    return bool(codes)
