"""Years, decades and centuries: "the year 2025", "2021-2025", "the 1990s"."""

from __future__ import annotations

from ruammit.mentions.dates.anchors import Anchor, Direction, YearReference
from ruammit.mentions.dates.atoms import MONTH_NUMBER, YEAR
from ruammit.mentions.dates.calendars import Year
from ruammit.mentions.dates.expressions import Expression, Match, made, written_year
from ruammit.mentions.dates.matching import Rule
from ruammit.mentions.dates.periods import Period, part_of, year_of
from ruammit.mentions.dates.predicates import (
    APART,
    CLOSE,
    NOT_LONGER,
    OPEN,
    PART,
    RANGE,
    THIS,
    after,
    any_of,
    before,
    maybe,
    named,
)  # fmt: skip
from ruammit.schema import Granularity

__all__ = ["RULES"]

GRAIN, MONTH, RANGES = Granularity.YEAR, Granularity.MONTH, Granularity.RANGE


_LONGEST_SHORT_RANGE = 20
"""Years from the first to the last of a range whose last year has two digits."""
_TOPIC_REACH = 40
"""Characters before a year in which the subject of statistics that it belongs to is looked for."""
_TOPIC_WORDS = 4
"""The most words between the two: "thị trường bất động sản tỉnh 2018"."""


def _plausible(year: Year) -> bool:
    number = year.common()
    return number is not None and 1000 <= number <= 2200


def read_year(match: Match) -> Expression | None:
    """ "the year 2025", "next year", "the end of 2025", "fiscal year 2025"."""
    part, reference = match.value("p"), match.year("y")
    if reference is None or (reference.year is not None and not _plausible(reference.year)):
        return None
    if _before_event(match):
        return None
    direction = Direction.NONE
    if part and any(match.key(atom) in match.words.loose for atom in match.group("y")):
        reference, direction = YearReference(fiscal=reference.fiscal), Direction.PAST
    start = match.fiscal_start(reference)
    return made(
        match,
        GRAIN,
        lambda _, year: part_of(year_of(year, start), part),
        reference if direction is Direction.NONE else None,
        bare=part is None,
        era_alone=match.codes("y").startswith("E"),
        direction=direction,
    )


def _before_event(match: Match) -> bool:
    """Whether "the year before" goes on with what it is before: "the year before it opened"."""
    last = match.group("y")[-1]
    goes_on = last.code == "a" and match.key(last) in match.words.ago and not match.text.startswith(" ", last.end)
    return goes_on and match.words.event_behind.match(match.text, last.end) is not None


def read_old_year(match: Match) -> Expression | None:
    """ "năm 938": a year of three digits, where it counts nothing."""
    behind = match.following(match.found.end() - 1)
    if behind.isalnum() and not behind.isupper():
        return None
    reference = match.year("y")
    if reference is None:
        return None
    return made(match, GRAIN, lambda _, year: year_of(year), reference, bare=True)


def _counts(match: Match) -> bool:
    """Whether a year without a word may be a number that counts what follows."""
    last = match.found.end() - 1
    following = match.following(last)
    return match.atoms[last + 1].code not in "TA_" and (following.isalnum() or following in ("%", "$", "/", "-"))


def read_bare_year(match: Match) -> Expression | None:
    """ "from 2014": a number that nothing counts follows."""
    if _counts(match):
        earlier = match.atoms[match.found.start() - 2]  # of a list: "in the years 2019 and 2020 ..."
        if earlier.code != YEAR or not 0 < match.value("y") - earlier.value <= 15:
            return None
    expression = read_year(match)
    return expression if expression and 1900 <= (match.year("y") or YearReference()).common() <= 2100 else None


def read_topic_year(match: Match) -> Expression | None:
    """ "the economy of Laos 2024": a year at the end of what names a subject of statistics."""
    at = match.atoms[match.found.start()].start
    before_it = match.text[max(at - _TOPIC_REACH, 0) : at]
    topic = match.words.topic.search(before_it.lower())
    if topic is None or _counts(match) or match.words.event.search(before_it.lower()):
        return None
    between = before_it[topic.end("head") :].split()
    if len(between) > _TOPIC_WORDS or any(word.isupper() and len(word) > 2 for word in between):
        return None
    return read_bare_year(match)


def read_year_list(match: Match) -> list[Expression] | None:
    """ "the years 1996, 2004 and 2015": a date each."""
    if match.codes("s") == "," and _counts(match):
        return None
    first = match.found.start()
    head = match.year("y")
    start = match.fiscal_start(head)
    rows: list[Expression] = []
    for index in range(match.found.end("y") - 1, match.end):
        atom = match.atoms[index]
        if atom.code == YEAR:
            year = written_year(atom, None, match.words.style)
            if not _plausible(year):
                return None
            reference = YearReference(year, fiscal=head is not None and head.fiscal)
            begin = index if rows else first
            rows.append(
                Expression(match.rule, begin, index + 1, lambda _, y: year_of(y, start), GRAIN, reference, bare=True)
            )
    return rows


def read_named_year(match: Match) -> Expression | None:
    """ "the APEC year 2017": one abbreviation between the year word and its number."""
    word = match.text[match.group("w")[0].end : match.group("y")[0].start].strip(" ")
    return read_year(match) if word.isalpha() and word.isupper() and 2 <= len(word) <= 8 else None


def read_part_of_unsaid_year(match: Match) -> Expression | None:
    """ "at the end of the year": the year of publication."""
    part = match.value("p")
    return made(match, GRAIN, lambda _, year: part_of(year_of(year), part), YearReference(offset=0), bare=True)


