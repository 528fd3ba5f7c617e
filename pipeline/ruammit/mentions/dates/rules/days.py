"""Days: "5 May 2025", "19/11", "from 28/3 to 2/4", "26 and 27 May"."""

from __future__ import annotations

from collections.abc import Callable

from ruammit.mentions.dates.anchors import Anchor, YearReference
from ruammit.mentions.dates.atoms import SHORT_YEAR, YEAR, Atom
from ruammit.mentions.dates.calendars import Year
from ruammit.mentions.dates.expressions import Expression, Match, latin_year, made, written_year
from ruammit.mentions.dates.matching import Rule
from ruammit.mentions.dates.periods import Period, day_of
from ruammit.mentions.dates.predicates import (
    AFTER_FROM,
    APART,
    CLOSE,
    COMMA,
    DAY,
    DAY_WORD,
    DAYS,
    ENGLISH_MONTH,
    LEAD,
    MONTH,
    MONTH_NUMBER,
    NOT_LONGER,
    NUMERIC_YEAR,
    OPEN,
    RANGE,
    SECOND_DAY,
    SLASHED_MONTH,
    THIS,
    WORD_BEFORE_DAY,
    after,
    any_of,
    before,
    maybe,
    named,
    not_before,
)  # fmt: skip
from ruammit.mentions.dates.predicates import YEAR as MONTH_YEAR
from ruammit.mentions.dates.rules.quarters import months_of_year
from ruammit.schema import Granularity

__all__ = ["RULES"]

GRAIN = Granularity.DAY


def read_day_of_month(match: Match) -> Expression | list[Expression] | None:
    """The day, but for a number in words that no day word leads: "a third country, February 2025"."""
    opens = match.found.start() == match.found.start("d")
    if opens and match.in_words("d") and match.key(match.group("m")[0]) not in match.words.doubled:
        return match.passed_over()
    return read_day(match)


def read_day(match: Match) -> Expression | None:
    """The day itself."""
    day, month = match.value("d"), match.value("m")
    atoms = match.group("m")
    alone = match.found.start() == match.found.start("d") and match.codes("y") == YEAR
    if alone and day <= 12 and match.key(atoms[0]) in match.words.doubled:  # nine months of 2018, not the 9th of May
        return months_of_year(match, day)
    reference = match.year("y")
    if reference is None and match.codes("y")[:1] in ("/", "-"):  # the third of three numbers is no year
        return None
    return made(match, GRAIN, lambda _, year: day_of(year, month, day), reference)


def read_bare_day(match: Match) -> Expression | None:
    """Where no word says that it is a day; 24/7 is all day and all week."""
    return None if (match.value("d"), match.value("m")) == (24, 7) else read_day(match)


def read_range_like(match: Match) -> Expression | None:
    """ "from 22-3", "from 2-9,": days; "from 2-9 people": a range of numbers, which rises and counts what follows."""
    last = match.found.end() - 1
    rising = match.value("d") < match.value("m")
    if rising and match.following(last).isalnum() and match.atoms[last + 1].code not in "T_":
        return None
    return read_day(match)


def read_score_like(match: Match) -> Expression | None:
    """ "(21-6)": a day; "(2-1)": a score."""
    return read_day(match) if max(match.value("d"), match.value("m")) > 6 else None


def read_short_year(match: Match) -> Expression | None:
    """ "6 ต.ค. 19": a year of two digits that could be a day, where it counts nothing; else the day without it."""
    atom = match.group("y")[0]
    last = match.found.end() - 1
    digits = atom.end - atom.start
    if (
        digits == 2
        and not match.following(last).isalnum()
        and match.text[atom.end : atom.end + 1] not in (":", ".", "/")
    ):
        return read_day(match)
    match.end = match.found.start("y")
    day, month = match.value("d"), match.value("m")
    return made(match, GRAIN, lambda _, year: day_of(year, month, day))


def read_after_weekday_number(match: Match) -> Expression | None:
    """ "T6, 31/10/2025": the number is that of a weekday, which counts from Monday, the second day."""
    short = match.key(match.group("w")[0]) in match.words.weak
    return read_day(match) if short and 2 <= match.group("w")[1].value <= 7 else None


def read_english_day(match: Match) -> Expression | None:
    """ "31 October 2025", "Oct 31, 2025", "31-Oct-25"."""
    day, month = match.value("d"), match.value("m")
    reference = match.year("y")
    atom = match.group("y")[-1]
    if atom.code in "sin" and reference is not None:
        reference = YearReference(latin_year(atom.value, 2, match.words.style))
    if reference is None:
        return None
    return made(match, GRAIN, lambda _, year: day_of(year, month, day), reference)


