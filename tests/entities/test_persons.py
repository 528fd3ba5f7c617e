"""Persons: where a name starts and ends, and what is none."""

import pytest

from ruammit.analysis import Analysis
from ruammit.entities.finder import find_entities
from ruammit.examples import article_of
from ruammit.schema import EntityType


def persons(lang: str, text: str) -> list[str]:
    found = find_entities(Analysis(article_of(text, lang)))
    return [entity.name for entity in found if entity.type is EntityType.PERSON]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A Thai name has two parts; what comes after them is an office or the sentence.
        ("ดร.วิชัย ทองประเสริฐ บรรยายพิเศษ", ["วิชัย ทองประเสริฐ"]),
        # A foreign one may have more, the parts being short or led by a particle.
        ("นายเล วัน มินห์ กล่าวต้อนรับ", ["เล วัน มินห์"]),
        ("นายอาลี บิน ฮัสซัน กล่าวต้อนรับ", ["อาลี บิน ฮัสซัน"]),
        # Endings within a run of letters, and family names that begin like endings.
        ("นางสาวอรทัยเปิดเผยว่า", ["อรทัย"]),
        ("นายสุริยา จึงสมบูรณ์กิจ รัฐมนตรี", ["สุริยา จึงสมบูรณ์กิจ"]),
        ("นายสุริยา จึงได้ลงพื้นที่ตรวจสอบความเสียหาย", ["สุริยา"]),
        # The sign of a cut name is no part of it.
        ("นายวิชัยฯ กล่าว", ["วิชัย"]),
        # A title inside another word is none.
        ("เดือนมิถุนายน", []),
        ("คุณภาพชีวิต", []),
        ("นายกรัฐมนตรีกล่าว", []),
    ],
)
def test_thai_names(text: str, expected: list[str]) -> None:
    assert persons("th", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thủ tướng Nhật Bản Taro Sasaki đến Hà Nội.", ["Taro Sasaki"]),
        ("Bộ trưởng Thương mại Mỹ Robert Hill phát biểu.", ["Robert Hill"]),
        ("Tổng thư ký Liên Hợp Quốc (LHQ) Marco Bellini phát biểu.", ["Marco Bellini"]),
        ("Chủ tịch UBND TP. HCM Trần Thành Nam tiếp đoàn.", ["Trần Thành Nam"]),
        # A courtesy title makes a person of what reads as a country.
        ("Ông Đức đồng ý.", ["Đức"]),
        ("Thủ tướng Đức đồng ý.", []),
        # Initials are no names, nor are the letters of bodies.
        ("Ông N.V.T. kể lại.", []),
        ("Chủ tịch HĐQT phát biểu.", []),
        # A street is named after a person and is none.
        ("tại đường Nguyễn Huệ", []),
    ],
)
def test_vietnamese_names(text: str, expected: list[str]) -> None:
    assert persons("vi", text) == expected


def test_a_later_short_mention_has_the_canonical_name_of_the_full_one() -> None:
    found = find_entities(Analysis(article_of("นายวิชัย ทองดี มาถึง ต่อมานายวิชัยฯ กล่าว", "th")))
    assert [(one.name, one.canonical) for one in found] == [("วิชัย ทองดี", "วิชัย ทองดี"), ("วิชัย", "วิชัย ทองดี")]
    found = find_entities(Analysis(article_of("Ông Lê Minh Quang đến. Ông Quang phát biểu.", "vi")))
    assert [(one.name, one.canonical) for one in found] == [
        ("Lê Minh Quang", "Lê Minh Quang"),
        ("Quang", "Lê Minh Quang"),
    ]


def test_a_name_without_its_title_is_found_where_the_article_has_it_with_one() -> None:
    text = "“อรทัย” เดินหน้าแก้หนี้\nนางสาวอรทัย แสนดี กล่าวว่าหนี้ลดลง"
    assert persons("th", text) == ["อรทัย", "อรทัย แสนดี"]


def test_spellings_by_ear_are_one_person() -> None:
    text = "สหายเล เตียน เชา กล่าว จากนั้นสหายเล เตียน เจา ลงนาม"
    found = find_entities(Analysis(article_of(text, "th")))
    assert [one.name for one in found] == ["เล เตียน เชา", "เล เตียน เจา"]
    assert len({one.canonical for one in found}) == 1


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("th", "นายอันเดรย์ เปตรอฟสกี้กล่าวว่า ปีนี้ดี", "อันเดรย์ เปตรอฟสกี้"),
        ("th", "สหายเหงียนวันถัง รองเลขาธิการพรรค เปิดงาน", "เหงียนวันถัง"),
        ("th", "มร.จาง เหวินป๋อ ผู้จัดการทั่วไป กล่าวว่า ยอดขายโต", "จาง เหวินป๋อ"),
        ("th", "เรียบเรียง: ธนากร ศรีทองวัฒน์", "ธนากร ศรีทองวัฒน์"),
        ("th", "ลุงสมหมาย ชาวสวนวัย 60 ปี เล่าว่า", "สมหมาย"),
        ("vi", "Sheikh Hamad bin Rashid Al Noor thăm Hà Nội.", "Sheikh Hamad bin Rashid Al Noor"),
        ("vi", "CEO Nvidia Kelvin Tormund thăm Hà Nội.", "Kelvin Tormund"),
        ("vi", "Tổng Thư ký NLD Kyaw Min phát biểu.", "Kyaw Min"),
    ],
)
def test_a_name_ends_before_words_of_saying_and_offices_and_stands_after_bodies(
    lang: str, text: str, name: str
) -> None:
    found = find_entities(Analysis(article_of(text, lang)))
    assert name in {one.name for one in found if one.type is EntityType.PERSON}
