"""Which languages have a pack, and where it is."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from ruammit.errors import PackError
from ruammit.languages.packs import LanguagePack

__all__ = ["ENTRY_POINTS", "brought", "codes", "pack"]

ENTRY_POINTS = "ruammit.languages"
"""The entry-point group of packages that bring a pack: its ISO 639-1 code = "module:PACK"."""
_OWN = {"th": "ruammit.languages.thai", "vi": "ruammit.languages.vietnamese"}


@cache
def brought() -> tuple[EntryPoint, ...]:
    """The entry points of packages that bring a pack: all installed packages are looked through for them."""
    return tuple(entry_points(group=ENTRY_POINTS))


@cache
def codes() -> tuple[str, ...]:
    """The codes of the languages that have a pack, Ruammit's own first."""
    further = {point.name for point in brought()} - set(_OWN)
    return (*_OWN, *sorted(further))


@cache
def pack(code: str) -> LanguagePack:
    """The language pack for an ISO 639-1 code.

    Raises:
        PackError: no pack for this language, or one that cannot be loaded.
    """
    if code in _OWN:
        return _checked(code, import_module(_OWN[code]).PACK, _OWN[code])
    for point in brought():
        if point.name != code:
            continue
        try:
            found = point.load()
        except (ImportError, AttributeError) as error:
            raise PackError(f"the language pack cannot be loaded: {error}", where=f"{code} = {point.value}") from error
        return _checked(code, found, point.value)
    raise PackError(
        f"no language pack for {code!r}",
        cure=f"use one of: {', '.join(codes())}, or install a package with an entry point in the group {ENTRY_POINTS}",
    )


def _checked(code: str, found: object, where: str) -> LanguagePack:
    if not isinstance(found, LanguagePack):
        raise PackError(f"this is a {type(found).__name__}, and no LanguagePack", where=where)
    if found.code != code:
        raise PackError(f"the pack is for {found.code!r}, its entry point for {code!r}", where=where)
    return found
