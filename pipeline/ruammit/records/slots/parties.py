"""Which sides a draft has: who is named in its clause, and who is left to the reader.

Every side that could be meant is a candidate with features: where it is named, what stands before it, and what a plain
rule says (`_by_rule`). A logistic model weighs them (`scoring`); the sides of a record are those that are likely.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise, takewhile

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, FrameTrait, KindTrait
from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex, Named
from ruammit.schema import EntityType

__all__ = ["SideCandidate", "far", "named_sides", "side_candidates"]

MOST = 6
"""Parties that a record can have (schema)."""
LED = {Context.TOWARDS: 7, Context.FROM: 14, Context.PLACE: 1, Context.COMPARED_WITH: 10}
"""Characters between a little word and the name that it leads ("to the country of", "from investors of")."""
PAIRED = 25
"""Characters between two sides that are named together ("between A and B", "A - B")."""
NEAR = 30
"""Characters from a trigger within which a name stands close to it."""
TOTALS = ontology().frames_with(FrameTrait.TOTAL)


@dataclass(frozen=True, slots=True)
class SideCandidate:
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
    items = index.named.within(clause.start, clause.end)
    events = draft.has(KindTrait.EVENT)
    at = {
        item.start
        for item in items
        if (events or item.entity.type is EntityType.GPE) and index.led(Context.PLACE, item.start, LED[Context.PLACE])
    }
    rest = [item for item in items if item.start not in at]
    if events:
        enough = any(item.side != index.home for item in rest)
    else:
        enough = not draft.has(KindTrait.TOTALS) and len({item.side for item in rest}) >= 2
    return rest if enough else items


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
    everywhere = index.named.within(clause.start, clause.end)
    here = named_sides(index, draft)
    ruled, total = _by_rule(index, draft, here)
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


def _shared(index: ArticleIndex, draft: Draft, order: list[str], total: bool) -> dict[str, float]:
    """What all sides of a draft have in common."""
    clause = draft.clause
    foreign = sum(side != index.home for side in order)
    f = {
        f"all.foreign.{min(foreign, 4)}": 1.0,
        "all.home": float(index.home in order),
        "all.both": float(bool(index.context(Context.BOTH_SIDES, clause.start, clause.end))),
        "all.total": float(total),
        "all.speaks": float(index.home_speaks),
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
    for context, reach in LED.items():
        if all(index.led(context, item.start, reach) for item in own):
            f[f"led.{context}"] = f[f"led.{context}|{kind}"] = f[f"led.{context}|{what}"] = 1.0
    if all(item.start in index.reporters for item in own):
        f["reporter"] = 1.0
    says = index.context(Context.REPORT, first.end, first.end + 4)
    if says:
        f["says"] = f[f"says|{what}"] = 1.0
    before = first.start < draft.first
    f["before" if before else "after"] = f[f"{'before' if before else 'after'}|{kind}"] = 1.0
    gap = min(
        abs(item.start - hit.end) if item.start >= hit.end else abs(hit.start - item.end)
        for item in own
        for hit in draft.triggers
    )
    f["near"] = float(gap <= NEAR)
    f["far"] = float(gap > 120)
    others = [item for name, items in mentions.items() if name != side for item in items]
    both = sorted([*own, *others], key=lambda item: item.start)
    if any((a.side == side) != (b.side == side) and b.start - a.end <= PAIRED for a, b in pairwise(both)):
        f["paired"] = f[f"paired|{kind}"] = 1.0
    text = index.text
    if text[first.start - 1 : first.start] in ("(", "[") or text[first.end : first.end + 1] in (")", "]"):
        f["bracketed"] = 1.0
    if first.start - clause.start < 12:
        f["opens"] = 1.0
    return {name: value for name, value in f.items() if value}


def _by_rule(index: ArticleIndex, draft: Draft, here: list[Named]) -> tuple[list[tuple[str, str]], bool]:
    """The sides that a plain rule takes, each with the context that brought it in; whether it is a total.

    A clause that names one foreign side has the article's home country as the other where the article speaks of it;
    "both countries" are the two sides last named together; a clause that names only the home country, or none, goes on
    with the sides of the clause before it, or has the foreign side that the article is about.
    """
    clause, pair = draft.clause, list(draft.state.pair)
    both = bool(index.context(Context.BOTH_SIDES, clause.start, clause.end))
    if both and not any(item.country for item in here):
        here = []  # "both countries", before a body that they speak of
    order = list(dict.fromkeys(item.side for item in here))
    foreign = [side for side in order if side != index.home]
    chosen = [(side, "sentence") for side in order]
    if _total(index, draft, foreign, both):
        return [(index.home, "sentence" if order else "home-country")], True
    if len(order) < 2:
        chosen += _supplied(index, draft, order, foreign, both)
    elif index.home not in order and _home_is_party(index, order, pair):
        chosen.append((index.home, "home-country"))
    return chosen[:MOST], False


def _total(index: ArticleIndex, draft: Draft, foreign: list[str], both: bool) -> bool:
    """Whether the clause gives a figure over all partners: then the home country is the one side named."""
    clause = draft.clause
    return (
        draft.has(KindTrait.TOTALS)
        and index.home_speaks
        and not foreign
        and not both
        and bool(index.money.within(clause.start, clause.end))
        and (bool(TOTALS & draft.frames.keys()) or bool(index.context(Context.WORLD, clause.start, clause.end)))
    )


def _supplied(
    index: ArticleIndex, draft: Draft, order: list[str], foreign: list[str], both: bool
) -> list[tuple[str, str]]:
    """Side and context of those that the clause leaves out."""
    clause, state = draft.clause, draft.state
    pair = list(state.pair)
    if foreign:
        if both and len(pair) == 2 and foreign[0] in pair:
            return [(side, "both-sides") for side in pair if side not in order]
        if index.home_speaks:
            return [(index.home, "home-country")]
        other = [side for side in pair if side not in order] or [s for s, _ in index.weight.most_common(2)]
        return [(side, "previous-sentence") for side in other if side not in order][:1]
    recent = [side for side in reversed(pair) if side not in order]
    named = takewhile(lambda seen: seen.start >= clause.sentence, reversed(state.recent))
    near = next((seen.side for seen in named if seen.side != index.home), None)
    if near and not both:
        supplied = [(near, "sentence")]
    elif recent and (both or state.recent[-1].end > clause.start - 400):
        supplied = [(side, "both-sides" if both else "previous-sentence") for side in recent if side != index.home]
    else:
        supplied = []
    supplied = supplied[: 2 - len(order)]
    if not supplied and index.partner:
        supplied = [(index.partner, "heading")]
    if not order and len(supplied) < 2:
        rest = recent if not index.home_speaks else [index.home]
        supplied += [(side, "home-country") for side in rest if side not in {s for s, _ in supplied}][:1]
    return supplied


def _home_is_party(index: ArticleIndex, order: list[str], pair: list[str]) -> bool:
    """Whether the home country stands behind a clause that names two others."""
    top = index.weight[index.home]
    return index.home_speaks and all(index.weight[side] <= top for side in order) and index.home in pair
