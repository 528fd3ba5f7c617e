"""What reviews tell: agreement, precision, and gold articles."""

from collections.abc import Callable
from pathlib import Path

from ruammit.evaluation import evaluate, read_gold
from ruammit.review.agreement import agreements, conflict_lines
from ruammit.review.combine import Reviewed, reviewed
from ruammit.review.corrections import Correction
from ruammit.review.gold import finished, write_gold
from ruammit.review.precision import precision_lines, precisions
from ruammit.schema import Extraction, Record

Make = Callable[..., Correction]
Richer = Callable[[Record, int], Record]


def judged(article: Extraction, make: Make, richer: Richer, by: str, actions: str) -> list[Correction]:
    """Corrections of the first records: a accepts, r rejects, c changes."""
    made = []
    for record, action in zip(article.records, actions, strict=False):
        if action == "a":
            made.append(make(article, "accept", by, before=(record,), after=(record,)))
        elif action == "r":
            made.append(make(article, "reject", by, before=(record,)))
        else:
            made.append(make(article, "change", by, before=(record,), after=(richer(record, 5),)))
    return made


def test_agreement_is_counted_by_hand(reference: Extraction, make: Make, richer: Richer) -> None:
    lan, somchai = (judged(reference, make, richer, *told) for told in (("lan", "aarrc"), ("somchai", "aararc")))
    found = [reviewed(reference, [*lan, *somchai])]
    (row,) = agreements(found)
    assert (row.reviewers, row.both, row.same_verdict, row.same_content) == (("lan", "somchai"), 5, 3, 3)
    # Lan keeps 3 of 5, Somchai 3 of 5: by chance they agree in 13 of 25; in fact in 3 of 5.
    assert row.kappa is not None
    assert abs(row.kappa - (3 / 5 - 13 / 25) / (1 - 13 / 25)) < 1e-9
    lines = list(conflict_lines(found))
    assert len(lines) == 2 * 3
    assert sum(line.startswith("  *") for line in lines) == 2


def test_precision_is_that_of_what_was_judged(reference: Extraction, make: Make, richer: Richer) -> None:
    added = make(reference, "add", after=(richer(reference.records[0], 9),))
    corrections = [*judged(reference, make, richer, "lan", "aarc"), added, make(reference, "complete")]
    rows = precisions([reviewed(reference, corrections)])
    every = rows["all", ""]
    assert (every.judged, every.right, every.changed, every.missed) == (4, 2, 1, 1)
    assert (every.told, every.whole) == (0.75, 0.5)
    kinds = [row for (dimension, _), row in rows.items() if dimension == "kind"]
    scores = [row for (dimension, _), row in rows.items() if dimension == "score"]
    assert sum(row.judged for row in kinds) == sum(row.judged for row in scores) == 4
    assert rows["source", "baohaiphong.vn"].judged == 4
    assert len(list(precision_lines(rows))) == 1 + len(rows)


def all_judged(reference: Extraction, make: Make, richer: Richer) -> Reviewed:
    actions = "c" + "a" * (len(reference.records) - 2) + "r"
    return reviewed(reference, [*judged(reference, make, richer, "lan", actions), make(reference, "complete")])


def test_finished_articles_are_gold_that_evaluation_reads(
    reference: Extraction, make: Make, richer: Richer, tmp_path: Path
) -> None:
    done = all_judged(reference, make, richer)
    begun = reviewed(reference, judged(reference, make, richer, "lan", "aa"))
    assert list(finished([done, begun])) == [done]
    assert write_gold([done, begun], tmp_path) == 1
    (gold,) = read_gold(tmp_path)
    assert gold.article.text == reference.text
    assert len(gold.annotation.records) == len(reference.records) - 1
    score = evaluate(tmp_path).tally("records")
    assert (score.right, score.gold) == (len(reference.records) - 1, len(reference.records) - 1)
