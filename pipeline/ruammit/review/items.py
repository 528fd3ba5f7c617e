"""An article with its records as JSON data for the page: what one reviewer sees, and what others have said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from babel.numbers import get_decimal_symbol, get_group_symbol

from ruammit.review.combine import Reviewed
from ruammit.review.corrections import Action, Correction, Layer
from ruammit.review.forms import form_of
from ruammit.review.identity import content, start_of
from ruammit.review.replay import Decision, Fit, replay
from ruammit.schema import Extraction, Record, plain_decimal
from ruammit.views.labels import Labels, labels
from ruammit.views.marking import marks
from ruammit.views.slots import record_figures, record_parties, record_period

__all__ = ["Item", "article_json", "items", "key_of"]


@dataclass(frozen=True)
class Item:
    """A record on the page.

    Attributes:
        record: as the reviewer sees it.
        state: `open`, `accepted`, `changed`, `added` or `rejected`.
        decision: what the reviewer made of it; None: nothing yet.
    """

    record: Record
    state: str
    decision: Decision | None = None

    @property
    def stands(self) -> bool:
        """Whether the record counts."""
        return self.state != "rejected"


def items(extraction: Extraction, mine: Iterable[Correction]) -> list[Item]:
    """The records of an article as one reviewer sees them, by their place in the text.

    Args:
        extraction: the article as it was extracted.
        mine: the corrections of one reviewer, of this text.
    """
    decisions = replay(extraction.records, [one for one in mine if one.layer is Layer.RECORDS])
    judged = {number for decision in decisions if decision.applies for number in decision.origins}
    found = [Item(record, "open") for number, record in enumerate(extraction.records) if number not in judged]
    for decision in decisions:
        results = [result for result in decision.results if isinstance(result, Record)]
        found += [Item(result, _state(decision), decision) for result in results]
        if not results:
            (last, *_) = (value for one in reversed(decision.corrections) for value in reversed(one.before))
            if isinstance(last, Record):
                found.append(Item(last, "rejected", decision))
    return sorted(found, key=lambda item: start_of(item.record))


def _state(decision: Decision) -> str:
    actions = {one.action for one in decision.corrections}
    if actions == {Action.ACCEPT}:
        return "accepted"
    return "added" if Action.ADD in actions else "changed"


def key_of(record: Record) -> str:
    """What the page calls a record: two records with the same content are one to it."""
    return hashlib.sha256(repr(content(record)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def article_json(
    found: Reviewed, mine: Sequence[Correction], reviewer: str, earlier: Sequence[Correction], locale: str = "en"
) -> dict[str, Any]:
    """An article as the page shows it.

    Args:
        found: the article with the corrections of everybody.
        mine: those of the reviewer.
        reviewer: who looks at it.
        earlier: those of the reviewer to earlier texts of the article that do not fit this one.
        locale: of the words in which records are summed up.
    """
    own, words = found.own, labels(locale)
    return {
        "id": own.id,
        "sha256": own.sha256,
        "lang": own.lang,
        "title": own.title,
        "published": own.published,
        "source": own.source_url if (own.source_url or "").startswith(("https://", "http://")) else None,
        "text": own.text,
        "separators": [get_group_symbol(own.lang), get_decimal_symbol(own.lang)],
        "marks": [[mark.start, mark.end, mark.layer, mark.value] for mark in marks(own)],
        "mentions": _mentions(own),
        "records": [_item(item, found, reviewer, words) for item in items(own, mine)],
        "suggested": [_row(record, words, name) for name, record in _added_by_others(found, mine, reviewer)],
        "earlier": [_earlier(one, words) for one in earlier],
        "notes": [[one.reviewer, one.at, one.note] for one in found.notes],
        "complete": list(found.complete),
        "undo": bool(mine),
        "flags": [[flag.code, flag.message] for flag in own.flags],
    }


def _item(item: Item, found: Reviewed, reviewer: str, words: Labels) -> dict[str, Any]:
    record = item.record
    row = _row(record, words) | {"state": item.state, "score": record.score}
    row["flags"] = [[flag.code, flag.message] for flag in record.flags]
    row["others"] = _others(item, found, reviewer, words)
    row["fit"] = item.decision.fit if item.decision else Fit.FITS
    if item.decision and item.decision.fit is Fit.DIFFERS:
        row["now"] = [_summary(found.own.records[number], words) for number in sorted(item.decision.origins)]
    return row


def _row(record: Record, words: Labels, by: str | None = None) -> dict[str, Any]:
    return {
        "key": key_of(record),
        "by": by,
        "summary": _summary(record, words),
        "quote": record.quote,
        "form": form_of(record).model_dump(mode="json"),
        "subject": record.subject.quote if record.subject else None,
    }


def _summary(record: Record, words: Labels) -> str:
    figures = ", ".join(record_figures(record, words))
    kind, status = words.word("kinds", record.kind), words.word("statuses", record.status)
    told = (kind, status, record_parties(record), figures, record_period(record, words))
    return " · ".join(part for part in told if part)


def _others(item: Item, found: Reviewed, reviewer: str, words: Labels) -> list[list[str]]:
    """What other reviewers made of the same record: who, and in what words it stands with them."""
    said = []
    places = {number for number, record in enumerate(found.own.records) if content(record) == content(item.record)}
    origins = item.decision.origins if item.decision else places
    for group in found.groups.get(Layer.RECORDS, ()):
        for decision in group.decisions:
            if decision.reviewer == reviewer or not decision.origins & origins:
                continue
            told = [_summary(result, words) for result in decision.results if isinstance(result, Record)]
            said.append([decision.reviewer, _state(decision) if told else "rejected", "; ".join(told)])
    return said


def _added_by_others(found: Reviewed, mine: Sequence[Correction], reviewer: str) -> list[tuple[str, Record]]:
    """Records that others have added and this reviewer has not."""
    seen = {content(item.record) for item in items(found.own, mine)}
    return [
        (decision.reviewer, result)
        for group in found.groups.get(Layer.RECORDS, ())
        for decision in group.decisions
        if decision.reviewer != reviewer and not decision.origins
        for result in decision.results
        if isinstance(result, Record) and content(result) not in seen
    ]


_STATES = {Action.ACCEPT: "accepted", Action.REJECT: "rejected", Action.ADD: "added"}
"""What the page calls a record after an action; after the others it is `changed`."""


def _earlier(one: Correction, words: Labels) -> dict[str, Any]:
    records = [value for value in (one.after or one.before) if isinstance(value, Record)]
    return {
        "id": one.id,
        "state": _STATES.get(one.action, "changed"),
        "summary": "; ".join(_summary(record, words) for record in records),
        "quote": records[0].quote if records else "",
    }


def _mentions(own: Extraction) -> dict[str, list[dict[str, Any]]]:
    """The article's mentions as a form takes them: what a slot can be filled with."""
    money = [
        {
            "value": plain_decimal(m.amount),
            "value_max": None if m.amount_max is None else plain_decimal(m.amount_max),
            "currency": m.currency,
            "modifier": str(m.modifier),
        }
        for m in own.money
    ]
    told: dict[str, list[dict[str, Any]]] = {
        "money": [row | _grounding(m.quote, m.start_char, m.end_char) for row, m in zip(money, own.money, strict=True)],
        "percent": [
            {"value": plain_decimal(p.value)} | _grounding(p.quote, p.start_char, p.end_char) for p in own.percent
        ],
        "dates": [{"start": d.start, "end": d.end} | _grounding(d.quote, d.start_char, d.end_char) for d in own.dates],
    }
    told["parties"] = [
        {"name": e.name, "country": e.country} | _grounding(e.name, e.mentions[0].start_char, e.mentions[0].end_char)
        for e in own.entities
        if e.type != "PERSON"
    ]
    return told


def _grounding(quote: str, start: int, end: int) -> dict[str, Any]:
    return {"quote": quote, "place": [start, end]}
