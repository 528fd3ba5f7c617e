import re

from hypothesis import given
from hypothesis import strategies as st

from ruammit.matching import any_of, backwards
from ruammit.text.normalization import normalise
from ruammit.text.scripts import LATIN, THAI

WORDS = st.lists(st.text("กขนาี่ab. (", min_size=1, max_size=5), max_size=8)


@given(WORDS, st.text("กขนาี่ab. (", max_size=12))
def test_the_longest_word_that_the_text_starts_with_matches(words: list[str], text: str) -> None:
    text = normalise(text)
    match = re.match(any_of(words), text)
    fitting = [word for word in map(normalise, words) if text.startswith(word)]
    assert (match.group() if match else None) == max(fitting, key=len, default=None)


@given(WORDS, st.text("กขนาี่ab. (", max_size=12))
def test_backwards_is_the_longest_word_that_the_text_ends_with(words: list[str], text: str) -> None:
    text = normalise(text)
    match = re.match(backwards(words), text[::-1])
    fitting = [word for word in map(normalise, words) if text.endswith(word)]
    assert (match.group()[::-1] if match else None) == max(fitting, key=len, default=None)


def test_an_empty_list_matches_nothing() -> None:
    assert re.search(any_of([]), "") is None
    assert re.search(backwards([]), "") is None


def test_an_expression_is_one_unit() -> None:
    assert re.fullmatch(f"{any_of(['ab'])}+", "abab")
    assert re.fullmatch(f"x{any_of(['a', 'b'])}y", "xby")


def test_words_stand_where_the_script_lets_them() -> None:
    vietnamese = re.compile(any_of(["tỷ", "triệu", "%"], LATIN))
    assert [match.group() for match in vietnamese.finditer("5 tỷ, tỷlệ 5% 5triệu")] == ["tỷ", "%", "triệu"]
    thai = re.compile(any_of(["ปี", "USD"], THAI))
    assert [match.span() for match in thai.finditer("ปีนี้ ปี่ USDT USDนั้น")] == [(0, 2), (15, 18)]


def test_anchored_words_look_at_their_end_alone() -> None:
    assert re.search(any_of(["tỷ"], LATIN, anchored=True), "xtỷ")
    assert not re.search(any_of(["tỷ"], LATIN), "xtỷ")
    assert not re.search(any_of(["tỷ"], LATIN, anchored=True), "tỷx")


def test_exceptions_belong_to_their_word() -> None:
    pattern = re.compile(any_of(["hơn", "gần"], LATIN, not_before={"hơn": [" nữa"]}, not_after={"gần": ["dân "]}))
    assert [match.group() for match in pattern.finditer("hơn 5, hơn nữa, gần 6, dân gần")] == ["hơn", "gần"]


def test_a_longer_word_that_may_not_stand_there_leaves_the_shorter_one() -> None:
    assert re.match(any_of(["สิบ", "สิบห้า"], THAI, not_before={"สิบห้า": ["ง"]}), "สิบห้าง").group() == "สิบ"  # type: ignore[union-attr]
