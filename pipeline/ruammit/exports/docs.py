"""Extractions as spaCy documents, for training and annotation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from ruammit import nlp
from ruammit.schema import Article, Entity, Extraction

__all__ = ["doc_of", "document"]

_LABELS = {"money": "MONEY", "percent": "PERCENT", "dates": "DATE"}
"""OntoNotes 5 labels, as in `ruammit.nlp`; an entity's label is its type."""


@cache
def _language(lang: str) -> Language:
    return nlp.load(lang)


def doc_of(extraction: Extraction) -> Doc:
    """The document of an extraction: tokens, sentences, `doc.ents`, and a span group a layer.

    Tokens are split where a mention starts or ends within one. Evidence of records is in the span group `records`,
    labelled with their kinds. `doc.user_data` has the article's id and language, and,
    for `doc._.extraction`, all of the extraction.
    """
    spans = {layer: list(_places(extraction, layer)) for layer in (*_LABELS, "entities", "records")}
    doc = document(extraction, {offset for rows in spans.values() for row in rows for offset in row[:2]})
    for layer, rows in spans.items():
        made = (doc.char_span(start, end, label=label, span_id=identity) for start, end, label, identity in rows)
        doc.spans[layer] = [span for span in made if span is not None]
    doc.ents = filter_spans([span for layer in (*_LABELS, "entities") for span in doc.spans[layer]])
    return doc


def document(extraction: Extraction, cuts: set[int]) -> Doc:
    """The article's tokens and sentences, no token reaching over one of the offsets."""
    article = Article(**{name: getattr(extraction, name) for name in Article.model_fields})
    read = nlp.set_sentences(nlp.read_doc(_language(extraction.lang), article))
    words, spaces, starts = list[str](), list[bool](), list[bool | int | None]()
    for token in read:
        inside = [offset - token.idx for offset in range(token.idx + 1, token.idx + len(token)) if offset in cuts]
        pieces = [token.text[a:b] for a, b in pairwise([0, *inside, len(token)])]
        words += pieces
        spaces += [False] * len(inside) + [bool(token.whitespace_)]
        starts += [bool(token.is_sent_start)] + [False] * len(inside)
    told = {"id": extraction.id, "lang": extraction.lang, nlp.ANALYSIS_KEY: nlp.analysis_of(extraction)}
    told[nlp.STORED_KEY] = extraction.model_dump_json()
    return Doc(read.vocab, words=words, spaces=spaces, sent_starts=starts, user_data=told)


def _places(extraction: Extraction, layer: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, label and identity of every mention in a layer."""
    for value in getattr(extraction, layer):
        if isinstance(value, Entity):
            places, label, identity = value.mentions, value.type.value, value.ref or value.canonical
        elif layer == "records":
            places, label, identity = value.evidence, value.kind.value, value.id
        else:
            places, label, identity = (value,), _LABELS[layer], ""
        yield from ((place.start_char, place.end_char, label, identity) for place in places)
