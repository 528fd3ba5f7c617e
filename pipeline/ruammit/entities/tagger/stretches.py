"""The stretches that words stand in: runs in foreign letters with spaces or signs between, and runs without spaces."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ruammit.entities.tagger.words import Kind
from ruammit.languages import Token

__all__ = [
    "FOREIGN",
    "GAPS",
    "LINE",
    "LONGEST",
    "MOST_FORMS",
    "MOST_UNKNOWN",
    "NOTHING",
    "NO_WORD",
    "OWN",
    "SIDES",
    "gaps_between",
    "of_cluster_beside",
    "of_forms",
    "of_signs",
    "of_unknown",
    "of_word_beside",
    "stretches",
]

LINE, SPACE, NOTHING = GAPS = "ns_"
"""What may stand between two words: a new line, a space, nothing."""
SIDES = "LO"
"""What a stretch is written in: foreign letters, those of the pack's script."""
FOREIGN, OWN = range(len(SIDES))
NO_WORD = "-"
"""The word and the cluster beside a stretch where a line begins or ends; a dash is as good as nothing."""
LONGEST = 6
"""Words of a stretch; longer ones are alike."""
MOST_UNKNOWN = 3
"""Words of a stretch that no list has; with more, they are alike."""
MOST_FORMS = 4
"""Words of a stretch in foreign letters whose forms count."""


def gaps_between(text: str, tokens: Sequence[Token]) -> str:
    """What stands before every token and after the last: one of `GAPS` each; new lines around the whole."""
    gaps = [
        NOTHING if end == start else LINE if "\n" in text[end:start] else SPACE
        for (_, end), (start, _) in pairwise(tokens)
    ]
    return "".join((LINE, *gaps, LINE))


def stretches(kinds: npt.NDArray[np.intp], gaps: str) -> npt.NDArray[np.intp]:
    """The numbers of the tokens that open a stretch, in order; together the stretches cover all tokens.

    Args:
        kinds: of the tokens, the numbers of their `Kind`s.
        gaps: what stands between them.
    """
    apart = np.frombuffer(gaps.encode(), dtype=np.uint8)[:-1] != ord(NOTHING)
    opens = apart | (kinds != Kind.OWN)
    every = kinds.tolist()
    done = 0
    for first in np.flatnonzero(kinds == Kind.FOREIGN).tolist():
        if first < done:
            continue
        # On over spaces and signs, and back to the last word in foreign letters.
        done = first + 1
        while done < len(every) and gaps[done] != LINE and every[done] in (Kind.FOREIGN, Kind.JOINING):
            done += 1
        while every[done - 1] != Kind.FOREIGN:
            done -= 1
        opens[first + 1 : done] = False
        opens[done : done + 1] = True
    return np.flatnonzero(opens)


def of_unknown(unknown: int, many: int) -> str:
    """The feature of a stretch in the pack's script: how many of its words no list has, and how many it has."""
    return f"kO{unknown}.{many}"


def of_forms(forms: Sequence[str], many: int) -> str:
    """The feature of a stretch in foreign letters: the forms of its first words, and how many it has."""
    return f"kL{','.join([form[:7] for form in forms])}.{many}"


def of_signs(side: str, left: str, right: str, many: int) -> str:
    """The feature of the signs before and after a stretch."""
    return f"k{side}{left}{right}{many}"


def of_word_beside(word: str) -> list[list[str]]:
    """The features of a stretch before which a word stands, and after which it does, by `SIDES`."""
    return [[f"k{side}{place}{word}"] for side in SIDES for place in "ba"]


def of_cluster_beside(cluster: str) -> list[list[str]]:
    """The same of the word's cluster, by `SIDES` and, of each, by `GAPS`: by the gap between."""
    return [[f"k{side}{place}{cluster}.{gap}"] for side in SIDES for gap in GAPS for place in "BA"]
