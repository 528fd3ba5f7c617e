"""The report, opened in a real browser: it filters, opens evidence, runs nothing of an article and asks no one."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hazards import warm
from playwright.sync_api import expect

import ruammit
from ruammit.dataset.store import Dataset
from ruammit.engines.run import extract_to
from ruammit.errors import RuammitError
from ruammit.views.labels import LOCALES
from ruammit.views.report import report_html, write_report

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
NEWS = (
    "กรุงเทพฯ เมื่อวันที่ 12 พฤษภาคม 2568 กระทรวงพาณิชย์ไทยลงนามบันทึกความเข้าใจด้านการค้าข้าว"
    "กับกระทรวงอุตสาหกรรมและการค้าเวียดนาม มูลค่า 40 ล้านดอลลาร์สหรัฐ"
)
VISIT = "Ngày 3/11/2025, Bộ Công Thương Việt Nam và Bộ Thương mại Thái Lan ký biên bản ghi nhớ tại Hà Nội."
FORMULA = "=HYPERLINK(1)"
WORDS_OF_A_DRAWING = """drawing => {
    const svg = drawing.querySelector("svg"), frame = svg.getBoundingClientRect(), scale = svg.getScreenCTM().a;
    const words = [...svg.querySelectorAll("text")].filter((text) => text.textContent);
    return words.map((text) => {
        const box = text.getBoundingClientRect();
        const inside = box.left >= frame.left - 1 && box.right <= frame.right + 1;
        return { text: text.textContent, size: parseFloat(getComputedStyle(text).fontSize) * scale, inside };
    });
}"""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Articles with sources: one under two names, one with an address that is none of the web; and a bad line."""
    folder = tmp_path_factory.mktemp("news")
    rows: list[dict[str, str]] = [
        {"id": "a", "text": NEWS, "title": FORMULA, "source_url": "https://news.example/a?x=1&y=2"},
        {"id": "b", "text": NEWS, "source_url": "https://mirror.example/b"},
        {"id": "c", "text": VISIT, "source_url": "javascript:window.ran=5", "published": "2025-11-04"},
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "news.jsonl").write_text("\n".join([*lines, "{no json <b>"]) + "\n", encoding="utf-8")
    extract_to([str(folder / "news.jsonl")], str(folder / "out"), engine=warm)
    return ruammit.open(folder / "out")


