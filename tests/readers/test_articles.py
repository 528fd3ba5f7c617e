"""Files to articles: every format, every encoding, every way to be wrong."""

import errno
import json
import os
import threading
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ruammit
from ruammit.readers.articles import Rejected, iter_articles, read_article, read_source, text_article
from ruammit.readers.formats import ENDINGS
from ruammit.readers.sources import list_sources
from ruammit.schema import Article

THAI = "ไทยและเวียดนามลงนามบันทึกความเข้าใจด้านการศึกษา มูลค่า 12 ล้านบาท"
VIETNAMESE = "Việt Nam và Thái Lan ký biên bản ghi nhớ về giáo dục, trị giá 12 triệu USD."
ENGLISH = "Thailand and Vietnam signed a memorandum of understanding on education worth 12 million dollars."

PAGE = f"""<!DOCTYPE html><html lang="th"><head><title>ไทย-เวียดนามลงนาม</title>
<meta property="article:published_time" content="2025-05-05T09:00:00+07:00">
<link rel="canonical" href="https://example.org/news/1"></head>
<body><nav>หน้าแรก | ข่าว</nav><article><h1>ไทย-เวียดนามลงนาม</h1>
<p>{THAI} ที่กรุงเทพมหานคร โดยมีผู้แทนของทั้งสองฝ่ายเข้าร่วม</p>
<p>{THAI} และจะดำเนินการต่อเนื่องเป็นเวลาห้าปีในทุกภูมิภาคของทั้งสองประเทศ</p></article>
<footer>สงวนลิขสิทธิ์</footer></body></html>"""


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def only(path: Path, **options: Any) -> Article | Rejected:
    (found,) = iter_articles([path], **options)
    return found


def rows(*values: object) -> str:
    return "".join(
        (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)) + "\n" for value in values
    )


# --- what is read ----------------------------------------------------------------------------------------------------


def test_a_text_is_read_as_it_stands(tmp_path: Path) -> None:
    text = f"หัวข้อ\r\n\r\n{THAI}\u200b\r\n\tกข\u00a0ค  \n"
    article = read_article(write(tmp_path / "a.txt", text))
    assert article.text == text
    assert (article.id, article.lang, article.encoding, article.title) == ("a", "th", "utf-8", "หัวข้อ")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (THAI.encode("utf-8-sig"), "utf-8-sig"),
        (THAI.encode("tis-620"), "tis-620"),
        (f"“{THAI}”".encode("cp874"), "windows-874"),
        (VIETNAMESE.encode(), "utf-8"),
    ],
)
def test_encodings_are_detected_and_named(tmp_path: Path, content: bytes, encoding: str) -> None:
    article = read_article(write(tmp_path / "a.txt", content))
    assert article.encoding == encoding
    assert article.text.strip("“”") in {THAI, VIETNAMESE}


def test_a_page_gives_its_article_and_what_it_says_of_it(tmp_path: Path) -> None:
    article = read_article(write(tmp_path / "page.HTML", PAGE))
    assert article.text.count(THAI) == 2
    assert "หน้าแรก" not in article.text
    assert article.title == "ไทย-เวียดนามลงนาม"
    assert article.published == "2025-05-05"
    assert article.source_url == "https://example.org/news/1"


def test_lines_of_jsonl_are_articles(tmp_path: Path) -> None:
    content = rows(
        {
            "text": THAI,
            "id": "own",
            "title": "ข",
            "published": "2568-05-05T10:00:00+07:00",
            "source_url": "https://a.b",
        },
        "",
        {"text": VIETNAMESE, "more": 1},
        {"text": "12 tỷ đồng", "lang": "vi-VN", "id": 7},
    )
    first, second, third = iter_articles([write(tmp_path / "a.jsonl", content)])
    assert isinstance(first, Article)
    assert (first.id, first.title, first.published, first.source_url) == ("own", "ข", "2025-05-05", "https://a.b")
    assert isinstance(second, Article)
    assert (second.id, second.lang) == ("a#3", "vi")
    assert isinstance(third, Article)
    assert (third.id, third.lang) == ("7", "vi")


