"""Lists of Thai words and names, from PyThaiNLP.

The dictionary is CC0; the names are the Thai Male and Female Names Corpus (Korkeat Wannapat, CC BY-SA 4.0). They are
read where PyThaiNLP keeps them, and no copy of them is kept here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ruammit.garbage import uncollected

__all__ = ["word_lists"]


@cache
@uncollected()
def word_lists() -> Mapping[str, frozenset[str]]:
    """Words of the dictionary, family names and given names."""
    from pythainlp.corpus import thai_family_names, thai_female_names, thai_male_names, thai_words

    return {
        "dictionary": frozenset(thai_words()),
        "family": frozenset(thai_family_names()),
        "given": frozenset(thai_female_names() | thai_male_names()),
    }
