"""Files that hold several articles: every format, under every name of a field, packed or not, whole or damaged."""

import csv
import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ruammit
from ruammit.engines.planner import entries
from ruammit.readers.articles import Rejected, iter_articles, list_sources
from ruammit.schema import Article

THAI = "ไทยและเวียดนามลงนามบันทึกความเข้าใจด้านการศึกษา มูลค่า 12 ล้านบาท"
VIETNAMESE = "Việt Nam và Thái Lan ký biên bản ghi nhớ về giáo dục, trị giá 12 triệu USD."
ROWS = [
    {"id": "a", "headline": "หัวข้อ", "content": f"{THAI}, \"อ้าง\"\nบรรทัดสอง", "date": "12 มีนาคม 2568", "url": "https://a.example/1"},
    {"id": "", "headline": "", "content": "", "date": "", "url": ""},
    {"id": "b", "headline": "", "content": VIETNAMESE, "date": "2025-03-12T09:00:00Z", "url": ""},
]  # fmt: skip


def table(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


CONTENTS = {
    "a.jsonl": "\n".join(map(json.dumps, ROWS)).encode(),
    "a.ndjson": "\n".join(map(json.dumps, ROWS)).encode(),
    "a.json": json.dumps(ROWS).encode(),
    "b.json": json.dumps({"count": 3, "articles": ROWS}).encode(),
    "a.csv": table(ROWS).encode(),
    "bom.csv": table(ROWS).encode("utf-8-sig"),
    "semicolons.csv": table(ROWS, ";").encode(),
    "a.tsv": table(ROWS, "\t").encode(),
}
CONTENTS |= {f"{name}.gz": gzip.compress(content) for name, content in CONTENTS.items()}


@pytest.mark.parametrize("name", CONTENTS)
def test_rows_are_articles_whatever_their_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(CONTENTS[name])
    first, empty, last = iter_articles([path])
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (first.id, first.title, first.published, first.source_url, first.text) == (
        "a",
        "หัวข้อ",
        "2025-03-12",
        "https://a.example/1",
        ROWS[0]["content"],
    )
    assert (last.id, last.lang, last.published) == ("b", "vi", "2025-03-12")
    assert isinstance(empty, Rejected)
    assert empty.line
    assert empty.code in {"field", "empty"}
    planned = [(line, identity) for source in list_sources([path]) for line, identity in entries(source, 10**7)]
    assert [identity for _, identity in planned][::2] == ["a", "b"]
    assert planned[1][0] == empty.line


def test_a_table_of_a_thai_windows_machine(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f'text,title\n"{THAI}",หัวข้อ\n'.encode("cp874"))
    (found,) = iter_articles([path])
    assert isinstance(found, Article)
    assert (found.text, found.title, found.id) == (THAI, "หัวข้อ", "a#2")


BROKEN = {
    "cut.jsonl.gz": gzip.compress(CONTENTS["a.jsonl"] * 50)[:-20],
    "no.jsonl.gz": b"this is not compressed",
    "no.json": b'{"text": ',
    "number.json": b"5",
    "empty.json": b"[]",
    "empty.csv": b"",
    "header.csv": b"text,title\n",
    "binary.csv": b"\x00\x01\x02" * 50,
    "bomb.txt.gz": gzip.compress(b"0" * 400_000_000, 9),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_costs_itself(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BROKEN[name])
    (tmp_path / "z.txt").write_text(THAI, encoding="utf-8")
    *_, reason, after = iter_articles([tmp_path], size_limit=500_000_000)
    assert isinstance(reason, Rejected)
    assert reason.cure
    assert reason.code != "defect"
    assert isinstance(after, Article)


@given(
    st.lists(st.text(max_size=20) | st.just('"'), max_size=20), st.sampled_from(["a.csv", "a.tsv", "a.json", "a.jsonl"])
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_planned_is_what_is_read(tmp_path: Path, pieces: list[str], name: str) -> None:
    path = tmp_path / name
    path.write_text(f"text,id\n{THAI},x\n" + ",".join(pieces), encoding="utf-8", errors="replace", newline="")
    (source,) = list_sources([path])
    read = [item for item in iter_articles([path]) if not (isinstance(item, Rejected) and item.line is None)]
    planned = list(entries(source, 10**7))
    assert len(planned) == len(read)
    for (line, identity), item in zip(planned, read, strict=True):
        if isinstance(item, Article):
            assert item.id == identity
        else:
            assert item.line == line
            assert item.code != "defect"


def test_nothing_in_a_folder_is_passed_over_without_a_word(tmp_path: Path) -> None:
    for name in ("a.txt", "b.md", "c.pdf", "d.docx", "README", "e.jpg", ".hidden.txt"):
        (tmp_path / name).write_text(THAI, encoding="utf-8")
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")  # the annotation of a.txt
    out = tmp_path / "out"
    out.mkdir()
    for name in ("ruammit.json", "commits.jsonl", "x.parquet", "x.txt"):
        (out / name).write_text("a dataset", encoding="utf-8")
    rejected: list[Rejected] = []
    found = list(ruammit.extract_all(tmp_path, on_rejected=rejected.append))
    assert [item.id for item in found] == ["a", "b"]
    told = {Path(item.path).name: item.code for item in rejected}
    assert told == dict.fromkeys(["README", "c.pdf", "d.docx", "e.jpg"], "format")
