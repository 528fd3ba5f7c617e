"""Drafts: what might be a record. One per clause and kind, with the evidence of its clause for it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, FrameTrait, KindTrait
from ruammit.records.index import ArticleIndex
from ruammit.records.items import Item
from ruammit.records.lexicon import PhraseMatch
from ruammit.records.segment import Clause
from ruammit.records.state import DiscourseState
from ruammit.schema import Measure, RecordKind

__all__ = ["CAPITAL", "OFFICIAL", "RULES", "Draft", "drafts", "is_denied"]

RULES = "rules"
"""The name of the proposer that is always there (`Record.readers`)."""
UNTRIGGERED = "second-reader"
"""The rule of a draft that no frame's phrase triggered: a second reader proposed it."""

PAID = 30
"""Characters in which an amount follows a word for help that is given in money."""
BESIDE = 40
"""Characters on either side of a phrase in which another word makes it one of another kind."""
NAME = 25
"""Characters after the word for an agreement in which its name tells what it is on."""
OBJECT = 6
"""Characters between a word for talks and the agreement that they are on."""
BRIEF = 130
"""Characters up to which a clause tells one thing only."""
DEALS = ontology().frames_with(FrameTrait.DEAL)
SIGNINGS = ontology().frames_with(FrameTrait.SIGNING)
ACTIVITIES = ontology().frames_with(FrameTrait.ACTIVITY)
HOPES = ontology().frames_with(FrameTrait.HOPE)
TOPICS = ontology().frames_with(FrameTrait.TOPIC)
WORTHS = ontology().frames_with(FrameTrait.WORTH)
OFFICIAL = ontology().frames_with(FrameTrait.OFFICIAL)
CAPITAL = frozenset(
    name for name, frame in ontology().frames.items() if frame.measure is Measure.INVESTMENT
) - ontology().frames_with(FrameTrait.TOTAL)
"""Frames of capital that may be anybody's: a total of foreign investment is none of a donor's."""
ELABORATES = ontology().frames_with(FrameTrait.ELABORATES)


@dataclass(frozen=True, eq=False)
class Draft:
    """A possible record: a kind, and the clause that would tell it.

    Attributes:
        kind: what it would be a record of.
        clause: where it stands.
        state: what the reader has in mind when the clause begins.
        triggers: the frame phrases of its kind, in text order; one before the clause goes on from a clause before.
        frames: all frames that the clause holds, with how often.
        carried: whether an amount of the clause goes on with a measure named before it.
        paired: where the side and the amount start that it is of, where the clause tells of several, each with its own
            ("A and B, 3 bn and 2 bn respectively"); the other sides of the list are none of its own.
        unpaired: where the other sides of such a list start.
        item: the item of a list that its clause is; its first one is the head of the list.
        reader: who proposed it: `rules`, or the name of a second reader's model.
    """

    kind: RecordKind
    clause: Clause
    state: DiscourseState
    triggers: tuple[PhraseMatch, ...]
    frames: Mapping[str, int]
    carried: bool = False
    paired: tuple[int, int] | None = None
    unpaired: frozenset[int] = frozenset()
    item: Item | None = None
    reader: str = RULES

    @cached_property
    def rule(self) -> str:
        """The frame that triggered it: the one whose phrase is longest, of equal ones the first."""
        longest = max(self.triggers, key=lambda hit: (hit.end - hit.start, -hit.start), default=None)
        return longest.key if longest else UNTRIGGERED

    @cached_property
    def told(self) -> frozenset[str]:
        """The frames that triggered it."""
        return frozenset(hit.key for hit in self.triggers)

    @cached_property
    def first(self) -> int:
        """Where the first trigger in the clause starts; where the clause does, if none stands in it."""
        return min((hit.start for hit in self.triggers if hit.start >= self.clause.start), default=self.clause.start)

    @property
    def follows(self) -> bool:
        """Whether it is told in the words of a list's first item, which has its slots: no model weighs it."""
        return self.item is not None and self.item.rank > 0

    @property
    def topic(self) -> bool:
        """Whether its clause only speaks of a subject: it tells something only with figures."""
        return self.told <= TOPICS

    @cached_property
    def traits(self) -> frozenset[KindTrait]:
        """The traits of records of its kind."""
        return ontology().kinds[self.kind].traits

    def has(self, trait: KindTrait) -> bool:
        """Whether records of its kind have the trait."""
        return trait in self.traits


def drafts(index: ArticleIndex, clauses: Iterable[tuple[Clause, DiscourseState]]) -> Iterator[Draft]:
    """Every clause and kind for which a frame's phrase stands in the clause, in text order."""
    heads: dict[int, list[Draft]] = {}
    for clause, state in clauses:
        item = _item(index, clause)
        if item is not None and item.rank:
            yield from _as_told(index, clause, state, item, heads.get(item.head, ()))
            continue
        frames: Counter[str] = Counter()
        triggers: dict[RecordKind, list[PhraseMatch]] = {}
        measured = False
        for hit in index.frames.within(clause.start, clause.end):
            frame = index.words.frames[hit.key]
            frames[hit.key] += 1
            measured = measured or (hit.key not in WORTHS and ontology().kind_of(frame.measure) is not None)
            kind = _kind(index, clause, hit)
            if kind is None and hit.key in ELABORATES:
                kind = state.elaborated(clause.line)
            if kind is not None and not is_denied(index, clause, hit, kind):
                triggers.setdefault(kind, []).append(hit)
        money = bool(index.money.within(clause.start, clause.end))
        shared = not triggers and bool(index.percent.within(clause.start, clause.end))
        goes_on = state.carried(clause, item is not None) if (money or shared) and not measured else None
        if goes_on is not None and (kind := index.words.frames[goes_on.key].kind) is not None:
            triggers.setdefault(kind, []).append(goes_on)
        for kind in _kept(triggers, clause, money):
            carried = goes_on in triggers[kind]
            draft = Draft(kind, clause, state, tuple(triggers[kind]), frames, carried=carried, item=item)
            if item is not None:
                heads.setdefault(item.head, []).append(draft)
            yield from _one_each(index, draft)


