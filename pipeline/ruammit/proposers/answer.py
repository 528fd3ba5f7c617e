"""The answer of a second reader: its JSON Schema, and what is read from a reply whatever it holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ruammit.schema import Measure, RecordKind, Refused, Role, Sector, Status

__all__ = ["AmountClaim", "Claim", "PartyClaim", "answer_schema", "claims", "refusal"]

MOST = 30
"""Claims of one reply that are looked at: twice what the instructions ask for."""
LONGEST_CLAIM = 1_000
"""Characters of a refused claim that are kept."""
LONGEST_QUOTE = 2_000
"""Characters of a quote; two sentences of the longest-winded press have some 900."""
STARTS = 20
"""Brackets before an answer that may be part of what a model thinks aloud."""
_THINKING = re.compile(r"<think>.*?</think>", re.DOTALL)
_DECODER = json.JSONDecoder()


def _listed(value: object) -> object:
    """An absent list is an empty one: small models write null."""
    return () if value is None else value


Number = Annotated[int, Field(ge=0, le=1_000_000)]
Numbers = Annotated[tuple[Number, ...], BeforeValidator(_listed), Field(max_length=40)]


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class PartyClaim(_Said):
    """A party: the number of its name, and its role."""

    name: Number
    role: Role = Role.PARTNER


class AmountClaim(_Said):
    """An amount: its number, and what it measures. A `value` is not asked for; one that is told has to be right."""

    money: Number
    measure: Measure
    value: Decimal | None = None


class Claim(_Said):
    """One record as the reader claims it: numbers of mentions, stretches of the text, and words of closed lists."""

    kind: RecordKind
    status: Status
    quote: Annotated[str, Field(min_length=1, max_length=LONGEST_QUOTE)]
    parties: Annotated[tuple[PartyClaim, ...], Field(max_length=40)]
    amounts: Annotated[tuple[AmountClaim, ...], BeforeValidator(_listed), Field(max_length=40)] = ()
    shares: Numbers = ()
    counts: Numbers = ()
    dates: Numbers = ()
    period: Literal["during", "from", "until"] = "during"
    subject: str | None = None
    sectors: Annotated[tuple[Sector, ...], BeforeValidator(_listed)] = ()


@cache
def answer_schema() -> dict[str, Any]:
    """The JSON Schema of an answer: every key required and no other allowed, as strict structured output asks for."""
    number = {"type": "integer"}
    numbers = {"type": "array", "items": number}
    text = {"type": "string"}
    party = _object(name=number, role=_words(Role))
    amount = _object(money=number, measure=_words(Measure))
    record = _object(
        kind=_words(RecordKind),
        status=_words(Status),
        parties={"type": "array", "items": party},
        amounts={"type": "array", "items": amount},
        shares=numbers,
        counts=numbers,
        dates=numbers,
        period={"type": "string", "enum": ["during", "from", "until"]},
        subject={"type": ["string", "null"]},
        sectors={"type": "array", "items": _words(Sector)},
        quote=text,
    )
    return _object(records={"type": "array", "items": record})


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _words(values: Any) -> dict[str, Any]:
    return {"type": "string", "enum": [str(value) for value in values]}


def claims(reader: str, reply: str) -> Iterator[Claim | Refused]:
    """The claims of a reply, each by itself: one that is malformed costs no other."""
    answer = _parsed(reply)
    records = answer.get("records") if isinstance(answer, dict) else answer
    if not isinstance(records, list):
        yield refusal(reader, "broken-json", "the reply holds no list of records", reply)
        return
    for item in records[:MOST]:
        try:
            yield Claim.model_validate(item)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(map(str, first["loc"])) or "the record"
            yield refusal(reader, "malformed", f"{place}: {first['msg']}", item)
    if len(records) > MOST:
        yield refusal(reader, "too-many", f"{len(records)} records, and {MOST} are looked at", records[MOST])


def _parsed(reply: str) -> Any:
    """The first JSON value of the reply: before or after it, models think aloud and set fences."""
    text = _THINKING.sub("", reply)
    for start in islice((match.start() for match in re.finditer(r"[{\[]", text)), STARTS):
        try:
            return _DECODER.raw_decode(text, start)[0]
        except (json.JSONDecodeError, RecursionError):
            if text[start] == "{":  # what stands inside a broken answer is no answer
                return None
    return None


def refusal(reader: str, code: str, message: str, claim: object) -> Refused:
    """A claim that is refused, with the reason."""
    if isinstance(claim, BaseModel):
        told = claim.model_dump_json(exclude_defaults=True)
    else:
        told = claim if isinstance(claim, str) else json.dumps(claim, ensure_ascii=False, default=str)
    told = told.encode("utf-8", "replace").decode()  # half surrogates cannot be stored
    return Refused(reader=reader, code=code, message=message, claim=told[:LONGEST_CLAIM])
