"""Dates: every day reads back as itself in every notation; what is impossible is flagged; time is linear."""

import datetime
from collections.abc import Iterator
from functools import partial

import pytest
from counting import calls
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from ruammit.analysis import Analysis
from ruammit.examples import article_of
from ruammit.mentions.dates import find_dates
from ruammit.schema import Calendar, DateMention, Granularity
from ruammit.views.explain import explain

THAI_MONTHS = [
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน",
    "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
]  # fmt: skip
THAI_SHORT = [
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
]  # fmt: skip
THAI_DAYS = [
    "จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์",
]  # fmt: skip
VIETNAMESE_MONTHS = [
    f"tháng {word}"
    for word in ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"]
]
VIETNAMESE_DAYS = [
    "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật",
]  # fmt: skip
TO_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))


def read(text: str, lang: str = "th", published: str | None = None) -> tuple[list[DateMention], Analysis]:
    analysis = Analysis(article_of(text, lang, published))
    return find_dates(analysis), analysis


def buddhist(day: datetime.date) -> int:
    """The Buddhist year as it was counted on that day: before 1941 it began on 1 April."""
    return day.year + (542 if day.year < 1941 and day.month < 4 else 543)


def thai_notations(day: datetime.date) -> list[str]:
    year, month = buddhist(day), THAI_MONTHS[day.month - 1]
    return [
        f"วันที่ {day.day} {month} พ.ศ. {year}",
        f"{day.day} {THAI_SHORT[day.month - 1]} {year}",
        f"{day.day:02d}/{day.month:02d}/{year}",
        f"{day.day}-{day.month}-{year}",
        f"วัน{THAI_DAYS[day.weekday()]}ที่ {day.day} {month} {year}".translate(TO_THAI_DIGITS),
        f"{day.day} {month} ค.ศ. {day.year}",
    ]


def vietnamese_notations(day: datetime.date) -> list[str]:
    return [
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        f"{day.day:02d}/{day.month:02d}/{day.year}",
        f"ngày {day.day}-{day.month}-{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{VIETNAMESE_DAYS[day.weekday()]}, ngày {day.day} {VIETNAMESE_MONTHS[day.month - 1]} năm {day.year}",
        f"ngày {day.day}/{day.month} năm Phật lịch {buddhist(day)}",
    ]


def check(day: datetime.date, texts: list[str], lang: str) -> None:
    for text in texts:
        found, analysis = read(text, lang)
        assert [(mention.start, mention.end) for mention in found] == [(day.isoformat(),) * 2], text
        assert analysis.flags == []
        assert found[0].granularity is Granularity.DAY
        assert found[0].edtf == day.isoformat()


@given(DAYS)
@settings(max_examples=150)
def test_thai_days_read_back(day: datetime.date) -> None:
    check(day, thai_notations(day), "th")


@given(DAYS)
@settings(max_examples=150)
def test_vietnamese_days_read_back(day: datetime.date) -> None:
    check(day, vietnamese_notations(day), "vi")


def every_day() -> Iterator[datetime.date]:
    day = datetime.date(1900, 1, 1)
    while day.year <= 2100:
        yield day
        day += datetime.timedelta(days=1)


@pytest.mark.soak
def test_every_day_reads_back() -> None:
    for day in every_day():
        check(day, thai_notations(day), "th")
        check(day, vietnamese_notations(day), "vi")


@given(st.integers(2532, 2599), st.integers(1, 12))
def test_short_buddhist_years(year: int, month: int) -> None:
    """From 32 on: two digits that could be a day are read as a year in no place."""
    found, _ = read(f"{THAI_SHORT[month - 1]} {year % 100}")
    assert found[0].start == f"{year - 543}-{month:02d}-01"
    assert found[0].calendar is Calendar.BUDDHIST


# --- impossible dates -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("เมื่อวันที่ 29 กุมภาพันธ์ 2566", "th"),
        ("วันที่ 31 เมษายน 2567", "th"),
        ("31/2/2567", "th"),
        ("ngày 31/2/2018", "vi"),
        ("ngày 31 tháng 4", "vi"),
        ("ngày 30/2", "vi"),
        ("từ ngày 28 đến 31/6/2019", "vi"),
    ],
)
def test_impossible_days_are_flagged(text: str, lang: str) -> None:
    found, analysis = read(text, lang, "2018-05-05")
    assert found == []
    (flag,) = analysis.flags
    assert flag.code == "impossible-date"
    (span,) = flag.spans
    assert text[span.start_char : span.end_char] in flag.message


def test_lunisolar_years_are_flagged() -> None:
    """Before 1 April 1889 the Thai year began in a lunar month."""
    found, analysis = read("ใน พ.ศ. 2398 ลงนามสนธิสัญญา")
    assert (found[0].start, found[0].edtf) == ("1855-01-01", "1855~")
    assert [flag.code for flag in analysis.flags] == ["approximate-date"]


def test_leap_days() -> None:
    assert read("29 กุมภาพันธ์ 2567")[0][0].start == "2024-02-29"
    assert read("ngày 29/2", "vi")[0][0].start == "XXXX-02-29"


# --- anchoring ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "published", "start"),
    [
        ("ngày 19/11", None, "XXXX-11-19"),
        ("ngày 19/11", "2018-11-20", "2018-11-19"),
        ("ngày 28/12 vừa qua", "2019-01-03", "2018-12-28"),
        ("ngày 28/12", "2019-01-03", "2018-12-28"),
        ("ngày 5/1 tới", "2018-12-20", "2019-01-05"),
        ("tháng 6", "2018-02-01", "2018-06-01"),
        ("ngày 15 tháng này", "2018-02-01", "2018-02-15"),
    ],
)
def test_the_year_of_a_day(text: str, published: str | None, start: str) -> None:
    (mention,) = read(text, "vi", published)[0]
    assert mention.start == start
    assert mention.anchored is (published is not None)


