"""Which sides a draft has: who is named in its clause, and who is left to the reader.

Every side that could be meant is a candidate with features: where it is named, what stands before it, and what a plain
rule says (`ruled`). A logistic model weighs them (`scoring`); the sides of a record are those that are likely.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, KindTrait
from ruammit.records.direction import introduced
from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex
from ruammit.records.named import PAIRED, Named
from ruammit.records.slots.ruled import sides_by_rule
from ruammit.schema import EntityType

__all__ = ["SideCandidate", "far", "named_sides", "side_candidates", "together"]

LED_BY = (Context.TOWARDS, Context.FROM, Context.OF, Context.COMPARED_WITH)
"""Little words before a name that speak for or against its being a side."""
NEAR = 30
"""Characters from a trigger within which a name stands close to it."""


class SideCandidate(NamedTuple):
    """A side that a draft may have.

    Attributes:
        side: the country, or the name of a body without one (`Named.side`).
        named: its mentions in the clause.
        via: how it comes into the record: `sentence`, `both-sides`, `previous-sentence`, `home-country`, `heading`.
        features: what speaks for it being a side of the record.
    """

    side: str
    named: tuple[Named, ...]
    via: str
    features: dict[str, float]


def named_sides(index: ArticleIndex, draft: Draft) -> list[Named]:
    """The sides named in the clause: places where something happens only where nothing else is named."""
    clause = draft.clause
    items = [item for item in index.named.within(clause.start, clause.end) if item.start not in draft.unpaired]
    events = draft.has(KindTrait.EVENT)
    at = {item.start for item in items if (events or item.entity.type is EntityType.GPE) and item.start in index.venues}
    rest = [item for item in items if item.start not in at]
    if events:
        enough = any(item.side != index.home for item in rest)
    else:
        enough = not draft.has(KindTrait.TOTALS) and len({item.side for item in rest}) >= 2
    return rest if enough else items


def _taking_part(index: ArticleIndex, draft: Draft) -> list[Named]:
    """The names of the clause, but for the venue and the topic of what two others do."""
    clause = draft.clause
    items = [item for item in index.named.within(clause.start, clause.end) if item.start not in draft.unpaired]
    if not draft.has(KindTrait.EVENT):
        return items
    topics = [hit.start for hit in index.bounds.within(draft.first, clause.end) if hit.key == Context.ABOUT]
    topic = topics[0] if topics else clause.end
    rest = [item for item in items if item.start not in index.venues and item.start < topic]
    return rest if len({item.side for item in rest}) > 1 else items


def far(index: ArticleIndex, draft: Draft, sides: Iterable[str], total: bool) -> bool:
    """Whether a flow or a meeting has no foreign side in its sentence, the one before it, or the article's head.

    It is then about something else, unless the article is about dealings with one country above all.
    """
    clause = draft.clause
    if not draft.has(KindTrait.NEAR) or total or not index.lead:
        return False
    starts = index.analysis.sentence_starts
    before = starts[max(0, bisect_left(starts, clause.sentence) - 1)] if starts else 0
    near = [*index.named.within(0, index.lead), *index.named.within(min(before, clause.start), clause.end)]
    sides = set(sides)
    if any(item.side != index.home and item.side in sides for item in near):
        return False
    return not (index.home_speaks and index.alone and index.partner in sides)


def side_candidates(index: ArticleIndex, draft: Draft) -> tuple[list[SideCandidate], bool]:
    """Every side that the draft may have, those named in its clause first; whether it is a total over all partners."""
    clause, state = draft.clause, draft.state
    everywhere = _taking_part(index, draft)
    here = named_sides(index, draft)
    ruled, total = sides_by_rule(index, draft, here)
    vias = dict(ruled)
    mentions: dict[str, list[Named]] = {}
    for item in everywhere:
        mentions.setdefault(item.side, []).append(item)
    sentence = [item.side for item in index.named.within(clause.sentence, clause.start)]
    sources = {
        **dict.fromkeys(state.pair, "previous-sentence"),
        **dict.fromkeys(sentence, "sentence"),
        **({index.partner: "heading"} if index.partner else {}),
        index.home: "home-country",
    }
    order = [*mentions, *(side for side in sources if side not in mentions)]
    shared = _shared(index, draft, list(mentions), total)
    return [
        SideCandidate(
            side,
            tuple(mentions.get(side, ())),
            vias.get(side) or ("sentence" if side in mentions else sources[side]),
            _features(index, draft, side, mentions, sentence, vias, shared),
        )
        for side in order
    ], total


def together(index: ArticleIndex, sides: Sequence[SideCandidate], odds: Sequence[float]) -> list[float]:
    """The log-odds of the sides, where those first named in one list ("A, B and C") have the mean of theirs.

    Sides of one list stand or fall together, and have one role.
    """
    lists: dict[int, list[int]] = {}
    for at, side in enumerate(sides):
        if side.named:
            first = side.named[0].start
            lists.setdefault(index.lists.get(first, first), []).append(at)
    found = list(odds)
    if any(len(members) == len(sides) for members in lists.values()):  # nobody else is there to tell them from
        return found
    for members in lists.values():
        mean = sum(odds[at] for at in members) / len(members)
        for at in members:
            found[at] = mean
    return found


def _shared(index: ArticleIndex, draft: Draft, order: list[str], total: bool) -> dict[str, float]:
    """What all sides of a draft have in common."""
    clause = draft.clause
    foreign = sum(side != index.home for side in order)
    f = {
        f"all.foreign.{min(foreign, 4)}": 1.0,
        "all.home": float(index.home in order),
        "all.both": float(bool(index.context(Context.BOTH_SIDES, clause.start, clause.end))),
        "all.total": float(total),
        "all.speaks": float(index.home_speaks or (index.home_unsaid and not draft.has(KindTrait.SERIES))),
    }
    return {name: value for name, value in f.items() if value}


def _features(
    index: ArticleIndex,
    draft: Draft,
    side: str,
    mentions: dict[str, list[Named]],
    sentence: list[str],
    vias: dict[str, str],
    shared: dict[str, float],
) -> dict[str, float]:
    """What speaks for a side."""
    state, kind = draft.state, str(draft.kind)
    role = "home" if side == index.home else "body" if ":" in side else "foreign"
    rule = vias.get(side, "none")
    f = {f"{role}": 1.0, f"rule.{rule}": 1.0, f"rule.{rule}|{kind}": 1.0, f"rule.{rule}|{role}": 1.0}
    if side in mentions:
        f.update(_mentioned(index, draft, side, mentions))
    else:
        f["unnamed"] = f[f"unnamed|{kind}|{role}"] = 1.0
        if side in sentence:
            f["in-sentence"] = f[f"in-sentence|{role}"] = 1.0
        if side in state.pair:
            f["in-pair"] = f[f"in-pair|{role}"] = 1.0
        if side == index.partner:
            f["partner"] = f["partner.alone"] = float(index.alone)
            f["partner"] = 1.0
        f.update({f"{name}|unnamed.{role}": value for name, value in shared.items()})
    total = sum(index.weight.values()) or 1
    share = index.weight[side] / total
    f["weight"] = share
    f[f"weight|{role}"] = share
    f["once"] = float(index.weight[side] <= 1 and bool(index.lead))
    return f


def _mentioned(index: ArticleIndex, draft: Draft, side: str, mentions: dict[str, list[Named]]) -> dict[str, float]:
    """What the mentions of a side in the clause say."""
    clause, kind = draft.clause, str(draft.kind)
    own = mentions[side]
    order = list(mentions)
    place = order.index(side)
    first = own[0]
    role = "home" if side == index.home else "body" if ":" in side else "foreign"
    f = {
        "named": 1.0,
        f"named|{kind}|{role}": 1.0,
        f"sides.{min(len(order), 5)}": 1.0,
        f"place.{min(place, 3)}|{min(len(order), 4)}": 1.0,
        "last": float(place == len(order) - 1 and place > 0),
        "often": float(len(own) > 1),
    }
    types = {item.entity.type for item in own}
    what = "country" if any(item.is_country for item in own) else "org" if EntityType.ORG in types else "place"
    if types == {EntityType.PERSON}:
        what = "person"
    f[f"type.{what}"] = f[f"type.{what}|{kind}"] = 1.0
    for context in LED_BY:
        if all(introduced(index, context, item) for item in own):
            f[f"led.{context}"] = f[f"led.{context}|{kind}"] = f[f"led.{context}|{what}"] = 1.0
    if all(item.start in index.venues for item in own):
        f["venue"] = f[f"venue|{kind}"] = f[f"venue|{what}"] = 1.0
    topics = index.bounds.within(draft.first, first.start)
    if any(hit.key == Context.ABOUT for hit in topics):
        f["topic"] = f[f"topic|{kind}"] = f[f"topic|{role}"] = 1.0
    if all(item.start in index.reporters for item in own):
        f["reporter"] = 1.0
    says = index.context(Context.REPORT, first.end, first.end + 4)
    if says:
        f["says"] = f[f"says|{what}"] = 1.0
    before = first.start < draft.first
    f["before" if before else "after"] = f[f"{'before' if before else 'after'}|{kind}"] = 1.0
    gap = _gap(draft, own)
    f["near"] = float(gap <= NEAR)
    f["far"] = float(gap > 120)
    others = [item for name, items in mentions.items() if name != side for item in items]
    both = sorted([*own, *others], key=lambda item: item.start)
    paired = {item.side for pair in pairwise(both) if _is_pair(*pair) for item in pair}
    if side in paired:
        f["paired"] = f[f"paired|{kind}"] = 1.0
    elif paired:
        f["apart"] = f[f"apart|{kind}"] = f[f"apart|{what}"] = f[f"apart|{role}"] = 1.0
    told = [hit for hit in index.telling.within(clause.start, first.start) if hit.end <= first.start]
    other = index.words.frames[told[-1].key].kind if told else None
    if other is not None and other is not draft.kind and ontology().has(other, KindTrait.FLOW):
        f["of-other"] = f[f"of-other|{kind}"] = 1.0
    gaps = {name: _gap(draft, items) for name, items in mentions.items()}
    rank = sum(other < gap for other in gaps.values())
    f[f"rank.{min(rank, 3)}|{min(len(order), 4)}"] = f[f"rank.{min(rank, 3)}|{kind}"] = 1.0
    if index.context(Context.MEDIA, max(clause.start, first.start - 25), first.start):
        f["media"] = 1.0
    text = index.text
    if text[first.start - 1 : first.start] in ("(", "[") or text[first.end : first.end + 1] in (")", "]"):
        f["bracketed"] = 1.0
    if first.start - clause.start < 12:
        f["opens"] = 1.0
    for item in own[:2]:
        for word in index.wording.before(item.start, clause.start, 1):
            f[f"before.{word}"] = f[f"before.{word}|{kind}"] = 1.0
        for word in index.wording.after(item.end, clause.end, 1):
            f[f"after.{word}"] = f[f"after.{word}|{kind}"] = 1.0
    return {name: value for name, value in f.items() if value}


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
