"""Where names stand beside their dots without covering each other."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["NAME_SIZE", "beside"]

NAME_SIZE = 11
"""Pixels of a name's letters."""
_LETTER_WIDTH = 6.4
"""Pixels of a letter, on average, in the widest of the scripts."""
_GAP, _DOT = 6, 3
"""Pixels between a dot's middle and a name, and from there to the dot's edge."""
Point = tuple[float, float]
Box = tuple[float, float, float, float]


def beside(names: Iterable[tuple[str, Point]], dots: Iterable[Point], width: int) -> dict[str, Point]:
    """Name to where it starts: right of its dot, left, above or below; names that have no room are left out.

    Args:
        names: each name with the place of its dot (pixels), those that matter most first.
        dots: every dot that no name may cover.
        width: pixels of the chart.
    """
    taken: list[Box] = [(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in dots]
    found = {}
    for name, (x, y) in names:
        long, high = len(name) * _LETTER_WIDTH, NAME_SIZE + 2
        sides = ((x + _GAP, y), (x - _GAP - long, y), (x - long / 2, y - high), (x - long / 2, y + high))
        for left, middle in sides:
            box = (left, middle - high / 2, left + long, middle + high / 2)
            if left >= 0 and box[2] <= width and not any(_touch(box, other) for other in taken):
                taken.append(box)
                found[name] = (left, middle)
                break
    return found


def _touch(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
