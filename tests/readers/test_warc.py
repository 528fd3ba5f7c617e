"""WARC files: pages of a crawl, most of them in other languages, some records damaged."""

import gzip
from pathlib import Path

import pytest

import ruammit
from ruammit.engines.planner import entries
from ruammit.readers.articles import Rejected, iter_articles, list_sources, read_source
from ruammit.schema import Article

THAI = "ไทยและเวียดนามลงนามบันทึกความเข้าใจด้านการศึกษา มูลค่า {} ล้านบาท ที่กรุงเทพมหานคร โดยมีผู้แทนของทั้งสองฝ่ายเข้าร่วม"
VIETNAMESE = "Việt Nam và Thái Lan ký biên bản ghi nhớ về giáo dục, trị giá {} triệu USD, với sự tham dự của hai bên."
ENGLISH = "Thailand and Vietnam signed a memorandum of understanding on education worth {} million dollars."
LIMIT = 10_000_000


def page(text: str, number: int) -> bytes:
    said = text.format(number)
    body = f"<html><head><title>T {number}</title></head><body><article>" + f"<p>{said}</p>" * 3
    return (body + "</article></body></html>").encode()


def record(number: int, body: bytes, *, kind: str = "response", media: str = "text/html", status: int = 200) -> bytes:
    http = f"HTTP/1.1 {status} X\r\nContent-Type: {media}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"WARC-Target-URI: https://news.example/{number}\r\nWARC-Date: 2025-03-12T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def crawl(count: int) -> list[bytes]:
    """Records of a crawl: of each four, a request, and a page in each of three languages."""
    records = [record(0, b"x", kind="warcinfo")]
    for number in range(count):
        records.append(record(number, b"GET", kind="request"))
        records += [record(number, page(text, number)) for text in (THAI, ENGLISH, VIETNAMESE)]
    return records


def written(path: Path, records: list[bytes]) -> Path:
    path.write_bytes(b"".join(gzip.compress(each) if path.suffix == ".gz" else each for each in records))
    return path


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_are_articles_and_other_languages_are_one_row(tmp_path: Path, name: str) -> None:
    *articles, told = iter_articles([written(tmp_path / name, crawl(3))])
    assert [item.id for item in articles if isinstance(item, Article)] == ["a#3", "a#5", "a#7", "a#9", "a#11", "a#13"]
    first = articles[0]
    assert isinstance(first, Article)
    assert (first.lang, first.source_url, first.title) == ("th", "https://news.example/0", "T 0")
    assert THAI.format(0) in first.text
    assert isinstance(told, Rejected)
    assert (told.code, told.line) == ("passed-over", None)
    assert "3 in other languages" in told.message


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    records = [
        record(1, page(THAI, 1), status=404),
        record(2, b"\x89PNG", media="image/png"),
        record(3, THAI.format(3).encode("tis-620"), media="text/plain; charset=tis-620"),
        record(4, page(THAI, 4), kind="revisit"),
    ]
    article, told = iter_articles([written(tmp_path / "a.warc", records)])
    assert isinstance(article, Article)
    assert (article.id, article.encoding, article.text) == ("a#3", "tis-620", THAI.format(3))
    assert isinstance(told, Rejected)
    assert "2 without a page" in told.message


def damaged(record: bytes) -> bytes:
    packed = bytearray(gzip.compress(record))
    packed[40:60] = bytes(20)
    return bytes(packed)


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("at", range(1, 8))
def test_a_damaged_record_costs_itself(tmp_path: Path, packed: bool, at: int) -> None:
    records = [record(number, page(THAI, number)) for number in range(9)]
    pieces = [gzip.compress(each) if packed else each for each in records]
    pieces[at] = damaged(records[at]) if packed else b"no record\r\n" * 50
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(pieces))
    found = list(iter_articles([path]))
    urls = [item.source_url for item in found if isinstance(item, Article)]
    assert urls == [f"https://news.example/{number}" for number in range(9) if number != at]
    (reason,) = [item for item in found if isinstance(item, Rejected)]
    assert (reason.code, reason.line) == ("unreadable", at + 1)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_cut_file_loses_its_last_record_and_says_so(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / name, [record(number, page(THAI, number)) for number in range(4)])
    path.write_bytes(path.read_bytes()[:-80])
    *articles, reason = iter_articles([path])
    assert len(articles) == 3
    assert isinstance(reason, Rejected)
    assert (reason.code, reason.line) == ("unreadable", 4)


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive", gzip.compress(b"no archive"), b"\x1f\x8b\x08 damaged"],
    ids=["empty", "text", "packed text", "damaged"],  # of its own, a packed one holds the time at which it was packed
)
def test_what_is_no_warc_file(tmp_path: Path, content: bytes) -> None:
    for name in ("a.warc", "b.warc.gz"):
        (tmp_path / name).write_bytes(content)
    found = list(iter_articles([tmp_path]))
    assert all(isinstance(item, Rejected) and item.code in {"empty", "unreadable"} for item in found)
    assert len(found) == 2


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_parts_give_the_same_as_the_whole(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ruammit.readers.warc.PART_BYTES", 2_000)
    records = crawl(20)
    records[30] = b"no record\r\n" * 50
    path = written(tmp_path / name, records)
    (whole,) = list_sources([path])
    parts = list(list_sources([path], part_bytes=2_000))
    assert len(parts) > 5
    assert sum(part.size for part in parts) == path.stat().st_size
    together = [item for part in parts for item in read_source(part)]
    assert together == list(read_source(whole))
    planned = [entry for part in parts for entry in entries(part, LIMIT)]
    assert planned == list(entries(whole, LIMIT))
    for (line, identity), item in zip(planned, together, strict=True):
        assert (item.id == identity) if isinstance(item, Article) else (item.line == line)
    assert len({part.whole_name for part in parts}) == len(parts)


def test_a_run_goes_on_where_it_stopped_and_doubles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ruammit.readers.warc.PART_BYTES", 2_000)
    path, out = written(tmp_path / "a.warc.gz", crawl(20)), tmp_path / "out"
    first = ruammit.extract_to(path, out, limit=10)
    second = ruammit.extract_to(path, out)
    assert (first.extracted, second.extracted, second.unchanged) == (7, 33, 7)
    assert second.set_aside == 0
    dataset = ruammit.open(out)
    assert len(dataset) == 40
    passed = dataset.rejected()
    assert set(passed["code"]) == {"passed-over"}
    assert not passed["path"].duplicated().any()
