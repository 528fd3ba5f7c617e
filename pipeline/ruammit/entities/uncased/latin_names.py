"""Organisations in Latin letters inside a text in a script without capitals."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ruammit.entities.candidate import Candidate, Priority
from ruammit.entities.uncased.organisation_rules import Rules
from ruammit.schema import EntityType

__all__ = ["LatinNames"]

_MOST_WORDS = 7  # of a name in Latin letters with "and" in it
_LEAST_KNOWN = 2  # members of a list


class LatinNames:
    """One article: its text, the pack's rules, and the known organisations by where they start."""

    text: str
    rules: Rules
    known: Mapping[int, Candidate]

    def latin_lists(self) -> list[Candidate]:
        """The members of a list of names in Latin letters of which the gazetteer knows two at least."""
        found = []
        for match in self.rules.latin_list.finditer(self.text):
            members = [member.span() for member in self.rules.latin_company.finditer(self.text, *match.span())]
            known = sum(start in self.known and self.known[start].end == end for start, end in members)
            if known >= _LEAST_KNOWN:
                found += [Candidate(*span, EntityType.ORG, "organisation-listed", Priority.LATIN) for span in members]
        return found

    def latin_names(self) -> list[Candidate]:
        """Names in Latin letters that their first words or their last word give away."""
        found = []
        for match in self.rules.latin.finditer(self.text):
            start, end = match.span()
            if self.rules.latin_head.match(self.text, start, end) or self.is_joined(match.group()):
                found.append(Candidate(start, end, EntityType.ORG, "organisation-latin", Priority.LATIN))
                continue
            for name in self.rules.latin_company.finditer(self.text, start, end):
                tails = [
                    t.end() for t in self.rules.latin_tail.finditer(self.text, *name.span()) if t.start() > name.start()
                ]
                if tails and not self.rules.latin_no_name.search(self.text, name.start(), tails[-1]):
                    found.append(
                        Candidate(name.start(), tails[-1], EntityType.ORG, "organisation-latin", Priority.LATIN)
                    )
        return found

    def is_joined(self, name: str) -> bool:
        """Whether a name in Latin letters with "and" in it is one: it closes as names do, and no part before does."""
        parts = re.split(r" and | & ", name)
        if len(parts) == 1 or "," in name or len(name.split()) > _MOST_WORDS:
            return False
        closes = [bool(self.rules.latin_closed.search(part)) for part in parts]
        return closes[-1] and not any(closes[:-1]) and not self.rules.latin_no_name.search(name)

    def listed_companies(self, end: int) -> list[Candidate]:
        """The further members of a list of companies in Latin letters, the first of which ends at `end`."""
        found = []
        while item := self.rules.next_company.match(self.text, end):
            found.append(Candidate(*item.span(1), EntityType.ORG, "organisation-company", Priority.LATIN))
            end = item.end()
        return found
