"""An article as it was read, and what was found in it."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, model_validator

from ruammit.schema.base import CountryCode, Flag, IsoDate, Model, Span
from ruammit.schema.mentions import DateMention, Entity, Money, Percent
from ruammit.schema.records import Record, Refused

__all__ = ["Article", "Boilerplate", "Extraction"]


class Boilerplate(Span):
    """A stretch of the text that surrounds the article and is no part of what it tells."""

    kind: Annotated[str, StringConstraints(pattern=r"^[a-z]+$")]
    """`header`, `print`, `source`, `share`, `comments`, `caption`, ..."""


def _sha256(known: dict[str, Any]) -> str:
    """The hash of the text among the fields that stand before it."""
    return hashlib.sha256(known["text"].encode()).hexdigest()


class Article(Model):
    """An article as it was read."""

    id: Annotated[str, Field(min_length=1)]
    """The file's path within the run without its ending; for JSONL its own `id`, else path#line."""
    lang: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    """ISO 639-1 code of the language."""
    title: str | None = None
    """The headline, null where none is recognised."""
    text: str
    """The text as read; of a web page, the article without the page around it."""
    published: IsoDate | None = None
    """The day of publication (ISO 8601), null where it is unknown."""
    source_url: str | None = None
    """The address that the article gives as its source, null where it gives none."""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(default_factory=_sha256)
    """Of the text in UTF-8, worked out where it is not given: what tells a changed article from an unchanged one."""
    home: CountryCode | None = None
    """Whose news it is: ISO 3166-1 alpha-2 of the country that the article leaves unsaid. Of an article that was read:
    as its file or the caller gave it, else null. Of an extraction: as given, else as found."""
    translated: bool = False
    """Of an extraction: whether the article reads like a translation of another country's press."""
    encoding: str = "utf-8"
    """How the file was encoded."""
    boilerplate: tuple[Boilerplate, ...] = ()
    """Stretches of the text that surround the article and tell nothing."""
    flags: tuple[Flag, ...] = ()
    """What a careful reader would question: of an article that was read, in what its file says of it."""


class Extraction(Article):
    """An article and what was found in it. The five layers have the keys of the annotation format."""

    extractor: str
    """The version of Ruammit that made this."""
    home_given: bool = False
    """Whether the article's file or the caller named `home`; otherwise it was found from what the article says."""
    min_score: Annotated[float, Field(ge=0, le=1)] | None = None
    """Records with a lower score were left out; null: every record that the model chose is here."""
    model: str | None = None
    """The record models of the user's own that chose the records: hash of their file; null: those of the package."""
    reader: str | None = None
    """The second reader that read the whole article: its model and the hash of its instructions; null: rules alone."""
    money: tuple[Money, ...] = ()
    """Amounts of money, in text order."""
    percent: tuple[Percent, ...] = ()
    """Percentages, in text order."""
    dates: tuple[DateMention, ...] = ()
    """Calendar expressions, in text order."""
    entities: tuple[Entity, ...] = ()
    """Persons, organisations and places, one row per surface form."""
    records: tuple[Record, ...] = ()
    """Cooperation records."""
    refused: tuple[Refused, ...] = ()
    """What the second reader claimed in vain."""

    @model_validator(mode="after")
    def _grounded(self) -> Self:
        for mention in (*self.money, *self.percent, *self.dates):
            if self.text[mention.start_char : mention.end_char] != mention.quote:
                raise ValueError(f"{mention.quote!r} does not stand at {mention.start_char}:{mention.end_char}")
        for entity in self.entities:
            for span in entity.mentions:
                if self.text[span.start_char : span.end_char] != entity.name:
                    raise ValueError(f"{entity.name!r} does not stand at {span.start_char}:{span.end_char}")
        for record in self.records:
            first = record.evidence[0]
            if self.text[first.start_char : first.end_char] != record.quote:
                raise ValueError(f"record {record.id}: its quote does not stand at its first evidence")
        return self

    def __repr__(self) -> str:
        """What it is of, and how much it holds; the values are its fields."""
        layers = ("money", "percent", "dates", "entities", "records", "flags")
        counts = ", ".join(f"{len(getattr(self, layer))} {layer}" for layer in layers)
        return f"<Extraction {self.id!r} ({self.lang}, {len(self.text):,} characters): {counts}>"

    __str__ = __repr__