def test_folders_are_walked_in_a_stable_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c/x.txt", "c/x.htm"):
        write(tmp_path / name, PAGE if name.endswith("htm") else THAI)
    write(tmp_path / "notes.md", "no article")
    write(tmp_path / ".hidden" / "z.txt", THAI)
    ids = ["a", "b/10", "b/2", "c/x", "c/x.txt"]
    assert [item.id for item in iter_articles([tmp_path]) if isinstance(item, Article)] == ids
    assert [item.id for item in iter_articles([tmp_path / "b", tmp_path / "a.txt"]) if isinstance(item, Article)] == [
        "b/10",
        "b/2",
        "a",
    ]


@pytest.mark.parametrize("part_bytes", [1, 1000, 1_500_000])
def test_a_long_jsonl_file_is_listed_in_parts_that_give_the_same(tmp_path: Path, part_bytes: int) -> None:
    lines = [{"text": THAI * 20, "id": str(number)} for number in range(700)]
    path = write(tmp_path / "a.jsonl", rows(*lines, "{broken"))
    parts = list(list_sources([path], part_bytes=part_bytes))
    assert len(parts) > 1
    assert sum(part.size for part in parts) == path.stat().st_size
    *found, broken = [item for part in parts for item in read_source(part)]
    assert [item.id for item in found if isinstance(item, Article)] == [str(number) for number in range(700)]
    assert isinstance(broken, Rejected)
    assert broken.line == 701


def test_line_numbers_hold_in_every_part(tmp_path: Path) -> None:
    lines = [rows({"text": THAI * 20}) if number % 7 else "\n" for number in range(2500)]
    path = write(tmp_path / "a.jsonl", "".join(lines))
    parts = list(list_sources([path], part_bytes=1_200_000))
    found = [item.id for part in parts for item in read_source(part) if isinstance(item, Article)]
    assert len(parts) > 1
    assert found == [f"a#{number + 1}" for number in range(2500) if number % 7]


# --- what is set aside -----------------------------------------------------------------------------------------------

BROKEN_FILES = {
    "empty": ("a.txt", b""),
    "empty ": ("a.txt", "\ufeff \n\u200b\n".encode()),
    "binary": ("a.txt", b"%PDF-1.7 ..."),
    "binary ": ("a.txt", THAI.encode() + b"\0" + THAI.encode()),
    "binary  ": ("a.txt", bytes(range(1, 32)) * 20),
    "encoding": ("a.txt", THAI.encode("utf-16")),
    "encoding ": ("a.txt", ENGLISH.encode("utf-16-le")),
    "encoding  ": ("a.txt", THAI.encode()[:-1]),
    "encoding   ": ("a.txt", "Договор между Россией и Вьетнамом подписан".encode("cp1251")),
    "encoding    ": ("a.txt", "à la française, ça coûte très cher, déjà".encode("latin-1")),
    "language": ("a.txt", ENGLISH.encode()),
    "language ": ("a.txt", b"12,5 - 13 %"),
    "format": ("a.xlsx", b"x"),
    "html": ("a.html", b"<html><body></body></html>"),
    "too-large": ("a.txt", THAI.encode() * 100),
}


@pytest.mark.parametrize(("code", "name", "content"), [(c, *file) for c, file in BROKEN_FILES.items()])
def test_a_broken_file_is_named_with_reason_and_cure(tmp_path: Path, code: str, name: str, content: bytes) -> None:
    path = write(tmp_path / name, content)
    found = only(path, size_limit=10_000)
    assert isinstance(found, Rejected)
    assert (found.path, found.line, found.code) == (str(path), None, code.strip())
    assert found.message
    assert found.cure


