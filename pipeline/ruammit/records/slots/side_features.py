"""What speaks for a side of a draft: where it is named, what stands before it, what a plain rule says (`ruled`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, KindTrait
from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex
from ruammit.records.named import PAIRED, Named
from ruammit.records.scoring import Feature, Features
from ruammit.records.slots.bystanders import unsaid_office
from ruammit.schema import EntityType

__all__ = ["SideFeatures"]

LED_BY = (Context.TOWARDS, Context.FROM, Context.OF, Context.COMPARED_WITH)
"""Little words before a name that speak for or against its being a side."""
NEAR = 30
"""Characters from a trigger within which a name stands close to it."""
FAR = 120
"""Characters from a trigger beyond which a name stands far from it."""
SAYS = 4
"""Characters between a name and the verb of saying whose subject it is."""
MEDIA = 25
"""Characters between the head of a paper's name and a name within it."""
OPENS = 12
"""Characters within which a clause opens with a name."""
WORDED = 2
"""Mentions of a side whose words around them are looked at."""


class SideFeatures:
    """What speaks for each side of a draft; what is of all of them is looked up once.

    Args:
        index: the article.
        draft: the draft.
        mentions: the sides that the clause names, with their mentions there.
        sentence: the sides that the sentence names before the clause.
        vias: the sides that a plain rule takes, with the context that brought them in.
        total: whether that rule says that the figures are over all partners.
    """

    def __init__(
        self,
        index: ArticleIndex,
        draft: Draft,
        mentions: dict[str, list[Named]],
        sentence: frozenset[str],
        vias: dict[str, str],
        total: bool,
    ) -> None:
        self.index, self.draft, self.mentions = index, draft, mentions
        self.sentence, self.vias, self.total = sentence, vias, total
        self.order = list(mentions)
        self.gaps = {side: _gap(draft, items) for side, items in mentions.items()}
        everyone = sorted((item for items in mentions.values() for item in items), key=attrgetter("start"))
        self.paired = {item.side for pair in pairwise(everyone) if _is_pair(*pair) for item in pair}

    def of(self, side: str) -> Features:
        """What speaks for the side."""
        index = self.index
        role = "home" if side == index.home else "body" if ":" in side else "foreign"
        signs: list[Feature] = [role, ("rule." + self.vias.get(side, "none"), self.draft.kind, role)]
        signs += self._named(side, role) if side in self.mentions else self._unnamed(side, role)
        if index.weight[side] <= 1 and index.lead:
            signs.append("once")
        return Features(signs, {("weight", role): index.weight[side] / max(1, index.weighed)})

    def _unnamed(self, side: str, role: str) -> Iterator[Feature]:
        """What speaks for a side that the clause does not name."""
        index, draft = self.index, self.draft
        yield "unnamed", f"{draft.kind}|{role}"
        if role == "home" and unsaid_office(index, draft):
            yield "unsaid-office", draft.kind
        if side in self.sentence:
            yield "in-sentence", role
        if side in draft.state.pair:
            yield "in-pair", role
        if side == index.partner:
            yield "partner"
            if index.alone:
                yield "partner.alone"
        for name in self._shared:
            yield f"{name}|unnamed.{role}"

    @cached_property
    def _shared(self) -> list[str]:
        """What holds of all sides of the draft."""
        index, draft, clause = self.index, self.draft, self.draft.clause
        signs = {
            f"all.foreign.{min(sum(side != index.home for side in self.order), 4)}": True,
            "all.home": index.home in self.mentions,
            "all.both": index.context(Context.BOTH_SIDES, clause.start, clause.end),
            "all.total": self.total,
            "all.speaks": index.home_speaks or (index.home_unsaid and not draft.has(KindTrait.SERIES)),
        }
        return [name for name, holds in signs.items() if holds]

    def _named(self, side: str, role: str) -> Iterator[Feature]:
        """What the mentions of a side in the clause say."""
        index, kind = self.index, self.draft.kind
        own, many = self.mentions[side], len(self.order)
        place, what = self.order.index(side), _type(own)
        yield "named", f"{kind}|{role}"
        yield f"sides.{min(many, 5)}"
        yield f"place.{min(place, 3)}|{min(many, 4)}"
        yield "type." + what, kind
        if 0 < place == many - 1:
            yield "last"
        if len(own) > 1:
            yield "often"
        leads = frozenset.intersection(*(index.leads[item.start] for item in own))
        for context in LED_BY:
            if context in leads:
                yield "led." + context, kind, what
        if all(item.start in index.venues for item in own):
            yield "venue", kind, what
        if all(item.start in index.reporters for item in own):
            yield "reporter"
        if side in self.paired:
            yield "paired", kind
        elif self.paired:
            yield "apart", kind, what, role
        yield from self._first(own[0], what, role)
        yield from self._distance(side)
        yield from self._words(own[:WORDED])

    def _first(self, first: Named, what: str, role: str) -> Iterator[Feature]:
        """What the first mention of a side says."""
        index, draft, clause, kind = self.index, self.draft, self.draft.clause, self.draft.kind
        yield "before" if first.start < draft.first else "after", kind
        if self._is_topic(first):
            yield "topic", kind, role
        if self._of_other(first):
            yield "of-other", kind
        if index.context(Context.REPORT, first.end, first.end + SAYS):
            yield "says", what
        if index.context(Context.MEDIA, max(clause.start, first.start - MEDIA), first.start):
            yield "media"
        if self._is_bracketed(first):
            yield "bracketed"
        if first.start - clause.start < OPENS:
            yield "opens"

    def _distance(self, side: str) -> Iterator[Feature]:
        """What the distance of a side from what triggered the draft says."""
        gap, many = self.gaps[side], len(self.order)
        rank = sum(other < gap for other in self.gaps.values())
        yield f"rank.{min(rank, 3)}|", str(min(many, 4)), self.draft.kind
        if gap <= NEAR:
            yield "near"
        if gap > FAR:
            yield "far"

    def _words(self, mentions: list[Named]) -> Iterator[Feature]:
        """The words beside the mentions."""
        wording, clause = self.index.wording, self.draft.clause
        words: set[str] = set()
        for item in mentions:
            words.update(["before." + word for word in wording.before(item.start, clause.start, 1)])
            words.update(["after." + word for word in wording.after(item.end, clause.end, 1)])
        for word in words:
            yield word
            yield f"{word}|{self.draft.kind}"

    def _is_topic(self, first: Named) -> bool:
        """Whether the draft's trigger stands before the name, and a word between them says what it is about."""
        return any(hit.key == Context.ABOUT for hit in self.index.bounds.within(self.draft.first, first.start))

    def _of_other(self, first: Named) -> bool:
        """Whether the last that is told before the name is a flow of another kind."""
        index, draft = self.index, self.draft
        told = [hit for hit in index.telling.within(draft.clause.start, first.start) if hit.end <= first.start]
        other = index.words.frames[told[-1].key].kind if told else None
        return other is not None and other is not draft.kind and ontology().has(other, KindTrait.FLOW)

    def _is_bracketed(self, first: Named) -> bool:
        """Whether a bracket stands beside the name."""
        text = self.index.text
        return text[first.start - 1 : first.start] in ("(", "[") or text[first.end : first.end + 1] in (")", "]")


def _type(mentions: list[Named]) -> str:
    """What names the side: the country itself, a body, a person alone, else a place."""
    types = {item.entity.type for item in mentions}
    if types == {EntityType.PERSON}:
        return "person"
    if any(item.is_country for item in mentions):
        return "country"
    return "org" if EntityType.ORG in types else "place"


def _is_pair(one: Named, other: Named) -> bool:
    """Whether two names in text order are of two sides that are named together."""
    return one.side != other.side and other.start - one.end <= PAIRED


def _gap(draft: Draft, named: list[Named]) -> int:
    """Characters between the triggers and the nearest of the names."""
    return min(
        abs(item.start - hit.end) if item.start >= hit.end else abs(hit.start - item.end)
        for item in named
        for hit in draft.triggers
    )
