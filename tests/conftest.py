"""Options of the test run, folders of small articles, what a dataset holds, and a browser to look at pages with."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.database import DirectoryBasedExampleDatabase

import ruammit
from ruammit.dataset.parts import Store

sys.path.append(str(Path(__file__).parent))  # `hazards`, here and, by the path, in the workers

# Speed is what the benchmarks measure: on a busy machine a clock in a test only makes it fail by chance. `make test`
# tries the same examples every time. `make soak` tries others every day, and those that failed before, which it keeps
# in tests/failures: commit them, and add an `@example` to the test when the fault is mended.
settings.register_profile("ruammit", deadline=None, derandomize=True)
settings.register_profile(
    "soak",
    deadline=None,
    max_examples=2_000,
    print_blob=True,
    database=DirectoryBasedExampleDatabase(Path(__file__).parent / "failures"),
)
settings.load_profile("ruammit")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-snapshot", action="store_true", help="write the reviewed snapshots again")


@pytest.fixture(scope="session")
def rewrite_snapshot(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-snapshot"))


THAI = (
    "วันที่ {day} พฤษภาคม 2568 ไทยและเวียดนามลงนามบันทึกความเข้าใจด้านการศึกษา มูลค่า {number} ล้านบาท"
    " เพิ่มขึ้นร้อยละ {day} จากปี 2567 ที่กรุงฮานอย"
)
VIETNAMESE = (
    "Ngày {day}/5/2025, Việt Nam và Thái Lan ký biên bản ghi nhớ về giáo dục tại Bangkok,"
    " trị giá {number} triệu USD, tăng {day}% so với năm 2024."
)


def article(number: int) -> str:
    """The text of the article with this number; every one is different."""
    return (THAI, VIETNAMESE)[number % 2].format(day=number % 28 + 1, number=number + 3)


@pytest.fixture
def articles(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder with so many articles."""

    def make(count: int, name: str = "articles") -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        for number in range(count):
            (folder / f"{number:04}.txt").write_text(article(number), encoding="utf-8")
        return folder

    return make


def contents(location: Path) -> dict[str, str]:
    """Id to everything that the dataset has on an article, as JSON; fails where an article is there twice."""
    found: dict[str, str] = {}
    for extraction in ruammit.open(location).extractions():
        assert extraction.id not in found
        found[extraction.id] = extraction.model_dump_json()
    return found


def layer_sizes(location: Path) -> dict[str, int]:
    """Layer to its number of rows, as SQL sees them."""
    dataset = ruammit.open(location)
    return {
        layer: dataset.arrow(layer).num_rows
        for layer in ("articles", "money", "percent", "dates", "entities", "records", "rejected")
    }


@pytest.fixture
def holds() -> Callable[[Path], dict[str, str]]:
    """What a dataset holds."""
    return contents


@pytest.fixture
def sizes() -> Callable[[Path], dict[str, int]]:
    """How much a dataset holds."""
    return layer_sizes


def made_by(location: Path, identity: str = "0.0.1+000000000000") -> str:
    """Make every part of a dataset one that another extractor has made; its identity."""
    store = Store(location)
    snapshot, commits = store.snapshot(), []
    for part, commit in snapshot.commits.items():
        tables = {layer: snapshot.table(part, layer) for layer in commit.files}
        articles = tables["articles"]
        place = articles.column_names.index("extractor")
        tables["articles"] = articles.set_column(place, "extractor", [[identity] * articles.num_rows])
        commits.append(replace(store.write(part, tables), extractor=identity))
    store.log().rewrite(commits)
    return identity


@pytest.fixture
def aged() -> Callable[..., str]:
    """Makes a dataset one of another extractor."""
    return made_by


@pytest.fixture
def text() -> Callable[[int], str]:
    """The text of an article by its number."""
    return article


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium, started without its own calls home; tests that need it are skipped where there is none."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine: install Debian's package `chromium` to run the browser tests")
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=[*quiet, "--disable-sync", "--no-first-run"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that notes every request it makes beyond its own file, and every error of its scripts."""
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    opened = context.new_page()
    opened.requests, opened.errors = [], []
    opened.on("request", lambda request: opened.requests.append(request.url))
    opened.on("pageerror", lambda error: opened.errors.append(str(error)))
    yield opened
    context.close()
