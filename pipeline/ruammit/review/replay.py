"""One reviewer's corrections, applied in their order to the values of an extraction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ruammit.review.corrections import JUDGING, Action, Correction, Value
from ruammit.review.identity import closest, content

__all__ = ["Decision", "Fit", "active", "replay"]


class Fit(StrEnum):
    """How a decision fits the extraction that it is applied to."""

    FITS = "fits"
    """The extraction gives what the reviewer saw, or what the reviewer made of it."""
    DIFFERS = "differs"
    """The extraction now says something else at this place."""
    GONE = "gone"
    """The extraction no longer gives what the reviewer kept."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer made of some values of an extraction.

    Attributes:
        origins: the numbers of the extraction's values that it is about; none where the reviewer added a value.
        results: what stands in their place: none where they are rejected.
        corrections: what the reviewer did, in order.
        fit: how it fits this extraction.
    """

    origins: frozenset[int]
    results: tuple[Value, ...]
    corrections: tuple[Correction, ...]
    fit: Fit = Fit.FITS

    @property
    def reviewer(self) -> str:
        """Who decided."""
        return self.corrections[-1].reviewer

    @property
    def at(self) -> str:
        """When the decision was last touched."""
        return self.corrections[-1].at

    @property
    def applies(self) -> bool:
        """Whether the results are to stand in the place of the extraction's values.

        A rejection speaks of what was rejected alone: where the extraction now says something else, it does not apply.
        """
        return self.fit is not Fit.DIFFERS or bool(self.results)

    @property
    def changed(self) -> bool:
        """Whether the reviewer did more than accept or reject."""
        return any(one.action not in {Action.ACCEPT, Action.REJECT} for one in self.corrections)


def active(corrections: Iterable[Correction]) -> list[Correction]:
    """One reviewer's corrections without those that were undone, and without the undoing, in their order."""
    found = list(corrections)
    undone = {one.undoes for one in found if one.action is Action.UNDO}
    return [one for one in found if one.action is not Action.UNDO and one.id not in undone]


def replay(values: Sequence[Value], corrections: Iterable[Correction]) -> list[Decision]:
    """What one reviewer's corrections make of an extraction's values.

    Args:
        values: a layer of an extraction.
        corrections: of one reviewer, of this text and layer, in their order; undone ones and notes are left aside.

    Returns:
        The decisions, each about values of its own; values without a decision are those that nobody has judged.
    """
    state = _State(values)
    for one in active(corrections):
        if one.action in JUDGING:
            state.apply(one)
    return state.decisions


class _State:
    """The decisions so far."""

    def __init__(self, values: Sequence[Value]) -> None:
        self._values = values
        self._by_content: dict[tuple[object, ...], list[int]] = {}
        for number, value in enumerate(values):
            self._by_content.setdefault(content(value), []).append(number)
        self.decisions: list[Decision] = []

    def apply(self, one: Correction) -> None:
        touched: list[Decision] = []
        origins: set[int] = set()
        remaining: list[Value] = []
        fit = Fit.FITS
        for value in one.before:
            decision = self._decided(value, touched)
            if decision is not None:
                continue
            number, found = self._origin(value, one)
            if number is not None:
                origins.add(number)
            fit = max(fit, found, key=list(Fit).index)
        if not one.before:  # what was added may have been learned by the extractor since
            origins |= {number for value in one.after for number in self._same(value)[:1]}
        for decision in touched:
            origins |= decision.origins
            remaining += decision.results
            fit = max(fit, decision.fit, key=list(Fit).index)
        for value in one.before:
            _remove(remaining, value)
        if fit is Fit.GONE and not one.after and not remaining:
            fit = Fit.FITS  # what was rejected is no longer given: there is nothing to show again
        results = (*remaining, *(self._as_now(value, origins) for value in one.after))
        earlier = {told.id: told for decision in touched for told in decision.corrections}
        corrections = (*sorted(earlier.values(), key=lambda told: told.at), one)
        self.decisions = [decision for decision in self.decisions if not any(decision is old for old in touched)]
        self.decisions.append(Decision(frozenset(origins), results, corrections, fit))

    def _decided(self, value: Value, touched: list[Decision]) -> Decision | None:
        """The decision that has the value among its results, noted among the touched ones."""
        for decision in self.decisions:
            if any(content(result) == content(value) for result in decision.results):
                if not any(decision is old for old in touched):
                    touched.append(decision)
                return decision
        return None

    @property
    def _taken(self) -> set[int]:
        return {number for decision in self.decisions for number in decision.origins}

    def _origin(self, value: Value, one: Correction) -> tuple[int | None, Fit]:
        """The value of the extraction that a reviewer saw as `value`."""
        for told in (value, *one.after):
            for number in self._same(told):
                return number, Fit.FITS
        taken = self._taken
        near = closest(value, ((n, other) for n, other in enumerate(self._values) if n not in taken))
        return near, Fit.GONE if near is None else Fit.DIFFERS

    def _same(self, value: Value) -> list[int]:
        """The undecided values of the extraction with the content of a value."""
        taken = self._taken
        return [number for number in self._by_content.get(content(value), ()) if number not in taken]

    def _as_now(self, value: Value, origins: set[int]) -> Value:
        """The value as the extraction has it, where it says the same: with today's names and flags."""
        for number in origins:
            if content(self._values[number]) == content(value):
                return self._values[number]
        return value


def _remove(values: list[Value], value: Value) -> None:
    for at, other in enumerate(values):
        if content(other) == content(value):
            del values[at]
            return
