"""Records as linked data: N-Triples in the terms of schema.org, PROV-O, Web Annotation, and a few of Ruammit's own.

A record is a `prov:Entity` that was derived from an article (a `schema:NewsArticle`) by an extractor (a
`prov:SoftwareAgent`); its evidence are `oa:TextPositionSelector`s. N-Triples are written article by article, so a
dataset of any size takes no more memory than one article and the ids; they are Turtle too.
docs/reference/rdf.md documents the
vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruammit._version import extractor
from ruammit.errors import DatasetError
from ruammit.schema import Amount, EntityType, Extraction, Party, Record
from ruammit.text.counted import counted
from ruammit.text.visible import visible

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset
    from ruammit.views.labels import Labels

__all__ = ["OWN", "triples"]

OWN = "urn:ruammit:term:"
"""Namespace of the terms that no common vocabulary has."""
SCHEMA, PROV, OA = "https://schema.org/", "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/oa#"
XSD, RDF = "http://www.w3.org/2001/XMLSchema#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_GEONAMES = "https://sws.geonames.org/"
_CLASSES = {EntityType.PERSON: "Person", EntityType.ORG: "Organization", EntityType.GPE: "Place"}

Triple = tuple[Any, Any, Any]


def triples(dataset: Dataset, path: Path, words: Labels) -> str:  # noqa: ARG001 - all formats are called alike
    """Every article that has records, and its records.

    Raises:
        DatasetError: rdflib is not installed.
    """
    try:
        import rdflib
    except ImportError:
        raise DatasetError("rdf needs the package rdflib", cure='install "ruammit[rdf]"') from None
    made, count = _Graph(rdflib), 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        first = set(dataset.arrow("articles")["id"].to_pylist())  # a text under several names is told once
        for extraction in dataset.extractions():
            if extraction.id not in first:
                continue
            graph = rdflib.Graph()
            for triple in made.of_article(extraction):
                graph.add(triple)
            lines = sorted(graph.serialize(format="nt").splitlines())
            file.writelines(f"{line}\n" for line in lines if line)
            count += len(graph)
    return counted(count, "triple")


class _Graph:
    """Makes triples of extractions; `rdflib` is the library, which writes terms as the standards want them."""

    def __init__(self, rdflib: Any) -> None:
        self.iri, self.literal = rdflib.URIRef, rdflib.Literal
        self.type = self.iri(RDF + "type")

    def node(self, kind: str, name: str) -> Any:
        """A thing of ours: `urn:ruammit:KIND:NAME`, the name percent-encoded."""
        from urllib.parse import quote

        return self.iri(f"urn:ruammit:{kind}:{quote(name.encode('utf-8', 'replace'), safe='')}")

    def text(self, value: str, lang: str | None = None) -> Any:
        """A text, with its language where it is the article's."""
        return self.literal(visible(value), lang=lang)

    def typed(self, value: object, kind: str) -> Any:
        """A value with its XML Schema type, written as it is."""
        return self.literal(str(value), datatype=self.iri(XSD + kind), normalize=False)

    def of_article(self, x: Extraction) -> Iterator[Triple]:
        """The article and its records; nothing of an article without records."""
        if not x.records:
            return
        article = self.node("article", x.id)
        agent = self.node("extractor", x.extractor or extractor())
        yield agent, self.type, self.iri(PROV + "SoftwareAgent")
        yield article, self.type, self.iri(SCHEMA + "NewsArticle")
        yield article, self.iri(SCHEMA + "identifier"), self.text(x.id)
        yield article, self.iri(SCHEMA + "inLanguage"), self.text(x.lang)
        yield article, self.iri(OWN + "sha256"), self.text(x.sha256)
        if x.title:
            yield article, self.iri(SCHEMA + "headline"), self.text(x.title, x.lang)
        if x.published and "X" not in x.published:
            yield article, self.iri(SCHEMA + "datePublished"), self.typed(x.published, "date")
        if x.source_url:
            yield article, self.iri(SCHEMA + "url"), self.text(x.source_url)
        for record in x.records:
            yield from self.of_record(record, x, article, agent)

    def of_record(self, record: Record, x: Extraction, article: Any, agent: Any) -> Iterator[Triple]:
        """A record with its slots and its evidence."""
        node = self.node("record", record.id)
        yield node, self.type, self.iri(PROV + "Entity")
        yield node, self.type, self.iri(OWN + "Record")
        yield node, self.iri(PROV + "wasDerivedFrom"), article
        yield node, self.iri(PROV + "wasAttributedTo"), agent
        yield node, self.iri(OWN + "kind"), self.iri(OWN + record.kind)
        yield node, self.iri(OWN + "status"), self.iri(OWN + record.status)
        yield node, self.iri(OWN + "score"), self.typed(f"{record.score:.4f}", "decimal")
        yield node, self.iri(SCHEMA + "text"), self.text(record.quote, x.lang)
        if record.subject:
            yield node, self.iri(SCHEMA + "about"), self.text(record.subject.quote, x.lang)
        for name, day in (("startDate", record.start), ("endDate", record.end)):
            if day:
                yield node, self.iri(SCHEMA + name), self.text(day) if "X" in day else self.typed(day, "date")
        for sector in record.sectors:
            yield node, self.iri(OWN + "sector"), self.iri(OWN + sector)
        for at, party in enumerate(record.parties):
            yield from self.of_party(node, f"{record.id}:{at}", party, x)
        yield from self.of_figures(node, record)
        for at, span in enumerate(record.evidence):
            place = self.node("evidence", f"{record.id}:{at}")
            yield node, self.iri(OWN + "evidence"), place
            yield place, self.type, self.iri(OA + "TextPositionSelector")
            yield place, self.iri(OA + "start"), self.typed(span.start_char, "nonNegativeInteger")
            yield place, self.iri(OA + "end"), self.typed(span.end_char, "nonNegativeInteger")
        for flag in record.flags:
            yield node, self.iri(OWN + "flag"), self.text(f"{flag.code}: {flag.message}")

    def of_party(self, record: Any, name: str, party: Party, x: Extraction) -> Iterator[Triple]:
        """A side of a record: its role, and who it is."""
        side, thing = self.node("side", name), self.thing(party)
        yield record, self.iri(OWN + "side"), side
        yield side, self.iri(OWN + "role"), self.iri(OWN + party.role)
        yield side, self.iri(OWN + "party"), thing
        yield side, self.iri(SCHEMA + "name"), self.text(party.name, x.lang)
        yield thing, self.type, self.iri(SCHEMA + _CLASSES[party.type])
        yield thing, self.iri(SCHEMA + "name"), self.text(party.canonical)
        if party.country:
            yield thing, self.iri(OWN + "country"), self.node("country", party.country)
            yield self.node("country", party.country), self.type, self.iri(SCHEMA + "Country")
            yield self.node("country", party.country), self.iri(SCHEMA + "identifier"), self.text(party.country)

    def thing(self, party: Party) -> Any:
        """Who a party is: its place in GeoNames, its country, or its canonical name."""
        scheme, _, code = (party.ref or "").partition(":")
        if scheme == "geonames":
            return self.iri(f"{_GEONAMES}{code}/")
        if scheme == "iso3166" and len(code) == len("VN"):
            return self.node("country", code)
        return self.node("name", party.ref or f"{party.type}:{party.country or ''}:{party.canonical}")

    def of_figures(self, record: Any, facts: Record) -> Iterator[Triple]:
        """Amounts, shares and counts, each a node of its own."""
        for at, amount in enumerate(facts.amounts):
            node = self.node("amount", f"{facts.id}:{at}")
            yield record, self.iri(OWN + "amount"), node
            yield from self.of_amount(node, amount)
        for at, share in enumerate(facts.shares):
            node = self.node("share", f"{facts.id}:{at}")
            yield record, self.iri(OWN + "share"), node
            yield node, self.type, self.iri(SCHEMA + "QuantitativeValue")
            yield node, self.iri(SCHEMA + "value"), self.typed(f"{share.value:f}", "decimal")
            yield node, self.iri(SCHEMA + "unitCode"), self.text("P1")  # per cent, of UN/CEFACT Recommendation 20
            yield node, self.iri(OWN + "of"), self.text(share.of)
        for at, count in enumerate(facts.counts):
            node = self.node("count", f"{facts.id}:{at}")
            yield record, self.iri(OWN + "count"), node
            yield node, self.type, self.iri(SCHEMA + "QuantitativeValue")
            yield node, self.iri(SCHEMA + "value"), self.typed(f"{count.value:f}", "decimal")
            yield node, self.iri(SCHEMA + "unitText"), self.text(count.unit, "en")

    def of_amount(self, node: Any, amount: Amount) -> Iterator[Triple]:
        """An amount of money: exact decimals, a range as its two ends."""
        yield node, self.type, self.iri(SCHEMA + "MonetaryAmount")
        yield node, self.iri(SCHEMA + "currency"), self.text(amount.currency)
        yield node, self.iri(OWN + "measure"), self.iri(OWN + amount.measure)
        yield node, self.iri(OWN + "modifier"), self.iri(OWN + amount.modifier)
        if amount.value_max is None:
            yield node, self.iri(SCHEMA + "value"), self.typed(f"{amount.value:f}", "decimal")
        else:
            yield node, self.iri(SCHEMA + "minValue"), self.typed(f"{amount.value:f}", "decimal")
            yield node, self.iri(SCHEMA + "maxValue"), self.typed(f"{amount.value_max:f}", "decimal")
