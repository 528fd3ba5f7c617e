"""The marker file: what makes a folder a dataset, and which names in it are the dataset's own."""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import asdict, dataclass
from functools import cached_property

from ruammit._version import extractor
from ruammit.dataset import layers
from ruammit.dataset.files import ASIDE, Folder, sealed, unsealed
from ruammit.dataset.names import LOCK, LOG, MARKER, REVIEWS
from ruammit.errors import DatasetError

__all__ = ["Marker", "make", "read", "strangers"]

_FORMAT = 1
"""Version of the folder's layout."""


@dataclass(frozen=True)
class Marker:
    """What a dataset says of itself.

    Attributes:
        format: version of the folder's layout.
        id: 6 hexadecimal digits that every name of its parts begins with.
        schema: version of the output schema.
        columns: hash of the columns of all layers.
        extractor: identity of the extractor that made the dataset; its parts may have later ones.
        created: when, in UTC (ISO 8601).
    """

    format: int
    id: str
    schema: str
    columns: str
    extractor: str
    created: str

    def part_prefix(self) -> str:
        """The beginning of the names of a run's parts: sorts by time, and is never given twice."""
        return f"{self.id}-{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{secrets.token_hex(3)}"

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"{re.escape(self.id)}-\d{{8}}T\d{{6}}-[0-9a-f]{{6}}-\d{{7,}}-[0-9a-f]{{4}}\.parquet")

    def owns(self, name: str) -> bool:
        """Whether a file in a layer's folder has a name that this dataset gives: no other is ever removed."""
        return self._pattern.fullmatch(name) is not None


def _own() -> tuple[str, str]:
    """Schema version and hash of the columns that this Ruammit reads and writes."""
    found = layers.metadata()
    return found[layers.SCHEMA_KEY].decode(), found[layers.COLUMNS_KEY].decode()


def read(folder: Folder) -> Marker | None:
    """The marker of the dataset in the folder; None: there is none.

    Raises:
        DatasetError: it is damaged, or of a layout or schema that this Ruammit does not read.
    """
    data = folder.read(MARKER)
    if data is None:
        return None
    entry = unsealed(data.to_pybytes())
    if entry is None:
        raise DatasetError(
            "the dataset's marker file is damaged",
            where=folder.path(MARKER),
            cure="restore it from a copy, or extract into another folder",
        )
    schema, columns = _own()
    of_other = entry.get("format") != _FORMAT or (entry.get("schema"), entry.get("columns")) != (schema, columns)
    if of_other:
        told = f"{entry.get('schema')}" + ("" if entry.get("schema") != schema else ", unreleased,")
        raise DatasetError(
            f"the dataset has schema version {told} and this Ruammit reads and writes version {schema}",
            where=folder.location,
            cure=f"extract into another folder, or use the Ruammit that made it ({entry.get('extractor')})",
        )
    return Marker(**entry)


def make(folder: Folder) -> Marker:
    """Make the folder a dataset: an empty log of commits, then the marker."""
    schema, columns = _own()
    created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    marker = Marker(_FORMAT, secrets.token_hex(3), schema, columns, extractor(), created)
    folder.replace(LOG, b"")
    folder.replace(MARKER, sealed(asdict(marker)))
    return marker


def strangers(folder: Folder) -> list[str]:
    """What lies in a folder without a marker that an interrupted `make` did not leave there.

    The corrections of an earlier dataset may: so they are taken along.
    """
    own = {LOCK, LOG + ASIDE, MARKER + ASIDE, REVIEWS}
    return sorted(name for name, size in folder.sizes().items() if name not in own and (name, size) != (LOG, 0))
