"""The annotated articles that models learn from: annotations kept apart from the texts, which are found by their hash.

A line of `corpus/standoff/*.jsonl` is an article's annotation: the SHA-256 of its text, where it came from, offsets and
values, and no sentence of it. Offsets are code points of the article's text as read. `spans` are `[start, end]`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ruammit import languages
from ruammit.errors import GoldError
from ruammit.evaluation.annotation import GoldRecord
from ruammit.examples import article_of, examples
from ruammit.ontology.model import ontology
from ruammit.readers.articles import read_article, text_article
from ruammit.schema import Article

__all__ = [
    "PIECES",
    "STANDOFF",
    "Source",
    "example_sources",
    "pieces",
    "read_standoff",
    "standoff_row",
    "texts_by_hash",
]

STANDOFF = Path("corpus/standoff")
"""Where the repository keeps the annotations."""
PIECES = Path("corpus/pieces")
"""Where it keeps articles written for it, a line each, with their annotations."""
FULL_NAMES = {"countries": "parties", "amounts": "amounts", "counts": "counts", "shares": "shares"}
"""Fields that examples write in short."""


class Source(NamedTuple):
    """An annotated article.

    Attributes:
        article: the article.
        records: its annotated records.
        origin: where its text comes from.
        judged: the fields of records that somebody has looked at; None: all.
    """

    article: Article
    records: tuple[GoldRecord, ...]
    origin: str
    judged: frozenset[str] | None = None


def texts_by_hash(folders: Iterable[Path]) -> dict[str, Path]:
    """SHA-256 to path of every text below the folders."""
    paths = (path for folder in folders for path in sorted(folder.rglob("*.txt")))
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in paths}


def read_standoff(path: Path, texts: Mapping[str, Path], split: str) -> Iterator[Source]:
    """The articles of a split in a stand-off file whose texts were found.

    Raises:
        GoldError: a line is no annotation, or does not fit its text.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        found = texts.get(row["sha256"])
        if found is None or row["split"] != split:
            continue
        article = read_article(found, lang=row["lang"]).model_copy(update={"id": row["origin"]})
        try:
            records = tuple(_record(article.text, record) for record in row["records"])
        except ValueError as error:
            raise GoldError(f"no annotation of this text: {error}", where=f"{path}:{number}") from error
        yield Source(article, records, row["origin"])


def pieces(folder: Path = PIECES) -> Iterator[Source]:
    """The articles that were written for the project, as if each stood in a file.

    Raises:
        GoldError: a line is no annotation, or what it quotes does not stand in its text.
    """
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            row = json.loads(line)
            article = text_article(row["text"], article_id=f"pieces/{row['id']}", lang=row["lang"])
            try:
                records = tuple(map(GoldRecord.model_validate, row["records"]))
            except ValueError as error:
                raise GoldError(f"no annotation: {error}", where=f"{path}:{number}") from error
            gone = [record.quote for record in records if record.quote not in article.text]
            if gone:
                raise GoldError(f"a quote that does not stand in the text: {gone[0]}", where=f"{path}:{number}")
            yield Source(article, records, article.id)


def _record(text: str, row: Mapping[str, Any]) -> GoldRecord:
    def words(span: list[int] | None) -> str | None:
        return None if span is None else text[span[0] : span[1]]

    parties = [
        {**{k: v for k, v in party.items() if k != "span"}, "name": party.get("name") or words(party["span"])}
        for party in row["parties"]
    ]
    told = {key: value for key, value in row.items() if key not in {"parties", "quote", "subject"}}
    subject = {"subject": words(row["subject"])} if "subject" in row else {}
    return GoldRecord.model_validate({**told, "parties": parties, "quote": words(row["quote"]), **subject})


def standoff_row(text: str, annotation: Mapping[str, Any], origin: str, split: str) -> dict[str, Any]:
    """An annotation in the annotation format as a line of a stand-off file, without the text's words.

    Args:
        text: the article's text as read.
        annotation: `lang`, `entities`, `records`, and, where they are known, `home` and `translated`.
        origin: where the text comes from.
        split: `train` or `dev`.
    """

    def place(words: str | None, near: int = 0) -> list[int] | None:
        if not words:
            return None
        at = text.find(words, near)
        at = text.find(words) if at < 0 else at
        return None if at < 0 else [at, at + len(words)]

    records = []
    for record in annotation["records"]:
        quote = place(record["quote"])
        if quote is None:
            continue
        parties = []
        for party in record["parties"]:
            span = place(party["name"], quote[0])
            rest = {key: value for key, value in party.items() if key != "name"}
            parties.append({"span": span, **rest} if span else {"name": party["name"], "span": None, **rest})
        told = {key: value for key, value in record.items() if key not in {"parties", "quote", "subject"}}
        subject = {"subject": place(record["subject"], quote[0])} if "subject" in record else {}
        records.append({**told, "parties": parties, **subject, "quote": quote})
    entities = [
        [*span, entity["type"], entity["country"]]
        for entity in annotation["entities"]
        if (span := place(entity["name"])) is not None
    ]
    return {
        "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "origin": origin,
        "lang": annotation["lang"],
        "split": split,
        **{key: annotation[key] for key in ("home", "translated") if key in annotation},
        "entities": entities,
        "records": records,
    }


def example_sources() -> Iterator[Source]:
    """The language packs' examples of records, each text an article of its own."""
    for code in languages.codes():
        for number, example in enumerate(examples(languages.pack(code))):
            if example.layer == "records" and all("countries" in value for value in example.values):
                name = f"example/{code}/{number}"
                article = article_of(example.text, code, example.published, name, example.home)
                records = tuple(_from_example(example.text, value) for value in example.values)
                judged = frozenset(key for value in example.values for key in value) | {"countries"}
                yield Source(article, records, article.id, judged)


def _from_example(text: str, value: Mapping[str, Any]) -> GoldRecord:
    givers = value.get("givers")
    roles = ontology().kinds[value["kind"]].roles if givers is not None else ()
    parties = [
        {
            "name": side,
            "country": side if len(side) == 2 and side.isupper() else None,
            "role": roles[side not in givers] if givers is not None else None,
        }
        for side in value["countries"]
    ]
    amounts = [
        dict(zip(("value", "currency", "measure"), row.split(), strict=True)) for row in value.get("amounts", ())
    ]
    shares = [dict(zip(("value", "of"), row.split(" of ", 1), strict=True)) for row in value.get("shares", ())]
    counts = [dict(zip(("value", "unit"), row.split(" ", 1), strict=True)) for row in value.get("counts", ())]
    return GoldRecord.model_validate(
        {
            "kind": value["kind"],
            "status": value.get("status", "done"),
            "parties": parties,
            "sectors": value.get("sectors", [])[:3],
            "amounts": amounts,
            "shares": shares,
            "counts": counts,
            "start": value.get("start"),
            "end": value.get("end"),
            "quote": text,
        }
    )
