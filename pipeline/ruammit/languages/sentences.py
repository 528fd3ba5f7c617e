"""What packs say of sentences: the model of `lexicons/sentences.toml`, which their splitters read."""

from __future__ import annotations

from ruammit.languages.lexicons import Lexicon, Words

__all__ = ["SentenceLexicon"]


class SentenceLexicon(Lexicon, file="sentences"):
    """Where sentences end and begin."""

    abbreviations: Words = frozenset()
    """Words whose own full stop, or the space after which, ends no sentence."""
    openers: Words = frozenset()
    """Words that open a new statement after a space, in a script without full stops."""
    no_openers: Words = frozenset()
    """Words that begin like one and open none."""
    counters: Words = frozenset()
    """Words that begin like an opener, and count what stands before them."""
    closers: Words = frozenset()
    """Words that close a statement before a space."""