def read_years(match: Match) -> Expression | None:
    """ "2021-2025", "ปี 66-67"."""
    one, two = (reference.year if reference else None for reference in (match.year("y"), match.year("y2")))
    if one is None or two is None or one.number is None or two.number is None:
        return None
    if match.codes("y").endswith(YEAR) and not match.codes("y2").endswith(YEAR):
        two = Year(one.number - one.number % 100 + two.number % 100, one.era)
    first, last = one, two
    if match.codes("y") == YEAR and match.words.style.latin_names and _after_latin(match):
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

    return made(match, GRAIN, make, YearReference(last))


def read_season(match: Match) -> Expression | None:
    """ "niên vụ 2023/24", "giai đoạn 2021-25": the second year has two digits, or is none."""
    head, short = match.year("y"), match.group("y2")[0]
    one = head.year if head else None
    if one is None or one.number is None:
        return None
    last = one.number - one.number % 100 + short.value
    if short.end - short.start != 2 or not 0 < last - one.number <= _LONGEST_SHORT_RANGE:
        match.end = match.found.start("y2") - 1
        return read_year(match)
    two = Year(last, one.era)
    return made(match, GRAIN, lambda _, __: year_of(one).until(year_of(two)), YearReference(two))


def _after_latin(match: Match) -> bool:
    """Whether a Latin word stands right before: in a text of another script the numbers are part of that name."""
    start = match.group("y")[0].start
    before_it = match.text[max(start - 2, 0) : start].rstrip(" ")
    return before_it[-1:].isascii() and before_it[-1:].isalpha()


def read_century(match: Match) -> Expression | None:
    """ "the 19th century", "centuries 13 to 14"."""
    first = match.value("n")
    last = match.value("n2") or first
    if not 1 <= first <= last <= 30:
        return None
    period = Period((100 * first - 99, 1, 1), (100 * last, 12, 31), RANGES)
    return made(match, GRAIN, lambda _, __: period, YearReference(Year(100 * last)))


def read_half_century(match: Match) -> Expression | None:
    """ "the second half of the 20th century"."""
    half, number = match.value("h"), match.value("n")
    start = 100 * number - 99 + 50 * (half - 1)
    period = Period((start, 1, 1), (start + 49, 12, 31), RANGES)
    return made(match, GRAIN, lambda _, __: period, YearReference(Year(start)))


def read_decade(match: Match) -> Expression | None:
    """ "the 1990s", "the nineties"."""
    atom = match.group("n")[-1]
    year = written_year(atom, None, match.words.style) if atom.code == YEAR else Year(1900 + atom.value)
    start = year.common()
    if start is None or (year.number or 1) % 10 or atom.code == MONTH_NUMBER:
        return None
    period = Period((start, 1, 1), (start + 9, 12, 31), RANGES, year.calendar)
    return made(match, GRAIN, lambda _, __: period, YearReference(year))


_YEAR = named("y", "y")

RULES = (
    Rule("date-century", ("C", named("n", "[inI]"), maybe(any_of(RANGE, "A"), "C?", named("n2", "[inI]"))),
         read_century),
    Rule("date-half-century", (named("h", "H"), "O?C", named("n", "[inI]")), read_half_century),
    Rule("date-year-list", (named("y", "[YZ][YZ]?E?y"), "(?:,y){0,9}", named("s", ",?A|,"), "y", NOT_LONGER),
         read_year_list),
    Rule("date-years", (APART, named("y", "[YZK]?[YZ]?E?y"), any_of(RANGE, "/"), named("y2", "[YZ]?[YZ]?E?[ys]"),
                        NOT_LONGER), read_years),
    Rule("date-season", (any_of(after("G"), before("[YZ]")), named("y", "[YZ]?[YZ]?E?y"), "[/-]", named("y2", "[in]"),
                         NOT_LONGER), read_season),
    Rule("date-short-years", (named("y", "[YZ][YZ]?E?s"), any_of(RANGE, "/"), named("y2", "[YZ]?E?s"), NOT_LONGER),
         read_years),
    Rule("date-decade", ("K", named("n", "[yisn]"), maybe("O?C[inI]")), read_decade),
    Rule("none-length", ("[insyxp]", any_of("[kwQcu]", "[mo](?!i,)", "D(?![insyptLR])", "Y(?![Ey])"), maybe(THIS)),
         None),
    Rule("none-recurrence", ("z", any_of("[moD](?![inLM])", "[wkcuaBg]", "Y(?!E?[ys])")), None),
    Rule("date-part-of-year", (PART, "(?:O(?!o))?", named("y", "g?[YZ][YZ]?E?[ys]|gy|E[ys]|a|g|B|y" + NOT_LONGER),
                               maybe(THIS)), read_year),
    Rule("date-year", (named("y", "g?[YZ][YZ]?E?[ys]|gy|E[ys]|a|g|B"), maybe(THIS)), read_year),
    Rule("date-old-year", (named("y", "YE?x"),), read_old_year),
    Rule("date-year-after-word", (after("F", "yA", "(?<![insxp])T"), _YEAR, NOT_LONGER), read_bare_year),
    Rule("date-named-year", (named("w", "Y"), r"\|", _YEAR), read_named_year),
    Rule("date-year-brackets", (after(OPEN), _YEAR, before(CLOSE)), read_bare_year),
    Rule("date-year-old-era", ("Y?", named("y", "Ex")), read_year),
    Rule("date-part-of-unsaid-year", (PART, "Y"), read_part_of_unsaid_year),
    Rule("date-topic-year", (_YEAR, NOT_LONGER), read_topic_year),
)  # fmt: skip
