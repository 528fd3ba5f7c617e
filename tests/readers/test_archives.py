"""Packed files: archives, archives in archives, compressed files, and what somebody made to harm who opens them."""

import gzip
import io
import json
import zipfile
import zlib
from pathlib import Path

import pyarrow as pa
import pytest

import ruammit
from ruammit.engines.planner import entries
from ruammit.readers.articles import Rejected, iter_articles, list_sources
from ruammit.schema import Article

THAI = "ไทยและเวียดนามลงนามบันทึกความเข้าใจด้านการศึกษา มูลค่า 12 ล้านบาท"
VIETNAMESE = "Việt Nam và Thái Lan ký biên bản ghi nhớ về giáo dục, trị giá 12 triệu USD."


def packed(files: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def zstd(content: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(content)
    found: bytes = sink.getvalue().to_pybytes()
    return found


def ids(path: Path) -> list[str]:
    return [item.id if isinstance(item, Article) else f"{item.code}:{item.path}" for item in iter_articles([path])]


def test_files_of_an_archive_are_articles_like_those_of_a_folder(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"text": text}) for text in (THAI, VIETNAMESE))
    inner = packed({"c.txt": THAI, "d/e.md": VIETNAMESE})
    files = {
        "b/a.txt": THAI,
        "b/a.json": "{}",
        "rows.jsonl": rows,
        "packed.txt.gz": gzip.compress(THAI.encode()),
        "inner.zip": inner,
        ".hidden.txt": THAI,
        "__MACOSX/b/._a.txt": "x",
        "picture.jpg": b"\xff\xd8",
    }
    path = tmp_path / "news.zip"
    path.write_bytes(packed(files))
    assert ids(tmp_path) == [
        "news/b/a",
        "news/inner/c",
        "news/inner/d/e",
        "news/packed",
        f"format:{path}/picture.jpg",
        "news/rows#1",
        "news/rows#2",
    ]
    planned = [identity for source in list_sources([tmp_path]) for _, identity in entries(source, 10**7)]
    assert planned == ["news/b/a", "news/inner/c", "news/inner/d/e", "news/packed", "news/picture.jpg", *planned[-2:]]
    assert planned[-2:] == ["news/rows#1", "news/rows#2"]


def test_names_in_an_archive_lead_nowhere_else(tmp_path: Path) -> None:
    names = {"../../etc/passwd.txt": THAI, "/abs.txt": VIETNAMESE, "..\\win.txt": THAI + " 1", "twice.txt": THAI + " 2"}
    path = tmp_path / "a.zip"
    path.write_bytes(packed(dict(names)))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("twice.txt", THAI + " 3")
    before = sorted(tmp_path.rglob("*"))
    assert ids(path) == ["a/abs", "a/etc/passwd", "a/twice", "a/twice~", "a/win"]
    assert sorted(tmp_path.rglob("*")) == before


def _encrypted() -> bytes:
    """An archive whose file is marked as encrypted: a bit of its flags, in both places that hold them."""
    content = bytearray(packed({"a.txt": THAI}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def _wrong_sum() -> bytes:
    content = bytearray(packed({"a.txt": THAI}, zipfile.ZIP_STORED))
    place = content.index("ไทย".encode())
    content[place : place + 3] = "ก".encode()
    return bytes(content)


def _nested(depth: int) -> bytes:
    content = packed({"a.txt": THAI})
    for _ in range(depth):
        content = packed({"a.zip": content})
    return content


BOMB = b"0" * 150_000_000
BROKEN = {
    "cut.zip": (packed({"a.txt": THAI})[:-30], "unreadable"),
    "text.zip": (b"no archive", "unreadable"),
    "empty.zip": (packed({}), "no-articles"),
    "folders.zip": (packed({"a/": b""}), "no-articles"),
    "password.zip": (_encrypted(), "encrypted"),
    "sum.zip": (_wrong_sum(), "unreadable"),
    "deep.zip": (_nested(6), "too-deep"),
    "bomb.zip": (packed({"a.txt": BOMB}), "too-large"),
    "inner.zip": (packed({"a.txt.gz": gzip.compress(BOMB)}), "too-large"),
    "bomb.txt.zst": (zstd(BOMB), "too-large"),
    "bomb.zip.gz": (gzip.compress(packed({"a.txt": THAI})), "format"),
    "cut.txt.zst": (zstd(THAI.encode())[:-6], "unreadable"),
    "no.txt.zst": (b"no archive at all", "unreadable"),
    "cut.txt.gz": (gzip.compress(THAI.encode())[:-9], "unreadable"),
    "sum.txt.gz": (gzip.compress(THAI.encode())[:-8] + zlib.crc32(b"x").to_bytes(4, "little") + bytes(4), "unreadable"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_archive_costs_itself_and_names_the_cure(tmp_path: Path, name: str) -> None:
    content, code = BROKEN[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text(THAI, encoding="utf-8")
    reason, after = iter_articles([tmp_path], size_limit=500_000_000)
    assert isinstance(reason, Rejected)
    assert (reason.code, bool(reason.cure)) == (code, True)
    assert isinstance(after, Article)


def test_a_compressed_file_is_read_whatever_its_compression(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"text": THAI, "id": str(number)}) for number in range(100)).encode()
    (tmp_path / "a.jsonl.zst").write_bytes(zstd(rows[:5000]) + zstd(rows[5000:]))
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(f"<html><body><p>{THAI}</p></body></html>".encode()))
    assert ids(tmp_path) == [*map(str, range(100)), "b"]


def test_a_run_over_an_archive_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({f"{number}.txt": f"{THAI} {number}" for number in range(20)} | {"x.txt": "no"}))
    first = ruammit.extract_to(path, tmp_path / "out", limit=7)
    second = ruammit.extract_to(path, tmp_path / "out")
    assert (first.extracted, second.extracted, second.unchanged) == (7, 13, 7)
    assert second.rejected == {"language": 1}
    assert len(ruammit.open(tmp_path / "out")) == 20
