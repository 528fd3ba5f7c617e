"""The lunar calendars of the packs, by public holidays and published tables."""

import datetime

import pytest

from ruammit.languages.thai import lunar as thai
from ruammit.languages.vietnamese import lunar as vietnamese

# Hồ Ngọc Đức, "Thuật toán tính âm lịch" and its table of years in which the Vietnamese new year is not the Chinese one.
TET = {
    1968: (1, 29), 1985: (1, 21), 2007: (2, 17), 2019: (2, 5), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29),
    2026: (2, 17), 2030: (2, 2),
}  # fmt: skip


@pytest.mark.parametrize("year", TET)
def test_vietnamese_new_year(year: int) -> None:
    assert vietnamese.lunar_day(year, 1, 1) == datetime.date(year, *TET[year])


@pytest.mark.parametrize(
    ("lunar", "solar"),
    [
        ((2018, 3, 10), datetime.date(2018, 4, 25)),  # Hùng Kings' Day 2018, a public holiday
        ((2024, 8, 15), datetime.date(2024, 9, 17)),  # mid-autumn 2024
        ((2017, 12, 30), datetime.date(2018, 2, 15)),  # the last day of Đinh Dậu
    ],
)
def test_vietnamese_feasts(lunar: tuple[int, int, int], solar: datetime.date) -> None:
    assert vietnamese.lunar_day(*lunar) == solar


def test_lunar_days_that_are_not() -> None:
    assert vietnamese.lunar_day(2024, 12, 30) is None  # Giáp Thìn ended on the 29th
    assert vietnamese.lunar_day(1800, 1, 1) is None
    assert vietnamese.lunar_day(2024, 13, 1) is None


@pytest.mark.parametrize(
    ("year", "month", "day", "phase", "solar"),
    [  # Thai public holidays, Bank of Thailand, "วันหยุดของสถาบันการเงิน"
        (2024, 6, 15, "waxing", datetime.date(2024, 5, 22)),  # Visakha Bucha
        (2025, 3, 15, "waxing", datetime.date(2025, 2, 12)),  # Makha Bucha
        (2025, 8, 15, "waxing", datetime.date(2025, 7, 10)),  # Asanha Bucha
        (2025, 8, 1, "waning", datetime.date(2025, 7, 11)),  # Buddhist Lent
    ],
)
def test_thai_lunar_days(year: int, month: int, day: int, phase: str, solar: datetime.date) -> None:
    assert thai.lunar_day(year, month, day, phase) == solar


def test_a_thai_lunar_day_that_is_not() -> None:
    assert thai.lunar_day(2025, 3, 15, "waning") is None  # odd months have 29 days
