"""The figures and dates of a claim: mentions that are there, of the type asked for, and near the quote; or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, KindTrait
from ruammit.proposers.answer import AmountClaim, Claim
from ruammit.proposers.mentions import Mark, Mentions, MentionType
from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex
from ruammit.records.placed import Amounted, Dated, Shared
from ruammit.records.slots.counts import unit_in
from ruammit.records.slots.period import Period
from ruammit.schema import Amount, Count, Share, Slot

__all__ = ["Figures", "Refuse"]

REACH = 400
"""Characters around a quote in which a figure of its record stands: the sentences beside it."""
DATE_REACH = 7_000
"""The same for a date, which often stands at the head of the article only: a window of the question."""
SAID = 30
"""Characters before an amount in which a phrase says what it measures beyond doubt."""

Refuse = Callable[[str, str, object], None]
"""Takes the code, the message and the claim of what is refused."""


class Figures:
    """Makes the slots of claims about one article.

    Args:
        index: the article.
        mentions: its mentions under the numbers that the reader was shown.
        refuse: is told what is refused.
    """

    def __init__(self, index: ArticleIndex, mentions: Mentions, refuse: Refuse) -> None:
        self._index, self._mentions, self._refuse = index, mentions, refuse

    def _marks(self, numbers: Iterable[int], wanted: MentionType, draft: Draft, reach: int) -> Iterator[Mark]:
        """The mentions of the numbers that are of the type wanted and stand near enough to the quote."""
        for number in dict.fromkeys(numbers):
            one = self._mentions.by_number.get(number)
            claim = {str(wanted): number}
            if one is None:
                self._refuse("no-such-mention", f"the article has no mention {number}", claim)
            elif one.type is not wanted:
                self._refuse("other-type", f"mention {number} is a {one.type}, not a {wanted}", claim)
            else:
                mark = one.marks[0]
                if mark.end > draft.clause.start - reach and mark.start < draft.clause.end + reach:
                    yield mark
                else:
                    self._refuse("far-from-quote", f"mention {number} stands far from the quote", claim)

    def amounts(self, claim: Claim, draft: Draft) -> Iterator[Amount]:
        """The amounts that the claim points to, as the article has them."""
        told = {amount.money: amount for amount in claim.amounts}
        items = [
            (mark.value, said)
            for said in told.values()
            for mark in self._marks([said.money], MentionType.MONEY, draft, REACH)
            if isinstance(mark.value, Amounted)
        ]
        for item, said in items:
            if reason := self._contradicted(draft, item, said):
                self._refuse(*reason, said)
                continue
            money = item.value
            yield Amount(
                value=money.amount,
                value_max=money.amount_max,
                currency=money.currency,
                modifier=money.modifier,
                measure=said.measure,
                evidence=(self._index.span(item.start, item.end),),
            )

    def _contradicted(self, draft: Draft, item: Amounted, said: AmountClaim) -> tuple[str, str] | None:
        """Code and message of what speaks against an amount as it is claimed."""
        if said.value is not None and said.value not in (item.value.amount, item.value.amount_max):
            return "changed-value", f"mention {said.money} is {item.value.amount:f}, not {said.value:f}"
        owner = ontology().kind_of(said.measure)
        if draft.has(KindTrait.NO_AMOUNTS):
            return "measure-of-other-kind", f"a record of {draft.kind} has no amounts"
        if owner is not None and owner is not draft.kind and draft.has(KindTrait.FLOW):
            return "measure-of-other-kind", f"{said.measure} is a measure of {owner}, not of {draft.kind}"
        frames = self._index.words.frames
        near = self._index.frames.within(item.start - SAID, item.start)
        measures = [measure for hit in near if (measure := frames[hit.key].measure) is not None]
        owners = {ontology().kind_of(measure) for measure in measures[-1:]} - {None, draft.kind}
        if owners and said.measure not in measures:
            return "kind-contradicted", f"the words before the amount are of {owners.pop()}, not of {draft.kind}"
        return None

    def shares(self, claim: Claim, draft: Draft) -> Iterator[Share]:
        """The percentages that the claim points to; a rise or a fall is no share."""
        for mark in self._marks(claim.shares, MentionType.PERCENT, draft, REACH):
            if isinstance(mark.value, Shared):
                if mark.value.value.change is not None:
                    claimed = {"shares": mark.value.value.quote}
                    self._refuse("rate-not-share", "the percentage is a rise or a fall", claimed)
                    continue
                words = self._index.little.following(Context.SHARE_OF, mark.end, draft.clause.end)
                span = (self._index.span(mark.start, mark.end),)
                yield Share(value=mark.value.value.value, of=words or str(draft.kind), evidence=span)

    def counts(self, claim: Claim, draft: Draft) -> Iterator[Count]:
        """The numbers that the claim points to, of what records of its kind count."""
        units = ontology().kinds[draft.kind].units
        for mark in self._marks(claim.counts, MentionType.COUNT, draft, REACH):
            if isinstance(mark.value, Count):
                unit = unit_in(draft, mark.value.unit)
                if unit in units:
                    yield mark.value.model_copy(update={"unit": unit})
                else:
                    self._refuse("unit-of-other-kind", f"{unit} is not counted in {draft.kind}", {"counts": unit})

    def period(self, claim: Claim, draft: Draft) -> Period:
        """The period that the dates make: one date, or the first's start to the second's end."""
        start, end = draft.clause.start, draft.clause.end
        dates = [
            mark.value
            for mark in self._marks(claim.dates, MentionType.DATE, draft, DATE_REACH)
            if isinstance(mark.value, Dated)
        ]
        if not dates:
            return Period()
        if len(dates) > 2:
            self._refuse("too-many-dates", "a period has at most two dates", {"dates": claim.dates})
            return Period()
        first, last = min(d.value.start for d in dates), max(d.value.end for d in dates)
        spans = tuple(self._index.span(date.start, date.end) for date in dates)
        inside = all(start <= date.start and date.end <= end for date in dates)
        slot = Slot(evidence=spans, via="sentence" if inside else "previous-sentence")
        if len(dates) == 2 or claim.period == "during":
            return Period(first, last, slot)
        return Period(first, None, slot) if claim.period == "from" else Period(None, last, slot)
