"""A record as a form that a person fills in, and the record that a filled form makes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ruammit.errors import ReviewError
from ruammit.ontology.model import ontology
from ruammit.schema import (
    Amount,
    Count,
    CountryCode,
    CurrencyCode,
    DecimalText,
    EntityType,
    Extraction,
    Flag,
    IsoDate,
    Measure,
    Modifier,
    Party,
    Record,
    RecordKind,
    Role,
    Sector,
    Share,
    Slot,
    Span,
    Status,
    Subject,
)

__all__ = ["VIA", "Form", "form_of", "merged_form", "record_of"]

VIA = "reviewer"
"""`Slot.via` of what a reviewer put into a record, and `rule` of a record that a reviewer added."""

Place = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=1)]]
"""Start and end (exclusive) in the article's text, in code points."""


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class PartyForm(_Form):
    """One side."""

    name: Annotated[str, Field(min_length=1)]
    country: CountryCode | None = None
    role: Role = Role.PARTNER
    place: Place | None = None


class AmountForm(_Form):
    """An amount; numbers are plain decimals."""

    value: DecimalText
    value_max: DecimalText | None = None
    currency: CurrencyCode
    modifier: Modifier = Modifier.EXACT
    measure: Measure
    place: Place | None = None


class ShareForm(_Form):
    """A share in per cent."""

    value: DecimalText
    of: str = ""
    place: Place | None = None


class CountForm(_Form):
    """A number of things."""

    value: DecimalText
    unit: Annotated[str, Field(min_length=1)]
    place: Place | None = None


class Form(_Form):
    """A record as the page shows it."""

    kind: RecordKind
    status: Status
    parties: tuple[PartyForm, ...]
    sectors: tuple[Sector, ...] = ()
    amounts: tuple[AmountForm, ...] = ()
    shares: tuple[ShareForm, ...] = ()
    counts: tuple[CountForm, ...] = ()
    start: IsoDate | None = None
    end: IsoDate | None = None
    period: Place | None = None
    subject: Place | None = None
    evidence: tuple[Place, ...]
    """The first is the record's quote."""


def _place(slot: Slot | Span | None) -> Place | None:
    span = (slot.evidence[0] if slot.evidence else None) if isinstance(slot, Slot) else slot
    return (span.start_char, span.end_char) if span else None


def form_of(record: Record) -> Form:
    """The record as a form."""

    def rows(slots: Sequence[Slot], *names: str) -> list[dict[str, Any]]:
        told = [slot.model_dump(mode="json", include=set(names)) for slot in slots]
        return [row | {"place": _place(slot)} for row, slot in zip(told, slots, strict=True)]

    return Form(
        kind=record.kind,
        status=record.status,
        parties=tuple(PartyForm.model_validate(row) for row in rows(record.parties, "name", "country", "role")),
        sectors=record.sectors,
        amounts=tuple(
            AmountForm.model_validate(row)
            for row in rows(record.amounts, "value", "value_max", "currency", "modifier", "measure")
        ),
        shares=tuple(ShareForm.model_validate(row) for row in rows(record.shares, "value", "of")),
        counts=tuple(CountForm.model_validate(row) for row in rows(record.counts, "value", "unit")),
        start=record.start,
        end=record.end,
        period=_place(record.period),
        subject=_place(record.subject),
        evidence=tuple((span.start_char, span.end_char) for span in record.evidence),
    )


def merged_form(records: Sequence[Record]) -> Form:
    """One form for several records: the first one's, with what the others have besides."""
    forms = [form_of(record) for record in records]
    first = forms[0]

    def union(name: str, most: int | None = None) -> tuple[Any, ...]:
        rows = {_told(row): row for form in reversed(forms) for row in reversed(getattr(form, name))}
        return tuple(reversed(rows.values()))[:most]

    def one(name: str) -> Any:
        return next((value for form in forms if (value := getattr(form, name)) is not None), None)

    dated = next((form for form in forms if form.start or form.end), first)
    return first.model_copy(
        update={
            **{name: union(name) for name in ("amounts", "shares", "counts", "evidence")},
            "parties": union("parties", 6),
            "sectors": union("sectors", 3),
            "subject": one("subject"),
            **{name: getattr(dated, name) for name in ("start", "end", "period")},
        }
    )


def _told(row: object) -> str:
    if isinstance(row, PartyForm):
        return row.country or row.name
    return repr(row.model_dump(exclude={"place"}) if isinstance(row, BaseModel) else row)


# --- from a form to a record -----------------------------------------------------------------------------------------


