"""When a predicted record is an annotated one, and when it is right in every slot."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

__all__ = ["Slots", "pairs", "role_of", "same_subject", "slots", "subject_of", "whole"]

Slots = frozenset[tuple[object, ...]]
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
SHARED = 0.5
"""Part of the characters that either subject covers which two subjects must share to be the same."""


def slots(record: Any) -> Slots:
    """What stands in a record: kind, status, each country, amount, share, count and sector, and the dates."""
    found: set[tuple[object, ...]] = {("kind", str(record.kind)), ("status", str(record.status))}
    found |= {("country", side) for side in sides(record)}
    found |= {("amount", _plain(amount.value), amount.currency) for amount in record.amounts}
    found |= {("share", _plain(share.value)) for share in record.shares}
    found |= {("count", _plain(count.value)) for count in record.counts}
    found |= {("sector", str(sector)) for sector in record.sectors}
    if record.start or record.end:
        found.add(("date", record.start, record.end))
    return frozenset(found)


def sides(record: Any) -> set[str]:
    """The countries of a record, and the names of bodies without one."""
    return {party.country or f"name:{party.name}" for party in record.parties}


def pairs(gold: Sequence[Slots], predicted: Sequence[Slots]) -> list[tuple[int, int]]:
    """Indices of the records that tell of the same: the pair with most in common first, then with least besides."""
    candidates = []
    for i, here in enumerate(gold):
        for j, there in enumerate(predicted):
            common = {slot[0] for slot in here & there}
            if "kind" in common and common & {"country", "amount"}:
                candidates.append((len(here & there), -len(here | there), i, j))
    taken: list[tuple[int, int]] = []
    firsts, seconds = set(), set()
    for _, _, i, j in sorted(candidates, reverse=True):
        if i not in firsts and j not in seconds:
            taken.append((i, j))
            firsts.add(i)
            seconds.add(j)
    return taken


def role_of(record: Any) -> dict[str, str]:
    """Side to role, of those that have one."""
    return {party.country or f"name:{party.name}": str(party.role) for party in record.parties if party.role}


def whole(gold: Any, predicted: Any, directed: bool) -> bool:
    """Whether every slot but the sectors is the same.

    A year that one of them leaves open may be told by the other; of a total up to a day the start may be left open.

    Args:
        gold: the annotated record.
        predicted: the predicted record.
        directed: whether the kind has roles.
    """

    def core(record: Any) -> set[tuple[object, ...]]:
        return {slot for slot in slots(record) if slot[0] not in ("sector", "date")}

    period = [[gold.start, gold.end], [predicted.start, predicted.end]]
    for at in (0, 1):
        if "XXXX" in (period[0][at] or "") + (period[1][at] or ""):
            period[0][at], period[1][at] = ((day or "")[5:] or None for day in (period[0][at], period[1][at]))
    (start, end), (told_start, told_end) = period
    when = end == told_end and (start == told_start or (end is not None and None in (start, told_start)))
    told = role_of(predicted)
    roles = not directed or all(told.get(side) == role for side, role in role_of(gold).items())
    return core(gold) == core(predicted) and when and roles


def subject_of(record: Any) -> str | None:
    """A record's subject as text: annotations give a string, the product an object with a quote."""
    subject = record.subject
    words: str | None = getattr(subject, "quote", subject)
    return words


def same_subject(one: str, other: str) -> bool:
    """Whether two stretches of one article share at least half of the characters that either covers."""
    a, b = (re.sub(r"\s", "", unicodedata.normalize("NFC", text).translate(_ZERO_WIDTH)) for text in (one, other))
    common = difflib.SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
    return common / max(1, len(a) + len(b) - common) >= SHARED


def _plain(value: Decimal) -> Decimal:
    return value.normalize()
