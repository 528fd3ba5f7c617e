"""The reference article: its facts, one by one, and the whole extraction as a reviewed snapshot.

`make snapshot` writes the snapshot again: read the difference line by line against the article's annotation in
corpus/annotations before you commit it. The snapshot holds what the extractor says today, misses included.
"""

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ruammit.evaluation.gold import evaluate
from ruammit.pipeline import extract_article
from ruammit.readers.articles import read_article
from ruammit.schema import (
    Calendar,
    Change,
    Entity,
    Extraction,
    Flag,
    Measure,
    Modifier,
    Record,
    RecordKind,
    Sector,
    Status,
)

CORPUS = Path(__file__).parent.parent / "corpus"
SNAPSHOT = Path(__file__).parent / "reference.json"
ARTICLE = CORPUS / "articles" / "th-haiphong-antwerp.txt"

RECORDS, SLOTS = 0.9, 0.8
"""What the reference article's records and slots must reach (F1); no model has learnt from it."""
YEAR_2024 = ("2024-01-01", "2024-12-31")
YEAR_2025 = ("2025-01-01", "2025-12-31")
TEN_MONTHS = ("2025-01-01", "2025-10-31")


@pytest.fixture(scope="module")
def found() -> Extraction:
    return extract_article(read_article(ARTICLE))


def entity(found: Extraction, name: str) -> Entity:
    return next(row for row in found.entities if row.name == name)


def records(found: Extraction, kind: RecordKind) -> list[Record]:
    return [row for row in found.records if row.kind is kind]


def countries(record: Record) -> set[str | None]:
    return {party.country for party in record.parties}


def test_language_and_source(found: Extraction) -> None:
    assert found.lang == "th"
    assert found.published is None
    assert (
        found.source_url
        == "https://baohaiphong.vn/hai-phong-tang-cuong-hop-tac-voi-cac-doanh-nghiep-doi-tac-bi-528783.html"
    )


def test_five_amounts_of_money(found: Extraction) -> None:
    assert [(row.quote, row.amount, row.amount_max, row.currency, row.modifier) for row in found.money] == [
        ("758.5 ล้านดอลลาร์สหรัฐ", Decimal(758_500_000), None, "USD", Modifier.MORE),
        ("25 ล้านดอลลาร์สหรัฐ", Decimal(25_000_000), None, "USD", Modifier.MORE),
        ("10 ล้านดอลลาร์สหรัฐ", Decimal(10_000_000), None, "USD", Modifier.MORE),
        ("69.7 ล้านดอลลาร์สหรัฐ", Decimal(69_700_000), None, "USD", Modifier.EXACT),
        ("40.5 ล้านดอลลาร์สหรัฐ", Decimal(40_500_000), None, "USD", Modifier.EXACT),
    ]


def test_three_percentages_none_of_them_a_rate_of_growth(found: Extraction) -> None:
    rows: list[tuple[str, Decimal, Change | None]] = [(row.quote, row.value, row.change) for row in found.percent]
    assert rows == [("93%", Decimal(93), None), ("24%", Decimal(24), None), ("22%", Decimal(22), None)]


def test_six_dates_with_their_buddhist_years_converted(found: Extraction) -> None:
    assert [(row.start, row.end) for row in found.dates] == [
        YEAR_2025,
        ("2025-10-31", "2025-10-31"),
        YEAR_2024,
        TEN_MONTHS,
        YEAR_2025,
        ("2023-01-01", "2023-12-31"),
    ]
    assert {row.calendar for row in found.dates} == {Calendar.BUDDHIST}
    assert "สิ้นเดือนตุลาคม พ.ศ. 2568" in found.dates[1].quote
    assert "10 เดือนแรกของปี พ.ศ. 2568" in found.dates[3].quote


@pytest.mark.parametrize(
    ("name", "country"),
    [("ไฮฟอง", "VN"), ("เวียดนาม", "VN"), ("แอนต์เวิร์ป", "BE"), ("เบลเยียม", "BE"), ("ราชอาณาจักรเบลเยียม", "BE")],
)
def test_places_with_their_countries(found: Extraction, name: str, country: str) -> None:
    assert (entity(found, name).type, entity(found, name).country) == ("GPE", country)


def test_belgium_is_one_country_under_two_names(found: Extraction) -> None:
    short, full = entity(found, "เบลเยียม"), entity(found, "ราชอาณาจักรเบลเยียม")
    assert short.ref == full.ref == "iso3166:BE"
    assert short.canonical == full.canonical


def test_three_spellings_are_one_person(found: Extraction) -> None:
    spellings = [entity(found, name) for name in ("เล เตียน เชา", "เล เตียน เจา", "เล เตี่ยน เชา")]
    assert {row.type for row in spellings} == {"PERSON"}
    assert len({row.canonical for row in spellings}) == 1


@pytest.mark.parametrize(
    ("amount", "measure", "period"),
    [
        (25_000_000, Measure.EXPORT, YEAR_2024),
        (10_000_000, Measure.IMPORT, YEAR_2024),
        (69_700_000, Measure.EXPORT, TEN_MONTHS),
        (40_500_000, Measure.IMPORT, TEN_MONTHS),
    ],
)
def test_trade_records(found: Extraction, amount: int, measure: Measure, period: tuple[str, str]) -> None:
    rows = [
        row
        for row in records(found, RecordKind.TRADE)
        if [(each.value, each.currency, each.measure) for each in row.amounts] == [(Decimal(amount), "USD", measure)]
    ]
    assert len(rows) == 1
    assert countries(rows[0]) == {"VN", "BE"}
    assert (rows[0].start, rows[0].end) == period


