"""Packed files of every kind, and their broken cousins."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest


def packed(files: dict[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def page(text: str) -> bytes:
    """A record of a crawl."""
    body = f"<html><body><article>{f'<p>{text}</p>' * 3}</article></body></html>".encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        "WARC-Target-URI: https://news.example/1\r\nWARC-Date: 2025-03-12T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def damaged(content: bytes) -> bytes:
    """The content with twenty bytes of its middle wiped out."""
    middle = len(content) // 2
    return content[:middle] + bytes(20) + content[middle + 20 :]


@pytest.fixture
def packages(tmp_path: Path, text: Callable[[int], str]) -> Path:
    """A folder of them: 13 articles, and what cannot be read."""
    folder = tmp_path / "packages"
    folder.mkdir()
    half = bytearray(packed({"whole.txt": text(1), "broken.txt": "".join(map(text, range(30, 60)))}))
    place = half.index(b"broken.txt") + len("broken.txt") + 30
    half[place : place + 20] = bytes(20)
    crawl = [gzip.compress(page(text(number))) for number in (2, 3, 4)]
    inner = packed({"deep.txt": text(7), "crawl.warc.gz": gzip.compress(page(text(8)))})
    rows = "\n".join(json.dumps({"text": text(number)}) for number in range(10, 14)) + "\n{"
    news = {
        "a/packed.txt.gz": gzip.compress(text(6).encode()),
        "inner.zip": inner,
        "rows.jsonl": rows,
        "picture.jpg": b"\xff",
        "broken.txt.gz": damaged(gzip.compress(text(9).encode())),
    }
    files = {
        "half.zip": bytes(half),
        "none.zip": b"PK, and no archive",
        "row.csv.gz": gzip.compress(f'text\n"{text(14)}"\n'.encode()),
        "crawl.warc.gz": b"".join([crawl[0], damaged(crawl[1]), crawl[2]]),
        "pages.warc": page(text(15)) + page(text(16)),
        "news.zip": packed(news),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder
