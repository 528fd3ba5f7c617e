"""The thresholds: each is where its measure is best on articles that the models have not seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ruammit.evaluation.records import pairs, same_subject, slots, subject_of
from ruammit.records.fill import measures_of
from ruammit.records.scoring import Models, Policy, sigmoid
from ruammit.records.slots import figures
from ruammit.records.slots.parties import side_candidates, together
from ruammit.records.slots.period import period_candidates
from ruammit.training.records.align import aligned
from ruammit.training.records.fit import Fold
from ruammit.training.records.measured import Judged
from ruammit.training.records.rows import Annotated, right_period

__all__ = ["Choice", "best", "choices", "planned_policy", "slot_policy", "subject_policy", "subjects_f1"]

GRID = tuple(step / 50 for step in range(1, 46))
"""Probabilities that are tried: 0.02 to 0.90."""


EVEN = 0.005
"""Share of drafts by which a threshold may be worse than the best: one of those is taken."""


class Choice(NamedTuple):
    """The candidates of a slot of one draft, each with its probability and whether it is right.

    `filled` says whether there is a right one at all.
    """

    slot: str
    candidates: tuple[tuple[float, bool], ...]
    filled: bool


def choices(article: Annotated, models: Models) -> Iterable[Choice]:
    """What there was to choose for the drafts of an article that tell an annotated record."""
    index = article.index
    for draft in article.drafts:
        gold = aligned(index, draft, article.placed)
        if gold is None:
            continue
        sides, _ = side_candidates(index, draft)
        odds = together(index, sides, [models.side.odds(one.features) for one in sides])
        rated = [(sigmoid(odd), one.side in gold.sides) for odd, one in zip(odds, sides, strict=True)]
        yield Choice("side", tuple(rated), len(gold.sides) > 1)
        if gold.knows("start"):
            measures = measures_of(figures.amounts(index, draft))
            dates = period_candidates(index, draft, measures, frozenset())
            rated = [(models.period.probability(one.features), right_period(index, draft, one, gold)) for one in dates]
            yield Choice("period", tuple(rated), gold.row.start is not None or gold.row.end is not None)


def best(values: Iterable[float], measure: Callable[[float], float]) -> tuple[float, float]:
    """The value whose measure is highest, and the measure."""
    return max(((value, measure(value)) for value in values), key=lambda row: (row[1], -row[0]))


def middle(values: Iterable[float], measure: Callable[[float], float]) -> float:
    """The middle of the values whose measure is hardly lower (`EVEN`) than the highest, which is at another place after
    every training."""
    measured = {value: measure(value) for value in values}
    top = max(measured.values())
    near = [value for value, found in measured.items() if found >= top - EVEN]
    return near[len(near) // 2]


def slot_policy(found: Sequence[Choice], policy: Policy) -> Policy:
    """The policy with the thresholds of sides and periods set."""
    sides = [choice for choice in found if choice.slot == "side"]
    dates = [choice for choice in found if choice.slot == "period"]
    side = middle(GRID, lambda least: _all_right(sides, least, policy.second))
    second = middle([least for least in GRID if least <= side], lambda least: _all_right(sides, side, least))
    period, _ = best(GRID, lambda least: _top_right(dates, least))
    return policy.model_copy(update={"side": side, "second": second, "period": period})


def planned_policy(found: Sequence[Fold], policy: Policy) -> Policy:
    """The policy with the threshold of status set: where most drafts of annotated records get the annotated one."""
    rated = [
        (one.models.planned.probability(row.features), row.label)
        for one in found
        for row in one.rows.get("planned", ())
    ]
    measured = {least: sum((odds >= least) == label for odds, label in rated) / max(1, len(rated)) for least in GRID}
    most = max(measured.values())
    planned = min((least for least in GRID if measured[least] >= most - EVEN), key=lambda least: abs(least - 0.5))
    return policy.model_copy(update={"planned": planned})


def _all_right(found: Sequence[Choice], least: float, second: float) -> float:
    """Share of drafts whose sides are the annotated ones."""
    right = 0
    for choice in found:
        ranked = sorted(choice.candidates, key=lambda row: -row[0])
        taken = sum(row[0] >= least for row in ranked)
        if taken < 2:
            taken += sum(row[0] >= second for row in ranked[taken:2])
        right += all(row[1] == (at < taken) for at, row in enumerate(ranked))
    return right / max(1, len(found))


def _top_right(found: Sequence[Choice], least: float) -> float:
    """Share of drafts whose likeliest candidate is right, or that rightly have none."""
    right = 0
    for choice in found:
        top = max(choice.candidates, default=(0.0, False))
        right += top[1] if top[0] >= least else not choice.filled
    return right / max(1, len(found))


def subject_policy(found: Sequence[Judged], policy: Policy) -> Policy:
    """The policy with the threshold of subjects set: where F1 of subjects is best over all records.

    Args:
        found: articles by models that have not seen them, whatever probability a subject has (`Policy.subject` 0).
        policy: the thresholds, that of records among them.
    """
    rated, annotated = _rated(found, policy)
    return policy.model_copy(update={"subject": middle(GRID, lambda least: _f1(rated, annotated, least))})


def subjects_f1(found: Sequence[Judged], policy: Policy) -> float:
    """F1 of the subjects of the records that the policy tells; `found` as in `subject_policy`."""
    return _f1(*_rated(found, policy), policy.subject)


def _rated(found: Sequence[Judged], policy: Policy) -> tuple[list[tuple[float, bool]], int]:
    """Of every told record its subject's probability and whether it is right, and how many are annotated."""
    rated: list[tuple[float, bool]] = []
    annotated = 0
    for one in found:
        gold = [row for row in one.article.gold if "subject" in row.model_fields_set]
        annotated += sum(row.subject is not None for row in gold)
        kept = [at for at, told in enumerate(one.told) if told >= one.least(policy)]
        records = [one.records[at] for at in kept]
        meant = {j: gold[i].subject for i, j in pairs([slots(row) for row in gold], [slots(row) for row in records])}
        for number, at in enumerate(kept):
            told, said = subject_of(one.records[at]), meant.get(number)
            rated.append((one.subjects[at], bool(told and said and same_subject(said, told))))
    return rated, annotated


def _f1(rated: Sequence[tuple[float, bool]], annotated: int, least: float) -> float:
    given = [right for sure, right in rated if sure >= least]
    return 2 * sum(given) / max(1, len(given) + annotated)
