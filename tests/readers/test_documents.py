"""Word and PDF documents, made by programs that people use: Chromium, ReportLab, and Word's format by python-docx."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

import ruammit
from ruammit.readers.articles import Rejected, iter_articles
from ruammit.readers.documents import read_document
from ruammit.readers.reasons import Reject
from ruammit.schema import Article
from ruammit.text.normalization import reading_of

FILES = Path(__file__).parent / "files"
THAI = "ไทยและเวียดนามลงนามบันทึกความเข้าใจด้านการศึกษา มูลค่า 12 ล้านบาท"
PARTS = [
    "วันที่ 12 มีนาคม 2568 กระทรวงพลังงานของไทยและกระทรวงอุตสาหกรรมและการค้าของเวียดนามลงนามบันทึกความเข้าใจว่าด้วย"
    "ความร่วมมือด้านพลังงานสะอาด ที่กรุงฮานอย โดยมีมูลค่าการลงทุนรวมกว่า 1,250 ล้านบาท ทั้งสองฝ่ายจะร่วมกันพัฒนา"
    "โครงการพลังงานแสงอาทิตย์และพลังงานลมจำนวน 4 โครงการในภาคกลางของเวียดนาม",
    "โครงการจะดำเนินการระหว่างปี 2568 ถึง 2573 และคาดว่าจะทำให้การค้าสองฝ่ายเพิ่มขึ้นร้อยละ 15 ภายใน 3 ปี",
]


def read(name: str) -> Article | Rejected:
    (found,) = iter_articles([FILES / name])
    return found


def test_a_thai_page_that_a_browser_has_printed_reads_as_it_was_written() -> None:
    article = read("th.pdf")
    assert isinstance(article, Article)
    assert article.text.splitlines()[-2:] == PARTS  # every mark and SARA AM, and no line of the page in between
    extraction = ruammit.extract(article)
    assert [(money.amount, money.currency) for money in extraction.money] == [(1_250_000_000, "THB")]
    assert {date.start for date in extraction.dates} >= {"2025-03-12", "2025-01-01"}


def test_a_vietnamese_page() -> None:
    article = read("vi.pdf")
    assert isinstance(article, Article)
    *_, first, last = article.text.splitlines()
    assert first.startswith("Ngày 12/3/2025, tại Hà Nội, Bộ Năng lượng")
    assert first.endswith("ở miền Trung Việt Nam.")
    assert last.endswith("tăng 15% trong ba năm.")
    assert [str(money.amount) for money in ruammit.extract(article).money] == ["1250000000000"]


def test_a_torn_sara_am_is_read_as_one() -> None:
    article = read("torn.pdf")
    assert isinstance(article, Article)
    assert "จ านวน" in article.text  # as it stands in the document
    extraction = ruammit.extract(article)
    assert [money.quote for money in extraction.money] == ["๑๒ ล้านบาท"]
    assert "จำนวน" in reading_of(article.text).text
    assert "นำเข้า" in reading_of(article.text).text


def word(fill: Callable[..., None]) -> bytes:
    document, file = Document(), io.BytesIO()
    fill(document)
    document.save(file)
    return file.getvalue()


def _article(document: object) -> None:
    document.add_heading("ไทย-เวียดนามลงนาม")  # type: ignore[attr-defined]
    document.add_paragraph(THAI)  # type: ignore[attr-defined]
    table = document.add_table(2, 2)  # type: ignore[attr-defined]
    for place, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"ช่อง {place}"
    document.add_paragraph("จบ")  # type: ignore[attr-defined]


def test_a_word_document_gives_its_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word(_article))
    (article,) = iter_articles([tmp_path])
    assert isinstance(article, Article)
    assert article.text == f"ไทย-เวียดนามลงนาม\n{THAI}\nช่อง 0\tช่อง 1\nช่อง 2\tช่อง 3\nจบ"
    assert (article.id, article.lang, article.title) == ("a", "th", "ไทย-เวียดนามลงนาม")


def _bomb() -> bytes:
    """A Word document whose text is 150 MB of one letter."""
    with zipfile.ZipFile(io.BytesIO(word(_article))) as whole:
        files = {info.filename: whole.read(info) for info in whole.infolist()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            longer = content.replace("จบ".encode(), b"x" * 150_000_000)
            archive.writestr(name, longer if "document" in name else content)
    return file.getvalue()


BROKEN: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "password": ("pdf", (FILES / "password.pdf").read_bytes, "encrypted"),
    "picture": ("pdf", (FILES / "picture.pdf").read_bytes, "empty"),
    "cut": ("pdf", lambda: (FILES / "th.pdf").read_bytes()[:5000], "unreadable"),
    "no": ("pdf", lambda: THAI.encode(), "unreadable"),
    "nothing": ("pdf", lambda: b"", "empty"),
    "old": ("docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted"),
    "cut word": ("docx", lambda: word(_article)[:2000], "unreadable"),
    "text": ("docx", lambda: THAI.encode(), "unreadable"),
    "other archive": ("docx", lambda: _archive(), "unreadable"),
    "blank": ("docx", lambda: word(lambda _: None), "empty"),
    "bomb": ("docx", _bomb, "too-large"),
}


def _archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", THAI)
    return file.getvalue()


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_document_costs_itself(tmp_path: Path, name: str) -> None:
    ending, content, code = BROKEN[name]
    (tmp_path / f"a.{ending}").write_bytes(content())
    (tmp_path / "b.txt").write_text(THAI, encoding="utf-8")
    reason, after = iter_articles([tmp_path])
    assert isinstance(reason, Rejected)
    assert (reason.code, bool(reason.cure)) == (code, True)
    assert isinstance(after, Article)


def test_a_folder_may_be_named_like_a_document(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").mkdir()
    (tmp_path / "x.pdf" / "a.txt").write_text(THAI, encoding="utf-8")
    assert [item.id for item in iter_articles([tmp_path]) if isinstance(item, Article)] == ["x.pdf/a"]


@settings(max_examples=30)
@given(st.integers(0, 55_000), st.binary(min_size=1, max_size=40))
def test_damage_anywhere_in_a_document_is_a_reason_or_a_text(place: int, damage: bytes) -> None:
    content = bytearray((FILES / "vi.pdf").read_bytes())
    content[place : place + len(damage)] = damage
    with suppress(Reject):
        text = read_document(io.BytesIO(bytes(content)), "pdf", 10**7)
        assert text.encode("utf-8").decode("utf-8") == text  # no half of a surrogate pair
