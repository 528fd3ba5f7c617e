"""A chunk of sources, and the task that turns it into a part: the same under every engine.

The process that plans a run knows what the dataset holds; the one that does a chunk knows nothing but what the chunk
brings along. So a chunk names, for every article that it will read, the state that the dataset has it in.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from ruammit._version import extractor, rules_of
from ruammit.dataset.commits import Commit
from ruammit.dataset.parts import Store
from ruammit.dataset.tables import Row, TableBuilder, article_rows
from ruammit.engines.remote import Located
from ruammit.errors import ResourceError, RuammitError
from ruammit.readers.articles import SIZE_LIMIT, Rejected, read_source, with_home
from ruammit.readers.fields import FieldNames
from ruammit.readers.reasons import PASSED, passed_over
from ruammit.records.scoring import identity
from ruammit.schema import Article, Extraction
from ruammit.scores import checked_score

if TYPE_CHECKING:
    from ruammit.proposers.replies import Reply
    from ruammit.records.proposals import Proposer

__all__ = [
    "Chunk",
    "Entry",
    "Known",
    "Options",
    "Outcome",
    "Planned",
    "Tick",
    "collect",
    "fingerprint",
    "part_name",
    "process",
]

IDLE = -1
"""The place of no article."""

Tick = Callable[[int], None]
"""Is told the place in the chunk of every article before it is touched, and `IDLE` after the last."""


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are read and extracted.

    Attributes:
        lang: the language of articles that do not name their own; None: it is found out.
        home: ISO 3166-1 alpha-2 code of the country whose news the articles are that do not name their own; None: it is
            found out.
        min_score: records with a lower score are left out; None: the model's own choice.
        model: the folder of record models other than the package's; None: those of the package.
        reader: the second reader that is to read the articles too (`Extraction.reader`); None: rules alone.
        size_limit: bytes of the largest article that is read.
        time_limit: seconds of a processor that one article may take (and four times as long on a clock).
        reextract: whether to extract anew what the dataset already has.
        update: whether to extract anew what other rules or data than today's made.
        fields: what the fields of rows are called, where they do not have one of the usual names.
        since: ISO date; articles that were published earlier are passed over, those without a date are not.
    """

    lang: str | None = None
    home: str | None = None
    min_score: float | None = None
    model: str | None = None
    reader: str | None = None
    size_limit: int = SIZE_LIMIT
    time_limit: float = 30.0
    reextract: bool = False
    update: bool = False
    fields: FieldNames = ()
    since: str | None = None

    def __post_init__(self) -> None:
        """A score that is none is told before anything is read; 1 and 1.0 are one option."""
        object.__setattr__(self, "min_score", checked_score(self.min_score))

    def again(self, known: Known) -> bool:
        """Whether an article is extracted anew though it has not changed."""
        return self.reextract or (self.update and not known.current)


@dataclass(frozen=True, slots=True)
class Known:
    """A row that the dataset already has.

    Attributes:
        part: its part.
        print: the fingerprint of what it was made from; empty where it has to be made again in any case.
        current: whether it was made by the rules and data of today.
    """

    part: str
    print: bytes
    current: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One article that a source is to give, as planned.

    Attributes:
        line: its line in a JSONL file.
        id: its id; None where the line will not be readable.
        known: its row in `articles`, if the dataset has one.
        rejected: its row in `rejected`, if the dataset has one.
        duplicate: whether an earlier article of the run has the same id.
    """

    line: int | None
    id: str | None
    known: Known | None = None
    rejected: Known | None = None
    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A source, and the articles that it is to give, in order.

    Attributes:
        located: the source and where it is.
        entries: the articles.
        rejected: the row in `rejected` for the source as a whole.
        limited: whether the source may hold more articles, which are not to be read.
    """

    located: Located
    entries: tuple[Entry, ...]
    rejected: Known | None = None
    limited: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """The work of one task.

    Attributes:
        name: the beginning of the name of the part that it makes; every attempt makes a part of its own.
        planned: the sources to read.
        doomed: articles that must not be touched, by their place in the chunk, and the code and message of why.
        replies: those of the second reader, by the hash of the question; None: rules alone.
    """

    name: str
    planned: tuple[Planned, ...]
    options: Options
    doomed: dict[int, tuple[str, str]] = field(default_factory=dict)
    replies: dict[str, Reply] | None = None

    @property
    def size(self) -> int:
        """Bytes of the sources."""
        return sum(planned.located.source.size for planned in self.planned)