def read_days(match: Match) -> Expression | None:
    """ "9-12 May 2025"."""
    first, last, month = match.value("d"), match.value("d2"), match.value("m")
    if first > last:
        return None

    def make(_: Anchor, year: Year) -> Period:
        return day_of(year, month, first).until(day_of(year, month, last))

    return made(match, GRAIN, make, match.year("y"))


def read_days_of_months(match: Match) -> Expression | None:
    """ "28/3-2/4/2025", "(19/10-2/12)": the year is that of the last day; the first may lie in the year before."""
    one, two = match.value("d"), match.value("d2")
    first, last = match.value("m"), match.value("m2")

    def make(_: Anchor, year: Year) -> Period:
        before_it = year.shifted(-1) if (first, one) > (last, two) else year
        return day_of(before_it, first, one).until(day_of(year, last, two))

    return made(match, GRAIN, make, match.year("y"))


def read_day_list(match: Match) -> list[Expression] | None:
    """ "26 and 27 May": a date each."""
    if match.recurs:
        return None
    month, reference = match.value("m"), match.year("y")
    at, start = match.found.start("ds"), match.found.start()
    days = [(at + index, atom.value) for index, atom in enumerate(match.group("ds")) if atom.code in "in"]

    def make(day: int) -> Callable[[Anchor, Year], Period]:
        return lambda _, year: day_of(year, month, day)

    rows = [
        Expression(match.rule, start if at == index else index, index + 1, make(day), GRAIN, reference)
        for index, day in days
    ]
    last = match.value("d")
    return [*rows, Expression(match.rule, match.found.start("d"), match.end, make(last), GRAIN, reference)]


def read_dotted(match: Match) -> Expression | None:
    """ "16.5.2019", "ngày 16.5", "2019-05-16"."""
    day, month, *rest = match.value("d")
    reference = None
    if (
        rest
        and rest[1] == 2
        and match.codes("d") == match.found.group()
        and match.atoms[match.found.start() - 1].code != "("
    ):
        return None  # a version, a running time
    if rest:
        code = YEAR if rest[1] == 4 else SHORT_YEAR
        reference = YearReference(written_year(Atom(code, 0, 0, rest[0]), None, match.words.style))
    elif match.group("y"):
        reference = match.year("y")
    return made(match, GRAIN, lambda _, year: day_of(year, month, day), reference)


def read_today(match: Match) -> Expression | None:
    """ "today (11-1)"."""
    day, month = match.value("d"), match.value("m")
    return made(match, GRAIN, lambda _, year: day_of(year, month, day), match.year("y"))


HYPHENED_MONTH = named("m", "-i")
_NAMED_DAY = before("[bDW]")
_NAMED_MONTH = named("m", r"[mo]?M|[mo]i")
_TODAY = r"D?r,?(?:W,?)?D?"

