"""From claims to drafts: every number, party and stretch of a claim is held against the article, or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, KindTrait
from ruammit.proposers.answer import AmountClaim, Claim, refusal
from ruammit.proposers.calibration import Calibration
from ruammit.proposers.grounding import Found, Grounding
from ruammit.proposers.mentions import HOME, Mark, Mentions, MentionType
from ruammit.records.drafts import Draft, is_denied
from ruammit.records.filled import Filled, Scored, Side
from ruammit.records.index import Amounted, ArticleIndex, Dated, Shared
from ruammit.records.named import Named
from ruammit.records.segment import Clause
from ruammit.records.slots.figures import COUNTED_AS
from ruammit.records.slots.period import Period
from ruammit.records.slots.roles import directed
from ruammit.records.state import DiscourseState
from ruammit.schema import Amount, Count, EntityType, Measure, Refused, Role, Share, Slot, Status

__all__ = ["Checker"]

REACH = 400
"""Characters around a quote in which a figure of its record stands: the sentences beside it."""
DATE_REACH = 7_000
"""The same for a date, which often stands at the head of the article only: a window of the question."""
SAID = 30
"""Characters before an amount in which a phrase says what it measures beyond doubt."""
MOST_PARTIES, MOST_SECTORS = 6, 3
"""Of a record (schema)."""
LONGEST_SUBJECT = 160
"""Characters of a subject: twice what the longest of a reader's column "what" has."""


class _Refusal(Exception):  # noqa: N818 - never leaves this module
    """The whole claim is refused."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


@dataclass(frozen=True)
class _Slots:
    """What stands of a claim's figures."""

    amounts: tuple[Amount, ...]
    shares: tuple[Share, ...]
    counts: tuple[Count, ...]


