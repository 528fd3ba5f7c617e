"""The model card: what the models were learnt from, how they were chosen, and how good they are."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

import ruammit
from ruammit import languages
from ruammit.records.scoring import MODELS, Policy
from ruammit.training.records.corpus import Source
from ruammit.training.records.fit import FOLDS, RIDGE, fit, folds_of
from ruammit.training.records.measured import Judged, Standing, Trained, summed
from ruammit.training.records.rows import Annotated
from ruammit.training.records.subjects import SubjectRow
from ruammit.training.records.thresholds import subjects_f1

__all__ = ["calibration_error", "card", "manifest", "scored"]

BINS = 10
"""Bins of the calibration error."""
STEPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
"""Scores in the table of precision and recall."""


def scored(found: Sequence[Judged], policy: Policy, stands: Sequence[Standing] = ()) -> tuple[list[float], list[bool]]:
    """Scores and whether the record is right, each by a model that has not seen the article.

    Args:
        found: what annotated articles tell.
        policy: the thresholds.
        stands: the records that judged clauses of other articles are taken to tell.
    """
    fold = folds_of(one.article for one in found)
    scores: list[float] = []
    right: list[bool] = []
    for number in range(FOLDS):
        rows = [row for one in found if fold[one.article.id] != number for row in one.right(one.least(policy))]
        model = fit([*rows, *(one.row for one in stands)], RIDGE["right"])
        for one in found:
            if fold[one.article.id] == number:
                for row in one.right(one.least(policy)):
                    scores.append(model.probability(row.features))
                    right.append(row.label)
    return scores, right


def calibration_error(scores: Sequence[float], right: Sequence[bool]) -> float:
    """Mean distance between score and share of right records, over equal bins of the score, weighted by size."""
    values, labels = np.array(scores), np.array(right, dtype=float)
    bins = np.minimum((values * BINS).astype(int), BINS - 1)
    inside = [bins == number for number in range(BINS)]
    gaps = [abs(values[rows].mean() - labels[rows].mean()) * rows.sum() for rows in inside if rows.any()]
    return float(sum(gaps) / max(1, len(values)))


def manifest(given: Sequence[Source]) -> dict[str, object]:
    """What a model was made from: SHA-256 of the packs' lexicons and of the features' code, and every article.

    An article is its origin and the SHA-256 of its text.
    """
    package = Path(ruammit.__file__).parent
    lexicons = {code: digest(sorted(languages.pack(code).folder.glob("lexicons/*.toml"))) for code in languages.codes()}
    return {
        "lexicons": lexicons,
        "features": digest(sorted(package.glob("records/**/*.py")) + sorted(package.glob("ontology/*"))),
        "articles": [[source.origin, source.article.sha256] for source in given],
    }


def _share(right: Iterable[bool]) -> str:
    """The share of what is true, to two digits."""
    values = list(right)
    return f"{sum(values) / len(values):.2f}" if values else "-"


def _told(statements: Iterable[Annotated]) -> int:
    """How many of the statements tell a record."""
    return sum(one.record is not None for article in statements for one in article.judgements or ())


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 over the files' contents, one after the other."""
    found = hashlib.sha256()
    for path in paths:
        if path.is_file():
            found.update(path.read_bytes())
    return found.hexdigest()


