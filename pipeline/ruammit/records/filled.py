"""Drafts with their slots filled: frozen values that scoring, clustering and building pass on."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ruammit.records.drafts import RULES, Draft
from ruammit.records.named import Named
from ruammit.records.scoring import Features
from ruammit.records.segment import Clause
from ruammit.records.slots.period import Period
from ruammit.schema import Amount, Count, EntityType, Role, Sector, Share, Span, Status

__all__ = ["Cluster", "Filled", "Scored", "Side"]


class Side(NamedTuple):
    """A side of a draft.

    Attributes:
        side: the country, or the name of a body without one.
        named: its mentions in the clause.
        via: the context that brought it in.
        role: whether it gives or takes; partner where nothing flows.
        sure: probability that it is a side of the record.
        role_sure: probability that its role is the right one.
    """

    side: str
    named: tuple[Named, ...]
    via: str
    role: Role
    sure: float
    role_sure: float = 1.0


@dataclass(frozen=True, eq=False)
class Filled:
    """A draft and what fills its slots.

    Attributes:
        draft: the draft.
        sides: its sides, those named in the clause first.
        total: whether its figures are over all partners, so that one side is enough.
        omitted: probability of the likeliest side that was left out.
        amounts, shares, counts: its figures.
        period: when.
        period_sure: probability of the date that was taken; of none being right where none was.
        coming: when, should it be still to come: the likeliest period that was not over when the article appeared.
        repeated: whether it tells of things done several times, at no time of its own.
        base: whether its amount is the one that a rise or fall starts from: it was, whatever is to come.
        anaphoric: whether its clause goes on about what was told just before ("this visit").
        subject: what it is about, a stretch of `Analysis.text`.
        also: further clauses that it is read from.
        head: the first item of the list that it is an item of: it is told in the same words.
    """

    draft: Draft
    sides: tuple[Side, ...]
    total: bool
    omitted: float
    amounts: tuple[Amount, ...] = ()
    shares: tuple[Share, ...] = ()
    counts: tuple[Count, ...] = ()
    period: Period = field(default_factory=Period)
    period_sure: float = 1.0
    coming: Period = field(default_factory=Period)
    repeated: bool = False
    base: bool = False
    anaphoric: bool = False
    subject: tuple[int, int] | None = None
    also: tuple[Clause, ...] = ()
    head: Filled | None = None

    @property
    def figured(self) -> bool:
        """Whether it has figures of its own."""
        return bool(self.amounts or self.shares or self.counts)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Its sides: countries, and names of bodies without one."""
        return frozenset(side.side for side in self.sides)

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The organisations that its clause names, where it names those of two sides."""
        named = [item for side in self.sides for item in side.named if item.entity.type is EntityType.ORG]
        return frozenset(item.entity.canonical for item in named) if len({n.side for n in named}) > 1 else frozenset()


@dataclass(frozen=True, eq=False)
class Scored:
    """A filled draft and what the models say of it.

    Attributes:
        filled: the draft with its slots.
        features: what speaks for and against it being a record.
        told: probability that it is one.
        planned: probability that it is still to come; `status` is what follows from it.
        status: done or planned.
        sectors: its fields of cooperation, the likeliest first.
    """

    filled: Filled
    features: Features
    told: float
    planned: float
    status: Status
    sectors: tuple[Sector, ...]


@dataclass(frozen=True, eq=False)
class Cluster:
    """The drafts that tell the same: the best of them with what the others add.

    Attributes:
        best: the draft whose slots stand.
        filled: its slots, completed from the others.
        members: all of them, the best first.
        told: probability that one of them at least tells of a record.
        unsaid: whether a second reader read the article and proposed nothing like it.
    """

    best: Scored
    filled: Filled
    members: tuple[Scored, ...]
    told: float
    evidence: tuple[Span, ...] = ()
    unsaid: bool = False

    @cached_property
    def readers(self) -> tuple[str, ...]:
        """Who proposed it: the rules first."""
        names = {member.filled.draft.reader for member in self.members}
        return tuple(sorted(names, key=lambda name: (name != RULES, name)))
