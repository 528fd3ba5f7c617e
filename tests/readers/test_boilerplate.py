"""Titles, days of publication, and what surrounds an article."""

from functools import partial

import pytest
from counting import calls

from ruammit import languages
from ruammit.readers.boilerplate import date_of_line, read_page

GOVERNMENT = """รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-\u200bไทยลงนามกับเบลเยียม


วันจันทร์ที่ 5 พฤษภาคม 2568
04/05/2568
พิมพ์
ไทยลงนามกับเบลเยียม
นายสมชาย กล่าวว่า การลงนามเมื่อวันที่ 3 พฤษภาคม 2568 เป็นก้าวสำคัญ
ภาพ: สำนักข่าว
-------------------
#ไทยคู่ฟ้า #ข่าว
โทร. 02-123-4567
แชร์

ที่มา : https://example.org/details/96077
การแสดงความคิดเห็น (0)"""

PRESS = """Bỉ đầu tư vào Hải Phòng

Thứ Hai, 5/5/2025 10:30
Lãnh đạo thành phố tiếp đoàn doanh nghiệp Bỉ hôm 3/5/2025.
Theo ông Nam, hai bên sẽ hợp tác.
Lãnh đạo thành phố và đoàn doanh nghiệp - Ảnh: MINH ANH.
Xem thêm: Bỉ tăng vốn
Nguồn: https://example.vn/1
Theo TTXVN
Bình luận (3)
"""


def pieces(text: str, lang: str) -> list[tuple[str, str]]:
    return [(p.kind, text[p.start_char : p.end_char]) for p in read_page(text, languages.pack(lang)).boilerplate]


def test_the_page_of_a_thai_article() -> None:
    page = read_page(GOVERNMENT, languages.pack("th"))
    assert page.title == "ไทยลงนามกับเบลเยียม"
    assert page.published == "2025-05-04"  # the stamp in figures goes before the date in words
    assert pieces(GOVERNMENT, "th") == [
        ("header", "รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-"),
        ("date", "วันจันทร์ที่ 5 พฤษภาคม 2568"),
        ("date", "04/05/2568"),
        ("print", "พิมพ์"),
        ("caption", "ภาพ: สำนักข่าว"),
        ("separator", "-------------------"),
        ("tags", "#ไทยคู่ฟ้า #ข่าว"),
        ("contact", "โทร. 02-123-4567"),
        ("share", "แชร์"),
        ("source", "ที่มา : https://example.org/details/96077"),
        ("comments", "การแสดงความคิดเห็น (0)"),
    ]


def test_the_page_of_a_vietnamese_article() -> None:
    page = read_page(PRESS, languages.pack("vi"))
    assert page.title == "Bỉ đầu tư vào Hải Phòng"
    assert page.published == "2025-05-05"
    assert pieces(PRESS, "vi") == [
        ("date", "Thứ Hai, 5/5/2025 10:30"),
        ("caption", "Lãnh đạo thành phố và đoàn doanh nghiệp - Ảnh: MINH ANH."),
        ("related", "Xem thêm: Bỉ tăng vốn"),
        ("source", "Nguồn: https://example.vn/1"),
        ("source", "Theo TTXVN"),
        ("comments", "Bình luận (3)"),
    ]


@pytest.mark.parametrize(
    ("lang", "line", "day"),
    [
        ("th", "วันจันทร์ที่ 5 พฤษภาคม 2568", "2025-05-05"),
        ("th", "วันที่ 5 พ.ค. 68", "2025-05-05"),
        ("th", "๕ พฤษภาคม ๒๕๖๘ เวลา ๑๐.๓๐ น.", "2025-05-05"),
        ("th", "05/05/2568", "2025-05-05"),
        ("th", "เผยแพร่เมื่อ: 5 พฤษภาคม พ.ศ. 2568", "2025-05-05"),
        ("th", "5 พฤษภาคม ค.ศ. 2025", "2025-05-05"),
        ("th", "31/02/2568", None),
        ("th", "ประชุมวันที่ 5 พฤษภาคม 2568 ที่กรุงเทพฯ", None),
        ("vi", "Thứ Hai, 5/5/2025 10:30", "2025-05-05"),
        ("vi", "05/05/2025 10:30 GMT+7", "2025-05-05"),
        ("vi", "10:30 | 05/05/2025", "2025-05-05"),
        ("vi", "Cập nhật lúc 10:30, ngày 5 tháng 5 năm 2025", "2025-05-05"),
        ("vi", "Ngày đăng: 2025-05-05", "2025-05-05"),
        ("vi", "Kết quả xổ số ngày 5/5/2025", None),
        ("vi", "Giá vàng hôm nay 5/5", None),
    ],
)
def test_a_line_that_is_a_date(lang: str, line: str, day: str | None) -> None:
    assert date_of_line(line, languages.pack(lang)) == day


def test_a_dateline_opens_a_paragraph() -> None:
    text = "Bỉ đầu tư vào Hải Phòng\n\nHà Nội, ngày 5/5/2025 - Lãnh đạo hai nước gặp nhau ngày 3/5/2025.\n"
    assert read_page(text, languages.pack("vi")).published == "2025-05-05"


def test_a_date_in_the_story_is_no_day_of_publication() -> None:
    for day in ("Ngày 5/5/2025, ", "Ngày 23-12-1933: ", "5/5/2025 - ", "Từ 3/5 đến 5/5/2025 - "):
        text = f"Bỉ đầu tư vào Hải Phòng\n\n{day}lãnh đạo hai nước gặp nhau.\n"
        assert read_page(text, languages.pack("vi")).published is None


@pytest.mark.parametrize(
    "line",
    [
        "Theo đó, hai bên sẽ hợp tác",
        "Theo TS.",
        "Ảnh hưởng của dịch bệnh là rất lớn.",
        "Trong nước, giá thép giảm.",
        "Video cho thấy: đoàn xe dừng lại",
    ],
)
def test_what_only_looks_like_boilerplate(line: str) -> None:
    assert pieces(f"Tiêu đề\n\nĐoạn đầu của bài viết.\n{line}\n", "vi") == []


def test_the_way_to_an_article_is_not_its_title() -> None:
    text = "Trang chủ > Kinh tế > Đầu tư\n05/05/2025\nBỉ đầu tư vào Hải Phòng\n\nLãnh đạo hai nước gặp nhau.\n"
    page = read_page(text, languages.pack("vi"))
    assert (page.title, page.published) == ("Bỉ đầu tư vào Hải Phòng", "2025-05-05")
    assert pieces(text, "vi") == [("header", "Trang chủ > Kinh tế > Đầu tư"), ("date", "05/05/2025")]


def test_a_text_of_one_paragraph_has_no_title() -> None:
    assert read_page("ไทยและลาวลงนาม", languages.pack("th")).title is None


@pytest.mark.parametrize(
    "text", ["", "\n\n", "\u200b", "-" * 100_000, "1/" * 50_000, "Ảnh: " * 30_000, "\n \n" * 50_000]
)
@pytest.mark.parametrize("lang", ["th", "vi"])
def test_of_strange_texts_nothing_is_read_and_twice_the_text_is_at_most_twice_the_work(text: str, lang: str) -> None:
    read = partial(read_page, pack=languages.pack(lang))
    page = read(text * 2)
    assert (page.title, page.published, page.boilerplate) == (None, None, ())
    assert calls(partial(read, text * 2)) <= 2 * calls(partial(read, text)) + 100
