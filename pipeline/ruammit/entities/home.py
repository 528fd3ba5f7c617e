"""Whose news an article is: its home country, weighed from what it says.

Each sign (`home_signs`) speaks for one country. What each adds is learnt (`data/home.json`, written by
`tools/train_home.py`): a conditional logit model, with the same weights for every country. The country with the
greatest sum is the article's home.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ruammit.entities.home_signs import countries, signs_of
from ruammit.errors import PackError

if TYPE_CHECKING:
    from ruammit.analysis import Analysis

__all__ = ["HomeFinding", "Sign", "find_home"]

DATA = Path(__file__).parent / "data" / "home.json"


class Sign(NamedTuple):
    """A sign of home.

    Attributes:
        name: of the feature.
        country: for which it speaks, ISO 3166-1 alpha-2.
        value: how strong it is, 0 or more.
        adds: to the country's sum, in logits: the value times the weight learnt.
        words: where it is said, in the article's words; empty for the language.
    """

    name: str
    country: str
    value: float
    adds: float
    words: tuple[str, ...] = ()


class HomeFinding(NamedTuple):
    """The home country of an article and what decided.

    Attributes:
        country: ISO 3166-1 alpha-2.
        given: whether the file or the caller named it.
        translated: whether the article is news of another country's press than its language's: found so, or given and
            with marks of translation.
        probability: of the country, against all others that were weighed; 1 where it was given.
        signs: what was weighed, the strongest first.
    """

    country: str
    given: bool
    translated: bool
    probability: float
    signs: tuple[Sign, ...]


@cache
def _weights() -> dict[str, float]:
    """Sign to weight.

    Raises:
        PackError: the data file is missing.
    """
    try:
        loaded: dict[str, float] = json.loads(DATA.read_text(encoding="utf-8"))["weights"]
    except FileNotFoundError:
        raise PackError("the weights of home are missing", where=str(DATA), cure="run tools/train_home.py") from None
    return loaded


def find_home(analysis: Analysis) -> HomeFinding:
    """The article's home country: the one given with the article, else the one for which most signs speak."""
    given = analysis.article.home
    weights = _weights()
    signs = [
        Sign(name, country, value, value * weights.get(name, 0.0), words)
        for name, country, value, words in signs_of(analysis)
    ]
    sums: Counter[str] = Counter(dict.fromkeys(countries(), 0.0))
    for sign in signs:
        sums[sign.country] += sign.adds  # type: ignore[assignment]
    strongest = max(sums.values())
    country = given or max(sorted(sums), key=lambda code: sums[code])
    total = sum(math.exp(value - strongest) for value in sums.values())
    return HomeFinding(
        country=country,
        given=given is not None,
        translated=country in countries()
        and country != analysis.pack.home
        and (given is None or _is_translated(signs, country)),
        probability=1.0 if given else math.exp(sums[country] - strongest) / total,
        signs=tuple(sorted(signs, key=lambda sign: -abs(sign.adds))),
    )


def _is_translated(signs: list[Sign], country: str) -> bool:
    """Whether news of another press's country bears marks of translation or the name of its source."""
    tells = {"marks", "turns", "source"}
    return any(sign.name in tells and sign.country == country for sign in signs)
