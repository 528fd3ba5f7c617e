"""What the packs say of numbers, money and percentages: models of their lexicons; `dates.lexicon` has that of dates.

The lexicons' own comments say what each list does; everything has a default, so that a language leaves out what it does
not have.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ruammit.languages.lexicons import NONE, Before, Lexicon, Table, WordList, WordTable

__all__ = ["CurrencyLexicon", "ModifierLexicon", "MoneyLexicon", "NumberLexicon", "PercentLexicon"]

Values = dict[str, int]
"""Word to its value."""
Exceptions = dict[str, WordList]
"""Word to what may not stand beside it."""
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""ISO 4217."""


# --- numbers ---------------------------------------------------------------------------------------------------------


class Literals(Table):
    """How digits are grouped: "1,234.5" is "english", "1.234,5" is "continental"."""

    convention: Literal["english", "continental"] = "english"


class NumberStyle(Table):
    """How a language builds numbers from words."""

    implicit_one: bool = False
    """A number may start with a scale: "hundred" is 100."""
    magnitude: int = 1000
    """The least scale that makes an amount of a number."""
    short_forms: bool = False
    """A digit after a scale may be tenths of it."""


class Abbreviations(Table):
    """Letters that multiply a number in digits, by the side of a currency on which they stand."""

    after: Values = Field(default_factory=dict)
    before: Values = Field(default_factory=dict)
    spaced: Values = Field(default_factory=dict)


class Roles(Table):
    """Which words may stand where in a number."""

    takes_all: WordList = NONE
    after_tens: WordList = NONE
    inner_one: WordList = NONE
    multipliers: WordList = NONE
    point: WordList = NONE
    half_before: WordList = NONE
    half_after: WordList = NONE
    zero: WordList = NONE
    minus: WordList = NONE
    only_inside: WordList = NONE
    starts_before_scale: WordList = NONE
    only_before_scale: WordList = NONE
    never_times: WordList = NONE
    not_short: WordList = NONE
    glued: WordList = NONE
    before_units: WordList = NONE


class Fractions(Table):
    """A numerator, the word "over" and a denominator."""

    over: WordList = NONE
    least_numerator: int = 2
    denominators: Values = Field(default_factory=dict)


class NumberRanges(Table):
    """What stands between the ends of a range, and around them."""

    signs: WordList = ("-", "–", "—", "~")
    between: WordList = NONE
    both: WordList = NONE


class Names(Table):
    """Names that read as numbers."""

    places: WordList = NONE


class NumberLexicon(Lexicon, file="numbers"):
    """Number words."""

    literals: Literals = Literals()
    style: NumberStyle = NumberStyle()
    digits: Values = Field(default_factory=dict)
    scales: Values = Field(default_factory=dict)
    abbreviations: Abbreviations = Abbreviations()
    roles: Roles = Roles()
    fractions: Fractions = Fractions()
    modifiers: dict[str, Literal["more", "less", "about"]] = Field(default_factory=dict)
    ranges: NumberRanges = NumberRanges()
    vague: Before = Before()
    names: Names = Names()
    not_before: Exceptions = Field(default_factory=dict)
    not_after: Exceptions = Field(default_factory=dict)


class ModifierWords(Table):
    """Words that qualify an amount; "by": rather a difference, where something is compared."""

    more: WordList = NONE
    more_by: WordList = NONE
    less: WordList = NONE
    less_by: WordList = NONE
    about: WordList = NONE


class Forecast(Table):
    """Words that make every amount of their clause an estimate, and those that end it."""

    words: WordList = NONE
    stops: WordList = NONE


class ModifierLexicon(Lexicon, file="modifiers"):
    """Words that qualify amounts."""

    before: ModifierWords = ModifierWords()
    after: ModifierWords = ModifierWords()
    gap: WordTable = WordTable()
    compared: WordTable = WordTable()
    forecast: Forecast = Forecast()
    inside: ModifierWords = ModifierWords()
    not_after: Exceptions = Field(default_factory=dict)


