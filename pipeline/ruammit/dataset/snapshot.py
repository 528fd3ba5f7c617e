"""One state of a dataset: the parts that were committed when it was taken, and their files, checked when they are read.

This is the one place that decides which parts are seen: readers, the index of a run and what cleans up all ask it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as pads
import pyarrow.parquet as pq

from ruammit.dataset.commits import Commit, Log
from ruammit.dataset.files import DataFile, Folder, digest, footer_digest
from ruammit.dataset.layers import LAYERS, arrow_schema
from ruammit.errors import DatasetError

__all__ = ["ENDING", "Damage", "Snapshot"]

ENDING = ".parquet"
_THREADS = 8
"""Files that are looked at side by side: most of the time is spent waiting for the disk or the network."""

_PAGES = pads.ParquetFileFormat(
    default_fragment_scan_options=pads.ParquetFragmentScanOptions(page_checksum_verification=True)
)


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that is not as its commit says.

    Attributes:
        part: the part that it belongs to.
        layer: its layer.
        path: where it is, or should be.
        what: what is wrong with it.
        articles: the articles of the part.
    """

    part: str
    layer: str
    path: str
    what: str
    articles: int

    def error(self) -> DatasetError:
        """The same as an exception."""
        return DatasetError(
            f"the dataset is damaged: this file {self.what}",
            where=self.path,
            cure="`ruammit check DIR` tells what else is; `ruammit extract` again does the articles concerned again",
        )


