"""What the packs say of dates: the model of `lexicons/dates.toml`."""

from __future__ import annotations

from pydantic import Field

from ruammit.languages.lexicons import NONE, Before, Lexicon, Table, WordList, WordTable
from ruammit.mentions.dates.calendars import Era

__all__ = ["DateLexicon", "DateStyle"]


class DateStyle(Table):
    """How a language's press writes dates."""

    boundaries: bool = True
    """Words stand between blanks and signs."""
    buddhist_from: int = 2400
    """Years from here on are of the Buddhist Era."""
    years_written: bool = False
    """The press writes the year of its own days, so that they tell when an article was written."""
    short_era: Era = Era.COMMON
    """The era of years in two digits."""
    short_years: bool = False
    """Two digits without a year word can be a year."""
    numbered_months: bool = False
    """A month word and a number are a month."""
    slashed: bool = False
    """A day and a month with a slash between are a date without a day word."""
    fiscal_start: int = Field(default=1, ge=1, le=12)
    """The month in which the fiscal year starts; after January it is that of the year before."""
    latin_names: bool = False
    """Years after a word in Latin letters are part of a name."""


class Kinds(Table):
    """Words by what they do in a date."""

    day: WordList = NONE
    time_of_day: WordList = NONE
    month: WordList = NONE
    year: WordList = NONE
    fiscal: WordList = NONE
    quarter: WordList = NONE
    week: WordList = NONE
    hour: WordList = NONE
    before_christ: WordList = NONE
    """After a year or century: it is before the Common Era, where no date is given."""
    of: WordList = NONE
    to: WordList = NONE
    from_: WordList = Field(default=NONE, alias="from")
    and_: WordList = Field(default=NONE, alias="and")
    this: WordList = NONE
    first: WordList = NONE
    last: WordList = NONE
    period: WordList = NONE
    same_period: WordList = NONE
    century: WordList = NONE
    decade: WordList = NONE
    lunar_mark: WordList = NONE
    lunar_day: WordList = NONE
    full_moon: WordList = NONE
    new_year: WordList = NONE
    cycle_year: WordList = NONE
    lunar_night: WordList = NONE
    days_ago: WordList = NONE
    block: WordList = NONE
    """Words that make the number after them anything but a date."""
    many: WordList = NONE
    """Counting words before a time word: what follows is a length of time, or recurs."""


class Relative(Table):
    """What a time word points to, by the offset from the day of publication."""

    day: dict[int, WordList] = Field(default_factory=dict)
    week: dict[int, WordList] = Field(default_factory=dict)
    weekend: dict[int, WordList] = Field(default_factory=dict)
    month: dict[int, WordList] = Field(default_factory=dict)
    quarter: dict[int, WordList] = Field(default_factory=dict)
    year: dict[int, WordList] = Field(default_factory=dict)


class Told(Table):
    """What is counted from the last date told before it."""

    day: WordList = NONE
    month: WordList = NONE
    year: WordList = NONE
    year_before: WordList = NONE


class Counted(Table):
    """What is counted in units of time."""

    later: dict[str, WordList] = Field(default_factory=dict)
    """So many units ("day", "week", "month", "year") after the date told last; without a number before it, one."""
    that: WordList = NONE
    """After a number of units before or after: it is counted from the date told last."""
    events: WordList = NONE
    """After it: it is counted from an event whose day is not said."""
    sums: WordList = NONE
    """Before a number of months: those from January on."""
    spans: WordList = NONE
    """Before a number of months: those that the article has told already."""
    lengths: WordList = NONE
    """After a number of months: they are a length of time."""
    numerals: dict[int, WordList] = Field(default_factory=dict)
    """Year words that are numbers before a unit of time and a word of a part ("first", "last") or these:"""
    behind_numerals: WordList = NONE


class Doubt(Table):
    """Words that mean something else as well."""

    weak: WordList = NONE
    """None of them is a date alone."""
    loose: WordList = NONE
    """After a part of the year: this year, where that part of it has passed."""
    ago: WordList = NONE
    """After a number of units: so long before the publication."""
    ahead: WordList = NONE
    """After a number of weeks or months: so long after the publication."""
    compared: WordList = NONE
    """After what is compared: the year before the one told just before it."""
    doubled: WordList = NONE
    """A month's name that is also two units of time."""
    before: WordList = NONE
    """Counted from the month or quarter told last, where one was."""
    lengths: WordList = NONE
    """Before "the first six months": those of a loan."""


class Heads(Table):
    """Words that open something."""

    heads: WordList = NONE


class CutOff(Before):
    """What stands before "end of": the count is of its last day."""

    unless: WordList = NONE
    """Longer words that end like one of them."""


class Topic(Heads):
    """Subjects of statistics: a year right after what they begin is a date."""

    events: WordList = NONE
    """Before a name: a year behind it is part of it."""


class Shorthand(Table):
    """The capital letters of the shorthand of stock news: "4Q67", "1H25"."""

    quarter: tuple[str, ...] = ("Q",)
    half: tuple[str, ...] = ("H",)
    months: tuple[str, ...] = ("M",)


class Direction(Table):
    """Where a date lies, seen from the day of publication."""

    past: WordList = NONE
    coming: WordList = NONE
    next_week: WordList = NONE
    """After a weekday: that of the week after."""
    last_one: WordList = NONE


class DateLexicon(Lexicon, file="dates"):
    """Words of dates; a blank in an entry may stand for any number of blanks, also none."""

    style: DateStyle = DateStyle()
    kinds: Kinds = Kinds()
    months: dict[int, WordList] = Field(default_factory=dict)
    lunar_months: dict[int, WordList] = Field(default_factory=dict)
    weekdays: dict[int, WordList] = Field(default_factory=dict)
    """Monday is 0."""
    quarters: dict[int, WordList] = Field(default_factory=dict)
    halves: dict[int, WordList] = Field(default_factory=dict)
    counts: dict[int, WordList] = Field(default_factory=dict)
    parts: dict[str, WordList] = Field(default_factory=dict)
    """"start", "middle", "end" or "close" of a month or a year."""
    eras: dict[str, WordList] = Field(default_factory=dict)
    """"buddhist", "common", "rattanakosin" or "chula"."""
    phases: dict[str, str] = Field(default_factory=dict)
    """The words for the waxing and the waning moon."""
    relative: Relative = Relative()
    told: Told = Told()
    counted: Counted = Counted()
    blank: WordTable = WordTable()
    """Words that hold a time word and tell no time."""
    doubt: Doubt = Doubt()
    law: Heads = Heads()
    """The heads of the names of laws and plans."""
    cut_off: CutOff = CutOff()
    fiscal: Before = Before()
    """What stands before a year: it is a fiscal year."""
    topic: Topic = Topic()
    shorthand: Shorthand = Shorthand()
    direction: Direction = Direction()
