"""The learned parts: small models over named features, their weights and thresholds in one file.

All are logistic, but for that of subjects, which marks a stretch of words (`stretches`).

`training` writes the file (`data/model.json`, with its card). A weight is what a feature adds to the log-odds; `ruammit
explain` shows the largest. A model that is missing, damaged or of another format is an error: nothing falls back in
silence.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from importlib import resources
from math import exp
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from ruammit.errors import ModelError
from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context
from ruammit.records.subject_model import SubjectModel

__all__ = [
    "MODELS",
    "MODEL_FILE",
    "Feature",
    "Features",
    "Logistic",
    "Models",
    "Policy",
    "declared",
    "identity",
    "load",
    "model_of",
    "sigmoid",
]

MODELS = ("side", "giver", "period", "told", "planned", "sector", "subject", "right")
"""side: stands in the record; giver: gives in a flow; period: is its date; told: is a record at all; planned: still to
come; sector: is of it; subject: is what it is about; right: stands as a reader would take it."""
FORMAT = 2
"""Raised when the file's layout or the meaning of a feature changes."""
BIAS = "bias"
WORD = 0.2
"""How much a word counts, beside a sign's 1: there are many, and the less each counts, the less a rare one tells."""
MODEL_FILE = "model.json"
"""The models within a model's folder."""

Feature = str | tuple[str, ...]
"""A feature's name, or a name and what it is crossed with.

("near", "trade", "home") is `near`, `near|trade` and `near|home`; ("near|", "trade", "home") is the last two alone.
What is crossed comes of closed lists (kinds, frames, words of lexicons); names made of an article's words are plain.
"""


class Features(NamedTuple):
    """What speaks for and against something.

    Attributes:
        signs: what holds, each once.
        numbers: what is told by how much, mostly from 0 to 1.
        words: by where they stand (`surroundings`) words of the text, each once; one counts `WORD`.
    """

    signs: list[Feature]
    numbers: Mapping[Feature, float] = MappingProxyType({})
    words: Mapping[str, Collection[str]] = MappingProxyType({})

    def named(self) -> dict[str, float]:
        """Every feature by its full name, as the models' weights and training have them; 1 for what holds."""
        values = {name: 1.0 for feature in self.signs for name in _names(feature)}
        values |= {f"{place} {word}": WORD for place, words in self.words.items() for word in words}
        return values | {name: value for feature, value in self.numbers.items() for name in _names(feature)}


def _names(feature: Feature) -> tuple[str, ...]:
    if isinstance(feature, str):
        return (feature,)
    name, *others = feature
    if name.endswith("|"):
        return tuple(name + other for other in others)
    return (name, *(f"{name}|{other}" for other in others))


class _Weights(dict[Feature, float]):
    """The weights of features as they are asked for: those of crossed ones are added up once."""

    def __missing__(self, feature: Feature) -> float:
        if isinstance(feature, str):  # a word of some article: not kept
            return 0.0
        weight = self[feature] = sum(self.get(name, 0.0) for name in _names(feature))
        return weight