@pytest.fixture(scope="module")
def reports(dataset: Dataset, news: Dataset, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("report")
    paths = {name: folder / f"{name}.html" for name in ("corpus", *LOCALES)}
    write_report(dataset, paths["corpus"], title="Records <of> the corpus")
    for locale in LOCALES:
        write_report(news, paths[locale], locale=locale)
    return paths


@pytest.fixture
def corpus(page: Any, reports: dict[str, Path]) -> Iterator[Any]:
    """The report of the corpus, opened."""
    yield opened(page, reports["corpus"])
    assert page.errors == []


def opened(page: Any, path: Path, fragment: str = "") -> Any:
    page.goto(path.as_uri() + fragment)
    page.wait_for_selector("#rows tr")
    return page


def rows(page: Any) -> int:
    return int(page.locator("#rows tr").count())


def column(page: Any, name: str) -> list[str]:
    return [text.strip() for text in page.locator(f"#rows .cell-{name} .value").all_inner_texts()]


# ------------------------------------------------------------------------------------------------------------ the file


def test_the_file_holds_no_words_of_an_article_as_markup(reports: dict[str, Path]) -> None:
    html = reports["corpus"].read_text(encoding="utf-8")
    assert "window.ran" not in html
    assert "Records &lt;of&gt; the corpus" in html
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//", html)


def test_a_small_page_leaves_texts_out_and_says_so(dataset: Dataset, reports: dict[str, Path]) -> None:
    small = report_html(dataset, page_bytes=0)
    assert "full text of 0 of" in small
    assert len(small) < len(reports["corpus"].read_text(encoding="utf-8"))


def test_what_was_skipped_is_listed_with_the_reason(reports: dict[str, Path], news: Dataset) -> None:
    (rejected,) = news.sql("SELECT path, line, message FROM rejected").to_pylist()
    html = reports["en"].read_text(encoding="utf-8")
    assert Path(rejected["path"]).name + ", line 4" in html
    assert "<b>" not in html.split('id="skipped"')[1].split("</section>")[0]


def test_a_text_under_two_names_counts_once(reports: dict[str, Path], news: Dataset) -> None:
    assert len(news) == 2
    html = reports["en"].read_text(encoding="utf-8")
    assert re.search(r"<dt>articles</dt><dd>2</dd>", html)


def test_a_locale_without_words_is_an_error(news: Dataset) -> None:
    with pytest.raises(RuammitError, match="en, th, vi"):
        report_html(news, locale="xx")


# ------------------------------------------------------------------------------------------------- filters and sorting


@pytest.mark.browser
def test_filters(corpus: Any) -> None:
    every = rows(corpus)
    corpus.fill("#q", "758,500,000")
    few = rows(corpus)
    assert 0 < few < every
    assert corpus.inner_text("#found").startswith(f"{few} of ")
    corpus.click("#clear")
    corpus.fill("#score", "0.6")
    likely = column(corpus, "score")
    assert 0 < len(likely) < every
    assert all(float(score) >= 0.6 for score in likely)
    corpus.click("#clear")
    corpus.select_option("#country", label="Belgium")
    corpus.select_option("#partner", label="Vietnam")
    assert 0 < rows(corpus) < every
    corpus.select_option("#kind", label="investment")
    assert all(text.startswith("investment") for text in column(corpus, "what"))
    corpus.fill("#from", "1990-01-01")
    corpus.fill("#to", "1990-12-31")
    assert rows(corpus) == 0
    assert corpus.locator("#none").is_visible()


@pytest.mark.browser
def test_columns_sort_both_ways(corpus: Any) -> None:
    corpus.select_option("#country", label="Belgium")
    assert not corpus.locator("#more").is_visible()
    scores = column(corpus, "score")
    assert scores == sorted(scores, reverse=True)
    corpus.click("th[data-sort=score] button")
    assert column(corpus, "score") == sorted(scores)
    assert corpus.get_attribute("th[data-sort=score]", "aria-sort") == "ascending"
    corpus.click("th[data-sort=when] button")
    dated = [text[:4] for text in column(corpus, "when") if text[:4].isdigit()]
    assert dated == sorted(dated, reverse=True)
    assert column(corpus, "when")[-1] == ""


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["bo cong thuong", "BỘ CÔNG THƯƠNG", "bo thuong mai thai lan"])
def test_search_needs_no_accents(page: Any, reports: dict[str, Path], typed: str) -> None:
    opened(page, reports["en"])
    page.fill("#q", typed)
    assert rows(page) == 1
    assert "Bộ Công Thương" in page.inner_text("#rows")


@pytest.mark.browser
def test_search_needs_no_thai_tone_marks(page: Any, reports: dict[str, Path]) -> None:
    opened(page, reports["en"])
    page.fill("#q", "การคาขาว")
    assert rows(page) == 1
    page.fill("#q", "การคุาขาว")
    assert rows(page) == 0


@pytest.mark.browser
def test_the_address_keeps_the_view(page: Any, reports: dict[str, Path]) -> None:
    opened(page, reports["corpus"])
    page.select_option("#country", label="Belgium")
    page.fill("#q", "cảng")
    page.click("th[data-sort=when] button")
    kept, shown = page.evaluate("location.hash"), column(page, "when")
    page.goto("about:blank")
    opened(page, reports["corpus"], kept)
    assert column(page, "when") == shown
    assert page.input_value("#country") == "BE"
    assert page.input_value("#q") == "cảng"


@pytest.mark.browser
def test_the_address_of_a_record_opens_it(page: Any, reports: dict[str, Path], dataset: Dataset) -> None:
    record = next(extraction for extraction in dataset if extraction.records).records[0]
    opened(page, reports["corpus"], f"#record={record.id}")
    assert page.locator("#reader").is_visible()
    evidence = "".join(page.locator("#reader-text .ruammit-evidence").all_inner_texts())
    assert re.sub(r"\s", "", record.quote) in re.sub(r"\s", "", evidence)