def test_without_publication_relative_dates_are_left_out() -> None:
    assert read("hôm qua, năm ngoái, tuần trước", "vi")[0] == []
    assert read("เมื่อวานนี้ ปีที่แล้ว สัปดาห์หน้า")[0] == []


def test_a_translated_article_keeps_common_years() -> None:
    found, _ = read("ปี 2025 และ ปี 2563")
    assert [(mention.start, mention.calendar) for mention in found] == [
        ("2025-01-01", Calendar.GREGORIAN),
        ("2020-01-01", Calendar.BUDDHIST),
    ]


def test_derivation() -> None:
    (row,) = explain("เมื่อ 16 พ.ค. 68", "th")
    assert row.pieces == (("16", "16"), ("พ.ค.", "month 5"), ("68", "68"))
    assert row.value == "2025-05-16, buddhist"


# --- EDTF -----------------------------------------------------------------------------------------------------------

SHAPES = [
    ("วันที่ 5 พฤษภาคม 2568", "th", "2025-05-05"),
    ("เดือนพฤษภาคม 2568", "th", "2025-05"),
    ("ไตรมาส 3 ปี 2568", "th", "2025-35"),
    ("ครึ่งปีแรกของปี 2568", "th", "2025-40"),
    ("ปี 2568", "th", "2025"),
    ("ปลายปี 2568", "th", "2025-09/2025-12"),
    ("ปีงบประมาณ 2568", "th", "2024-10/2025-09"),
    ("ปี 2566-2570", "th", "2023/2027"),
    ("วันที่ 9 - 12 กุมภาพันธ์ 2568", "th", "2025-02-09/2025-02-12"),
    ("พ.ศ. 2398", "th", "1855~"),
    ("ngày 19/11", "vi", "XXXX-11-19"),
    ("tháng 11", "vi", "XXXX-11"),
    ("từ ngày 29/5 đến 31/5", "vi", "XXXX-05-29/XXXX-05-31"),
    ("thế kỷ 19", "vi", "1801/1900"),
]


@pytest.mark.parametrize(("text", "lang", "written"), SHAPES)
def test_edtf(text: str, lang: str, written: str) -> None:
    (mention,) = read(text, lang)[0]
    assert mention.edtf == written
    assert str(parse_edtf(written)) == written


@given(DAYS)
@settings(max_examples=60)
def test_edtf_of_any_day_is_valid(day: datetime.date) -> None:
    for text, lang in ((thai_notations(day)[0], "th"), (f"từ {day.day}/{day.month} đến nay", "vi")):
        for mention in read(text, lang)[0]:
            parse_edtf(mention.edtf)


# --- robustness -----------------------------------------------------------------------------------------------------

PIECES = [
    "วันที่ ",
    "5 ",
    "12",
    "/",
    "-",
    "2568",
    " – ",
    "ปี ",
    "เดือน ",
    "มกราคม ",
    "ถึง",
    "(",
    ")",
    "ต้น",
    "ของ",
    "พ.ศ. ",
    "ค่ำ",
    "\n",
]
PIECES_VI = [
    "ngày ",
    "5 ",
    "12",
    "/",
    "-",
    "2018",
    " – ",
    "năm ",
    "tháng ",
    "quý ",
    "III",
    "đến ",
    "(",
    ")",
    "đầu ",
    "Tết ",
    "mùng ",
    "rằm ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from([None, "2024-02-29"]))
@settings(max_examples=300)
def test_any_thai_text(pieces: list[str], published: str | None) -> None:
    grounded("".join(pieces), "th", published)


@given(st.lists(st.sampled_from(PIECES_VI), max_size=25), st.sampled_from([None, "2024-02-29"]))
@settings(max_examples=300)
def test_any_vietnamese_text(pieces: list[str], published: str | None) -> None:
    grounded("".join(pieces), "vi", published)


def grounded(text: str, lang: str, published: str | None) -> None:
    found, _ = read(text, lang, published)
    at = 0
    for mention in found:
        assert text[mention.start_char : mention.end_char] == mention.quote
        assert mention.start_char >= at, "mentions are in order and do not overlap"
        at = mention.end_char
        parse_edtf(mention.edtf)


@pytest.mark.parametrize(
    ("piece", "lang"),
    [
        ("1/", "vi"), ("1-", "vi"), ("1, ", "vi"), ("(", "vi"), ("sáng ", "vi"), ("năm ", "vi"), ("hai ", "vi"),
        ("12 và ", "vi"), ("thứ hai, ", "vi"), ("ngày 1, ", "vi"), ("9", "vi"), ("đến ", "vi"),
        ("ปี ", "th"), ("พ.ศ. 2542 ", "th"), ("1 – ", "th"), ("วันที่", "th"), (" ", "th"), ("พ.ร.บ. พ.ศ. 2542 ", "th"),
    ],
)  # fmt: skip
def test_time_is_linear(piece: str, lang: str) -> None:
    def work(times: int) -> int:
        analysis = Analysis(article_of(piece * times, lang))
        assert analysis.text
        return calls(partial(find_dates, analysis))

    work(10)
    assert work(2000) <= 2.2 * work(1000) + 1000
