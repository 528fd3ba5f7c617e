"""Candidates: what might be a record. One a clause and kind, and what its clause says for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from ruammit.records.clauses import Clause
from ruammit.records.lexicon import Hit
from ruammit.records.scene import Named, Scene
from ruammit.schema import Amount, Count, EntityType, Measure, Party, RecordKind, Sector, Share, Slot, Status

__all__ = ["NOTABLE", "TOPICS", "Candidate", "candidates"]


@dataclass
class Candidate:
    """A possible record, filled in station by station.

    Attributes:
        kind: what it would be a record of.
        clause: where it stands.
        triggers: the frame phrases of its kind in the clause.
        frames: the names of all frames that the clause holds, with how often.
        chosen: its sides (see `Named.side`), each with the context rule that brought it in.
        named: the names in the clause that stand for sides.
        total: whether its figures are over all partners, so that one side is enough.
        score: how sure the model is that it is a record, 0 to 1; with what tells the same, that one of them is.
        planned: how likely it is still to come, 0 to 1; `status` is what follows from it.
        repeated: whether it tells of things done several times, at no time of its own.
        modifiers: how many modifiers of each category speak of it (`features.modifiers`).
        also: clauses that tell of the same.
    """

    kind: RecordKind
    clause: Clause
    triggers: list[Hit]
    frames: Counter[str]
    chosen: list[tuple[str, str]] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    total: bool = False
    parties: list[Party] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    sectors: list[Sector] = field(default_factory=list)
    start: str | None = None
    end: str | None = None
    period: Slot | None = None
    planned: float = 0.0
    status: Status = Status.DONE
    repeated: bool = False
    modifiers: dict[str, int] = field(default_factory=dict)
    features: dict[str, float] = field(default_factory=dict)
    score: float = 0.0
    also: list[Clause] = field(default_factory=list)

    @cached_property
    def rule(self) -> str:
        """The frame that triggered it: the one whose phrase is longest, of equal ones the first."""
        return max(self.triggers, key=lambda hit: (hit.end - hit.start, -hit.start)).key

    @property
    def figured(self) -> bool:
        """Whether it has figures of its own."""
        return bool(self.amounts or self.shares or self.counts)

    @cached_property
    def sides(self) -> frozenset[str]:
        """Its sides, once they are chosen: countries, and names of bodies that have none."""
        return frozenset(side for side, _ in self.chosen)

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The organisations that its clause names, once its sides are chosen, where it names those of two sides."""
        named = [item for item in self.named if item.entity.type is EntityType.ORG]
        return frozenset(item.entity.canonical for item in named) if len({n.side for n in named}) > 1 else frozenset()


KIND_OF_MEASURE = {
    Measure.EXPORT: RecordKind.TRADE,
    Measure.IMPORT: RecordKind.TRADE,
    Measure.TURNOVER: RecordKind.TRADE,
    Measure.BALANCE: RecordKind.TRADE,
    Measure.INVESTMENT: RecordKind.INVESTMENT,
    Measure.AID: RecordKind.AID,
    Measure.LOAN: RecordKind.AID,
}
"""The kind of record that an amount of each measure belongs to; the others go with whatever the clause tells."""

TOPICS = {"investment-topic", "trade-topic", "trade-goods", "trade-tourists"}
"""Frames of subjects: investment as a field, foreign trade as a business, goods that are traded, tourists."""
NOTABLE = "investment-notable"
"""The frame of what stands out among projects: after a total of investments, one of them."""
DEALS = {"trade-deal", "trade-sale", "trade-value"}
"""Frames of sales: in a clause that tells of an agreement, what was sold is what was agreed."""
SIGNING = "agreement-signing"
"""The frame of signatures: what is signed is told by the same brief clause, and is no second record."""
BRIEF = 130
"""Characters up to which a clause tells one thing only."""
ACTIVITIES = {"programme-activity", "programme-network", "programme-support"}
"""Frames of things done: in a clause that tells of an investment or of aid, they are what the money is for."""


def candidates(scene: Scene, clauses: list[Clause]) -> list[Candidate]:
    """Every clause and kind for which a frame's phrase stands in the clause (or an amount goes on with its measure)."""
    found = []
    carried: tuple[int, Hit] | None = None  # the last measure named, and the line it was named in
    total = -1  # the line of the last sum of investments
    for clause in clauses:
        triggers: dict[RecordKind, list[Hit]] = {}
        frames: Counter[str] = Counter()
        measured: Hit | None = None
        notable: list[Hit] = []
        money = bool(scene.money.within(clause.start, clause.end))
        for hit in scene.frames.within(clause.start, clause.end):
            frame = scene.words.frames[hit.key]
            frames[hit.key] += 1
            if hit.key == NOTABLE:
                notable.append(hit)
            if frame.kind is not None and not _dropped(scene, clause, hit, frame.kind):
                triggers.setdefault(frame.kind, []).append(hit)
            if frame.measure in KIND_OF_MEASURE and hit.key not in TOPICS:
                measured = hit
        if measured is not None:
            carried = clause.line, measured
        elif carried and carried[0] == clause.line and money:
            frame = scene.words.frames[carried[1].key]
            if frame.kind is not None:
                triggers.setdefault(frame.kind, []).append(carried[1])
                frames["carried"] += 1
        if notable and total == clause.line:
            triggers.setdefault(RecordKind.INVESTMENT, []).extend(notable)
        if not triggers:
            continue
        if RecordKind.INVESTMENT in triggers and money:
            total = clause.line
        _give_way(triggers, clause, money)
        found += [Candidate(kind, clause, hits, frames) for kind, hits in triggers.items()]
    return found


def _give_way(triggers: dict[RecordKind, list[Hit]], clause: Clause, money: bool) -> None:
    """Take out the kinds whose phrases only say more of another kind in the same clause."""
    if RecordKind.AGREEMENT in triggers and all(h.key in DEALS for h in triggers.get(RecordKind.TRADE, ())):
        triggers.pop(RecordKind.TRADE, None)
    brief = clause.end - clause.start <= BRIEF
    if brief and any(hit.key == SIGNING for hit in triggers.get(RecordKind.AGREEMENT, ())):
        triggers.pop(RecordKind.PROGRAMME, None)
        if not money:
            triggers.pop(RecordKind.TRADE, None)
    flows = RecordKind.INVESTMENT in triggers or RecordKind.AID in triggers
    if flows and all(h.key in ACTIVITIES for h in triggers.get(RecordKind.PROGRAMME, ())):
        triggers.pop(RecordKind.PROGRAMME, None)


def _dropped(scene: Scene, clause: Clause, trigger: Hit, kind: RecordKind) -> bool:
    """Whether a modifier ("denied") makes the trigger trigger nothing."""
    modifiers = scene.words.modifiers
    for hit in scene.modifiers.within(clause.start, clause.end):
        rule = modifiers[hit.key]
        if rule.drops and kind in rule.kinds and rule.reaches(hit, trigger):
            return True
    return False
