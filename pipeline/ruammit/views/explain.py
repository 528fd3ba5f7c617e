"""How values were read: for each mention its value, the rule that made it, and the pieces that it was made of.

The derivation is made by the stations themselves, run on the text as it was given: what is shown is what `extract`
does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ruammit.analysis import Analysis
from ruammit.entities.finder import find_entities
from ruammit.examples import article_of
from ruammit.mentions.dates import find_dates
from ruammit.mentions.dates.atoms import atoms_of
from ruammit.mentions.modifiers import modifier_of
from ruammit.mentions.money import find_money
from ruammit.mentions.numbers import find_numbers
from ruammit.mentions.percent import find_percent
from ruammit.records.finder import find_records
from ruammit.schema import Modifier, Money, Percent, plain_decimal
from ruammit.views.explain_records import record_pieces

__all__ = ["Derivation", "explain"]


@dataclass(frozen=True)
class Derivation:
    """One value and where it comes from.

    Attributes:
        layer: `numbers`, `money`, `percent`, `dates` or `records`.
        start_char: where the value starts in the text as it was read.
        end_char: where it ends (exclusive).
        quote: its exact words.
        value: what it was read as, in plain writing ("15280000000 USD, more").
        rule: the rule that made it.
        pieces: the parts it was put together from, each with what it stands for.
    """

    layer: str
    start_char: int
    end_char: int
    quote: str
    value: str
    rule: str
    pieces: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """One line: `money  "กว่า 5 ล้านบาท"  = 5000000 THB, more  [rule]  5 -> 5, ล้าน -> 1000000`."""
        made_of = ", ".join(f"{form} -> {meaning}" for form, meaning in self.pieces)
        return f'{self.layer:8} "{self.quote}" = {self.value}  [{self.rule}]' + (f"  {made_of}" if made_of else "")


def explain(text: str, lang: str, published: str | None = None, home: str | None = None) -> list[Derivation]:
    """Every number, amount, percentage and date of the text, in text order, then its records, with their derivations.

    A number that is part of another value is shown there, not by itself.

    Args:
        text: the text.
        lang: its language (ISO 639-1).
        published: the day of publication, where it is known (ISO 8601).
        home: the country whose news it is, where it is known (ISO 3166-1 alpha-2).

    Raises:
        PackError: no language pack for the language.
    """
    analysis = Analysis(article_of(text, lang, published, home=home))
    analysis.numbers = find_numbers(analysis)
    analysis.money = find_money(analysis)
    analysis.percent = find_percent(analysis)
    analysis.dates = find_dates(analysis)
    rows = [*_money(analysis), *_percent(analysis), *_dates(analysis)]
    covered = [(row.start_char, row.end_char) for row in rows]
    rows += [row for row in _numbers(analysis) if not any(a <= row.start_char < b for a, b in covered)]
    return [*sorted(rows, key=lambda row: (row.start_char, row.end_char)), *_records(analysis)]


def _numbers(analysis: Analysis) -> Iterator[Derivation]:
    for number in analysis.numbers:
        value = plain_decimal(number.value)
        if number.value_max is not None:
            value += f" to {plain_decimal(number.value_max)}"
        yield Derivation(
            "numbers", **analysis.quoted(number.start, number.end), value=value, rule=number.rule, pieces=number.pieces
        )


def _pieces(analysis: Analysis, mention: Money | Percent, unit: str) -> tuple[tuple[str, str], ...]:
    """The parts of the numbers in a mention, its unit, and the word that qualifies it."""
    start, end = analysis.reading.index(mention.start_char), analysis.reading.index(mention.end_char)
    inside = [number for number in analysis.numbers if start <= number.start < end]
    pieces = [piece for number in inside for piece in number.pieces]
    rest = analysis.text[start:end]
    for number in inside:
        rest = rest.replace(analysis.text[number.start : number.end], "", 1)
    if rest.strip(" -–"):
        pieces.append((rest.strip(" -–"), unit))
    share = isinstance(mention, Percent)
    modifier, word = modifier_of(analysis.text, start, end, analysis.pack, share=share)
    if word and modifier is mention.modifier is not Modifier.EXACT:
        pieces.append((word, modifier.value))
    return tuple(pieces)


def _money(analysis: Analysis) -> Iterator[Derivation]:
    for money in analysis.money:
        value = plain_decimal(money.amount)
        if money.amount_max is not None:
            value += f" to {plain_decimal(money.amount_max)}"
        value += f" {money.currency}" + ("" if money.modifier is Modifier.EXACT else f", {money.modifier.value}")
        if money.equivalent_to is not None:
            value += f", the same as {analysis.money[money.equivalent_to].quote}"
        yield Derivation(
            "money",
            money.start_char,
            money.end_char,
            money.quote,
            value,
            money.rule,
            _pieces(analysis, money, money.currency),
        )


def _percent(analysis: Analysis) -> Iterator[Derivation]:
    for percent in analysis.percent:
        value = plain_decimal(percent.value)
        if percent.value_max is not None:
            value += f" to {plain_decimal(percent.value_max)}"
        value += {"percent": " per cent", "point": " percentage points"}[percent.unit.value]
        value += "" if percent.modifier is Modifier.EXACT else f", {percent.modifier.value}"
        value += f", {percent.change.value}" if percent.change else ""
        yield Derivation(
            "percent",
            percent.start_char,
            percent.end_char,
            percent.quote,
            value,
            percent.rule,
            _pieces(analysis, percent, percent.unit.value),
        )


def _dates(analysis: Analysis) -> Iterator[Derivation]:
    atoms = atoms_of(analysis.pack, analysis.text).atoms if analysis.dates else []
    for date in analysis.dates:
        start, end = analysis.reading.index(date.start_char), analysis.reading.index(date.end_char)
        pieces = tuple(
            (analysis.text[atom.start : atom.end], atom.meaning)
            for atom in atoms
            if start <= atom.start and atom.end <= end and atom.meaning
        )
        value = date.start if date.start == date.end else f"{date.start} to {date.end}"
        value += f", {date.calendar.value}" + (", from the day of publication" if date.anchored else "")
        yield Derivation("dates", date.start_char, date.end_char, date.quote, value, date.rule, pieces)


def _records(analysis: Analysis) -> Iterator[Derivation]:
    analysis.entities = find_entities(analysis)
    found = find_records(analysis)
    for trace in found.trace:
        record = trace.record
        span = record.evidence[0]
        value = ", ".join([record.kind, record.status, *record.sectors])
        pieces = record_pieces(trace, analysis.article.text, analysis.text)
        yield Derivation("records", span.start_char, span.end_char, record.quote, value, record.rule, pieces)
