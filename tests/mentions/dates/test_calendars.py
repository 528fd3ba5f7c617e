"""Calendars: eras against dates that published sources give in both reckonings."""

import pytest

from ruammit.mentions.dates.calendars import Era, Year
from ruammit.schema import Calendar

# What happened and the source for it, the Thai date (era, year, month), and the Common Era year. BFSP: British and
# Foreign State Papers.
HISTORY = [
    ("Siamese revolution, 24 June 1932: Royal Gazette vol. 49, of 27 June BE 2475", Era.BUDDHIST, 2475, 6, 1932),
    ("Constitution, 10 December 1932: Royal Gazette vol. 49, p. 529, BE 2475", Era.BUDDHIST, 2475, 12, 1932),
    ("Abdication of Rama VII, 2 March 1935: Royal Gazette vol. 51, BE 2477", Era.BUDDHIST, 2477, 3, 1935),
    ("Calendar Year Act, September 1940: Royal Gazette vol. 57, of 17 September BE 2483", Era.BUDDHIST, 2483, 9, 1940),
    ("First 1 January that opened a year: Calendar Year Act BE 2483", Era.BUDDHIST, 2484, 1, 1941),
    ("Coronation of Rama IX, 5 May 1950: Royal Gazette vol. 67, of BE 2493", Era.BUDDHIST, 2493, 5, 1950),
    ("Paknam incident, 13 July 1893: D. K. Wyatt, Thailand: A Short History", Era.RATTANAKOSIN, 112, 7, 1893),
    ("Siam and France, 23 March 1907 (R.S. 125): BFSP 100", Era.RATTANAKOSIN, 125, 3, 1907),
    ("Siam and Great Britain, 10 March 1909: BFSP 102", Era.RATTANAKOSIN, 127, 3, 1909),
]  # fmt: skip


@pytest.mark.parametrize(
    ("era", "number", "month", "common"), [row[1:] for row in HISTORY], ids=[row[0] for row in HISTORY]
)
def test_history(era: Era, number: int, month: int, common: int) -> None:
    assert Year(number, era).common(month) == common


def test_the_year_of_nine_months() -> None:
    """The Calendar Year Act BE 2483: that year ended on 31 December, so that it had nine months."""
    assert Year(2482, Era.BUDDHIST).bounds() == ((1939, 4, 1), (1940, 3, 31))
    assert Year(2483, Era.BUDDHIST).bounds() == ((1940, 4, 1), (1940, 12, 31))
    assert Year(2484, Era.BUDDHIST).bounds() == ((1941, 1, 1), (1941, 12, 31))


def test_years_before_1889_are_approximate() -> None:
    """From 1 April 1889 (R.S. 108) on the year was solar: Royal Gazette vol. 5, proclamation on the use of days."""
    assert Year(2431, Era.BUDDHIST).approximate
    assert not Year(2432, Era.BUDDHIST).approximate
    assert Year(2432, Era.BUDDHIST).bounds()[0] == Year(108, Era.RATTANAKOSIN).bounds()[0] == (1889, 4, 1)
    assert Year(1217, Era.CHULA).approximate


def test_bowring_treaty() -> None:
    """18 April 1855, BE 2398, C.S. 1217: Treaty of Friendship and Commerce between Great Britain and Siam."""
    assert Year(2398, Era.BUDDHIST).common(4) == Year(1217, Era.CHULA).common(4) == 1855


def test_calendar_of_eras() -> None:
    assert Year(2568, Era.BUDDHIST).calendar is Calendar.BUDDHIST
    assert Year(2025).calendar is Calendar.GREGORIAN
    assert Year(None).common() is None
