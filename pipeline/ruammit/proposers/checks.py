"""From claims to drafts: every number, party and stretch of a claim is held against the article, or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, KindTrait
from ruammit.proposers.answer import Claim, refusal
from ruammit.proposers.calibration import Calibration
from ruammit.proposers.figures import Figures
from ruammit.proposers.grounding import Found, Grounding
from ruammit.proposers.mentions import HOME, Mark, Mentions, MentionType
from ruammit.records.drafts import Draft, is_denied
from ruammit.records.filled import Filled, Scored, Side
from ruammit.records.index import ArticleIndex
from ruammit.records.named import Named
from ruammit.records.scoring import Features
from ruammit.records.segment import Clause
from ruammit.records.slots.period import Period
from ruammit.records.slots.roles import directed
from ruammit.records.state import DiscourseState
from ruammit.schema import Amount, EntityType, Measure, Refused, Role, Status

__all__ = ["Checker"]

NEAR = 400
"""Characters before a quote in which a name stands that it goes on with."""
MOST_PARTIES, MOST_SECTORS = 6, 3
"""Of a record (schema)."""
LONGEST_SUBJECT = 160
"""Characters of a subject: twice what the longest of a reader's column "what" has."""


class _Refusal(Exception):  # noqa: N818 - never leaves this module
    """The whole claim is refused."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


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
        self._figures = Figures(index, mentions, self._refuse)
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
        amounts = tuple(self._figures.amounts(claim, draft))
        shares, counts = tuple(self._figures.shares(claim, draft)), tuple(self._figures.counts(claim, draft))
        period = self._figures.period(claim, draft)
        self._check_status(claim, amounts, period)
        sides = self._sides(claim, draft, figured=bool(amounts or shares or counts))
        filled = Filled(
            draft=draft,
            sides=self._with_roles(claim, draft, sides, amounts),
            total=len(sides) == 1,
            omitted=0.0,
            amounts=amounts,
            shares=shares,
            counts=counts,
            period=period,
            period_sure=self._calibration.slot,
            subject=self._subject(claim, start, end),
        )
        sure = self._calibration.slot
        planned = sure if claim.status is Status.PLANNED else 1 - sure
        sectors = tuple(dict.fromkeys(claim.sectors))[:MOST_SECTORS]
        return Scored(filled, Features([]), self._calibration.told, planned, claim.status, sectors)

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

    # --- sides -------------------------------------------------------------------------------------------------------

    def _sides(self, claim: Claim, draft: Draft, figured: bool) -> dict[str, tuple[Named, ...]]:
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
        return "previous-sentence" if named[0].end > clause.start - NEAR else "heading"
