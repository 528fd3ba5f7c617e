"""Train what tells an article's home: from articles with known homes to pipeline/ruammit/entities/data/home.json.

usage: python tools/train_home.py HOMES.jsonl ARTICLES_DIR... [--output FILE] [--folds N]

HOMES.jsonl holds an object a line, `{"id": ..., "home": "VN", "group": "translation"}`; the article is ID.txt in one of
the directories. The model is a conditional logit over the countries whose press is read: a logistic regression, with a
ridge penalty and no intercept, on the differences of the signs (entities/home_signs) between the right country and each
other one. It learns from whole articles and, as short texts, from their paragraphs; groups ("news", "press",
"translation") count as `PRIOR` says, whatever their numbers. What cross-validation by article gives is kept with the
weights.

`home_articles.jsonl` beside this file lists the articles that were learnt from, by id and hash. Those marked `assumed`
were not annotated: of three hundred articles of the same collections that were read, all were at home where their
language is.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

import numpy as np

from ruammit import languages
from ruammit.analysis import Analysis
from ruammit.entities import home_signs
from ruammit.errors import ArticleError
from ruammit.readers.articles import read_article, text_article

OUTPUT = Path(__file__).parent.parent / "pipeline/ruammit/entities/data/home.json"
FEATURES = ("language", "source", "bodies", "state", "places", "money", "persons", "marks", "turns")
RIDGE = {"state": 4.0, "places": 0.3, "turns": 8.0}
"""Penalty on the square of a weight; 0.02 for the others. That a country is named says more of whom the news is about
than of whose it is, and turns of translations are taken over by the press at home."""
PRIOR = 0.25
"""Weight of the translated articles, and of those of the business press, against all other news."""
SHORTEST, MOST = 60, 20
"""Characters of a paragraph that is learnt from beside the whole article, as a text of its own; how many of them."""


def paragraphs(text: str) -> list[str]:
    """The first long paragraphs: what a short text tells of home."""
    return [line for line in text.splitlines() if len(line) >= SHORTEST][:MOST]


def vectors(analysis: Analysis) -> dict[str, np.ndarray]:
    """The signs of every country that is weighed."""
    found = {country: np.zeros(len(FEATURES)) for country in home_signs.countries()}
    for name, country, value, _ in home_signs.signs_of(analysis):
        found[country][FEATURES.index(name)] += value
    return found


def fit(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The weights that make the differences positive, by Newton's method."""
    ridge = np.array([RIDGE.get(name, 0.02) for name in FEATURES])
    beta = np.zeros(rows.shape[1])
    for _ in range(50):
        wrong = 1 / (1 + np.exp(rows @ beta))
        gradient = rows.T @ (weights * wrong) - ridge * beta
        hessian = (rows * (weights * wrong * (1 - wrong))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return beta


def main() -> None:
    """Read the command line, train, write the weights and their card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("homes", type=Path)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--folds", type=int, default=10)
    options = parser.parse_args()
    rows, groups, names, hashes, whole, shares = [], [], [], [], [], []
    sizes: Counter[tuple[str, str, str]] = Counter()
    assumed = 0
    for line in options.homes.read_text(encoding="utf-8").splitlines():
        known = json.loads(line)
        path = next(
            folder / f"{known['id']}.txt" for folder in options.articles if (folder / f"{known['id']}.txt").exists()
        )
        try:
            article = read_article(path)
        except ArticleError as error:
            print(f"left out: {error}")
            continue
        hashes.append((known["id"], article.sha256))
        group = (article.lang, known["home"], known.get("group", "news"))
        sizes[group] += 1
        assumed += bool(known.get("assumed"))
        parts = paragraphs(article.text)
        for text in (None, *parts):
            piece = article if text is None else text_article(text, lang=article.lang)
            by_country = vectors(Analysis(piece))
            for other in by_country.keys() - {known["home"]}:
                rows.append(by_country[known["home"]] - by_country[other])
                groups.append(group)
                names.append(known["id"])
                whole.append(text is None)
                shares.append(1.0 if text is None else 1.0 / len(parts))
    translated = np.array([group[1] != languages.pack(group[0]).home for group in groups])
    sums = Counter[tuple[str, str, str]]()
    for group, share in zip(groups, shares, strict=True):
        sums[group] += share
    weights = np.array([100.0 * share / sums[group] for group, share in zip(groups, shares, strict=True)])
    weights[translated | (np.array([group[2] for group in groups]) == "press")] *= PRIOR
    differences = np.array(rows)
    folds = np.array([int(hashlib.sha256(name.encode()).hexdigest(), 16) % options.folds for name in names])
    right: Counter[tuple[str, str, str]] = Counter()
    for fold in range(options.folds):
        beta = fit(differences[folds != fold], weights[folds != fold])
        for at in np.flatnonzero(folds == fold):
            if not whole[at]:
                continue
            right[groups[at]] += bool(differences[at] @ beta > 0)
            if differences[at] @ beta <= 0:
                print("wrong:", names[at], dict(zip(FEATURES, differences[at].round(2), strict=True)))
    beta = fit(differences, weights)
    card = {
        "weights": {name: round(float(weight), 4) for name, weight in zip(FEATURES, beta, strict=True)},
        "ridge": RIDGE,
        "articles": {
            f"{kind}, {lang}, from {country}": count for (lang, country, kind), count in sorted(sizes.items())
        },
        "of these assumed": assumed,
        "right in cross-validation": {" ".join(group): right[group] for group in sorted(sizes)},
        "sha256 of the articles": hashlib.sha256("".join(sorted(digest for _, digest in hashes)).encode()).hexdigest(),
    }
    options.output.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(card, indent=1))


if __name__ == "__main__":
    main()
