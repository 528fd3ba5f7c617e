"""Days of publication of HTML pages: metadata, JSON-LD, and what the page shows, in either calendar."""

from pathlib import Path

import pytest

from ruammit import languages
from ruammit.readers.articles import read_article
from ruammit.readers.stamps import day_of_stamps, stamps_of

STORY = {
    "th": ("ไทยลงนามกับเบลเยียม", "รัฐมนตรีกล่าวว่าจะร่วมมือกันด้านพลังงาน การค้า และการลงทุนระหว่างสองประเทศ " * 6),
    "vi": ("Bỉ đầu tư vào Hải Phòng", "Lãnh đạo hai nước gặp nhau và trao đổi về hợp tác thương mại, đầu tư. " * 6),
}


@pytest.mark.parametrize(
    ("lang", "head", "body"),
    [
        (
            "th",
            '<script type="application/ld+json">{"datePublished": "2025-10-31"}</script>',
            "",
        ),
        ("th", '<script type="application/ld+json">{"datePublished": "31 ต.ค. 2568"}</script>', ""),
        ("vi", '<meta property="article:published_time" content="2025-10-31T09:30:00+07:00">', ""),
        ("th", '<meta property="article:published_time" content="2568-10-31T09:30:00+07:00">', ""),
        ("th", "", "<time>31 ต.ค. 2568 | 09:30 น.</time>"),
        ("th", "", '<p class="post-meta">เผยแพร่: 31 ต.ค. 2568 17:45 ปรับปรุง: 2 พ.ย. 2568 17:45</p>'),
        ("th", "", '<span class="date">วันศุกร์ที่ 31 ตุลาคม 2568</span>'),
        ("vi", "", '<div class="date">Thứ Sáu, 31/10/2025 09:30 GMT+7</div>'),
        ("vi", "", '<span class="time">31-10-2025 - 09:30</span>'),
        ("vi", "", '<span id="ngaydang">Thứ sáu, ngày 31 tháng 10 năm 2025</span>'),
    ],
)
def test_pages(lang: str, head: str, body: str, tmp_path: Path) -> None:
    title, story = STORY[lang]
    page = tmp_path / "page.html"
    page.write_text(
        f'<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article><h1>{title}</h1>{body}<p>{story}</p><p>{story}</p></article></body></html>",
        encoding="utf-8",
    )
    assert read_article(page).published == "2025-10-31"


def test_a_day_of_change_is_none_of_publication() -> None:
    html = '<html><body><p class="updated-date">31/10/2025</p><p class="date">Cập nhật: 31/10/2025</p></body></html>'
    assert day_of_stamps(stamps_of(html), languages.pack("vi")) is None


@pytest.mark.parametrize(
    "html", ["", "<", "<html>", "<p class='date'>" * 2000, "\x00", "<meta content='x' name='date'>" * 500]
)
def test_strange_pages(html: str) -> None:
    assert day_of_stamps(stamps_of(html), languages.pack("th")) is None
