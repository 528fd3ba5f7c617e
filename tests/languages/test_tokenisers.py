"""Words and sentences of both languages."""

from functools import partial

import pytest
from counting import calls
from hypothesis import given, settings
from hypothesis import strategies as st

from ruammit import languages
from ruammit.text.normalization import Reading


def words(lang: str, text: str) -> list[str]:
    reading = Reading(text)
    return [reading.text[start:end] for start, end in languages.pack(lang).tokenise(reading)]


def sentences(lang: str, text: str) -> list[str]:
    reading = Reading(text)
    starts = languages.pack(lang).sentences(reading)
    return [reading.text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(reading.text)], strict=True)]


def test_thai_words() -> None:
    assert words("th", "ไทยลงนามความตกลง 2 ฉบับ") == ["ไทย", "ลงนาม", "ความตกลง", "2", "ฉบับ"]


def test_vietnamese_words_hold_their_syllables() -> None:
    found = words("vi", "Bộ trưởng ký hợp tác với Hải Phòng.\nViệt Nam")
    assert found == ["Bộ trưởng", "ký", "hợp tác", "với", "Hải Phòng", ".", "Việt Nam"]


@pytest.mark.parametrize("lang", ["th", "vi"])
@given(
    text=st.text(max_size=120)
    | st.lists(st.sampled_from([*"ก่ำ ้น.,(\n\u200b", "Hòa ", "hoà", "ĐH.", "1.200 ", "tỷ", "ðồng"]), max_size=40).map(
        "".join
    )
)
@settings(max_examples=150)
def test_words_and_gaps_cover_the_text(lang: str, text: str) -> None:
    reading = Reading(text)
    done = 0
    for start, end in languages.pack(lang).tokenise(reading):
        assert start >= done
        assert end > start
        assert not reading.text[done:start].strip()
        done = end
    assert not reading.text[done:].strip()


@pytest.mark.parametrize("lang", ["th", "vi"])
@given(text=st.text(max_size=120) | st.lists(st.sampled_from(". \n()ก๑A“!TP."), max_size=60).map("".join))
@settings(max_examples=150)
def test_sentence_starts_rise_from_zero(lang: str, text: str) -> None:
    reading = Reading(text)
    starts = languages.pack(lang).sentences(reading)
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert all(start < len(reading.text) for start in starts[1:])


THAI_SENTENCES = [
    ["เมื่อปี พ.ศ. 2567 ดร. นลินี ทวีสิน เดินทางไป จ. เชียงใหม่ และ อ. แม่ริม"],
    ["การค้ามีมูลค่า 1,200.5 ล้านบาท", "นอกจากนี้ ยังมีการลงทุน 3 หมื่นล้านบาท"],
    ["การส่งออกเพิ่มขึ้นในปี 2567", "ขณะที่การนำเข้าลดลง", "อย่างไรก็ตาม ไทยยังได้ดุล"],
    ["ความตกลง (ลงนามแล้ว ทั้งนี้ ยังไม่มีผล) เป็นผลดี"],
    ["แบ่งเป็น 3 ส่วน คือ ก ข ค"],
    ["หน่วยงานที่เกี่ยวข้อง ส่วนราชการ และเอกชน"],
    ["โดยไทยจะลงทุน โดยในปี 2568 จะเริ่ม"],
    ["วรรคแรก", "วรรคสอง"],
    ["จริงหรือ?", "จริง"],
]


@pytest.mark.parametrize("expected", THAI_SENTENCES, ids=lambda value: value[0][:30])
def test_thai_sentences(expected: list[str]) -> None:
    assert sentences("th", ("\n" if expected[0] == "วรรคแรก" else " ").join(expected)) == expected


VIETNAMESE_SENTENCES = [
    ["TP. HCM và GS. TS. Nguyễn Văn An ký với PGS.TS. Trần B. Hùng."],
    ["Vốn đạt 1.200 tỷ đồng.", "Năm 2024, tăng 4,5%."],
    ["Ông nói: “Chúng tôi sẽ hợp tác.”", "Hai bên đồng ý!", "“Tốt.", "Rất tốt.”"],
    ["Trị giá 3.5 triệu USD (khoảng 80 tỷ đồng). theo ông"],
    ["Bệnh viện, trường học, v.v. và nhà ở."],
    ["Kết thúc…", "- Bắt đầu."],
    ["1. Hợp tác kinh tế.", "2. Giáo dục"],
    ["Năm 2018.", "Sau đó"],
    ["Tổng thống George W. Bush ở độ cao 5.790 m.", "Nó"],
    ["Công ty ABC Co. Ltd. và Th.S. Lê Hòa."],
]


@pytest.mark.parametrize("expected", VIETNAMESE_SENTENCES, ids=lambda value: value[0][:30])
def test_vietnamese_sentences(expected: list[str]) -> None:
    separator = "\n" if expected[0].startswith("1.") else " "
    assert sentences("vi", separator.join(expected)) == expected


@pytest.mark.parametrize("lang", ["th", "vi"])
@pytest.mark.parametrize("piece", ["\u0e31", "a", " ", ". ", "(", "a.", "TP. HCM ", "\n", "นอกจากนี้ ", "1.2."])
def test_twice_a_strange_text_is_twice_its_words_for_at_most_twice_the_work(lang: str, piece: str) -> None:
    pack = languages.pack(lang)
    once, twice = (Reading(piece * (length // len(piece))) for length in (3_000, 6_000))
    pack.tokenise(once)  # what is loaded once is not part of it
    for cut in (pack.tokenise, pack.sentences):
        few, many = cut(once), cut(twice)
        assert many[: max(len(few) - 2, 0)] == few[:-2]  # the last ones may go on
        assert abs(len(many) - 2 * len(few)) <= 2
        assert calls(partial(cut, twice)) <= 2 * calls(partial(cut, once)) + 100
