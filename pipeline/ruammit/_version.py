"""Which Ruammit this is: the version of the release, and the identity of the rules and data that extract.

The identity is `VERSION+HASH`. The hash covers every file of the package that can change an extraction, so that two
Ruammits with one hash extract the same, and a changed rule changes the identity without anyone's doing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

__all__ = ["extractor", "rules_of", "version"]

_PACKAGE = Path(__file__).parent
_NOT_COUNTED = {".md", ".pyc", ".typed"}
"""Endings of files that nothing reads while it extracts."""
_OUTSIDE = {"cli", "dataset", "engines", "evaluation", "examples", "merging", "review", "training", "views"}
"""Folders of the package, at any depth, whose files change no extraction: what is not named here counts."""


@cache
def version() -> str:
    """The version of the installed distribution; "0" where Ruammit is run without being installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("ruammit")
    except PackageNotFoundError:
        return "0"


@cache
def extractor() -> str:
    """The extractor's identity: the version and 12 hexadecimal digits for its rules and data.

    Computed from about 150 files (10 ms) when it is first asked for.
    """
    found = hashlib.sha256()
    for name, content in _files(_PACKAGE):
        found.update(f"{name}\n{len(content)}\n".encode())
        found.update(content)
    for line in _third_party_packs():
        found.update(f"{line}\n".encode())
    return f"{version()}+{found.hexdigest()[:12]}"


def rules_of(identity: str) -> str:
    """The part of an identity that stands for the rules and data; of one without it, the whole."""
    return identity.rpartition("+")[2]


def _files(package: Path) -> Iterator[tuple[str, bytes]]:
    """Path and content of the files that decide an extraction, in one order; line ends of text as in the repository."""
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(set(folders) - _OUTSIDE)
        place = Path(folder)
        within = place.relative_to(package).as_posix()
        for name in sorted(names):
            path = place / name
            if path.suffix not in _NOT_COUNTED:
                yield name if within == "." else f"{within}/{name}", path.read_bytes().replace(b"\r\n", b"\n")


def _third_party_packs() -> list[str]:
    """Name and version of the installed distributions that bring a language pack."""
    from ruammit.languages.registry import brought  # an extraction has looked for them already

    distributions = {point.dist for point in brought()} - {None}
    return sorted(f"{found.name} {found.version}" for found in distributions if found)
