"""The weights of a model as CRFsuite keeps them, read from its file.

The layout is that of CRFsuite 0.12 (`crf1d_model.c`, `cqdb.c`): a header, the features (kind, source, label, weight),
and two tables of strings, of the labels and of the attributes that the features start from. Numbers are little-endian.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["Weights", "read_weights"]

_HEADER = struct.Struct("<4sI4s4I5I")
_CHUNK = struct.Struct("<4sII")
_FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("label", "<u4"), ("weight", "<f8")])
_STRINGS = struct.Struct("<4s5I")
_STRING = struct.Struct("<II")
_OF_STATE = 0  # a feature of an attribute and a label; the others are of two labels that follow one another


class Weights(NamedTuple):
    """What a model has learnt of attributes.

    Attributes:
        labels: the tags.
        attributes: the attributes.
        values: what each attribute adds to the score of each label: one row per attribute, one column per label.
    """

    labels: list[str]
    attributes: list[str]
    values: npt.NDArray[np.float64]


def read_weights(path: Path) -> Weights:
    """The weights of a model that CRFsuite has written."""
    data = path.read_bytes()
    *_, features_at, labels_at, attributes_at, _, _ = _HEADER.unpack_from(data)
    labels, attributes = _strings(data, labels_at), _strings(data, attributes_at)
    *_, number = _CHUNK.unpack_from(data, features_at)
    features = np.frombuffer(data, _FEATURE, number, features_at + _CHUNK.size)
    features = features[features["kind"] == _OF_STATE]
    values = np.zeros((len(attributes), len(labels)))
    values[features["source"], features["label"]] = features["weight"]
    return Weights(labels, attributes, values)


def _strings(data: bytes, at: int) -> list[str]:
    """The strings of a table that starts at the place, by their numbers."""
    *_, count, index = _STRINGS.unpack_from(data, at)
    strings = []
    for offset in struct.unpack_from(f"<{count}I", data, at + index):
        start = at + offset + _STRING.size
        size = _STRING.unpack_from(data, at + offset)[1]
        strings.append(data[start : start + size - 1].decode("utf-8"))  # the last byte is zero
    return strings