@dataclass(slots=True)
class Outcome:
    """What became of a chunk.

    Attributes:
        commit: the part that waits for its commit; None where there was nothing new to write.
        size: bytes of the sources.
        extracted: articles extracted.
        unchanged: articles (and rejections) that the dataset already had.
        outdated: those of them that were made by other rules or data than today's.
        earlier: articles passed over because they were published before the run's first day.
        rejected: what was set aside, known or new.
        records: records found.
        refused: claims of the second reader that were refused.
        unread: articles that it could not read.
        seconds: time that the task took.
    """

    commit: Commit | None
    size: int
    extracted: int = 0
    unchanged: int = 0
    outdated: int = 0
    earlier: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    records: int = 0
    refused: int = 0
    unread: int = 0
    seconds: float = 0.0


def fingerprint(
    article_id: str,
    sha256: str,
    *known: str | None,
    min_score: float | None,
    reader: str | None,
    model: str | None = None,
) -> bytes:
    """What tells a changed article from an unchanged one: its text, and its language, title, date, address, its home
    country where that was given, the least score of the records that are kept, the second reader, and the models."""
    content = [article_id, sha256, *known, min_score, reader, model]
    return hashlib.blake2b(json.dumps(content).encode(), digest_size=16).digest()


def article_print(article: Article, options: Options) -> bytes:
    """The fingerprint of an article that is extracted with the options."""
    known = article.lang, article.title, article.published, article.source_url, article.home
    min_score, reader = options.min_score, options.reader
    model = identity(options.model) if options.model else None
    return fingerprint(article.id, article.sha256, *known, min_score=min_score, reader=reader, model=model)


def rejection_print(code: str, message: str) -> bytes:
    """The fingerprint of a rejection."""
    return hashlib.blake2b(f"{code}\n{message}".encode(), digest_size=16).digest()


def rejected_key(path: str, line: int | None) -> str:
    """What names a rejection in the layer `replaced`."""
    return f"{path}:{line}" if line else path


class Left(Enum):
    """Why nothing came of an article that can be read."""

    UNCHANGED = "the dataset has it already"
    EARLIER = "it was published before the day that the run begins with"
    PAGE = "it is a page of a WARC file that holds no article that is read"
    HEALED = "no article: the source as a whole is no longer rejected"


@dataclass(slots=True)
class Result:
    """An article read: what came of it, and the plan's entry for it (None for a source as a whole)."""

    value: Any
    """What the article was made into, a `Rejected`, or why nothing is made (`Left`)."""
    entry: Entry | None
    planned: Planned


Act = Callable[[Article, Chunk], Any]
"""What is made of every article of a chunk."""


def extracted(article: Article, chunk: Chunk) -> Extraction:
    """The extraction of an article of the chunk."""
    from ruammit.pipeline import extract_article

    extraction = extract_article(article, chunk.options.min_score, _proposers(chunk), chunk.options.model)
    extraction.model_dump_json()  # whatever cannot be written must not cost the chunk
    return extraction


def _proposers(chunk: Chunk) -> tuple[Proposer, ...]:
    """Who proposes records beside the rules: the second reader with the replies that the chunk brings along."""
    if chunk.options.reader is None or chunk.replies is None:
        return ()
    from ruammit.proposers.reader import SecondReader

    replies = chunk.replies
    return (SecondReader(chunk.options.reader.rpartition("@")[0], lambda _: replies),)


def results(chunk: Chunk, tick: Tick, act: Act = extracted) -> Iterator[Result]:
    """Read the articles of a chunk and do something with each; an error in one is that one's rejection.

    Args:
        chunk: the work.
        tick: called with the place in the chunk of every article, before it is touched.
        act: what is made of an article; by default its extraction.
    """
    place = 0
    for planned in chunk.planned:
        entries = iter(planned.entries)
        healed = planned.rejected is not None
        lines = planned.located.source.holds_rows
        passed = Counter[str]()
        tick(place)
        if place in chunk.doomed and not lines:
            yield Result(_doomed(chunk, place, planned, None), next(entries, None), planned)
            place += 1
            continue
        try:
            for item in _read(planned.located, chunk.options):
                whole = lines and isinstance(item, Rejected) and item.line is None
                entry = None if whole else next(entries, None)
                if entry is None and not whole and planned.limited:
                    break
                healed = healed and not whole
                if isinstance(item, Rejected) and item.code == PASSED:
                    passed[item.message] += 1
                    yield Result(Left.PAGE, entry, planned)
                else:
                    yield Result(_result(chunk, place, planned, entry, item, act), entry, planned)
                place += 1
                tick(place)
        except ResourceError:
            raise
        except Exception as error:  # a defect of ours: it costs this source, not the run
            yield Result(_defect(planned, None, error), next(entries, None), planned)
            place += 1
        if passed:
            healed = False
            yield Result(passed_over(planned.located.whole_name, passed), None, planned)
        if healed:
            yield Result(Left.HEALED, None, planned)


