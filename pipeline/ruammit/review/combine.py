"""What several reviewers' corrections make of an extraction, and where the reviewers do not agree.

Where reviewers decided the same, it stands. Where they did not, the decision made last stands and the record has the
flag `review-conflict`; `conflicts` lists both. Nobody's decision is lost: each is in its reviewer's file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ruammit.review.corrections import Action, Correction, Layer, Value
from ruammit.review.identity import content, start_of
from ruammit.review.replay import Decision, Fit, active, replay
from ruammit.schema import Extraction, Flag, Money, Record

__all__ = ["Group", "Reviewed", "corrected", "decided", "reviewed"]

V = TypeVar("V", bound=Value)


@dataclass(frozen=True)
class Group:
    """Decisions about the same values of an extraction.

    Attributes:
        decisions: of one or more reviewers.
        agreed: whether all reviewers come to the same results.
    """

    decisions: tuple[Decision, ...]
    agreed: bool

    @property
    def winner(self) -> str:
        """The reviewer who decided last."""
        return max(self.decisions, key=lambda decision: (decision.at, decision.reviewer)).reviewer

    @property
    def standing(self) -> list[Decision]:
        """The decisions that are applied: those of the reviewer who decided last."""
        return [decision for decision in self.decisions if decision.reviewer == self.winner]

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Everybody who decided."""
        return tuple(sorted({decision.reviewer for decision in self.decisions}))


@dataclass(frozen=True)
class Reviewed:
    """An extraction with what reviewers made of it.

    Attributes:
        own: as it was extracted.
        extraction: with the corrections.
        groups: layer to the decisions about its values.
        complete: who has read the whole article and says that no record is missing.
        notes: what reviewers wrote, in the order in which they did.
    """

    own: Extraction
    extraction: Extraction
    groups: Mapping[Layer, tuple[Group, ...]]
    complete: tuple[str, ...]
    notes: tuple[Correction, ...]

    @property
    def misfits(self) -> list[Decision]:
        """The decisions that do not fit the extraction any more: to be shown again."""
        return [
            decision
            for groups in self.groups.values()
            for group in groups
            for decision in group.decisions
            if decision.fit is not Fit.FITS
        ]

    @property
    def conflicts(self) -> list[Group]:
        """The groups whose reviewers do not agree."""
        return [group for groups in self.groups.values() for group in groups if not group.agreed]


def corrected(extraction: Extraction, corrections: Iterable[Correction]) -> Extraction:
    """The extraction with the corrections of its text.

    Args:
        extraction: as it was extracted.
        corrections: of any reviewers and texts; those of other texts are left aside.
    """
    return reviewed(extraction, corrections).extraction


def reviewed(extraction: Extraction, corrections: Iterable[Correction]) -> Reviewed:
    """The extraction with the corrections of its text, and how they came together.

    Args:
        extraction: as it was extracted.
        corrections: of any reviewers and texts, each reviewer's in order; those of other texts are left aside.
    """
    mine = [one for one in corrections if one.sha256 == extraction.sha256]
    by_reviewer: dict[str, list[Correction]] = {}
    for one in mine:
        by_reviewer.setdefault(one.reviewer, []).append(one)
    standing = [one for name in sorted(by_reviewer) for one in active(by_reviewer[name])]
    update: dict[str, Any] = {}
    groups: dict[Layer, tuple[Group, ...]] = {}
    for layer in Layer:
        if not any(one.layer is layer for one in standing):
            continue
        values: tuple[Value, ...] = getattr(extraction, layer.value)
        groups[layer] = tuple(decided(values, by_reviewer, layer))
        update[layer.value] = _applied(values, groups[layer])
    if "money" in update:
        update["money"] = _restated(extraction.money, update["money"])
    notes = sorted((one for one in standing if one.note), key=lambda one: one.at)
    return Reviewed(
        extraction,
        extraction.model_copy(update=update) if update else extraction,
        groups,
        tuple(sorted({one.reviewer for one in standing if one.action is Action.COMPLETE})),
        tuple(notes),
    )


def decided(
    values: Sequence[Value], by_reviewer: Mapping[str, Sequence[Correction]], layer: Layer = Layer.RECORDS
) -> list[Group]:
    """The decisions of every reviewer about a layer's values, those about the same values together."""
    decisions = [
        decision
        for name in sorted(by_reviewer)
        for decision in replay(values, [one for one in by_reviewer[name] if one.layer is layer])
    ]
    groups: list[list[Decision]] = []
    for decision in decisions:
        met = [group for group in groups if any(_same_matter(decision, other) for other in group)]
        groups = [group for group in groups if not any(group is other for other in met)]
        groups.append([*(one for group in met for one in group), decision])
    return [Group(tuple(group), _agreed(group)) for group in groups]


def _same_matter(one: Decision, other: Decision) -> bool:
    if one.origins and other.origins:
        return bool(one.origins & other.origins)
    return bool({content(value) for value in one.results} & {content(value) for value in other.results})


def _agreed(group: Sequence[Decision]) -> bool:
    """Whether every reviewer of the group comes to the same results."""
    results: dict[str, list[tuple[object, ...]]] = {}
    for decision in group:
        results.setdefault(decision.reviewer, []).extend(content(value) for value in decision.results)
    sets = {frozenset(found) for found in results.values()}
    return len(sets) == 1


def _applied(values: Sequence[V], groups: Iterable[Group]) -> tuple[Value, ...]:
    """The values with the decisions that stand, by their place in the text."""
    left: dict[int, Value] = dict(enumerate(values))
    added: list[Value] = []
    for group in groups:
        for decision in group.standing:
            if not decision.applies:
                continue
            for number in decision.origins:
                left.pop(number, None)
            added += [_signed(value, decision, group) for value in decision.results]
    told = [*left.values(), *added]
    return tuple(sorted(told, key=start_of))


def _signed(value: Value, decision: Decision, group: Group) -> Value:
    """A result as it is given out: a record says who has seen and changed it."""
    if not isinstance(value, Record):
        return value
    flags = tuple(flag for flag in value.flags if flag.code != "review-conflict")
    if not group.agreed:
        who = ", ".join(group.reviewers)
        message = f"the reviewers {who} do not agree; this is what {decision.reviewer} decided last"
        flags = (*flags, Flag(code="review-conflict", message=message, spans=value.evidence[:1]))
    authors = {one.reviewer for one in decision.corrections if one.action not in {Action.ACCEPT, Action.REJECT}}
    if group.agreed:
        authors |= {one.reviewer for other in group.decisions if other.changed for one in other.corrections[-1:]}
    update = {"reviewed": True, "corrected_by": tuple(sorted(authors)), "score": 1.0, "flags": flags}
    return value.model_copy(update=update)


def _restated(before: Sequence[Money], after: Sequence[Money]) -> tuple[Money, ...]:
    """Amounts with `equivalent_to` as the place of the same amount among the new ones; null where it is gone."""
    places = {content(value): number for number, value in enumerate(after)}
    found = []
    for value in after:
        if value.equivalent_to is not None:
            old = before[value.equivalent_to] if value.equivalent_to < len(before) else None
            place = places.get(content(old)) if old is not None else None
            value = value.model_copy(update={"equivalent_to": place})
        found.append(value)
    return tuple(found)
