"""The ontology as models: `ontology.toml`, read once and checked.

Engines ask for traits (`FrameTrait.TOPIC in frame.traits`) and never for the name of a frame or kind, so that a kind or
frame is added in the data alone.
"""

from __future__ import annotations

from functools import cache, cached_property

from pydantic import BaseModel, ConfigDict, Field

from ruammit.ontology.names import tables
from ruammit.ontology.terms import Context, FrameTrait, KindTrait
from ruammit.schema.enums import Measure, RecordKind, Role

__all__ = ["Frame", "Kind", "Ontology", "ontology"]

FREE_MEASURES = {Measure.CONTRACT, Measure.TARGET, Measure.OTHER}
"""Measures of amounts that go with whatever the clause tells."""


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    says: str = ""
    """What it means, in English."""


class Kind(_Declared):
    """A kind of record."""

    plover: str
    """PLOVER event type."""
    roles: tuple[Role, ...] = Field(default=(), max_length=2)
    """The giver's role and the taker's; empty where the kind has no direction."""
    gives: tuple[Context, ...] = ()
    """Whose verbs those are of the giver, whoever stands right before them."""
    takes: tuple[Context, ...] = ()
    """Whose verbs those are of the taker."""
    origin: Context | None = None
    """What stands right before the giver: where the flow comes from."""
    goal: Context | None = None
    """What stands right before the taker: where it goes."""
    units: frozenset[str] = frozenset()
    """What records of the kind count."""
    measure: Measure = Measure.OTHER
    """Of an amount whose measure no phrase says."""
    prior: float = Field(default=0.0, ge=-10, le=10)
    """Log-odds that a candidate of the kind is a record, for a kind that no training data had."""
    traits: frozenset[KindTrait] = frozenset()


class Frame(_Declared):
    """What triggers a record. Without a kind, it lends its presence to the other frames of its clause."""

    kind: RecordKind | None = None
    with_money: RecordKind | None = None
    """Its kind where an amount follows it: to support with words is another thing than with money."""
    beside: dict[Context, RecordKind] = Field(default_factory=dict)
    """Its kind where a phrase of the list stands close by: goods travel, and shares are sold, in words of their own."""
    measure: Measure | None = None
    """What an amount beside its phrases measures."""
    plover: str | None = None
    """PLOVER event type, where it is not its kind's."""
    traits: frozenset[FrameTrait] = frozenset()


class Ontology(BaseModel):
    """Kinds, frames and lists of modifiers, by name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    territories: dict[str, frozenset[str]]
    """ISO 3166-1 code of a country to those of territories that the press names with it behind them: one side."""
    modifiers: dict[str, str]
    kinds: dict[RecordKind, Kind]
    frames: dict[str, Frame]

    def has(self, kind: RecordKind, trait: KindTrait) -> bool:
        """Whether records of the kind have the trait."""
        return trait in self.kinds[kind].traits

    def frames_with(self, trait: FrameTrait) -> frozenset[str]:
        """The names of the frames that have the trait."""
        return frozenset(name for name, frame in self.frames.items() if trait in frame.traits)

    @cached_property
    def _owners(self) -> dict[Measure, RecordKind]:
        owners: dict[Measure, set[RecordKind]] = {}
        for frame in self.frames.values():
            if frame.measure is not None and frame.kind is not None:
                owners.setdefault(frame.measure, set()).add(frame.kind)
        one = {measure: next(iter(kinds)) for measure, kinds in owners.items() if len(kinds) == 1}
        return {measure: kind for measure, kind in one.items() if measure not in FREE_MEASURES}

    def kind_of(self, measure: Measure | None) -> RecordKind | None:
        """The kind that an amount of the measure belongs to; None where it goes with whatever the clause tells."""
        return self._owners.get(measure) if measure else None

    def plover(self, kind: RecordKind, frame: str) -> str:
        """The PLOVER event type of a record of the kind that the frame triggered."""
        declared = self.frames.get(frame)
        return (declared and declared.plover) or self.kinds[kind].plover


@cache
def ontology() -> Ontology:
    """The declared ontology."""
    return Ontology.model_validate(tables())
