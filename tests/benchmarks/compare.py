"""Names and dates against what people use today, on annotated articles: `make compare`.

usage: python -m tests.benchmarks.compare GOLD_DIR...

One table per folder and language: accuracy by the measures of `ruammit evaluate`, and processor time per article, all
on the same articles. Of a folder with articles of the split `dev` of `corpus/standoff/`, only these count: Ruammit has
learned from the others.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ruammit.evaluation.gold import GoldArticle, read_gold
from ruammit.evaluation.prediction import PredictedDate, PredictedEntity, Prediction, prediction_of
from ruammit.evaluation.scoring import score_article
from ruammit.evaluation.tallies import Tally
from ruammit.pipeline import extract_article
from ruammit.schema import EntityType
from ruammit.training.press import hash_of, presses_by_hash

from .clock import least, milliseconds
from .growth import LANGUAGES
from .rivals import NOT_PACKAGED, SPACY, Names, found_dates, spacy_names, thai_names, vietnamese_names

BUDDHIST = 543
"""Years from the Common Era to the Buddhist era."""
Predict = Callable[[GoldArticle], Prediction]


@dataclass(frozen=True)
class Contestant:
    """Something that reads articles.

    Attributes:
        name: as it stands in the table.
        predict: an article to what it finds.
        dates: whether it reads dates.
    """

    name: str
    predict: Predict
    dates: bool = True


def contestants(lang: str) -> tuple[list[Contestant], list[str]]:
    """Who takes part in a language, and a line for each who cannot."""
    name, names = {
        "th": ("PyThaiNLP (newmm, Thai NER 1.5.1) + dateparser", thai_names),
        "vi": ("underthesea.ner + dateparser", vietnamese_names),
    }[lang]
    found = [
        Contestant("Ruammit, with amounts and records", lambda gold: prediction_of(extract_article(gold.article))),
        Contestant(name, partial(_combined, names=names)),
    ]
    left_out = [*NOT_PACKAGED[lang]]
    for pipeline in SPACY:
        try:
            names = spacy_names(pipeline)
        except OSError:
            cure = f"python -m spacy download {pipeline}"
            left_out.append(
                f"spaCy {pipeline} is left out: it is not installed, and not in the package index ({cure})."
            )
        else:
            found.append(Contestant(f"spaCy {pipeline}", partial(_combined, names=names, dates=False), dates=False))
    return found, left_out


def _combined(gold: GoldArticle, names: Callable[[str], Names], dates: bool = True) -> Prediction:
    article = gold.article
    entities = tuple(PredictedEntity(name=name, type=kind) for name, kind in dict.fromkeys(names(article.text)))
    return Prediction(id=gold.annotation.id, entities=entities, dates=tuple(_placed(gold)) if dates else ())


def _placed(gold: GoldArticle) -> Iterator[PredictedDate]:
    article, at = gold.article, 0
    for quote, when in found_dates(article.text, article.lang, article.published):
        start = article.text.find(quote, at)
        if start >= 0:
            at = start + len(quote)
            day = f"{when.year:04}-{when.month:02}-{when.day:02}"
            yield PredictedDate(start_char=start, end_char=at, start=day, end=day)


def lenient(gold: GoldArticle, told: Prediction) -> Prediction:
    """The same prediction, read with good will.

    A name counts as the annotated one of its type that it holds or that holds it. Buddhist years are put right, and a
    date that starts within the annotated period which it overlaps counts as this period.
    """
    wanted = [(row.name, str(row.type)) for row in gold.annotation.entities]
    names = (_nearest(row.name, row.type, wanted) for row in told.entities)
    periods = list(_periods(gold))
    return told.model_copy(
        update={
            "entities": tuple(PredictedEntity(name=name, type=kind) for name, kind in dict.fromkeys(names)),
            "dates": tuple(_within(row, gold, periods) for row in told.dates),
        }
    )


def _nearest(name: str, kind: str, wanted: Sequence[tuple[str, str]]) -> tuple[str, str]:
    near = [other for other, its in wanted if its == kind and (other in name or name in other)]
    return (min(near, key=lambda other: abs(len(other) - len(name))) if near else name, kind)


def _within(row: PredictedDate, gold: GoldArticle, periods: Sequence[tuple[int, int, str, str]]) -> PredictedDate:
    start, end = row.start_char, row.end_char
    if start is None or end is None:
        start = gold.article.text.find(row.quote)
        end = start + len(row.quote)
    day = row.start
    if gold.article.lang == "th" and day[:4].isdigit() and int(day[:4]) > 2400:
        day = f"{int(day[:4]) - BUDDHIST:04}{day[4:]}"
    for at, to, first, last in periods:
        if at < end and start < to and first.replace("XXXX", day[:4]) <= day <= last.replace("XXXX", day[:4]):
            return row.model_copy(update={"start": first, "end": last})
    return row


def _periods(gold: GoldArticle) -> Iterator[tuple[int, int, str, str]]:
    at = 0
    for row in gold.annotation.dates:
        start = gold.article.text.find(row.quote, at)
        at = start + 1
        yield start, start + len(row.quote), row.start, row.end


def table(articles: Sequence[GoldArticle], lang: str, rounds: int) -> Iterator[str]:
    """The lines of a table: a contestant each, and below it those who were left out."""
    taking_part, left_out = contestants(lang)
    seconds = least([partial(_each, one.predict, articles) for one in taking_part], rounds)
    characters = sum(len(gold.article.text) for gold in articles) // len(articles)
    yield f"{LANGUAGES[lang]}, articles: {len(articles)}; characters on average: {characters:,}"
    yield ""
    yield "| F1 | PERSON | ORG | GPE | names | names, leniently | dates | dates, leniently | time per article |"
    yield "|---|" + "---:|" * 8
    for one, spent in zip(taking_part, seconds, strict=True):
        strict = [(gold, one.predict(gold)) for gold in articles]
        kindly = [(gold, lenient(gold, told)) for gold, told in strict]
        cells = [_f1(strict, "entities", kind) for kind in EntityType]
        cells += [_f1(strict, "entities"), _f1(kindly, "entities")]
        cells += [_f1(strict, "dates"), _f1(kindly, "dates")] if one.dates else ["-", "-"]
        yield " | ".join([f"| {one.name}", *cells, milliseconds(spent / len(articles))]) + " |"
    yield ""
    yield from left_out


def _each(predict: Predict, articles: Iterable[GoldArticle]) -> None:
    for gold in articles:
        predict(gold)


def _f1(told: Iterable[tuple[GoldArticle, Prediction]], layer: str, kind: str | None = None) -> str:
    total = Tally()
    for gold, prediction in told:
        annotation = gold.annotation
        if kind:
            annotation = annotation.model_copy(
                update={"entities": tuple(row for row in annotation.entities if row.type == kind)}
            )
            kept = tuple(row for row in prediction.entities if row.type == kind)
            prediction = prediction.model_copy(update={"entities": kept})
        total.add(score_article(annotation, gold.article.text, prediction).layers[layer])
    return f"{total.f1:.2f}"


def held_out(articles: Sequence[GoldArticle], presses: Mapping[str, str]) -> list[GoldArticle]:
    """Those of the split `dev` of `corpus/standoff/`; where there is none, all."""
    known = [one for one in articles if hash_of(one.article.text) in presses]
    return known or list(articles)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+", metavar="GOLD_DIR")
    parser.add_argument("--rounds", type=int, default=3, help="of the timing; the least counts")
    given = parser.parse_args(arguments)
    for folder in given.gold:
        articles = held_out(read_gold(folder), presses_by_hash())
        print(f"## {folder}\n")
        for lang in LANGUAGES:
            if ours := [one for one in articles if one.article.lang == lang]:
                print("\n".join(table(ours, lang, given.rounds)), end="\n\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
