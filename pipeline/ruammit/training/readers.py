"""Measure a second reader, and what its claims are worth: `python -m ruammit.training.readers GOLD REPLIES MODEL`.

GOLD is a folder of annotated articles, REPLIES the file that a run with `--reader llm` kept, MODEL the model's name.
Articles of which a question has no reply are left out. With `-o FILE` the calibration is written; without it, only the
figures are printed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

from ruammit.evaluation.annotation import GoldRecord
from ruammit.evaluation.gold import GoldArticle, read_gold
from ruammit.evaluation.records import pairs, slots, whole
from ruammit.ontology.model import ontology
from ruammit.output import written_text
from ruammit.pipeline import extract_article
from ruammit.proposers.calibration import Calibration, calibration
from ruammit.proposers.reader import SecondReader, article_questions
from ruammit.proposers.replies import Replies, Reply
from ruammit.records.drafts import RULES
from ruammit.records.scoring import sigmoid
from ruammit.schema import Record

__all__ = ["Judged", "Measured", "main", "measure", "offset", "read_articles", "worth"]

SILENCES = tuple(step / 2 for step in range(21))
"""Log-odds that are tried for what a record loses which only the rules propose: 0 to 10."""
RIDGE = 1.0
"""Strength of the pull of a weight towards 0: as if one record more had been right and wrong by half."""


@dataclass(frozen=True)
class Judged:
    """A record: its score, who proposed it, and whether it is an annotated one and right in every slot but sectors."""

    score: float
    readers: tuple[str, ...]
    told: bool
    right: bool


@dataclass(frozen=True)
class Measured:
    """What an extraction of the annotated articles is worth: the counts behind the slots' F1, and the records."""

    common: int
    predicted: int
    annotated: int
    records: tuple[Judged, ...]

    @property
    def slots(self) -> float:
        """F1 of what stands in the records."""
        return 2 * self.common / max(1, self.predicted + self.annotated)

    @property
    def brier(self) -> float:
        """Mean squared difference between score and truth (0 to 1, less is better)."""
        return sum((one.score - one.right) ** 2 for one in self.records) / max(1, len(self.records))


class _Read:
    """An annotated article with the replies to its questions."""

    def __init__(self, gold: GoldArticle, replies: dict[str, Reply]) -> None:
        self.gold, self.replies = gold, replies

    def records(self, model: str, made: Calibration | None) -> tuple[Record, ...]:
        """Its records, with the second reader if a calibration is given."""
        reader = () if made is None else (SecondReader(model, lambda _: self.replies, made),)
        return extract_article(self.gold.article, proposers=reader).records


def _judged(gold: Sequence[GoldRecord], found: Sequence[Record]) -> tuple[int, int, int, list[Judged]]:
    annotated, predicted = [slots(row) for row in gold], [slots(row) for row in found]
    matched = pairs(annotated, predicted)
    by_record = {j: i for i, j in matched}
    judged = [
        Judged(
            record.score,
            record.readers,
            at in by_record,
            at in by_record and whole(gold[by_record[at]], record, directed=bool(ontology().kinds[record.kind].roles)),
        )
        for at, record in enumerate(found)
    ]
    common = sum(len(annotated[i] & predicted[j]) for i, j in matched)
    return common, sum(map(len, predicted)), sum(map(len, annotated)), judged


def measure(articles: Sequence[_Read], model: str, made: Calibration | None) -> Measured:
    """What the extraction is worth with a calibration of the second reader; without one (None), by the rules alone."""
    common = predicted = annotated = 0
    records: list[Judged] = []
    for article in articles:
        found = _judged(article.gold.annotation.records, article.records(model, made))
        common, predicted, annotated = common + found[0], predicted + found[1], annotated + found[2]
        records += found[3]
    return Measured(common, predicted, annotated, tuple(records))


def worth(articles: Sequence[_Read], model: str, start: Calibration) -> Calibration:
    """The calibration that these articles speak for."""
    plain = start.model_copy(update={"weights": dict.fromkeys(start.weights, 0.0)})

    def slots_of(silence: float) -> float:
        return measure(articles, model, plain.model_copy(update={"silence": silence})).slots

    silence = max(SILENCES, key=slots_of)
    made = plain.model_copy(update={"silence": silence})
    records = measure(articles, model, made).records
    own = [one for one in records if model in one.readers]
    told = (sum(one.told for one in own) + 1) / (len(own) + 2)
    # The probability of a cluster is in its score: the weights are fitted to scores that know it.
    made = made.model_copy(update={"told": round(told, 3)})
    records = measure(articles, model, made).records
    groups = {
        "readers.both": [one for one in own_of(records, model) if RULES in one.readers],
        "readers.second": [one for one in own_of(records, model) if RULES not in one.readers],
        "readers.unsaid": [one for one in records if model not in one.readers],
    }
    return made.model_copy(update={"weights": {name: round(offset(rows), 3) for name, rows in groups.items()}})


def own_of(records: Sequence[Judged], model: str) -> list[Judged]:
    """Those that the second reader proposed."""
    return [one for one in records if model in one.readers]


def offset(records: Sequence[Judged]) -> float:
    """What has to be added to the log-odds of the scores for their sum to be the number of right records (by bisection,
    which converges: the sum grows with the offset)."""
    odds = [log(max(one.score, 1e-3) / max(1 - one.score, 1e-3)) for one in records]
    right = sum(one.right for one in records)
    low, high = -6.0, 6.0
    for _ in range(50):
        middle = (low + high) / 2
        if sum(sigmoid(odd + middle) for odd in odds) + RIDGE * middle < right:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def crossed(articles: Sequence[_Read], model: str, start: Calibration, folds: int = 5) -> Measured:
    """The same for articles that the calibration has not seen."""
    common = predicted = annotated = 0
    records: list[Judged] = []
    for fold in range(folds):
        inside = [article for at, article in enumerate(articles) if at % folds != fold]
        outside = [article for at, article in enumerate(articles) if at % folds == fold]
        if inside and outside:
            one = measure(outside, model, worth(inside, model, start))
            common, predicted, annotated = common + one.common, predicted + one.predicted, annotated + one.annotated
            records += one.records
    return Measured(common, predicted, annotated, tuple(records))


def read_articles(folder: Path, replies: Path, model: str) -> list[_Read]:
    """The annotated articles of which every question has a reply."""
    kept = Replies(replies, model)
    found = []
    for gold in read_gold(folder):
        asked = article_questions(gold.article)
        known = kept.known(asked)
        if asked and len(known) == len(asked):
            found.append(_Read(gold, known))
    kept.close()
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what a second reader adds, and write its calibration."""
    parser = argparse.ArgumentParser(
        prog="python -m ruammit.training.readers", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("replies", type=Path)
    parser.add_argument("model")
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args(arguments)
    articles = read_articles(given.gold, given.replies, given.model)
    made = worth(articles, given.model, calibration())
    rows = {
        "rules alone": measure(articles, given.model, None),
        "with the second reader": measure(articles, given.model, made),
        "the same, cross-validated": crossed(articles, given.model, calibration()),
    }
    lines = [f"{len(articles)} articles"]
    lines += [f"{name}: slots F1 {row.slots:.3f}, Brier score {row.brier:.3f}" for name, row in rows.items()]
    sys.stdout.write("\n".join([*lines, made.model_dump_json(indent=2)]) + "\n")
    if given.output:
        written_text(given.output, made.model_dump_json(indent=2) + "\n")


if __name__ == "__main__":
    main()