BROKEN_LINES: list[tuple[str, object]] = [
    ("json", '{"text": "'),
    ("json", "[" * 100_000),
    ("json", '["text"]'),
    ("json", '{"text": "a", "n": ' + "9" * 5000 + "}"),
    ("field", {"id": "a"}),
    ("field", {"text": 5}),
    ("field", {"text": None}),
    ("field", {"text": THAI, "id": True}),
    ("field", {"text": THAI, "title": ["a"]}),
    ("empty", {"text": "  "}),
    ("binary", '{"text": "a\\u0000b"}'),
    ("encoding", '{"text": "a\\ud800b", "lang": "th"}'),
    ("encoding", '{"id": "a\\ud83d", "text": "' + THAI + '"}'),
    ("encoding", '{"id": "a", "title": "\\udc00", "text": "' + THAI + '"}'),
    ("encoding", '{"id": "a", "source_url": "\\udc00", "text": "' + THAI + '"}'),
    ("field", '{"id": NaN, "text": "' + THAI + '"}'),
    ("field", '{"id": 1e999, "text": "' + THAI + '"}'),
    ("field", '{"text": NaN}'),
    ("field", {"text": THAI, "lang": 5}),
    ("json", "null"),
    ("json", '{"text": ' + '{"a": ' * 20_000),
    ("language", {"text": ENGLISH}),
    ("language", {"text": THAI, "lang": "en"}),
    ("too-large", {"text": THAI * 2000}),
]


