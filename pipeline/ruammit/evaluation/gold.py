"""Where annotated articles are found, and the evaluation of a whole set of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruammit.errors import GoldError
from ruammit.evaluation.annotation import Annotation, check_grounding, read_annotation
from ruammit.evaluation.prediction import Prediction, prediction_of
from ruammit.evaluation.scoring import score_article
from ruammit.evaluation.tallies import LAYERS, ArticleScore, Fault, Tally
from ruammit.pipeline import extract_article
from ruammit.readers.articles import Rejected, iter_articles, read_article
from ruammit.schema import Article

__all__ = ["Evaluation", "GoldArticle", "evaluate", "read_gold"]


@dataclass(frozen=True)
class GoldArticle:
    """An article with what is right for it."""

    path: Path
    article: Article
    annotation: Annotation


def read_gold(folder: Path) -> list[GoldArticle]:
    """The annotated articles of a folder, by name.

    Args:
        folder: holds NAME.txt and NAME.json side by side (in subfolders too), or the subfolders `articles` (any format
            that Ruammit reads) and `annotations` (NAME.json, the last part of an article's id); `annotations` itself
            may be named too.

    Raises:
        GoldError: no such folder, nothing annotated in it, an annotation without its article, one that is not in the
            format, or one that quotes what its article does not say.
        ArticleError: an annotated article cannot be read.
    """
    if not folder.is_dir():
        raise GoldError("no such folder", where=str(folder), cure="name a folder that holds annotated articles")
    root = folder.parent if folder.name == "annotations" else folder
    if (root / "annotations").is_dir() and (root / "articles").is_dir():
        found = list(_apart(root))
    else:
        found = [_beside(path) for path in sorted(folder.rglob("*.json"))]
    if not found:
        cure = "it must hold NAME.txt with NAME.json, or articles/ with annotations/"
        raise GoldError("no annotated article in this folder", where=str(folder), cure=cure)
    for gold in found:
        check_grounding(gold.annotation, gold.article.text, str(gold.path))
    return found


def _apart(root: Path) -> Iterator[GoldArticle]:
    articles: dict[str, Article] = {}
    rejected: dict[str, Rejected] = {}
    twice = set()
    for found in iter_articles([root / "articles"]):
        if isinstance(found, Rejected):
            rejected[Path(found.path).stem] = found
            continue
        name = found.id.rsplit("/", 1)[-1]
        if name in articles:
            twice.add(name)
        articles[name] = found
    for path in sorted((root / "annotations").glob("*.json")):
        annotation = read_annotation(path)
        if annotation.id in rejected:
            raise rejected[annotation.id].error()
        if annotation.id in twice:
            raise GoldError("two articles have this name", where=str(path), cure="give one of them another name")
        if annotation.id not in articles:
            raise _no_article(path, root / "articles")
        yield GoldArticle(path, articles[annotation.id], annotation)


def _beside(path: Path) -> GoldArticle:
    annotation = read_annotation(path)
    text = path.with_suffix(".txt")
    if not text.is_file():
        raise _no_article(path, path.parent)
    return GoldArticle(path, read_article(text, lang=annotation.lang), annotation)


def _no_article(path: Path, folder: Path) -> GoldError:
    return GoldError("no article of this name", where=str(path), cure=f"put its article into {folder}")


@dataclass
class Evaluation:
    """The scores of a set of articles."""

    articles: list[ArticleScore] = field(default_factory=list)

    @property
    def scopes(self) -> list[str]:
        """`all`, then the languages."""
        return ["all", *sorted({article.lang for article in self.articles})]

    @property
    def faults(self) -> list[Fault]:
        """Every disagreement, article by article."""
        return [fault for article in self.articles for fault in article.faults]

    @property
    def absent(self) -> list[str]:
        """Ids of the articles without a prediction: each of their rows counts as missed."""
        return [article.id for article in self.articles if article.absent]

    def tally(self, layer: str, scope: str = "all") -> Tally:
        """The counts of a layer over all articles, or over those of one language.

        Args:
            layer: one of `ruammit.evaluation.LAYERS`.
            scope: `all`, or an ISO 639-1 code.
        """
        total = Tally()
        for article in self.articles:
            if scope in ("all", article.lang):
                total.add(article.layers[layer])
        return total

    def figures(self) -> dict[str, Any]:
        """All figures as JSON data: by `SCOPE/LAYER`, and by article and layer."""
        return {
            "scores": {
                f"{scope}/{layer}": self.tally(layer, scope).figures() for scope in self.scopes for layer in LAYERS
            },
            "articles": {
                article.id: {layer: article.layers[layer].figures() for layer in LAYERS} for article in self.articles
            },
            "absent": self.absent,
        }


def evaluate(folder: Path, predictions: Mapping[str, Prediction] | None = None) -> Evaluation:
    """Compare predictions with annotated articles.

    Args:
        folder: annotated articles, as `read_gold` finds them.
        predictions: by the annotation's id; None: what Ruammit extracts from the articles here and now.

    Raises:
        GoldError: see `read_gold`.
        ArticleError: an annotated article cannot be read.
    """
    result = Evaluation()
    for gold in read_gold(folder):
        if predictions is None:
            prediction: Prediction | None = prediction_of(extract_article(gold.article))
        else:
            prediction = predictions.get(gold.annotation.id)
        result.articles.append(score_article(gold.annotation, gold.article.text, prediction))
    return result
