"""Files that hold several articles: every format, under every name of a field, packed or not, whole or damaged."""

import csv
import datetime as dt
import gzip
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ruammit
from ruammit.engines.planner import entries
from ruammit.readers.articles import Rejected, iter_articles, list_sources, read_source
from ruammit.readers.fields import checked_fields
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
    "bomb.txt.gz": gzip.compress(b"0" * 60_000_000),
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
    for name in ("a.txt", "b.md", "c.xlsx", "d.odt", "README", "e.jpg", ".hidden.txt"):
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
    assert told == dict.fromkeys(["README", "c.xlsx", "d.odt", "e.jpg"], "format")


# --- Parquet ---------------------------------------------------------------------------------------------------------


def test_rows_of_a_parquet_file_have_dates_of_any_type(tmp_path: Path) -> None:
    columns = {
        "id": pa.array([1, 2, 3]),
        "Text": pa.array([THAI, None, VIETNAMESE], pa.large_string()),
        "date": pa.array([dt.datetime(2025, 3, 12, 9), None, dt.datetime(2024, 1, 1)], pa.timestamp("us")),
        "picture": pa.array([b"\0", None, b"x"]),
    }
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    first, empty, last = iter_articles([tmp_path])
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (first.id, first.text, first.published) == ("1", THAI, "2025-03-12")
    assert (last.id, last.lang, last.published) == ("3", "vi", "2024-01-01")
    assert isinstance(empty, Rejected)
    assert (empty.code, empty.line) == ("field", 2)


def test_a_nul_and_a_quotation_mark_that_is_not_closed_cost_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'id,text\na,{THAI}\nb,\0{THAI}\nc,{VIETNAMESE}\nd,"{THAI}\ne,{THAI}\n', encoding="utf-8")
    first, nul, last, swallowed = iter_articles([path])
    assert [item.id for item in (first, last) if isinstance(item, Article)] == ["a", "c"]
    assert isinstance(nul, Rejected)
    assert (nul.line, nul.code) == (3, "binary")
    assert isinstance(swallowed, Rejected)
    assert (swallowed.code, "not closed" in swallowed.message) == ("table", True)


def test_a_value_that_no_python_has_costs_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    far = pa.array([0, 2**45, 0], pa.timestamp("s"))  # the second is over a million years from now
    text = pa.array([VIETNAMESE.encode(), VIETNAMESE.encode(), b"\xff\xfe"], pa.binary()).view(pa.string())
    pq.write_table(pa.table({"id": ["a", "b", "c"], "text": text, "published": far}), path)
    good, *bad = iter_articles([path])
    assert isinstance(good, Article)
    assert [(item.line, item.code) for item in bad if isinstance(item, Rejected)] == [(2, "table"), (3, "table")]
    (source,) = list_sources([path])
    assert list(entries(source, 10_000)) == [(1, "a"), (2, None), (3, None)]


def test_parts_of_a_parquet_file_give_the_same_as_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table({"content": [f"{THAI} {number}" for number in range(500)]})
    pq.write_table(table, path, row_group_size=40)
    (whole,) = list_sources([path])
    parts = list(list_sources([path], part_bytes=500))
    assert len(parts) > 3
    assert [item for part in parts for item in read_source(part)] == list(read_source(whole))
    assert [entry for part in parts for entry in entries(part, 10**7)] == list(entries(whole, 10**7))


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "unreadable"), (b"PAR1 no table PAR1", "unreadable"), (b"cut", "unreadable"), (b"no rows", "empty")],
)
def test_a_broken_parquet_file(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), path)
    if content == b"cut":
        path.write_bytes(path.read_bytes()[:-40])
    elif content != b"no rows":
        path.write_bytes(content)
    (reason,) = iter_articles([path])
    assert isinstance(reason, Rejected)
    assert reason.code == code


# --- names of fields -------------------------------------------------------------------------------------------------


def test_fields_are_found_under_the_names_that_are_given(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    row = {"text": "a summary", "story": {"body": THAI}, "Day": "2025/03/12", "Headline": "หัวข้อ", "URL": "https://a.b"}
    path.write_text(json.dumps(row), encoding="utf-8")
    fields = checked_fields({"text": "story.body", "published": "day"})
    (found,) = iter_articles([path], fields=fields)
    assert isinstance(found, Article)
    assert (found.text, found.published, found.title, found.source_url) == (THAI, "2025-03-12", "หัวข้อ", "https://a.b")
    with pytest.raises(ruammit.RuammitError, match=r"no field 'body'.*text"):
        checked_fields({"body": "text"})


@pytest.mark.parametrize("published", ["no day", "2025-02-30", ["2025"], {"a": 1}, True, -5])
def test_a_wrong_day_of_publication_costs_no_article(tmp_path: Path, published: object) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": THAI, "date": published}), encoding="utf-8")
    (found,) = ruammit.extract_all(path)
    assert found.published is None
    assert "unread-published" in {flag.code for flag in found.flags}


@pytest.mark.parametrize(
    ("written", "code"), [("vi-VN", "vi"), ("VIE", "vi"), ("Vietnamese", "vi"), ("tha", "th"), ("Thai", "th")]
)
def test_a_language_may_be_named_in_any_standard_way(tmp_path: Path, written: str, code: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": THAI, "lang": written}), encoding="utf-8")
    (found,) = iter_articles([path])
    assert isinstance(found, Article)
    assert found.lang == code


def test_a_huge_cell_costs_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"id,text\na,{THAI}\nb,{'x' * 2_000_000}\nc,{VIETNAMESE}\n", encoding="utf-8")
    first, huge, last = iter_articles([path], size_limit=1_000_000)
    assert isinstance(first, Article)
    assert isinstance(huge, Rejected)
    assert huge.code == "too-large"
    assert isinstance(last, Article)
