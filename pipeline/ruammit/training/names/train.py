"""Train a language's tagger: `make train-names`.

usage: python -m ruammit.training.names.train --lang CODE --corpora DIR... [--sentences FILE] [--texts DIR...]
       [--output FOLDER]

Learns from the annotated articles of `corpus/standoff/`, whose texts are looked for in --corpora by their hash, and, of
a corpus of sentences in CoNLL's form, from all but the held-out fifth; a fifth of the articles is kept back to
calibrate. Clusters of words come from the texts in --texts; without them, the clusters in the folder stay. The same
input gives the same files: the model, the clusters, and the card that says what they were made of.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pycrfsuite

from ruammit import languages
from ruammit.entities.finder import found_by_rules
from ruammit.entities.tagger.features import TEMPLATES_HASH, FeatureMaker
from ruammit.entities.tagger.model import CARD, CLUSTERS, MODEL, Card, digest, read_clusters
from ruammit.entities.tagger.tag import RULES, Tagger
from ruammit.entities.tagger.words import Cluster
from ruammit.entities.uncased.persons import without_titles
from ruammit.languages import LanguagePack
from ruammit.schema import EntityType
from ruammit.text.normalization import reading_of
from ruammit.training.names.clusters import clusters, write_clusters
from ruammit.training.names.corpora import SPLITS, Sample, annotated, labels, sentences
from ruammit.training.names.replacing import Replacer
from ruammit.training.records.corpus import texts_by_hash

__all__ = ["main"]

OPTIONS = {"c1": 0.2, "c2": 0.02, "max_iterations": 100, "feature.minfreq": 2}
"""Of CRFsuite's L-BFGS: L1 and L2 penalty, iterations, occurrences of a feature that is learnt from."""
CALIBRATION = 5
"""Every fifth annotated article is kept back."""
TWICE = ("press/", "translated/")
"""Origins of articles of which two copies with made-up names are learnt from: most of their firms have no head word."""
THRESHOLDS = {EntityType.PERSON: 0.5, EntityType.ORG: 0.55}
"""Least probability of a name that is kept: above them what is added loses more right names than wrong ones."""
STEPS = tuple(step / 20 for step in range(8, 20))
"""Probabilities at which the card says how many of the names added in the calibration articles are right."""


def main() -> None:
    """Write the pack's tagger folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang", required=True)
    parser.add_argument("--corpora", nargs="+", type=Path, required=True)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--texts", nargs="*", type=Path, default=[])
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    pack = languages.pack(options.lang)
    folder = options.output or pack.folder / "tagger"
    folder.mkdir(exist_ok=True)
    articles = list(annotated(texts_by_hash(options.corpora), pack.code))
    calibration = articles[::CALIBRATION]
    kept = {one.id for one in calibration}
    training = [one for one in articles if one.id not in kept]
    if options.sentences:
        training += [one for one in sentences(options.sentences, pack.code) if one.source == "train"]
    if options.texts:
        write_clusters(clusters(words_of(pack, options.texts, training)), folder / CLUSTERS)
    known = read_clusters(folder / CLUSTERS)
    fit(pack, known, [*training, *replaced(pack, training)], folder / MODEL)
    calibration_shares = calibrated(pack, known, calibration, folder / MODEL)
    split = {one.sha256: "calibrate" if one.id in kept else "train" for one in articles}
    sources: list[dict[str, str | int]] = [
        {"name": "corpus/standoff: annotated news articles, by hash below", "texts": len(articles)}
    ]
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
        thresholds={kind.value: least for kind, least in THRESHOLDS.items()},
        sources=tuple(sources),
        articles=dict(sorted(split.items())),
        training=OPTIONS,
        metrics={"right among added, and added, by probability": calibration_shares},
    )
    (folder / CARD).write_text(card.model_dump_json(indent=1) + "\n", encoding="utf-8")


def replaced(pack: LanguagePack, training: Sequence[Sample]) -> Iterator[Sample]:
    """Copies of the training articles in which made-up names replace theirs; of what the press wrote, two."""
    persons = (
        sample.analysis.text[start:end]
        for sample in training
        for start, end, kind in (untitled(pack, sample.analysis.text, *name) for name in sample.names)
        if kind is EntityType.PERSON
    )
    lists = pack.word_lists() if pack.word_lists else {}
    listed = lists.get("given", frozenset())
    foreign = [
        name for name in persons if name.count(" ") == 1 and not name.isascii() and name.split()[0] not in listed
    ]
    replacer = Replacer(pack, foreign)
    for sample in training:
        if sample.source in SPLITS:
            for _ in range(2 if sample.id.startswith(TWICE) else 1):
                if copy := replacer.copy(sample):
                    yield copy


def words_of(pack: LanguagePack, folders: Iterable[Path], training: Iterable[Sample]) -> Iterator[list[str]]:
    """The words of every text in the folders, and of what is trained on."""
    for folder in folders:
        for path in sorted(folder.rglob("*.txt")):
            reading = reading_of(path.read_text(encoding="utf-8"))
            yield [reading.text[start:end] for start, end in pack.tokenise(reading)]
    for sample in training:
        yield [sample.analysis.text[start:end] for start, end in sample.analysis.tokens]


def fit(pack: LanguagePack, known: Mapping[str, Cluster], training: Iterable[Sample], path: Path) -> None:
    """Train the model on the samples and write it."""
    maker = FeatureMaker(pack, known)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(OPTIONS)
    for sample in training:
        analysis = sample.analysis
        if not analysis.tokens:
            continue
        names = [untitled(pack, analysis.text, *name) for name in sample.names]
        found, _ = found_by_rules(analysis)
        features = maker.names(analysis.text, analysis.tokens, found)
        trainer.append(features, labels(analysis.tokens, names))
    trainer.train(str(path))


def untitled(pack: LanguagePack, text: str, start: int, end: int, kind: EntityType) -> tuple[int, int, EntityType]:
    """The name without the titles that some corpora annotate with it."""
    if kind is EntityType.PERSON and not pack.script.cased:
        start = without_titles(pack, text, start, end)
    return start, end, kind


def calibrated(
    pack: LanguagePack, known: Mapping[str, Cluster], calibration: Iterable[Sample], path: Path
) -> dict[str, dict[str, tuple[float, int]]]:
    """By type and least probability the share that is right of the names added, and their number."""
    tagger = Tagger(pack, known, path)
    added: dict[EntityType, list[tuple[float, bool]]] = {kind: [] for kind in RULES}
    for sample in calibration:
        analysis = sample.analysis
        found, _ = found_by_rules(analysis)
        told = set(sample.names)
        for one, probability in tagger.names(analysis, found):
            if not any(one.start < other.end and other.start < one.end for other in found) and (
                name := tagger.edges.without(analysis.text, one)
            ):
                added[one.type].append((probability, (name.start, name.end, name.type) in told))
    shares = {kind.value: {str(step): _share(rows, step) for step in STEPS} for kind, rows in added.items()}
    sys.stdout.write(f"{shares}\n")
    return shares


def _share(rows: Iterable[tuple[float, bool]], step: float) -> tuple[float, int]:
    kept = [right for probability, right in rows if probability >= step]
    return (round(sum(kept) / len(kept), 3) if kept else 0.0), len(kept)


if __name__ == "__main__":
    main()
