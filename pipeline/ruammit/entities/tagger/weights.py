"""The weights of a model as CRFsuite keeps them, read from its file.

The layout is that of CRFsuite 0.12 (`crf1d_model.c`, `cqdb.c`): a header, the features (kind, source, label, weight),
and two tables of strings, of the labels and of the attributes that the features start from. Numbers are little-endian.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import NamedTuple

__all__ = ["Weights", "read_weights"]

_HEADER = struct.Struct("<4sI4s4I5I")
_CHUNK = struct.Struct("<4sII")
_FEATURE = struct.Struct("<IIId")
_STRINGS = struct.Struct("<4s5I")
_STRING = struct.Struct("<II")
_OF_STATE = 0  # a feature of an attribute and a label; the others are of two labels that follow one another


class Weights(NamedTuple):
    """A model's labels, and by attribute what it adds to the score of each label that it speaks for or against."""

    labels: list[str]
    attributes: dict[str, dict[str, float]]


def read_weights(path: Path) -> Weights:
    """The weights of a model that CRFsuite has written."""
    data = path.read_bytes()
    *_, features, labels_at, attributes_at, _, _ = _HEADER.unpack_from(data)
    labels = _strings(data, labels_at)
    names = _strings(data, attributes_at)
    _, size, _ = _CHUNK.unpack_from(data, features)
    found: dict[str, dict[str, float]] = {}
    for kind, source, label, weight in _FEATURE.iter_unpack(data[features + _CHUNK.size : features + size]):
        if kind == _OF_STATE:
            found.setdefault(names[source], {})[labels[label]] = weight
    return Weights(labels, found)


def _strings(data: bytes, at: int) -> list[str]:
    """The strings of a table that starts at the place, by their numbers."""
    *_, count, index = _STRINGS.unpack_from(data, at)
    strings = []
    for offset in struct.unpack_from(f"<{count}I", data, at + index):
        start = at + offset + _STRING.size
        size = _STRING.unpack_from(data, at + offset)[1]
        strings.append(data[start : start + size - 1].decode("utf-8"))  # the last byte is zero
    return strings
