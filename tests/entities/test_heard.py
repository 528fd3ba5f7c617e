"""Names by ear: one person in all spellings, places in any of them, and no everyday words."""

import pytest

from ruammit import languages
from ruammit.analysis import Analysis
from ruammit.entities.finder import find_entities
from ruammit.entities.uncased.heard import heard_place
from ruammit.examples import article_of


def canonical(text: str) -> dict[str, str]:
    return {one.name: one.canonical for one in find_entities(Analysis(article_of(text, "th")))}


def test_one_person_in_several_spellings_and_letters_is_one() -> None:
    text = "ประธานรัฐสภา เจิ่น วัน ลอง กล่าวกับสื่อ ต่อมา ประธานรัฐสภา ตรัน วัน ลอง เดินทางกลับ\nภาพ: นาย Trần Văn Long ที่ฮานอย"
    found = canonical(text)
    assert {found["เจิ่น วัน ลอง"], found["ตรัน วัน ลอง"], found["Trần Văn Long"]} == {"Trần Văn Long"}


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("กานโธ", "Can Tho"),
        ("เกิ่นเทอ", "Can Tho"),
        ("ไฮเดือง", "Hải Dương"),
        ("ห่าวซาง", "Hậu Giang"),
        ("บิ่ญเซือง", "Bình Dương"),
    ],
)
def test_provinces_are_found_in_their_usual_spellings(form: str, name: str) -> None:
    place = heard_place(languages.pack("th"), form, district=False)
    assert place is not None
    assert (place.canonical, place.country) == (name, "VN")


@pytest.mark.parametrize("word", ["พันล้าน", "ตั้งแต่", "เรียบร้อย", "ประชุม", "ก"])
def test_everyday_words_are_no_places(word: str) -> None:
    assert heard_place(languages.pack("th"), word, district=False) is None


def test_lists_of_people_by_ear_are_people_one_by_one() -> None:
    found = canonical("ผู้เข้าร่วม ได้แก่ เหงียน วัน ตุง เหวียน วัน เกื่อง และ ฝ่าม วัน ดึ๊ก")
    assert {"เหงียน วัน ตุง", "เหวียน วัน เกื่อง"} <= found.keys()
