"""What people combine today for what Ruammit does: word segmentation, name recognition, and dateparser for dates."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any

import pycrfsuite
import spacy
from dateparser.search import search_dates
from pythainlp.corpus import get_corpus_path
from pythainlp.tag import pos_tag
from pythainlp.tag.thainer import ThaiNameTagger
from pythainlp.tokenize import word_tokenize as thai_words
from pythainlp.tokenize.nlpo3 import segment as nlpo3_words
from underthesea import ner
from underthesea import word_tokenize as vietnamese_words

NAMES = {"PER": "PERSON", "PERSON": "PERSON", "ORG": "ORG", "ORGANIZATION": "ORG", "LOC": "GPE", "LOCATION": "GPE"}
"""Labels of the others to types of Ruammit. Their places include mountains and buildings, which no annotation has."""
SPACY = ("xx_ent_wiki_sm",)
"""spaCy's trained pipelines that name persons, organisations and places in any language; it has none for Thai or
Vietnamese alone."""
_THAI_TAGS = {
    "ADJ": "AJ", "ADP": "PS", "ADV": "AV", "AUX": "AX", "CCONJ": "CC", "DET": "AJ", "INTJ": "IJ", "NOUN": "NN",
    "NUM": "NU", "PART": "PA", "PRON": "PR", "PROPN": "NN", "PUNCT": "PU", "SCONJ": "CC", "VERB": "VV",
}  # fmt: skip
"""Universal part-of-speech tags to those of the Blackboard treebank, which Thai NER 1.5 reads: proper nouns are NN."""
NOT_PACKAGED = {
    "th": [
        "PyThaiNLP's NER('thainer-v2') is left out: its model has to be downloaded. So has the part-of-speech tagger "
        "of Thai NER 1.5.1, whose place the packaged one takes."
    ],
    "vi": ["underthesea's deep models are left out: they have to be downloaded."],
}
"""What is not compared, by language."""

Names = Iterable[tuple[str, str]]


def segment(text: str, lang: str) -> object:
    """Bare words: nlpO3 for Thai, underthesea for Vietnamese."""
    return nlpo3_words(text) if lang == "th" else vietnamese_words(text)


def combination(text: str, lang: str) -> object:
    """Words and dates (Thai), names and dates (Vietnamese)."""
    first = thai_words(text, engine="newmm") if lang == "th" else ner(text)
    return first, found_dates(text, lang, None)


COMBINATION = {"th": "PyThaiNLP newmm + dateparser", "vi": "underthesea.ner + dateparser"}
SEGMENTER = {"th": "nlpO3", "vi": "underthesea word_tokenize"}


def found_dates(text: str, lang: str, published: str | None) -> list[tuple[str, datetime]]:
    """What dateparser finds; relative dates are resolved from the day of publication, open days are the first."""
    settings: dict[str, Any] = {"PREFER_DAY_OF_MONTH": "first", "PREFER_MONTH_OF_YEAR": "first"}
    if published:
        settings["RELATIVE_BASE"] = datetime.fromisoformat(published)
    return search_dates(text, languages=[lang], settings=settings) or []


def thai_names(text: str) -> Iterator[tuple[str, str]]:
    """Names and types of Thai NER 1.5.1, the model that is packaged with PyThaiNLP.

    The part-of-speech tagger that it was trained with has to be downloaded; the packaged one takes its place.
    """
    tags = pos_tag(thai_words(text, engine="newmm"), engine="perceptron", corpus="orchid_ud")
    words = [(word, _THAI_TAGS.get(tag, "XX")) for word, tag in tags]
    labels = _thai_model().tag(ThaiNameTagger._extract_features(words))
    yield from _joined(text, [(word, label) for (word, _), label in zip(words, labels, strict=True)])


@cache
def _thai_model() -> Any:
    model = pycrfsuite.Tagger()
    model.open(get_corpus_path("thainer", version="1.5.1"))
    return model


def vietnamese_names(text: str) -> Iterator[tuple[str, str]]:
    """Names and types of underthesea.ner."""
    text = unicodedata.normalize("NFC", text)  # as its model expects it; the scores do not care
    yield from _joined(text, [(word, label) for word, _, _, label in ner(text)])


def _joined(text: str, words: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The names that labels B-TYPE and I-TYPE mark, as they stand in the text."""
    at = begun = 0
    name = label = ""
    for word, tag in [*words, ("", "O")]:
        start = text.find(word, at)
        end = at if start < 0 else start + len(word)
        if name and tag.startswith("I-"):
            name = text[begun:end]
        else:
            if name.strip() and label in NAMES:
                yield name.strip(), NAMES[label]
            name, label, begun = (word, tag[2:], start) if tag.startswith("B-") and start >= 0 else ("", "", 0)
        at = end


@cache
def spacy_names(pipeline: str) -> Callable[[str], Names]:
    """What gives the names and types of a spaCy pipeline.

    Raises:
        OSError: the pipeline is not installed.
    """
    nlp = spacy.load(pipeline)
    return lambda text: [(span.text, NAMES[span.label_]) for span in nlp(text).ents if span.label_ in NAMES]