def record_of(data: object, extraction: Extraction, origin: Record | None = None) -> Record:
    """The record that a filled form makes.

    Args:
        data: JSON data of a `Form`.
        extraction: the article.
        origin: the record that it was made from: it keeps its id, its rule, and the evidence of what did not change.

    Raises:
        ReviewError: something is missing or wrong; names every field.
    """
    try:
        form = Form.model_validate(data)
        if not form.evidence:
            raise ReviewError("no words of the article tell it", where="evidence", cure="select them in the article")
        return _record(form, extraction, origin)
    except ValidationError as error:
        places = (".".join(map(str, problem["loc"])) + ": " + problem["msg"] for problem in error.errors())
        raise ReviewError("; ".join(places), cure="mend these fields") from None


def _record(form: Form, extraction: Extraction, origin: Record | None) -> Record:
    text = extraction.text

    def span(place: Place) -> Span:
        if place[1] > len(text):
            raise ReviewError("outside the article", where=f"{place[0]}:{place[1]}", cure="select the words again")
        return Span(start_char=place[0], end_char=place[1])

    def slot(place: Place | None) -> dict[str, Any]:
        return {"evidence": (span(place),) if place else (), "via": VIA}

    evidence = tuple(map(span, form.evidence))
    first = evidence[0]
    quote = text[first.start_char : first.end_char]
    subject = None
    if form.subject:
        about = span(form.subject)
        subject = Subject(**about.model_dump(), quote=text[about.start_char : about.end_char])
    shares = tuple(Share(value=row.value, of=row.of, **slot(row.place)) for row in form.shares)
    flags = tuple(flag for flag in (origin.flags if origin else ()) if flag.code != "share-over-100")
    if any(share.value > 100 for share in shares):
        flags = (*flags, Flag(code="share-over-100", message="a share of more than a hundred per cent"))
    amounts = (row.model_dump(exclude={"place"}) | slot(row.place) for row in form.amounts)
    counts = (row.model_dump(exclude={"place"}) | slot(row.place) for row in form.counts)
    made = Record(
        id=origin.id if origin else _id(form, extraction.id),
        kind=form.kind,
        status=form.status,
        parties=_kept(tuple(_party(row, extraction, slot(row.place)) for row in form.parties), origin, "parties"),
        sectors=form.sectors,
        amounts=_kept(tuple(Amount.model_validate(row) for row in amounts), origin, "amounts"),
        shares=_kept(shares, origin, "shares"),
        counts=_kept(tuple(Count.model_validate(row) for row in counts), origin, "counts"),
        start=form.start,
        end=form.end,
        period=Slot(**slot(form.period)) if form.start or form.end else None,
        subject=subject,
        cross_border=_cross_border(form),
        quote=quote,
        evidence=evidence,
        rule=origin.rule if origin else VIA,
        flags=flags,
        plover=ontology().plover(form.kind, origin.rule if origin and origin.kind is form.kind else ""),
    )
    if origin and (origin.start, origin.end, _place(origin.period)) == (made.start, made.end, form.period):
        return made.model_copy(update={"period": origin.period})
    return made


def _kept(slots: tuple[Any, ...], origin: Record | None, name: str) -> tuple[Any, ...]:
    """The slots, those that did not change as the origin has them: with their context rule and all their evidence."""
    before: Iterable[Any] = getattr(origin, name) if origin else ()
    told = {(_values(slot), _place(slot)): slot for slot in before}
    return tuple(told.get((_values(slot), _place(slot)), slot) for slot in slots)


def _values(slot: Slot) -> str:
    left_out = {"evidence", "via", "canonical", "type", "ref"}
    return json.dumps(slot.model_dump(mode="json", exclude=left_out), sort_keys=True)


def _party(row: PartyForm, extraction: Extraction, slot: dict[str, Any]) -> Party:
    """A side, with what the article's entities say of its name."""
    known = next((entity for entity in extraction.entities if entity.name == row.name), None)
    otherwise = EntityType.ORG if row.place else EntityType.GPE  # what the article leaves unsaid is a country
    return Party(
        name=row.name,
        canonical=known.canonical if known else row.name,
        country=row.country,
        role=row.role,
        type=known.type if known and known.type is not EntityType.PERSON else otherwise,
        ref=known.ref if known else None,
        **slot,
    )


def _cross_border(form: Form) -> bool:
    """As in extraction: false where all parties are of one country; one named side of a total is enough."""
    countries = [party.country for party in form.parties]
    return len(countries) < 2 or None in countries or len(set(countries)) > 1


def _id(form: Form, article: str) -> str:
    """Of a record that a reviewer added: hash of its article and content."""
    content = json.dumps([article, VIA, form.model_dump(mode="json")], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
