"""Which language a text is in, and the packs."""

import pytest

from ruammit import languages
from ruammit.errors import PackError
from ruammit.text.detection import detect

TEXTS = [
    ("th", "ไทย"),
    ("th", "MOU ระหว่าง Thailand Board of Investment และ Japan External Trade Organization ว่าด้วยการลงทุน"),
    ("vi", "Việt Nam"),
    ("vi", "Thủ tướng tiếp Chủ tịch Samsung Electronics và Intel Corporation tại Hà Nội"),
    ("vi", "Hợp tác".encode().decode() + " và đầu tư"),
    ("und", "12.5 - 14 %"),
    ("en", "The cabinet approved the draft act on foreign investment as proposed by the Ministry of Finance."),
    ("fr", "Le ministre a signé un accord de coopération économique avec le gouvernement français hier à Paris."),
    ("en", "The word ไทย means Thai, and the rest of this sentence is in the English language as anybody can see."),
]


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_the_language_of_a_text(code: str, text: str) -> None:
    assert detect(text) == code


def test_decomposed_vietnamese_is_vietnamese() -> None:
    import unicodedata

    assert detect(unicodedata.normalize("NFD", "Chính phủ Việt Nam")) == "vi"


def test_a_script_of_another_language_is_set_aside() -> None:
    assert detect("ລາວ ແລະ ຫວຽດນາມ ຮ່ວມມືກັນ ໃນດ້ານການສຶກສາ") not in languages.codes()


def test_the_packs_that_come_with_ruammit() -> None:
    assert languages.codes() == ("th", "vi")
    assert {languages.pack(code).home for code in languages.codes()} == {"TH", "VN"}


def test_a_language_without_a_pack_names_those_that_have_one() -> None:
    with pytest.raises(PackError, match="th, vi"):
        languages.pack("xx")


def test_a_lexicon_that_no_pack_has_is_empty() -> None:
    assert languages.pack("th").lexicon("none") == {}
