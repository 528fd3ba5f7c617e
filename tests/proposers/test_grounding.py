"""Quotes are found again as they are, with other spacing or spelling; or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruammit.proposers.grounding import Grounding

TEXT = "ไฮฟองมีโครงการลงทุน 8 โครงการ จากนักลงทุนชาวเบลเยียม\nมูลค่ารวมกว่า 758.5 ล้านดอลลาร์สหรัฐ ในปี 2568"


def found(quote: str) -> str | None:
    places = Grounding(TEXT).find(quote)
    if not places:
        return None
    assert not places[0].changed
    return TEXT[places[0].start : places[0].end]


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("โครงการลงทุน 8 โครงการ", "โครงการลงทุน 8 โครงการ"),
        ("โครงการลงทุน  8\u200bโครงการ จาก", "โครงการลงทุน 8 โครงการ จาก"),
        ("“มูลค่ารวมกว่า 758.5 ล้าน”", "มูลค่ารวมกว่า 758.5 ล้าน"),
        ("มูลค่ารวมกว่า {12 758.5 ล้านดอลลาร์สหรัฐ} ใน", "มูลค่ารวมกว่า 758.5 ล้านดอลลาร์สหรัฐ ใน"),
        ("มูลค่ารวมกว่า ๗๕๘.๕ ล้าน", "มูลค่ารวมกว่า 758.5 ล้าน"),
        ("เบลเยียม มูลค่ารวม", "เบลเยียม\nมูลค่ารวม"),
        ("ไฮฟองมีโครงกาลงทุน 8 โครงการ จากนักลงทุนชาวเบลเยี่ยม", TEXT.split("\n")[0]),
        ("ฮานอยลงนามความตกลงกับปารีสว่าด้วยการศึกษา", None),
        ("ปีหน้า", None),
        ("", None),
        ("{}", None),
    ],
)
def test_a_quote_is_found_again_or_refused(quote: str, stands: str | None) -> None:
    assert found(quote) == stands


def test_other_numbers_are_no_slip_of_spelling() -> None:
    (place,) = Grounding(TEXT).find("มูลค่ารวมกว่า 858.5 ล้านดอลลาร์สหรัฐ ในปี 2568")
    assert place.changed


def test_every_place_of_a_quote_is_found() -> None:
    assert len(Grounding("Lào và Lào và Lào").find("Lào")) == 3
    assert [place.start for place in Grounding("Lào và Lào và Lào").find("Lào", (3, 10))] == [7]


@given(st.data())
def test_whatever_stands_in_the_text_is_found(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    wanted = TEXT[start:end].strip()
    if wanted:
        assert wanted in {TEXT[p.start : p.end].strip() for p in Grounding(TEXT).find(TEXT[start:end])}


@given(st.text(max_size=60))
def test_no_quote_breaks_it_or_leaves_the_text(quote: str) -> None:
    for place in Grounding(TEXT).find(quote):
        assert 0 <= place.start < place.end <= len(TEXT)
