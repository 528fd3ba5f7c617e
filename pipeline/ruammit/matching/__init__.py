"""Finding words of a lexicon in a text, and looking up what was found by its place."""

from ruammit.matching.fold import fold
from ruammit.matching.patterns import any_of, backwards, words
from ruammit.matching.phrases import Match, Phrases
from ruammit.matching.spans import Spans, Stretch, leftmost_longest, resolve

__all__ = [
    "Match",
    "Phrases",
    "Spans",
    "Stretch",
    "any_of",
    "backwards",
    "fold",
    "leftmost_longest",
    "resolve",
    "words",
]
