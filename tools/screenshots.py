"""Take the pictures of README and documentation again: the report of the corpus, a record in its article, the review.

usage: screenshots.py DATASET FOLDER      (needs Chromium; `make screenshots` calls it)
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import ruammit
from ruammit.views.report import write_report

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def main(dataset: str, folder: str) -> None:
    """Write report.png, evidence.png, review-list.png and review-article.png into the folder."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium found: install Debian's package `chromium`")
    with tempfile.TemporaryDirectory() as aside, sync_playwright() as playwright:
        report = Path(aside) / "report.html"
        write_report(ruammit.open(dataset), report, title="Cooperation records of the corpus")
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        page = browser.new_page(viewport={"width": 1200, "height": 900}, color_scheme="light")
        page.goto(report.as_uri())
        page.wait_for_selector("#rows tr")
        page.screenshot(path=target / "report.png")
        page.fill("#q", "758,500,000")
        page.locator("#rows .evidence-button").first.click()
        page.set_viewport_size({"width": 1100, "height": 700})
        page.screenshot(path=target / "evidence.png")
        review(browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light"), dataset, target)
        browser.close()


def review(page: Page, dataset: str, target: Path) -> None:
    """The review page: the list, and the reference article with a record."""
    command = [sys.executable, "-m", "ruammit", "review", dataset, "--no-browser", "--as", "lan"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        page.goto(server.stdout.readline().split()[-1])
        page.wait_for_selector("#rows li")
        page.screenshot(path=target / "review-list.png")
        page.locator("#rows li", has_text="th-haiphong-antwerp").locator("button").click()
        page.locator("#records button", has_text="758,500,000").click()
        page.locator("[data-list=amounts] input").first.focus()
        page.locator("#text mark.ruammit-money").first.click()
        page.screenshot(path=target / "review-article.png")
        server.terminate()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
