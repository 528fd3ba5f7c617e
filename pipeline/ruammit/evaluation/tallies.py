"""What scoring counts and shows: tallies by layer, disagreements, and stretches of the article to mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = ["LAYERS", "ROWS", "ArticleScore", "Fault", "Mark", "Tally"]

ROWS = ("money", "percent", "dates", "entities", "records")
"""The layers of an annotation."""
LAYERS = (*ROWS, "slots", "subjects", "roles", "whole", "sides", "quiet")
"""What is scored.

`slots`: what stands in the records; `subjects`: what they are about; `roles`: of the common sides of paired records
whose kind has a direction; `whole`: records right in every slot but the sectors; `sides`: predicted records without a
country that no annotated record of the article has; `quiet`: articles without annotated records that get none.
"""

_CONTEXT = 30
"""Characters of the article on either side of a disagreement that are shown."""


@dataclass
class Tally:
    """Counts of one layer; ratios of nothing are 0."""

    right: int = 0
    predicted: int = 0
    gold: int = 0
    agree: dict[str, int] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """Share of the predicted rows that are right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated rows that were found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def also(self, name: str, agrees: bool) -> None:
        """Count whether a right row agrees in one more field."""
        self.agree[name] = self.agree.get(name, 0) + agrees

    def written(self) -> tuple[str, ...]:
        """Precision, recall and F1 with three places; "-" where there was nothing to find and nothing was found."""
        found = (self.precision, self.recall, self.f1)
        return tuple(f"{figure:.3f}" if self.predicted or self.gold else "-" for figure in found)

    def add(self, other: Tally) -> None:
        """Add the counts of another tally."""
        self.right += other.right
        self.predicted += other.predicted
        self.gold += other.gold
        for name, count in other.agree.items():
            self.agree[name] = self.agree.get(name, 0) + count

    def figures(self) -> dict[str, float]:
        """Precision, recall, F1, the counts, and the share of right rows that agree in each further field."""
        rows: dict[str, float] = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        rows |= {"right": self.right, "predicted": self.predicted, "gold": self.gold}
        return rows | {name: count / self.right if self.right else 0.0 for name, count in self.agree.items()}


@dataclass(frozen=True)
class Fault:
    """One disagreement.

    Attributes:
        article: id of the article.
        layer: `money`, `percent`, `dates`, `entities` or `records`.
        kind: `missed` (annotated, nothing predicted there), `wrong` (predicted there with another value), `spurious`
            (predicted where nothing is annotated), or `differs` (right, but for a further field or some slots).
        context: the words and what stands around them, on one line.
        gold: what is annotated, None for `spurious`.
        predicted: what is predicted there instead.
        start: offset in the article's text where the words start, or -1 where they are not found.
        end: where they end (exclusive).
    """

    article: str
    layer: str
    kind: str
    context: str
    gold: str | None
    predicted: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Mark:
    """A stretch of the article to show in a report: `kind` is a fault's kind, or `right`."""

    start: int
    end: int
    layer: str
    kind: str
    note: str


@dataclass
class ArticleScore:
    """The tallies, the disagreements and the marked text of one article."""

    id: str
    lang: str
    text: str
    layers: dict[str, Tally] = field(default_factory=lambda: {layer: Tally() for layer in LAYERS})
    faults: list[Fault] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    absent: bool = False

    def fault(
        self, layer: str, kind: str, span: tuple[int, int], gold: str | None, predicted: Iterable[str] = ()
    ) -> None:
        """Add a disagreement over the words at `span`."""
        start, end = span
        context = self.text[max(0, start - _CONTEXT) : end + _CONTEXT].replace("\n", "⏎") if start >= 0 else ""
        fault = Fault(self.id, layer, kind, context, gold, tuple(predicted), start, end)
        self.faults.append(fault)
        if start >= 0 and layer != "records":
            told = " / ".join(fault.predicted)
            note = ", ".join(part for part in (gold and f"gold: {gold}", told and f"predicted: {told}") if part)
            self.marks.append(Mark(start, end, layer, kind, note))
