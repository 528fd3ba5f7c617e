"""Amounts: every currency by every name, exact values, grounding in whatever form the text has."""

import importlib.util
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import bahttext

from ruammit import languages
from ruammit.analysis import Analysis
from ruammit.examples import article_of
from ruammit.mentions.money import find_money
from ruammit.mentions.numbers import find_numbers
from ruammit.schema import Modifier, Money

TOOL = Path(__file__).parents[2] / "tools" / "build_currencies.py"


def money(text: str, lang: str) -> list[Money]:
    analysis = Analysis(article_of(text, lang))
    analysis.numbers = find_numbers(analysis)
    return find_money(analysis)


def named() -> list[tuple[str, str, str]]:
    return [
        (lang, name, code)
        for lang in ("th", "vi")
        for name, code in languages.pack(lang).lexicon("currencies")["names"].items()
    ]


@pytest.mark.parametrize(("lang", "name", "code"), named(), ids=lambda value: value)
def test_every_currency_is_known_by_its_name_in_cldr(lang: str, name: str, code: str) -> None:
    millions = {"th": "5 ล้าน", "vi": "5 triệu "}[lang]
    (amount,) = money(f"{millions}{name}", lang)
    assert (amount.amount, amount.currency) == (5_000_000, code)
    assert amount.quote == f"{millions}{name}"


@pytest.mark.parametrize("lang", ["th", "vi"])
def test_the_names_are_what_the_tool_makes_of_cldr(lang: str) -> None:
    spec = importlib.util.spec_from_file_location("build_currencies", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert (languages.pack(lang).folder / "lexicons" / "currencies.toml").read_text("utf-8") == tool.rendered(lang)


@given(st.integers(1, 10**9), st.integers(0, 99))
def test_amounts_spelt_by_pythainlp(baht: int, satang: int) -> None:
    spelt = bahttext(float(Decimal(f"{baht}.{satang:02}")))
    (amount,) = money(spelt.removesuffix("ถ้วน"), "th")
    assert amount.amount == baht + Decimal(satang) / 100
    assert amount.currency == "THB"


@given(st.integers(1, 10**6), st.sampled_from(["", "nghìn ", "triệu ", "tỷ ", "nghìn tỷ "]))
def test_vietnamese_multipliers(n: int, multiplier: str) -> None:
    worth = {"": 1, "nghìn ": 10**3, "triệu ": 10**6, "tỷ ": 10**9, "nghìn tỷ ": 10**12}[multiplier]
    text = f"{n:,}".replace(",", ".") + f" {multiplier}đồng"
    (amount,) = money(f"Tổng vốn {text}.", "vi")
    assert (amount.amount, amount.quote, amount.currency) == (n * worth, text, "VND")


@pytest.mark.parametrize(
    "text",
    [
        unicodedata.normalize("NFD", "Tổng vốn hơn 1,5 tỷ đồng và nửa triệu đô la Úc"),
        "มูลค่า\u200bกว่า ๑๕,๒๘๐\u00a0ล้าน\u200bบาท และ 3 ล้านดอลลาร์สหรัฐ\u200bฯ",
        "Giá 50\u202f000 hay 50.000\u00a0đồng/kg",
    ],
)
def test_quotes_keep_the_characters_of_the_text(text: str) -> None:
    lang = "th" if "บาท" in text else "vi"
    found = money(text, lang)
    assert found
    for amount in found:
        assert text[amount.start_char : amount.end_char] == amount.quote


def test_a_conversion_is_linked_and_shares_its_modifier() -> None:
    first, second = money("Hàn Quốc chi khoảng 18,4 tỷ won (16 triệu USD)", "vi")
    assert (first.equivalent_to, second.equivalent_to) == (None, 0)
    assert first.modifier is second.modifier is Modifier.ABOUT


def test_an_exchange_rate_names_two_amounts() -> None:
    assert [(amount.amount, amount.currency) for amount in money("1 USD bằng 22.765 đồng", "vi")] == [
        (1, "USD"),
        (22765, "VND"),
    ]


@pytest.mark.parametrize(
    "text", ["มูลค่า 12,5", "ข้อ 12,5 และ 7", "ทุน 1,23,4 ล้านบาท", "ลงทุน $5xx ในปีนี้", "กองทุน $5G", "300M คน"]
)
def test_what_is_not_understood_gives_no_amount(text: str) -> None:
    assert money(text, "th") == []


def test_no_number_no_amount() -> None:
    assert money("", "th") == []
    assert money("ค่าเงินบาทแข็งค่า", "th") == []


PIECES = [
    "3",
    "5,2",
    "1.000",
    " ",
    "tỷ",
    "triệu",
    "đồng",
    "USD",
    "$",
    "đô la",
    "Úc",
    "và",
    "(",
    "khoảng",
    "đến",
    "-",
    "%",
    "xu",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_amounts_stand_in_order_and_are_grounded(pieces: list[str]) -> None:
    text = " ".join(pieces)
    at = 0
    for position, amount in enumerate(money(text, "vi")):
        assert at <= amount.start_char < amount.end_char
        assert text[amount.start_char : amount.end_char] == amount.quote
        assert amount.amount >= 0
        assert amount.equivalent_to is None or amount.equivalent_to < position
        at = amount.end_char


@pytest.mark.parametrize(
    ("text", "lang", "doubtful"),
    [
        ("Vé vào cửa 1,500 USD", "vi", True),
        ("Vé vào cửa 1,500 USD, doanh thu 1,234,567 USD", "vi", False),
        ("Vé vào cửa 1.500 USD", "vi", False),
        ("ตั๋วราคา 1.500 ดอลลาร์", "th", True),
        ("ตั๋วราคา 1.500 ดอลลาร์ ยอดรวม 1.234.567 ดอลลาร์", "th", False),
        ("ตั๋วราคา 1,500 ดอลลาร์", "th", False),
        ("งบ 2.757 ล้านล้านบาท", "th", False),
    ],
)
def test_separators_that_nothing_settles_are_flagged(text: str, lang: str, doubtful: bool) -> None:
    analysis = Analysis(article_of(text, lang))
    analysis.numbers = find_numbers(analysis)
    find_money(analysis)
    assert any(flag.code == "doubtful-separator" for flag in analysis.flags) is doubtful


def test_a_shared_name_without_a_country_is_no_guess() -> None:
    assert money("มอบทุน 5 ล้านโครน", "th") == []
    assert [amount.currency for amount in money("Hội nghị ở Oslo: Na Uy góp 5 triệu kroner", "vi")] == ["NOK"]
