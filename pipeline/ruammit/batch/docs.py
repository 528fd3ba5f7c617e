"""Extractions as spaCy documents, for training and annotation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from ruammit import nlp
from ruammit.schema import Article, Entity, Extraction

__all__ = ["doc_of"]

_LABELS = {"money": "MONEY", "percent": "PERCENT", "dates": "DATE"}
"""OntoNotes 5 labels, as in `ruammit.nlp`; an entity's label is its type."""


@cache
def _language(lang: str) -> Language:
    return nlp.load(lang)


def doc_of(extraction: Extraction) -> Doc:
    """The document of an extraction: tokens, sentences, `doc.ents`, and a span group a layer.

    `doc.user_data` has the article's id. Evidence of records is in the span group `records`, labelled with their kinds;
    a span that starts or ends within a token takes the whole token in.
    """
    article = Article(**{name: getattr(extraction, name) for name in Article.model_fields})
    pipeline = _language(extraction.lang)
    made = nlp.set_sentences(nlp.read_doc(pipeline, article))
    doc = Doc(
        made.vocab,
        words=[token.text for token in made],
        spaces=[bool(token.whitespace_) for token in made],
        sent_starts=[bool(token.is_sent_start) for token in made],
        user_data={"id": extraction.id, "lang": extraction.lang},
    )
    for layer in ("money", "percent", "dates", "entities", "records"):
        doc.spans[layer] = list(_spans(doc, extraction, layer))
    doc.ents = filter_spans([span for layer in (*_LABELS, "entities") for span in doc.spans[layer]])
    return doc


def _spans(doc: Doc, extraction: Extraction, layer: str) -> Iterator[Span]:
    for value in getattr(extraction, layer):
        if isinstance(value, Entity):
            places, label, identity = value.mentions, value.type.value, value.ref or value.canonical
        elif layer == "records":
            places, label, identity = value.evidence, value.kind.value, value.id
        else:
            places, label, identity = (value,), _LABELS[layer], ""
        for place in places:
            span = doc.char_span(
                place.start_char, place.end_char, label=label, span_id=identity, alignment_mode="expand"
            )
            if span is not None:
                yield span
