"""Train the record models: from annotated articles to pipeline/ruammit/records/data/weights.json.

usage: python tools/train_records.py GOLD_DIR [--without FILE...] [--output FILE] [--folds N]

GOLD_DIR holds NAME.txt and NAME.json pairs in the annotation format. The models are logistic regressions with a ridge
penalty over named features (records/features.py); what they give in cross-validation by article is printed: log loss
beside that of always guessing the base rate.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ruammit.analysis import Analysis
from ruammit.pipeline import STATIONS
from ruammit.readers.articles import read_article
from ruammit.records import model
from ruammit.records.candidates import Candidate
from ruammit.records.features import status_features
from ruammit.records.finder import considered
from ruammit.records.scene import Scene
from ruammit.records.sectors import Sectors
from ruammit.records.sides import Sides


class Row(NamedTuple):
    """Features, label (0 or 1), article, and how much the row counts."""

    features: dict[str, float]
    label: float
    article: str
    weight: float = 1.0


RIDGE = {"record": 3.0, "planned": 3.0, "sector": 3.0}
NEGATIVE = 0.4
"""What a row of an article without cooperation counts: there are more of them in the world than in the annotations."""
RAREST = 4
"""Rows that must hold a feature for it to be learnt from."""
OUTPUT = Path(__file__).parent.parent / "pipeline/ruammit/records/data/weights.json"


def analysed(path: Path, lang: str) -> Analysis:
    """The article with every layer left of records."""
    analysis = Analysis(read_article(path).model_copy(update={"lang": lang}))
    for layer, station in STATIONS.items():
        if layer != "records":
            setattr(analysis, layer, station(analysis))
    return analysis


def told_by(candidate: Candidate, records: list[dict[str, Any]], analysis: Analysis) -> dict[str, Any] | None:
    """The annotated record of the candidate's kind whose quote covers most of its clause, or is covered by it."""
    reading, text = analysis.reading, analysis.article.text
    best, most = None, 0.0
    for record in records:
        if record["kind"] != candidate.kind:
            continue
        at = text.find(record["quote"])
        start, end = reading.index(at), reading.index(at + len(record["quote"]))
        clause = candidate.clause
        common = min(end, clause.end) - max(start, clause.start)
        share = common / max(min(end - start, clause.end - clause.start), 1)
        figures = {(a["value"], a["currency"]) for a in record["amounts"]}
        own = {(format(a.value.normalize(), "f"), a.currency) for a in candidate.amounts}
        if figures and own and not figures & own:
            share = 0.0
        share += 0.5 * bool(figures & own) * (share > 0)
        if share > max(most, 0.4):
            best, most = record, share
    return best


def rows_of(analysis: Analysis, records: list[dict[str, Any]], weight: float = 1.0) -> dict[str, list[Row]]:
    """The rows of every model that an annotated article gives."""
    scene = Scene(analysis)
    rows: dict[str, list[Row]] = {"record": [], "planned": [], "sector": []}
    name = analysis.article.id
    if not scene.weight:
        return rows
    sectors = Sectors(scene)
    for candidate in considered(scene, Sides(scene)):
        record = told_by(candidate, records, analysis)
        rows["record"].append(Row(candidate.features, float(record is not None), name, weight))
        if record is not None:
            rows["planned"].append(Row(status_features(scene, candidate), float(record["status"] == "planned"), name))
            for sector, features in sectors.features(candidate).items():
                rows["sector"].append(Row(features, float(sector in record["sectors"]), name))
    return rows


def fitted(rows: list[Row], ridge: float) -> dict[str, float]:
    """Weights of the features by Newton's method; the bias is not penalised."""
    counts: dict[str, int] = {}
    for features, *_ in rows:
        for name, value in features.items():
            counts[name] = counts.get(name, 0) + (value != 0)
    names = ["bias", *sorted(name for name, count in counts.items() if count >= RAREST)]
    place = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    x[:, 0] = 1
    for at, (features, *_) in enumerate(rows):
        for name, value in features.items():
            if name in place:
                x[at, place[name]] = value
    y = np.array([row.label for row in rows])
    c = np.array([row.weight for row in rows])
    penalty = np.full(len(names), ridge)
    penalty[0] = 1e-3
    w = np.zeros(len(names))
    for _ in range(12):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (c * (p - y)) + penalty * w
        hessian = (x * (c * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-4:
            break
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True) if abs(value) >= 0.01}


def loss(known: dict[str, float], rows: Iterable[Row]) -> float:
    """Mean log loss of the weights over the rows."""
    total = []
    for features, label, *_ in rows:
        odds = known.get("bias", 0.0) + sum(value * known.get(name, 0.0) for name, value in features.items())
        p = min(max(1 / (1 + np.exp(-odds)), 1e-6), 1 - 1e-6)
        total.append(-np.log(p if label else 1 - p))
    return float(np.mean(total))


def crossvalidated(rows: list[Row], ridge: float, folds: int) -> tuple[float, float]:
    """Mean log loss over held-out articles, and that of always guessing the base rate."""
    articles = sorted({row.article for row in rows})
    fold = {name: at % folds for at, name in enumerate(articles)}
    losses = []
    for held in range(folds):
        rest = [row for row in rows if fold[row.article] != held]
        out = [row for row in rows if fold[row.article] == held]
        losses.append((loss(fitted(rest, ridge), out), len(out)))
    rate = sum(row.label for row in rows) / len(rows)
    base = -(rate * np.log(rate) + (1 - rate) * np.log(1 - rate))
    return sum(value * n for value, n in losses) / len(rows), float(base)


def main() -> None:
    """Read, train, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="articles that tell of no cooperation")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--folds", type=int, default=6)
    args = parser.parse_args()
    rows: dict[str, list[Row]] = {"record": [], "planned": [], "sector": []}
    for path in sorted(args.gold.glob("*.txt")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        for name, more in rows_of(analysed(path, gold["lang"]), gold["records"]).items():
            rows[name] += more
    for path in args.without:
        article = read_article(path)
        rows["record"] += rows_of(analysed(path, article.lang), [], NEGATIVE)["record"]
    trained = {}
    for name, some in rows.items():
        trained[name] = fitted(some, RIDGE[name])
        got, base = crossvalidated(some, RIDGE[name], args.folds)
        print(f"{name}: {len(some)} rows, {len(trained[name])} weights, log loss {got:.3f} (base rate {base:.3f})")
    args.output.write_text(json.dumps(trained, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    model.weights.cache_clear()


if __name__ == "__main__":
    main()