class Snapshot:
    """The committed parts of a dataset.

    Args:
        folder: the dataset's folder.
        commits: its parts; None: those that its log names now.

    Raises:
        DatasetError: the log is missing or damaged.
    """

    def __init__(self, folder: Folder, commits: Iterable[Commit] | None = None) -> None:
        self._folder = folder
        if commits is None:
            log = Log(folder)
            if log.damaged:
                lines = ", ".join(map(str, log.damaged[:5]))
                raise DatasetError(
                    f"the dataset's log of commits is damaged in line {lines}",
                    where=folder.location,
                    cure="`ruammit extract` again does the articles concerned again",
                )
            commits = log.commits.values()
        self.commits = {commit.part: commit for commit in commits}

    @property
    def parts(self) -> list[str]:
        """The names of the parts, in the order of runs and of their chunks."""
        return list(self.commits)

    def path(self, part: str, layer: str) -> str:
        """Where the file of a part in a layer lies."""
        return self._folder.path(f"{layer}/{part}{ENDING}")

    def files(self, layer: str) -> list[str]:
        """The paths of the parts' files of a layer."""
        return [self.path(part, layer) for part, commit in self.commits.items() if layer in commit.files]

    # --- damage ------------------------------------------------------------------------------------------------------

    def _damage(self, part: str, layer: str, what: str) -> Damage:
        return Damage(part, layer, self.path(part, layer), what, self.commits[part].articles)

    def missing(self) -> list[Damage]:
        """The files that are not there, or not in their size: what a look at the folders tells."""
        found = []
        sizes = {layer: self._folder.sizes(layer) for layer in LAYERS}
        for part, commit in self.commits.items():
            for layer, file in commit.files.items():
                size = sizes[layer].get(part + ENDING)
                if size is None:
                    found.append(self._damage(part, layer, "is missing"))
                elif size != file.size:
                    found.append(self._damage(part, layer, f"has {size:,} bytes instead of {file.size:,}"))
        return found

    def changed(self) -> list[Damage]:
        """The files whose content is not what was written; reads all of them."""
        return self._compare(LAYERS, self._whole)

    def check_footers(self, layers: Iterable[str]) -> None:
        """Compare the footers of the layers' files with their commits, for they have no checksum of Parquet's own.

        Raises:
            DatasetError: one differs, or a file is gone.
        """
        for damage in self._compare(layers, self._footer):
            raise self.trouble(damage)

    def _compare(self, layers: Iterable[str], test: Callable[[str, DataFile], str | None]) -> list[Damage]:
        files = [
            (part, layer, commit.files[layer])
            for part, commit in self.commits.items()
            for layer in layers
            if layer in commit.files
        ]
        with ThreadPoolExecutor(_THREADS) as pool:
            faults = pool.map(lambda file: test(self.path(file[0], file[1]), file[2]), files)
            return [
                self._damage(part, layer, fault) for (part, layer, _), fault in zip(files, faults, strict=True) if fault
            ]

    def _footer(self, path: str, expected: DataFile) -> str | None:
        return self._fault(path, lambda file: footer_digest(file) == expected.footer)

    def _whole(self, path: str, expected: DataFile) -> str | None:
        return self._fault(path, lambda file: digest(file.read_buffer()) == expected.blake2b)

    def _fault(self, path: str, same: Callable[[pa.NativeFile], bool]) -> str | None:
        try:
            if self._folder.local and not Path(path).is_file() and Path(path).exists():  # a pipe would be waited for
                return "is no file"
            with self._folder.fs.open_input_file(path) as file:
                return None if same(file) else "is not as it was written"
        except FileNotFoundError:
            return "is missing"
        except (OSError, pa.ArrowException) as error:
            return f"cannot be read: {error}"

    def left(self, damage: Damage) -> bool:
        """Whether a run has taken the file out of the dataset since the snapshot was taken."""
        now = Log(self._folder).commits.get(damage.part)
        return now is None or damage.layer not in now.files

    def trouble(self, damage: Damage) -> DatasetError:
        """The damage as an exception, unless a run has taken the file out of the dataset in the meantime."""
        if self.left(damage):
            return DatasetError(
                "the dataset has been changed since it was opened", where=self._folder.location, cure="open it again"
            )
        return damage.error()

    # --- reading -----------------------------------------------------------------------------------------------------

    def table(self, part: str, layer: str, columns: list[str] | None = None) -> pa.Table:
        """The rows of a part in a layer; the whole file is compared with its commit.

        Raises:
            DatasetError: the file is damaged or gone.
        """
        expected = self.commits[part].files.get(layer)
        if expected is None:
            empty = arrow_schema(layer).empty_table()
            return empty.select(columns) if columns else empty
        try:
            with self._folder.fs.open_input_file(self.path(part, layer)) as file:
                data = file.read_buffer()
        except (OSError, pa.ArrowException) as error:
            what = "is missing" if isinstance(error, FileNotFoundError) else f"cannot be read: {error}"
            raise self.trouble(self._damage(part, layer, what)) from error
        if digest(data) != expected.blake2b:
            raise self.trouble(self._damage(part, layer, "is not as it was written"))
        return pq.read_table(pa.BufferReader(data), columns=columns, schema=arrow_schema(layer))

    def tables(self, layer: str, columns: list[str]) -> Iterator[tuple[str, pa.Table]]:
        """Part by part, the rows of a layer; parts without any left out."""
        for part, commit in self.commits.items():
            if layer in commit.files:
                yield part, self.table(part, layer, columns)

    def rows(self, layer: str, parts: Iterable[str], key: str, values: Collection[str]) -> pa.Table:
        """The rows of some parts in a layer whose key is one of the values.

        Raises:
            DatasetError: a file is damaged or gone.
        """
        found = self.scan(layer, set(parts))
        wanted = pads.field(key).isin(list(values))
        try:
            return found.to_table(filter=wanted) if isinstance(found, pads.Dataset) else found
        except (OSError, pa.ArrowException) as error:
            for damage in self.changed():
                raise self.trouble(damage) from error
            raise DatasetError(f"the dataset cannot be read: {error}", where=self._folder.location) from error

    def scan(self, layer: str, parts: Collection[str] | None = None) -> pads.Dataset | pa.Table:
        """A layer for a query engine to scan; Parquet's checksums of the pages are verified as they are read.

        Args:
            layer: the layer.
            parts: the parts to scan; None: all of them.

        Raises:
            DatasetError: a file is gone.
        """
        schema = arrow_schema(layer)
        named = self.commits.items() if parts is None else ((part, self.commits[part]) for part in parts)
        paths = [self.path(part, layer) for part, commit in named if layer in commit.files]
        if not paths:
            return schema.empty_table()
        try:
            return pads.dataset(paths, schema=schema, format=_PAGES, filesystem=self._folder.fs)
        except OSError as error:
            self.check_footers([layer])
            raise DatasetError(f"the dataset cannot be read: {error}", where=self._folder.location) from error
