"""What CLDR (through Babel), num2words and PyThaiNLP write in Thai and Vietnamese reads back as itself."""

from decimal import Decimal

import pytest
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
)
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words
from pythainlp.util import bahttext, num_to_thaiword

from ruammit.analysis import Analysis
from ruammit.examples import article_of
from ruammit.mentions.money import find_money
from ruammit.mentions.numbers import find_numbers
from ruammit.mentions.percent import find_percent
from ruammit.schema import Money, Percent

LANGS = st.sampled_from(["th", "vi"])
# Where the sign stands before the number, three letters after it, or both.
CODES = st.sampled_from(["THB", "VND", "USD", "EUR", "GBP", "KRW", "LAK", "AED", "MMK", "SGD", "SEK", "NOK", "BND"])
AMOUNTS = st.integers(1, 12).flatmap(lambda size: st.integers(10 ** (size - 1), 10**size))
LEAD = {"th": "ราคา ", "vi": "Giá "}


def analysed(text: str, lang: str) -> Analysis:
    analysis = Analysis(article_of(LEAD[lang] + text, lang))
    analysis.numbers = find_numbers(analysis)
    return analysis


def money(text: str, lang: str) -> Money:
    (amount,) = find_money(analysed(text, lang))
    return amount


def percent(text: str, lang: str) -> Percent:
    (share,) = find_percent(analysed(text, lang))
    return share


@given(LANGS, AMOUNTS, CODES, st.booleans())
@example("th", 5, "THB", True)
def test_amounts_with_signs_by_cldr(lang: str, value: int, code: str, negative: bool) -> None:
    signed = -value if negative else value
    amount = money(format_currency(signed, code, locale=lang, format="¤#,##0" if lang == "th" else "#,##0 ¤"), lang)
    assert (amount.amount, amount.currency) == (signed, code)


# Dinars have three decimals in CLDR ("1.000 ดีนาร์คูเวต"), which are doubtful by themselves.
@given(LANGS, AMOUNTS, st.integers(0, 99), st.sampled_from(["THB", "USD", "EUR", "NOK", "SAR", "MXN"]))
def test_amounts_with_names_by_cldr(lang: str, value: int, hundredths: int, code: str) -> None:
    exact = value + Decimal(hundredths) / 100
    amount = money(format_currency(exact, code, locale=lang, format_type="name"), lang)
    assert (amount.amount, amount.currency) == (exact, code)


@given(LANGS, AMOUNTS, st.sampled_from(["THB", "USD", "VND"]))
@example("vi", 3_400_000_000, "VND")
@example("th", 1_200_000_000_000, "USD")
def test_compact_amounts_by_cldr(lang: str, value: int, code: str) -> None:
    rounded = int(float(f"{value:.3g}"))  # what three digits of precision keep
    written = format_compact_currency(rounded, code, locale=lang, fraction_digits=2)
    assert (money(written, lang).amount, money(written, lang).currency) == (rounded, code)


@given(LANGS, AMOUNTS)
def test_compact_numbers_by_cldr(lang: str, value: int) -> None:
    rounded = int(float(f"{value:.3g}"))
    written = format_compact_decimal(rounded, locale=lang, format_type="long", fraction_digits=2)
    (number,) = analysed(written, lang).numbers
    assert number.value == rounded


@given(LANGS, AMOUNTS, st.integers(1, 99))
def test_decimals_by_cldr(lang: str, value: int, hundredths: int) -> None:
    exact = value + Decimal(hundredths) / 100
    (number,) = analysed(format_decimal(exact, locale=lang), lang).numbers
    assert number.value == exact


@given(LANGS, st.decimals(0, 5000, places=2))
def test_percentages_by_cldr(lang: str, value: Decimal) -> None:
    assert percent(format_percent(value / 100, locale=lang, format="#,##0.##%"), lang).value == value


@given(AMOUNTS)
@example(5)
@example(101_000_000)
def test_amounts_in_words_by_num2words(value: int) -> None:
    amount = money(f"{num2words(value, lang='vi')} đồng", "vi")
    assert (amount.amount, amount.currency) == (value, "VND")


@given(AMOUNTS, st.sampled_from(["บาท", "ดอลลาร์สหรัฐ", "เยน"]))
def test_amounts_in_words_by_pythainlp(value: int, unit: str) -> None:
    assert money(num_to_thaiword(value) + unit, "th").amount == value


@given(AMOUNTS, st.integers(0, 99))
def test_amounts_of_baht_and_satang_by_pythainlp(baht: int, satang: int) -> None:
    exact = baht + Decimal(satang) / 100
    assert money(bahttext(float(exact)).removesuffix("ถ้วน"), "th").amount == exact


# Thai numerals stacked in digits: each place a number and its word, the whole counted in millions.
PLACES = {"แสน": 100_000, "หมื่น": 10_000, "พัน": 1000, "ร้อย": 100}


@given(st.lists(st.integers(0, 9), min_size=4, max_size=4).filter(any), st.booleans(), st.booleans())
def test_places_said_one_by_one_in_thai(digits: list[int], millions: bool, spaced: bool) -> None:
    gap = " " if spaced else ""
    said = [f"{digit}{gap}{place}" for digit, place in zip(digits, PLACES, strict=True) if digit]
    value = sum(digit * worth for digit, worth in zip(digits, PLACES.values(), strict=True))
    text = gap.join(said) + ("ล้าน" if millions else "") + "บาท"
    assert money(text, "th").amount == value * (10**6 if millions else 1)


@given(st.integers(1, 999), st.integers(1, 9), st.sampled_from([("tr", 10**6), ("triệu ", 10**6), ("tỷ ", 10**9)]))
def test_tenths_said_after_the_multiplier_in_vietnamese(whole: int, tenth: int, scale: tuple[str, int]) -> None:
    word, worth = scale
    gap = " " if word.endswith(" ") else ""
    assert money(f"{whole}{gap}{word}{tenth} đồng", "vi").amount == Decimal(f"{whole}.{tenth}") * worth


@pytest.mark.parametrize("sign", ["", "-"])
@given(AMOUNTS, st.sampled_from([("K", 10**3), ("M", 10**6), ("B", 10**9)]), LANGS)
def test_letters_that_multiply_beside_a_currency(sign: str, value: int, letter: tuple[str, int], lang: str) -> None:
    value = value % 1000 or 1
    name, worth = letter
    expected = (-1 if sign else 1) * value * worth
    assert money(f"{sign}${value}{name}", lang).amount == expected
    assert money(f"{sign}{value}{name} USD", lang).amount == expected
