"""Records of the same happening, told by several articles in any language, become one that keeps every source.

Records are compared only within blocks (same kind, same pair of sides, and a fact in common: an amount, a day, a body,
a share), so the work grows with the number of records and not with its square. Within a block the contents are sorted
and each is compared with its neighbours (the sorted-neighbourhood method of Hernandez and Stolfo, SIGMOD 1995). Pairs
that agree are joined from the strongest down, and never so that two members of a group contradict each other or come
from the same article. Nothing depends on the order in which articles come.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ruammit.merging.comparison import Content, apart, block_keys, common_facts, content
from ruammit.schema import (
    Amount,
    Count,
    Difference,
    DifferingValue,
    MergedRecord,
    Party,
    Record,
    Share,
    Source,
    Status,
    plain_decimal,
)

__all__ = ["Told", "merge"]

NEIGHBOURS = 24
"""How many of the contents that follow it in its block a content is compared with."""
MOST_TELLINGS = 50
"""Different contents (equal ones count once) that a happening can have: it bounds the work that a join takes, and a
story told in more ways than that is rather several."""
STRENGTH = {"amount": 8, "share": 4, "bodies": 3, "day": 2, "field": 1}
"""How much an agreement weighs when pairs compete."""


@dataclass(frozen=True, slots=True)
class Told:
    """A record and the article that tells it."""

    article: str
    lang: str
    published: str | None
    record: Record


@dataclass
class _Group:
    """Contents that are one happening, and who tells them."""

    contents: list[Content]
    told: list[Told]
    articles: set[str]
    matched: set[str] = field(default_factory=set)

    def fits(self, other: _Group) -> bool:
        return (
            len(self.contents) + len(other.contents) <= MOST_TELLINGS
            and self.articles.isdisjoint(other.articles)
            and not any(apart(one, two) for one in self.contents for two in other.contents)
        )


def merge(told: Iterable[Told]) -> list[MergedRecord]:
    """One record per event, in the order of their ids.

    Args:
        told: every record with its article; records of one article are taken to be different happenings.
    """
    groups = _joined(_same_content(told))
    return sorted((_merged(group) for group in groups), key=lambda record: record.id)


def _same_content(told: Iterable[Told]) -> dict[Content, list[Told]]:
    """Records that say the same, word for word or in another language, without a comparison."""
    repeated: Counter[tuple[str, Content]] = Counter()
    found: dict[Content, list[Told]] = defaultdict(list)
    for item in told:
        plain = content(item.record)
        found[replace(plain, ordinal=repeated[item.article, plain])].append(item)
        repeated[item.article, plain] += 1
    return found


def _pairs(contents: Iterable[Content]) -> Iterator[tuple[Content, Content]]:
    """Pairs worth comparing, each at least once."""
    blocks: dict[tuple[object, ...], list[Content]] = defaultdict(list)
    for one in contents:
        for key in block_keys(one):
            blocks[key].append(one)
    for block in blocks.values():
        for at, one in enumerate(block):
            for two in block[at + 1 : at + 1 + NEIGHBOURS]:
                yield one, two


def _joined(found: dict[Content, list[Told]]) -> list[_Group]:
    order = sorted(found, key=Content.sort_key)
    rank = {one: at for at, one in enumerate(order)}
    edges = {}
    for one, two in _pairs(order):
        facts = () if apart(one, two) else common_facts(one, two)
        if facts:
            edges[rank[one], rank[two]] = facts
    group_of = [_Group([one], found[one], {item.article for item in found[one]}) for one in order]
    for (left_rank, right_rank), facts in sorted(edges.items(), key=_strongest_first):
        left, right = group_of[left_rank], group_of[right_rank]
        if left is right:
            left.matched.update(facts)
        elif left.fits(right):
            left.matched.update(facts, right.matched)
            left.contents += right.contents
            left.told += right.told
            left.articles |= right.articles
            for member in right.contents:
                group_of[rank[member]] = left
    return list({id(group): group for group in group_of}.values())


def _strongest_first(edge: tuple[tuple[int, int], tuple[str, ...]]) -> tuple[int, tuple[int, int]]:
    ranks, facts = edge
    return -sum(STRENGTH[fact] for fact in facts), ranks


# --- what a group says ------------------------------------------------------------------------------------------------


def _merged(group: _Group) -> MergedRecord:
    told = sorted(group.told, key=lambda item: (item.article, item.record.id))
    periods = {(r.start, r.end) for r in (item.record for item in told) if r.start and r.end}
    start, end = min(periods, key=_narrowness) if periods else (None, None)
    matched = set(group.matched)
    if len(told) > 1 and not matched:
        matched.add("content")
    return MergedRecord(
        id=hashlib.sha256(
            "\n".join(f"{i.article}\t{i.record.id}" for i in told).encode("utf-8", "replace")
        ).hexdigest()[:16],
        kind=told[0].record.kind,
        status=Status.DONE if any(item.record.status is Status.DONE for item in told) else Status.PLANNED,
        parties=_parties(told),
        sectors=tuple(sorted({sector for item in told for sector in item.record.sectors})),
        amounts=_once(amount for item in told for amount in item.record.amounts),
        shares=_once(share for item in told for share in item.record.shares),
        counts=_once(count for item in told for count in item.record.counts),
        start=start,
        end=end,
        subject=_subject(told),
        score=max(item.record.score for item in told),
        matched_by=tuple(sorted(matched)),
        differences=tuple(_differences(told)),
        sources=tuple(_source(item) for item in told),
    )


def _subject(told: list[Told]) -> str | None:
    """The words of the likeliest record that names a subject; of several, those of the first article."""
    named = [(item.record.score, item.record.subject.quote) for item in told if item.record.subject]
    return max(named, key=lambda pair: pair[0])[1] if named else None


def _narrowness(period: tuple[str, str]) -> tuple[bool, int, tuple[str, str]]:
    """Sorts known years first, then the shorter period."""
    start, end = (int(day.replace("XXXX", "0000").replace("-", "")) for day in period)
    return "X" in period[0], end - start, period


def _parties(told: list[Told]) -> tuple[Party, ...]:
    """Every party once; a country only where no body or place stands for it."""
    found: dict[tuple[str | None, str], Party] = {}
    for item in told:
        for party in item.record.parties:
            key = (party.country, party.ref or party.canonical.casefold())
            found.setdefault(key, party.model_copy(update={"evidence": (), "via": "sources"}))
    plain = {country for country, identifier in found if identifier == f"iso3166:{country}"}
    specific = {country for country, identifier in found if identifier != f"iso3166:{country}"}
    return tuple(
        party
        for (country, name), party in found.items()
        if country not in plain & specific or name != f"iso3166:{country}"
    )


_Value = TypeVar("_Value", Amount, Share, Count)


def _once(values: Iterable[_Value]) -> tuple[_Value, ...]:
    """Each value once, whatever its evidence."""
    bare = (value.model_copy(update={"evidence": (), "via": "sources"}) for value in values)
    return tuple(dict.fromkeys(bare))


def _differences(told: list[Told]) -> Iterator[Difference]:
    """The slots for which the sources that fill them do not say the same."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for item in told:
        record = item.record
        said["status"][str(record.status)].append(item.article)
        if record.start and record.end:
            said["period"][f"{record.start}/{record.end}"].append(item.article)
        for amount in record.amounts:
            said[f"amount:{amount.measure}:{amount.currency}"][plain_decimal(amount.value)].append(item.article)
        for count in record.counts:
            said[f"count:{count.unit}"][plain_decimal(count.value)].append(item.article)
    for slot, values in sorted(said.items()):
        if len(values) > 1 and len({frozenset(articles) for articles in values.values()}) > 1:
            yield Difference(
                slot=slot,
                values=tuple(
                    DifferingValue(value=value, articles=tuple(dict.fromkeys(articles)))
                    for value, articles in sorted(values.items())
                ),
            )


def _source(item: Told) -> Source:
    first = item.record.evidence[0]
    return Source(
        article=item.article,
        record=item.record.id,
        lang=item.lang,
        published=item.published,
        quote=item.record.quote,
        start_char=first.start_char,
        end_char=first.end_char,
        subject=item.record.subject,
        score=item.record.score,
    )
