"""What the packs say of organisations: the models of `lexicons/organisations.toml`."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from ruammit.entities.firm_signs import FirmSigns
from ruammit.entities.lexicons import NONE
from ruammit.languages import LanguagePack
from ruammit.languages.lexicons import NEVER, Expression, Fragment, Lexicon, Table, Words

__all__ = ["CasedOrganisations", "Organisations", "UncasedOrganisations", "organisations_lexicon"]


class Organisations(Lexicon):
    """What all scripts have in common."""

    abbreviation_sign: str = ""
    """What closes a name that is cut short."""
    international: Words = NONE
    """Words that make a body one of no single country."""
    joint: Expression = NEVER
    """Found in the names of bodies of two states."""
    paired: Expression = NEVER
    """The end of a name before a second country, where the first of the pair is the language's home country."""
    located: Expression = NEVER
    """What stands between an institution and the city that it is in."""
    governing: Words = NONE
    """Heads of bodies that are of one government whatever their field is."""
    abroad: Mapping[str, Expression] = Field(default_factory=dict)
    """ISO 3166-1 code of a home country to the beginnings of names of bodies that it has none of."""
    alias: Expression = NEVER
    """What stands between two names of one thing."""
    part_of: Expression = NEVER
    """What stands between a body and the one that it is part of."""
    mission: Expression = NEVER
    """Found in the names of the home country's missions abroad."""
    native: Expression = NEVER
    """A name in which this is found is of the home country where nothing else is said."""
    foreign_letters_are_home: bool = False
    """Whether a name in foreign letters, of which nothing else is said, is of the home country."""
    elsewhere: Expression = NEVER
    """Endings in foreign letters that home bodies do not take."""
    beside: Fragment = ""
    """What stands between a body and the country it is of, or opens a bracket; a regular expression."""
    closed: Words = NONE
    """Heads of bodies of which the gazetteer knows all that the language's home country has."""
    shared: Expression = NEVER
    """What stands between a body and the country that it shares with the body joined to it."""
    opening: Expression = NEVER
    """What opens a sentence before the country in which it plays."""
    representing: Expression = NEVER
    """What stands before the country that the bodies of its sentence represent."""
    both_sides: Expression = NEVER
    """What stands behind a body of which both sides have one."""
    outlet: Expression = NEVER
    """The letters of an outlet, in a group, and what comes between them and a report's first words."""
    firms: FirmSigns = FirmSigns()
    bracket: Expression = NEVER
    """What stands in brackets after a name and is the same body's abbreviation or other name, in a group."""


class CasedHeads(Table):
    """Head words."""

    state: Words = NONE
    """Bodies of a government: their country is the home country where nothing else is said."""
    body: Words = NONE
    """Other institutions."""
    company: Words = NONE
    """Companies."""
    bare: Words = NONE
    """Heads that are a name by themselves."""
    plain: Words = NONE
    """Heads whose field may stand in small letters throughout, inside a sentence."""
    no_bodies: Words = NONE
    """What begins like a head word and names no body."""
    named_after_persons: Words = NONE
    """First words of heads whose bodies are named after persons."""
    several: Words = NONE
    """Before a head word: many of the kind are spoken of."""
    small_named: Words = NONE
    """Heads in small letters that a capital makes a name of."""
    small: Words = NONE
    """Heads that stand in small letters as well, before a field with a capital."""
    outside: Words = NONE
    """Generic words before a bare name, and no part of it."""
    parliamentary: Words = NONE
    """Heads of bodies of a parliament."""
    of_parliament: str = ""
    """What names such a body after its parliament."""
    of_states: Words = NONE
    """Bodies of a state that its name follows, in small letters as well."""
    in_cities: Words = NONE
    """Of these, the missions whose names hold the city that they are in."""
    at: Words = NONE
    """Words between such a body, where it is abroad, and the state that it is in."""
    nested: Expression = NEVER
    """Bodies of another body, whose name follows theirs."""
    nesting: Words = NONE
    """The bodies that they may belong to."""
    matters: Words = NONE
    """Heads of bodies whose matter may follow their name."""
    about: Words = NONE
    """What brings that matter into the name."""
    levels: Words = NONE
    """Levels of government."""
    states: Words = NONE
    """Parts of a federal state."""
    leveled: Words = NONE
    """Bodies that end with a level where the place is left out."""
    markets: Words = NONE
    """Words of an article on the stock market."""
    no_tickers: Words = NONE
    """Three capitals that are no company's symbol."""
    ticker_deeds: Words = NONE
    """What follows the symbol of a company in such an article, where further ones are named."""
    tickers: Words = NONE
    """What stands before the symbol of a listed company."""
    cities: Words = NONE
    """Abbreviations for city, whose full stop does not end a body's name."""


