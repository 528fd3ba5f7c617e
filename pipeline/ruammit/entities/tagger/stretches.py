"""The stretches that words stand in: runs in foreign letters with spaces or signs between, and runs without spaces."""

from __future__ import annotations

from collections.abc import Sequence

from ruammit.entities.tagger.words import Word
from ruammit.languages import Token

__all__ = ["KEYS", "gaps_between", "stretches"]

KEYS = 6
"""Of every stretch."""
_LONGEST = 6  # words; longer stretches are alike
_MOST_FORMS = 4  # of the words of a stretch in foreign letters
_MOST_UNKNOWN = 3  # words of a stretch; more are alike
_NOTHING = "-"  # the word and the cluster beside a stretch where a line begins or ends; a dash is as good as nothing
_INSIDE = frozenset("&-.'’")  # signs between the words of a stretch in foreign letters


def gaps_between(text: str, tokens: Sequence[Token]) -> list[str]:
    """What stands before every token and after the last: "n" for a new line, "s" for a space, "_" for nothing."""
    gaps = []
    end = 0
    for index, (start, token_end) in enumerate(tokens):
        gap = text[end:start]
        gaps.append("n" if not index or "\n" in gap else "s" if gap else "_")
        end = token_end
    return [*gaps, "n"]


def stretches(surfaces: Sequence[str], words: Sequence[Word], gaps: Sequence[str]) -> tuple[list[str], list[int]]:
    """`KEYS` keys for every stretch that the tokens stand in, in order; and how many tokens each stretch holds.

    The keys tell of its forms and length, of the signs around it, and of the word and the cluster before and after it.

    Args:
        surfaces: the tokens.
        words: what is told of each by itself.
        gaps: what stands between them.
    """
    keys: list[str] = []
    lengths = []
    size = len(words)
    first = 0
    while first < size:
        end = first + 1
        if words[first].foreign:
            end = _foreign_end(words, gaps, first)
            kind = "L" + ",".join([word.form[:7] for word in words[first : min(end, first + _MOST_FORMS)]])
        else:
            unknown = int(not words[first].known)
            while end < size and gaps[end] == "_" and not (words[end].foreign or words[end].sign):
                unknown += not words[end].known
                end += 1
            kind = f"O{min(unknown, _MOST_UNKNOWN)}"
        before = after = cluster_before = cluster_after = left = right = _NOTHING
        if gaps[first] != "n":
            before, left = surfaces[first - 1], words[first - 1].sign or "_"
            cluster_before = words[first - 1].cluster if before != _NOTHING else _NOTHING
        if gaps[end] != "n":
            after, right = surfaces[end], words[end].sign or "_"
            cluster_after = words[end].cluster if after != _NOTHING else _NOTHING
        many, side = min(end - first, _LONGEST), kind[0]
        keys += (
            f"{kind}.{many}",
            f"{side}{left}{right}{many}",
            f"{side}b{before}",
            f"{side}B{cluster_before}.{gaps[first]}",
            f"{side}a{after}",
            f"{side}A{cluster_after}.{gaps[end]}",
        )
        lengths.append(end - first)
        first = end
    return keys, lengths


def _foreign_end(words: Sequence[Word], gaps: Sequence[str], first: int) -> int:
    """The end of a run of words in foreign letters with spaces or signs between them."""
    end = first + 1
    while end < len(words) and gaps[end] != "n" and (words[end].foreign or words[end].sign in _INSIDE):
        end += 1
    while not words[end - 1].foreign:
        end -= 1
    return end
