"""Builders of years and of longer periods, and of what is counted from them; see `ruammit.mentions.dates.builders`."""

from __future__ import annotations

from ruammit.mentions.dates.anchors import Anchor, Direction, YearReference
from ruammit.mentions.dates.calendars import Year
from ruammit.mentions.dates.atoms import MONTH_NUMBER, YEAR
from ruammit.mentions.dates.expressions import Expression, Match, made, written_year
from ruammit.mentions.dates.periods import Period, part_of, year_of
from ruammit.schema import Granularity

YEARS, MONTH, RANGE = Granularity.YEAR, Granularity.MONTH, Granularity.RANGE


def _plausible(year: Year) -> bool:
    number = year.common()
    return number is not None and 1000 <= number <= 2200


def read_year(match: Match) -> Expression | None:
    """ "the year 2025", "next year", "the end of 2025", "fiscal year 2025"."""
    part, reference = match.value("p"), match.year("y")
    if reference is None or (reference.year is not None and not _plausible(reference.year)):
        return None
    direction = Direction.NONE
    if part and any(match.key(atom) in match.words.loose for atom in match.group("y")):
        reference, direction = YearReference(fiscal=reference.fiscal), Direction.PAST
    start = match.fiscal_start(reference)
    base = "date-part-year" if part else "date-fiscal-year" if start else "date-year"
    return made(
        match,
        base,
        YEARS,
        lambda _, year: part_of(year_of(year, start), part),
        reference if direction is Direction.NONE else None,
        bare=part is None,
        era_alone=match.codes("y").startswith("E"),
        direction=direction,
    )


def read_bare_year(match: Match) -> Expression | None:
    """ "from 2014": a number that nothing counts follows."""
    last = match.found.end()
    end = match.atoms[last - 1].end
    after = match.text[end : end + 2].lstrip(" ")[:1]
    if match.atoms[last].code not in "TA_" and (after.isalnum() or after in ("%", "$", "/", "-")):
        before = match.atoms[match.found.start() - 2]  # of a list: "in the years 2019 and 2020 ..."
        if before.code != YEAR or not 0 < match.value("y") - before.value <= 15:
            return None
    expression = read_year(match)
    return expression if expression and 1900 <= (match.year("y") or YearReference()).common() <= 2100 else None


def read_named_year(match: Match) -> Expression | None:
    """ "the APEC year 2017": one abbreviation between the year word and its number."""
    word = match.text[match.group("w")[0].end : match.group("y")[0].start].strip(" ")
    return read_year(match) if word.isalpha() and word.isupper() and 2 <= len(word) <= 8 else None


def read_part_of_unsaid_year(match: Match) -> Expression | None:
    """ "at the end of the year": the year of publication."""
    part = match.value("p")
    return made(
        match,
        "date-part-year",
        YEARS,
        lambda _, year: part_of(year_of(year), part),
        YearReference(offset=0),
        bare=True,
    )


def read_years(match: Match) -> Expression | None:
    """ "2021-2025", "ปี 66-67"."""
    one, two = (reference.year if reference else None for reference in (match.year("y"), match.year("y2")))
    if one is None or two is None or one.number is None or two.number is None:
        return None
    if match.codes("y").endswith(YEAR) and not match.codes("y2").endswith(YEAR):
        two = Year(one.number - one.number % 100 + two.number % 100, one.era)
    first, last = one, two
    if match.codes("y") == YEAR and match.words.style["latin_names"] and _after_latin(match):
        return None
    bare = match.codes("y") == YEAR and match.atoms[match.found.start() - 1].code not in "GF("
    if bare and (last.number or 0) - (first.number or 0) > 80:
        return None
    if one.era is not two.era or not (_plausible(one) and _plausible(two)):
        return None
    if not 0 < (last.number or 0) - (first.number or 0) <= 300:
        return None
    start = match.fiscal_start(match.year("y"))

    def make(_: Anchor, __: Year) -> Period:
        return year_of(first, start).until(year_of(last, start))

    return made(match, "date-years", YEARS, make, YearReference(last))


def _after_latin(match: Match) -> bool:
    """Whether a Latin word stands right before: in a text of another script the numbers are part of that name."""
    before = match.text[max(match.group("y")[0].start - 2, 0) : match.group("y")[0].start].rstrip(" ")
    return before[-1:].isascii() and before[-1:].isalpha()


def read_years_ago(match: Match) -> Expression | None:
    """ "26 years ago": the year; with other words, or without a number of years, a length of time."""
    word, count = match.group("w")[0], match.value("n")
    if count is None or match.key(word) not in match.words.ago:
        return None
    return made(match, "date-years-ago", YEARS, lambda _, year: year_of(year), YearReference(offset=-count), bare=True)


def read_counted_ago(match: Match) -> Expression | None:
    """ "3 days ago", "two months ago": the day, the week, the month."""
    word, count = match.group("w")[0], match.value("n")
    if match.codes("w") != "%" and match.key(word) not in match.words.ago:
        return None
    unit = {"%": "day", "k": "week", "c": "month"}[word.code]
    return made(
        match, "date-counted-ago", MONTH, lambda anchor, _: anchor.counted(f"{count} {unit}s ago", unit), relative=True
    )


def read_same_period(match: Match) -> Expression | None:
    """ "the same period of last year": the period told last, in another year."""
    reference = match.year("y")
    if reference is None:
        return None

    def make(anchor: Anchor, year: Year) -> Period | None:
        if reference.year is None and anchor.period is not None:
            return anchor.period.shifted(reference.told if reference.told is not None else reference.offset or 0)
        return anchor.matching(year) or (None if year.number is None else year_of(year))

    return made(match, "date-same-period", YEARS, make, reference)


def read_century(match: Match) -> Expression | None:
    """ "the 19th century", "centuries 13 to 14"."""
    first = match.value("n")
    last = match.value("n2") or first
    if not 1 <= first <= last <= 30:
        return None
    period = Period((100 * first - 99, 1, 1), (100 * last, 12, 31), RANGE)
    return made(match, "date-century", YEARS, lambda _, __: period, YearReference(Year(100 * last)))


def read_decade(match: Match) -> Expression | None:
    """ "the 1990s", "the nineties"."""
    atom = match.group("n")[-1]
    year = written_year(atom, None, match.words.style) if atom.code == YEAR else Year(1900 + atom.value)
    start = year.common()
    if start is None or (year.number or 1) % 10 or atom.code == MONTH_NUMBER:
        return None
    period = Period((start, 1, 1), (start + 9, 12, 31), RANGE, year.calendar)
    return made(match, "date-decade", YEARS, lambda _, __: period, YearReference(year))
