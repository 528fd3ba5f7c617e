"""What the packs say of names: the models of `lexicons/{persons,organisations,places,phonetics}.toml`."""

from __future__ import annotations

from pydantic import Field

from ruammit.entities.firm_signs import FirmSigns
from ruammit.languages.lexicons import NEVER, Expression, Fragment, Lexicon, Table, WordList, Words

__all__ = [
    "CasedOrganisations",
    "CasedPersons",
    "Organisations",
    "Persons",
    "Phonetics",
    "Places",
    "Tagged",
    "UncasedOrganisations",
    "UncasedPersons",
]

NONE: frozenset[str] = frozenset()


# --- persons ---------------------------------------------------------------------------------------------------------


class Persons(Lexicon):
    """What all scripts have in common."""

    titles: Words = NONE
    """Titles and offices that stand before a name."""
    no_names: Words = NONE
    """Words that look like a name after a title and are none."""
    particles: Words = NONE
    """Small words inside foreign names ("van", "bin")."""


class CasedPersons(Persons, file="persons", cased=True):
    """Persons in a script with capitals."""

    syllable: Expression = NEVER
    """A syllable as the language spells it, in small letters, tones left out: what is spelt otherwise is foreign."""
    courtesy: Words = NONE
    """Titles that stand before persons alone, never before a country."""
    in_bylines: Words = NONE
    """Titles with which pen names begin as well: a line "Anh Ngọc" holds the whole name."""
    families: Words = NONE
    """Family names that make a person of the capitals after them."""
    middles: Words = NONE
    """Syllables that stand between the family and the given name of very many."""
    families_of_places: Words = NONE
    """Family names with which places begin too: they need two further syllables."""
    not_before: Words = NONE
    """What stands before a person's name in the name of a street, a school or a prize."""
    nationals: Words = NONE
    """What stands before the country that a person is of, whose name follows."""
    address: Expression = NEVER
    """What follows a street's name in an address."""
    seats: Words = NONE
    """Before an office: what follows is the name of its seat."""
    credits: Words = NONE
    """What stands before the name of a reporter or photographer."""
    no_bylines: Words = NONE
    """Words with which a line of capitals begins that is no byline."""
    no_persons: Words = NONE
    """Capitals that begin like a family name and name no person."""
    not_hyphened: Words = NONE
    """Words after a spaced hyphen that go on with the sentence and not with the name."""
    openings: Words = NONE
    """Words that open a sentence before a name."""
    eastern: Words = NONE
    """Families of foreign names that stand before the given name."""
    given_names: Words = NONE
    """Given names that many bear abroad: with capitals in foreign spelling after them they make a person."""
    well_known: Words = NONE
    """Heads of state and government of whom the press writes by the family name alone."""


class UncasedPersons(Persons, file="persons", cased=False):
    """Persons in a script without capitals."""

    not_after: Words = NONE
    """What follows where a title is the beginning of a longer word or phrase."""
    two_families: Words = NONE
    """Titles of women, who may keep a family name before their husband's."""
    after_two_families: Words = NONE
    """What follows a name with two family names."""
    offices: Words = NONE
    """Offices before a name: the name is taken only where it is set off by a space and is no common word."""
    ends: Words = NONE
    """Words that cannot be part of a name: one that runs on without a space ends before them."""
    weak_ends: Words = NONE
    """Of these, the ones with which family names begin or go on: they end a name only where much more follows."""
    heads_of: Words = NONE
    """Offices of a body, which stand before its name."""
    saying: Words = NONE
    """Words of saying and doing that follow the name of who says or does."""
    latin_roles: Words = NONE
    """Offices in Latin letters after a name in Latin letters, which are no part of it."""
    offices_heard: Words = NONE
    """Further offices before the names of another language's persons, spelt by ear."""
    tails: Words = NONE
    """Words that no name closes with, listed family names apart."""
    also_names: Words = NONE
    """Of the words that end a name, the ones that are a name's first part by themselves after a title."""


# --- organisations ---------------------------------------------------------------------------------------------------


class Organisations(Lexicon):
    """What all scripts have in common."""

    abbreviation_sign: str = ""
    """What closes a name that is cut short."""
    international: Words = NONE
    """Words that make a body one of no single country."""
    governing: Words = NONE
    """Heads of bodies that are of one government whatever their field is."""
    abroad: Words = NONE
    """Beginnings of names that are abroad where nothing else is said."""
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
    abbreviated: Words = NONE
    """Abbreviated heads, which the name follows without a space."""
    quotes: Words = NONE
    """Pairs of signs around a name."""
    glued: Words = NONE
    """Short heads that the segmenter may keep in one word with the name."""
    listing: Words = NONE
    """Heads whose names may list fields with spaces."""


