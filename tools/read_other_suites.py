"""How much of other projects' Thai and Vietnamese test suites for numbers, money and per cent Ruammit reads right.

usage: python tools/read_other_suites.py DUCKLING_CHECKOUT NEMO_CHECKOUT

The checkouts are those of github.com/facebook/duckling and github.com/NVIDIA/NeMo-text-processing; nothing of theirs is
kept here. Of each suite it prints how many cases there are, how many are in scope, how many of those are right, and
which are not. Out of scope are English words and plurals inside the language ("rupees", "VN$"), hundredths without
their unit ("hai đô 23"), letters that multiply without a currency ("3M"), fractions with a slash, a word that is a
number only by itself ("không"), and what one side of a pair leaves open.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from ruammit.analysis import Analysis
from ruammit.examples import article_of
from ruammit.mentions.money import find_money
from ruammit.mentions.numbers import find_numbers
from ruammit.mentions.percent import find_percent

CODES = {"Dollar": "USD", "Pound": "GBP", "Cent": "USD"}
OUT_OF_SCOPE = re.compile(
    r"[Rr]upees|euros|Euros|pounds|VN\$|\d ?Rs$|(?:đô|rupees) \d+$|\bvà (?:\d+|bốn mươi hai) x|\bxu\b|cents$"
    r"|^\d+/\d+$|^[.,]|^จุด|^ลบ |^-? ?[\d.,]+[KMG]$|^- |\dt(?:\d|~|$)"
)
EXAMPLES = re.compile(r"examples \((.*?)\)\s*\[(.*?)\]", re.DOTALL)
TEXTS = re.compile(r'"((?:[^"\\]|\\.)*)"')


class Case(NamedTuple):
    """A text, its language, and what it must give: value, greatest value, currency (None where it does not matter)."""

    text: str
    lang: str
    values: tuple[Decimal, ...]
    currency: str | None


def analysed(text: str, lang: str) -> Analysis:
    """The text, as it stands in a sentence (a sign at a line's start opens a list), with its numbers and amounts."""
    analysis = Analysis(article_of(f"x {text}", lang))
    analysis.numbers = find_numbers(analysis)
    analysis.money = find_money(analysis)
    analysis.percent = find_percent(analysis)
    return analysis


def ends(values: list[tuple[Decimal, Decimal | None]]) -> tuple[Decimal, ...]:
    """The values in order, of ranges both ends."""
    return tuple(end for low, high in values for end in (low, high) if end is not None)


def unescaped(text: str) -> str:
    """A Haskell string's characters."""
    return re.sub(r"\\(\d+)(?:\\&)?", lambda match: chr(int(match[1])), text)


def duckling(corpus: Path, lang: str) -> Iterator[Case]:
    """The examples of a corpus in Haskell: `examples (simple VND 10) ["mười đồng"]`."""
    source = corpus.read_text("utf-8")
    for head, body in EXAMPLES.findall(source):
        numbers = tuple(Decimal(found) for found in re.findall(r"(?<![A-Za-z])-?\d+(?:\.\d+)?(?:e-?\d+)?", head))
        words = re.findall(r"[A-Z][A-Za-z]+", head.replace("NumeralValue", ""))
        currency = next((CODES.get(word, word) for word in words), None)
        if "Cent" in words:
            numbers = tuple(number / 100 for number in numbers)
        for text in TEXTS.findall(body):
            yield Case(unescaped(text), lang, numbers, currency)


def right(case: Case) -> bool:
    """The text gives what it must and nothing else."""
    analysis = analysed(case.text, case.lang)
    if case.currency:
        found = ends([(amount.amount, amount.amount_max) for amount in analysis.money])
        return found == case.values and {amount.currency for amount in analysis.money} == {case.currency}
    return ends([(number.value, number.value_max) for number in analysis.numbers]) == case.values


def nemo(path: Path, layer: str) -> Iterator[tuple[str, tuple[Decimal, ...], tuple[Decimal, ...]]]:
    """The pairs of a file (`spoken~written` or the other way), and what each side gives in the layer."""
    for line in path.read_text("utf-8").splitlines():
        if "~" not in line:
            continue
        sides = []
        for side in line.split("~", 1):
            analysis = analysed(re.sub(r"(?<=\d)\.(?=\d)", ",", side), "vi")  # its decimals have English points
            sides.append(
                {
                    "money": ends([(amount.amount, amount.amount_max) for amount in analysis.money]),
                    "numbers": ends([(number.value, number.value_max) for number in analysis.numbers]),
                    "percent": ends([(share.value, share.value_max) for share in analysis.percent]),
                }[layer]
            )
        yield line, sides[0], sides[1]


def main(duckling_checkout: Path, nemo_checkout: Path) -> None:
    """Prints a table of suites, and under it the cases in scope that are wrong."""
    wrong: list[str] = []
    print(f"{'suite':44}{'cases':>7}{'in scope':>10}{'right':>7}")
    for name, lang in (("AmountOfMoney/VI", "vi"), ("Numeral/VI", "vi"), ("Numeral/TH", "th")):
        cases = list(duckling(duckling_checkout / "Duckling" / name / "Corpus.hs", lang))
        scope = [case for case in cases if not OUT_OF_SCOPE.search(case.text) and not is_bare(case)]
        failed = [case for case in scope if not right(case)]
        wrong += [f"Duckling {name}: {case.text}" for case in failed]
        print(f"{'Duckling ' + name:44}{len(cases):7}{len(scope):10}{len(scope) - len(failed):7}")
    folder = nemo_checkout / "tests" / "nemo_text_processing" / "vi"
    for kind in ("inverse_text_normalization", "text_normalization"):
        for suite, layer in (("money", "money"), ("cardinal", "numbers"), ("decimal", "numbers")):
            pairs = list(nemo(folder / f"data_{kind}" / f"test_cases_{suite}.txt", layer))
            spoken, written = (1, 2) if kind.startswith("inverse") else (2, 1)
            scope = [pair for pair in pairs if pair[written] and not OUT_OF_SCOPE.search(pair[0])]
            failed = [pair for pair in scope if pair[spoken] != pair[written]]
            wrong += [f"NeMo vi {kind} {suite}: {pair[0]}" for pair in failed]
            print(f"{f'NeMo vi {kind} {suite}':44}{len(pairs):7}{len(scope):10}{len(scope) - len(failed):7}")
    print(*wrong, sep="\n")


def is_bare(case: Case) -> bool:
    """A single word without a unit, which in running text is mostly something else."""
    alone = analysed(f"{case.text} %", case.lang)
    return case.currency is None and not re.search(r"[\d ]", case.text) and not alone.numbers


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
