"""Numbers written out by independent libraries, and in digits, read back as themselves."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words
from pythainlp.util import num_to_thaiword

from ruammit.analysis import Analysis, Number
from ruammit.examples import article_of
from ruammit.mentions.literals import Convention, convention_of, literal_value
from ruammit.mentions.numbers import find_numbers

UP_TO_10_15 = st.integers(0, 15).flatmap(lambda size: st.integers(10**size // 10, 10**size))


def numbers(text: str, lang: str) -> list[Number]:
    return find_numbers(Analysis(article_of(text, lang)))


def whole(text: str, lang: str) -> Decimal | None:
    """The value of the text, if it is one number from end to end."""
    found = numbers(text, lang)
    return found[0].value if [(number.start, number.end) for number in found] == [(0, len(text))] else None


@given(UP_TO_10_15.filter(bool))
@example(101)
@example(62)
@example(10**15)
@example(1_000_005_000_000)
def test_thai_words_by_pythainlp(n: int) -> None:
    assert whole(num_to_thaiword(n), "th") == n


@given(UP_TO_10_15.filter(bool))
def test_thai_words_by_num2words(n: int) -> None:
    assert whole(num2words(n, lang="th"), "th") == n


@given(st.decimals(1, 10**6, places=3))
def test_thai_decimals_by_num2words(value: Decimal) -> None:
    # num2words 0.5 goes through binary fractions: give it what they hold exactly.
    eighths = (value * 8).to_integral_value() / 8
    assert whole(num2words(float(eighths), lang="th"), "th") == eighths


# num2words 0.5 misspells Vietnamese from 10^12 on ("một trăm nghìn tỷ" for 10^15); "năm" alone is mostly a year, not 5.
@given(st.integers(0, 12).flatmap(lambda size: st.integers(1, 10**size - 1 or 1)).filter(lambda n: n != 5))
@example(105)
@example(15)
@example(1015)
@example(2_300_000_000)
def test_vietnamese_words_by_num2words(n: int) -> None:
    assert whole(num2words(n, lang="vi"), "vi") == n


def test_five_needs_something_to_count_in_vietnamese() -> None:
    assert numbers("năm 2018", "vi")[0].value == 2018
    assert whole("năm triệu", "vi") == 5_000_000


@given(UP_TO_10_15, st.integers(0, 99))
def test_digits_in_english_grouping_are_read_in_thai(n: int, hundredths: int) -> None:
    assert whole(f"{n:,}", "th") == n
    assert whole(f"{n:,}.{hundredths:02}", "th") == n + Decimal(hundredths) / 100


@given(UP_TO_10_15, st.integers(0, 99))
def test_digits_in_continental_grouping_are_read_in_vietnamese(n: int, hundredths: int) -> None:
    grouped = f"{n:,}".replace(",", ".")
    assert whole(grouped, "vi") == n
    assert whole(f"{grouped},{hundredths:02}", "vi") == n + Decimal(hundredths) / 100


@given(st.integers(1, 999), st.integers(0, 999).filter(lambda rest: rest % 100), st.booleans())
def test_the_article_decides_what_a_lone_separator_is(n: int, rest: int, groups: bool) -> None:
    told = Convention(comma_groups=groups, dot_groups=not groups)
    assert literal_value(f"{n},{rest:03}", told) == (n * 1000 + rest if groups else n + Decimal(rest) / 1000, False)


def test_zeros_at_the_end_are_no_decimals() -> None:
    told = Convention(comma_groups=False, dot_groups=True)
    assert literal_value("127,500", told) == (127_500, True)
    assert literal_value("36,200", told, scaled=True) == (Decimal("36.2"), False)
    assert literal_value("25,000", told, scaled=True) == (25_000, True)


@pytest.mark.parametrize(
    ("literals", "comma_groups"),
    [(["12,5", "7,375"], False), (["1,234,567", "12,345"], True), (["2.0", "1,234"], None), (["7,375"], None)],
)
def test_convention(literals: list[str], comma_groups: bool | None) -> None:
    assert convention_of(literals, "continental").comma_groups is comma_groups


@pytest.mark.parametrize("literal", ["12.05.2567", "192.168.1.1", "1,2,3", "12,34,567", "1.234,567,8"])
def test_what_is_no_number(literal: str) -> None:
    assert literal_value(literal, Convention(True, False)) is None
    assert numbers(literal, "th") == []


PIECES = {
    "th": [
        "3",
        "12,5",
        "1,234",
        "-",
        " ",
        "ถึง",
        "ล้าน",
        "พัน",
        "หมื่น",
        "สิบ",
        "เอ็ด",
        "ร้อย",
        "จุด",
        "ครึ่ง",
        "กว่า",
        "หก",
        "ศูนย์",
        "ก",
        "%",
    ],
    "vi": [
        "3",
        "1,5",
        "1.200",
        "-",
        " ",
        " đến ",
        "triệu",
        "tỷ",
        "mươi",
        "mười",
        "năm",
        "linh",
        "phẩy",
        "rưỡi",
        "nửa",
        "ba",
        "Ba",
        "x",
        "%",
    ],
}


@pytest.mark.parametrize("lang", ["th", "vi"])
@given(data=st.data())
def test_numbers_stand_in_order_and_do_not_overlap(lang: str, data: st.DataObject) -> None:
    text = (" " if lang == "vi" else "").join(data.draw(st.lists(st.sampled_from(PIECES[lang]), max_size=25)))
    at = 0
    for number in numbers(text, lang):
        assert at <= number.start < number.end <= len(text)
        assert number.value.is_finite()
        assert number.value_max is None or number.value_max > number.value
        assert number.pieces[0][0] == text[number.start : number.start + len(number.pieces[0][0])]
        at = number.end


@pytest.mark.parametrize(
    ("text", "lang", "low", "high"),
    [
        ("10-15 ล้าน", "th", 10_000_000, 15_000_000),
        ("สองถึงสามล้าน", "th", 2_000_000, 3_000_000),
        ("1-1,5 tỷ", "vi", 1_000_000_000, 1_500_000_000),
        ("70 đến 80.000", "vi", 70_000, 80_000),
        ("800 triệu - 1,2 tỷ", "vi", 800_000_000, 1_200_000_000),
    ],
)
def test_a_range_shares_its_multiplier(text: str, lang: str, low: int, high: int) -> None:
    (number,) = numbers(text, lang)
    assert (number.value, number.value_max, number.rule) == (low, high, "number-range")
