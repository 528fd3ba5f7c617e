"""The day of publication in the forms in which it is given."""

import datetime as dt
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruammit.readers.published import day_of

MARCH = "2025-03-12"


@pytest.mark.parametrize(
    "given",
    [
        "2025-03-12",
        "2568-03-12",
        " 2025-03-12T09:00:00+07:00",
        "2025-03-12 09:00",
        "2025/03/12",
        "2025/3/12",
        "2025.03.12",
        "20250312",
        20250312,
        "13/03/2025",
        "31-12-2568",
        "5/5/2025",
        "Wed, 12 Mar 2025 09:00:00 +0700",
        "12 March 2025",
        "Mar 12, 2025",
        "12 มีนาคม 2568",
        "วันพุธที่ 12 มี.ค. 68 เวลา 10.30 น.",
        "๑๒ มีนาคม ๒๕๖๘",
        "Thứ Tư, ngày 12/3/2025",
        "12 tháng 3 năm 2025",
        1741744800,
        1741744800000,
        "1741744800",
        dt.date(2025, 3, 12),
        dt.datetime(2025, 3, 12, 23, 0),
        dt.datetime(2025, 3, 11, 18, 0, tzinfo=dt.UTC),
    ],
    ids=str,
)
def test_common_forms(given: object) -> None:
    others = {"13/03/2025": "2025-03-13", "31-12-2568": "2025-12-31", "5/5/2025": "2025-05-05"}
    assert day_of(given) == others.get(str(given), MARCH)


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "yesterday",
        "3/4/2025",
        "2025-02-30",
        "30/02/2025",
        "0001-01-01",
        "9999-12-31",
        "March",
        "tháng 3 năm 2025",
        "ปี 2568",
        "12 มีนาคม 2568 และ 13 มีนาคม 2568",
        True,
        5,
        -1741744800,
        float("nan"),
        float("inf"),
        10**400,
        [],
        {},
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_day_or_one_of_two(given: object) -> None:
    assert day_of(given) is None


@given(st.dates(dt.date(1980, 1, 1), dt.date(2100, 1, 1)))
def test_every_day_reads_back(day: dt.date) -> None:
    written = day.isoformat()
    moment = dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    assert day_of(written) == day_of(day) == day_of(format_datetime(moment)) == written
    assert day_of(f"{day.year + 543}-{day:%m-%d}") == written
    assert day_of(int(moment.timestamp())) == day_of(moment) == written


@given(st.text(max_size=40) | st.floats() | st.integers())
def test_no_value_makes_it_fail(value: object) -> None:
    day_of(value)