def test_trade_shares(found: Extraction) -> None:
    shares = {share.value for row in records(found, RecordKind.TRADE) for share in row.shares}
    assert shares == {Decimal(93), Decimal(24), Decimal(22)}


def test_investment_record(found: Extraction) -> None:
    rows = [row for row in records(found, RecordKind.INVESTMENT) if row.amounts]
    assert len(rows) == 1
    assert [(each.value, each.currency, each.measure) for each in rows[0].amounts] == [
        (Decimal(758_500_000), "USD", Measure.INVESTMENT)
    ]
    assert [(each.value, each.unit) for each in rows[0].counts] == [(Decimal(8), "project")]
    assert countries(rows[0]) == {"VN", "BE"}
    assert (rows[0].start, rows[0].end) == ("2025-10-31", "2025-10-31")


def told(found: Extraction, kind: RecordKind, words: str) -> Record:
    """The one record of the kind whose evidence holds the words."""

    def holds(row: Record) -> bool:
        return any(words in found.text[span.start_char : span.end_char] for span in row.evidence)

    (row,) = [row for row in records(found, kind) if holds(row)]
    return row


def test_its_records_and_their_slots_are_found(tmp_path: Path) -> None:
    shutil.copy(ARTICLE, tmp_path)
    shutil.copy(CORPUS / "annotations" / f"{ARTICLE.stem}.json", tmp_path)
    layers = evaluate(tmp_path).articles[0].layers
    assert layers["records"].f1 >= RECORDS
    assert layers["slots"].f1 >= SLOTS


def test_the_project_that_stands_out_is_an_investment_of_its_own(found: Extraction) -> None:
    row = told(found, RecordKind.INVESTMENT, "DEEP C Industrial Park Complex")
    assert countries(row) == {"VN", "BE"}
    assert row.amounts == ()


@pytest.mark.parametrize(
    "words", ["เข้าร่วมการประชุมส่งเสริมการลงทุน", "กษัตริย์และราชินีแห่งเบลเยียม", "เดินทางสำรวจเบลเยียมหลายครั้ง"]
)
def test_visits(found: Extraction, words: str) -> None:
    row = told(found, RecordKind.ENGAGEMENT, words)
    assert countries(row) == {"VN", "BE"}
    assert row.status is Status.DONE


@pytest.mark.parametrize(
    ("words", "sector"),
    [("มหาวิทยาลัยการเดินเรือเวียดนาม", Sector.EDUCATION), ("เทศกาลวัฒนธรรม", Sector.CULTURE)],
)
def test_education_and_culture(found: Extraction, words: str, sector: Sector) -> None:
    row = told(found, RecordKind.PROGRAMME, words)
    assert countries(row) == {"VN", "BE"}
    assert sector in row.sectors
    assert row.status is Status.DONE


def test_education_to_come(found: Extraction) -> None:
    row = told(found, RecordKind.PROGRAMME, "ทั้งสองฝ่ายสามารถขยายความร่วมมือ")
    assert countries(row) == {"VN", "BE"}
    assert Sector.EDUCATION in row.sectors
    assert row.status is Status.PLANNED


def quoted(found: Extraction, flag: Flag) -> list[str]:
    return [found.text[span.start_char : span.end_char] for span in flag.spans]


def test_one_persons_two_offices_are_flagged(found: Extraction) -> None:
    (flag,) = [flag for flag in found.flags if flag.code == "incompatible-offices"]
    assert any("พรรคคอมมิวนิสต์จีน" in words for words in quoted(found, flag))


def test_a_country_that_sees_the_importance_of_itself_is_flagged(found: Extraction) -> None:
    (flag,) = [flag for flag in found.flags if flag.code == "party-with-itself"]
    assert quoted(found, flag) == ["เบลเยียม", "เบลเยียม"]


def test_the_past_told_in_the_future_tense_is_flagged(found: Extraction) -> None:
    rows = [row for row in records(found, RecordKind.TRADE) if row.amounts and (row.start, row.end) == YEAR_2024]
    assert len(rows) == 2
    for row in rows:
        (flag,) = [flag for flag in row.flags if flag.code == "future-tense-past-period"]
        assert all("จะ" in words for words in quoted(found, flag))


def readable(told: dict[str, Any]) -> str:
    """As JSON with a line a row, and in records a line a field, so that a change can be read."""

    def line(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    def row(value: Any) -> str:
        if "parties" not in value:
            return f"  {line(value)}"
        return "  {" + ",\n   ".join(f"{line(key)}: {line(part)}" for key, part in value.items()) + "}"

    fields = []
    for key, value in told.items():
        rows = isinstance(value, list) and value
        fields.append(f" {line(key)}: " + ("[\n" + ",\n".join(map(row, value)) + "\n ]" if rows else line(value)))
    return "{\n" + ",\n".join(fields) + "\n}\n"


def test_snapshot(found: Extraction, rewrite_snapshot: bool) -> None:
    whole: dict[str, Any] = found.model_dump(mode="json", exclude={"text", "extractor"})
    if rewrite_snapshot:
        SNAPSHOT.write_text(readable(whole), encoding="utf-8")
    assert whole == json.loads(SNAPSHOT.read_text(encoding="utf-8"))
