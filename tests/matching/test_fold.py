from hypothesis import given
from hypothesis import strategies as st

from ruammit.matching import fold


@given(st.text())
def test_folding_moves_no_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    for before, after in zip(text, folded, strict=True):
        assert after in {before, *before.lower()} or before.lower() == "σ"


def test_capitals_and_small_letters_fold_to_one() -> None:
    assert fold("ĐỒNG NAI, ไทย GDP") == "đồng nai, ไทย gdp"
    assert fold("İstanbul") == "İstanbul"
