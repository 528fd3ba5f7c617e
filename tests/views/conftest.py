"""A hostile dataset and a browser to look at it with."""

import shutil
from pathlib import Path

import pytest
from hazards import warm

import ruammit
from ruammit.dataset.store import Dataset

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"

HOSTILE = (
    "</style></script><script>window.ran = 1</script><img src=x onerror='window.ran = 2'>\n"
    "<svg onload=window.ran=3> {{ 7 * 7 }} \u202eกลับด้าน\u202c \U0001f600\n"
    "เมื่อวันที่ 3 พฤศจิกายน 2568 นายกรัฐมนตรีไทยเดินทางเยือนเวียดนามอย่างเป็นทางการ"
    ' และลงนามบันทึกความเข้าใจ "><script>window.ran = 4</script> มูลค่า 25 ล้านดอลลาร์สหรัฐ กับเวียดนาม\n'
)
"""An article that would run, restyle or reorder the page if any view let it."""


@pytest.fixture(scope="session")
def hostile() -> str:
    return HOSTILE


@pytest.fixture(scope="session")
def reference() -> ruammit.Extraction:
    return ruammit.extract(CORPUS / "th-haiphong-antwerp.txt")


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("views")
    articles = folder / "articles"
    shutil.copytree(CORPUS, articles)
    (articles / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    from ruammit.engines.run import extract_to

    extract_to([str(articles)], str(folder / "out"), engine=warm)
    return ruammit.open(folder / "out")
