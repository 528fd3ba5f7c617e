"""The report, opened in a real browser: it filters, opens evidence, runs nothing of an article and asks no one."""

import re
from pathlib import Path
from typing import Any

import pytest

from ruammit.dataset.store import Dataset
from ruammit.views.report import report_html, write_report


@pytest.fixture(scope="module")
def report(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(dataset, path, title="Records <of> the corpus")
    return path


def test_the_file_holds_no_words_of_an_article_as_markup(report: Path) -> None:
    html = report.read_text(encoding="utf-8")
    assert "window.ran" not in html
    assert "Records &lt;of&gt; the corpus" in html
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//", html)


def test_a_small_page_leaves_texts_out_and_says_so(dataset: Dataset) -> None:
    small = report_html(dataset, page_bytes=0)
    assert "is in this page" in small
    assert len(small) < len(report_html(dataset))


@pytest.mark.browser
def test_filters_and_evidence(page: Any, report: Path) -> None:
    page.goto(report.as_uri())
    page.wait_for_selector("#rows tr")
    every = page.locator("#rows tr").count()
    page.fill("#search", "758,500,000")
    few = page.locator("#rows tr").count()
    assert 0 < few < every
    assert page.inner_text("#found").startswith(f"{few} of ")
    page.locator("#rows .evidence-button").first.click()
    assert page.locator("#reader").is_visible()
    words = "".join(page.locator("#reader-text .ruammit-evidence").all_inner_texts())
    assert "758.5" in words or "758,5" in words
    assert page.locator("#reader-text mark.ruammit-money").count() > 0
    page.keyboard.press("Escape")
    assert not page.locator("#reader").is_visible()
    heads = page.locator("thead th").all_inner_texts()
    assert heads == ["Parties", "About", "Figures", "When", "Kind", "Sectors", "Score", "Evidence"]
    page.fill("#search", "")
    page.fill("#score", "0.6")
    likely = page.locator("#rows tr td:nth-child(7)").all_inner_texts()
    assert 0 < len(likely) < every
    assert all(float(score) >= 0.6 for score in likely)
    about = "td:nth-child(2) div:not(:empty)"
    row = page.locator("#rows tr").filter(has=page.locator(about)).first
    words = row.locator(about).inner_text()
    row.locator("button").click()
    assert "".join(page.locator("#reader-text .ruammit-subject").all_inner_texts()) == words
    page.keyboard.press("Escape")
    page.select_option("#kind", "aid")
    assert page.locator("#rows tr").count() == 0


@pytest.mark.browser
def test_the_keyboard_alone_opens_a_record(page: Any, report: Path) -> None:
    page.goto(report.as_uri())
    page.wait_for_selector("#rows tr")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "evidence-button":
            break
    page.keyboard.press("Enter")
    assert page.locator("#reader").is_visible()


@pytest.mark.browser
def test_nothing_of_an_article_runs_and_nothing_is_fetched(page: Any, report: Path) -> None:
    page.goto(report.as_uri())
    page.wait_for_selector("#rows tr")
    page.fill("#search", "hostile")
    page.locator("#rows .evidence-button").first.click()
    text = page.inner_text("#reader-text")
    assert "<script>window.ran = 1</script>" in text
    assert "⟨U+202E⟩" in text
    assert "{{ 7 * 7 }}" in text
    assert page.evaluate("window.ran") is None
    assert page.requests == [report.as_uri()]
    assert page.errors == []


@pytest.mark.browser
def test_offsets_hold_behind_an_emoji(page: Any, report: Path) -> None:
    page.goto(report.as_uri())
    page.wait_for_selector("#rows tr")
    page.fill("#search", "hostile")
    page.locator("#rows .evidence-button").first.click()
    assert "25 ล้านดอลลาร์สหรัฐ" in page.locator("#reader-text mark.ruammit-money").all_inner_texts()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone_in_both_colour_schemes(page: Any, report: Path, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(report.as_uri())
    page.wait_for_selector("#rows tr")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(22, 24, 27)")
