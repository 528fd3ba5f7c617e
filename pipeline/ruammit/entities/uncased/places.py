"""Places and known organisations in a script without capitals: decided by neighbours, and by words as segmented."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from ruammit.entities.candidate import Candidate
from ruammit.entities.gazetteer import Entry, Hit
from ruammit.entities.known_names import KnownNames
from ruammit.entities.organisation_lexicons import UncasedOrganisations
from ruammit.entities.uncased.heard import heard_place

__all__ = ["UncasedNames"]

_LONGEST_NOUN = 40  # letters
_SHORT_NAME = 6  # letters; a shorter name may be part of a word
# With the English article, on either side of a dash and the one of them backwards.
_DASH = re.compile(r" ?(?:eht )?[–\-] ?(?:the )?")


class UncasedNames(KnownNames):
    """A script without capitals and without spaces between words."""

    @cached_property
    def words(self) -> dict[int, int]:
        """Start and end of every word."""
        return self.analysis.word_ends

    @cached_property
    def word_ends(self) -> frozenset[int]:
        """Where words end."""
        return frozenset(self.words.values())

    def accepts(self, hit: Hit) -> bool:
        """See `KnownNames.accepts`."""
        form = hit.name.form
        if self.counts(hit):
            return False
        if form in self.rules.ambiguous.head:
            return self.neighbour(hit) or (self.closes_list(hit) and self.is_word(hit))
        if hit.name.latin:
            return self.stands_alone(hit) or self.is_side(hit)
        if hit.entry.kind == "district":
            return False
        if form in self.rules.ambiguous.word or (len(form) <= _SHORT_NAME and hit.entry.kind != "state"):
            return self.is_word(hit)
        return True

    def counts(self, hit: Hit) -> bool:
        """Whether the name is part of a number in words: Roi Et is also "a hundred and one"."""
        numbers = self.analysis.numbers
        at = bisect_right(numbers, hit.start, key=lambda number: number.start) - 1
        return at >= 0 and numbers[at].end >= hit.end

    def organisations(self) -> list[Candidate]:
        """See `KnownNames.organisations`: with the sign of abbreviation behind them."""
        sign = self.analysis.pack.lexicon(UncasedOrganisations).abbreviation_sign
        signed = bool(sign) and sign in self.text
        found = super().organisations()
        return [one._replace(end=one.end + self.text.startswith(sign, one.end)) for one in found] if signed else found

    def accepts_organisation(self, hit: Hit) -> bool:
        """See `KnownNames.accepts_organisation`: a short name only as a word of its own, Latin letters only alone."""
        if hit.name.latin:
            return self.stands_alone(hit, " -–&")  # firms are listed with commas
        if "." in hit.name.form:
            return self.starts_word(hit)
        if hit.name.form in self.bodies.firms.doubtful:
            return self.is_word(hit) and self.is_firm(hit)
        return len(hit.name.form) > _SHORT_NAME or self.is_word(hit)

    @cached_property
    def bodies(self) -> UncasedOrganisations:
        """What the pack says of organisations."""
        return self.analysis.pack.lexicon(UncasedOrganisations)

    def is_firm(self, hit: Hit) -> bool:
        """Whether what stands around a doubtful name makes a firm of it."""
        signs, before = self.bodies.firms, self.text[max(0, hit.start - _LONGEST_NOUN) : hit.start]
        quoted = before[-1:] + self.text[hit.end : hit.end + 1] in self.bodies.quotes
        return quoted or bool(signs.deed.match(self.text, hit.end)) or bool(signs.noun.search(before))

    def name_end(self, start: int, end: int) -> int:
        """See `KnownNames.name_end`: letters up to the next space, or to a word that no name holds."""
        stop = self.rules.ends.search(self.text, start, end)
        return stop.start() if stop else end

    def heard(self, form: str, kind: str) -> Entry | None:
        """See `KnownNames.heard`."""
        return heard_place(self.analysis.pack, form, district=kind == "district")

    def is_native(self, name: str) -> bool:
        """See `KnownNames.is_native`: names in this script are, after head words that other countries do not have."""
        return not name.isascii()

    def once_is_enough(self, hit: Hit) -> bool:
        """See `KnownNames.once_is_enough`: without capitals it would count everyday words."""
        return hit.name.latin

    def is_word(self, hit: Hit) -> bool:
        """Whether words begin and end where the name does."""
        is_letter = self.rules.script.is_letter
        starts = self.starts_word(hit)
        ends = hit.end == len(self.text) or not is_letter(self.text[hit.end]) or hit.end in self.word_ends
        return starts and ends

    def starts_word(self, hit: Hit) -> bool:
        """Whether a word begins where the name does: "มท.", and not "ปมท."."""
        return hit.start == 0 or not self.rules.script.is_letter(self.text[hit.start - 1]) or hit.start in self.words

    def stands_alone(self, hit: Hit, signs: str = " -–&,") -> bool:
        """Whether no Latin word is beside a name in Latin letters, none but the signs between."""
        left = self.text[max(0, hit.start - 3) : hit.start].rstrip(signs)[-1:]
        right = self.text[hit.end : hit.end + 3].lstrip(signs + ".")[:1]
        return not (left.isascii() and left.isalnum()) and not (right.isascii() and right.isalpha())

    def is_side(self, hit: Hit) -> bool:
        """Whether a dash joins it to another state or a body of states, as in the name of what two sides agree on."""
        after = _DASH.match(self.text, hit.end)
        before = _DASH.match(self.backwards, len(self.text) - hit.start)
        right = self.sides[0].get(after.end()) if after else None
        left = self.sides[1].get(len(self.text) - before.end()) if before else None
        return right is not None or left is not None

    @cached_property
    def sides(self) -> tuple[dict[int, Hit], dict[int, Hit]]:
        """States and bodies of states, by where they start and by where they end."""
        sides = [hit for hit in self.hits if hit.entry.kind in {"state", "body"}]
        return {hit.start: hit for hit in sides}, {hit.end: hit for hit in sides}
