import re
import unicodedata

import pytest

from ruammit.text.scripts import FURTHER_DIGITS, LATIN, THAI, Script

SCRIPTS = [LATIN, THAI]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.code)
def test_letters_are_what_unicode_says_of_them(script: Script) -> None:
    name = {"Latn": ("LATIN", "FEMININE ORDINAL", "MASCULINE ORDINAL"), "Thai": ("THAI",)}[script.code]
    letters = [chr(code) for code in range(0x3000) if re.match(script.letter, chr(code))]
    assert len(letters) > 60
    for letter in letters:
        assert script.is_letter(letter)
        assert unicodedata.category(letter)[0] in "LM"
        assert unicodedata.name(letter).startswith(name)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.code)
def test_digits_count_from_zero(script: Script) -> None:
    assert [unicodedata.digit(digit) for digit in script.digits] == list(range(10))


def test_the_digits_of_further_scripts_are_all_that_there_are() -> None:
    digits = {chr(code) for code in range(0x80, 0x10000) if chr(code).isdecimal()}
    assert {chr(code) for code in range(0x80, 0x10000) if re.match(f"[{FURTHER_DIGITS}]", chr(code))} == digits


def test_marks_are_letters_that_follow() -> None:
    for code in range(0x0E00, 0x0E80):
        character = chr(code)
        if re.match(f"[{THAI.marks}]", character):
            assert unicodedata.category(character) == "Mn"
            assert re.match(f"[{THAI.following}]", character)
        if re.match(f"[{THAI.following}{THAI.leading}{THAI.consonants}]", character):
            assert THAI.is_letter(character)
        if re.match(f"[{THAI.vowel_marks}{THAI.tones}]", character):
            assert re.match(f"[{THAI.marks}]", character)


def test_a_cut_respects_words_with_spaces_and_clusters_without() -> None:
    assert [at for at in range(8) if LATIN.splits("tỷ USD", at)] == [1, 4, 5]
    text = "ไทยมี5GB"
    assert [at for at in range(len(text) + 1) if THAI.splits(text, at)] == [1, 4, 6, 7]


@pytest.mark.parametrize(
    ("script", "word", "text", "found"),
    [
        (LATIN, "tỷ", "5 tỷ đồng", True),
        (LATIN, "tỷ", "tỷlệ", False),
        (LATIN, "tỷ", "5tỷ", True),
        (LATIN, "%", "5%x", True),
        (THAI, "บาท", "ห้าบาทถ้วน", True),
        (THAI, "พัน", "พันธ์", True),
        (THAI, "ปี", "ปี่พาทย์", False),
        (THAI, "บาท", "เบาท", False),
        (THAI, "มน", "เมน", False),
        (THAI, "USD", "5USDค่า", True),
        (THAI, "USD", "USDT", False),
    ],
)
def test_words_have_the_boundaries_of_their_script(script: Script, word: str, text: str, found: bool) -> None:
    pattern = script.not_before(word) + re.escape(word) + script.not_after(word)
    assert (re.search(pattern, text) is not None) is found


def test_signs_are_of_the_script_and_no_letters() -> None:
    assert THAI.has("ฯ")
    assert THAI.has("๕")
    assert not THAI.is_letter("ฯ")
    assert not THAI.has("5")
    assert not THAI.has("")
    assert LATIN.is_spaced("Đ")
    assert THAI.is_spaced("Đ")
    assert not THAI.is_spaced("ด")


def test_toneless_keeps_the_letter_and_drops_the_tone() -> None:
    assert LATIN.toneless("Thuỷ Thượng") == "Thuy Thương"
    assert THAI.toneless("ต้นไม้") == "ตนไม"
    assert Script(code="Grek", letters="α-ω").toneless("ά") == "ά"
