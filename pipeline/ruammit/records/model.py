"""Where rules stop paying: small logistic models over what the rules have read, their weights a JSON file.

The rules decide what is possible and fill the slots; the models decide whether a candidate is a record, whether it is
done or planned, and of which sectors. A weight is what a feature adds to the log-odds; `ruammit explain` shows them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from math import exp

__all__ = ["odds", "probability", "weights"]


@cache
def weights(model: str) -> dict[str, float]:
    """Feature to weight of a model: `record`, `planned` or `sector`. Empty before the first training."""
    try:
        text = resources.files("ruammit.records").joinpath("data/weights.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    found: dict[str, float] = json.loads(text).get(model, {})
    return found


def probability(model: str, features: Mapping[str, float], more: float = 0.0) -> float:
    """The model's probability for what the features describe, and for log-odds that were summed up before."""
    known = weights(model)
    total = known.get("bias", 0.0) + odds(known, features) + more
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def odds(known: Mapping[str, float], features: Mapping[str, float]) -> float:
    """What the features add to the log-odds by the weights; one that has no weight says nothing."""
    total = 0.0
    weight_of = known.get
    for name, value in features.items():
        weight = weight_of(name)
        if weight is not None:
            total += value * weight
    return total