class Checker:
    """Checks the claims about one article.

    Args:
        index: the article.
        mentions: its mentions under the numbers that the reader was shown.
        reader: the name of the reader's model.
        calibration: what a claim of the reader is worth.

    Attributes:
        refused: what was refused so far, with the reasons.
    """

    def __init__(self, index: ArticleIndex, mentions: Mentions, reader: str, calibration: Calibration) -> None:
        self._index, self._mentions, self._reader, self._calibration = index, mentions, reader, calibration
        self._grounding = Grounding(index.text)
        self.refused: list[Refused] = []

    def drafts(self, claims: Iterable[Claim | Refused]) -> Iterator[Scored]:
        """The claims that the article bears out, as scored drafts."""
        for claim in claims:
            if isinstance(claim, Refused):
                self.refused.append(claim)
                continue
            try:
                yield self._draft(claim)
            except _Refusal as refused:
                self._refuse(refused.code, refused.message, claim)

    def _refuse(self, code: str, message: str, claim: object) -> None:
        self.refused.append(refusal(self._reader, code, message, claim))

    def _draft(self, claim: Claim) -> Scored:
        start, end = self._quote(claim)
        draft = self._of_kind(claim, start, end)
        amounts = tuple(self._amounts(claim, draft))
        slots = _Slots(amounts, tuple(self._shares(claim, draft)), tuple(self._counts(claim, draft)))
        period = self._period(claim, start, end)
        self._check_status(claim, amounts, period)
        sides = self._sides(claim, draft, slots)
        filled = Filled(
            draft=draft,
            sides=self._with_roles(claim, draft, sides, amounts),
            total=len(sides) == 1,
            omitted=0.0,
            amounts=slots.amounts,
            shares=slots.shares,
            counts=slots.counts,
            period=period,
            period_sure=self._calibration.slot,
            subject=self._subject(claim, start, end),
        )
        sure = self._calibration.slot
        planned = sure if claim.status is Status.PLANNED else 1 - sure
        sectors = tuple(dict.fromkeys(claim.sectors))[:MOST_SECTORS]
        return Scored(filled, {}, self._calibration.told, planned, claim.status, sectors)

    # --- quote and subject -------------------------------------------------------------------------------------------

    def _quote(self, claim: Claim) -> tuple[int, int]:
        """Where the quote stands: of several places the one with most of the claim's mentions."""
        found = self._grounding.find(claim.quote)
        if not found:
            raise _Refusal("quote-not-found", "the quote does not stand in the article")
        if found[0].changed:
            raise _Refusal("changed-value", "the quote has other numbers than the article")
        pointed = [*(a.money for a in claim.amounts), *claim.shares, *claim.counts, *claim.dates]
        pointed += [party.name for party in claim.parties]
        marks = [mark for n in pointed if n in self._mentions.by_number for mark in self._mentions.by_number[n].marks]

        def held(place: Found) -> int:
            return sum(place.start <= mark.start and mark.end <= place.end for mark in marks)

        best = max(found, key=lambda place: (held(place), -place.start))
        return best.start, best.end

    def _subject(self, claim: Claim, start: int, end: int) -> tuple[int, int] | None:
        if claim.subject is None or not claim.subject.strip():
            return None
        found = self._grounding.find(claim.subject, (start, end)) or self._grounding.find(claim.subject)
        if not found or found[0].changed:
            self._refuse("subject-not-found", "the subject does not stand in the article", {"subject": claim.subject})
            return None
        best = min(found, key=lambda place: abs(place.start - start))
        if best.end - best.start > LONGEST_SUBJECT:
            self._refuse("subject-too-long", "the subject is longer than a subject is", {"subject": claim.subject})
            return None
        return best.start, best.end

    # --- kind and status ---------------------------------------------------------------------------------------------

    def _of_kind(self, claim: Claim, start: int, end: int) -> Draft:
        """The draft of the claim's kind at its quote, unless the evidence contradicts the kind."""
        index, kind = self._index, claim.kind
        frames: Counter[str] = Counter()
        triggers, denied = [], 0
        line = index.text.count("\n", 0, start)
        clause = Clause(start, end, start, line)
        for hit in index.frames.within(start, end):
            frames[hit.key] += 1
            if index.words.frames[hit.key].kind is not kind:
                continue
            if is_denied(index, clause, hit, kind):
                denied += 1
            else:
                triggers.append(hit)
        if denied and not triggers:
            raise _Refusal("kind-contradicted", f"the quote denies the {kind}")
        return Draft(kind, clause, DiscourseState(), tuple(triggers), frames, reader=self._reader)

    def _check_status(self, claim: Claim, amounts: tuple[Amount, ...], period: Period) -> None:
        """Refuse what was over before publication as planned, and what is to come after it, or is a target, as done."""
        published = self._index.analysis.article.published or "X"
        start, end = period.start or "X", period.end or "X"
        if claim.status is Status.PLANNED and "X" not in end + published and end < published:
            raise _Refusal("status-contradicted", f"planned, and it ended on {end}, before the article of {published}")
        if claim.status is Status.DONE:
            if "X" not in start + published and start > published:
                raise _Refusal(
                    "status-contradicted", f"done, and it begins on {start}, after the article of {published}"
                )
            if amounts and all(amount.measure is Measure.TARGET for amount in amounts):
                raise _Refusal("status-contradicted", "done, and its amounts are targets")

    # --- figures -----------------------------------------------------------------------------------------------------

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

    def _amounts(self, claim: Claim, draft: Draft) -> Iterator[Amount]:
        told = {amount.money: amount for amount in claim.amounts}
        items = [
            (mark.value, said)
            for said in told.values()
            for mark in self._marks([said.money], MentionType.MONEY, draft, REACH)
            if isinstance(mark.value, Amounted)
        ]
        plain = any(not item.restated for item, _ in items)
        for item, said in items:
            if item.restated and plain:
                continue  # the same amount in another currency: the first stands for both (docs/contract.md)
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

    def _shares(self, claim: Claim, draft: Draft) -> Iterator[Share]:
        for mark in self._marks(claim.shares, MentionType.PERCENT, draft, REACH):
            if isinstance(mark.value, Shared):
                if mark.value.value.change is not None:
                    claimed = {"shares": mark.value.value.quote}
                    self._refuse("rate-not-share", "the percentage is a rise or a fall", claimed)
                    continue
                words = self._index.following(Context.SHARE_OF, mark.end, draft.clause.end)
                span = (self._index.span(mark.start, mark.end),)
                yield Share(value=mark.value.value.value, of=words or str(draft.kind), evidence=span)

    def _counts(self, claim: Claim, draft: Draft) -> Iterator[Count]:
        units = ontology().kinds[draft.kind].units
        for mark in self._marks(claim.counts, MentionType.COUNT, draft, REACH):
            if isinstance(mark.value, Count):
                unit = mark.value.unit
                unit = COUNTED_AS.get(unit, unit) if draft.has(KindTrait.NO_AMOUNTS) else unit
                if unit in units:
                    yield mark.value.model_copy(update={"unit": unit})
                else:
                    self._refuse("unit-of-other-kind", f"{unit} is not counted in {draft.kind}", {"counts": unit})

    def _period(self, claim: Claim, start: int, end: int) -> Period:
        """The period that the dates make: one date, or the first's start to the second's end."""
        clause = Clause(start, end, start, 0)
        draft = Draft(claim.kind, clause, DiscourseState(), (), {}, reader=self._reader)
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

    # --- sides -------------------------------------------------------------------------------------------------------

    def _sides(self, claim: Claim, draft: Draft, slots: _Slots) -> dict[str, tuple[Named, ...]]:
        """Side to the mentions that name it best, in the order of the claim."""
        sides: dict[str, tuple[Named, ...]] = {}
        for party in claim.parties[: 2 * MOST_PARTIES]:
            if party.name == HOME:
                sides.setdefault(self._index.home, ())
                continue
            one = self._mentions.by_number.get(party.name)
            if one is None or one.type is not MentionType.NAME:
                code = "no-such-party" if one is None else "other-type"
                self._refuse(code, f"the article names no party with the number {party.name}", party)
                continue
            item = self._nearest(one.marks, draft)
            if item.start in self._index.reporters or self._is_media(item):
                self._refuse("only-reports", f"{item.entity.canonical} only reports", party)
                continue
            sides[item.side] = (*sides.get(item.side, ()), item)
        figured = bool(slots.amounts or slots.shares or slots.counts)
        if len(sides) < 2 and not (sides and figured and draft.has(KindTrait.TOTALS)):
            raise _Refusal("one-side", "fewer than two sides of different countries are left")
        return dict(list(sides.items())[:MOST_PARTIES])

    def _nearest(self, marks: tuple[Mark, ...], draft: Draft) -> Named:
        """The mention of a name in the quote, else the last one before it, else the first after it."""
        clause = draft.clause
        named = [mark.value for mark in marks if isinstance(mark.value, Named)]
        inside = [item for item in named if clause.start <= item.start < clause.end]
        before = [item for item in named if item.start < clause.start]
        return (inside or before[::-1] or named)[0]

    def _is_media(self, item: Named) -> bool:
        """Whether the name is that of a paper, an agency or a statistics office."""
        organisation = item.entity.type is EntityType.ORG
        return organisation and bool(self._index.context(Context.MEDIA, item.start, item.start + 1))

    def _with_roles(
        self, claim: Claim, draft: Draft, sides: dict[str, tuple[Named, ...]], amounts: tuple[Amount, ...]
    ) -> tuple[Side, ...]:
        allowed = ontology().kinds[draft.kind].roles
        roles = self._roles(claim, sides)
        flows = directed(draft, frozenset(amount.measure for amount in amounts))
        if flows and len(sides) > 1 and not set(allowed) <= set(roles.values()):
            self._refuse("roles-contradicted", f"a flow goes from one side to another ({' to '.join(allowed)})", claim)
            flows = False
        sure = self._calibration.slot
        made = []
        for side, named in sides.items():
            role = roles.get(side, Role.PARTNER)
            role = role if flows and role in allowed else Role.PARTNER
            made.append(Side(side, named, self._via(draft, named), role, sure, sure))
        return tuple(made)

    def _roles(self, claim: Claim, sides: dict[str, tuple[Named, ...]]) -> dict[str, Role]:
        """Side to the role that its first party has."""
        roles: dict[str, Role] = {}
        for party in claim.parties:
            one = self._mentions.by_number.get(party.name)
            named = [mark.value for mark in one.marks if isinstance(mark.value, Named)] if one else []
            side = self._index.home if party.name == HOME else named[0].side if named else None
            if side in sides and side is not None:
                roles.setdefault(side, party.role)
        return roles

    def _via(self, draft: Draft, named: tuple[Named, ...]) -> str:
        if not named:
            return "home-country"
        clause = draft.clause
        if any(clause.start <= item.start < clause.end for item in named):
            return "sentence"
        return "previous-sentence" if named[0].end > clause.start - REACH else "heading"
