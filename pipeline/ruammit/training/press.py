"""Accuracy by press on articles that nothing was learned from: `make press-report`.

usage: python -m ruammit.training.press GOLD_DIR [CORPUS_DIR...]

GOLD_DIR holds annotated articles (NAME.txt with NAME.json). Those of the split `dev` of `corpus/standoff/` count; they
are found by the hash of their text, and their origin and language are their press. Others, such as the reference
article, are left out. The texts below the CORPUS_DIRs give the general articles without a record (split `general`).
Prints a Markdown table for each press and layer, and one of the errors in paired records.
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

from ruammit.evaluation.gold import read_gold
from ruammit.evaluation.prediction import prediction_of
from ruammit.evaluation.records import Slots, pairs, slots
from ruammit.evaluation.scoring import score_article
from ruammit.evaluation.tallies import LAYERS, Tally
from ruammit.pipeline import extract_article
from ruammit.training.records.corpus import STANDOFF, read_standoff, texts_by_hash

__all__ = ["Press", "differences", "main", "measured"]

PRESSES = {
    "native/th": "Government news, Thai",
    "native/vi": "Online news, Vietnamese",
    "translated/th": "Translated into Thai",
    "press/th": "Press, Thai",
    "press/vi": "Press, Vietnamese",
}
_RATES = ("sides", "quiet")
"""Layers that count predictions, not what is annotated: their rate is told per 100."""


@dataclass
class Press:
    """What was counted on the articles of one press: tallies by layer, and the errors of paired records by kind."""

    articles: int = 0
    layers: dict[str, Tally] = field(default_factory=lambda: {layer: Tally() for layer in LAYERS})
    paired: int = 0
    errors: Counter[str] = field(default_factory=Counter)

    def add(self, other: Press) -> None:
        """Add the counts of another press."""
        self.articles += other.articles
        self.paired += other.paired
        self.errors += other.errors
        for layer, tally in other.layers.items():
            self.layers[layer].add(tally)


def differences(gold: Slots, predicted: Slots) -> Iterator[str]:
    """How a predicted record differs from the annotated one it is paired with: `date added`, `status different`."""
    for name in sorted({str(slot[0]) for slot in gold ^ predicted}):
        lacks = any(slot[0] == name for slot in gold - predicted)
        adds = any(slot[0] == name for slot in predicted - gold)
        yield f"{name} {'different' if lacks and adds else 'missed' if lacks else 'added'}"


def measured(folder: Path, standoff: Path = STANDOFF) -> dict[str, Press]:
    """The counts by press of the folder's annotated articles that are of the split `dev`."""
    rows = [json.loads(line) for path in standoff.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    presses = {row["sha256"]: f"{row['origin'].split('/')[0]}/{row['lang']}" for row in rows if row["split"] == "dev"}
    found: dict[str, Press] = {}
    for one in read_gold(folder):
        press = presses.get(hashlib.sha256(one.article.text.encode("utf-8", "surrogatepass")).hexdigest())
        if press is None:
            continue
        told = prediction_of(extract_article(one.article))
        count = Press(articles=1, layers=score_article(one.annotation, one.article.text, told).layers)
        gold = [slots(record) for record in one.annotation.records]
        predicted = [slots(record) for record in told.records if record.cross_border]
        for i, j in pairs(gold, predicted):
            count.paired += 1
            count.errors.update(differences(gold[i], predicted[j]))
        found.setdefault(press, Press()).add(count)
    return found


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
    records = total.layers["records"]
    write(f"{records.gold} annotated records, {records.predicted} predicted, {total.paired} paired.\n\n")
    write("| error in a paired record | records |\n|---|---:|\n")
    write("".join(f"| {kind} | {times} |\n" for kind, times in total.errors.most_common()))
    if given.corpora:
        articles, records_made = invented(given.corpora)
        rate = f"{100 * records_made / articles:.0f} per 100" if articles else "no article was found"
        write(f"\nInvented records on {articles} general articles without one: {records_made} ({rate}).\n")


if __name__ == "__main__":
    main()
