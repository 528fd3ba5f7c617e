"""Datelines: `published` from the layouts in which Thai and Vietnamese pages give their date.

A generator writes every format of a date in every layout: each of them must be read, but for a share that is stated.
"""

import datetime
from collections.abc import Iterator

import pytest

from ruammit import languages
from ruammit.readers.articles import text_article
from ruammit.readers.boilerplate import read_page
from ruammit.readers.datelines import dateline_of

MINIMUM_SHARE = 0.98
"""Of all generated pages, read right."""
DAYS = [datetime.date(2025, 10, 31), datetime.date(2024, 5, 6), datetime.date(2026, 2, 15)]
TO_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
THAI_MONTHS = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
THAI_SHORT = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
THAI_DAYS = ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"]
THAI_SHORT_DAYS = ["จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา."]
VIETNAMESE_DAYS = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"]
VIETNAMESE_SHORT_DAYS = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]
VIETNAMESE_MONTHS = ["Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai"]


def english(day: datetime.date, year: int) -> list[str]:
    month = day.strftime("%B")
    return [
        f"{day.day} {month} {year}",
        f"{month} {day.day}, {year}",
        f"{month[:3]} {day.day}, {year}",
        f"{day.day:02d} {month[:3].upper()} {year}",
        f"{day:%A}, {day.day} {month} {year}",
        f"{day:%A} {month} {day.day}, {year}",
    ]


def thai(day: datetime.date) -> list[str]:
    year, month, short = day.year + 543, THAI_MONTHS[day.month - 1], THAI_SHORT[day.month - 1]
    weekday, short_day = THAI_DAYS[day.weekday()], THAI_SHORT_DAYS[day.weekday()]
    return [
        f"{day.day} {month} {year}",
        f"{day.day} {short} {year}",
        f"{day.day} {short} {year % 100}",
        f"{day.day} {short[:-1]} {year}",
        f"{day.day}-{short}-{year % 100}",
        f"{day.day:02d}/{day.month:02d}/{year}",
        f"{day.day}/{day.month}/{year}",
        f"{day.day:02d}/{day.month:02d}/{year % 100}",
        f"{day.day:02d}-{day.month:02d}-{year}",
        f"{day.day:02d}.{day.month:02d}.{year}",
        f"{day.day:02d}/{day.month:02d}/{day.year}",
        day.isoformat(),
        f"วัน{weekday}ที่ {day.day} {month} {year}",
        f"วัน{weekday} ที่ {day.day} {month} พ.ศ. {year}",
        f"{short_day} {day.day} {short} {year}",
        f"{weekday}, {month} {day.day}, {year}",
        f"วันที่ {day.day} {month} {year}".translate(TO_THAI_DIGITS),
        *english(day, day.year),
        *english(day, year)[:2],
    ]


def vietnamese(day: datetime.date) -> list[str]:
    weekday, short_day = VIETNAMESE_DAYS[day.weekday()], VIETNAMESE_SHORT_DAYS[day.weekday()]
    numbered = f"Thứ {day.weekday() + 2}" if day.weekday() < 6 else "Chủ nhật"
    figures, month = f"{day:%d/%m/%Y}", VIETNAMESE_MONTHS[day.month - 1]
    return [
        figures,
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}",
        f"{day.day}/{day.month}/{day.year % 100}",
        f"{day:%Y/%m/%d}",
        day.isoformat(),
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        f"{day.day} tháng {day.month}, {day.year}",
        f"{day.day} thg {day.month}, {day.year}",
        f"{day.day} Tháng {month}, {day.year}",
        f"Tháng {month} {day.day}, {day.year}",
        f"{weekday}, {figures}",
        f"{weekday}, ngày {figures}",
        f"{weekday.upper()}, {figures}",
        f"{weekday.lower()}, ngày {day.day} tháng {day.month} năm {day.year}",
        f"{numbered}, ngày {figures}",
        f"{short_day}, {figures}",
        *english(day, day.year),
    ]


CLOCKS = {
    "th": ["09:30", "09:30 น.", "เวลา 09.30 น.", "9:30 AM", "09:30:15", "( 09:30 )"],
    "vi": ["09:30", "09:30 GMT+7", "09:30 (GMT+7)", "lúc 09:30", "9h30", "09 giờ 30", "9:30 SA"],
}
SITES = {
    "th": ["ข่าวสดออนไลน์", "เศรษฐกิจ", "Mekong Online", "กองบรรณาธิการ"],
    "vi": ["Báo Sông Hồng", "MekongExpress", "Kinh tế", "Minh Anh"],
}
PUBLISHED = {
    "th": ["เผยแพร่", "วันที่เผยแพร่", "โพสต์เมื่อ", "Published", "Date"],
    "vi": ["Ngày đăng", "Đăng lúc", "Xuất bản", "Published"],
}
UPDATED = {"th": ["ปรับปรุงล่าสุด", "อัปเดต", "Last updated"], "vi": ["Cập nhật", "Cập nhật lúc", "Updated"]}
FORMATS = {"th": thai, "vi": vietnamese}
STORY = {
    "th": ("ไทยลงนามกับเบลเยียม", "รัฐมนตรีกล่าวว่าจะร่วมมือกันด้านพลังงาน"),
    "vi": ("Bỉ đầu tư vào Hải Phòng", "Lãnh đạo hai nước gặp nhau và trao đổi về hợp tác."),
}


