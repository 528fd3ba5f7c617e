"""What other libraries write reads back as itself: CLDR's formats through Babel, thai_strftime, num2words."""

import datetime

import pytest
from babel import Locale
from babel.dates import format_date
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from num2words import num2words
from pythainlp.util import thai_strftime

from ruammit.analysis import Analysis
from ruammit.examples import article_of
from ruammit.mentions.dates import find_dates
from ruammit.mentions.numbers import find_numbers
from ruammit.schema import Calendar, DateMention

WIDTHS = ["full", "long", "medium", "short"]
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2049, 12, 31))
"""Days that the press writes about: a year of two digits is one of these."""
SKELETONS = [
    (lang, skeleton)
    for lang in ("th", "vi")
    for skeleton in ("yMMMd", "yMMMMd", "yMMMEd", "yMMMMEEEEd", "yMd", "yMEd", "yMMM", "yMMMM", "yM", "yQQQQ", "y")
    if skeleton in Locale(lang).datetime_skeletons
]
"""CLDR's names of formats with a year, at the grain of a day, month, quarter or year."""


def read(text: str, lang: str, published: str | None = None) -> list[DateMention]:
    analysis = Analysis(article_of(text, lang, published))
    analysis.numbers = find_numbers(analysis)
    return find_dates(analysis)


def in_buddhist_years(pattern: str, day: datetime.date) -> str:
    """A CLDR pattern with the year of the Buddhist Era in place of its own, which Babel does not know."""
    year = day.year + 543
    return pattern.replace("yy", "y").replace("yy", "y").replace("y", f"'{year}'").replace("G", "'พ.ศ.'")


def period(skeleton: str, day: datetime.date) -> tuple[str, str]:
    """First and last day of what a skeleton says."""
    months = (day.month, day.month) if "M" in skeleton else (1, 12)
    if "Q" in skeleton:
        first = 3 * ((day.month - 1) // 3) + 1
        months = (first, first + 2)
    if "d" in skeleton:
        return day.isoformat(), day.isoformat()
    following = datetime.date(day.year + months[1] // 12, months[1] % 12 + 1, 1)
    return f"{day.year}-{months[0]:02d}-01", (following - datetime.timedelta(days=1)).isoformat()


def one(text: str, lang: str) -> tuple[str, str]:
    found = read(text, lang, "2025-06-15")
    assert len(found) == 1, (text, found)
    return found[0].start, found[0].end


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["th", "vi"])
@given(day=DAYS)
@settings(max_examples=60, deadline=None)
def test_cldr_widths(lang: str, width: str, day: datetime.date) -> None:
    written = format_date(day, width, locale=lang)
    if lang == "th" and width == "short":  # two digits of a Thai year are of the Buddhist Era
        written = f"{day.day}/{day.month}/{(day.year + 543) % 100:02d}"
    assert one(f"({written})", lang) == (day.isoformat(),) * 2


@pytest.mark.parametrize("width", ["full", "long", "medium"])
@given(day=DAYS)
@settings(max_examples=60, deadline=None)
def test_cldr_widths_in_buddhist_years(width: str, day: datetime.date) -> None:
    pattern = in_buddhist_years(str(Locale("th").date_formats[width].pattern), day)
    (found,) = read(f"({format_date(day, pattern, locale='th')})", "th")
    assert (found.start, found.end) == (day.isoformat(),) * 2
    assert found.calendar is Calendar.BUDDHIST


@pytest.mark.parametrize(("lang", "skeleton"), SKELETONS)
@given(day=DAYS)
@settings(max_examples=40, deadline=None)
def test_cldr_skeletons(lang: str, skeleton: str, day: datetime.date) -> None:
    assume((skeleton, day.year, day.month) != ("yM", 2000, 1))  # 1/2000 is the scale of a map
    pattern = str(Locale(lang).datetime_skeletons[skeleton].pattern)
    written = format_date(day, pattern, locale=lang)
    unit = {"y": {"th": "ปี ", "vi": "năm "}[lang], "yM": {"th": "(", "vi": ""}[lang]}.get(skeleton, "")
    assert one(unit + written, lang) == period(skeleton, day)


@pytest.mark.parametrize("layout", ["%A ที่ %d %B %Y", "%-d %B พ.ศ. %Y", "%d %b %Y", "%d %b %y", "%d/%m/%Y", "%d-%m-%Y"])
@given(day=st.dates(datetime.date(1990, 1, 1), datetime.date(2049, 12, 31)))
@settings(max_examples=60, deadline=None)
def test_thai_strftime(layout: str, day: datetime.date) -> None:
    for thai_digits in (False, True):
        written = thai_strftime(datetime.datetime.combine(day, datetime.time(12)), layout, thaidigit=thai_digits)
        assert one(f"เมื่อ {written}", "th") == (day.isoformat(),) * 2


@given(year=st.integers(1941, 2099))
@settings(max_examples=150, deadline=None)
def test_years_in_words(year: int) -> None:
    assert one(f"ปี{num2words(year + 543, lang='th')}", "th") == (f"{year}-01-01", f"{year}-12-31")
    assert one(f"năm {num2words(year, lang='vi')}", "vi") == (f"{year}-01-01", f"{year}-12-31")


@given(day=DAYS)
@settings(max_examples=100, deadline=None)
def test_days_in_words(day: datetime.date) -> None:
    assume(day.day != 5)  # its word is also that for a year
    number, month = num2words(day.day, lang="vi"), num2words(day.month, lang="vi")
    written = f"ngày {number} tháng {month} năm {num2words(day.year, lang='vi')}"
    assert one(written, "vi") == (day.isoformat(),) * 2
