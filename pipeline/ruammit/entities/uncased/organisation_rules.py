"""A pack's organisations lexicon, compiled for scripts without capitals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ruammit.entities.gazetteer import Entry, gazetteer
from ruammit.entities.latin import LATIN_COMPANY, LATIN_NAME
from ruammit.entities.lexicons import Places, UncasedPersons
from ruammit.entities.organisation_lexicons import UncasedOrganisations
from ruammit.languages import LanguagePack
from ruammit.languages.lexicons import NEVER
from ruammit.matching import any_of

__all__ = ["Rules", "rules_of", "unspaced"]

_SHORTEST_SPACED = 8  # letters of a known name that a space may split
_SHORTEST_TITLE = 4  # letters; shorter ones are found inside other words


class Rules:
    """A pack's organisations lexicon, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        self.lexicon = lexicon = pack.lexicon(UncasedOrganisations)
        heads = {"state": lexicon.heads.state, "body": lexicon.heads.body, "company": lexicon.heads.company}
        self.kind = {head: kind for kind, entries in heads.items() for head in entries}
        self.head = re.compile(any_of(self.kind))
        self.kind |= dict.fromkeys(lexicon.abbreviated, "body")
        self.names = re.compile(any_of(lexicon.names))
        self.no_name = re.compile(any_of(lexicon.no_names))
        self.latin_head = re.compile(rf"{any_of(lexicon.latin_heads)}(?!\w)")
        self.latin_closed = re.compile(rf"(?<!\w){any_of(lexicon.latin_tails)}\Z")
        self.latin_tail = re.compile(rf"{any_of(lexicon.latin_tails)}(?![\w.])")
        titles = (title for title in pack.lexicon(UncasedPersons).titles if len(title) >= _SHORTEST_TITLE)
        self.end_beginning = re.compile(any_of([*lexicon.end_beginnings, *titles]))
        joins = any_of(lexicon.joins)
        self.next_company = re.compile(rf"(?:, | {joins} ?)(?=[A-Z])({LATIN_COMPANY})")
        letter, tails = pack.script.letter, any_of(lexicon.company_tails)
        self.letter = re.compile(letter)
        self.dash = re.compile(r" ?[-–] ?")
        self.run = re.compile(rf"{letter}+(?:[-–]{letter}+)*")
        self.latin = re.compile(LATIN_NAME)
        self.latin_list = re.compile(rf"{LATIN_COMPANY}(?:, ?{LATIN_COMPANY}){{1,30}}(?:,? ?{joins} ?{LATIN_COMPANY})?")
        self.latin_company = re.compile(LATIN_COMPANY)
        self.latin_firm = re.compile(rf"{LATIN_COMPANY}(?: (?:and|of|for) {LATIN_COMPANY}){{0,3}}")
        words_before = rf"(?:(?:{letter}|[A-Za-z]){{2,24}} ){{1,3}}{letter}{{0,16}}?"
        self.company_tail = re.compile(rf" ?(?:{words_before}|{letter}{{1,16}}?){tails}(?!{letter})")
        self.after_place = re.compile(rf" ?{any_of(lexicon.company_tails | lexicon.place_tails)}")
        self.further_tail = re.compile(rf" {letter}{{0,10}}?{tails}(?!{letter})")
        self.inner = re.compile(any_of(lexicon.inner))
        self.about = re.compile(any_of(lexicon.about))
        self.latin_no_name = re.compile(rf"{any_of(lexicon.latin_no_names)}\Z")
        self.formal = re.compile(any_of(lexicon.formal))
        self.no_field = re.compile(any_of(lexicon.no_fields))
        names = rf"(?P<name>{letter}{{2,24}})(?:[-–]{letter}+)*"
        self.abbreviated = re.compile(rf"(?<!\d)(?<!\d ){any_of(lexicon.abbreviated)}(?={names})")
        self.after_short = re.compile(rf"{any_of(lexicon.after_short)}\Z")
        inside = rf"(?:{letter}|[A-Za-z&]){{2,20}}"
        pairs = "|".join(
            rf"{re.escape(pair[0])}(?P<n{at}>{inside}(?: {inside}){{0,3}}){re.escape(pair[1])}"
            for at, pair in enumerate(sorted(lexicon.quotes))
        )
        self.quotation = re.compile(pairs or NEVER.pattern)
        self.tailed = re.compile(rf"(?:^|(?<=[ \n“\"'‘(]))({letter}{{2,16}}) ?{tails}(?!{letter})")
        self.group = re.compile(rf"{any_of(lexicon.groups)} ?\Z")
        self.head_of = re.compile(rf"{any_of(pack.lexicon(UncasedPersons).heads_of)}\Z")
        self.branch = re.compile(
            rf" ?(?:(?P<middle>{letter}{{2,14}} )?{tails}|(?P<place>{any_of(lexicon.branches)}))(?!{letter})"
        )
        self.closing_tail = re.compile(rf"{tails}\Z")
        self.spaced = re.compile(rf"{letter}+(?: {letter}+){{0,4}}")
        self.joined = re.compile(joins)
        kinds = pack.lexicon(Places).heads
        self.place_head = re.compile(rf"{any_of(kinds.region | kinds.city | kinds.district)}\Z")
        self.sign = re.compile(r" ?\([^()\n]{1,16}\)|[A-Za-z]")


@cache
def unspaced(pack: LanguagePack) -> Mapping[str, tuple[Entry, ...]]:
    """The gazetteer's organisations by their names in the pack's script, spaces left out; the longer names only."""
    names = gazetteer(pack).names()
    return {
        squeezed: name.entries
        for name in names
        if not name.latin
        and not name.entries[0].is_place
        and len(squeezed := name.form.replace(" ", "")) >= _SHORTEST_SPACED
    }


@cache
def rules_of(pack: LanguagePack) -> Rules:
    """The pack's rules."""
    return Rules(pack)
