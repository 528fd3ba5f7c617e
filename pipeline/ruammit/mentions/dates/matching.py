"""Rules, and how they are matched: all of them as one regular expression over the codes of atoms."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from ruammit.mentions.dates.atoms import Atom
from ruammit.mentions.dates.expressions import Expression, Match
from ruammit.mentions.dates.lexicon import DateStyle
from ruammit.mentions.dates.words import BREAK, Words

__all__ = ["Builder", "Grammar", "Rule"]

NEVER_FIRST = r"|,)\-/_TAONlfJv&%G!~"
"""Codes that no rule starts with: what stands only between or after others."""

Builder = Callable[[Match], "Expression | list[Expression] | None"]
"""Turns matched atoms into an expression, or several; None: the atoms fit the rule, and mean no date."""


@dataclass(frozen=True)
class Rule:
    """A rule of the grammar of dates.

    Attributes:
        name: what a value that the rule makes carries as its `rule`.
        pattern: predicates, one after the other (see `ruammit.mentions.dates.predicates`).
        build: makes the expression. None: what the rule matches is no date, and no other rule gets to see it.
        when: the key in `[style]` of a lexicon that must be true for the rule to count.
    """

    name: str
    pattern: tuple[str, ...]
    build: Builder | None
    when: str | None = None

    @property
    def expression(self) -> str:
        """The pattern as one expression, with the groups that the builder reads."""
        return "".join(self.pattern)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, compiled when the rule first matches: few do in most articles."""
        return re.compile(self.expression)


class Grammar:
    """The rules that count in a language, compiled.

    Attributes:
        rules: in order of precedence.
        scanner: all of them as one pattern; group `rN` is the N-th rule.
        places: where it is worth trying: all rules fail at every second atom, most of which stand alone.
    """

    def __init__(self, rules: tuple[Rule, ...], style: DateStyle) -> None:
        self.rules = tuple(rule for rule in rules if rule.when is None or getattr(style, rule.when))
        unnamed = (re.sub(r"\?P<\w+>", "?:", rule.expression) for rule in self.rules)
        together = "|".join(f"(?P<r{index}>{pattern})" for index, pattern in enumerate(unnamed))
        self.scanner = re.compile(rf"(?=[^{NEVER_FIRST}])(?:{together})")
        alone = "".join(map(re.escape, filter(self._is_none, map(chr, range(ord("!"), ord("~"))))))
        self.places = re.compile(rf"[^{NEVER_FIRST}](?:(?!\{BREAK})|(?<!\{BREAK}[{alone}]))")

    def _is_none(self, code: str) -> bool:
        """Whether no rule starts at an atom of the code with a break before and behind it."""
        over = (rule.expression.partition(f"\\{BREAK}") for rule in self.rules)
        openings = (opening for opening, goes_on, _ in over if goes_on)  # of rules that go on behind a break
        return not self.scanner.match(f"{BREAK}{code}{BREAK}", 1) and not any(re.match(one, code) for one in openings)

    def match(self, codes: str, atoms: list[Atom], words: Words, text: str) -> list[Expression]:
        """The expressions in the codes, from left to right; they do not overlap.

        At a place, the first rule that fits counts.
        """
        found: list[Expression] = []
        at = 0
        while place := self.places.search(codes, at):
            outer = self.scanner.match(codes, place.start())
            if outer is None:
                at = place.end()
                continue
            rule = self.rules[int((outer.lastgroup or "r0")[1:])]
            at = max(outer.end(), at + 1)
            inner = rule.build and rule.compiled.match(codes, outer.start())
            if not inner or rule.build is None:
                continue
            match = Match(rule.name, inner, atoms, words, text)
            made = rule.build(match)
            if made is not None:
                found += made if isinstance(made, list) else [made]
                at = max(match.end, outer.start() + 1)
        return found
