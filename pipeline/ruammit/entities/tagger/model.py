"""The tagger's model on disk: a folder of a pack with the model, the words' clusters, and a card that names both."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from ruammit.entities.tagger.features import TEMPLATES_HASH
from ruammit.entities.tagger.words import Cluster
from ruammit.errors import ModelError

__all__ = ["CARD", "CLUSTERS", "MODEL", "Card", "digest", "kept_clusters", "load", "read_clusters"]

CARD, MODEL, CLUSTERS = "card.json", "names.crfsuite", "clusters.tsv"
CURE = "reinstall ruammit, or run `make train-names`"


class Card(BaseModel):
    """What a model is, and whether it fits.

    Attributes:
        language: ISO 639-1 code of the pack.
        templates: `features.TEMPLATES_HASH` of the features that it was trained on.
        files: name to SHA-256 of the files beside the card.
        thresholds: by type of entity the least probability of a name that is kept (0 to 1).
        sources: the texts learnt from: name, licence, author, number of texts, split.
        articles: SHA-256 of every annotated article to its split: "train", or "calibrate" (the thresholds' part).
        training: the trainer's options.
        metrics: precision, recall and counts, by the set that they were measured on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str
    templates: str
    files: Mapping[str, str]
    thresholds: Mapping[str, float]
    sources: tuple[Mapping[str, str | int], ...]
    articles: Mapping[str, str]
    training: Mapping[str, str | int | float]
    metrics: Mapping[str, Any]


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def load(folder: Path, language: str) -> tuple[Card, dict[str, Cluster]]:
    """A model's card and its clusters, every file checked.

    Args:
        folder: holds `CARD` and the files that it names.
        language: ISO 639-1 code that the card must name.

    Raises:
        ModelError: a file is missing or another one than the card says, or the model was trained for another language
            or on other features.
    """
    path = folder / CARD
    try:
        card = Card.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError("the tagger's card is missing", where=str(path), cure=CURE) from None
    except (ValidationError, UnicodeDecodeError) as error:
        raise ModelError(f"no card of a tagger: {error}", where=str(path), cure=CURE) from None
    if card.language != language:
        raise ModelError(f"a tagger for {card.language!r}, not for {language!r}", where=str(path), cure=CURE)
    if card.templates != TEMPLATES_HASH:
        raise ModelError("the tagger was trained on other features", where=str(path), cure=CURE)
    for name in (MODEL, CLUSTERS):
        file = folder / name
        if not file.is_file():
            raise ModelError("the tagger lacks this file", where=str(file), cure=CURE)
        if card.files.get(name) != digest(file):
            raise ModelError("the file is not the one that the tagger's card names", where=str(file), cure=CURE)
    return card, kept_clusters(folder / CLUSTERS)


def read_clusters(path: Path) -> dict[str, Cluster]:
    """The clusters of a file with a word, its two clusters and its frequency a line, tab-separated."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, *numbers = line.split("\t")
        found[word] = Cluster._make(map(int, numbers))
    return found


@cache
def kept_clusters(path: Path) -> dict[str, Cluster]:
    """The clusters of a file, read once in a process: the tagger and the model of subjects share them."""
    return read_clusters(path)
