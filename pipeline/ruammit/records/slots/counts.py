"""What a draft counts: projects, agreements, those who took part."""

from __future__ import annotations

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, KindTrait
from ruammit.records.counted import Counted
from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex
from ruammit.records.slots.figures import is_compared, of_others
from ruammit.schema import Count

__all__ = ["counts", "unit_in"]

WIDEST = 30
"""Characters that a date or a percentage takes at most before a number in it."""
FROM_REACH = 8
"""Characters between "from" and the number of countries that capital or goods come from: "from over 20 countries"."""
JOINED_REACH = 30
"""Characters between two numbers of one unit that are joined: "84 MW and the plant B 300 MW"."""
RANKED = 25
"""Characters before a number in which a place among so many is told: "16th of 147 countries"."""
BESIDE = 40
"""Characters on either side of a number of people in which a word says that they take no part."""
PEOPLE = {"investor", "student", "worker", "expert", "tourist"}
"""Who takes part where something happens: an investor at a meeting is a participant."""
SIDES = {"country", "company", "participant", "delegation", "city"}
"""Units of which two are the sides themselves: "the two countries", "the 2 firms"."""


def counts(index: ArticleIndex, draft: Draft) -> tuple[Count, ...]:
    """Numbers followed by a word for what a record of this kind counts; where they are parts of a whole, the whole."""
    clause, units = draft.clause, ontology().kinds[draft.kind].units
    found: list[tuple[Counted, str]] = []
    for item in index.counted.within(clause.start, clause.end):
        unit = unit_in(draft, item.unit)
        told = [other for other, its in found if its == unit]
        listed = draft.item is not None and item.start in draft.item.figures
        part = bool(told) and not listed and _part(index, told[-1], item)
        if unit in units and _counts_things(index, draft, item) and not part:
            found.append((item, unit))
    if draft.item is not None:  # the number of a list's first item, not that of all of them
        own = {unit for item, unit in found if item.start in draft.item.figures}
        found = [(item, unit) for item, unit in found if unit not in own or item.start in draft.item.figures]
    return tuple(
        Count(value=item.number.value, unit=unit, evidence=(index.span(item.start, item.end),)) for item, unit in found
    )


def unit_in(draft: Draft, unit: str) -> str:
    """What the unit is called in a record of the draft's kind."""
    return "participant" if draft.has(KindTrait.NO_AMOUNTS) and unit in PEOPLE else unit


def _part(index: ArticleIndex, whole: Counted, item: Counted) -> bool:
    """Whether a further number of the same things is a part of the one before it, or tells of something else."""
    joined = item.start - whole.end <= JOINED_REACH and index.context(Context.AND, whole.end, item.start)
    return not joined or bool(index.context(Context.PARTS, whole.end, item.start))


def _counts_things(index: ArticleIndex, draft: Draft, item: Counted) -> bool:
    """Whether the number before the unit is a count.

    None are an article ("an agreement"), the two sides ("the two countries"), countries among which a flow is ranked, a
    list's number, a part of a name ("737-8") or of another figure, a number of others, what a figure is compared with,
    and people who take no part.
    """
    text, number, at = index.text, item.number, item.start
    spelt = not text[at].isdigit()
    article = spelt and number.value == 1
    sides = number.value == 2 and (item.unit == "country" or (spelt and item.unit in SIDES))
    listed = bool(text[number.end : item.at].strip()) or index.little.led(Context.ORDINAL, at, 1)
    named = text[at - 1 : at] in ("-", "/") and text[at - 2 : at - 1].isalnum()
    other = any(
        figure.end > at
        for layer in (index.dates, index.percent, index.money)
        for figure in layer.within(at - WIDEST, number.end)
    )
    if number.value <= 0 or article or sides or listed or named or other or of_others(index, at):
        return False
    if draft.has(KindTrait.FLOW):
        told = item.unit != "country" or index.little.led(Context.FROM, at, FROM_REACH)
    else:
        told = not _absent(index, item)
    ranked = item.unit in SIDES and bool(index.context(Context.RANK, at - RANKED, at))
    return told and not ranked and not is_compared(index, at)


def _absent(index: ArticleIndex, item: Counted) -> bool:
    """Whether people are counted who take no part: who live somewhere, sign, die."""
    people = item.unit == "participant" or item.unit in PEOPLE
    return people and bool(index.context(Context.BYSTANDERS, item.start - BESIDE, item.end + BESIDE))
