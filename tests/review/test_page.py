"""The whole way in a real browser: find, correct, add, reject; kill, start again, extract again, export."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hazards import warm
from playwright.sync_api import expect

import ruammit
from ruammit.engines.options import Options
from ruammit.engines.run import extract_to
from ruammit.exports import export

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"
ARTICLE, LOAN = "th-haiphong-antwerp", "vi-can-tho-oda-loan"
HOSTILE = (
    "</script><script>window.ran = 1</script><img src=x onerror='window.ran = 2'>\n"
    "<svg onload=window.ran=3> \u202eกลับด้าน\u202c \U0001f600\n"
    "เมื่อวันที่ 3 พฤศจิกายน 2568 นายกรัฐมนตรีไทยเดินทางเยือนเวียดนามอย่างเป็นทางการ"
    ' และลงนามบันทึกความเข้าใจ "><script>window.ran = 4</script> มูลค่า 25 ล้านดอลลาร์สหรัฐ กับเวียดนาม\n'
)
"""An article that would run if the page let it, with letters outside the basic plane before its records."""

pytestmark = pytest.mark.browser


class Server:
    """`ruammit review` as a user starts it."""

    def __init__(self, dataset: Path) -> None:
        command = [sys.executable, "-m", "ruammit", "review", str(dataset), "--no-browser", "--as", "lan"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.address = self.process.stdout.readline().split()[-1]
        assert self.address.startswith("http://127.0.0.1:")

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.communicate()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    (folder / "articles").mkdir()
    for name in (ARTICLE, "vi-hanoi-bus", LOAN):
        shutil.copy(CORPUS / f"{name}.txt", folder / "articles")
    (folder / "articles" / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    extract_to([str(folder / "articles")], str(folder / "out"), engine=warm)
    return folder


@pytest.fixture
def start(folder: Path) -> Iterator[Callable[[], Server]]:
    servers = []

    def one() -> Server:
        servers.append(Server(folder / "out"))
        return servers[-1]

    yield one
    for server in servers:
        server.kill()


def select(page: Any, words: str) -> None:
    """Select words of the article as a mouse does."""
    page.evaluate(
        """(words) => {
            const pieces = [...document.querySelectorAll("#text [data-start]")];
            const at = pieces.map((piece) => piece.textContent).join("").indexOf(words);
            let seen = 0;
            const range = document.createRange();
            for (const piece of pieces) {
                const length = piece.textContent.length;
                if (seen <= at && at < seen + length) range.setStart(piece.firstChild, at - seen);
                const end = at + words.length;
                if (seen < end && end <= seen + length) range.setEnd(piece.firstChild, end - seen);
                seen += length;
            }
            const selection = window.getSelection();
            selection.removeAllRanges();
            selection.addRange(range);
        }""",
        words,
    )
    page.wait_for_selector("#chosen:not([hidden])")
    assert page.inner_text("#chosen q").strip("“”\"'") == words


def kept(page: Any) -> None:
    expect(page.locator("#message")).not_to_be_empty()
    expect(page.locator("#trouble")).to_be_empty()


def exported(folder: Path) -> dict[str, list[Any]]:
    export(ruammit.open(folder / "out"), "jsonl", folder / "all.jsonl")
    rows = map(json.loads, (folder / "all.jsonl").read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["records"] for row in rows}


def test_the_whole_way(page: Any, folder: Path, start: Callable[[], Server]) -> None:
    before = exported(folder)[ARTICLE]
    server = start()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(server.address)
    page.wait_for_selector("#rows li")
    assert page.locator("#rows li").count() == 4
    with page.expect_response("**/queue?*"):
        page.fill("#query", "antwerp")
        page.keyboard.press("Enter")
    expect(page.locator("#rows li")).to_have_count(1)
    page.locator("#rows button").click()
    page.wait_for_selector("#records li")
    assert page.locator("#text .lit-evidence").count() > 0

    # Correct an amount by selecting words of the article.
    page.locator("#records button", has_text="758,500,000").click()
    number = int(
        page.locator("#records button").evaluate_all("all => all.findIndex((b) => b.hasAttribute('aria-current'))")
    )
    page.locator("[data-list=amounts] input").first.focus()
    select(page, "25 ล้านดอลลาร์สหรัฐ")
    page.click("#replace")
    expect(page.locator("[data-list=amounts] input").first).to_have_value("25,000,000 USD")
    page.click("#save")
    kept(page)
    assert page.locator("#records li").nth(number).inner_text().startswith("changed")

    # What is typed is read by the readers of the extraction.
    page.locator("#records button", has_text="changed").click()
    field = page.locator("[data-list=amounts] input").first
    field.fill("หลายล้าน")
    field.press("Tab")
    expect(page.locator("#trouble")).not_to_be_empty()
    assert field.get_attribute("aria-invalid") == "true"
    field.fill("1.2 หมื่นล้านบาท")
    field.press("Tab")
    expect(page.locator("[data-list=amounts] input").first).to_have_value("12,000,000,000 THB")
    page.click("#save")
    kept(page)

    # Add a record that was missed, reject a false one with the keyboard, undo, and reject again.
    select(page, "สิ้นเดือนตุลาคม พ.ศ. 2568")
    page.click("#new-from")
    page.click("[data-list=parties] > button")
    row = page.locator("[data-list=parties] .row").first
    row.locator("input").first.fill("เบลเยียม")
    row.locator("input").nth(1).fill("be")
    page.locator("[data-list=period] select").select_option(index=1)
    page.click("#save")
    expect(page.locator("#records .added")).to_have_count(1)
    page.locator("#records button", has_text="open").last.click()
    for key, rejected in (("r", 1), ("u", 0), ("r", 1)):
        page.keyboard.press(key)
        expect(page.locator("#records .rejected")).to_have_count(rejected)
    assert page.errors == []
    assert all(url.startswith(server.address) for url in page.requests)

    # Kill the server, start again, extract again: everything is there.
    server.kill()
    extract_to([str(folder / "articles")], str(folder / "out"), engine=warm, options=Options(reextract=True))
    page.goto(start().address)
    page.wait_for_selector("#rows li")
    page.locator("#rows button", has_text=ARTICLE).click()
    page.wait_for_selector("#records li")
    states = page.locator("#records .state").all_inner_texts()
    assert [states.count(state) for state in ("changed", "added", "rejected")] == [1, 1, 1]
    after = exported(folder)[ARTICLE]
    assert len(after) == len(before)
    reviewed = [record for record in after if record["reviewed"]]
    assert [record["corrected_by"] for record in reviewed] == [["lan"], ["lan"]]
    assert {(r["parties"][0]["country"], *(a["value"] for a in r["amounts"])) for r in reviewed} >= {("BE",)}
    assert any(amount["value"] == "12000000000" for record in reviewed for amount in record["amounts"])


def test_an_article_runs_nothing_and_offsets_count_code_points(page: Any, start: Callable[[], Server]) -> None:
    server = start()
    page.goto(server.address)
    page.locator("#rows li", has_text="hostile").locator("button").click()
    page.wait_for_selector("#records li")
    assert "⟨U+202E⟩" in page.inner_text("#text")
    select(page, "25 ล้านดอลลาร์สหรัฐ")
    page.locator("[data-list=amounts] > button").click()
    page.click("#replace")
    expect(page.locator("[data-list=amounts] input").first).to_have_value("25,000,000 USD")
    assert page.evaluate("window.ran") is None
    assert page.errors == []
    assert all(url.startswith(server.address) for url in page.requests)


def test_axe_finds_no_barrier_and_the_keyboard_goes_the_main_path(page: Any, start: Callable[[], Server]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.set_viewport_size({"width": 820, "height": 1180})
    page.goto(start().address)
    for lang in ("en", "th", "vi"):
        page.wait_for_selector("#rows li")
        page.select_option("#interface", lang)
        expect(page.locator("html")).to_have_attribute("lang", lang)
        expect(page.locator("#rows li")).to_have_count(4)
        assert axe.run(page).response["violations"] == []
        page.locator("#rows li", has_text="vi-can-tho").locator("button").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("#records li")
        assert page.evaluate("document.activeElement.id") == "article-title"
        assert axe.run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.keyboard.press("a")
        page.wait_for_selector("#records .accepted")
        assert page.evaluate("document.activeElement.id") == "record"
        page.keyboard.press("u")
        expect(page.locator("#records .accepted")).to_have_count(0)
        page.keyboard.press("l")


def test_every_action_by_keyboard(page: Any, start: Callable[[], Server], folder: Path) -> None:
    page.goto(start().address)
    page.locator("#rows li", has_text=LOAN).locator("button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#records li")
    records = page.locator("#records li")
    count, first = records.count(), page.locator("#records [aria-current]").inner_text()

    # To and fro; what is typed counts though its field was never left; an unsaved form is not lost.
    page.keyboard.press("j")
    expect(page.locator("#records [aria-current]")).not_to_have_text(first)
    page.keyboard.press("k")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    start_field = page.locator("[data-list=period] input").first
    start_field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("quý IV/2025")
    page.keyboard.press("Tab")
    expect(start_field).to_have_value("2025-10-01")
    page.keyboard.press("Escape")
    for key in ("j", "l", "m", "s", "i"):
        page.keyboard.press(key)
        expect(page.locator("#trouble")).not_to_be_empty()
    page.locator("[data-list=period] input").nth(1).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("31/12/2025")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#records .changed")).to_have_count(1)
    assert "2025-10 - 2025-12" in page.locator("#records li", has_text="changed").inner_text().replace(" to ", " - ")

    # A record split in two, and the two merged again.
    page.locator("#records button", has_text="changed").click()
    page.keyboard.press("s")
    page.locator("[data-list=amounts] .row button").first.click()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(records).to_have_count(count + 1)
    page.locator("#records button", has_text="changed").first.click()
    page.keyboard.press("m")
    expect(records).to_have_count(count)
    page.keyboard.press("u")
    expect(records).to_have_count(count + 1)
    page.keyboard.press("u")
    expect(records).to_have_count(count)

    # A record from selected words, with a party of the article's own mentions.
    select(page, "hệ thống cảnh báo ngập sớm")
    page.keyboard.press("i")
    expect(page.locator(".form textarea").last).to_have_value("hệ thống cảnh báo ngập sớm")
    for _ in range(2):
        page.locator("[data-list=parties] > button").press("Enter")
    for at, name in enumerate(("JICA", "Cần Thơ")):
        page.locator("[data-list=parties] .row").nth(at).locator("select").last.select_option(label=name)
    assert page.locator("[data-list=parties] input").nth(1).input_value() == "JP"
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator("#records .added")).to_have_count(1)

    # A note, that nothing is missing, and the next article.
    page.keyboard.press("t")
    page.keyboard.type("xem lại số tiền")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#notices .note")).to_contain_text("xem lại số tiền")
    page.locator("#record").focus()
    page.keyboard.press("c")
    expect(page.locator("#notices")).to_contain_text("nothing is missing")
    title = page.inner_text("#article-title")
    page.keyboard.press("p")
    expect(page.locator("#article-title")).not_to_have_text(title)
    page.keyboard.press("l")
    expect(page.locator("#list")).to_be_visible()
    assert page.errors == []
    added = [record for record in exported(folder)[LOAN] if record["rule"] == "reviewer"]
    assert [[party["country"] for party in record["parties"]] for record in added] == [["JP", "VN"]]
