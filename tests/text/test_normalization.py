"""The reading view: what people can write in several ways reads alike, and every span leads back to what they wrote."""

import unicodedata
from collections.abc import Callable
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruammit.pipeline import extract_article
from ruammit.readers.articles import furnished
from ruammit.schema import Extraction
from ruammit.text.normalization import Reading, normalise

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"

SAME = [
    ("Ngày tho\u0323\u0302", "Ngày thộ"),
    ("Hoà Bình, thuỷ lợi, khoẻ, HOÀ", "Hòa Bình, thủy lợi, khỏe, HÒA"),
    ("quý, quà, hoàng, thuyền", "quý, quà, hoàng, thuyền"),
    ("๑๒.๕ ล้าน", "12.5 ล้าน"),
    ("１２％", "12%"),
    ("นำ\u200bเข้า", "นำเข้า"),
    ("น\u0e4d\u0e32", "นำ"),
    ("น\u0e49\u0e4d\u0e32 น\u0e4d\u0e49\u0e32", "น้ำ น้ำ"),
    ("เ\u200bเลก", "แลก"),
    ("ท\u0e48\u0e35", "ที่"),
    ("10\u00a0000\u202ftỷ", "10 000 tỷ"),
    ("เเละเเ", "และแ"),
    ("นครโฮจิมิน ห์ ในวันนี้", "นครโฮจิมินห์ ในวันนี้"),
]


@pytest.mark.parametrize(("written", "read"), SAME)
def test_what_is_written_in_several_ways_reads_alike(written: str, read: str) -> None:
    assert normalise(written) == read


@pytest.mark.parametrize(
    "pieces",
    ["\u0e49\u0e31\u0e34\u0e4d\u0e32ก\u200b", "เแ\u200b\u0e4d\u0e32\u0e48", "qoOuàỳ\u0300\u0302\u200b"],
    ids=["marks", "vowels", "tones"],
)
def test_reading_a_reading_changes_nothing(pieces: str) -> None:
    """Every sequence of up to five: whatever order marks are typed in."""
    for length in range(1, 6):
        for letters in product(pieces, repeat=length):
            once = normalise("".join(letters))
            assert normalise(once) == once, letters


def test_a_long_run_of_marks_is_put_in_order_at_once() -> None:
    assert normalise("ก" + "\u0e49\u0e31" * 1000) == "ก" + "\u0e31" * 1000 + "\u0e49" * 1000


