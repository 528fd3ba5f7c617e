"""Train the record models: `python -m ruammit.training.records CORPORA... [-o DIR]`, which `make train` calls.

With `--report` nothing is written: the card is printed, every figure computed anew. CORPORA are
folders in which the texts of `corpus/standoff/` are looked for, by their hash.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import fmean

from ruammit.records.scoring import FORMAT, MODELS, Models, Policy, declared
from ruammit.training.records.card import card, manifest
from ruammit.training.records.corpus import STANDOFF, Source, example_sources, pieces, read_standoff, texts_by_hash
from ruammit.training.records.fit import crossed, fit_all, rows_of, subject_models
from ruammit.training.records.judged import judged_articles
from ruammit.training.records.measured import Judged, Trained, judged, standing, summed
from ruammit.training.records.rows import Annotated, annotated
from ruammit.training.records.subjects import SubjectRow, marked_rows
from ruammit.training.records.thresholds import choices, planned_policy, slot_policy, subject_policy

EXAMPLE = 3.0
"""How much a row of an example counts: it is written to say what is right, and short."""
OUTPUT = Path(__file__).parents[2] / "records" / "data"
QUIET = 0.1
"""How much the silence of whole articles that tell nothing counts, beside the F1 of records, slots, whole records."""
FLAT = 0.02
"""How far below the best sum a threshold counts as good as the best: a hundredth of it."""
TOLD = tuple(step / 50 for step in range(5, 40))
"""Probabilities that are tried for `told`: 0.10 to 0.78."""


def sources(corpora: Iterable[Path], standoff: Path = STANDOFF, split: str = "train") -> list[Source]:
    """The annotated articles of a split whose texts are in the corpora."""
    texts = texts_by_hash(corpora)
    return [source for path in sorted(standoff.glob("*.jsonl")) for source in read_standoff(path, texts, split)]


def train(
    articles: list[Annotated],
    written: list[Annotated],
    marked: Sequence[SubjectRow] = (),
    statements: Sequence[Annotated] = (),
) -> Trained:
    """The models, and what the articles look like to models that have not seen them.

    Args:
        articles: annotated.
        written: texts that were written for the project: they teach, and are in no figure and nearly no threshold.
        marked: rows of further articles, of which subjects alone are annotated.
        statements: further articles, of which single statements are judged.
    """
    everything = [*articles, *written, *statements]
    policy = Policy()
    subjects = subject_models([*articles, *written], marked)
    rows = rows_of(everything)
    folds = crossed(articles, rows, policy, subjects)
    policy = slot_policy([choice for one in folds for choice in choices(one.article, one.models)], policy)
    folds = crossed(everything, rows, policy, subjects)
    real = {id(article) for article in articles}
    inside = [one for one in folds if id(one.article) in real]
    policy = planned_policy(inside, policy)
    found = [judged(one, policy.model_copy(update={"subject": 0.0})) for one in inside]
    whole = [one for one in found if one.article.index.lead]
    # Of real articles nearly none is short.
    short = [judged(one, policy) for one in folds if one.article.judgements is None and not one.article.index.lead]
    least = {"told": max(_near_best(whole, QUIET)), "told_short": round(fmean(_near_best(short, 0.0)), 2)}
    policy = policy.model_copy(update=least)
    policy = subject_policy(found, policy)
    stands = [row for one in folds if one.article.judgements is not None for row in standing(one, policy)]
    right = [row for one in found for row in one.right(one.least(policy))] + [one.row for one in stands]
    return Trained(fit_all(rows, folds, right, policy, marked), found, stands)


def _near_best(found: list[Judged], quiet: float) -> list[float]:
    """The thresholds of records at which F1 of records, of slots and of whole records is best, or hardly worse.

    Of articles the highest is taken: an invented record is worse than a missed one, and annotated articles hold more
    cooperation than most. Who gives a sentence or two has picked them: of short texts it is the mean.

    Args:
        found: articles by models that have not seen them.
        quiet: how much it counts beside each of them that nothing is told in articles without records. Without it, news
            that tells of no cooperation pays for a little more recall.
    """
    annotated = sum(len(one.article.gold) for one in found)
    without = [one for one in found if not one.article.gold]

    def measure(least: float) -> float:
        figures = summed(one.counts(least) for one in found).figures()
        told = [row for one in found for row in one.right(least)]
        whole = 2 * sum(row.label for row in told) / max(1, len(told) + annotated)
        silent = sum(all(odds < least for odds in one.told) for one in without) / max(1, len(without))
        return figures[2] + figures[3] + whole + quiet * silent

    measured = {value: measure(value) for value in TOLD}
    top = max(measured.values())
    return [value for value, sum_of_figures in measured.items() if sum_of_figures >= top - FLAT]


def write(models: Models, given: list[Source], text: str, folder: Path) -> None:
    """Write the model, its card, and the manifest of what it was made from."""
    content = {
        "format": FORMAT,
        "names": {layer: sorted(names) for layer, names in declared().items()},
        "policy": models.policy.model_dump(),
        "weights": {name: dict(getattr(models, name).weights) for name in MODELS},
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, value in (("model.json", content), ("manifest.json", manifest(given))):
        (folder / name).write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "README.md").write_text(text, encoding="utf-8")


def main() -> int:
    """Train and write the model and its card."""
    parser = argparse.ArgumentParser(prog="python -m ruammit.training.records", description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    parser.add_argument("--report", action="store_true", help="print the card, write nothing")
    options = parser.parse_args()
    given, own = sources(options.corpora), list(pieces())
    articles = [annotated(source.article, source.records) for source in given]
    written = [annotated(source.article, source.records) for source in own]
    written += [annotated(source.article, source.records, source.judged, EXAMPLE) for source in example_sources()]
    texts = texts_by_hash(options.corpora)
    marked = list(marked_rows(texts))
    statements = list(judged_articles(texts))
    trained = train(articles, written, marked, statements)
    text = card(trained, [*given, *own], written[len(own) :], marked, statements)
    if not options.report:
        write(trained.models, [*given, *own], text, options.output)
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
