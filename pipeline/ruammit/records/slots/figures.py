"""The amounts of a draft, with what they measure."""

from __future__ import annotations

from collections.abc import Sequence

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, FrameTrait, KindTrait
from ruammit.records.drafts import CAPITAL, OFFICIAL, Draft
from ruammit.records.index import ArticleIndex
from ruammit.records.placed import Amounted
from ruammit.schema import Amount, Measure, Role

__all__ = ["amounts", "is_compared", "settled", "starts_rise"]

WORTHS = ontology().frames_with(FrameTrait.WORTH)
PRICED = {Measure.INVESTMENT, Measure.AID}
"""What a price measures where it is that of a stake or of a gift: what is invested, what is given."""
TARGET_REACH = 80
"""Characters that may stand between a word for a target and its amount."""
LED_REACH = 8
"""Characters between a little word and the amount that it leads ("from about 3 bn")."""
RISE_BEFORE = 250
"""Characters before the end of a rise in which a word makes it a target."""
RISE_REACH = 60
"""Characters between the two values of a rise."""
COMPARED_REACH = 12
"""Characters between a date that a figure is compared with and that figure: "as in 2023, when there were"."""
WIDEST = 30
"""Characters that a date takes at most."""


def amounts(index: ArticleIndex, draft: Draft) -> tuple[Amount, ...]:
    """The amounts of the draft's clause that belong to its kind; what restates one in another currency is one too."""
    found: list[Amount] = []
    measure: Measure | None = None
    for money in index.money.within(draft.clause.start, draft.clause.end):
        if not money.restated:
            other = draft.paired is not None and money.start != draft.paired[1]
            other = other or money.start in index.wholes or _is_former(index, money.start)
            measure = None if other else _measure(index, draft, money)
        if measure is not None:
            value = money.value
            found.append(
                Amount(
                    value=value.amount,
                    value_max=value.amount_max,
                    currency=value.currency,
                    modifier=value.modifier,
                    measure=measure,
                    evidence=(index.span(money.start, money.end),),
                )
            )
    return tuple(found)


def _measure(index: ArticleIndex, draft: Draft, money: Amounted) -> Measure | None:
    """What the amount measures, or None where it is not of this kind of record.

    The nearest phrase with a measure before the amount says it, else the nearest after it in the clause; a word for
    a target close before the amount makes it a target.
    """
    clause, frames = draft.clause, index.words.frames
    hits = [h for h in index.frames.within(clause.start, clause.end) if frames[h.key].measure is not None]
    hits = [h for h in hits if h.start < money.start][::-1] + [h for h in hits if h.start >= money.end]
    hits += [h for h in draft.triggers if h.start < clause.start]
    default = ontology().kinds[draft.kind].measure
    if draft.told & OFFICIAL:  # the capital is a donor's
        hits = [h for h in hits if h.key not in CAPITAL]
    hits = [h for h in hits if h.key not in WORTHS] + [h for h in hits if h.key in WORTHS]
    measures = [m for h in hits if (m := frames[h.key].measure) is not None]
    # What was exported may be "worth" its value: words for a price say the measure only where nothing else does.
    measure = next((m for m in measures if m is not Measure.CONTRACT), measures[0] if measures else None)
    if measure is Measure.CONTRACT and default in PRICED:
        measure = default
    owner = ontology().kind_of(measure)
    if draft.has(KindTrait.NO_AMOUNTS) or (owner is not None and owner is not draft.kind):
        return None
    if draft.has(KindTrait.TARGETS) and _is_target(index, draft, money):
        return Measure.TARGET
    return default if measure is None else measure


def settled(
    index: ArticleIndex, draft: Draft, found: tuple[Amount, ...], roles: Sequence[tuple[str, Role]], lasts: bool
) -> tuple[Amount, ...]:
    """The amounts; what was bought and sold over a time, without a word for a deal, is a total of exports or imports.

    Args:
        index: the article.
        draft: the draft.
        found: its amounts.
        roles: its sides with their roles: it is exports where home sells, else as the first of them sees it.
        lasts: whether its period is longer than a day.
    """
    clause = draft.clause
    if not (lasts and roles and draft.has(KindTrait.OUTWARD)):
        return found
    if index.context(Context.PURCHASE, clause.start, clause.end):
        return found
    gives, takes = ontology().kinds[draft.kind].roles
    first = gives if (index.home, gives) in roles else roles[0][1]
    measure = {gives: Measure.EXPORT, takes: Measure.IMPORT}.get(first, Measure.CONTRACT)
    return tuple(
        amount.model_copy(update={"measure": measure}) if amount.measure is Measure.CONTRACT else amount
        for amount in found
    )


def is_compared(index: ArticleIndex, at: int) -> bool:
    """Whether the figure at the place is one that another is compared with, or by how much they differ."""
    dates = [date for date in index.dates.within(at - COMPARED_REACH - WIDEST, at) if date.start in index.compared]
    return any(0 <= at - date.end <= COMPARED_REACH and index.text[date.end : at].strip() for date in dates[-1:])


def _is_former(index: ArticleIndex, at: int) -> bool:
    """Whether the amount at the place is that of a former time, told in passing: "from last year's 3 bn"."""
    return is_compared(index, at) and not any(
        index.text[date.end].isspace() for date in index.dates.within(at - COMPARED_REACH - WIDEST, at)[-1:]
    )


def _is_target(index: ArticleIndex, draft: Draft, money: Amounted) -> bool:
    """Whether a word for a target stands close before the amount; where it starts a rise, it is none, its end is."""
    if starts_rise(index, money.start, money.end):
        return False
    ends_rise = index.little.led(Context.TO_VALUE, money.start, LED_REACH)
    first = max(draft.clause.sentence, money.start - RISE_BEFORE)
    least = first if ends_rise else max(draft.clause.start, money.start - TARGET_REACH)
    return bool(index.context(Context.TARGET, least, money.start))


def starts_rise(index: ArticleIndex, start: int, end: int) -> bool:
    """Whether the amount at the place is the one from which a rise or fall starts: "from 3 bn in 2017 to 10 bn"."""
    if not index.little.led(Context.FROM_VALUE, start, LED_REACH):
        return False
    after = index.money.within(end, end + RISE_REACH)
    return bool(after) and index.little.led(Context.TO_VALUE, after[0].start, LED_REACH)