def card(
    trained: Trained,
    given: Sequence[Source],
    examples: Sequence[Annotated],
    marked: Sequence[SubjectRow],
    statements: Sequence[Annotated],
) -> str:
    """The card as Markdown."""
    models, found, stands = trained.models, trained.found, trained.standing
    policy = models.policy
    precision, recall, f1, slots = summed(one.counts(one.least(policy)) for one in found).figures()
    scores, right = scored(found, policy, stands)
    gold = sum(len(one.article.gold) for one in found)
    lines = [
        "# Model card: the record models",
        "",
        "`model.json` holds logistic regressions over named features: which sides a draft has (`side`), who gives"
        " (`giver`), when (`period`), of which sectors (`sector`), whether it is a record (`told`), still to come"
        " (`planned`), and right as it stands (`right`, a record's score); and a conditional random field over words:"
        " what the record is about (`subject`). Its features hold single words, as lexicons do."
        " No sentence or identifier of an article is in it. `make train CORPORA=...` makes it and this card.",
        "",
        "## Learnt from",
        "",
        "| origin | language | articles | with records | records |",
        "|---|---|---:|---:|---:|",
    ]
    groups = Counter((source.origin.split("/")[0], source.article.lang) for source in given)
    for (origin, lang), count in sorted(groups.items()):
        inside = [s for s in given if s.origin.split("/")[0] == origin and s.article.lang == lang]
        told = sum(bool(source.records) for source in inside)
        lines.append(f"| {origin} | {lang} | {count} | {told} | {sum(len(s.records) for s in inside)} |")
    lines += [
        f"| the language packs' examples | | {len(examples)} | | {sum(len(e.gold) for e in examples)} |",
        f"| further articles, for `subject` alone | | {len({row.article for row in marked})} | | {len(marked)} |",
        f"| further articles, of which single statements are judged | | {len(statements)} | | {_told(statements)} |",
        "",
        "`pieces` were written for this project and stand in `corpus/pieces/`. The other articles are public news and"
        " belong to their publishers; none of them is distributed. Their hashes, origin and annotations stand in"
        " `corpus/standoff/`, those of subjects alone in `corpus/subjects/`, judged statements in"
        " `corpus/judged/`; `manifest.json` lists those learnt from, with the hashes of the lexicons"
        " and of the features' code. The reference article is not among them. `make model-report CORPORA=...` computes"
        " every figure below anew and writes nothing.",
        "",
        "## Figures",
        "",
        f"Cross-validated by article ({FOLDS} folds); the thresholds `side`, `second`, `period`, `subject`,"
        " `planned`, `told` and `told_short` are chosen on the same articles.",
        "",
        "| | |",
        "|---|---:|",
        f"| records, precision | {precision:.3f} |",
        f"| records, recall | {recall:.3f} |",
        f"| records, F1 | {f1:.3f} |",
        f"| slots, F1 | {slots:.3f} |",
        f"| subjects, F1 | {subjects_f1(found, policy):.3f} |",
        f"| right as they stand (whole), precision | {sum(right) / max(1, len(right)):.3f} |",
        f"| right as they stand (whole), recall | {sum(right) / max(1, gold):.3f} |",
        f"| score: area under the ROC curve | {roc_auc_score(right, scores):.3f} |",
        f"| score: calibration error ({BINS} bins) | {calibration_error(scores, right):.3f} |",
        f"| of {len(stands)} records that judged statements of random news are taken to tell, true |"
        f" {_share(one.told for one in stands)} |",
        f"| the same, right as they stand (amounts, counts and shares were not judged) |"
        f" {_share(one.row.label for one in stands)} |",
        "",
        "What a minimum score keeps (`--min-score`):",
        "",
        "| score from | records kept | of these right as they stand | of all right ones kept |",
        "|---:|---:|---:|---:|",
    ]
    for step in STEPS:
        kept = [label for score, label in zip(scores, right, strict=True) if score >= step]
        share = f"{sum(kept) / len(kept):.2f}" if kept else "-"
        lines.append(f"| {step:.1f} | {len(kept)} | {share} | {sum(kept) / max(1, sum(right)):.2f} |")
    lines += ["", "| model | weights |", "|---|---:|"]
    lines += [f"| {name} | {len(getattr(models, name).weights)} |" for name in MODELS]
    lines += ["", "| threshold | value |", "|---|---:|"]
    lines += [f"| {name} | {value} |" for name, value in policy.model_dump().items()]
    return "\n".join(lines) + "\n"
