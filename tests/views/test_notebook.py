"""An extraction as HTML: every value on its words, everything of the article escaped."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import ruammit
from ruammit.dataset.store import Dataset
from ruammit.text.visible import visible
from ruammit.views.marking import LAYERS, marks, pieces
from ruammit.views.notebook import dataset_html, extraction_html


class Reader(HTMLParser):
    """Collects the element names of a page and the text of its article."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.article = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        if tag == "div" and (self._depth or ("class", "ruammit-article") in attrs):
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._depth:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.article += data


def test_the_article_stands_whole_in_the_page(reference: ruammit.Extraction) -> None:
    reader = Reader()
    reader.feed(extraction_html(reference))
    assert reader.article.strip() == visible(reference.text).strip()
    for layer in LAYERS:
        assert f'<mark class="ruammit-{layer.lower()}" title=' in extraction_html(reference)


def test_the_evidence_of_every_record_can_be_reached(reference: ruammit.Extraction) -> None:
    html = extraction_html(reference)
    for record in reference.records:
        assert f'-{record.id}"></a>' in html
        assert f'-{record.id}">' in html


def test_the_words_of_every_subject_are_marked_and_every_card_has_its_score(reference: ruammit.Extraction) -> None:
    html = extraction_html(reference)
    article, cards = html.split('<ol class="ruammit-records">')
    marked = re.findall(r'<span class="ruammit-subject">(?:<mark[^>]*>)?([^<]*)', article)
    subjects = [record.subject for record in reference.records if record.subject]
    assert len(subjects) > 5
    assert all(subject.quote in unescape("".join(marked)) for subject in subjects)
    scores = [f"{record.score:.2f}" for record in reference.records]
    assert re.findall(r"score ([\d.]+)</p>", cards) == scores


def test_what_is_the_articles_is_text(hostile: str) -> None:
    reader = Reader()
    html = extraction_html(ruammit.extract(hostile))
    reader.feed(html)
    assert not reader.names & {"script", "img", "svg"}
    assert "\u202e" not in html
    assert "<script>window.ran = 1</script>" in reader.article


def test_marks_stand_on_their_words(reference: ruammit.Extraction) -> None:
    found = {(mark.layer, reference.text[mark.start : mark.end]): mark.value for mark in marks(reference)}
    assert found["money", "758.5 ล้านดอลลาร์สหรัฐ"] == "more than 758,500,000 USD"
    assert found["dates", "สิ้นเดือนตุลาคม พ.ศ. 2568"] == "2025-10-31"
    assert found["GPE", "ไฮฟอง"] == "Hai Phong (VN)"


@pytest.mark.parametrize(
    ("spans", "want"),
    [
        ([], [(0, 9, [])]),
        ([(2, 4, "a")], [(0, 2, []), (2, 4, ["a"]), (4, 9, [])]),
        ([(0, 6, "a"), (2, 4, "b")], [(0, 2, ["a"]), (2, 4, ["a", "b"]), (4, 6, ["a"]), (6, 9, [])]),
        ([(0, 3, "a"), (2, 9, "b")], [(0, 2, ["a"]), (2, 3, ["b", "a"]), (3, 9, ["b"])]),
    ],
)
def test_pieces(spans: list[tuple[int, int, object]], want: list[Any]) -> None:
    assert list(pieces(9, spans)) == want


@pytest.mark.browser
def test_the_fragment_in_a_browser(page: Any, tmp_path: Path, hostile: str) -> None:
    path = tmp_path / "x.html"
    html = extraction_html(ruammit.extract(hostile))
    path.write_text(f"<!doctype html><meta charset=utf-8><body>{html}</body>", encoding="utf-8")
    page.goto(path.as_uri())
    assert page.evaluate("window.ran") is None
    assert page.requests == [path.as_uri()]
    assert page.locator(".ruammit-money").count() > 1


def test_a_dataset_shows_its_first_records_in_words(dataset: Dataset) -> None:
    html = dataset_html(dataset)
    heads = re.findall(r"<th [^>]*>([^<]*)", html)
    assert heads[:4] == ["parties", "about", "figures", "when"]
    assert html.count("<tr>") == 11
    assert "<script" not in html
