"""A record's slots in words, the same in every view, in the words of a locale."""

from __future__ import annotations

import calendar
from decimal import Decimal

from ruammit.schema import Amount, MergedRecord, Modifier, Money, Percent, Record, Share
from ruammit.views.labels import Labels, labels

__all__ = [
    "mention_amount",
    "mention_percent",
    "period_text",
    "record_countries",
    "record_figures",
    "record_parties",
    "record_period",
    "record_score",
    "record_sectors",
    "record_subject",
]

AnyRecord = Record | MergedRecord
_ENGLISH = labels("en")
_STAKE = "stake"
"""What a share is of that is held in a company."""


def record_parties(record: AnyRecord) -> str:
    """The names of the parties, each with its country (ISO 3166-1) where it is known."""
    return ", ".join(f"{party.name} ({party.country})" if party.country else party.name for party in record.parties)


def record_countries(record: AnyRecord, words: Labels = _ENGLISH) -> list[str]:
    """The names of the countries of the parties, each once."""
    return list(dict.fromkeys(words.country(party.country) for party in record.parties if party.country))


def record_subject(record: AnyRecord) -> str:
    """What it is about, in the article's words; empty where the article names nothing."""
    subject = record.subject
    return subject if isinstance(subject, str) else subject.quote if subject else ""


def record_figures(record: AnyRecord, words: Labels = _ENGLISH) -> list[str]:
    """How much: every amount, share and count."""
    return [
        *(_amount(amount, words) for amount in record.amounts),
        *(_share(share, words) for share in record.shares),
        *(words.counted(count.value, count.unit) for count in record.counts),
    ]


def record_score(record: AnyRecord) -> str:
    """The probability that it is right, with two places."""
    return f"{record.score:.2f}"


def record_sectors(record: AnyRecord, words: Labels = _ENGLISH) -> str:
    """The names of its sectors."""
    return ", ".join(words.word("sectors", sector) for sector in record.sectors)


def record_period(record: AnyRecord, words: Labels = _ENGLISH) -> str:
    """When: a year, a month or a day, or from when to when."""
    return period_text(record.start, record.end, words)


def period_text(start: str | None, end: str | None, words: Labels = _ENGLISH) -> str:
    """A period (ISO 8601 days, both inclusive) as short as it can be told: "2025", "2025-10", "2025-01 to 2025-03"."""
    if start is None or end is None:
        return words.phrase("since", start=start) if start else words.phrase("until", end=end) if end else ""
    for length in (len("YYYY"), len("YYYY-MM"), len("YYYY-MM-DD")):
        low, high = start[:length], end[:length]
        if (start, end) == (low + "-01-01"[length - len("YYYY") :], _last_day(high)):
            break
    return low if low == high else words.phrase("between", low=low, high=high)


def _last_day(period: str) -> str:
    """The last day of a year or a month; of a month whose year is unknown, the period itself."""
    if len(period) == len("YYYY"):
        return f"{period}-12-31"
    if len(period) == len("YYYY-MM") and period[:4].isdigit():
        return f"{period}-{calendar.monthrange(int(period[:4]), int(period[5:]))[1]:02}"
    return period


def _amount(amount: Amount, words: Labels) -> str:
    """An amount with its measure: "exports: more than 25,000,000 USD"."""
    value = f"{_value(amount.value, amount.value_max, amount.modifier, words)} {amount.currency}"
    return words.phrase("amount", measure=words.word("measures", amount.measure), value=value)


def _share(share: Share, words: Labels) -> str:
    """A share with what it is of: "60% of exports"."""
    value = words.number(share.value)
    if share.of == _STAKE:
        return words.phrase("stake", value=value)
    return words.phrase("share", value=value, whole=words.whole(share.of)) if share.of else f"{value}%"


def mention_amount(money: Money, words: Labels = _ENGLISH) -> str:
    """An amount as a reader checks it: "more than 758,500,000 USD"."""
    return f"{_value(money.amount, money.amount_max, money.modifier, words)} {money.currency}"


def mention_percent(percent: Percent, words: Labels = _ENGLISH) -> str:
    """A percentage as a reader checks it: "about 12.5% (increase)"."""
    value = _value(percent.value, percent.value_max, percent.modifier, words)
    value += "%" if percent.unit == "percent" else f" {words.word('percent-units', percent.unit)}"
    return f"{value} ({words.word('changes', percent.change)})" if percent.change else value


def _value(value: Decimal, upper: Decimal | None, modifier: Modifier, words: Labels) -> str:
    text = words.number(value)
    if upper is not None:
        text = words.phrase("between", low=text, high=words.number(upper))
    return text if modifier is Modifier.EXACT else f"{words.word('modifiers', modifier)} {text}"
