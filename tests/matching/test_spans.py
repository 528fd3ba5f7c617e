from itertools import pairwise
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from ruammit.matching import Spans, leftmost_longest, resolve


class Piece(NamedTuple):
    start: int
    end: int
    rank: int = 0


PIECES = st.lists(
    st.builds(lambda start, length, rank: Piece(start, start + length, rank), *[st.integers(0, 12)] * 3), max_size=10
)
PLACE = st.integers(0, 26)


@given(PIECES, PLACE, PLACE)
def test_lookups_are_what_a_scan_finds(pieces: list[Piece], start: int, end: int) -> None:
    spans = Spans(pieces)
    order = sorted(pieces, key=lambda piece: (piece.start, -piece.end))
    places = [piece[:2] for piece in order]
    assert [piece[:2] for piece in spans] == places
    assert [piece[:2] for piece in spans.within(start, end)] == [place for place in places if start <= place[0] < end]
    first = next((place for place in places if place[0] == start), None)
    assert (spans.at(start) or (None,))[:2] == (first or (None,))
    ending = [place for place in places if place[1] == end]
    assert (spans.ending(end) or (None,))[:2] == (min(ending) if ending else (None,))
    following = next((place for place in places if place[0] >= start), None)
    assert (spans.next(start) or (None,))[:2] == (following or (None,))
    before = [place for place in places if place[0] < start]
    assert (spans.last(start) or (None,))[:2] == (before[-1] if before else (None,))


def test_what_lies_around_a_stretch() -> None:
    spans = Spans([Piece(2, 8), Piece(10, 14), Piece(10, 12)])
    assert spans.around(3, 8) == Piece(2, 8)
    assert spans.around(10, 14) == Piece(10, 14)
    assert spans.around(3, 9) is None
    assert spans.around(0, 1) is None


@given(PIECES)
def test_of_overlapping_pieces_one_stands(pieces: list[Piece]) -> None:
    for kept in (leftmost_longest(pieces), resolve(pieces, 30, rank=lambda piece: piece.rank)):
        assert all(a.end <= b.start for a, b in pairwise(kept))
        assert set(kept) <= set(pieces)
        for piece in pieces:
            assert piece.start == piece.end or any(one.start < piece.end and piece.start < one.end for one in kept)


def test_ties_are_kept_on_request() -> None:
    pieces = [Piece(0, 4, 1), Piece(0, 4, 2), Piece(2, 6, 3)]
    assert leftmost_longest(pieces) == pieces[:1]
    assert leftmost_longest(pieces, ties=True) == pieces[:2]


def test_the_lower_rank_stands_and_then_the_longer() -> None:
    assert resolve([Piece(0, 9, 2), Piece(3, 4, 1)], 9, rank=lambda piece: piece.rank) == [Piece(3, 4, 1)]
    assert resolve([Piece(0, 3), Piece(2, 9)], 9) == [Piece(2, 9)]
