"""What the packs say of names: the models of `lexicons/{persons,places,tagger,phonetics}.toml`."""

from __future__ import annotations

from pydantic import Field

from ruammit.languages.lexicons import NEVER, Expression, Fragment, Lexicon, Table, WordList, Words

__all__ = [
    "NONE",
    "CasedPersons",
    "Persons",
    "Phonetics",
    "Places",
    "Tagged",
    "UncasedPersons",
]

NONE: frozenset[str] = frozenset()
"""No words: the default of a list."""

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


class UncasedPersons(Persons, file="persons", cased=False):
    """Persons in a script without capitals."""

    well_known: Words = NONE
    """Full names of others than leaders of states of which the press writes without a title."""
    in_apposition: Words = NONE
    """Offices that stand in apposition to a full name at the beginning of a line."""
    credits: Words = NONE
    """What stands with a colon before the name of who wrote or took what is printed."""
    leading_in: Words = NONE
    """What may stand before such a name."""
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
    posted: Words = NONE
    """What stands between the state that an envoy is of and the one where they are posted."""
    heads_of: Words = NONE
    """Offices of a body, which stand before its name."""
    saying: Words = NONE
    """Words of saying and doing that follow the name of who says or does."""
    said: Words = NONE
    """Words of saying, with the word for "that", before which a name ends wherever the segmenter cuts."""
    latin_roles: Words = NONE
    """Offices in Latin letters after a name in Latin letters, which are no part of it."""
    offices_heard: Words = NONE
    """Further offices before the names of another language's persons, spelt by ear."""
    tails: Words = NONE
    """Words that no name closes with, listed family names apart."""
    also_names: Words = NONE
    """Of the words that end a name, the ones that are a name's first part by themselves after a title."""


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
    wards: Words = NONE
    """Of the heads, and beside them, the words for the smallest places, whose names no gazetteer has in full."""
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