@pytest.mark.browser
def test_a_country_of_the_map_shows_its_records(corpus: Any) -> None:
    every = rows(corpus)
    corpus.locator('.chart-world .wide [data-go="#country=BE"]').first.click(force=True)
    expect(corpus.locator("#country")).to_have_value("BE")  # the page follows its address
    assert 0 < rows(corpus) < every


@pytest.mark.browser
def test_download_is_what_is_shown_and_no_formula(page: Any, reports: dict[str, Path]) -> None:
    opened(page, reports["en"])
    page.select_option("#country", label="Thailand")
    with page.expect_download() as download:
        page.click("#download")
    raw = Path(download.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    found = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert len(found) == rows(page)
    titles = {row["Title"] for row in found}
    assert "'" + FORMULA in titles
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in found for cell in row.values())


# ------------------------------------------------------------------------------------------------------------ the rows


@pytest.mark.browser
def test_rows_say_who_with_whom_what_how_much_and_when(page: Any, reports: dict[str, Path]) -> None:
    opened(page, reports["en"])
    heads = page.locator("#records thead th").all_inner_texts()
    assert heads == ["Who", "With whom", "What", "How much", "When", "Score", "Evidence"]
    page.fill("#q", "40,000,000")
    assert "40,000,000\u00a0USD" in column(page, "figures")[0]
    assert column(page, "when") == ["2025-05-12"]


@pytest.mark.browser
def test_sources_are_links_of_the_web_only(page: Any, reports: dict[str, Path]) -> None:
    opened(page, reports["en"])
    links = page.locator("a.source")
    addresses = {links.nth(at).get_attribute("href") for at in range(links.count())}
    assert addresses == {"https://news.example/a?x=1&y=2"}
    assert all("noopener" in str(links.nth(at).get_attribute("rel")) for at in range(links.count()))
    assert "same text in 1 more" in page.inner_text("#rows")


@pytest.mark.browser
def test_the_page_speaks_the_locale(page: Any, reports: dict[str, Path]) -> None:
    opened(page, reports["th"])
    assert page.get_attribute("html", "lang") == "th"
    assert "เวียดนาม" in page.locator("#country option").all_inner_texts()
    assert page.locator("#records thead th").first.inner_text() == "ใคร"


# ---------------------------------------------------------------------------------------------------------- the reader


@pytest.mark.browser
def test_slots_stand_beside_the_text_and_light_it(corpus: Any) -> None:
    corpus.fill("#q", "758,500,000")
    corpus.locator("#rows .evidence-button").first.click()
    words = "".join(corpus.locator("#reader-text .ruammit-evidence").all_inner_texts())
    assert "758.5" in words or "758,5" in words
    assert corpus.locator("#reader-text mark.ruammit-money").count() > 0
    text, side = corpus.locator("#reader-text").bounding_box(), corpus.locator("#reader aside").bounding_box()
    assert side["x"] + side["width"] <= text["x"]
    corpus.locator("#reader-slots .slot-figures").first.click()
    lit = "".join(corpus.locator("#reader-text .lit").all_inner_texts())
    assert "758.5" in lit or "758,5" in lit
    corpus.keyboard.press("Escape")
    assert not corpus.locator("#reader").is_visible()


@pytest.mark.browser
def test_the_subject_of_a_record_is_marked(corpus: Any) -> None:
    row = corpus.locator("#rows tr").filter(has=corpus.locator(".about")).first
    words = row.locator(".about").inner_text()
    row.locator(".evidence-button").click()
    assert "".join(corpus.locator("#reader-text .ruammit-subject").all_inner_texts()) == words


@pytest.mark.browser
def test_the_next_record_opens_in_the_reader(corpus: Any) -> None:
    corpus.locator("#rows .evidence-button").first.click()
    first = corpus.evaluate("location.hash")
    assert corpus.locator("#previous").is_disabled()
    corpus.click("#next")
    assert corpus.evaluate("location.hash") != first
    assert corpus.locator("#reader-text .ruammit-evidence").count() > 0


