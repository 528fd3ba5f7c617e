"""Records as annotation tools know them: labelled spans, and links from a record's span to those of its slots.

A record is a span over its quote, labelled with kind and status (`investment-done`). A link goes from it to the span
of each slot and says what it is there: `party-source`, `amount-investment`, `period`, `subject`, `share`, `count`. What
has no words in the article (sectors, modifiers, a country left unsaid) stays with the record when it comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ruammit.errors import ReviewError
from ruammit.review.corrections import Action, Correction, correction
from ruammit.review.forms import AmountForm, CountForm, Form, PartyForm, Place, ShareForm, form_of, record_of
from ruammit.review.identity import content
from ruammit.review.typed import Kind, read_selected
from ruammit.schema import EntityType, Extraction, Measure, Record, RecordKind, Role, Status

__all__ = ["LABELS", "LINKS", "Labelled", "LabelledSpan", "Link", "corrections_of", "labelled"]

_SLOTS = {"money": "MONEY", "percent": "PERCENT", "dates": "DATE"}
LABELS = (
    *_SLOTS.values(),
    *(str(kind) for kind in EntityType),
    "COUNT",
    "SUBJECT",
    *(f"{kind}-{status}" for kind in RecordKind for status in Status),
)
"""Every label of a span."""
LINKS = (
    *(f"party-{role}" for role in Role),
    *(f"amount-{measure}" for measure in Measure),
    "share",
    "count",
    "period",
    "subject",
)
"""Every label of a link."""


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """A stretch of the text with its label; offsets in code points."""

    id: str
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Link:
    """From the span of a record to that of a slot."""

    head: str
    tail: str
    label: str


@dataclass(frozen=True)
class Labelled:
    """An article with labelled spans and links.

    Attributes:
        id: the article's id.
        sha256: of its text.
        text: the text.
        lang: its language.
        spans: in text order.
        links: between them.
    """

    id: str
    sha256: str
    text: str
    lang: str
    spans: tuple[LabelledSpan, ...]
    links: tuple[Link, ...]


def labelled(extraction: Extraction) -> Labelled:
    """An extraction as labelled spans and links."""
    spans: dict[tuple[int, int, str], LabelledSpan] = {}
    links: list[Link] = []

    def span(place: Place, label: str) -> str:
        key = (*place, label)
        return spans.setdefault(key, LabelledSpan(f"m{len(spans)}", *key)).id

    for layer, label in _SLOTS.items():
        for row in getattr(extraction, layer):
            span((row.start_char, row.end_char), label)
    for entity in extraction.entities:
        for mention in entity.mentions:
            span((mention.start_char, mention.end_char), str(entity.type))
    types = {entity.name: str(entity.type) for entity in extraction.entities}
    records = []
    for record in extraction.records:
        form = form_of(record)
        head = LabelledSpan(f"r-{record.id}", *form.evidence[0], f"{form.kind}-{form.status}")
        records.append(head)
        for label, place, told in _slots(form, types):
            links.append(Link(head.id, span(place, told), label))
    found = sorted([*spans.values(), *records], key=lambda one: (one.start, -one.end, one.id))
    return Labelled(
        extraction.id, extraction.sha256, extraction.text, extraction.lang, tuple(found), tuple(dict.fromkeys(links))
    )


def _slots(form: Form, types: dict[str, str]) -> Iterable[tuple[str, Place, str]]:
    """Label of the link, place and label of the span, of every slot that stands in the text."""
    for party in form.parties:
        if party.place:
            yield f"party-{party.role}", party.place, types.get(party.name, "ORG")
    for amount in form.amounts:
        if amount.place:
            yield f"amount-{amount.measure}", amount.place, "MONEY"
    for name, rows, label in (("share", form.shares, "PERCENT"), ("count", form.counts, "COUNT")):
        for row in rows:
            if row.place:
                yield name, row.place, label
    if form.period:
        yield "period", form.period, "DATE"
    if form.subject:
        yield "subject", form.subject, "SUBJECT"


# --- and back --------------------------------------------------------------------------------------------------------


def corrections_of(given: Labelled, extraction: Extraction, reviewer: str) -> list[Correction]:
    """What somebody has decided in another tool, as corrections of the extraction's records.

    A record that came back as it went is accepted, one that is missing is rejected, a changed one is changed, and a
    span with the label of a record that was not there is a new one. Values of new words are read by the readers.

    Args:
        given: what the tool has for the article.
        extraction: the article as it was sent out.
        reviewer: who annotated.

    Raises:
        ReviewError: a span or link makes no record; names the article and the words.
    """
    spans = {span.id: span for span in given.spans}
    out = labelled(extraction)
    sent = {span.id: span for span in out.spans}
    own = {f"r-{record.id}": record for record in extraction.records}
    left = {head: frozenset(_tails(head, out.links, sent)) for head in own}
    found: list[Correction] = []
    for head in sorted(given.spans, key=lambda span: span.id not in own):
        kind, _, _status = head.label.rpartition("-")
        if kind not in set(RecordKind):
            continue
        tails = _tails(head.id, given.links, spans)
        identity = _sent_as(head, frozenset(tails), left, sent)
        origin = own[identity] if identity else None
        left.pop(identity or "", None)
        try:
            form = _form(extraction, origin, head, tails)
            after = record_of(form.model_dump(mode="json"), extraction, origin)
        except ReviewError as error:
            where = f"{given.id}: {given.text[head.start : head.end][:60]}"
            raise ReviewError(error.what, where=where, cure=error.cure) from error
        if origin is None:
            found.append(correction(extraction, Action.ADD, reviewer, after=(after,)))
        elif content(after) == content(origin):
            found.append(correction(extraction, Action.ACCEPT, reviewer, before=(origin,), after=(origin,)))
        else:
            found.append(correction(extraction, Action.CHANGE, reviewer, before=(origin,), after=(after,)))
    found += [correction(extraction, Action.REJECT, reviewer, before=(own[head],)) for head in left]
    return [*found, correction(extraction, Action.COMPLETE, reviewer)]


Tail = tuple[str, int, int]
"""Label of a link, and the place where it leads."""


def _tails(head: str, links: Iterable[Link], spans: Mapping[str, LabelledSpan]) -> list[Tail]:
    return [(link.label, spans[link.tail].start, spans[link.tail].end) for link in links if link.head == head]


def _sent_as(
    head: LabelledSpan, tails: frozenset[Tail], left: Mapping[str, frozenset[Tail]], sent: Mapping[str, LabelledSpan]
) -> str | None:
    """The id under which a record was sent out; tools that number spans anew leave its place and its links to tell."""
    if head.id in left:
        return head.id
    near = [
        (len(tails & told) - len(tails ^ told), min(sent[one].end, head.end) - max(sent[one].start, head.start), one)
        for one, told in left.items()
        if sent[one].start < head.end and head.start < sent[one].end
    ]
    same = [row for row in near if tails & left[row[2]] or sent[row[2]] == replace(head, id=row[2])]
    # Where two records have the same words, they come back in the order in which they went: that of their ids.
    return min(same, key=lambda row: (-row[0], -row[1], row[2]))[2] if same else None


def _form(
    extraction: Extraction,
    origin: Record | None,
    head: LabelledSpan,
    tails: Sequence[Tail],
) -> Form:
    """The form of a record from its span and links; slots that are as they were sent keep what has no words."""
    kind, _, status = head.label.rpartition("-")
    before = form_of(origin) if origin else None
    told: dict[str, list[tuple[str, Place]]] = {}
    for label, start, end in tails:
        slot, _, rest = label.partition("-")
        told.setdefault(slot, []).append((rest, (start, end)))
    parties = [_party(extraction, before, role, place) for role, place in told.get("party", ())]
    unsaid = [party for party in (before.parties if before else ()) if party.place is None]
    amounts = [_amount(extraction, before, measure, place) for measure, place in told.get("amount", ())]
    shares = [_share(extraction, before, place) for _, place in told.get("share", ())]
    counts = [_count(extraction, before, place) for _, place in told.get("count", ())]
    period = next((place for _, place in told.get("period", ())), None)
    dates: dict[str, Any] = {"start": None, "end": None}
    if before and period == before.period:
        dates = {"start": before.start, "end": before.end}
    elif period:
        dates, _ = read_selected(extraction, *period, Kind.DATES)
    further = before.evidence[1:] if before else ()
    return Form.model_validate(
        {
            "kind": kind,
            "status": status,
            "parties": _ordered([*parties, *unsaid], before.parties if before else ()),
            "sectors": before.sectors if before else (),
            "amounts": _ordered(amounts, before.amounts if before else ()),
            "shares": _ordered(shares, before.shares if before else ()),
            "counts": _ordered(counts, before.counts if before else ()),
            **dates,
            "period": period,
            "subject": next((place for _, place in told.get("subject", ())), None),
            "evidence": ((head.start, head.end), *further),
        }
    )


def _ordered(rows: Sequence[Any], before: Sequence[Any]) -> list[Any]:
    """The rows in the order that they had, new ones last."""
    places = {repr(row): number for number, row in enumerate(before)}
    return [row.model_dump() for row in sorted(rows, key=lambda row: places.get(repr(row), len(places)))]


def _before(rows: Sequence[Any], place: Place) -> Any:
    return next((row for row in rows if row.place == place), None)


def _party(extraction: Extraction, before: Form | None, role: str, place: Place) -> PartyForm:
    old = _before(before.parties, place) if before else None
    if old is not None:
        return PartyForm.model_validate(old.model_dump() | {"role": role})
    name = extraction.text[slice(*place)]
    known = next((entity for entity in extraction.entities if entity.name == name), None)
    return PartyForm(name=name, country=known.country if known else None, role=Role(role), place=place)


def _amount(extraction: Extraction, before: Form | None, measure: str, place: Place) -> AmountForm:
    old = _before(before.amounts, place) if before else None
    told = old.model_dump() if old is not None else read_selected(extraction, *place, Kind.MONEY)[0]
    return AmountForm.model_validate(told | {"measure": measure, "place": place})


def _share(extraction: Extraction, before: Form | None, place: Place) -> ShareForm:
    old = _before(before.shares, place) if before else None
    if old is not None:
        return ShareForm.model_validate(old)
    return ShareForm.model_validate(read_selected(extraction, *place, Kind.PERCENT)[0] | {"place": place})


def _count(extraction: Extraction, before: Form | None, place: Place) -> CountForm:
    old = _before(before.counts, place) if before else None
    if old is not None:
        return CountForm.model_validate(old)
    told = read_selected(extraction, *place, Kind.NUMBERS)[0]
    return CountForm.model_validate(told | {"unit": "item", "place": place})
