"""Scoring against annotated articles: precision, recall and F1 of every layer, and every disagreement."""

from ruammit.evaluation.annotation import Annotation, read_annotation
from ruammit.evaluation.gold import Evaluation, GoldArticle, evaluate, read_gold
from ruammit.evaluation.prediction import Prediction, read_predictions
from ruammit.evaluation.report import html_report
from ruammit.evaluation.scoring import score_article
from ruammit.evaluation.tallies import LAYERS, ArticleScore, Fault, Tally

__all__ = [
    "LAYERS",
    "Annotation",
    "ArticleScore",
    "Evaluation",
    "Fault",
    "GoldArticle",
    "Prediction",
    "Tally",
    "evaluate",
    "html_report",
    "read_annotation",
    "read_gold",
    "read_predictions",
    "score_article",
]