# --- money -----------------------------------------------------------------------------------------------------------


class CurrencyLexicon(Lexicon, file="currencies"):
    """The language's names of currencies, from CLDR (tools/build_currencies.py)."""

    names: dict[str, Code] = Field(default_factory=dict)


class SharedHeads(Table):
    """Currency words that several countries share, and what they mean where no country is named."""

    heads: WordList = NONE
    defaults: dict[str, Code] = Field(default_factory=dict)


class Millions(Table):
    """Words that hold the millions and the currency in one."""

    words: dict[str, Code] = Field(default_factory=dict)
    prefixes: WordList = NONE
    contextual: WordList = NONE


class AmbiguousCurrencies(Table):
    """Currency words that mean something else as well."""

    dollars: WordList = NONE
    scaled: dict[str, Code] = Field(default_factory=dict)
    large: dict[str, Code] = Field(default_factory=dict)
    prefixes: WordList = NONE
    capitals: WordList = NONE
    glued: WordList = NONE
    closed: WordList = NONE
    priced: WordList = NONE
    each: WordList = NONE


class MoneyContext(Table):
    """Words around an amount."""

    words: WordList = NONE
    follows: WordList = NONE
    things: WordList = NONE
    mentioned: WordList = NONE
    counted: WordList = NONE


class Links(Table):
    """What joins the members of a list."""

    links: WordList = NONE
    follows: WordList = NONE


class Equivalents(Table):
    """What stands between an amount and the same in another currency."""

    links: WordList = NONE
    opens: WordList = NONE


class MoneyLexicon(Lexicon, file="money"):
    """Currency words besides CLDR's, and the words around amounts."""

    home: Code = "USD"
    """The currency of a bare amount in this language's press."""
    heads: Exceptions = Field(default_factory=dict)
    places: Exceptions = Field(default_factory=dict)
    shared: SharedHeads = SharedHeads()
    words: dict[str, Code] = Field(default_factory=dict)
    millions: Millions = Millions()
    subunits: dict[str, Code] = Field(default_factory=dict)
    ambiguous: AmbiguousCurrencies = AmbiguousCurrencies()
    not_before: Exceptions = Field(default_factory=dict)
    not_before_scaled: Exceptions = Field(default_factory=dict)
    not_after: Exceptions = Field(default_factory=dict)
    not_amount: Before = Before()
    context: MoneyContext = MoneyContext()
    lists: Links = Links()
    equivalents: Equivalents = Equivalents()
    priced: Before = Before()
    numbered: Before = Before()


# --- percentages -----------------------------------------------------------------------------------------------------


class PercentUnits(Table):
    """Words for "per cent" and for points, by the side of the number on which they stand."""

    after: WordList = ("%",)
    before: WordList = NONE
    points_after: WordList = NONE
    points_before: WordList = NONE


class PercentRanges(Table):
    """What stands between the ends of a range."""

    links: WordList = ("-", "–", "—", "~")


class Directions(Table):
    """Words for a rise and for a fall."""

    increase: WordList = NONE
    decrease: WordList = NONE


class Than(Directions):
    """Comparatives: a change where an earlier time follows, else a difference."""

    earlier: WordList = NONE


class Change(Table):
    """What tells a rise or a fall from a level."""

    increase: WordList = NONE
    decrease: WordList = NONE
    level: WordList = NONE
    neutral: WordList = NONE
    restates: WordList = NONE
    share_of: WordList = NONE
    from_: WordList = Field(default=NONE, alias="from")
    to: WordList = NONE
    growth: WordList = NONE
    forecasts: WordList = NONE
    compared: WordList = NONE
    outlook: WordList = NONE
    of_whole: WordList = NONE
    right_before: Directions = Directions()
    than: Than = Than()


class PercentLexicon(Lexicon, file="percent"):
    """Words of percentages."""

    units: PercentUnits = PercentUnits()
    ranges: PercentRanges = PercentRanges()
    lists: Links = Links()
    change: Change = Change()
