"""From a cluster to the record: names of parties, quote, evidence, identity, score."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache

from babel import Locale, UnknownLocaleError

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import KindTrait
from ruammit.records.checks import flags
from ruammit.records.drafts import RULES, Draft
from ruammit.records.filled import Cluster, Filled, Side
from ruammit.records.index import ArticleIndex
from ruammit.records.named import Named
from ruammit.records.scoring import Features, Models
from ruammit.records.slots.ruled import MOST
from ruammit.records.slots.subject import likely_subjects
from ruammit.records.stretches import Likely
from ruammit.records.wording import trimmed
from ruammit.schema import EntityType, Party, Record, Subject, plain_decimal

__all__ = ["record", "record_id", "subjects_of"]

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def record(
    index: ArticleIndex,
    cluster: Cluster,
    others: list[Cluster],
    models: Models,
    right: Features,
    subject: Likely | None,
) -> Record:
    """The cluster as a record.

    Args:
        index: the article.
        cluster: the cluster.
        others: the article's clusters, it among them.
        models: the models.
        right: what its score is of.
        subject: its likely subject (`subjects_of`).
    """
    filled, best = cluster.filled, cluster.best
    draft = filled.draft
    start, end = trimmed(index.text, draft.clause.start, draft.clause.end)
    quoted = index.analysis.quoted(start, end)
    clauses = [c for member in cluster.members for c in (member.filled.draft.clause, *member.filled.also)]
    also = sorted({trimmed(index.text, c.start, c.end) for c in clauses} - {(start, end)})
    parties = tuple(_parties(index, filled))
    about = filled.subject
    if draft.reader == RULES and subject and subject.sure >= models.policy.subject:
        about = subject.start, subject.end
    return Record(
        id=record_id(index.analysis.article.id, filled, parties, quoted["quote"]),
        kind=draft.kind,
        status=best.status,
        parties=parties,
        sectors=best.sectors,
        amounts=filled.amounts,
        shares=filled.shares,
        counts=filled.counts,
        start=filled.period.start,
        end=filled.period.end,
        period=filled.period.slot,
        subject=Subject(**index.analysis.quoted(*about)) if about else None,
        score=round(models.right.probability(right), 3),
        quote=quoted["quote"],
        evidence=(index.span(start, end), *(index.span(*place) for place in also)),
        rule=draft.rule,
        readers=cluster.readers,
        flags=flags(index, cluster, others),
        plover=ontology().plover(draft.kind, draft.rule),
    )


def record_id(article: str, filled: Filled, parties: tuple[Party, ...], quote: str) -> str:
    """16 hexadecimal digits of the SHA-256 of the article's id and the record's content: the same on every run."""
    content = [
        article,
        str(filled.draft.kind),
        filled.draft.clause.start,
        sorted((party.canonical, party.country or "") for party in parties),
        [filled.period.start, filled.period.end],
        sorted((plain_decimal(a.value), a.currency, str(a.measure)) for a in filled.amounts),
        quote,
    ]
    return hashlib.sha256(_JSON.encode(content).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def subjects_of(index: ArticleIndex, clusters: Sequence[Cluster], models: Models) -> list[Likely | None]:
    """What each record of the rules is most probably about; `sure` that it is told, and is about that."""
    found = likely_subjects(index, [cluster.best.filled.draft for cluster in clusters], models.subject)
    return [one and one._replace(sure=one.sure * told.told) for one, told in zip(found, clusters, strict=True)]


def _parties(index: ArticleIndex, filled: Filled) -> list[Party]:
    """The sides as parties: who they are called, and where they stand."""
    told: list[tuple[Side, Named | None]] = []
    for side in filled.sides:
        named = _acting(index, filled, side)
        bodies = [item for item in named if item.entity.type is EntityType.ORG]
        places = [item for item in named if item.entity.type is EntityType.GPE]
        if not named:
            told.append((side, None))
            continue
        item = bodies[0] if bodies and filled.draft.has(KindTrait.BODIES) else (places or named)[0]
        told.append((side, item))
        if bodies and filled.draft.has(KindTrait.JOINT):
            first = item.entity.canonical
            more = {body.entity.canonical: body for body in bodies if body.entity.canonical != first}
            told += [(side, body) for body in list(more.values())[:1]]
    return [_party(index, side, item) for side, item in told[:MOST]]


def _acting(index: ArticleIndex, filled: Filled, side: Side) -> list[Named]:
    """The mentions by which a side can be called: not those of who only tells of it, nor the place where it happened.

    Who says of a flow or a meeting what it was tells what others did; of an agreement or of help, what they did
    themselves, unless somebody else of their side is named.
    """
    tellers, draft = index.tellers, filled.draft
    named = [item for item in side.named if item.start not in tellers.sure and not _is_venue(index, draft, item)]
    own = [item for item in named if item.start not in tellers.said]
    return own if own or draft.has(KindTrait.TOTALS) or not draft.has(KindTrait.BODIES) else named


def _is_venue(index: ArticleIndex, draft: Draft, item: Named) -> bool:
    """Whether something happens at a place that is no country: it is called by its country."""
    place = item.entity.type is EntityType.GPE and not item.is_country and item.country is not None
    return place and draft.has(KindTrait.EVENT) and item.start in index.venues


def _party(index: ArticleIndex, side: Side, item: Named | None) -> Party:
    """The side as a party, called by the item's name (None: by what the article, or its language, calls it)."""
    # A person is no party: their country is.
    known = item if item and item.entity.type is not EntityType.PERSON else index.names.get(side.side)
    if known is None:
        return Party(
            name=_country(side.side, index.analysis.article.lang),
            canonical=_country(side.side, "en"),
            country=side.side,
            via=side.via,
            ref=f"iso3166:{side.side}",
            role=side.role,
        )
    entity = known.entity
    return Party(
        name=entity.name,
        canonical=entity.canonical,
        country=entity.country,
        via=side.via,
        type=entity.type,
        ref=entity.ref,
        evidence=(index.span(item.start, item.end),) if item else (),
        role=side.role,
    )


@cache
def _country(code: str, lang: str) -> str:
    """The plain name of a country in a language (CLDR)."""
    try:
        return str(Locale(lang).territories[code])
    except (UnknownLocaleError, KeyError):
        return code
