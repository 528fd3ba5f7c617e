"""Ruammit: validated, source-grounded cooperation records from Thai and Vietnamese news.

>>> import ruammit
>>> x = ruammit.extract("Bỉ có 8 dự án tại Hải Phòng, tổng vốn hơn 758,5 triệu USD.")
>>> f"{x.money[0].amount:,.0f} {x.money[0].currency}, {x.money[0].modifier}"
'758,500,000 USD, more'

The names below are loaded when they are first asked for, so that `import ruammit` costs next to nothing.
"""

from __future__ import annotations

import importlib
import logging
import sys
from typing import TYPE_CHECKING

from ruammit.garbage import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable

    __version__: str
    from ruammit.api import RejectedWarning, extract, extract_all, extract_to
    from ruammit.dataset.store import Dataset
    from ruammit.dataset.store import open_dataset as open
    from ruammit.engines.summary import Summary
    from ruammit.errors import (
        ArticleError,
        DatasetError,
        GoldError,
        OutputError,
        PackError,
        ResourceError,
        RuammitError,
        SettingsError,
    )
    from ruammit.exports import export
    from ruammit.nlp import load
    from ruammit.readers.articles import Rejected, read_article
    from ruammit.schema import (
        Amount,
        Article,
        Boilerplate,
        Count,
        DateMention,
        Entity,
        Extraction,
        Flag,
        MergedRecord,
        Money,
        Party,
        Percent,
        Record,
        Share,
        Span,
    )
    from ruammit.views.explain import explain

__all__ = [
    "Amount",
    "Article",
    "ArticleError",
    "Boilerplate",
    "Count",
    "Dataset",
    "DatasetError",
    "DateMention",
    "Entity",
    "Extraction",
    "Flag",
    "GoldError",
    "MergedRecord",
    "Money",
    "OutputError",
    "PackError",
    "Party",
    "Percent",
    "Record",
    "Rejected",
    "RejectedWarning",
    "ResourceError",
    "RuammitError",
    "SettingsError",
    "Share",
    "Span",
    "Summary",
    "__version__",
    "explain",
    "export",
    "extract",
    "extract_all",
    "extract_to",
    "load",
    "open",
    "read_article",
]

_HOMES = {
    "ruammit._version": ("__version__",),
    "ruammit.api": ("RejectedWarning", "extract", "extract_all", "extract_to"),
    "ruammit.readers.articles": ("Rejected", "read_article"),
    "ruammit.dataset.store": ("Dataset", "open"),
    "ruammit.engines.run": ("Summary",),
    "ruammit.errors": (
        "ArticleError",
        "DatasetError",
        "GoldError",
        "OutputError",
        "PackError",
        "ResourceError",
        "RuammitError",
        "SettingsError",
    ),
    "ruammit.exports": ("export",),
    "ruammit.nlp": ("load",),
    "ruammit.views.explain": ("explain",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}
logging.getLogger(__name__).addHandler(logging.NullHandler())  # whoever uses the library decides where it goes

_OWN_NAMES = {"open": "open_dataset", "__version__": "version"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    with uncollected():
        module = importlib.import_module(_HOME.get(name, "ruammit.schema"))
    value: object = getattr(module, _OWN_NAMES.get(name, name))
    if name == "__version__":
        value = value()  # type: ignore[operator]
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _shown_by(view: str) -> Callable[[object], str]:
    """A view of `ruammit.views.notebook`, loaded when it is first called."""
    return lambda value: str(getattr(importlib.import_module("ruammit.views.notebook"), view)(value))


def _show_in_notebooks() -> None:
    """Tell IPython, where it runs, how extractions and datasets are shown: neither knows of its views."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell and shell.display_formatter:
        html = shell.display_formatter.formatters["text/html"]
        html.for_type_by_name("ruammit.schema.articles", "Extraction", _shown_by("extraction_html"))
        html.for_type_by_name("ruammit.dataset.store", "Dataset", _shown_by("dataset_html"))


_show_in_notebooks()
