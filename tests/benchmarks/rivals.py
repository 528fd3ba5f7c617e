"""What people combine today for what Ruammit does: word segmentation or name recognition, and dateparser for dates."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from dateparser.search import search_dates
from pythainlp.tokenize import word_tokenize as thai_words
from pythainlp.tokenize.nlpo3 import segment as nlpo3_words
from underthesea import ner
from underthesea import word_tokenize as vietnamese_words

from ruammit.evaluation.gold import GoldArticle, read_gold
from ruammit.evaluation.prediction import PredictedDate, PredictedEntity, Prediction, prediction_of
from ruammit.evaluation.scoring import score_article
from ruammit.evaluation.tallies import Tally
from ruammit.pipeline import extract_article
from ruammit.schema import Article

from .articles import CORPUS
from .clock import Row

BUDDHIST = 543
NAMES = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}


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


def _placed(article: Article) -> Iterator[tuple[int, int, str]]:
    """Start, end and ISO day of each date found."""
    at = 0
    for quote, when in found_dates(article.text, article.lang, article.published):
        start = article.text.find(quote, at)
        if start >= 0:
            at = start + len(quote)
            yield start, at, f"{when.year:04}-{when.month:02}-{when.day:02}"


def _as_told(gold: GoldArticle) -> Prediction:
    rows = [PredictedDate(start_char=s, end_char=e, start=day, end=day) for s, e, day in _placed(gold.article)]
    return Prediction(id=gold.annotation.id, dates=tuple(rows))


def _in_kind(gold: GoldArticle) -> Prediction:
    """Buddhist years put right, and a day anywhere within the annotated period it overlaps taken for the period."""
    rows = []
    spans = list(_gold_spans(gold))
    for start, end, day in _placed(gold.article):
        year = int(day[:4])
        day = f"{year - BUDDHIST:04}{day[4:]}" if gold.article.lang == "th" and year >= 2400 else day
        periods = [p for s, e, p in spans if s < end and start < e and p[0].replace("XXXX", day[:4]) <= day]
        period = next((p for p in periods if day <= p[1].replace("XXXX", day[:4])), (day, day))
        rows.append(PredictedDate(start_char=start, end_char=end, start=period[0], end=period[1]))
    return Prediction(id=gold.annotation.id, dates=tuple(rows))


def _gold_spans(gold: GoldArticle) -> Iterator[tuple[int, int, tuple[str, str]]]:
    at = 0
    for row in gold.annotation.dates:
        start = gold.article.text.find(row.quote, at)
        at = start + len(row.quote)
        yield start, at, (row.start, row.end)


def _names(gold: GoldArticle) -> Prediction:
    """The names of underthesea.ner, its pieces joined."""
    rows: dict[tuple[str, str], None] = {}
    at, name, label = 0, "", ""
    text = unicodedata.normalize("NFC", gold.article.text)  # as its model expects it; the scores do not care
    for word, _, _, tag in [*ner(text), ("", "", "", "O")]:
        start = text.find(word, at) if word else -1
        if tag.startswith("I-") and name and start >= 0:
            name, at = text[text.rfind(name, 0, start) : start + len(word)], start + len(word)
            continue
        if name and label in NAMES:
            rows[name, NAMES[label]] = None
        name, label = (word, tag[2:]) if tag.startswith("B-") else ("", "")
        at = start + len(word) if start >= 0 else at
    found = tuple(PredictedEntity(name=name, type=kind) for name, kind in rows)
    return Prediction(id=gold.annotation.id, entities=found)


def accuracy() -> Iterator[Row]:
    """F1 on corpus/annotations, by the measures of `ruammit evaluate`."""
    gold = read_gold(CORPUS)
    for lang, name in (("th", "Thai"), ("vi", "Vietnamese")):
        ours = [item for item in gold if item.article.lang == lang]

        def f1(layer: str, predict: Any, articles: list[GoldArticle] = ours) -> Decimal:
            total = Tally()
            for item in articles:
                total.add(score_article(item.annotation, item.article.text, predict(item)).layers[layer])
            return Decimal(total.f1)

        own = f1("dates", lambda item: prediction_of(extract_article(item.article)))
        for how, predict in (("as it tells them", _as_told), ("read leniently", _in_kind)):
            other = f1("dates", predict)
            against = f"dateparser.search_dates, {how}: F1 {other:.2f}"
            yield Row(f"{name} dates, accuracy", f"F1 {own:.2f}", against, _ratio(own, other))
        if lang == "vi":
            own = f1("entities", lambda item: prediction_of(extract_article(item.article)))
            other = f1("entities", _names)
            yield Row(
                f"{name} names, accuracy", f"F1 {own:.2f}", f"underthesea.ner: F1 {other:.2f}", _ratio(own, other)
            )


def _ratio(one: Decimal, other: Decimal) -> str:
    return f"{one / other:.2g}×" if other else "-"
