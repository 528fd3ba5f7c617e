"""How many of the names are found: by surface form in an article, by overlap in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ruammit.entities.finder import find_entities
from ruammit.schema import EntityType
from ruammit.training.names.corpora import Sample

__all__ = ["Count", "Fault", "by_form", "by_overlap"]

Mention = tuple[int, int, EntityType, str]
"""Start, end, type, and the rule that found it."""


@dataclass
class Count:
    """What was found right among what was found, and what of the annotated names was found."""

    right: int = 0
    found: int = 0
    recalled: int = 0
    told: int = 0

    def __str__(self) -> str:
        """Precision, recall and F1, and the counts behind them."""
        precision, recall = self.precision, self.recall
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{precision:.3f} {recall:.3f} {f1:.3f}  {self.right}/{self.found} {self.recalled}/{self.told}"

    @property
    def precision(self) -> float:
        """The share of right names among those found (0 to 1)."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the annotated names that were found (0 to 1)."""
        return self.recalled / self.told if self.told else 0.0


@dataclass(frozen=True)
class Fault:
    """A name found wrongly ("+") or missed ("-")."""

    sign: str
    sample: str
    name: str
    type: EntityType
    rule: str = ""


def by_form(sample: Sample, counts: dict[EntityType, Count]) -> list[Fault]:
    """Compare the surface forms found in an annotated article with the annotated ones; adds to `counts`."""
    rules = {(one.name, one.type): one.rule for one in find_entities(sample.analysis)}
    for kind, count in counts.items():
        found = {name for name, type_ in rules if type_ is kind}
        told = {name for name, type_ in sample.forms if type_ is kind}
        right = len(found & told)
        count.right += right
        count.found += len(found)
        count.recalled += right
        count.told += len(told)
    wrong = [Fault("+", sample.id, name, kind, rules[name, kind]) for name, kind in sorted(rules.keys() - sample.forms)]
    missed = [Fault("-", sample.id, name, kind) for name, kind in sorted(sample.forms - rules.keys())]
    return [*wrong, *missed]


def by_overlap(sample: Sample, counts: dict[EntityType, Count]) -> list[Fault]:
    """Compare the mentions in a sentence with the annotated ones of their type; adds to `counts`."""
    reading, text = sample.analysis.reading, sample.analysis.text
    mentions: list[Mention] = [
        (reading.index(span.start_char), reading.index(span.end_char), one.type, one.rule)
        for one in find_entities(sample.analysis)
        for span in one.mentions
    ]
    faults = []
    for kind, count in counts.items():
        found = [one for one in mentions if one[2] is kind]
        told = [one for one in sample.names if one[2] is kind]
        wrong = [one for one in found if not _overlaps(one[0], one[1], told)]
        missed = [one for one in told if not _overlaps(one[0], one[1], found)]
        count.right += len(found) - len(wrong)
        count.found += len(found)
        count.recalled += len(told) - len(missed)
        count.told += len(told)
        faults += [Fault("+", sample.id, text[start:end], kind, rule) for start, end, kind, rule in wrong]
        faults += [Fault("-", sample.id, text[start:end], kind) for start, end, kind in missed]
    return faults


def _overlaps(start: int, end: int, others: Iterable[tuple[int, int, EntityType] | Mention]) -> bool:
    return any(start < other[1] and other[0] < end for other in others)
