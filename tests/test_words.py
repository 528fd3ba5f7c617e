"""No word that a pack knows breaks the extraction, alone or beside digits: a hunt through all lexicons."""

import tomllib
from collections.abc import Iterator

import pytest
from babel import Locale

from ruammit import languages
from ruammit.examples import article_of
from ruammit.pipeline import extract_article

FORMS = (
    "{}",
    "{} 5",
    "5 {}",
    "{}5",
    "5{}",
    "5 {} 6",
    "{}{}",
    "{} {}",
    "({} 5%)",
    "1.2-3 {} 2568",
    "{}/5/2025",
    "ไทย {} Việt Nam",
)
"""How a word stands with digits, with itself and between names."""


def strings(value: object) -> Iterator[str]:
    """Every key and every string anywhere in the data of a lexicon."""
    if isinstance(value, str):
        yield from (piece.strip() for piece in value.replace("|", "\n").split("\n"))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def lexicon_words(pack: languages.LanguagePack) -> list[str]:
    found = {
        word
        for path in sorted((pack.folder / "lexicons").glob("*.toml"))
        for word in strings(tomllib.loads(path.read_text(encoding="utf-8")))
    }
    return sorted(word for word in found if 0 < len(word) <= 40)


def codes() -> list[str]:
    """Every code of a currency and of a country that CLDR knows."""
    english = Locale("en")
    return sorted({*english.currencies, *(code for code in english.territories if len(code) == 2)})


def broken(words: list[str], lang: str) -> dict[str, str]:
    """The texts on which extraction fails, with the error."""
    found = {}
    for word in words:
        for form in FORMS:
            text = form.replace("{}", word)
            try:
                extract_article(article_of(text, lang, "2025-05-05"))
            except Exception as error:
                found[text] = repr(error)
    return found


@pytest.mark.parametrize("lang", languages.codes())
def test_no_code_of_a_currency_or_country_breaks_extraction(lang: str) -> None:
    assert not broken(codes(), lang)


@pytest.mark.soak
@pytest.mark.parametrize("lang", languages.codes())
def test_no_word_of_a_pack_breaks_extraction(lang: str) -> None:
    words = lexicon_words(languages.pack(lang))
    assert len(words) > 3_000
    assert not broken(words, lang)