def sigmoid(odds: float) -> float:
    """The probability of the log-odds."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


@dataclass(frozen=True)
class Logistic:
    """Feature to weight."""

    weights: Mapping[str, float]
    """By full name."""

    @cached_property
    def _known(self) -> _Weights:
        return _Weights(self.weights)

    @cached_property
    def _by_place(self) -> dict[str, dict[str, float]]:
        return {}

    def odds(self, features: Features) -> float:
        """The log-odds; a feature without a weight says nothing."""
        known = self._known
        total = sum(map(known.__getitem__, features.signs), known[BIAS])
        for feature, value in features.numbers.items():
            total += value * known[feature]
        for place, words in features.words.items():
            weights = self._words(place)
            total += WORD * sum([weights[word] for word in words if word in weights])
        return total

    def _words(self, place: str) -> dict[str, float]:
        """The weights of words that stand there."""
        if (found := self._by_place.get(place)) is None:
            start = place + " "
            found = {name.removeprefix(start): w for name, w in self.weights.items() if name.startswith(start)}
            self._by_place[place] = found
        return found

    def probability(self, features: Features) -> float:
        """The probability, 0 to 1."""
        return sigmoid(self.odds(features))

    def telling(self, features: Features, most: int) -> list[tuple[str, float]]:
        """The features that speak loudest, with what each adds to the log-odds."""
        said = [(name, value * self.weights.get(name, 0.0)) for name, value in features.named().items()]
        return sorted((row for row in said if row[1]), key=lambda row: -abs(row[1]))[:most]


class Policy(BaseModel):
    """What is done with the probabilities.

    Training chooses `side`, `second`, `period`, `subject`, `planned`, `told` and `told_short` in cross-validation; the
    others are chosen on the training articles by hand.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    side: float = 0.5
    """From which a side stands in the record."""
    second: float = 0.2
    """From which the likeliest further side is taken where only one stands in the record."""
    period: float = 0.4
    """From which the likeliest date is the period."""
    subject: float = 0.4
    """From which the likeliest stretch is the subject, times the probability of the record."""
    planned: float = 0.5
    """From which the record is still to come."""
    sectors: tuple[float, float, float] = (0.0, 0.36, 0.5)
    """From which the first, second and third sector is taken."""
    faint: float = 0.12
    """Below which a draft adds nothing to others that tell the same."""
    told: float = 0.3
    """From which what drafts tell is a record."""
    told_short: float = 0.12
    """The same in a text that is no article: its sentences were picked by whoever gave it."""

    def least(self, lead: int) -> float:
        """The threshold of records for a text: `told_short` for one without a head (`ArticleIndex.lead` is 0)."""
        return self.told if lead else self.told_short


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    format: int
    names: dict[str, frozenset[str]]
    policy: Policy
    weights: dict[str, dict[str, float]]


@dataclass(frozen=True, eq=False)
class Models:
    """The models by what they decide, and the policy."""

    side: Logistic
    giver: Logistic
    period: Logistic
    told: Logistic
    planned: Logistic
    sector: Logistic
    subject: SubjectModel
    right: Logistic
    policy: Policy


def model_of(name: str, weights: Mapping[str, float]) -> Any:
    """The model of the name in `MODELS` with the weights."""
    return SubjectModel(weights) if name == "subject" else Logistic(weights)


def declared() -> dict[str, frozenset[str]]:
    """The names of the ontology that features are made of, by layer: a model fits as long as those it knows exist."""
    return {
        "kinds": frozenset(map(str, ontology().kinds)),
        "frames": frozenset(ontology().frames),
        "modifiers": frozenset(ontology().modifiers),
        "contexts": frozenset(map(str, Context)),
    }


@cache
def identity(folder: str) -> str:
    """What tells the models of a folder from others: 12 hexadecimal digits of the SHA-256 of their file.

    Raises:
        ModelError: the folder has no models that fit this version.
    """
    path = Path(folder) / MODEL_FILE
    load(path)
    return sha256(path.read_bytes()).hexdigest()[:12]


@cache
def load(path: Path | None = None) -> Models:
    """The models of a file; without one, those of the package.

    Raises:
        ModelError: the file is missing, is no such file, or does not fit this version.
    """
    where = str(path or "ruammit/records/data/model.json")
    cure = "train with `ruammit train`" if path else "install ruammit again, or train with `make train`"
    source = path or resources.files("ruammit.records").joinpath("data/model.json")
    try:
        found = _File.model_validate_json(source.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise ModelError("the record model is missing", where=where, cure=cure) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        told = f"{place}: {first['msg']}" if place else first["msg"]
        raise ModelError(f"no record model: {told}", where=where, cure=cure) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ModelError(f"no record model: {error}", where=where, cure=cure) from error
    if found.format != FORMAT:
        raise ModelError(f"a model of format {found.format}, and {FORMAT} is read", where=where, cure=cure)
    for layer, names in declared().items():
        if gone := found.names.get(layer, frozenset()) - names:
            raise ModelError(
                f"a model with features of {layer} that are no longer declared: {', '.join(sorted(gone))}",
                where=where,
                cure=cure,
            )
    missing = set(MODELS) - found.weights.keys()
    if missing:
        raise ModelError(f"no weights for {', '.join(sorted(missing))}", where=where, cure=cure)
    models = {name: model_of(name, weights) for name, weights in found.weights.items() if name in MODELS}
    return Models(policy=found.policy, **models)
