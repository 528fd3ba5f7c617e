"""The public functions, without a network and without a wait."""

import datetime
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from pytest_socket import disable_socket, enable_socket

import ruammit
from ruammit.schema import Article
from ruammit.text.detection import detect

THAI = "ไทยลงทุน 12 ล้านบาทในเวียดนาม เมื่อปีที่แล้ว"
VIETNAMESE = "Thái Lan đầu tư 12 triệu USD vào Việt Nam năm ngoái."


def test_a_text_a_path_and_an_article_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(VIETNAMESE, encoding="utf-8")
    found = ruammit.extract(VIETNAMESE)
    assert found.lang == "vi"
    assert found.money[0].amount == 12_000_000
    assert ruammit.extract(path) == ruammit.extract(str(path)) == found
    given = {name: getattr(found, name) for name in Article.model_fields} | {"home": None}
    assert ruammit.extract(Article(**given)) == found


def test_what_the_caller_knows_goes_before_what_is_found() -> None:
    assert ruammit.extract("12 tỷ đồng", lang="vi").money[0].currency == "VND"
    dates = ruammit.extract(THAI, published="2025-05-05").dates
    assert [(date.start, date.end) for date in dates] == [("2024-01-01", "2024-12-31")]
    article = ruammit.extract(THAI)
    assert ruammit.extract(
        Article(**{n: getattr(article, n) for n in Article.model_fields}), published="2025-05-05"
    ).published


def test_errors_are_of_one_family() -> None:
    for source in ("missing.txt", "", "The cabinet approved the draft act on foreign investment."):
        with pytest.raises(ruammit.RuammitError):
            ruammit.extract(source)
    with pytest.raises(ruammit.RuammitError, match="th, vi"):
        ruammit.load("xx")


@pytest.mark.parametrize("source", [None, THAI.encode(), bytearray(b"x"), 5, ["text"]], ids=lambda s: type(s).__name__)
def test_what_is_no_article_is_an_error_that_names_the_cure(source: Any) -> None:
    with pytest.raises(ruammit.ArticleError, match=rf"{type(source).__name__} is neither .*\("):
        ruammit.extract(source)


def test_a_date_is_a_day_of_publication() -> None:
    expected = ruammit.extract(THAI, published="2025-05-05")
    assert ruammit.extract(THAI, published=datetime.date(2025, 5, 5)) == expected
    assert ruammit.extract(THAI, published=datetime.datetime(2025, 5, 5, 12, 0)) == expected


def test_texts_and_articles_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(VIETNAMESE, encoding="utf-8")
    article = Article(id="mine", text=THAI, lang="th")
    found = list(ruammit.extract_all([THAI + " ", path, article, str(path), VIETNAMESE]))
    assert [x.id for x in found] == ["text#1", "one", "mine", "one", "text#3"]
    assert [bool(x.money) for x in found] == [True] * 5
    assert [x.id for x in ruammit.extract_all(VIETNAMESE)] == ["text#1"]
    assert [x.id for x in ruammit.extract_all(article)] == ["mine"]
    with pytest.warns(ruammit.RejectedWarning, match="no such file"):
        assert not list(ruammit.extract_all([tmp_path / "missing", "mistyped"]))
    with pytest.raises(ruammit.ArticleError, match="neither"):
        list(ruammit.extract_all([b"bytes"]))  # type: ignore[list-item]
    with pytest.raises(ruammit.ArticleError, match="neither"):
        list(ruammit.extract_all(None))  # type: ignore[arg-type]
    with pytest.raises(ruammit.ArticleError, match="empty path"):
        list(ruammit.extract_all(""))


def test_an_article_knows_its_hash() -> None:
    article = Article(id="a", text=VIETNAMESE, lang="vi")
    assert article.sha256 == ruammit.extract(VIETNAMESE).sha256
    with pytest.raises(ValueError, match="text"):
        Article(id="a", lang="vi")  # type: ignore[call-arg]


def test_an_extraction_says_in_one_line_what_it_holds() -> None:
    found = ruammit.extract(VIETNAMESE * 50)
    assert repr(found) == str(found)
    assert len(repr(found)) < 200
    assert "50 money" in repr(found)


def test_all_articles_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(THAI, encoding="utf-8")
    (tmp_path / "b.txt").write_text("", encoding="utf-8")
    (tmp_path / "c.txt").write_text(VIETNAMESE, encoding="utf-8")
    with pytest.warns(ruammit.RejectedWarning, match=r"b\.txt: there is no text in it"):
        assert [found.id for found in ruammit.extract_all(tmp_path)] == ["a", "c"]
    rejected: list[ruammit.Rejected] = []
    with warnings.catch_warnings(action="error"):
        assert len(list(ruammit.extract_all([tmp_path], on_rejected=rejected.append))) == 2
    assert [item.code for item in rejected] == ["empty"]


