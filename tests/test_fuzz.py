"""Whatever is read, nothing breaks, and every quote stands where it is said to stand."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ruammit.errors import ArticleError
from ruammit.pipeline import extract_article
from ruammit.readers.articles import Rejected, iter_articles, text_article
from ruammit.schema import Article, Extraction, Span

CORPUS = Path(__file__).parents[1] / "corpus" / "articles"
ODD = [
    *"\u200b\u200d\ufeff\u00ad\u00a0\u202e\u0e33\u0e4d\u0e32\u0e48\u0e40\u0e40\u0301\u0323\x00\x85\u2028\U0001f600",
    *"0123456789๐๑๒๙.,;:()[]{}\"'“”-–—/%+=<>&|$€฿₫\n\r\t ",
    "9" * 40,
    "1.000.000.000.000",
    "1,2,3,4,5",
    "31/2/2568",
    "พ.ศ. ",
    "ปี ",
    " ล้านล้าน",
    "หมื่นแสนล้าน",
    "ร้อยละ ",
    " tỷ ",
    " nghìn tỷ đồng",
    " phần trăm",
    "ngày 31/11",
    "(((((((",
    "ดอลลาร์สหรัฐ",
    "e\u0301\u0323",
    "hoà",
]


@cache
def corpus() -> list[Article]:
    return [item for item in iter_articles([CORPUS]) if isinstance(item, Article)]


def spans(value: object) -> Iterator[Span]:
    """All spans anywhere in a model."""
    if isinstance(value, Span):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from spans(getattr(value, name))


def check(text: str, lang: str | None, published: str | None = None) -> Extraction | None:
    """Extract the text; fails unless it is refused for a reason or all that is found is true."""
    try:
        article = text_article(text, lang=lang, published=published)
    except ArticleError:
        return None
    extraction = extract_article(article)
    assert extraction.text == text
    for span in spans(extraction):
        assert 0 <= span.start_char < span.end_char <= len(text)
    for mention in (*extraction.money, *extraction.percent, *extraction.dates):
        assert text[mention.start_char : mention.end_char] == mention.quote
    assert Extraction.model_validate_json(extraction.model_dump_json()) == extraction
    return extraction


def mutated(text: str, random: Random) -> str:
    """The text with some of what goes wrong in texts."""
    for _ in range(random.randint(1, 6)):
        start, end = sorted(random.randint(0, len(text)) for _ in range(2))
        end = min(end, start + random.choice((1, 3, 20, 200)))
        piece = text[start:end]
        kind = random.randrange(7)
        if kind == 0:
            piece = ""
        elif kind == 1:
            piece += random.choice(ODD) * random.choice((1, 1, 2, 30))
        elif kind == 2:
            piece = piece[::-1]
        elif kind == 3:
            piece *= random.choice((2, 3, 20))
        elif kind == 4:
            piece = "".join(random.choice(ODD) if random.random() < 0.3 else letter for letter in piece)
        elif kind == 5:
            other = random.choice(corpus()).text
            at = random.randrange(len(other))
            piece = other[at : at + 100]
        else:
            piece = "".join(random.sample(piece, len(piece)))
        text = text[:start] + piece + text[end:]
    return text


@pytest.mark.parametrize("count", [300, pytest.param(20_000, marks=pytest.mark.soak)])
def test_mutated_articles(count: int) -> None:
    random = Random(2568)
    found = 0
    for _ in range(count):
        article = random.choice(corpus())
        text = mutated(article.text, random)
        # Mostly a stretch of the article, for many short inputs try more than few long ones.
        at = random.randrange(len(text) + 1)
        text = text if random.random() < 0.1 else text[at : at + random.choice((50, 300, 800))]
        extraction = check(text, article.lang, random.choice((None, "2025-05-05")))
        found += extraction is not None and bool(extraction.money or extraction.dates or extraction.entities)
    assert found > count / 4


@given(st.lists(st.text(max_size=20) | st.sampled_from(ODD), max_size=30), st.sampled_from(("th", "vi", None)))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_text(pieces: list[str], lang: str | None) -> None:
    check("".join(pieces), lang)


@pytest.mark.parametrize("count", [100, pytest.param(3_000, marks=pytest.mark.soak)])
def test_files_of_mutated_bytes(count: int, tmp_path: Path) -> None:
    random = Random(1886)
    sources = [path.read_bytes() for path in sorted(CORPUS.iterdir())]
    rows = [json.dumps({"text": article.text[:500]}, ensure_ascii=False).encode() for article in corpus()]
    pages = [b"<html><body><article><p>" + source.replace(b"\n", b"</p><p>") for source in sources]
    for number in range(count):
        ending, data = random.choice(((".txt", sources), (".jsonl", rows), (".html", pages)))
        content = bytearray(random.choice(data)[: random.choice((200, 2_000))])
        for _ in range(random.choice((0, 1, 5, 50))):
            content[random.randrange(len(content))] = random.randrange(256)
        path = tmp_path / f"{number}{ending}"
        path.write_bytes(content)
        for item in iter_articles([path]):
            if isinstance(item, Rejected):
                assert item.message
                assert item.code
            else:
                extract_article(item)
        path.unlink()


@pytest.mark.parametrize(
    "text",
    [
        "\u200b" * 1_000_000 + "ไทย",
        "ก" * 50_000,
        "9" * 50_000 + " ล้านบาท",
        "1," * 25_000,
        "(" * 50_000 + "ไทย",
        "พ.ศ. " * 10_000,
        "tỷ " * 16_000 + "Việt Nam",
        "a\u0301" * 25_000 + " đồng",
        "ngày 1/" * 7_000,
        "% " * 25_000,
    ],
    ids=lambda text: f"{text[:4]!a}x{len(text)}",
)
@pytest.mark.parametrize("lang", ["th", "vi"])
def test_long_monotonous_texts(text: str, lang: str) -> None:
    check(text, lang, "2025-05-05")
