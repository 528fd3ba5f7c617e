"""The known names of an article, found once for all who ask for them."""

from __future__ import annotations

from ruammit.analysis import Analysis
from ruammit.entities.cased.places import CasedNames
from ruammit.entities.known_names import KnownNames
from ruammit.entities.uncased.places import UncasedNames

__all__ = ["known_names"]

_latest: list[KnownNames] = []


def known_names(analysis: Analysis) -> KnownNames:
    """The article's places and known organisations, by the rules of its script; those of the last article are kept."""
    if _latest and _latest[0].analysis is analysis:
        return _latest[0]
    found = CasedNames(analysis) if analysis.pack.script.cased else UncasedNames(analysis)
    _latest[:] = [found]
    return found