def _item(index: ArticleIndex, clause: Clause) -> Item | None:
    """The item of a list that the clause is, or that it ends with."""
    found = index.items.within(clause.start, clause.end)
    return found[-1] if found else None


def _as_told(
    index: ArticleIndex, clause: Clause, state: DiscourseState, item: Item, heads: Iterable[Draft]
) -> Iterator[Draft]:
    """The drafts of an item of a list: of every kind that its head tells of, in the head's words."""
    frames = Counter(hit.key for hit in index.frames.within(clause.start, clause.end))
    for head in heads:
        draft = Draft(head.kind, clause, state, head.triggers, frames, carried=True, item=item)
        yield from _one_each(index, draft)


def _one_each(index: ArticleIndex, draft: Draft) -> Iterator[Draft]:
    """The draft; of a clause that tells of several sides, each with its amount, in the same order, one for each."""
    clause = draft.clause
    amounts = [item for item in index.money.within(clause.start, clause.end) if not item.restated]
    if (
        len(amounts) < 2
        or not draft.has(KindTrait.FLOW)
        or not index.context(Context.RESPECTIVELY, clause.start, clause.end)
    ):
        yield draft
        return
    sides = [item for item in index.named.within(clause.start, amounts[0].start) if item.country][-len(amounts) :]
    if len({item.side for item in sides}) < len(amounts):
        yield draft
        return
    for side, amount in zip(sides, amounts, strict=True):
        others = frozenset(item.start for item in sides if item is not side)
        yield replace(draft, paired=(side.start, amount.start), unpaired=others)


def _kept(triggers: Mapping[RecordKind, list[PhraseMatch]], clause: Clause, money: bool) -> list[RecordKind]:
    """The kinds, less those whose phrases only say more of another kind in the same clause."""
    triggers = {kind: _beside_objects(kind, _beside_names(hits, triggers), triggers) for kind, hits in triggers.items()}
    keys = {kind: {hit.key for hit in hits} for kind, hits in triggers.items() if hits}
    brief = clause.end - clause.start <= BRIEF
    signed = any(told & SIGNINGS for told in keys.values())
    official = any(told & OFFICIAL for told in keys.values())
    flows = any(ontology().has(kind, KindTrait.FLOW) and not told <= DEALS for kind, told in keys.items())
    return [
        kind
        for kind, told in keys.items()
        if not (told <= DEALS and any(other & SIGNINGS for other in keys.values() if other is not told))
        and not (official and told <= CAPITAL)
        and not (told <= ACTIVITIES and flows and not ontology().has(kind, KindTrait.FLOW))
        and not (signed and brief and not told & SIGNINGS and not money and not ontology().has(kind, KindTrait.NEAR))
    ]


def _beside_names(hits: list[PhraseMatch], triggers: Mapping[RecordKind, list[PhraseMatch]]) -> list[PhraseMatch]:
    """The triggers but for activities in the name of an agreement ("memorandum of understanding on cooperation in")."""
    signed = sorted(hit.end for others in triggers.values() for hit in others if hit.key in SIGNINGS)
    return [
        hit
        for hit in hits
        if hit.key in SIGNINGS
        or hit.key not in ACTIVITIES | HOPES
        or bisect_left(signed, hit.start - NAME) == bisect_right(signed, hit.start)
    ]


def _beside_objects(
    kind: RecordKind, hits: list[PhraseMatch], triggers: Mapping[RecordKind, list[PhraseMatch]]
) -> list[PhraseMatch]:
    """The triggers but for talks whose object is an agreement: a stage of it ("negotiate the pact")."""
    if not ontology().has(kind, KindTrait.EVENT) or ontology().has(kind, KindTrait.JOINT):
        return hits
    signed = sorted(hit.start for others in triggers.values() for hit in others if hit.key in SIGNINGS)
    return [hit for hit in hits if bisect_left(signed, hit.end) == bisect_right(signed, hit.end + OBJECT)]


def _kind(index: ArticleIndex, clause: Clause, trigger: PhraseMatch) -> RecordKind | None:
    """The kind that the trigger's frame is of beside what stands around it."""
    frame = index.words.frames[trigger.key]
    start, end = max(clause.start, trigger.start - BESIDE), min(clause.end, trigger.end + BESIDE)
    for context, kind in frame.beside.items():
        if index.context(context, start, end):
            return kind
    return frame.with_money if frame.with_money and _pays(index, clause, trigger) else frame.kind


def _pays(index: ArticleIndex, clause: Clause, trigger: PhraseMatch) -> bool:
    """Whether an amount follows the trigger that is no value of goods."""
    money = index.money.within(trigger.end, min(clause.end, trigger.end + PAID))
    frames = index.words.frames
    return bool(money) and not any(
        frames[hit.key].measure is not None for hit in index.frames.within(trigger.end, money[0].start)
    )


def is_denied(index: ArticleIndex, clause: Clause, trigger: PhraseMatch, kind: RecordKind) -> bool:
    """Whether a modifier ("denied") makes the trigger trigger nothing."""
    modifiers = index.words.modifiers
    for hit in index.modifiers.within(clause.start, clause.end):
        rule = modifiers[hit.key]
        if rule.drops and kind in rule.kinds and rule.reaches(hit, trigger):
            return True
    return False
