"""A small dataset with what formats stumble over: formulas, long texts, unknown years, hostile characters."""

import json

import pytest
from hazards import warm

import ruammit
from ruammit.dataset.store import Dataset
from ruammit.engines.run import extract_to


@pytest.fixture(scope="session")
def long_text() -> str:
    return _LONG


_LONG = "Việt Nam và Nhật Bản ký thỏa thuận trị giá 3,25 tỷ USD ngày 2/3/2024. " + "Hai bên trao đổi. " * 2_500


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("exports")
    articles = folder / "articles"
    articles.mkdir()
    (articles / "th.txt").write_text(
        "วันที่ 5 พฤษภาคม 2568 ไทยและเวียดนามลงนามบันทึกความเข้าใจด้านการศึกษา มูลค่า 12.5 ล้านบาท เพิ่มขึ้นร้อยละ 4\n"
        "ไทยส่งออกข้าวไปอินโดนีเซีย 12,000 ตัน มูลค่า 8.5 ล้านดอลลาร์สหรัฐ คิดเป็นร้อยละ 40 ของการส่งออก",
        encoding="utf-8",
    )
    (articles / "vi.txt").write_text(
        "Ngày 19/11, Việt Nam và Thái Lan ký biên bản ghi nhớ về giáo dục, trị giá 12 triệu USD.\u2028Hết.",
        encoding="utf-8",
    )
    (articles / "long.txt").write_text(_LONG, encoding="utf-8")
    row = {
        "id": "=1+1",
        "text": "@SUM(A1) Việt Nam và Lào ký thỏa thuận trị giá 3 triệu USD \x1b[31m.",
        "title": "+cmd|' /C calc'!A0",
        "source_url": "https://example.org/a",
        "published": "2025-06-01",
    }
    (articles / "odd.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (articles / "th-again.txt").write_text((articles / "th.txt").read_text(encoding="utf-8"), encoding="utf-8")
    (articles / "empty.txt").write_bytes(b"")
    extract_to([str(articles)], str(folder / "out"), engine=warm)
    return ruammit.open(folder / "out")