@pytest.mark.parametrize(("code", "line"), BROKEN_LINES, ids=lambda value: str(value)[:30])
def test_a_broken_line_costs_itself(tmp_path: Path, code: str, line: object) -> None:
    path = write(tmp_path / "a.jsonl", rows({"text": THAI}, line, {"text": VIETNAMESE}))
    before, found, after = iter_articles([path], size_limit=150_000)
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert after.id == "a#3"
    assert isinstance(found, Rejected)
    assert (found.line, found.code) == (2, code)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=10)
    | st.just("a\ud83d"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FIELDS = st.dictionaries(st.sampled_from(["id", "text", "title", "lang", "published", "source_url", "more"]), VALUES)


@given(st.lists(FIELDS | VALUES, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_line_the_lines_around_it_are_read(tmp_path: Path, values: list[object]) -> None:
    good = {"text": THAI, "lang": "th"}
    lines = [json.dumps(row) for value in values for row in (value, good)]
    path = write(tmp_path / "a.jsonl", "\n".join([json.dumps(good), *lines]))
    found = list(iter_articles([path]))
    assert len(found) == 1 + 2 * len(values)
    assert all(isinstance(item, Article) for item in found[::2])
    assert "defect" not in {item.code for item in found if isinstance(item, Rejected)}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_broken_line_costs_no_other_in_extract_all(tmp_path: Path, workers: int) -> None:
    lines = [json.dumps({"id": str(number), "text": f"{THAI} {number}"}) for number in range(20)]
    lines[3] = '{"id": "a\\ud83d", "text": "' + THAI + '"}'
    rejected: list[Rejected] = []
    path = write(tmp_path / "a.jsonl", "\n".join(lines))
    found = list(ruammit.extract_all(path, workers=workers, on_rejected=rejected.append))
    assert len(found) == 19
    assert [item.line for item in rejected] == [4]


def test_a_defect_of_ours_costs_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> str:
        if "7" in text:
            raise KeyError("LAK")
        return "th"

    monkeypatch.setattr("ruammit.readers.building.detect", broken)
    path = write(tmp_path / "a.jsonl", rows({"text": THAI}, {"text": f"{THAI} 7"}, {"text": THAI}))
    before, found, after = iter_articles([path])
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(found, Rejected)
    assert (found.code, found.line) == ("defect", 2)


def test_a_tag_with_very_many_attributes_is_read_without_them(tmp_path: Path) -> None:
    many = " ".join(f'data-{number}="5"' for number in range(50_000))
    article = only(write(tmp_path / "a.html", PAGE.replace("<p>", f"<p {many}>", 1)))
    assert isinstance(article, Article)
    assert THAI in article.text


def test_no_room_for_the_language_model_makes_no_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("py3langid.langid.IDENTIFIER", None)
    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(ruammit.ResourceError, match=r"No space left.*TMPDIR"):
        only(write(tmp_path / "a.txt", ENGLISH))
    assert isinstance(only(write(tmp_path / "b.txt", THAI)), Article)


def test_a_line_in_another_encoding_costs_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", rows({"text": THAI}).encode() + b'{"text": "\xff\xfe"}\n')
    first, second = iter_articles([path])
    assert isinstance(first, Article)
    assert isinstance(second, Rejected)
    assert second.code == "encoding"


def test_an_empty_jsonl_file_is_set_aside(tmp_path: Path) -> None:
    found = only(write(tmp_path / "a.jsonl", "\n \n"))
    assert isinstance(found, Rejected)
    assert found.code == "empty"


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "up").symlink_to(tmp_path)
    write(tmp_path / "ok.txt", THAI)
    found = list(iter_articles([tmp_path, tmp_path / "missing.txt"]))
    assert [item.code if isinstance(item, Rejected) else item.id.rsplit("/")[-1] for item in found] == [
        "missing",
        "ok",
        "circular",
        "circular",
        "missing",
    ]


def test_a_path_that_no_file_can_have() -> None:
    for name in ("a\0b.txt", "a" * 5000 + ".txt"):
        assert isinstance(only(Path(name)), Rejected)


def test_folders_may_be_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    depth = 1500
    for _ in range(depth):
        Path("d").mkdir()
        os.chdir("d")
    Path("a.txt").write_text(THAI, encoding="utf-8")
    (found,) = iter_articles([tmp_path])
    Path("a.txt").unlink()
    for _ in range(depth):  # so deep that pytest could not clean up
        os.chdir("..")
        Path("d").rmdir()
    assert isinstance(found, Article)
    assert found.id == "d/" * depth + "a"


def test_files_that_differ_in_their_ending_keep_ids_apart(tmp_path: Path) -> None:
    for name in ("x.htm", "x.m.txt", "x.txt", "y.TXT"):
        write(tmp_path / name, THAI)
    assert [source.id for source in list_sources([tmp_path])] == ["x", "x.m", "x.txt", "y"]


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    found = only(tmp_path)
    assert isinstance(found, Rejected)
    assert found.code == "no-articles"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    found: list[Article | Rejected] = []
    reader = threading.Thread(target=lambda: found.append(only(tmp_path / "a.txt")), daemon=True)
    reader.start()
    reader.join(60)
    assert isinstance(found[0], Rejected)
    assert found[0].code == "not-a-file"


def test_errors_name_the_file_and_the_cure(tmp_path: Path) -> None:
    with pytest.raises(ruammit.ArticleError, match=r"missing\.txt: no such file.*check the path"):
        read_article(tmp_path / "missing.txt")
    with pytest.raises(ruammit.ArticleError, match="more than one"):
        read_article(write(tmp_path / "a.jsonl", rows({"text": THAI}, {"text": THAI})))
    with pytest.raises(ruammit.ArticleError, match="language"):
        text_article(ENGLISH)
    assert issubclass(ruammit.ArticleError, ruammit.RuammitError)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "tis-620", "cp874"])
def test_a_page_may_be_in_any_encoding_that_is_read(tmp_path: Path, encoding: str) -> None:
    charset = f'<meta charset="{encoding.removesuffix("-sig")}"><title>'
    article = read_article(write(tmp_path / "a.htm", PAGE.replace("<title>", charset).encode(encoding)))
    assert THAI in article.text


@pytest.mark.parametrize("ending", sorted(ENDINGS))
@given(
    data=st.binary(max_size=200)
    | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass"))
    | st.text(alphabet='{}[]":,\\u0 \n\0<>/abptex1ก', max_size=100).map(str.encode)
)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_make_reading_fail(tmp_path: Path, ending: str, data: bytes) -> None:
    path = write(tmp_path / f"a{ending}", data)
    for found in iter_articles([path]):
        assert isinstance(found, Article | Rejected)


def test_long_lines_are_passed_over_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "' + b"a" * 50_000_000 + b'"}\n')
        file.write(rows({"text": THAI}).encode())
    tracemalloc.start()
    try:
        found = list(iter_articles([path], size_limit=100_000))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [type(item) for item in found] == [Rejected, Article]
    assert peak < 10_000_000