RULES = (
    # several days
    Rule("date-days-of-months", (LEAD, DAY, SLASHED_MONTH, "[-_]", WORD_BEFORE_DAY, SECOND_DAY, named("m2", "/i"),
                                 any_of(named("y", "/[ysin]|,?O?[YZ]E?y"), after(r"[DF\(][in]/i[-_][in]/i")),
                                 NOT_LONGER), read_days_of_months),
    Rule("date-days", (LEAD, DAY, RANGE, WORD_BEFORE_DAY, SECOND_DAY, _NAMED_MONTH, maybe(MONTH_YEAR), maybe(THIS)),
         read_days),
    Rule("date-days-slash", (LEAD, DAY, RANGE, WORD_BEFORE_DAY, SECOND_DAY, SLASHED_MONTH, maybe(NUMERIC_YEAR),
                             maybe(THIS), NOT_LONGER), read_days),
    Rule("date-days-hyphen", (LEAD, DAY, "[_T]", WORD_BEFORE_DAY, SECOND_DAY, HYPHENED_MONTH, maybe(NUMERIC_YEAR),
                              maybe(THIS), NOT_LONGER), read_days, "slashed"),
    Rule("date-day-list", (LEAD, DAYS, _NAMED_MONTH, maybe(MONTH_YEAR), maybe(THIS)), read_day_list),
    Rule("date-day-list-slash", (LEAD, DAYS, SLASHED_MONTH, maybe(NUMERIC_YEAR), maybe(THIS), NOT_LONGER),
         read_day_list),
    Rule("date-day-list-hyphen", (_NAMED_DAY, LEAD, DAYS, HYPHENED_MONTH, maybe(NUMERIC_YEAR), maybe(THIS),
                                  NOT_LONGER), read_day_list, "slashed"),
    # a day and a month by its name
    Rule("date-weekday-number-day", (named("w", "oi"), ",", maybe(DAY_WORD), DAY, SLASHED_MONTH, named("y", "/y")),
         read_after_weekday_number),
    Rule("date-day-month-short-year", (LEAD, DAY, named("m", "M"), named("y", "[in]"), not_before("[/_-]")),
         read_short_year, "short_years"),
    Rule("date-day-sign-month", (LEAD, DAY, "[/_-]", named("m", "M"), maybe(named("y", "[/_-][ysin]"))), read_day),
    Rule("date-day-month", (LEAD, DAY, maybe(COMMA), MONTH, maybe(MONTH_YEAR), maybe(THIS)),
         read_day_of_month),
    Rule("date-day-month-number", (before("[bDWL]"), LEAD, DAY, maybe(COMMA), MONTH_NUMBER,
                                   not_before("[DwmY](?!E?[ys])"), maybe(MONTH_YEAR), maybe(THIS)), read_day),
    Rule("date-month-day", (named("m", "[mo]?M"), DAY, COMMA, named("y", "y")), read_day),
    Rule("date-english-day", (LEAD, DAY, "[,/_-]?", ENGLISH_MONTH, maybe(COMMA),
                              named("y", "y|[/_-][ysin]|[sin](?!,?y)")), read_english_day),
    Rule("date-english-month-day", (ENGLISH_MONTH, DAY, maybe(COMMA), named("y", "y")), read_english_day),
    # in figures
    Rule("date-day-slash-word", (_NAMED_DAY, LEAD, DAY, SLASHED_MONTH, maybe(NUMERIC_YEAR), maybe(THIS), NOT_LONGER),
         read_day),
    Rule("date-day-hyphen-word", (before("[bDWL]"), LEAD, DAY, HYPHENED_MONTH, maybe(NUMERIC_YEAR), maybe(THIS),
                                  NOT_LONGER), read_day, "slashed"),
    Rule("date-day-slash-beside", (after("F", "[/-][iy][,AT_]"), APART, DAY, SLASHED_MONTH, maybe(NUMERIC_YEAR),
                                   maybe(THIS), NOT_LONGER), read_day),
    Rule("date-day-hyphen-beside", (after("[/-][iy][,AT_]"), APART, DAY, HYPHENED_MONTH, not_before("[-/]y"),
                                    maybe(NUMERIC_YEAR), maybe(THIS), NOT_LONGER), read_day, "slashed"),
    Rule("date-day-hyphen-from", (AFTER_FROM, APART, DAY, HYPHENED_MONTH, not_before("[-/]y"), maybe(NUMERIC_YEAR),
                                  maybe(THIS), NOT_LONGER), read_range_like, "slashed"),
    Rule("date-day-slash-year", (APART, DAY, SLASHED_MONTH, named("y", "/[ysin]"), NOT_LONGER), read_day),
    Rule("date-day-hyphen-year", (APART, DAY, HYPHENED_MONTH, named("y", "-[ys]"), NOT_LONGER), read_day),
    Rule("date-day-slash", (APART, named("d", "n"), SLASHED_MONTH, maybe(NUMERIC_YEAR), maybe(THIS), NOT_LONGER),
         read_bare_day, "slashed"),
    Rule("date-day-brackets", (after(OPEN), DAY, named("m", "[/-]i"), before(CLOSE)), read_score_like, "slashed"),
    Rule("date-today-slash", (_TODAY, DAY, SLASHED_MONTH, maybe(NUMERIC_YEAR), maybe(THIS), NOT_LONGER), read_today),
    Rule("date-today-hyphen", (_TODAY, DAY, HYPHENED_MONTH, maybe(NUMERIC_YEAR), maybe(THIS), NOT_LONGER), read_today,
         "slashed"),
    Rule("date-today-brackets-slash", (r"D?r\((?:W,?)?D?", DAY, SLASHED_MONTH, maybe(NUMERIC_YEAR), maybe(THIS), CLOSE),
         read_today),
    Rule("date-today-brackets-hyphen", (r"D?r\((?:W,?)?D?", DAY, HYPHENED_MONTH, maybe(NUMERIC_YEAR), maybe(THIS),
                                        CLOSE), read_today, "slashed"),
    Rule("date-today-brackets-month", (r"D?r\((?:W,?)?D?", DAY, _NAMED_MONTH, maybe(MONTH_YEAR), maybe(THIS), CLOSE),
         read_today),
    Rule("date-today-month", (_TODAY, DAY, _NAMED_MONTH, maybe(MONTH_YEAR), maybe(THIS)), read_today),
    Rule("date-dotted-word", (_NAMED_DAY, LEAD, named("d", "[tp]"), maybe(named("y", ",?O?[YZ]E?y"))), read_dotted),
    Rule("date-dotted", (named("d", "t"),), read_dotted),
)  # fmt: skip
