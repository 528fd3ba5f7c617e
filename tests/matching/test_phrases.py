from hypothesis import given
from hypothesis import strategies as st

from ruammit.matching import Match, Phrases, fold
from ruammit.matching import words as spelling
from ruammit.text.scripts import LATIN, THAI


def test_phrases_stand_at_the_edges_of_words_whatever_their_case() -> None:
    phrases = Phrases([("hợp tác", "cooperation"), ("tác", "part")], LATIN)
    assert list(phrases.find("HỢP TÁC, đối tác, tácx")) == [
        Match(0, 7, "cooperation"),
        Match(4, 7, "part"),
        Match(13, 16, "part"),
    ]


def test_an_acronym_matches_as_it_stands_unless_asked_otherwise() -> None:
    assert [match.start for match in Phrases([("AI", "tech")], LATIN).find("ai AI Ai")] == [3]
    loose = Phrases([("AI", "tech")], LATIN, exact_acronyms=False)
    assert [match.start for match in loose.find("ai AI Ai")] == [0, 3, 6]


def test_thai_phrases_end_with_their_syllable() -> None:
    phrases = Phrases([("ปี", "year"), ("มน", "no word")], THAI)
    assert [(match.start, match.key) for match in phrases.find("ปีนี้เมนปี่มน")] == [(0, "year"), (11, "no word")]


def test_latin_words_inside_thai_keep_their_edges() -> None:
    assert [match.start for match in Phrases([("MOU", 1)], THAI).find("ลงนามMOUแล้ว MOUs")] == [5]


def test_a_phrase_has_all_its_keys_once_each() -> None:
    phrases = Phrases([("dầu", 1), ("Dầu", 2), ("dầu", 1)], LATIN)
    assert [match.key for match in phrases.find("dầu")] == [1, 2]


def test_an_empty_lexicon_finds_nothing() -> None:
    assert list(Phrases[int]([], THAI).find("ปี")) == []
    assert list(Phrases([("", 1)], THAI).find("ปี")) == []


@given(st.lists(st.text("กเานี่ aB.", min_size=1, max_size=4), max_size=6), st.text("กเานี่ aB.", max_size=20))
def test_it_finds_what_a_search_place_by_place_would(words: list[str], text: str) -> None:
    phrases = Phrases(((word, word) for word in words), THAI, exact_acronyms=False)
    found = {(match.start, match.end) for match in phrases.find(text)}
    wanted = {
        (start, start + len(word))
        for word in map(fold, spelling(words))
        for start in range(len(text) - len(word) + 1)
        if word and fold(text).startswith(word, start)
        if not THAI.splits(text, start) and not THAI.splits(text, start + len(word))
    }
    assert found == wanted
