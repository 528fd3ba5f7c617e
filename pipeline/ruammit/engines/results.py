"""What becomes of every article of a chunk: an error in one is that one's rejection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from ruammit.dataset.fingerprints import fingerprint
from ruammit.engines.chunks import Chunk, Entry, Planned, Tick
from ruammit.engines.options import Options
from ruammit.engines.remote import Located
from ruammit.errors import ResourceError
from ruammit.readers.articles import Rejected, read_source, with_home
from ruammit.readers.reasons import PASSED, passed_over
from ruammit.records.scoring import identity
from ruammit.schema import Article, Extraction

if TYPE_CHECKING:
    from ruammit.records.proposals import Proposer

__all__ = ["Left", "Result", "results"]


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


def article_print(article: Article, options: Options) -> bytes:
    """The fingerprint of an article that is extracted with the options."""
    known = article.lang, article.title, article.published, article.source_url, article.home
    min_score, reader = options.min_score, options.reader
    model = identity(options.model) if options.model else None
    return fingerprint(article.id, article.sha256, *known, min_score=min_score, reader=reader, model=model)


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
