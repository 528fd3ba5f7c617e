"""Numbers with their noun."""

import pytest

from ruammit.text.counted import counted


@pytest.mark.parametrize(("number", "told"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (1200, "1,200 files")])
def test_the_noun_agrees_with_its_number(number: int, told: str) -> None:
    assert counted(number, "file") == told


def test_a_plural_of_its_own() -> None:
    assert [counted(n, "flow between countries", "flows between countries") for n in (1, 2)] == [
        "1 flow between countries",
        "2 flows between countries",
    ]
