"""The grammar of date expressions: rules over the codes of atoms, the same for every language.

A rule is a name, a regular expression over codes (see `ruammit.mentions.dates.atoms`) with named groups, and a builder
that turns the matched atoms into an `Expression`. At a place the first rule that fits is taken; rules without a builder
take what looks like a date and is none: lengths of time, numbers of articles and documents, recurrences.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ruammit.mentions import date_builders as build
from ruammit.mentions import date_lunar as lunar
from ruammit.mentions import date_years as years
from ruammit.mentions.dates.atoms import Atom, Words
from ruammit.mentions.dates.builders import Builder
from ruammit.mentions.dates.expressions import Expression, Match

__all__ = ["Rule", "match_rules"]


class Rule(NamedTuple):
    """A rule's name, its pattern over codes, and its builder (None: what it matches is no date)."""

    name: str
    pattern: re.Pattern[str]
    build: Builder | None


NEVER = "(?!)"
APART = r"(?<![/-])"
"""Not inside a number with signs."""
FIRST = rf"{APART}(?:[bW],?){{0,3}}D?(?:W,?)?L?"
"""What may stand before the number of a day: a time of day, a weekday, a day word."""
RANGE = r"(?:[-_]|,?T)"
ALONE = r"(?![/-][insyx])"
"""Not the beginning of a longer number with signs."""
STARTS = "bDWwimMnsQqHPYZECKXhzrkcuadegBSyxptILRUV"
"""Codes that a rule may start with."""


def _year(name: str, signs: str, *, sign_needed: bool) -> str:
    """A year after a month or quarter: after a sign, or with its own words."""
    bare = rf"(?:[{signs}]|(?<=M)){'' if sign_needed else '?'}[ys]"
    return rf"(?P<{name}>{bare}|,?O?(?:[YZ][YZ]?E?[ys]|Y?E[ysx]|a|g|Y?B))"


