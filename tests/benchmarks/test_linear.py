"""Reading takes no more than linear time, whatever the input: twice the text, about twice the time."""

import time
from collections.abc import Callable

import pytest

from ruammit.analysis import Analysis
from ruammit.examples import article_of
from ruammit.mentions.money import find_money
from ruammit.mentions.numbers import find_numbers
from ruammit.mentions.percent import find_percent

LENGTH = 20_000
ALLOWED = 3.0  # doubling a quadratic one takes four times as long; noise of the machine stays below this

ADVERSARIAL = {
    "digits": ("th", "7"),
    "separators": ("vi", "1.234,"),
    "commas": ("th", "1,"),
    "dots": ("vi", "9."),
    "thai-scales": ("th", "ล้าน"),
    "thai-words": ("th", "หนึ่งล้านสองแสน"),
    "thai-decimals": ("th", "หนึ่งจุด"),
    "thai-modifiers": ("th", "พันกว่า"),
    "thai-percent": ("th", "ร้อยละ 5 "),
    "thai-ranges": ("th", "5-6 ถึง "),
    "thai-lists": ("th", "5 และ "),
    "thai-millions": ("th", "มูลค่า 5 ล้าน "),
    "thai-money": ("th", "หรือประมาณ 5 บาท (3 เยน) "),
    "vietnamese-scales": ("vi", "nghìn tỷ "),
    "vietnamese-words": ("vi", "hai mươi mốt triệu "),
    "vietnamese-fillers": ("vi", "trăm linh "),
    "vietnamese-lists": ("vi", "5, 6 và 7 "),
    "vietnamese-milliards": ("vi", "vốn 5 tỷ "),
    "vietnamese-dollars": ("vi", "5 đô la Úc, 6 đô la, "),
    "brackets": ("th", "(1.5%) (2.5) "),
    "spaces": ("th", "5            "),
    "signs": ("vi", "-5%-"),
}


def seconds(read: Callable[[Analysis], object], text: str, lang: str) -> float:
    """The least of some runs, without the making of the reading view."""
    best = float("inf")
    for _ in range(3):
        analysis = Analysis(article_of(text, lang))
        assert analysis.text
        start = time.process_time()
        read(analysis)
        best = min(best, time.process_time() - start)
    return best


def amounts(analysis: Analysis) -> None:
    analysis.numbers = find_numbers(analysis)
    find_money(analysis)
    find_percent(analysis)


@pytest.mark.parametrize(("lang", "piece"), ADVERSARIAL.values(), ids=list(ADVERSARIAL))
def test_amounts_in_linear_time(lang: str, piece: str) -> None:
    text = piece * (LENGTH // len(piece))
    once, twice = seconds(amounts, text, lang), seconds(amounts, text + text, lang)
    assert twice < ALLOWED * max(once, 0.002), f"{once * 1000:.1f} ms, twice the text {twice * 1000:.1f} ms"
