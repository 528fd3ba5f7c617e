"""A pack's organisations lexicon, compiled for scripts with capitals."""

from __future__ import annotations

import re
from functools import cache

from ruammit.entities.cased.words import syllable_test
from ruammit.entities.latin import LEGAL_FORM
from ruammit.entities.lexicons import CasedPersons
from ruammit.entities.organisation_lexicons import CasedOrganisations
from ruammit.languages import LanguagePack
from ruammit.matching import any_of

__all__ = ["Rules", "rules_of"]


class Rules:
    """A pack's organisations lexicon, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        lexicon, persons = pack.lexicon(CasedOrganisations), pack.lexicon(CasedPersons)
        self.heads, self.reach = lexicon.heads, lexicon.reach
        self.all_families = persons.families | persons.families_of_places
        self.families, self.given = persons.families, persons.given_names
        heads = {"state": self.heads.state, "body": self.heads.body, "company": self.heads.company}
        self.kind = dict.fromkeys(self.heads.bare, "state")
        self.kind |= {head: kind for kind, entries in heads.items() for head in entries}
        self.head = re.compile(rf"(?<![\w.])(?:{any_of(self.kind)}(?= )|{any_of(self.heads.bare)}(?!\w))")
        self.outside = re.compile(rf"(?<!\w){any_of(self.heads.outside)} (?=[^\W\d_])")
        self.forms = re.compile(rf" {any_of(self.reach.forms)}(?!\w)")
        plural, level = any_of(self.reach.plurals), any_of(self.heads.levels)
        self.field = re.compile(rf"(?:{plural} (?!{level}))?{any_of(self.reach.fields)}(?!\w)")
        self.verb = re.compile(rf"{any_of(self.reach.verbs)}(?!\w)")
        self.capital_verb = re.compile(rf"{any_of(self.reach.capital_verbs)}(?!\w)")
        joins = any_of([*self.reach.joins, *self.reach.of, *self.reach.ands])
        cities = [rf"(?<= {re.escape(city)})\. " for city in self.heads.cities]
        self.join = re.compile("|".join([*cities, rf",? {joins} ", ", ", " "]))
        self.closing = re.compile(LEGAL_FORM)
        self.numbered = re.compile(rf"(?<!\w){any_of(self.reach.numbered)} \d+[A-Z]?")
        self.title = re.compile(rf"{any_of(persons.titles)}(?!\w)")
        titles = any_of(title.lower() for title in persons.titles)
        self.title_before = re.compile(rf"(?<!\w){titles} \Z", re.IGNORECASE)
        self.no_body = re.compile(rf"{any_of(self.heads.no_bodies)}(?!\w)")
        self.small_head = re.compile(rf"(?<![\w.]){any_of(self.heads.small)}(?= [^\W\d_])")
        self.several = re.compile(rf"(?<!\w){any_of(self.heads.several)} \Z", re.IGNORECASE)
        self.host = re.compile(rf" {any_of(self.heads.at)} (?:{any_of(self.heads.levels)} )?")
        self.outlet = re.compile(lexicon.outlet.pattern, re.MULTILINE)
        self.of_state = re.compile(rf"(?<!\w){any_of(self.heads.of_states)} ")
        self.nested = re.compile(rf"(?<!\w)(?:{self.heads.nested.pattern})(?={any_of(self.heads.nesting)})")
        apart = [*self.heads.levels, *self.heads.states, *self.reach.plurals]  # none of these joins a name after "and"
        self.apart = re.compile(rf"{any_of(apart)}(?!\w)")
        self.leveled = re.compile(rf"(?<!\w){any_of(self.heads.leveled)} {any_of(self.heads.levels)}(?!\w)")
        joining = any_of(self.reach.ands)
        symbol = r"[A-Z][A-Z0-9]{2}(?![\w\-])"
        self.tickers = re.compile(
            rf"(?<!\w){any_of(self.heads.tickers)}:? (?P<symbols>{symbol}(?:(?:, | {joining} ){symbol}){{0,30}})"
        )
        change = r"(?: \([^()\n]{1,20}\))?"
        self.symbol = re.compile(symbol)
        self.symbols = re.compile(
            rf"(?<![\w\-./])(?P<symbols>{symbol}{change}(?:(?:, |; | {joining} ){symbol}{change}){{2,30}})"
        )
        self.moved = re.compile(rf"(?<![\w\-./&]){symbol}(?= \([-+\d]| {any_of(self.heads.ticker_deeds)}(?!\w))")
        self.market = re.compile(any_of(self.heads.markets))
        self.about = re.compile(rf" {any_of(self.heads.about)} ")
        self.branch = re.compile(rf" {any_of(self.reach.branches)} (?:{level}\.? ?)?")
        self.small_named = re.compile(rf"(?<![\w.]){any_of(self.heads.small_named)}(?= [^\W\d_])")
        self.openings = persons.openings | {word.capitalize() for word in self.reach.functions}
        self.dash = re.compile(r" ?[-–] ?")
        self.is_native = syllable_test(pack)
        self.of_parliament = re.compile(rf"{re.escape(self.heads.of_parliament)}(?!\w)")


@cache
def rules_of(pack: LanguagePack) -> Rules:
    """The pack's rules."""
    return Rules(pack)