def _read(located: Located, options: Options) -> Iterator[Article | Rejected]:
    try:
        with located.fetched(options.size_limit) as source:
            found = read_source(source, lang=options.lang, size_limit=options.size_limit, fields=options.fields)
            for item in with_home(found, options.home):
                yield located.renamed(item) if isinstance(item, Rejected) else item
    except OSError as error:
        cure = "check the address, and that it may be read"
        yield Rejected(located.name, None, "unreadable", f"it cannot be read: {error}", cure)


def _result(chunk: Chunk, place: int, planned: Planned, entry: Entry | None, item: Article | Rejected, act: Act) -> Any:
    if isinstance(item, Rejected):
        return item
    line = entry.line if entry else None
    if place in chunk.doomed:
        return _doomed(chunk, place, planned, line)
    if entry is None or entry.id != item.id:
        return _rejected(planned, line, "changed", "the file was changed while the run went on", "run it again")
    if entry.duplicate:
        message = f"an earlier article of this run has the same id, {item.id!r}"
        return _rejected(planned, line, "duplicate", message, "give each article its own id")
    if chunk.options.since and item.published and item.published < chunk.options.since:
        return Left.EARLIER
    print_ = article_print(item, chunk.options)
    if entry.known and entry.known.print == print_ and not chunk.options.again(entry.known):
        return Left.UNCHANGED
    try:
        return act(item, chunk)
    except Exception as error:
        return _defect(planned, line, error)


def _rejected(planned: Planned, line: int | None, code: str, message: str, cure: str) -> Rejected:
    return Rejected(planned.located.name, line, code, message, cure)


def _doomed(chunk: Chunk, place: int, planned: Planned, line: int | None) -> Rejected:
    code, message = chunk.doomed[place]
    return _rejected(planned, line, code, message, "report it with the article")


def _defect(planned: Planned, line: int | None, error: Exception) -> Rejected:
    message = f"the extraction failed: {type(error).__name__}: {error}"[:1000]
    return _rejected(planned, line, "defect", message, "report it with the article")


def collect(chunk: Chunk, tick: Tick) -> list[Extraction | Rejected]:
    """The task that gives back what was extracted, and writes nothing."""
    found = [result.value for result in results(chunk, tick)]
    return [value for value in found if not isinstance(value, Left)]


def process(chunk: Chunk, tick: Tick, *, store: Store, identity: str) -> Outcome:
    """Do a chunk: write its part, all but the commit.

    Args:
        chunk: the work.
        tick: as in `results`.
        store: the dataset.
        identity: of the extractor that the run was started with.

    Raises:
        OSError: the part cannot be written.
        RuammitError: this process has another extractor than the run.
    """
    started = time.perf_counter()
    if rules_of(identity) != rules_of(extractor()):
        raise RuammitError(
            f"a worker has Ruammit {extractor()}, and the run was started with {identity}",
            where=socket.gethostname(),
            cure="install the same version on every node",
        )
    outcome = Outcome(None, chunk.size)
    builder = TableBuilder(part_name(chunk.name))
    for result in results(chunk, tick):
        _take(result, builder, outcome, chunk.options.reader is not None)
    tick(IDLE)
    tables = builder.tables()
    if tables:
        outcome.commit = store.write(builder.part, tables)
    outcome.seconds = time.perf_counter() - started
    return outcome


def part_name(chunk: str) -> str:
    """The name of a part for one attempt at a chunk."""
    return f"{chunk}-{secrets.token_hex(2)}"


def _take(result: Result, builder: TableBuilder, outcome: Outcome, second: bool) -> None:
    """Count a result, and add its rows: its own, and those that say which older rows it replaces.

    `second` tells whether a second reader was to read the article.
    """
    value, entry = result.value, result.entry
    earlier = entry.rejected if entry else result.planned.rejected
    line = entry.line if entry else None
    if isinstance(value, Rejected):
        outcome.rejected.append(value)
        if earlier and earlier.print == rejection_print(value.code, value.message):
            outcome.unchanged += 1
            return
        row = {name: getattr(value, name) for name in ("path", "line", "code", "message", "cure")}
        builder.add("rejected", row | {"extractor": extractor()})
    elif value is Left.EARLIER:
        outcome.earlier += 1
        return
    elif value is Left.UNCHANGED:
        outcome.unchanged += 1
        outcome.outdated += entry is not None and entry.known is not None and not entry.known.current
    elif not isinstance(value, Left):
        outcome.extracted += 1
        outcome.records += len(value.records)
        outcome.refused += len(value.refused)
        outcome.unread += second and value.reader is None
        for layer, row in article_rows(value):
            builder.add(layer, row)
        if entry and entry.known:
            builder.add("replaced", _replaced(entry.known, "articles", value.id))
    if earlier:
        key = rejected_key(result.planned.located.name, line)
        builder.add("replaced", _replaced(earlier, "rejected", key))


def _replaced(known: Known, layer: str, key: str) -> Row:
    return {"old_part": known.part, "layer": layer, "key": key}