@pytest.mark.browser
def test_the_keyboard_alone_opens_a_record(corpus: Any) -> None:
    corpus.focus("#flagged")
    for _ in range(20):
        corpus.keyboard.press("Tab")
        if corpus.evaluate("document.activeElement.className") == "evidence-button":
            break
    corpus.keyboard.press("Enter")
    assert corpus.locator("#reader").is_visible()


@pytest.mark.browser
def test_nothing_of_an_article_runs_and_nothing_is_fetched(corpus: Any, reports: dict[str, Path]) -> None:
    corpus.fill("#q", "hostile")
    corpus.locator("#rows .evidence-button").first.click()
    text = corpus.inner_text("#reader-text")
    assert "<script>window.ran = 1</script>" in text
    assert "⟨U+202E⟩" in text
    assert "{{ 7 * 7 }}" in text
    assert corpus.evaluate("window.ran") is None
    assert corpus.requests == [reports["corpus"].as_uri()]


@pytest.mark.browser
def test_a_hostile_address_runs_nothing(page: Any, reports: dict[str, Path]) -> None:
    hostile = (
        "#q=%3Cimg%20src%3Dx%20onerror%3Dwindow.ran%3D6%3E&country=%3Csvg%20onload%3Dwindow.ran%3D7%3E&__proto__=1"
    )
    page.goto(reports["corpus"].as_uri() + hostile)
    page.wait_for_selector("#none:visible")
    assert "onerror" in page.inner_text("#chips")
    assert page.evaluate("window.ran") is None
    assert page.errors == []


@pytest.mark.browser
def test_offsets_hold_behind_an_emoji(corpus: Any) -> None:
    corpus.fill("#q", "hostile")
    corpus.locator("#rows .evidence-button").first.click()
    assert "25 ล้านดอลลาร์สหรัฐ" in corpus.locator("#reader-text mark.ruammit-money").all_inner_texts()


# ------------------------------------------------------------------------------------------------- phones and axe-core


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone_in_both_colour_schemes(page: Any, reports: dict[str, Path], scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(PHONE)
    opened(page, reports["corpus"])
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(22, 24, 27)")
    labels = page.locator("#rows tr").first.locator(".label:visible").all_inner_texts()
    assert {"Who", "With whom", "What", "Evidence"} <= set(labels)


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, {"width": 768, "height": 900}, DESK], ids=["phone", "tablet", "desk"])
def test_charts_fill_their_width_with_words_that_can_be_read(
    page: Any, reports: dict[str, Path], size: dict[str, int]
) -> None:
    page.set_viewport_size(size)
    opened(page, reports["corpus"])
    for figure in page.locator("figure").all():
        drawing = figure.locator(".drawing:visible")
        assert drawing.count() == 1
        assert drawing.locator("svg").bounding_box()["width"] == pytest.approx(figure.bounding_box()["width"], abs=1)
        words = drawing.evaluate(WORDS_OF_A_DRAWING)
        assert words
        assert min(text["size"] for text in words) >= 9
        assert [text["text"] for text in words if not text["inside"]] == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_no_barrier(page: Any, reports: dict[str, Path], scheme: str, size: dict[str, int]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    opened(page, reports["corpus"])
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.locator("#rows .evidence-button").first.click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.browser
def test_on_paper_there_are_charts_and_rows_but_no_buttons(page: Any, reports: dict[str, Path]) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    opened(page, reports["corpus"])
    assert page.locator("#rows tr").first.is_visible()
    assert page.locator("figure svg:visible").count() == page.locator("figure").count()
    assert not page.locator("#filters").is_visible()
    assert not page.locator("#download").is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("locale", LOCALES)
def test_no_word_of_the_page_is_missing(reports: dict[str, Path], locale: str) -> None:
    html = reports[locale].read_text(encoding="utf-8")
    assert f'<html lang="{locale}">' in html
    assert "Undefined" not in html
    assert "built-in method" not in html