def test_processes_give_the_same_in_the_same_order(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number}.txt").write_text(f"{VIETNAMESE} {number}", encoding="utf-8")
    assert list(ruammit.extract_all(tmp_path, workers=2)) == list(ruammit.extract_all(tmp_path))


def test_nothing_is_fetched(tmp_path: Path) -> None:
    disable_socket()
    try:
        for text in (THAI, VIETNAMESE):
            found = ruammit.extract(text)
            assert found.money
            assert ruammit.load(found.lang)(text)._.extraction.money
        page = tmp_path / "page.html"
        page.write_text(f"<html><body><article><p>{VIETNAMESE * 5}</p></article></body></html>", encoding="utf-8")
        assert ruammit.extract(page).money
        assert detect("The cabinet approved the draft act on foreign investment.") == "en"
    finally:
        enable_socket()


def test_the_import_is_light() -> None:
    """`import ruammit` brings none of the libraries that take their time."""
    slow = ("spacy", "pydantic", "underthesea", "pythainlp", "pyarrow")
    code = f"import ruammit, sys; print([name for name in {slow} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there() -> None:
    assert set(ruammit.__all__) <= set(dir(ruammit))
    for name in ruammit.__all__:
        assert getattr(ruammit, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = ruammit.nothing  # type: ignore[attr-defined]


@pytest.mark.parametrize("published", ["2025-02-30", "0001-01-01", "9999-12-31", "yesterday", "3/4/2025"])
def test_a_day_that_is_none_is_refused(published: str) -> None:
    with pytest.raises(ruammit.ArticleError, match="`published` is no date"):
        ruammit.extract(THAI, published=published)


# --- what a caller may hand over --------------------------------------------------------------------------------------


def test_rows_of_a_data_frame_are_articles() -> None:
    frame = pd.DataFrame(
        {
            "story": [VIETNAMESE, THAI, None],
            "title": ["Ký kết", float("nan"), "x"],
            "date": pd.to_datetime(["2025-03-12", None, "2025-01-01"]),
        }
    )
    rejected: list[ruammit.Rejected] = []
    for given in (frame, pa.Table.from_pandas(frame), frame.to_dict("records")):
        found = list(ruammit.extract_all(given, fields={"text": "story"}, on_rejected=rejected.append))
        assert [(x.id, x.lang) for x in found] == [("row#1", "vi"), ("row#2", "th")]
        assert (found[0].title, found[0].published) == ("Ký kết", "2025-03-12")
        assert found[1].title is None
    assert [item.path for item in rejected] == ["row#3"] * 3
    assert ruammit.extract({"text": VIETNAMESE, "id": "mine"}).id == "mine"


def test_a_string_is_a_text_unless_it_can_be_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ข่าว วันนี้.txt").write_text(THAI, encoding="utf-8")
    word = "ไทยและเวียดนามลงนามบันทึกความเข้าใจด้านการศึกษา"  # a Thai text may have no white space
    address = f"{VIETNAMESE} https://news.example/a.html"
    found = list(ruammit.extract_all([word, "ข่าว วันนี้.txt", address]))
    assert [x.id for x in found] == ["text#1", "ข่าว วันนี้", "text#2"]
    for mistyped in ("articels", "news/2025", "gone.txt", "s3:nothing", "ไม่มี.jsonl.gz"):
        with pytest.raises(ruammit.ArticleError, match="no such file"):
            ruammit.extract(mistyped)


def test_a_dataset_is_written_from_whatever_is_given(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(VIETNAMESE, encoding="utf-8")
    row = {"id": "row", "text": f"{VIETNAMESE} 2", "date": datetime.date(2025, 3, 12)}
    given = [tmp_path / "one.txt", THAI, row, {}]
    done = ruammit.extract_to(given, tmp_path / "out", workers=1)
    assert (done.extracted, done.rejected) == (3, {"field": 1})
    assert "3 articles extracted" in repr(done)
    dataset = ruammit.open(tmp_path / "out")
    assert {x.id: x.published for x in dataset}["row"] == "2025-03-12"
    assert sorted(dataset.articles()["id"]) == ["one", "row", "text#1"]
    assert list(dataset.rejected()["path"]) == ["memory"]
    with pytest.raises(ruammit.ArticleError, match="no such file"):
        ruammit.extract_to(tmp_path / "gone", tmp_path / "other")
    assert not (tmp_path / "other").exists()
