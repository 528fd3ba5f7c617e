"""How far reviewers agree, and where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from ruammit.review.combine import Group, Reviewed
from ruammit.review.corrections import Layer
from ruammit.review.identity import content
from ruammit.review.replay import Decision
from ruammit.schema import Record
from ruammit.views.slots import record_figures, record_parties, record_period

__all__ = ["Agreement", "agreements", "conflict_lines", "kept"]


@dataclass(frozen=True)
class Agreement:
    """Two reviewers, and the extracted records that both have judged.

    Attributes:
        reviewers: who.
        both: records that both have judged.
        same_verdict: of these, both keep or both reject.
        same_content: of these, both come to the same record, slot by slot, or both reject.
        kappa: Cohen's kappa of keeping and rejecting (Cohen 1960); None where chance alone would agree always.
    """

    reviewers: tuple[str, str]
    both: int
    same_verdict: int
    same_content: int
    kappa: float | None


def agreements(found: Iterable[Reviewed]) -> list[Agreement]:
    """The agreement of every two reviewers who have judged the same records.

    Args:
        found: articles with the decisions of all reviewers.
    """
    judged: dict[str, dict[tuple[str, int], Decision]] = {}
    for article in found:
        for group in article.groups.get(Layer.RECORDS, ()):
            for decision in group.decisions:
                for number in decision.origins:
                    judged.setdefault(decision.reviewer, {})[article.own.sha256, number] = decision
    rows = []
    for pair in combinations(sorted(judged), 2):
        one, other = judged[pair[0]], judged[pair[1]]
        common = [(one[key], other[key]) for key in sorted(one.keys() & other.keys())]
        if common:
            rows.append(_agreement(pair, common))
    return rows


def kept(decision: Decision) -> bool:
    """Whether a reviewer kept anything of what was extracted."""
    return bool(decision.results)


def _agreement(reviewers: tuple[str, str], common: list[tuple[Decision, Decision]]) -> Agreement:
    verdicts = [(kept(one), kept(other)) for one, other in common]
    same = sum(one == other for one, other in verdicts)
    contents = sum(_contents(one) == _contents(other) for one, other in common)
    total = len(common)
    first, second = (sum(verdict[at] for verdict in verdicts) / total for at in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    kappa = None if chance == 1 else (same / total - chance) / (1 - chance)
    return Agreement(reviewers, total, same, contents, kappa)


def _contents(decision: Decision) -> frozenset[tuple[object, ...]]:
    return frozenset(content(result) for result in decision.results)


def conflict_lines(found: Iterable[Reviewed]) -> Iterator[str]:
    """Every conflict, a line for what was extracted and one for each reviewer, the one that stands marked `*`."""
    for article in found:
        for group in article.conflicts:
            yield f"{article.own.id}: {_extracted(article, group)}"
            for decision in sorted(group.decisions, key=lambda decision: decision.at):
                results = [result for result in decision.results if isinstance(result, Record)]
                words = "; ".join(map(_summary, results)) or "rejected"
                mark = "*" if decision.reviewer == group.winner else " "
                yield f"  {mark} {decision.reviewer}, {decision.at[:16]}: {words}"


def _extracted(article: Reviewed, group: Group) -> str:
    numbers = sorted({number for decision in group.decisions for number in decision.origins})
    return "; ".join(_summary(article.own.records[number]) for number in numbers) or "added"


def _summary(record: Record) -> str:
    figures = ", ".join(record_figures(record))
    told = (str(record.kind), str(record.status), record_parties(record), figures, record_period(record))
    return " · ".join(part for part in told if part)
