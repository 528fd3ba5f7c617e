"""A language that comes as a package: the minimal Lao pack in tests/packs, found by its entry point alone."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ruammit
from ruammit import languages
from ruammit.analysis import Analysis
from ruammit.examples import Example, article_of, examples
from ruammit.languages import registry
from ruammit.languages.lexicons import lexicons
from ruammit.pipeline import run
from ruammit.text.detection import detect

FOLDER = Path(__file__).parents[1] / "packs" / "lao"
TEXT = "ວັນທີ ໕ ພຶດສະພາ ໒໐໒໕ ລາວ ແລະ ຫວຽດນາມ ໄດ້ ລົງນາມ ບົດບັນທຶກຄວາມເຂົ້າໃຈ ມູນຄ່າ ໒໕ ລ້ານ ກີບ ເພີ່ມຂຶ້ນ ໑໐%\nທ່ານ ສົມພອນ ແກ້ວມະນີ ກ່າວ"


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pack on the path, as an installer puts it there."""
    monkeypatch.syspath_prepend(str(FOLDER))
    forget()
    yield
    forget()


def forget() -> None:
    """Look for packs anew: what is installed has changed."""
    for cache in (registry.brought, registry.codes, registry.pack):
        cache.cache_clear()


def lao_examples() -> list[Example]:
    sys.path.insert(0, str(FOLDER))
    try:
        forget()
        return list(examples(registry.pack("lo")))
    finally:
        sys.path.remove(str(FOLDER))
        forget()


def test_it_is_found_by_its_entry_point() -> None:
    assert languages.codes() == ("th", "vi", "lo")
    assert languages.pack("lo").name == "Lao"
    assert detect(TEXT) == "lo"


def test_an_article_goes_through_every_stage() -> None:
    found = ruammit.extract(TEXT)
    assert found.lang == "lo"
    assert [(str(money.amount), money.currency, money.quote) for money in found.money] == [
        ("25000000", "LAK", "໒໕ ລ້ານ ກີບ")
    ]
    assert [(str(percent.value), percent.quote) for percent in found.percent] == [("10", "໑໐%")]
    assert [date.start for date in found.dates] == ["2025-05-05"]
    assert {entity.country for entity in found.entities} >= {"LA", "VN"}
    assert [sorted(party.country for party in record.parties) for record in found.records] == [["LA", "VN"]]


def lost(read: Any, written: Any, key: str = "") -> list[str]:
    """The keys of a lexicon's file whose values are not what was read: words in any order, expressions filled in."""
    if isinstance(written, dict):
        return [place for name in written for place in lost(read.get(name), written[name], f"{key}.{name}")]
    if isinstance(written, list):
        return [] if sorted(read) == sorted(written) else [key]
    return [] if read == written or (isinstance(written, str) and "{" in written) else [key]


def test_every_lexicon_fits_its_model_and_is_read_whole() -> None:
    own = languages.pack("lo")
    models = {model.file for model in lexicons() if model.cased in (None, own.script.cased)}
    files = sorted((own.folder / "lexicons").glob("*.toml"))
    assert {path.stem for path in files} - models == {"sectors"}  # which no engine reads as a model
    for path in files:
        assert lost(own.lexicon(path.stem), tomllib.loads(path.read_text(encoding="utf-8")), path.stem) == []


@pytest.mark.parametrize("example", lao_examples(), ids=lambda example: f"{example.layer}-{example.rule}")
def test_every_layer_has_a_rule_with_examples_of_both_kinds(example: Example) -> None:
    analysis = run(Analysis(article_of(example.text, "lo")))
    found = getattr(analysis, example.layer)
    assert len(found) == len(example.values)
    if example.values:
        assert {value.rule for value in found} >= {example.rule}


def test_spacy_has_a_pipeline_for_it() -> None:
    doc = ruammit.load("lo")(TEXT)
    assert doc.text == TEXT
    assert [span.text for span in doc.spans["money"]] == ["໒໕ ລ້ານ ກີບ"]


def test_the_command_line_reads_it(tmp_path: Path) -> None:
    (tmp_path / "lao.txt").write_text(TEXT, encoding="utf-8")
    path = os.pathsep.join([str(FOLDER), str(Path(ruammit.__file__).parents[1])])
    run = subprocess.run(
        [sys.executable, "-m", "ruammit", "extract", str(tmp_path / "lao.txt"), "-o", str(tmp_path / "out")],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert [row.lang for row in ruammit.open(tmp_path / "out").extractions()] == ["lo"]
