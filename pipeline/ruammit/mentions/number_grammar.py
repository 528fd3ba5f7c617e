"""The parts of numbers: a language pack's number words, compiled, and where they and the digits stand in a text.

Number words fall into a few kinds: digits (three), scales that multiply what goes before them (hundred, million), a
decimal point, a half, a filler for a zero ("linh"), a modifier that may stand inside ("20 กว่าล้าน"). One pass of one
regular expression finds them all, and the numbers in digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from ruammit import matching
from ruammit.languages import LanguagePack
from ruammit.mentions.literals import LITERAL
from ruammit.text.normalization import normalise

__all__ = ["Grammar", "Kind", "Token", "grammar_of"]


class Kind:
    """What a part of a number does in it: strings, which are compared and hashed faster than members of an enum."""

    LITERAL: Final = "digits"
    DIGIT: Final = "a word below ten"
    SCALE: Final = "a word that multiplies what goes before it"
    POINT: Final = "the decimal point"
    HALF: Final = "one half"
    ZERO: Final = "a filler for a zero"
    MODIFIER: Final = "a word that qualifies the number from inside"
    MINUS: Final = "the sign"


class Token(NamedTuple):
    """A literal or a number word in the text."""

    start: int
    end: int
    kind: str
    word: str
    value: Decimal
    doubtful: bool = False


@dataclass(frozen=True)
class Grammar:
    """A pack's `lexicons/numbers.toml`, compiled.

    Attributes:
        pattern: finds every literal (group 1) and number word.
        words: by spelling, the kind of a number word, its value, and its form in the lexicon.
        convention: how digits are grouped in the language's press: `english` or `continental`.
        spaced: words have spaces between them.
        implicit_one: a number may start with a scale.
        short_forms: a digit after a scale may be tenths of it ("hai triệu tư" is 2.4 million).
        roles: which words may stand where, by the names that the lexicon explains.
        modifiers: by word, what one inside a number says of it.
        denominators: by word, its value.
        connector: what stands between the ends of a range.
        vague: what goes before a scale that says no number.
        fraction: after a numerator, the word "over" and the denominator: in digits (group 1) or a word (group 2).
        least_numerator: below it the same words say "one of".
        before_units: units after which an ambiguous word is a number.
        abbreviations: letters that multiply beside a currency only, and by how much: `after` its sign ("$3M"),
            `before` it ("3M USD"), before it with a space (`spaced`: "3 T ₫").
        abbreviated: such a letter after digits (group 1).
        between: what goes before the first end of a range whose ends are linked by `both`.
        both: the link of such a range.
        tail: digits and a scale without a space, at the end of what is looked at: digits go on ("1tr2").
        ends_in_scale: digits and a scale, at the end of what is looked at.
        magnitude: scales from this on are units of their own; smaller ones are part of what counts them.
        ends_amount: what follows a number that nothing is counted by: a currency, or the end of a clause.
        percent: what follows a percentage.
        names: names of places that read as numbers.
        letter: a letter of a script without spaces, which may stand right beside digits; None in the others.
    """

    pattern: re.Pattern[str]
    words: dict[str, tuple[str, Decimal, str]]
    convention: str
    spaced: bool
    implicit_one: bool
    short_forms: bool
    roles: dict[str, frozenset[str]]
    modifiers: dict[str, str]
    denominators: dict[str, int]
    connector: re.Pattern[str]
    vague: re.Pattern[str]
    before_units: re.Pattern[str]
    fraction: re.Pattern[str]
    least_numerator: int
    abbreviations: dict[str, dict[str, Decimal]]
    abbreviated: re.Pattern[str]
    between: re.Pattern[str]
    both: re.Pattern[str]
    tail: re.Pattern[str]
    ends_in_scale: re.Pattern[str]
    magnitude: int
    ends_amount: re.Pattern[str]
    percent: re.Pattern[str]
    names: frozenset[str]
    letter: re.Pattern[str] | None

    def is_a(self, role: str, token: Token) -> bool:
        """Whether the token's word is in the lexicon's list of this role."""
        return token.word in self.roles.get(role, ())


def _spellings(word: str, spaced: bool) -> Iterable[str]:
    word = normalise(word)
    return dict.fromkeys([word, word.capitalize(), word.upper()] if spaced or word.isascii() else [word])


@cache
def grammar_of(pack: LanguagePack) -> Grammar:
    """The number words of the pack, compiled once."""
    lexicon = pack.lexicon("numbers")
    spaced = pack.script.spaced
    roles = {name: frozenset(map(normalise, words)) for name, words in lexicon["roles"].items()}
    kinds: list[tuple[str, str, Decimal]] = []
    kinds += [(word, Kind.DIGIT, Decimal(value)) for word, value in lexicon["digits"].items()]
    kinds += [(word, Kind.SCALE, Decimal(value)) for word, value in lexicon["scales"].items()]
    kinds += [(word, Kind.POINT, Decimal(0)) for word in lexicon["roles"]["point"]]
    kinds += [
        (word, Kind.HALF, Decimal("0.5"))
        for word in {*lexicon["roles"]["half_before"], *lexicon["roles"]["half_after"]}
    ]
    kinds += [(word, Kind.ZERO, Decimal(0)) for word in lexicon["roles"]["zero"]]
    kinds += [(word, Kind.MODIFIER, Decimal(0)) for word in lexicon["modifiers"]]
    kinds += [(word, Kind.MINUS, Decimal(-1)) for word in lexicon["roles"]["minus"]]
    glued = roles.get("glued", frozenset())
    words = {
        spelling: (kind, value, normalise(word))
        for word, kind, value in kinds
        for spelling in ([normalise(word)] if normalise(word) in glued else _spellings(word, spaced))
    }
    abbreviations = _abbreviations(lexicon["abbreviations"])

    def alternative(spelling: str) -> str:
        word = words[spelling][2]
        not_before = "".join(f"(?!{re.escape(normalise(rest))})" for rest in lexicon["not_before"].get(word, ()))
        not_after = "".join(
            f"(?<!{pack.script.not_before(form)}{re.escape(form + spelling)})"
            for rest in lexicon["not_after"].get(word, ())
            for form in _spellings(rest, spaced)
        )
        digits = r"(?<=\d)" if word in glued else ""
        return digits + re.escape(spelling) + not_after + not_before

    # Words with the same boundaries share them, so that a branch fails at its first letter.
    alike: dict[tuple[str, str], list[str]] = {}
    for spelling in sorted(words, key=lambda spelling: (-len(spelling), spelling)):
        boundaries = pack.script.not_before(spelling), pack.script.not_after(spelling)
        alike.setdefault(boundaries, []).append(alternative(spelling))
    branches = "|".join(f"{before}(?:{'|'.join(listed)}){after}" for (before, after), listed in alike.items())
    initials = "".join(sorted({spelling[0] for spelling in words}))
    pattern = rf"(?=[\d{re.escape(initials)}])(?:({LITERAL})|{branches})"
    scales = "|".join(re.escape(normalise(word)) for word in sorted(lexicon["scales"], key=len, reverse=True)) or "(?!)"
    signs = sorted(lexicon["ranges"]["signs"], key=len, reverse=True)
    vague = "|".join(re.escape(normalise(word)) for word in lexicon["vague"]["before"]) or "(?!)"
    return Grammar(
        pattern=re.compile(pattern),
        words=words,
        convention=lexicon["literals"]["convention"],
        spaced=spaced,
        implicit_one=lexicon["style"]["implicit_one"],
        short_forms=lexicon["style"]["short_forms"],
        roles=roles,
        modifiers={normalise(word): value for word, value in lexicon["modifiers"].items()},
        denominators={normalise(word): value for word, value in lexicon["fractions"]["denominators"].items()},
        connector=re.compile(rf" ?(?:{'|'.join(map(re.escape, map(normalise, signs)))}) ?"),
        vague=re.compile(rf"(?:{vague}) ?$"),
        fraction=re.compile(
            rf" ?{matching.any_of(lexicon['fractions']['over'], pack.script, anchored=True)} ?(?:(\d+)(?![\d.,%/])"
            rf"|({matching.any_of(lexicon['fractions']['denominators'], pack.script, anchored=True)}))"
        ),
        least_numerator=lexicon["fractions"]["least_numerator"],
        before_units=re.compile(" ?" + matching.any_of(lexicon["roles"]["before_units"], pack.script, anchored=True)),
        abbreviations=abbreviations,
        abbreviated=re.compile(rf" ?({matching.any_of(abbreviations)}){pack.script.not_after('K')}"),
        between=re.compile(f"{matching.any_of(lexicon['ranges']['between'], pack.script)} ?$", re.IGNORECASE),
        both=re.compile(f" ?{matching.any_of(lexicon['ranges']['both'], pack.script)} ?"),
        tail=re.compile(rf"\d(?:{scales})$"),
        ends_in_scale=re.compile(rf"\d ?(?:{scales})$"),
        ends_amount=re.compile(
            rf" ?(?:$|[\n,;.)?!/]|{matching.any_of(lexicon['roles']['before_units'], pack.script, anchored=True)})"
        ),
        percent=re.compile(f" ?{matching.any_of(pack.lexicon('percent')['units']['after'], pack.script)}"),
        names=frozenset(map(normalise, lexicon["names"]["places"])),
        magnitude=lexicon["style"]["magnitude"],
        letter=None if spaced else re.compile(pack.script.letter),
    )


def _abbreviations(tables: dict[str, dict[str, int]]) -> dict[str, dict[str, Decimal]]:
    """By letter, what it multiplies by on which side of a currency."""
    found: dict[str, dict[str, Decimal]] = {}
    for side, letters in tables.items():
        for letter, value in letters.items():
            found.setdefault(letter, {})[side] = Decimal(value)
    return found
