"""What stands around the names of firms: part of a pack's organisations lexicon."""

from __future__ import annotations

from pydantic import Field

from ruammit.languages.lexicons import NEVER, Expression, Table, Words

__all__ = ["FirmSigns"]


class FirmSigns(Table):
    """What makes a firm of a name in foreign letters, and what tells its country."""

    apposition: Expression = NEVER
    """What stands between a company and its country where a noun in apposition has it: ", the Dutch dairy firm"."""
    before: Expression = NEVER
    """The noun before a country that a company's name follows: "the Korean car maker …"."""
    after: Expression = NEVER
    """What stands between such a country and the name."""
    noun: Expression = NEVER
    """The noun that makes a firm of a name in foreign letters after it, no country between."""
    deed: Expression = NEVER
    """What follows a name in foreign letters that only a firm does, or that is told of firms alone."""
    handed: Expression = NEVER
    """What else follows that a firm does whose country stands behind its name in brackets."""
    source: Expression = NEVER
    """What cites a source of one word, at the beginning of a sentence or a bracket."""
    doubtful: Words = frozenset()
    """Short names of firms that are words or other names as well."""
    articles: Words = frozenset()
    """Foreign articles that a name may open with: "The"."""
    nicknames: dict[str, Expression] = Field(default_factory=dict)
    """ISO 3166-1 code to what the press calls the country by: "the land of the rising sun"."""
    words: dict[str, Expression] = Field(default_factory=dict)
    """ISO 3166-1 code to the country's name as firms take it into theirs."""
    spellings: dict[str, Expression] = Field(default_factory=dict)
    """ISO 3166-1 code to words in foreign letters that only the country's language spells so, case aside."""
    seat: Expression = NEVER
    """What stands between a firm and the place of its head office."""
    listing: Expression = NEVER
    """What stands between the names of a list."""
    join: Expression = NEVER
    """What joins the names of a list of firms."""
    office: Expression = NEVER
    """What stands between a firm and the person who speaks for it."""
    core: Expression = NEVER
    """A company's full name; its group `core` is what later mentions keep."""
    home_form: Expression = NEVER
    """The end of a name with a legal form that stands for the article's home country, where nothing else is said."""
    origin: Expression = NEVER
    """What stands between a company and the country it comes from."""
    forms: dict[str, Expression] = Field(default_factory=dict)
    """ISO 3166-1 code to the end of a name with a legal form that is of that country."""
