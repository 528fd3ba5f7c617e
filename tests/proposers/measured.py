"""What a second reader adds, with the recorded replies of a strong model: `python tests/proposers/measured.py [GOLD]`.

GOLD is a folder that holds the annotated articles of gold-dev.jsonl; without it, the corpus is read. Prints F1 by layer
for the rules alone and with the second reader, then what `ruammit.training.readers` says of the replies.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from recorded import keep, recordings

from ruammit.evaluation import read_gold, score_article
from ruammit.evaluation.prediction import prediction_of
from ruammit.evaluation.tallies import Tally
from ruammit.pipeline import extract_article
from ruammit.proposers import SecondReader
from ruammit.proposers.replies import Replies
from ruammit.schema import Extraction
from ruammit.training import readers

CORPUS = Path(__file__).parents[2] / "corpus"
MODEL = "strong"
LAYERS = ("records", "slots", "whole", "subjects", "roles", "sides")


def scored(
    folder: Path, name: str, replies: Path, check: Callable[[Extraction], object] = id
) -> tuple[dict[str, Tally], dict[str, Tally]]:
    """The tallies by layer of the rules alone, and with the second reader, over the articles that were recorded.

    Args:
        folder: annotated articles.
        name: the file of recordings.
        replies: where the replies are kept.
        check: is given every extraction.
    """
    recorded = recordings(name)
    found = [gold for gold in read_gold(folder) if gold.article.sha256 in recorded]
    assert len(found) == len(recorded)
    keep(replies, MODEL, [gold.article for gold in found], recorded)
    reader = SecondReader(MODEL, Replies(replies, MODEL).known)
    totals: tuple[dict[str, Tally], dict[str, Tally]] = ({}, {})
    for gold in found:
        for total, proposers in zip(totals, ((), (reader,)), strict=True):
            extraction = extract_article(gold.article, proposers=proposers)
            check(extraction)
            score = score_article(gold.annotation, gold.article.text, prediction_of(extraction))
            for layer, tally in score.layers.items():
                total.setdefault(layer, Tally()).add(tally)
    return totals


def main() -> None:
    """Print the tables."""
    folder, name = (Path(sys.argv[1]), "gold-dev.jsonl") if sys.argv[1:] else (CORPUS, "corpus.jsonl")
    with tempfile.TemporaryDirectory() as made:
        replies = Path(made) / "replies.sqlite"
        alone, both = scored(folder, name, replies)
        print("| F1 | rules alone | with the second reader |\n|---|---:|---:|")
        for layer in LAYERS:
            print(f"| {layer} | {alone[layer].f1:.3f} | {both[layer].f1:.3f} |")
        print(f"\n{alone['records'].gold} annotated records")
        readers.main([str(folder), str(replies), MODEL])


if __name__ == "__main__":
    main()