class Reach(Table):
    """How far a name goes on after its head."""

    fields: Words = NONE
    """Nouns of fields: they continue any name in small letters, or begin a new part of it."""
    verbs: Words = NONE
    """Words that are verbs as well: they continue a name only after a joining word or another small-lettered part."""
    capital_verbs: Words = NONE
    """Verbs that begin a new part of a name with a capital."""
    numbered: Words = NONE
    """Heads that a number makes a name of."""
    joins: Words = NONE
    """Words that join the parts of a name."""
    ands: Words = NONE
    """Words for "and"."""
    plurals: Words = NONE
    """Words before a field that speak of all of the kind."""
    of: Words = NONE
    """Words between a body and whose it is."""
    no_names: Words = NONE
    """Words with a capital that begin no part of a name."""
    functions: Words = NONE
    """Function words, which end no compound."""
    forms: Words = NONE
    """Legal forms and ownership, after the head word of a company."""
    suffixes: Words = NONE
    """Words that close a name in foreign letters ("Group")."""
    branches: Words = NONE
    """Words that bring the place of a firm's branch into its name."""


class CasedOrganisations(Organisations, file="organisations", cased=True):
    """Organisations in a script with capitals."""

    heads: CasedHeads = CasedHeads()
    reach: Reach = Reach()


class UncasedHeads(Table):
    """Head words."""

    state: Words = NONE
    """Bodies of a government: their country is the home country where nothing else is said."""
    body: Words = NONE
    """Other institutions."""
    company: Words = NONE
    """Companies."""


class Generic(Table):
    """What makes a common noun of a head word."""

    after: Words = NONE
    """What follows the head word."""


class UncasedOrganisations(Organisations, file="organisations", cased=False):
    """Organisations in a script without capitals."""

    heads: UncasedHeads = UncasedHeads()
    generic: Generic = Generic()
    ends: Words = NONE
    """Words that cannot be part of a name: it ends before them where they start a word."""
    end_beginnings: Words = NONE
    """Beginnings of words that end a name as well, whatever comes after them in the word."""
    company_form: Expression = NEVER
    """From the word for company to the legal form that closes the name."""
    company_tails: Words = NONE
    """Words that close a company's name whose legal form is left out."""
    place_tails: Words = NONE
    """Words that make a firm of the place right before them, and are words elsewhere."""
    groups: Words = NONE
    """Words before the name of a known firm that belong to it."""
    branches: Words = NONE
    """What follows the name of a known firm in that of its branch."""
    branch: Expression = NEVER
    """The country of a branch, in brackets after a company's name, and the legal form after it."""
    joins: Words = NONE
    """Words that join the parts of a name."""
    of: Words = NONE
    """What brings the nation of a body into its name."""
    nation: Expression = NEVER
    """What may stand between such a word and the nation."""
    home_names: Words = NONE
    """Names of the home country: they close the name of an institution, but stand beside that of a ministry."""
    listed: Expression = NEVER
    """The fields of a body that are set off by spaces, up to the last."""
    names: Words = NONE
    """Bodies whose head word is no head elsewhere, and those known by their letters."""
    weak: Words = NONE
    """Heads that open a name only where it holds a sign of one: a place, the nation, letters, an abbreviation."""
    strong: Words = NONE
    """Words after a weak head that make a name of what follows."""
    formal: Words = NONE
    """Beginnings of the full names of states, which stand beside a body's name and not in it."""
    task_heads: Words = NONE
    """Heads of bodies that are named after a task."""
    tasks: Words = NONE
    """Words that begin such a name, though they end others."""
    about: Words = NONE
    """What brings the matter of such a body into its name."""
    number: Expression = NEVER
    """A number that belongs to the name before it."""
    inner: Words = NONE
    """Phrases inside names whose first word would end a name elsewhere."""
    latin_no_names: Words = NONE
    """Common nouns in Latin letters that end like names."""
    latin_heads: Words = NONE
    """What names in Latin letters open with."""
    latin_tails: Words = NONE
    """What names in Latin letters close with."""
    closed_form: Expression = NEVER
    """A name up to the legal form that closes it, after a weak head."""
    closed_only: Words = NONE
    """Heads of firms, whose names in the home script are taken only with the legal form that closes them."""
    inner_heads: Words = NONE
    """Heads that stand inside the names of other bodies."""
    seated: Expression = NEVER
    """What stands between a body abroad and the place where it is, which belongs to the name."""
    bare: Words = NONE
    """Heads that are a name by themselves where they are cut short."""
    no_fields: Words = NONE
    """What no member of a list of fields begins with."""
    no_names: Words = NONE
    """What begins like a head word and is no name."""
    after_short: Words = NONE
    """Offices in short that such a head may follow."""
    abbreviated: Words = NONE
    """Abbreviated heads, which the name follows without a space."""
    quotes: Words = NONE
    """Pairs of signs around a name."""
    glued: Words = NONE
    """Short heads that the segmenter may keep in one word with the name."""
    listing: Words = NONE
    """Heads whose names may list fields with spaces."""


def organisations_lexicon(pack: LanguagePack) -> CasedOrganisations | UncasedOrganisations:
    """The pack's organisations, as its script has them."""
    if pack.script.cased:
        return pack.lexicon(CasedOrganisations)
    return pack.lexicon(UncasedOrganisations)
