"""Percentages: values, units, direction of change."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruammit.analysis import Analysis
from ruammit.examples import article_of
from ruammit.mentions.numbers import find_numbers
from ruammit.mentions.percent import find_percent
from ruammit.schema import Change, Percent, PercentUnit


def percent(text: str, lang: str) -> list[Percent]:
    analysis = Analysis(article_of(text, lang))
    analysis.numbers = find_numbers(analysis)
    return find_percent(analysis)


@given(st.decimals(0, 1000, places=2))
def test_every_way_of_writing_gives_the_same_value(value: Decimal) -> None:
    thai = [f"{value}%", f"{value} %", f"ร้อยละ {value}", f"ร้อยละ{value}", f"{value} เปอร์เซ็นต์"]
    vietnamese = str(value).replace(".", ",")
    for text, lang in [(form, "th") for form in thai] + [(f"{vietnamese}%", "vi"), (f"{vietnamese} phần trăm", "vi")]:
        (found,) = percent(text, lang)
        assert (found.value, found.quote, found.unit) == (value, text, PercentUnit.PERCENT)


@given(st.decimals(Decimal("0.1"), 100, places=1), st.sampled_from([("(-{}%)", "decrease"), ("(+{}%)", "increase")]))
def test_a_sign_is_a_direction_and_no_part_of_the_value(value: Decimal, signed: tuple[str, str]) -> None:
    form, change = signed
    (found,) = percent("มูลค่าการค้า " + form.format(value), "th")
    assert (found.value, found.change) == (value, Change(change))


@pytest.mark.parametrize(
    ("text", "lang", "change"),
    [
        ("ส่งออกขยายตัว{}", "th", Change.INCREASE),
        ("ลดลงจากปีก่อน{}", "th", Change.DECREASE),
        ("คิดเป็นสัดส่วน{}", "th", None),
        ("tăng trưởng ở mức {}", "vi", Change.INCREASE),
        ("giảm mạnh tới {}", "vi", Change.DECREASE),
        ("chiếm {}", "vi", None),
    ],
)
@given(value=st.integers(1, 99))
def test_the_nearest_word_tells_the_direction(text: str, lang: str, change: Change | None, value: int) -> None:
    (found,) = percent(text.format(f"ร้อยละ {value}" if lang == "th" else f"{value}%"), lang)
    assert found.change is change


def test_points_are_no_per_cents() -> None:
    assert [found.unit for found in percent("ลด 0.25 จุดเปอร์เซ็นต์ เหลือ 2%", "th")] == [
        PercentUnit.POINT,
        PercentUnit.PERCENT,
    ]


def test_an_address_holds_no_percentage() -> None:
    assert percent("https://example.org/%E0%B8%97%E0%B8%B2", "th") == []
