"""Ruammit as a spaCy pipeline: `load("th")`, its tokeniser, and one component for every station.

A document's tokens are the article's own characters: `doc.text == text`, and every mention is a span of the document
whose text is the mention's quote (tokens are split where a mention starts or ends within one). The components fill

- `doc.spans["money"]`, `["percent"]`, `["dates"]`, `["entities"]`, and `doc.ents` with all of them;
- `span._.value`: the `Money`, `Percent`, `DateMention` or `Entity` that the span is a mention of;
- `doc._.analysis`: what the stations work on; `doc._.extraction`: the validated result, the same as `ruammit.extract`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans, get_lang_class, registry
from spacy.vocab import Vocab
from srsly import msgpack_decoders, msgpack_encoders

from ruammit import languages
from ruammit.analysis import Analysis
from ruammit.pipeline import STAGES, extraction, fill
from ruammit.readers.articles import furnished
from ruammit.schema import Article, DateMention, Entity, Extraction, Mention, Money, Percent

__all__ = ["Tokenizer", "load", "read_doc"]

_LAYERS = ("money", "percent", "dates", "entities")
"""Layers that have spans in the text; the other stations add to `doc._.analysis` alone."""
_LABELS = {"money": "MONEY", "percent": "PERCENT", "dates": "DATE"}
"""OntoNotes 5 labels; an entity's label is its type."""
_SENTENCES = "ruammit_sentences"


def load(lang: str) -> Language:
    """The pipeline of a language: its tokeniser, sentence boundaries, and every station.

    Args:
        lang: ISO 639-1 code of a language that has a pack: "th" or "vi".

    Raises:
        PackError: no pack for this language.
    """
    code = languages.pack(lang).code
    nlp = spacy.blank(_spacy_language(code), config={"nlp": {"tokenizer": {"@tokenizers": _TOKENIZER, "lang": code}}})
    nlp.add_pipe(_SENTENCES)
    for station in STAGES:
        nlp.add_pipe(_component(station))
    return nlp


def _spacy_language(code: str) -> str:
    """The language as spaCy knows it; "xx", its language for any text, for one that it does not know."""
    try:
        return str(get_lang_class(code).lang)
    except ImportError:
        return "xx"


def read_doc(nlp: Language, article: Article) -> Doc:
    """The document of an article that was read elsewhere, with its own date of publication; `nlp(doc)` goes on."""
    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, Tokenizer):
        raise TypeError(f"this pipeline has the tokeniser {type(tokenizer).__name__}: use one made by ruammit.load")
    return tokenizer.document(article)


# --- words -----------------------------------------------------------------------------------------------------------

_TOKENIZER = "ruammit.tokenizer.v1"


class Tokenizer:
    """Words by the language pack, aligned to the text's own characters. Has no state to be saved but its language."""

    def __init__(self, vocab: Vocab, lang: str) -> None:
        self.vocab = vocab
        self.lang = lang

    def __call__(self, text: str) -> Doc:
        """The text as a document, which knows its title, date of publication and boilerplate."""
        return self.document(furnished(text, self.lang))

    def document(self, article: Article) -> Doc:
        """The article as a document."""
        analysis = Analysis(article)
        words, spaces = _words_and_spaces(analysis)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc.user_data[ANALYSIS_KEY] = analysis
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:  # noqa: ARG002 - spaCy's signature
        """The documents of texts, in order."""
        return map(self, texts)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing: the configuration says all."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> Tokenizer:
        """Nothing: the configuration said all."""
        return self

    def to_disk(self, path: str | Path, **_: object) -> None:
        """Nothing: the configuration says all."""

    def from_disk(self, path: str | Path, **_: object) -> Tokenizer:  # noqa: ARG002 - spaCy's signature
        """Nothing: the configuration said all."""
        return self


def _words_and_spaces(analysis: Analysis) -> tuple[list[str], list[bool]]:
    """The article's text in spaCy's form: words, and whether a space follows.

    Letters that are written as one are not parted; what stands between words and is no single space (line breaks, more
    spaces, invisible characters) is a token too, as spaCy does with white space.
    """
    text = analysis.article.text
    words: list[str] = []
    spaces: list[bool] = []

    def between(gap: str) -> None:
        if gap.startswith(" ") and words:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            spaced = gap.endswith(" ") and len(gap) > 1
            words.append(gap[:-1] if spaced else gap)
            spaces.append(spaced)

    done = 0
    for start, end in analysis.tokens:
        first, last = analysis.reading.raw_span(start, end)
        first = max(first, done)
        if last > first:
            between(text[done:first])
            words.append(text[first:last])
            spaces.append(False)
            done = last
    between(text[done:])
    return words, spaces


def make_tokenizer(lang: str) -> Callable[[Language], Tokenizer]:
    """spaCy factory of the tokeniser."""
    return lambda nlp: Tokenizer(nlp.vocab, lang)


registry.tokenizers.register(_TOKENIZER, func=make_tokenizer)


# --- components ------------------------------------------------------------------------------------------------------

ANALYSIS_KEY = "ruammit"
"""Where a document keeps its analysis in `user_data`."""
STORED_KEY = "ruammit_extraction"
"""Where a document made of an extraction keeps it, as JSON: it is read back whole, whatever extractor made it."""


def _component(station: str) -> str:
    return f"ruammit_{station}"


