"""Accuracy by press on articles that nothing was learned from: `make press-report`.

usage: python -m ruammit.training.press GOLD_DIR [CORPUS_DIR...]

GOLD_DIR holds annotated articles (NAME.txt with NAME.json). Those of the split `dev` of `corpus/standoff/` count; they
are found by the hash of their text, and their origin and language are their press. Others, such as the reference
article, are left out. The texts below the CORPUS_DIRs give the general articles without a record (split `general`).
Prints Markdown tables: accuracy by press and layer, records missed and invented by kind, errors in paired records.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ruammit.evaluation.annotation import GoldRecord
from ruammit.evaluation.gold import read_gold
from ruammit.evaluation.prediction import PredictedRecord, prediction_of
from ruammit.evaluation.records import Slots, pairs, sides, slots
from ruammit.evaluation.scoring import score_article
from ruammit.evaluation.tallies import LAYERS, Tally
from ruammit.pipeline import extract_article
from ruammit.training.records.corpus import STANDOFF, read_standoff, texts_by_hash

__all__ = ["Press", "differences", "hash_of", "main", "measured", "presses_by_hash"]

PRESSES = {
    "native/th": "Government news, Thai",
    "native/vi": "Online news, Vietnamese",
    "translated/th": "Translated into Thai",
    "press/th": "Press, Thai",
    "press/vi": "Press, Vietnamese",
}
_SLOTS = {
    "status": "status (done or planned)",
    "date": "period",
    "country": "sides (countries)",
    "sector": "sectors",
    "amount": "amounts",
    "count": "counts",
    "share": "shares",
}
_HOW = ("different", "missed", "added")
_RATES = ("sides", "quiet")
"""Layers that count predictions, not what is annotated: their rate is told per 100."""


@dataclass
class Press:
    """What was counted on the articles of one press.

    Attributes:
        articles: how many they are.
        layers: tallies by layer.
        paired: predicted records with an annotated counterpart.
        errors: errors of paired records, as `differences` names them, and `planned` or `done`: read as this wrongly.
        missed: annotated records without a counterpart, by kind.
        invented: predicted records without a counterpart, by kind.
        near: missed records with a side in common with an invented record of the article.
    """

    articles: int = 0
    layers: dict[str, Tally] = field(default_factory=lambda: {layer: Tally() for layer in LAYERS})
    paired: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    near: int = 0

    def add(self, other: Press) -> None:
        """Add the counts of another press."""
        self.articles += other.articles
        self.paired += other.paired
        self.near += other.near
        for name in ("errors", "missed", "invented"):
            getattr(self, name).update(getattr(other, name))
        for layer, tally in other.layers.items():
            self.layers[layer].add(tally)


def differences(gold: Slots, predicted: Slots) -> Iterator[str]:
    """How a predicted record differs from the annotated one it is paired with: `date added`, `status different`."""
    for name in sorted({str(slot[0]) for slot in gold ^ predicted}):
        lacks = any(slot[0] == name for slot in gold - predicted)
        adds = any(slot[0] == name for slot in predicted - gold)
        yield f"{name} {'different' if lacks and adds else 'missed' if lacks else 'added'}"


def hash_of(text: str) -> str:
    """SHA-256 of a text, as stand-off annotations have it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def presses_by_hash(standoff: Path = STANDOFF) -> dict[str, str]:
    """Hash of the text to ORIGIN/LANGUAGE, of the articles of the split `dev`."""
    rows = [json.loads(line) for path in standoff.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    return {row["sha256"]: f"{row['origin'].split('/')[0]}/{row['lang']}" for row in rows if row["split"] == "dev"}


def measured(folder: Path, standoff: Path = STANDOFF) -> dict[str, Press]:
    """The counts by press of the folder's annotated articles that are of the split `dev`."""
    presses = presses_by_hash(standoff)
    found: dict[str, Press] = {}
    for one in read_gold(folder):
        press = presses.get(hash_of(one.article.text))
        if press is None:
            continue
        told = prediction_of(extract_article(one.article))
        count = Press(articles=1, layers=score_article(one.annotation, one.article.text, told).layers)
        _count_records(count, one.annotation.records, [record for record in told.records if record.cross_border])
        found.setdefault(press, Press()).add(count)
    return found


def _count_records(count: Press, gold: Sequence[GoldRecord], predicted: Sequence[PredictedRecord]) -> None:
    wanted, told = [slots(record) for record in gold], [slots(record) for record in predicted]
    paired = pairs(wanted, told)
    count.paired = len(paired)
    for i, j in paired:
        count.errors.update(differences(wanted[i], told[j]))
        if gold[i].status != predicted[j].status:
            count.errors[str(predicted[j].status)] += 1
    missed = [record for i, record in enumerate(gold) if i not in {i for i, _ in paired}]
    invented = [record for j, record in enumerate(predicted) if j not in {j for _, j in paired}]
    count.missed.update(str(record.kind) for record in missed)
    count.invented.update(str(record.kind) for record in invented)
    count.near = sum(any(sides(record) & sides(other) for other in invented) for record in missed)


def invented(folders: Iterable[Path], standoff: Path = STANDOFF) -> tuple[int, int]:
    """General articles without an annotated record whose text was found, and the records that these give."""
    texts = texts_by_hash(folders)
    sources = [source for path in standoff.glob("*.jsonl") for source in read_standoff(path, texts, "general")]
    quiet = [source.article for source in sources if not source.records]
    return len(quiet), sum(record.cross_border for article in quiet for record in extract_article(article).records)


def _lines(presses: dict[str, Press]) -> Iterator[str]:
    def line(head: str, cells: Iterable[object]) -> str:
        return " | ".join((f"| {head}", *map(str, cells))) + " |"

    yield line("", (f"{PRESSES.get(name, name)} ({press.articles})" for name, press in presses.items()))
    yield "|---|" + "---:|" * len(presses)
    for layer in LAYERS:
        if layer not in _RATES:
            yield line(layer, (_figures(press.layers[layer]) for press in presses.values()))
    yield line("false sides per 100 records", (_per_hundred(press.layers["sides"]) for press in presses.values()))
    yield line("annotated records", (press.layers["records"].gold for press in presses.values()))


def _error_lines(total: Press) -> Iterator[str]:
    records = total.layers["records"]
    yield f"{records.gold} annotated records, {records.predicted} predicted, {total.paired} paired."
    yield f"{total.near} missed records have a side in common with an invented record of the same article."
    yield "\n| kind | missed | invented |\n|---|---:|---:|"
    for kind in sorted(total.missed | total.invented, key=lambda kind: -total.missed[kind]):
        yield f"| {kind} | {total.missed[kind]} | {total.invented[kind]} |"
    yield "\n| slot of a paired record | different | missed | added |\n|---|---:|---:|---:|"
    for slot, name in _SLOTS.items():
        yield " | ".join([f"| {name}", *(str(total.errors[f"{slot} {how}"]) for how in _HOW)]) + " |"
    yield f"\nOf the wrong statuses, {total.errors['done']} are read as done and {total.errors['planned']} as planned."


def _figures(tally: Tally) -> str:
    return f"{tally.precision:.2f} / {tally.recall:.2f} / {tally.f1:.2f}" if tally.predicted or tally.gold else "-"


def _per_hundred(tally: Tally) -> str:
    return f"{100 * (tally.predicted - tally.right) / tally.predicted:.1f}" if tally.predicted else "-"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("corpora", nargs="*", type=Path)
    given = parser.parse_args(arguments)
    counted = measured(given.gold)
    presses = {name: counted[name] for name in [*PRESSES, *sorted(counted.keys() - PRESSES.keys())] if name in counted}
    write = sys.stdout.write
    if not presses:
        write("There is no article of the split dev in this folder.\n")
        return
    write("Precision / recall / F1; in brackets the number of articles.\n\n")
    write("\n".join(_lines(presses)) + "\n\n")
    total = Press()
    for press in presses.values():
        total.add(press)
    write("\n".join(_error_lines(total)) + "\n")
    if given.corpora:
        articles, records_made = invented(given.corpora)
        rate = f"{100 * records_made / articles:.0f} per 100" if articles else "no article was found"
        write(f"\nInvented records on {articles} general articles without one: {records_made} ({rate}).\n")


if __name__ == "__main__":
    main()