PIECES = st.sampled_from(
    [*"กขน้ำที่เแๆ ๑1.,%\n\u0e4d\u0e32\u0e48aoàảòyuủĐđ\u0300\u0301\u0323\u0302\u00a0\u3000", *ZERO_WIDTH]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(TEXTS)
def test_spans_lead_back(raw: str) -> None:
    reading = Reading(raw)
    assert reading.text == normalise(raw)
    previous = 0
    for start in range(len(reading.text)):
        first, last = reading.raw_span(start, start + 1)
        assert 0 <= first < last <= len(raw)
        assert first >= previous
        previous = first
        assert _reads(raw[first:last], reading.text[start]) or _tone_moved(raw)
        assert reading.raw_start(reading.index(first)) <= first
    # The stretches of the single characters leave out nothing but what cannot be seen.
    covered = {at for start in range(len(reading.text)) for at in range(*reading.raw_span(start, start + 1))}
    assert not normalise("".join(letter for at, letter in enumerate(raw) if at not in covered)).strip()


@given(TEXTS)
def test_reading_twice_changes_nothing(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once


@given(TEXTS, st.data())
def test_any_stretch_reads_as_it_stands(raw: str, data: st.DataObject) -> None:
    reading = Reading(raw)
    start = data.draw(st.integers(0, len(reading.text)))
    end = data.draw(st.integers(start, len(reading.text)))
    first, last = reading.raw_span(start, end)
    if end > start:
        assert _reads(raw[first:last], reading.text[start:end]) or _tone_moved(raw)


def test_torn_sara_am_leads_back_to_the_space_and_the_vowel() -> None:
    reading = Reading("ก\u00a0า")
    assert (reading.text, reading.raw_span(1, 2)) == ("กำ", (1, 3))


def _reads(written: str, read: str) -> bool:
    """Whether the stretch reads so by itself, or behind a consonant, where alone a torn SARA AM is mended."""
    return read in normalise(written) or read in normalise("ก" + written)[1:]


TONES = "\u0300\u0301\u0303\u0309\u0323"
PAIRS = [unicodedata.normalize("NFC", pair + tone) for pair in ("oa", "oe", "uy") for tone in TONES]
"""Pairs of vowels that two spellings put the tone on different letters of."""


def _tone_moved(raw: str) -> bool:
    """Where the tone of a pair of vowels moves, a stretch that holds one of the two reads otherwise than both."""
    seen = raw.translate(dict.fromkeys(map(ord, ZERO_WIDTH)))
    return any(pair in unicodedata.normalize("NFC", seen).lower() for pair in PAIRS)


@pytest.mark.parametrize(
    "piece", ["\u0e48", "\u0e4d\u0e32", "เ", "\u200b", "a\u0301", "\u0301", "๑", "hoà", "\u0e48\u200b"]
)
def test_reading_takes_linear_time(piece: str) -> None:
    assert len(Reading(piece * 200_000).text) <= len(piece) * 200_000


# --- a whole extraction under another spelling -----------------------------------------------------------------------

ARTICLES = {
    "th": """ไทยกับเบลเยียมลงนามความร่วมมือ

วันจันทร์ที่ 5 พฤษภาคม 2568
นายสมชาย แก้วกล้า รัฐมนตรีว่าการกระทรวงพาณิชย์ กล่าวว่า เมื่อวันที่ 3 พฤษภาคม 2568 ไทยและเบลเยียมลงนามบันทึกความเข้าใจด้านการค้า
ในปี 2567 การค้าระหว่างไทยและเบลเยียมมีมูลค่า 1,250.5 ล้านดอลลาร์สหรัฐ เพิ่มขึ้นร้อยละ 4.25 แบ่งเป็นการนำเข้ากว่า 500 ล้านดอลลาร์สหรัฐ
นอกจากนี้ บริษัทของเบลเยียมลงทุนในประเทศไทย 3 หมื่นล้านบาท และจะเพิ่มเป็น 5 หมื่นล้านบาทภายในปี 2570""",
    "vi": """Việt Nam và Bỉ ký thỏa thuận hợp tác

Thứ Hai, 5/5/2025 10:30
Ông Nguyễn Văn Hòa, Bộ trưởng Bộ Công Thương, cho biết ngày 3/5/2025 Việt Nam và Bỉ đã ký biên bản ghi nhớ về thủy lợi.
Năm 2024, kim ngạch thương mại giữa Việt Nam và Bỉ đạt hơn 1.250,5 triệu USD, tăng 4,25% so với năm 2023.
Các doanh nghiệp Bỉ đầu tư 758,5 triệu USD vào tỉnh Hòa Bình và dự kiến rót thêm 2 tỷ USD đến năm 2030.""",
}
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
SPELLINGS: dict[str, Callable[[str], str]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "Thai digits": lambda text: text.translate(THAI_DIGITS),
    "SARA AM in two": lambda text: text.replace("\u0e33", "\u0e4d\u0e32"),
    "SARA AE in two": lambda text: text.replace("แ", "เเ"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "newer tones": lambda text: text.replace("Hòa", "Hoà").replace("hỏa", "hoả").replace("hủy", "huỷ"),
}


def facts(found: Extraction) -> dict[str, Any]:
    """What an extraction says, without where and how it was written."""
    return {
        "money": [(m.amount, m.amount_max, m.currency, m.modifier) for m in found.money],
        "percent": [(p.value, p.value_max, p.modifier, p.change) for p in found.percent],
        "dates": [(d.start, d.end, d.calendar) for d in found.dates],
        "entities": [(normalise(e.name), e.type, normalise(e.canonical), e.country, e.ref) for e in _first(found)],
        "records": [
            (r.kind, r.status, r.sectors, [a.value for a in r.amounts], r.start, r.end, [p.country for p in r.parties])
            for r in found.records
        ],
        "flags": [flag.code for flag in found.flags],
        "published": found.published,
        "boilerplate": [piece.kind for piece in found.boilerplate],
    }


def _first(found: Extraction) -> list[Any]:
    """One entity a name: spellings of a name are several surface forms of it."""
    return list({(normalise(entity.name), entity.type): entity for entity in found.entities}.values())


def grounded(found: Extraction) -> None:
    for mention in (*found.money, *found.percent, *found.dates):
        assert found.text[mention.start_char : mention.end_char] == mention.quote
    for entity in found.entities:
        assert all(found.text[span.start_char : span.end_char] == entity.name for span in entity.mentions)
    for record in found.records:
        assert found.text[record.evidence[0].start_char : record.evidence[0].end_char] == record.quote


CLEAN = {lang: facts(extract_article(furnished(text, lang))) for lang, text in ARTICLES.items()}


@pytest.mark.parametrize("lang", ARTICLES)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_another_spelling_gives_the_same_values(lang: str, spelling: str) -> None:
    found = extract_article(furnished(SPELLINGS[spelling](ARTICLES[lang]), lang))
    grounded(found)
    assert facts(found) == CLEAN[lang]


@pytest.mark.parametrize("lang", ARTICLES)
@given(st.data())
@settings(max_examples=40)
def test_invisible_characters_and_mixed_spellings_give_the_same_values(lang: str, data: st.DataObject) -> None:
    text = ARTICLES[lang]
    for name in data.draw(st.sets(st.sampled_from(sorted(SPELLINGS)))):
        text = SPELLINGS[name](text)
    for character in data.draw(st.lists(st.sampled_from(ZERO_WIDTH), max_size=12)):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + character + text[at:]
    found = extract_article(furnished(text, lang))
    grounded(found)
    assert facts(found) == CLEAN[lang]


def test_the_clean_articles_hold_values() -> None:
    for found in CLEAN.values():
        assert len(found["money"]) >= 3
        assert found["percent"]
        assert len(found["dates"]) >= 3
        assert found["entities"]
        assert found["published"] == "2025-05-05"


@pytest.mark.parametrize("lang", ARTICLES)
@given(text=st.text(max_size=200) | TEXTS)
@settings(max_examples=60)
def test_no_text_makes_extraction_fail(lang: str, text: str) -> None:
    grounded(extract_article(furnished(text.encode("utf-8", "replace").decode(), lang)))


@pytest.mark.parametrize("lang", ARTICLES)
@given(data=st.data())
@settings(max_examples=60)
def test_no_torn_article_makes_extraction_fail(lang: str, data: st.DataObject) -> None:
    """Stretches of an article, shuffled: numbers, units and names in orders that nobody writes."""
    text = ARTICLES[lang]
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=12)))
    pieces = data.draw(st.permutations([text[a:b] for a, b in pairwise(cuts)]))
    grounded(extract_article(furnished("".join(pieces), lang)))