def _analysis(doc: Doc) -> Analysis:
    """The document's analysis; a document from another tokeniser starts with an empty one."""
    found = decode_analysis(doc.user_data.get(ANALYSIS_KEY))  # written by `encode_analysis`, read without this module
    if not isinstance(found, Analysis):
        found = Analysis(furnished(doc.text, doc.lang_ or str(doc.user_data.get("lang"))))
    doc.user_data[ANALYSIS_KEY] = found
    return found


def _station(name: str) -> Callable[[Doc], Doc]:
    def component(doc: Doc) -> Doc:
        analysis = _analysis(doc)
        doc.user_data.pop(STORED_KEY, None)  # what is found now is what counts
        fill(analysis, name)
        if name in _LAYERS:
            _show(doc, analysis)
        return doc

    return component


def set_sentences(doc: Doc) -> Doc:
    """spaCy component: sentence boundaries by the language pack."""
    analysis = _analysis(doc)
    starts = {analysis.reading.raw_start(start) for start in analysis.sentence_starts}
    for token in doc:
        token.is_sent_start = token.idx in starts or token.i == 0
    return doc


def _show(doc: Doc, analysis: Analysis) -> None:
    """Makes spans of what the stations have found so far."""
    places = {layer: list(_places(layer, analysis)) for layer in _LAYERS}
    _split_tokens(doc, {offset for layer in places.values() for place in layer for offset in place[:2]})
    for layer, rows in places.items():
        spans = (doc.char_span(start, end, label=label) for start, end, label in rows)
        doc.spans[layer] = [span for span in spans if span is not None]
    doc.ents = filter_spans([span for layer in _LAYERS for span in doc.spans[layer]])


def _places(layer: str, analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    """Start, end and label of every mention in a layer, offsets in the article's text."""
    for value in getattr(analysis, layer):
        if isinstance(value, Entity):
            yield from ((span.start_char, span.end_char, value.type.value) for span in value.mentions)
        else:
            yield value.start_char, value.end_char, _LABELS[layer]


def _split_tokens(doc: Doc, offsets: set[int]) -> None:
    """Splits the tokens that have one of the offsets within them."""
    cuts: dict[int, list[int]] = {}
    for offset in sorted(offsets):
        span = doc.char_span(offset, offset + 1, alignment_mode="expand") if offset < len(doc.text) else None
        if span is not None and len(span) and offset > span[0].idx and offset < span[0].idx + len(span[0]):
            cuts.setdefault(span[0].i, []).append(offset - span[0].idx)
    with doc.retokenize() as retokenizer:
        for index, at in cuts.items():
            text = doc[index].text
            pieces = [text[a:b] for a, b in zip([0, *at], [*at, len(text)], strict=True)]
            retokenizer.split(doc[index], pieces, heads=[(doc[index], 0)] * len(pieces))


def _value(span: Span) -> Mention | Entity | None:
    """The value that a span of `doc.spans` or `doc.ents` is a mention of."""
    analysis = _analysis(span.doc)
    values: list[Money | Percent | DateMention | Entity] = [
        *analysis.money,
        *analysis.percent,
        *analysis.dates,
        *analysis.entities,
    ]
    for value in values:
        label = value.type.value if isinstance(value, Entity) else _LABEL_OF[type(value)]
        places = value.mentions if isinstance(value, Entity) else (value,)
        if label == span.label_ and any((p.start_char, p.end_char) == (span.start_char, span.end_char) for p in places):
            return value
    return None


_LABEL_OF: dict[type, str] = {Money: "MONEY", Percent: "PERCENT", DateMention: "DATE"}


def _extraction(doc: Doc) -> Extraction:
    stored = doc.user_data.get(STORED_KEY)
    if stored is not None:
        return Extraction.model_validate_json(stored)
    return extraction(_analysis(doc))


def encode_analysis(value: object, chain: Callable[[object], object] | None = None) -> object:
    """srsly encoder: an analysis as JSON, so that documents can be saved and cross process borders."""
    if isinstance(value, Analysis):
        return {ANALYSIS_KEY: extraction(value).model_dump_json()}
    return value if chain is None else chain(value)


def analysis_of(found: Extraction) -> Analysis:
    """The analysis that an extraction was made from, as far as the extraction tells."""
    layers: dict[str, Any] = {layer: list(getattr(found, layer)) for layer in (*_LAYERS, "records", "flags")}
    as_read = {"home": found.home if found.home_given else None, "translated": False}  # the others are found again
    fields = {name: getattr(found, name) for name in Article.model_fields}
    return Analysis(Article(**(fields | as_read)), **layers)


def decode_analysis(value: Any, chain: Callable[[object], object] | None = None) -> object:
    """srsly decoder: the analysis that `encode_analysis` wrote."""
    if isinstance(value, dict) and set(value) == {ANALYSIS_KEY}:
        return analysis_of(Extraction.model_validate_json(value[ANALYSIS_KEY]))
    return value if chain is None else chain(value)


msgpack_encoders.register("ruammit", func=encode_analysis)
msgpack_decoders.register("ruammit", func=decode_analysis)


Language.component(_SENTENCES, assigns=["token.is_sent_start"], func=set_sentences)
for _name in STAGES:
    Language.component(_component(_name), func=_station(_name))
if not Doc.has_extension("extraction"):
    Doc.set_extension("analysis", getter=_analysis)
    Doc.set_extension("extraction", getter=_extraction)
    Span.set_extension("value", getter=_value)
