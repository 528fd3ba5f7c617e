"""The state of the discourse: what a reader has in mind when a clause begins. A value that a fold passes along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ruammit.ontology.model import Frame, ontology
from ruammit.ontology.terms import Context, FrameTrait
from ruammit.records.direction import FLOWING, direction
from ruammit.records.index import ArticleIndex
from ruammit.records.lexicon import PhraseMatch
from ruammit.records.named import Named
from ruammit.records.segment import Clause
from ruammit.schema import EntityType, Measure, RecordKind

__all__ = ["DiscourseState", "discourse"]

TOGETHER = 160
"""Characters within which two sides are named together."""
RECENT = 4
"""Mentions of sides that a reader has in mind."""
INTRODUCED = 300
"""Characters over which a list goes on with what was measured in a line before it."""
WORTHS = ontology().frames_with(FrameTrait.WORTH)
UNMEASURED = ontology().frames_with(FrameTrait.TOPIC) | WORTHS


class DiscourseState(NamedTuple):
    """What holds when a clause begins.

    Attributes:
        pair: the two sides last named together, in the order of the text.
        recent: the last mentions of sides with a country.
        actor: the side that the last clause about a flow begins with.
        measure: the last frame phrase that says what amounts measure, and its line.
        figured: the kind that the last clause with an amount of money tells of, and its line.
        directions: of a kind, what it was measured by (exports, imports) and a side, how much oftener little words made
            the side give than take so far.
    """

    pair: tuple[str, ...] = ()
    recent: tuple[Named, ...] = ()
    actor: str | None = None
    measure: tuple[int, PhraseMatch] | None = None
    figured: tuple[int, RecordKind] | None = None
    directions: Mapping[tuple[RecordKind, Measure | None, str], int] = MappingProxyType({})

    def carried(self, clause: Clause, listed: bool) -> PhraseMatch | None:
        """The measure that goes on in a clause of the line; in one that opens a list, that of a line before, too."""
        if self.measure is None:
            return None
        line, told = self.measure
        return told if line == clause.line or (listed and clause.start - told.end <= INTRODUCED) else None

    def elaborated(self, line: int) -> RecordKind | None:
        """The kind of which a clause of the line can single out an example."""
        return self.figured[1] if self.figured and self.figured[0] == line else None


def discourse(index: ArticleIndex, clauses: Iterable[Clause]) -> Iterator[tuple[Clause, DiscourseState]]:
    """Every clause with the state in which it begins."""
    state = DiscourseState()
    reached = 0
    for clause in clauses:
        state = _with_sides(state, index.named.within(reached, clause.start))
        reached = max(reached, clause.start)
        yield clause, state
        state = _after(state, index, clause)


def _with_sides(state: DiscourseState, named: list[Named]) -> DiscourseState:
    if not named:
        return state
    pair, recent = state.pair, state.recent
    for item in named:
        if item.country or (item.entity.ref and item.entity.type is EntityType.ORG):
            recent = (*recent, item)[-RECENT:]
            near = [seen.side for seen in recent if item.start - seen.start < TOGETHER]
            sides = list(dict.fromkeys(reversed(near)))[:2]
            if len(sides) == 2:
                pair = (sides[1], sides[0])
    return state._replace(pair=pair, recent=recent)


def _after(state: DiscourseState, index: ArticleIndex, clause: Clause) -> DiscourseState:
    frames = index.words.frames
    hits = index.frames.within(clause.start, clause.end)
    measured = [hit for hit in hits if ontology().kind_of(frames[hit.key].measure) and hit.key not in UNMEASURED]
    if not measured and _between_two(index, clause):  # the value of what two sides trade
        measured = [hit for hit in hits if hit.key in WORTHS]
    if measured:
        state = state._replace(measure=(clause.line, measured[-1]))
    flows = [hit for hit in hits if (kind := frames[hit.key].kind) and ontology().kinds[kind].roles]
    if flows:
        named = index.named.within(clause.start, clause.end)
        first = next((item.side for item in named if item.country), None)
        state = state._replace(actor=first or state.actor)
        state = _with_direction(state, index, named, frames[flows[0].key])
        if index.money.within(clause.start, clause.end) and (kind := frames[flows[0].key].kind):
            state = state._replace(figured=(clause.line, kind))
    return state


def _between_two(index: ArticleIndex, clause: Clause) -> bool:
    """Whether the clause tells of two sides."""
    named = {item.side for item in index.named.within(clause.start, clause.end)}
    return len(named) == 2 or bool(index.context(Context.BOTH_SIDES, clause.start, clause.end))


def _with_direction(state: DiscourseState, index: ArticleIndex, named: list[Named], frame: Frame) -> DiscourseState:
    """The state with who gives and who takes in a clause about a flow."""
    kind, measure = frame.kind, frame.measure if frame.measure in FLOWING else None
    givers, takers = direction(index, named)
    if kind is None or not (givers or takers):
        return state
    directions = Counter(state.directions)
    directions.update((kind, measure, side) for side in givers)
    directions.subtract((kind, measure, side) for side in takers)
    return state._replace(directions=directions)
