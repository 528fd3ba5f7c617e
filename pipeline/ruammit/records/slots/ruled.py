"""The sides that a plain rule takes: those named, and those that a clause leaves to the reader.

The rule is one of the signs that the model of `parties` weighs.
"""

from __future__ import annotations

from itertools import takewhile

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, FrameTrait, KindTrait
from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex
from ruammit.records.named import Named
from ruammit.records.slots.bystanders import among_many, whole_side

__all__ = ["MOST", "sides_by_rule"]

MOST = 6
"""Parties that a record can have (schema)."""
BEFORE = 300
"""Characters of its sentence before a clause in which the other side of a figure may be named."""
TOTALS = ontology().frames_with(FrameTrait.TOTAL)


def sides_by_rule(index: ArticleIndex, draft: Draft, here: list[Named]) -> tuple[list[tuple[str, str]], bool]:
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
    if (whole := among_many(index, draft) or whole_side(index, draft)) is not None:
        return [(whole, "sentence")], True
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
        and all(
            item.side == index.home
            for item in index.named.within(max(clause.sentence, clause.start - BEFORE), clause.start)
        )
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
        if index.home_speaks or (index.home_unsaid and not draft.has(KindTrait.SERIES)):
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