def layouts(lang: str, written: str) -> Iterator[str]:
    clocks, sites = CLOCKS[lang], SITES[lang]
    yield from (written, f"({written})", f"[{written}]", f"- {written} -")
    for clock in clocks:
        yield from (f"{written} {clock}", f"{written} - {clock}", f"{written} | {clock}", f"{written}, {clock}")
        yield from (f"{clock} {written}", f"{clock} | {written}", f"{clock} - {written}", f"{clock}, {written}")
    for label in PUBLISHED[lang] + UPDATED[lang]:
        yield from (f"{label}: {written}", f"{label} : {written} {clocks[0]}", f"{label} {clocks[0]}, {written}")
    for site in sites:
        yield from (
            f"{site} | {written}",
            f"{site} - {written}",
            f"{site} • {written} {clocks[0]}",
            f"{written} | {site}",
        )
    yield from (f"{written} | 448 views", f"1,234 views | {written}")
    later = "2 พ.ย. 2569" if lang == "th" else "2/11/2026"
    for label, update in zip(PUBLISHED[lang], UPDATED[lang], strict=False):
        yield from (f"{label}: {written} 17:45 {update}: {later} 18:00", f"{update}: {later} | {label}: {written}")
    if written[:2] == "20" and "-" in written:
        yield from (f"{written}T09:30:00+07:00", f"{written}T09:30:00.000Z", f"{written} 09:30:00")


def pages(lang: str) -> Iterator[tuple[str, str]]:
    """Pages, and the ISO dates on which they were published."""
    title, story = STORY[lang]
    for day in DAYS:
        for written in FORMATS[lang](day):
            for line in layouts(lang, written):
                yield f"{title}\n{line}\n\n{story}\n", day.isoformat()
                yield f"{line}\n{title}\n\n{story}\n", day.isoformat()
            yield f"{title}\n\n{story}\n{story}\n({written})\n", day.isoformat()
        figures = f"{day:%d/%m/%Y}" if lang == "vi" else f"{day:%d/%m}/{day.year + 543}"
        for site in SITES[lang]:
            yield f"{title}\n{site}{site}{figures}\n\n{story}\n", day.isoformat()


@pytest.mark.parametrize("lang", ["th", "vi"])
def test_generated_layouts(lang: str) -> None:
    """Every page is read without an exception, nearly all of them right."""
    pack = languages.pack(lang)
    wrong = [page for page, day in pages(lang) if read_page(page, pack).published != day]
    total = sum(1 for _ in pages(lang))
    assert total > 5_000
    assert len(wrong) <= (1 - MINIMUM_SHARE) * total, wrong[:10]


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("th", "date 2025-09-20 ค่ำคืนรับรางวัลที่กรุงลอนดอนมีผู้ร่วมงานมาก " + "และมีการแสดง " * 20, "2025-09-20"),
        ("th", "กรุงเทพฯ - 31 ตุลาคม 2568 - รัฐมนตรีสองประเทศพบกัน " + "และหารือกัน " * 20, "2025-10-31"),
        ("vi", "Hà Nội, ngày 5/5/2025 - Lãnh đạo hai nước gặp nhau.\n\nHai bên ký kết.", "2025-05-05"),
        ("vi", "Tiêu đề\n\nLãnh đạo gặp nhau.\n\nHà Nội, ngày 5 tháng 5 năm 2025", "2025-05-05"),
        ("vi", "Tiêu đề\nKinh tế 05/06/2019 09:42\n\nLãnh đạo gặp nhau.", "2019-06-05"),
    ],
)
def test_dates_that_open_a_text(lang: str, text: str, day: str | None) -> None:
    assert read_page(text, languages.pack(lang)).published == day


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("th", "ประชุมวันที่ 5 พฤษภาคม 2568 ที่กรุงเทพฯ"),
        ("th", "พิธีลงนามวันจันทร์ที่ 5 พฤษภาคม 2568 เวลา 10.00 น."),
        ("th", "ระหว่างวันที่ 5-9 พฤษภาคม 2568"),
        ("th", "ปี 2568"),
        ("th", "โทร. 02-123-4567"),
        ("vi", "Kết quả xổ số ngày 5/5/2025"),
        ("vi", "Giá vàng hôm nay 5/5"),
        ("vi", "Hội nghị diễn ra từ 5/5/2025 đến 9/5/2025 tại Hà Nội và các tỉnh"),
        ("vi", "5/5/2025 - lãnh đạo hai nước gặp nhau."),
        ("vi", "Quyết định số 12/2025/QĐ-TTg"),
        ("vi", "Tỷ số 2-1"),
    ],
)
def test_lines_that_are_no_datelines(lang: str, line: str) -> None:
    assert dateline_of(line, languages.pack(lang)) is None


def test_a_dateline_is_a_date_too() -> None:
    import ruammit

    text = "448 views\n5 ก.ค. 2567\nไทยลงนามกับเบลเยียม\n\nรัฐมนตรีกล่าวว่าวันนี้ลงนามแล้ว"
    found = ruammit.extract(text_article(text, lang="th"))
    assert found.published == "2024-07-05"
    assert [(date.quote, date.start) for date in found.dates] == [("5 ก.ค. 2567", "2024-07-05"), ("วันนี้", "2024-07-05")]
