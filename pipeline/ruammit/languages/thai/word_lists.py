"""Lists of Thai words and names, from PyThaiNLP.

The dictionary is CC0; the names are the Thai Male and Female Names Corpus (Korkeat Wannapat, CC BY-SA 4.0). They are
read where PyThaiNLP keeps them, and no copy of them is kept here. PyThaiNLP itself is not imported for that: with it
come a hundred modules that nothing here needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ruammit.errors import PackError

__all__ = ["dictionary_file", "word_lists"]


def dictionary_file() -> Path:
    """The file with the words of the dictionary, one a line.

    Raises:
        PackError: PyThaiNLP is not installed.
    """
    return _corpus() / "words_th.txt"


@cache
def word_lists() -> Mapping[str, frozenset[str]]:
    """Words of the dictionary, family names and given names.

    Raises:
        PackError: PyThaiNLP is not installed, or lacks a list.
    """
    return {
        "dictionary": _lines(dictionary_file()),
        "family": _lines(_corpus() / "family_names_th.txt"),
        "given": _lines(_corpus() / "person_names_female_th.txt") | _lines(_corpus() / "person_names_male_th.txt"),
    }


def _corpus() -> Path:
    found = find_spec("pythainlp")
    if found is None or not found.submodule_search_locations:
        raise PackError("Thai needs PyThaiNLP, which is not installed", cure="pip install pythainlp")
    return Path(found.submodule_search_locations[0]) / "corpus"


def _lines(path: Path) -> frozenset[str]:
    """The lines that hold anything."""
    try:
        return frozenset(filter(None, path.read_text(encoding="utf-8-sig").splitlines()))
    except FileNotFoundError:
        raise PackError("PyThaiNLP lacks this list", where=str(path), cure="pip install --upgrade pythainlp") from None
