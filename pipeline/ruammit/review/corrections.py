"""What a reviewer decides: one correction is one line of the reviewer's file, and nothing of it ever changes.

A correction holds the values as they stood before it and as they should stand after it, whole: so it can be applied to
a new extraction of the same text, and be shown to a reader where it no longer fits. The text is known by its SHA-256.
"""

from __future__ import annotations

import getpass
import re
import secrets
import time
import unicodedata
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from ruammit._version import extractor
from ruammit.errors import ReviewError
from ruammit.schema import DateMention, Entity, Extraction, Model, Money, Percent, Record

__all__ = ["Action", "Correction", "Layer", "Value", "correction", "reviewer_name", "this_user"]

Value = Record | Money | Percent | DateMention | Entity
"""What a correction is of: a row of one of the layers."""


class Layer(StrEnum):
    """The layers of an extraction."""

    RECORDS = "records"
    MONEY = "money"
    PERCENT = "percent"
    DATES = "dates"
    ENTITIES = "entities"


MODELS: dict[Layer, type[Value]] = {
    Layer.RECORDS: Record,
    Layer.MONEY: Money,
    Layer.PERCENT: Percent,
    Layer.DATES: DateMention,
    Layer.ENTITIES: Entity,
}


class Action(StrEnum):
    """What a reviewer does."""

    ACCEPT = "accept"
    """The value is right as it stands."""
    REJECT = "reject"
    """The article does not tell it."""
    CHANGE = "change"
    """It is right after the change."""
    ADD = "add"
    """The article tells it, and the extraction does not."""
    SPLIT = "split"
    """It is two or more."""
    MERGE = "merge"
    """Two or more are one."""
    NOTE = "note"
    """Words of the reviewer about a record, or about the article."""
    COMPLETE = "complete"
    """The article has been read: no record is missing."""
    UNDO = "undo"
    """An earlier correction of the same reviewer does not count any more."""


_COUNTS: dict[Action, tuple[range, range]] = {
    Action.ACCEPT: (range(1, 2), range(1, 2)),
    Action.REJECT: (range(1, 2), range(1)),
    Action.CHANGE: (range(1, 2), range(1, 2)),
    Action.ADD: (range(1), range(1, 2)),
    Action.SPLIT: (range(1, 2), range(2, 101)),
    Action.MERGE: (range(2, 101), range(1, 2)),
    Action.NOTE: (range(2), range(1)),
    Action.COMPLETE: (range(1), range(1)),
    Action.UNDO: (range(1), range(1)),
}
"""How many values there are before and after an action; 100 is the most records that an article has."""

JUDGING = frozenset(_COUNTS) - {Action.NOTE, Action.COMPLETE, Action.UNDO}
"""Actions that say of a value whether it is right."""

_LONGEST_NAME = 60
"""Characters of a reviewer's name: with three bytes a letter and the ending, within what file systems can keep."""
_NAME = re.compile(r"[\w][\w .@+-]*(?<=[\w])")


def reviewer_name(name: str) -> str:
    """The name of a reviewer in one spelling: letters, digits, and the signs `. @ + - _` and space between them.

    Raises:
        ReviewError: it is empty, too long, or has other characters in it.
    """
    found = unicodedata.normalize("NFC", name).strip()
    plain = "".join(c for c in found if not unicodedata.category(c).startswith("M"))  # marks belong to their letters
    if len(found) > _LONGEST_NAME or not _NAME.fullmatch(plain):
        raise ReviewError(
            "not a name for a reviewer",
            where=repr(name),
            cure=f"use letters, digits and . @ + - _, at most {_LONGEST_NAME} characters",
        )
    return found


def this_user() -> str:
    """The name of the user of this machine, as that of a reviewer.

    Raises:
        ReviewError: the user has none, as in a container, or it is none for a reviewer.
    """
    try:
        return reviewer_name(getpass.getuser())
    except (KeyError, OSError) as error:
        raise ReviewError("the user of this machine has no name", cure="say who corrects: --as NAME") from error


class Correction(Model):
    """What one reviewer decided at one time."""

    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    """Random; what `undoes` names."""
    action: Action
    reviewer: Annotated[str, Field(min_length=1)]
    at: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")]
    """When, in UTC (ISO 8601)."""
    article: Annotated[str, Field(min_length=1)]
    """The article's id when it was corrected; `sha256` is what counts."""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """Of the article's text, as in `Article`."""
    extractor: str
    """What had made the values that were corrected."""
    layer: Layer = Layer.RECORDS
    before: tuple[Value, ...] = ()
    after: tuple[Value, ...] = ()
    note: str | None = None
    undoes: str | None = None
    """The id of the correction that does not count any more."""

    @model_validator(mode="after")
    def _has_its_values(self) -> Self:
        before, after = _COUNTS[self.action]
        if len(self.before) not in before or len(self.after) not in after:
            raise ValueError(f"{self.action} cannot have {len(self.before)} values before and {len(self.after)} after")
        if any(not isinstance(value, MODELS[self.layer]) for value in (*self.before, *self.after)):
            raise ValueError(f"a value of this correction is no row of {self.layer}")
        if (self.action is Action.UNDO) != (self.undoes is not None):
            raise ValueError("an undo, and nothing else, names the correction that it undoes")
        if self.action is Action.NOTE and not self.note:
            raise ValueError("a note has words")
        return self


def correction(
    extraction: Extraction,
    action: Action,
    reviewer: str,
    *,
    before: tuple[Value, ...] = (),
    after: tuple[Value, ...] = (),
    layer: Layer = Layer.RECORDS,
    note: str | None = None,
    undoes: str | None = None,
) -> Correction:
    """A new correction of an extraction's values, made now.

    Args:
        extraction: the article, and what made its values.
        action: what the reviewer does.
        reviewer: who.
        before: the values as they stand, the extraction's own or as this reviewer corrected them earlier.
        after: the values as they should stand.
        layer: what they are rows of.
        note: words of the reviewer.
        undoes: the id of an earlier correction.

    Raises:
        pydantic.ValidationError: the values do not go with the action.
    """
    return Correction(
        id=secrets.token_hex(8),
        action=action,
        reviewer=reviewer,
        at=now(),
        article=extraction.id,
        sha256=extraction.sha256,
        extractor=extraction.extractor or extractor(),
        layer=layer,
        before=before,
        after=after,
        note=note,
        undoes=undoes,
    )


def now() -> str:
    """The time in UTC, to the microsecond."""
    seconds, nanoseconds = divmod(time.time_ns(), 1_000_000_000)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{nanoseconds // 1000:06d}Z"