@cache
def rules(numbered_months: bool, slashed: bool) -> tuple[Rule, ...]:
    """The rules of a language, in order of precedence.

    Args:
        numbered_months: whether a month word and a number are a month ("tháng 5").
        slashed: whether two numbers with a slash or hyphen are a day or month without a word that says so ("19/11").
    """
    name = r"m?M|mi" if numbered_months else r"m?M"
    number = "i" if numbered_months else NEVER
    year = _year("y", "/_-", sign_needed=numbered_months) + "?N?"
    of_year = r"(?P<y>,?O?(?:[YZ][YZ]?E?[ys]|E[ys]|a|g|B))"
    quarter_year = r"(?P<y>[/_-]?y|,?O?(?:[YZ][YZ]?E?[ys]|Ey|a|g|B))"
    start, days = FIRST, r"(?P<ds>[in](?:,[in]){0,6})[A,]D?(?P<d>[in])"
    beside = r"(?:(?<=F)|(?<=[/-][iy][,AT_]))"
    several = r"(?P<n>i)(?P<u>[mQ])"
    hyphen = "-i" if slashed else NEVER
    month, months = rf"(?P<m>{name})", r"(?P<m>m?M|mi)"
    digits = rf"(?:(?P<y>/[ysin]|-y|,?O?(?:[YZ][YZ]?E?[ys]|a|g)))?N?{ALONE}"
    where = r"(?P<w>[fPl])"
    rows: list[tuple[str, str, Builder | None]] = [
        ("none-number", r"X(?![in][/-]i[/-]y)[insyxtphI](?:[/_-][insyx]){0,6}", None),
        # lunar days
        ("date-lunar-day", rf"D?L?(?P<d>[in])(?P<m>U){year}", lunar.read_lunar_day),
        ("date-lunar-day", rf"D?L?(?P<d>[in])(?P<m>mi|M|/i|-i)\(?v\)?{year}", lunar.read_lunar_day),
        ("date-lunar-day", rf"D?R(?P<m>U|mi|M)v?{year}", lunar.read_lunar_day),
        ("date-lunar-new-year", r"D?L(?P<d>[in])VJ?(?P<y>y|[YZ][YZ]?y|a)?", lunar.read_new_year),
        ("date-lunar-new-year", r"D?(?P<d>n)VJ?(?P<y>y|[YZ][YZ]?y|a)?", lunar.read_new_year),
        ("date-lunar-new-year", r"VJ?(?P<y>y|[YZ][YZ]?y)", lunar.read_new_year),
        ("date-lunar-month", rf"(?P<m>U)v?{year}", lunar.read_lunar_month),
        ("date-lunar-month", rf"(?P<m>mi|M)v{year}", lunar.read_lunar_month),
        ("date-lunar-day", rf"(?P<d>[in])&m(?P<m>i){year}", lunar.read_thai_lunar_day),
        # days
        ("date-days", rf"{start}(?P<d>[in]){RANGE}D?W?L?(?P<d2>[in]){months}{year}", build.read_days),
        ("date-days", rf"{start}(?P<d>[in]){RANGE}D?W?L?(?P<d2>[in])(?P<m>/i){digits}", build.read_days),
        ("date-days", rf"{start}(?P<d>[in])(?:_|T)D?W?(?P<d2>[in])(?P<m>{hyphen}){digits}", build.read_days),
        ("date-list", rf"{start}{days}{months}{year}", build.read_day_list),
        ("date-list", rf"{start}{days}(?P<m>/i){digits}", build.read_day_list),
        ("date-list", rf"(?=[bDW]){start}{days}(?P<m>{hyphen}){digits}", build.read_day_list),
        ("date-day", rf"{start}(?P<d>[in]),?{months}{year}", build.read_day),
        ("date-day", rf"(?=[bDWL]){start}(?P<d>[in])(?P<m>/i|{hyphen}){digits}", build.read_day),
        ("date-day", rf"{beside}{APART}(?P<d>[in])(?P<m>/i){digits}", build.read_day),
        ("date-day", rf"(?<=[/-][iy][,AT_]){APART}(?P<d>[in])(?P<m>{hyphen})(?![-/]y){digits}", build.read_day),
        ("date-day", rf"(?<=F){APART}(?P<d>[in])(?P<m>{hyphen})(?![-/]y){digits}", build.read_range_like),
        ("date-day", rf"{APART}(?P<d>[in])(?P<m>/i)(?P<y>/[ysin]){ALONE}", build.read_day),
        ("date-day", rf"{APART}(?P<d>[in])(?P<m>-i)(?P<y>-y){ALONE}", build.read_day),
        ("date-day", rf"{APART}(?P<d>n)(?P<m>/i){digits}" if slashed else NEVER, build.read_bare_day),
        ("date-day", r"(?<=\()(?P<d>[in])(?P<m>[/-]i)(?=\))" if slashed else NEVER, build.read_score_like),
        ("date-today", rf"D?r\((?:W,?)?D?(?P<d>[in])(?P<m>/i|{hyphen}){digits}\)", build.read_today),
        ("date-today", rf"D?r\((?:W,?)?D?(?P<d>[in]){months}{year}\)", build.read_today),
        ("date-today", rf"D?r,?(?:W,?)?D?(?P<d>[in])(?P<m>/i|{hyphen}){digits}", build.read_today),
        ("date-today", rf"D?r,?(?:W,?)?D?(?P<d>[in]){months}{year}", build.read_today),
        ("date-relative-month", r"D(?P<d>[in])(?:(?P<c>c)|N)", build.read_day_of_month),
        ("date-dotted", rf"(?=[bDW]){start}(?P<d>[tp])", build.read_dotted),
        ("date-dotted", r"(?P<d>t)", build.read_dotted),
        # quarters and halves
        ("date-quarters", rf"Q(?P<q>[iI])(?:{RANGE}|A)Q?(?P<q2>[iI]){year}", build.read_quarter),
        ("date-quarter", rf"(?P<p>P)?(?P<q>Q[iI]|q)(?:{quarter_year})?N?", build.read_quarter),
        ("date-quarter", r"(?P<p>P)?(?P<n>u)", build.read_relative_quarter),
        ("date-half-month", rf"(?P<h>H){month}{year}", build.read_half_month),
        ("date-half", rf"(?P<h>H)(?:{quarter_year}|O?Y)?N?", build.read_half),
        # counted months and days
        ("date-first-days", rf"(?:(?P<n>[in])(?=[Dw])|(?=w))(?P<u>[Dw]){where}O?{months}{year}", build.read_first_days),
        ("date-first-months", rf"{several}(?P<w>[fP])(?:{of_year}|O?Y(?!a)|(?!G))N?", build.read_first_months),
        ("date-first-months", rf"{several}(?P<w>l)(?:{of_year}|O?Y(?!a))N?", build.read_first_months),
        ("date-first-months", rf"(?P<n>i)(?P<w>q)(?:{of_year}|O?Y(?!a))N?", build.read_first_months),
        ("date-first-months", r"(?P<n>i)m(?P<y>,?O?(?:[YZ][YZ]?E?y|[YZ][YZ]?s))", build.read_months_of_year),
        # months
        ("date-months", rf"(?P<m>{name}){RANGE}(?P<m2>{name}|{number}){year}", build.read_months),
        ("date-month", rf"(?P<p>P)?{month}{year}", build.read_month),
        ("date-month", r"(?P<p>P)?m(?P<m>h)", build.read_dotted_month),
        ("date-month", rf"(?P<p>P)?{APART}(?P<m>i)(?P<y>/y){ALONE}" if slashed else NEVER, build.read_bare_month),
        ("date-month", rf"(?<=F)(?P<m>i)(?P<y>-y){ALONE}" if slashed else NEVER, build.read_month),
        ("date-relative-month", r"(?P<p>P)?(?P<n>c)", build.read_relative_month),
        ("date-same-period", rf"[Se]{of_year}", years.read_same_period),
        ("date-same-month", r"e", build.read_same_month),
        # years
        ("date-century", r"C(?P<n>[in])(?:(?:[-_]|,?T|A)C?(?P<n2>[in]))?", years.read_century),
        ("date-years", rf"{APART}(?P<y>[YZK]?[YZ]?E?y)(?:{RANGE}|/)(?P<y2>[YZ]?[YZ]?E?[ys]){ALONE}", years.read_years),
        ("date-years", rf"(?P<y>[YZ][YZ]?E?s)(?:{RANGE}|/)(?P<y2>[YZ]?[YZ]?E?s){ALONE}", years.read_years),
        ("date-decade", r"K(?P<n>[yisn])(?:O?C[in])?", years.read_decade),
        ("date-ago", r"(?P<n>[insx])(?P<w>[aB])", years.read_years_ago),
        ("date-ago", r"(?P<n>[in])(?P<w>[%kc])", years.read_counted_ago),
        ("none-length", r"[insyxp](?:[kmwQcu]|D(?![insytLR])|Y(?![Ey]))N?", None),
        ("none-recurrence", r"z(?:[mD](?![inLM])|[wkcuaBg]|Y(?!E?[ys]))", None),
        ("date-year", r"(?:(?P<p>P)O?)?(?P<y>g?[YZ][YZ]?E?[ys]|gy|E[ys]|a|g|B)N?", years.read_year),
        ("date-year", rf"(?P<p>P)(?P<y>y){ALONE}", years.read_year),
        ("date-year", rf"(?:(?<=F)|(?<=yA)|(?<=T)(?<![insxp]T))(?P<y>y){ALONE}", years.read_bare_year),
        ("date-year", r"(?P<w>Y)\|(?P<y>y)", years.read_named_year),
        ("date-year", r"(?<=\()(?P<y>y)(?=\))", years.read_bare_year),
        ("date-year", r"Y?(?P<y>Ex)", years.read_year),
        ("date-year", r"(?P<p>P)Y", years.read_part_of_unsaid_year),
        # weeks and days counted from the day of publication
        ("date-relative-week", r"(?P<w>W)?(?P<p>P)?(?P<n>k)", build.read_week),
        ("date-weekday", r"b(?P<w>W)", build.read_weekday),
        ("date-weekday", r"(?P<w>W)(?P<n>N)", build.read_weekday),
        ("date-relative-day", r"(?P<n>r)", build.read_relative_day),
        ("date-same-day", r"d", build.read_same_day),
    ]  # fmt: skip
    return tuple(Rule(name, re.compile(pattern), builder) for name, pattern, builder in rows)


@cache
def scanner(numbered_months: bool, slashed: bool) -> re.Pattern[str]:
    """All rules as one pattern; group `rN` is the N-th rule."""
    unnamed = (re.sub(r"\?P<\w+>", "?:", rule.pattern.pattern) for rule in rules(numbered_months, slashed))
    together = "|".join(f"(?P<r{index}>{pattern})" for index, pattern in enumerate(unnamed))
    return re.compile(rf"(?=[{STARTS}])(?:{together})")


def match_rules(codes: str, atoms: list[Atom], words: Words, text: str) -> list[Expression]:
    """The expressions in the codes, from left to right; they do not overlap."""
    options = (words.style["numbered_months"], words.style["slashed"])
    table, scan = rules(*options), scanner(*options)
    found: list[Expression] = []
    for outer in scan.finditer(codes):
        rule = table[int((outer.lastgroup or "r0")[1:])]
        if rule.build is None:
            continue
        inner = rule.pattern.match(codes, outer.start())
        made = rule.build(Match(inner, atoms, words, text)) if inner else None
        found += made if isinstance(made, list) else [made] if made else []
    return found
