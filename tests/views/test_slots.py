"""Slots of a record in words."""

import calendar
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ruammit
from ruammit.schema import Amount, Count, Party, Record, Share
from ruammit.views.labels import LOCALES, labels
from ruammit.views.marking import marks
from ruammit.views.slots import period_text, record_countries, record_figures, record_parties, record_sectors

RECORD = Record(
    id="0" * 16,
    kind="trade",
    status="done",
    parties=(
        Party(name="ลาว", canonical="Laos", country="LA", role="exporter"),
        Party(name="สหประชาชาติ", canonical="United Nations", type="ORG"),
    ),
    sectors=("energy", "urban"),
    amounts=(
        Amount(value=Decimal("758500000.50"), currency="USD", modifier="more", measure="export"),
        Amount(value=Decimal(2), value_max=Decimal(3), currency="THB", modifier="about", measure="loan"),
    ),
    shares=(Share(value=Decimal("12.5"), of="exports"), Share(value=Decimal(49), of="stake"), Share(value=Decimal(7))),
    counts=(Count(value=Decimal(1200), unit="tonne"),),
    quote="x",
    evidence=({"start_char": 0, "end_char": 1},),
    rule="r",
)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2025-01-01", "2025-12-31", "2025"),
        ("2024-01-01", "2025-12-31", "2024 to 2025"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2023-02-01", "2023-02-28", "2023-02"),
        ("2025-01-01", "2025-03-31", "2025-01 to 2025-03"),
        ("2025-01-01", "2025-03-30", "2025-01-01 to 2025-03-30"),
        ("2025-10-31", "2025-10-31", "2025-10-31"),
        ("XXXX-11-19", "XXXX-11-19", "XXXX-11-19"),
        ("XXXX-11-01", "XXXX-11-30", "XXXX-11-01 to XXXX-11-30"),
        ("2020-05-01", None, "since 2020-05-01"),
        (None, "2030-12-31", "until 2030-12-31"),
        (None, None, ""),
    ],
)
def test_a_period_is_as_short_as_it_can_be_told(start: str | None, end: str | None, text: str) -> None:
    assert period_text(start, end) == text


@given(st.dates(), st.dates())
def test_a_period_can_be_read_back(one: object, two: object) -> None:
    start, end = sorted([str(one), str(two)])
    low, _, high = period_text(start, end).partition(" to ")
    high = high or low
    assert start == (low + "-01-01")[:10]
    months = high if len(high) > 4 else high + "-12"
    last = calendar.monthrange(int(months[:4]), int(months[5:7]))[1]
    assert end == (months if len(months) == 10 else f"{months}-{last:02}")


def test_slots_in_three_locales() -> None:
    assert record_parties(RECORD) == "ลาว (LA), สหประชาชาติ"
    assert [record_countries(RECORD, labels(locale)) for locale in LOCALES] == [["Laos"], ["ลาว"], ["Lào"]]
    assert [record_sectors(RECORD, labels(locale)) for locale in LOCALES] == [
        "energy, urban development",
        "พลังงาน, การพัฒนาเมือง",
        "năng lượng, phát triển đô thị",
    ]
    assert record_figures(RECORD) == [
        "exports: more than 758,500,000.5 USD",
        "loan: about 2 to 3 THB",
        "12.5% of exports",
        "stake of 49%",
        "7%",
        "1,200 tonnes",
    ]
    assert record_figures(RECORD, labels("vi"))[0] == "xuất khẩu: hơn 758.500.000,5 USD"
    assert record_figures(RECORD, labels("th"))[-1] == "1,200 ตัน"


def test_mentions_say_their_values_as_a_reader_checks_them(reference: ruammit.Extraction) -> None:
    values = {mark.value for mark in marks(reference)}
    assert "more than 758,500,000 USD" in values
    assert "Antwerp (BE)" in values
    assert "hơn 758.500.000 USD" in {mark.value for mark in marks(reference, labels("vi"))}