# --- places ----------------------------------------------------------------------------------------------------------


class PlaceHeads(Table):
    """Generic words before a name that are no part of it, by the kind of place."""

    state: Words = NONE
    region: Words = NONE
    city: Words = NONE
    district: Words = NONE


class Ambiguous(Table):
    """Names that are also everyday words, or parts of longer words."""

    head: Words = NONE
    """Names only after a head word, or in a list of places."""
    word: Words = NONE
    """Names only as a word of their own, as the segmenter sees it."""
    first: Words = NONE
    """No names at the beginning of a sentence."""
    after: Words = NONE
    """Names only right after the noun that they belong to."""
    after_office: Words = NONE
    """Names also after an office or a body of a state."""
    offices: Words = NONE
    """Those offices and bodies."""
    not_after: Words = NONE
    """Words after which the latter are none either."""


class Compounds(Table):
    """Words that hold the letters of a name and do not mean the place."""

    words: Words = NONE


class OpenNames(Table):
    """Names that no list knows, after a head word."""

    heads: Words = NONE
    """Kinds of heads that open one."""
    no_heads: Words = NONE
    """What begins like a head and is none."""
    ends: Words = NONE
    """Words before which the name ends."""
    name: Fragment = r"(?P<name>(?!))"
    """The name, in a group `name`; a regular expression."""
    no_names: Words = NONE
    """Beginnings of what is no name."""
    several: Words = NONE
    """Words before a head that make a list of what follows it."""
    between: Words = NONE
    """What stands between the members of such a list."""


class Places(Lexicon, file="places"):
    """How a language writes places around their names."""

    ignore: Words = NONE
    """Names of the gazetteer's sources that are everyday words, other things, or another thing's better known name."""
    facilities: Words = NONE
    """A name after one of these is part of the name of a facility, a sea or a road."""
    currencies: Words = NONE
    """A state after one of these is part of the name of its currency or its language."""
    official: Words = NONE
    """Words before the name of a state that belong to its official name."""
    of: Words = NONE
    """Words between a ministry and the state it belongs to."""
    of_inside: Words = NONE
    """Of these, the ones ("": no word) after which the state is part of the name of the ministry."""
    joins: Words = NONE
    """Words that join the last place of a list to the others."""
    heads: PlaceHeads = PlaceHeads()
    ambiguous: Ambiguous = Ambiguous()
    compounds: Compounds = Compounds()
    open: OpenNames = OpenNames()
    # In scripts with capitals:
    persons: Words = NONE
    """A name of one syllable after one of these is a person's."""
    prepositions: Words = NONE
    """Words after which a city is meant, though its name is also that of people or things."""
    directions: Words = NONE
    """Parts of the compass, which do not belong to a place's name."""
    families: Words = NONE
    """Family names."""
    name_words: Words = NONE
    """Words after a place that make a longer name of both."""


# --- the learned tagger ----------------------------------------------------------------------------------------------


class Tagged(Lexicon, file="tagger"):
    """What the learned tagger takes for names and is none, and what stands around them."""

    roles: Words = NONE
    """Roles and forms of address right before a person's name, which are no part of it."""
    no_persons: Words = NONE
    no_organisations: Words = NONE
    facilities: Words = NONE
    """Words in the name of a facility, which is no body."""


# --- sounds ----------------------------------------------------------------------------------------------------------


class Phonetics(Lexicon, file="phonetics"):
    """How a script spells syllables; classes of sounds are shared by all packs."""

    names_spaced: bool = True
    """Whether a space stands between any two syllables of a name."""
    drop: Expression = NEVER
    """Marks that make no difference; in scripts with spaces in decomposed text (NFD)."""
    stroked: dict[str, str] = Field(default_factory=dict)
    """Letters with a stroke to those that English prints for them."""
    vowel_signs: str = ""
    """Characters that make the consonant before them the beginning of a syllable."""
    respell: tuple[tuple[str, str], ...] = ()
    """Spellings, and what they are read as, in this order."""
    glide: str = ""
    """The letter that rounds the vowel after it."""
    onsets: dict[str, WordList] = Field(default_factory=dict)
    """Class to spellings of the consonants before a vowel."""
    codas: dict[str, WordList] = Field(default_factory=dict)
    """Class to spellings of the consonants after a vowel."""
    vowels: dict[str, str] = Field(default_factory=dict)
    """Spelling, an asterisk for the onset, to class; a coda may follow."""
    short: dict[str, str] = Field(default_factory=dict)
    """The same, and a coda must follow."""
    closed: dict[str, str] = Field(default_factory=dict)
    """The same, and no coda can follow."""
