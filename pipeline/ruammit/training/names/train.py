"""Train a language's tagger: `make train-names`.

usage: python -m ruammit.training.names.train --lang CODE --gold GOLD_DIR... [--sentences FILE] [--texts DIR...]
       [--without NAME...] [--output FOLDER]

Learns from annotated articles and, of a corpus of sentences in CoNLL's form, from all but the held-out fifth; a fifth
of the articles is kept back to set the thresholds. Clusters of words come from the texts in --texts. The same input
gives the same files: the model, the clusters, and the card that says what they were made of.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pycrfsuite

from ruammit import languages
from ruammit.entities.finder import found_by_rules
from ruammit.entities.tagger.features import TEMPLATES_HASH, FeatureMaker
from ruammit.entities.tagger.model import CARD, CLUSTERS, MODEL, Card, digest, read_clusters
from ruammit.entities.tagger.tag import RULES, decoded
from ruammit.entities.uncased.persons import without_titles
from ruammit.languages import LanguagePack
from ruammit.schema import EntityType
from ruammit.text.normalization import reading_of
from ruammit.training.names.clusters import clusters, write_clusters
from ruammit.training.names.corpora import Sample, annotated, labels, sentences

__all__ = ["main"]

OPTIONS = {"c1": 0.2, "c2": 0.02, "max_iterations": 100, "feature.minfreq": 2}
"""Of CRFsuite's L-BFGS: L1 and L2 penalty, iterations, occurrences of a feature that is learnt from."""
CALIBRATION = 5
"""Every fifth annotated article sets the thresholds."""
STEPS = tuple(step / 20 for step in range(6, 20))
"""The thresholds tried."""
PRECISION = {EntityType.PERSON: 0.80, EntityType.ORG: 0.75}
"""Of the names that the tagger adds, the share that must be right (0 to 1)."""


def main() -> None:
    """Write the pack's tagger folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang", required=True)
    parser.add_argument("--gold", nargs="+", type=Path, required=True)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--texts", nargs="*", type=Path, default=[])
    parser.add_argument("--without", nargs="*", default=[])
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    pack = languages.pack(options.lang)
    folder = options.output or pack.folder / "tagger"
    folder.mkdir(exist_ok=True)
    articles = [one for gold in options.gold for one in annotated(gold, pack.code) if one.id not in options.without]
    calibration = articles[::CALIBRATION]
    kept = {one.id for one in calibration}
    training = [one for one in articles if one.id not in kept]
    if options.sentences:
        training += [one for one in sentences(options.sentences, pack.code) if one.source == "train"]
    if options.texts:
        write_clusters(clusters(words_of(pack, options.texts, training)), folder / CLUSTERS)
    maker = FeatureMaker(pack, read_clusters(folder / CLUSTERS))
    fit(pack, maker, training, folder / MODEL)
    thresholds, metrics = calibrated(maker, calibration, folder / MODEL)
    split = {one.sha256: "calibrate" if one.id in kept else "train" for one in articles}
    sources: list[dict[str, str | int]] = [{"name": "annotated news articles, by hash below", "texts": len(articles)}]
    if options.sentences:
        sources.append(
            {
                "name": "Thai NER 1.3",
                "author": "Wannaphong Phatthiyaphaibun",
                "licence": "CC BY 3.0",
                "texts": len(training) + len(calibration) - len(articles),
                "split": "all but every fifth sentence, from the first on",
            }
        )
    card = Card(
        language=pack.code,
        templates=TEMPLATES_HASH,
        files={name: digest(folder / name) for name in (MODEL, CLUSTERS)},
        thresholds=thresholds,
        sources=tuple(sources),
        articles=dict(sorted(split.items())),
        training=OPTIONS,
        metrics={"calibration": metrics},
    )
    (folder / CARD).write_text(card.model_dump_json(indent=1) + "\n", encoding="utf-8")


def words_of(pack: LanguagePack, folders: Iterable[Path], training: Iterable[Sample]) -> Iterator[list[str]]:
    """The words of every text in the folders, and of what is trained on."""
    for folder in folders:
        for path in sorted(folder.rglob("*.txt")):
            reading = reading_of(path.read_text(encoding="utf-8"))
            yield [reading.text[start:end] for start, end in pack.tokenise(reading)]
    for sample in training:
        yield [sample.analysis.text[start:end] for start, end in sample.analysis.tokens]


def fit(pack: LanguagePack, maker: FeatureMaker, training: Iterable[Sample], path: Path) -> None:
    """Train the model on the samples and write it."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(OPTIONS)
    for sample in training:
        analysis = sample.analysis
        if not analysis.tokens:
            continue
        names = [untitled(pack, analysis.text, *name) for name in sample.names]
        found, _ = found_by_rules(analysis)
        trainer.append(maker(analysis.text, analysis.tokens, found), labels(analysis.tokens, names))
    trainer.train(str(path))


def untitled(pack: LanguagePack, text: str, start: int, end: int, kind: EntityType) -> tuple[int, int, EntityType]:
    """The name without the titles that some corpora annotate with it."""
    if kind is EntityType.PERSON and not pack.script.cased:
        start = without_titles(pack, text, start, end)
    return start, end, kind


def calibrated(
    maker: FeatureMaker, calibration: Iterable[Sample], path: Path
) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """The least threshold of every type with which what the tagger adds is right often enough; and what it gives."""
    model = pycrfsuite.Tagger()
    model.open(str(path))
    added: dict[EntityType, list[tuple[float, bool]]] = {kind: [] for kind in RULES}
    for sample in calibration:
        analysis = sample.analysis
        found, _ = found_by_rules(analysis)
        told = set(sample.names)
        tags = model.tag(maker(analysis.text, analysis.tokens, found))
        for first, last, kind in decoded(tags):
            start, end = analysis.tokens[first][0], analysis.tokens[last][1]
            if kind in RULES and not any(start < one.end and one.start < end for one in found):
                probability = min(model.marginal(tags[at], at) for at in range(first, last + 1))
                added[kind].append((probability, (start, end, kind) in told))
    thresholds, metrics = {}, {}
    for kind, rows in added.items():
        shares = {step: _share(rows, step) for step in STEPS}
        step = next((step for step in STEPS if shares[step][0] >= PRECISION[kind]), STEPS[-1])
        thresholds[kind.value] = step
        metrics[kind.value] = {"added": shares[step][1], "right": round(shares[step][0], 3)}
        sys.stdout.write(f"{kind.value}: " + ", ".join(f"{s}: {p:.2f} of {n}" for s, (p, n) in shares.items()) + "\n")
    return thresholds, metrics


def _share(rows: Iterable[tuple[float, bool]], step: float) -> tuple[float, int]:
    kept = [right for probability, right in rows if probability >= step]
    return (sum(kept) / len(kept) if kept else 0.0), len(kept)


if __name__ == "__main__":
    main()
