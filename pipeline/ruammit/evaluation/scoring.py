"""How well predictions agree with annotations: precision, recall and F1 of every layer.

A row of money, percent or dates is right when it overlaps an annotated row and has the same value (money: amount,
amount_max, currency; percent: value, value_max; dates: start, end); what else it says is counted among the right rows
(`agree`: modifier, change). Entities are sets of (name, type) an article; `agree` counts their countries. A predicted
and an annotated record are paired when they have the same kind and share a country or an amount; `records` counts
pairs, `slots` what stands in them. Predicted records that are not cross-border are left aside.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from ruammit import languages
from ruammit.evaluation.annotation import Annotation, GoldRecord
from ruammit.evaluation.prediction import PredictedRecord, Prediction
from ruammit.evaluation.records import Slots, pairs, role_of, same_subject, slots, subject_of, whole
from ruammit.evaluation.tallies import ArticleScore, Mark, Tally
from ruammit.languages.lexicons import Lexicon, Words
from ruammit.matching import any_of
from ruammit.ontology.model import ontology
from ruammit.schema import plain_decimal
from ruammit.text.scripts import LATIN

__all__ = ["locate", "score_article", "spans", "surface"]

_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_YEAR = re.compile(r"\d{4}")


def locate(quote: str, text: str, start: int) -> int:
    """First place of the quote from `start` on that is not inside a longer number; -1 where there is none."""
    at = text.find(quote, start)
    while at > 0 and quote[0].isdigit() and _inside_number(text, at):
        at = text.find(quote, at + 1)
    return at


def _inside_number(text: str, at: int) -> bool:
    return text[at - 1].isdigit() or (text[at - 1] in ".," and text[at - 2 : at - 1].isdigit())


def spans(rows: Sequence[Any], text: str) -> list[tuple[int, int]]:
    """Where each row stands: by its offsets, else by its quote; rows stand in text order and do not overlap."""
    found = []
    at = 0
    for row in rows:
        if getattr(row, "start_char", None) is not None and row.end_char is not None:
            found.append((row.start_char, row.end_char))
            continue
        start = locate(row.quote, text, at)
        if start < 0:
            start = text.find(row.quote)
        if start < 0:
            found.append((-1, -1))
            continue
        at = start + len(row.quote)
        found.append((start, at))
    return found


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _same_money(gold: Any, predicted: Any, _: str | None) -> bool:
    return (gold.amount, gold.amount_max, gold.currency) == (predicted.amount, predicted.amount_max, predicted.currency)


def _same_percent(gold: Any, predicted: Any, _: str | None) -> bool:
    return (gold.value, gold.value_max) == (predicted.value, predicted.value_max)


def _same_date(gold: Any, predicted: Any, published: str | None) -> bool:
    """Where neither the quote nor the article gives a year, one left open (XXXX) is right too."""
    told = (predicted.start, predicted.end)
    if (gold.start, gold.end) == told:
        return True
    if published is not None or _YEAR.search(gold.quote):
        return False
    return ("XXXX" + gold.start[4:], "XXXX" + gold.end[4:]) == told


_SAME: dict[str, Callable[[Any, Any, str | None], bool]] = {
    "money": _same_money,
    "percent": _same_percent,
    "dates": _same_date,
}
_FURTHER = {"money": ("modifier",), "percent": ("modifier", "change"), "dates": ()}


def _range(low: Any, high: Any) -> str:
    return plain_decimal(low) if high is None else f"{plain_decimal(low)} to {plain_decimal(high)}"


def _shown(layer: str, row: Any) -> str:
    """A row in one line."""
    if layer == "money":
        return f"{_range(row.amount, row.amount_max)} {row.currency} ({row.modifier})"
    if layer == "percent":
        return f"{_range(row.value, row.value_max)}% ({row.modifier}, {row.change or 'no change'})"
    return row.start if row.start == row.end else f"{row.start} to {row.end}"


def _score_mentions(
    score: ArticleScore, layer: str, gold: Sequence[Any], predicted: Sequence[Any], day: str | None
) -> None:
    tally, same = score.layers[layer], _SAME[layer]
    gold_spans, spans_told = spans(gold, score.text), spans(predicted, score.text)
    used: set[int] = set()
    missed = []
    for row, span in zip(gold, gold_spans, strict=True):
        hits = (
            index
            for index, told in enumerate(predicted)
            if index not in used and _overlap(span, spans_told[index]) and same(row, told, day)
        )
        hit = next(hits, None)
        if hit is None:
            missed.append((row, span))
            continue
        used.add(hit)
        tally.right += 1
        differs = False
        for name in _FURTHER[layer]:
            agrees = getattr(row, name) == getattr(predicted[hit], name)
            tally.also(name, agrees)
            differs |= not agrees
        if differs:
            score.fault(layer, "differs", span, _shown(layer, row), [_shown(layer, predicted[hit])])
        else:
            score.marks.append(Mark(*span, layer, "right", _shown(layer, row)))
    tally.gold += len(gold)
    tally.predicted += len(predicted)
    left = [index for index in range(len(predicted)) if index not in used]
    for row, span in missed:
        near = [_shown(layer, predicted[index]) for index in left if _overlap(span, spans_told[index])]
        score.fault(layer, "wrong" if near else "missed", span, _shown(layer, row), near)
    for index in left:
        if not any(_overlap(span, spans_told[index]) for _, span in missed):
            score.fault(layer, "spurious", spans_told[index], None, [_shown(layer, predicted[index])])


class EvaluationLexicon(Lexicon, file="evaluation"):
    """What evaluation reads as the same name."""

    optional_heads: Words = frozenset()
    """Generic heads in small letters that may stand before a name or be left out."""


@cache
def _optional_head(lang: str) -> re.Pattern[str]:
    heads = languages.pack(lang).lexicon(EvaluationLexicon).optional_heads if lang in languages.codes() else ()
    # Before a capital, or a letter with a mark of either case: names with a marked small letter are brands.
    return re.compile(rf"^{any_of(heads)} (?=[A-Z]|(?![a-z]){LATIN.letter})")


def surface(name: str, lang: str) -> str:
    """A name as it is compared: composed, without zero-width characters and without an optional generic head."""
    return _optional_head(lang).sub("", unicodedata.normalize("NFC", name).translate(_ZERO_WIDTH).strip())


def _score_entities(score: ArticleScore, gold: Sequence[Any], predicted: Sequence[Any]) -> None:
    tally = score.layers["entities"]
    right = {(surface(row.name, score.lang), str(row.type)): row for row in gold}
    told = {(surface(row.name, score.lang), str(row.type)): row for row in predicted}
    tally.gold += len(right)
    tally.predicted += len(told)
    for key, row in right.items():
        at = score.text.find(row.name)
        span = (at, at + len(row.name))
        here = f"{row.name} {row.type} {row.country or '-'}"
        if key in told:
            tally.right += 1
            agrees = row.country == told[key].country
            tally.also("country", agrees)
            if agrees:
                score.marks.append(Mark(*span, "entities", "right", here))
            else:
                score.fault("entities", "differs", span, here, [f"country {told[key].country or '-'}"])
            continue
        other = [told[found].type for found in told.keys() - right.keys() if found[0] == key[0]]
        score.fault("entities", "wrong" if other else "missed", span, here, other)
    for key in sorted(told.keys() - right.keys()):
        if not any(key[0] == name for name, _ in right.keys() - told.keys()):
            at = score.text.find(told[key].name)
            span = (at, at + len(told[key].name)) if at >= 0 else (-1, -1)
            score.fault("entities", "spurious", span, None, [f"{told[key].name} {key[1]} {told[key].country or '-'}"])


def _listed(found: Slots) -> list[str]:
    return sorted(" ".join("-" if part is None else str(part) for part in slot) for slot in found)


def _score_records(score: ArticleScore, gold: Sequence[GoldRecord], predicted: Sequence[PredictedRecord]) -> None:
    right, told = [slots(row) for row in gold], [slots(row) for row in predicted]
    found = pairs(right, told)
    for layer, counts in (
        ("records", (len(found), len(told), len(right))),
        ("slots", (sum(len(right[i] & told[j]) for i, j in found), sum(map(len, told)), sum(map(len, right)))),
    ):
        tally = score.layers[layer]
        tally.right, tally.predicted, tally.gold = counts
    _score_further(score, gold, predicted, found)

    def place(quote: str) -> tuple[int, int]:
        at = score.text.find(quote) if quote else -1
        return (at, at + len(quote)) if at >= 0 else (-1, -1)

    for i, j in sorted(found):
        lacks, adds = _listed(right[i] - told[j]), _listed(told[j] - right[i])
        if lacks or adds:
            lacking = f"{gold[i].kind}: " + (", ".join(lacks) or "all there")
            score.fault("records", "differs", place(gold[i].quote), lacking, adds)
    for i in sorted(set(range(len(right))) - {i for i, _ in found}):
        score.fault("records", "missed", place(gold[i].quote), ", ".join(_listed(right[i])))
    for j in sorted(set(range(len(told))) - {j for _, j in found}):
        score.fault("records", "spurious", place(predicted[j].quote), None, _listed(told[j]))


def _score_further(
    score: ArticleScore,
    gold: Sequence[GoldRecord],
    predicted: Sequence[PredictedRecord],
    found: Sequence[tuple[int, int]],
) -> None:
    """Subjects, roles, whole records, false sides and quiet articles."""
    layers = score.layers
    for i, j in found:
        one, other = gold[i], predicted[j]
        directed = bool(ontology().kinds[one.kind].roles)
        layers["whole"].right += whole(one, other, directed)
        a, b = subject_of(one), subject_of(other)
        layers["subjects"].right += bool(a and b) and same_subject(str(a), str(b))
        if directed:
            wanted, told = role_of(one), role_of(other)
            common = [side for side in wanted if side in {p.country or f"name:{p.name}" for p in other.parties}]
            layers["roles"].right += sum(wanted[side] == told.get(side) for side in common)
            layers["roles"].gold += len(common)
            layers["roles"].predicted += len(common)
    layers["whole"].gold, layers["whole"].predicted = len(gold), len(predicted)
    if any("subject" in row.model_fields_set for row in gold):
        layers["subjects"].gold = sum(bool(row.subject) for row in gold)
        layers["subjects"].predicted = sum(bool(subject_of(row)) for row in predicted)
    if gold:
        known = {party.country for row in gold for party in row.parties} | {None}
        clean = sum({party.country for party in row.parties} <= known for row in predicted)
        layers["sides"].add(Tally(clean, len(predicted), len(predicted)))
    else:
        layers["quiet"].add(Tally(int(not predicted), 1, 1))


def score_article(annotation: Annotation, text: str, prediction: Prediction | None) -> ArticleScore:
    """Compare one article's prediction with its annotation.

    Args:
        annotation: what is right.
        text: the article as it was read.
        prediction: what a tool says; None where it says nothing of this article.
    """
    score = ArticleScore(annotation.id, annotation.lang, text, absent=prediction is None)
    told = prediction or Prediction(id=annotation.id)
    for layer in ("money", "percent", "dates"):
        _score_mentions(score, layer, getattr(annotation, layer), getattr(told, layer), annotation.published)
    _score_entities(score, annotation.entities, told.entities)
    _score_records(score, annotation.records, [row for row in told.records if row.cross_border])
    return score
