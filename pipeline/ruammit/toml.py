"""TOML files: the one with the settings for a folder, and the lines of keys, for messages that name them.

Nothing here takes time to load: every command looks for settings.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from ruammit.errors import SettingsError

__all__ = ["SHARED_SETTINGS", "find_settings", "line_of", "read"]

SETTINGS, SHARED_SETTINGS = "ruammit.toml", "pyproject.toml"
"""Files with settings; of the second, the table `[tool.ruammit]`."""


def find_settings(folder: Path) -> Path | None:
    """The file with the settings for a folder: in it or in the nearest folder above it; None where there is none."""
    for place in (folder, *folder.parents):
        if (own := place / SETTINGS).is_file():
            return own
        shared = place / SHARED_SETTINGS
        if shared.is_file() and "ruammit" in read(shared).get("tool", {}):
            return shared
    return None


def read(path: Path) -> dict[str, Any]:
    """The content of a TOML file.

    Raises:
        SettingsError: it cannot be read, or is no valid TOML; the message names the line.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        cure = "check the path"
        raise SettingsError(f"cannot be read: {error.strerror or error}", where=str(path), cure=cure) from None
    except UnicodeDecodeError:
        raise SettingsError("this is not UTF-8", where=str(path), cure="save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"no valid TOML: {error}", where=str(path), cure="mend the line") from None


_HEADER = re.compile(r"\s*\[\[?(?P<key>[^\[\]]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*(?P<key>[^=#\[{]+?)\s*=")


def line_of(text: str, location: tuple[int | str, ...]) -> int | None:
    """The number of the line, from 1, that holds the longest part of a key's path; None where none holds any."""
    wanted = tuple(part for part in location if isinstance(part, str))
    table: tuple[str, ...] = ()
    best: tuple[int, int | None] = (0, None)
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            path = table = _path(header["key"])
        elif key := _KEY.match(line):
            path = (*table, *_path(key["key"]))
        else:
            continue
        if path and path == wanted[: len(path)] and len(path) > best[0]:
            best = (len(path), number)
    return best[1]


def _path(key: str) -> tuple[str, ...]:
    """The parts of a dotted key; nothing for what is none."""
    try:
        content: Any = tomllib.loads(f"{key} = 0")
    except tomllib.TOMLDecodeError:
        return ()
    parts = []
    while isinstance(content, dict):
        ((part, content),) = content.items()
        parts.append(part)
    return tuple(parts)
