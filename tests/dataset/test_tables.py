"""Models to Arrow and back: nothing is lost, whatever the values."""

import string
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruammit.dataset.layers import COLUMNS_KEY, SCHEMA_KEY, metadata
from ruammit.dataset.tables import TableBuilder, article_rows, extractions
from ruammit.schema import (
    Amount,
    Boilerplate,
    Count,
    DateMention,
    Entity,
    Extraction,
    Flag,
    Granularity,
    Measure,
    Money,
    Party,
    Percent,
    Record,
    RecordKind,
    Sector,
    Share,
    Span,
    Status,
)

TEXT = string.printable * 3
numbers = st.decimals(allow_nan=False, allow_infinity=False) | st.decimals(min_value=0, max_value=10**12, places=2)
dates = st.dates().map(str) | st.dates().map(lambda day: f"XXXX{str(day)[4:]}") | st.just("2023-02-29")
spans = st.tuples(st.integers(0, 200), st.integers(1, 50)).map(lambda p: Span(start_char=p[0], end_char=p[0] + p[1]))
words = st.text(min_size=1, max_size=8)


def grounded(span: Span) -> dict[str, object]:
    return {**span.model_dump(), "quote": TEXT[span.start_char : span.end_char], "rule": "a-rule"}


money = st.builds(
    lambda span, amount, top: Money(**grounded(span), amount=amount, amount_max=top, currency="THB"),
    spans,
    numbers,
    st.none() | numbers,
)
percent = st.builds(lambda span, value: Percent(**grounded(span), value=value), spans, numbers)
days = st.builds(
    lambda span, day: DateMention(**grounded(span), start=day, end=day, edtf="2025", granularity=Granularity.DAY),
    spans,
    dates,
)
entities = st.builds(
    lambda span, canonical: Entity(
        name=TEXT[span.start_char : span.end_char], type="GPE", canonical=canonical, rule="a-rule", mentions=(span,)
    ),
    spans,
    words,
)
records = st.builds(
    lambda span, name, value, day, flags: Record(
        id="0123456789abcdef",
        kind=RecordKind.TRADE,
        status=Status.PLANNED,
        parties=(Party(name=name, type="GPE", canonical=name, country="TH", evidence=(span, span)),),
        sectors=(Sector.TRADE, Sector.WATER),
        amounts=(Amount(value=value, currency="USD", measure=Measure.EXPORT),),
        shares=(Share(value=Decimal("12.5"), of="exports"),),
        counts=(Count(value=Decimal(8), unit="project"),),
        start=day,
        end=day,
        period={"evidence": (span,), "via": "sentence"},
        quote=TEXT[span.start_char : span.end_char],
        evidence=(span,),
        rule="a-rule",
        flags=flags,
    ),
    spans,
    words,
    numbers,
    st.none() | dates,
    st.lists(st.builds(Flag, code=st.just("odd"), message=words, spans=st.lists(spans).map(tuple))).map(tuple),
)
found = st.builds(
    Extraction,
    id=words,
    lang=st.just("th"),
    title=st.none() | words,
    text=st.just(TEXT),
    published=st.none() | dates,
    sha256=st.just("0" * 64),
    boilerplate=st.lists(spans.map(lambda span: Boilerplate(**span.model_dump(), kind="header")), max_size=2).map(
        tuple
    ),
    extractor=st.just("0"),
    money=st.lists(money, max_size=3).map(tuple),
    percent=st.lists(percent, max_size=3).map(tuple),
    dates=st.lists(days, max_size=3).map(tuple),
    entities=st.lists(entities, max_size=3).map(tuple),
    records=st.lists(records, max_size=3).map(tuple),
)


def tables_of(*extractions: Extraction) -> dict[str, pa.Table]:
    builder = TableBuilder("a-part")
    for extraction in extractions:
        for layer, row in article_rows(extraction):
            builder.add(layer, row)
    return builder.tables()


@given(found)
def test_an_extraction_survives_the_way_there_and_back(extraction: Extraction) -> None:
    (back,) = extractions(tables_of(extraction))
    assert back == extraction
    assert back.model_dump_json() == extraction.model_dump_json()


def test_extractions_keep_their_order_and_their_rows() -> None:
    first, second = (
        Extraction(
            id=name,
            lang="th",
            text=TEXT,
            sha256="0" * 64,
            extractor="0",
            percent=tuple(
                Percent(start_char=n, end_char=n + 1, quote=TEXT[n], rule="r", value=Decimal(n)) for n in places
            ),
        )
        for name, places in (("b", (3, 1, 2)), ("a", (5, 4)))
    )
    assert list(extractions(tables_of(first, second))) == [first, second]


@pytest.mark.parametrize(
    ("value", "typed", "text"),
    [
        ("758500000", Decimal(758500000), None),
        ("0.123456789", Decimal("0.123456789"), None),
        ("0.1234567891", None, "0.1234567891"),
        ("9" * 29, Decimal("9" * 29), None),
        ("1" + "0" * 29, None, "1" + "0" * 29),
        ("1E+20", Decimal(10**20), None),
    ],
)
def test_what_a_column_cannot_hold_exactly_stands_beside_it(
    value: str, typed: Decimal | None, text: str | None
) -> None:
    row = Money(start_char=0, end_char=1, quote=TEXT[0], rule="r", amount=Decimal(value), currency="THB")
    extraction = Extraction(id="x", lang="th", text=TEXT, sha256="0" * 64, extractor="0", money=(row,))
    (written,) = tables_of(extraction)["money"].to_pylist()
    assert (written["amount"], written["amount_text"]) == (typed, text)


def test_every_table_names_the_schema_and_the_extractor() -> None:
    extraction = Extraction(id="x", lang="th", text=TEXT, sha256="0" * 64, extractor="0")
    (table,) = tables_of(extraction).values()
    assert table.schema.metadata == metadata()
    assert set(metadata()) == {SCHEMA_KEY, COLUMNS_KEY, b"ruammit.extractor"}
