"""A model that is missing, damaged, or made for something else is refused with a cure."""

import json
import shutil
from pathlib import Path

import pytest

from ruammit import languages
from ruammit.entities.tagger.model import CARD, CLUSTERS, MODEL, load
from ruammit.errors import ModelError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = languages.pack("th").tagger
    assert source is not None
    return shutil.copytree(source, tmp_path / "tagger")


def edit(folder: Path, **values: object) -> None:
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    (folder / CARD).write_text(json.dumps(card | values), encoding="utf-8")


def test_a_whole_model_loads(folder: Path) -> None:
    card, clusters = load(folder, "th")
    assert card.language == "th"
    assert clusters["ประชุม"].frequency > 0


@pytest.mark.parametrize("name", [CARD, MODEL, CLUSTERS])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match="make train-names") as told:
        load(folder, "th")
    assert told.value.where == str(folder / name)


@pytest.mark.parametrize("name", [MODEL, CLUSTERS])
def test_a_damaged_file_is_refused(folder: Path, name: str) -> None:
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(ModelError, match="not the one that the tagger's card names"):
        load(folder, "th")


def test_a_model_for_another_language_or_on_other_features_is_refused(folder: Path) -> None:
    with pytest.raises(ModelError, match="for 'th', not for 'vi'"):
        load(folder, "vi")
    edit(folder, templates="0" * 16)
    with pytest.raises(ModelError, match="other features"):
        load(folder, "th")


def test_a_card_that_is_none_is_refused(folder: Path) -> None:
    edit(folder, further="field")
    with pytest.raises(ModelError, match="no card of a tagger"):
        load(folder, "th")
    (folder / CARD).write_bytes(b"\xff\xfe")
    with pytest.raises(ModelError, match="no card of a tagger"):
        load(folder, "th")


def test_the_card_says_what_was_learnt_from_and_leaves_the_reference_article_out() -> None:
    source = languages.pack("th").tagger
    assert source is not None
    card, _ = load(source, "th")
    assert {row["name"] for row in card.sources} >= {"Thai NER 1.3"}
    assert {row.get("licence") for row in card.sources} >= {"CC BY 3.0"}
    import hashlib

    reference = Path(__file__).parents[3] / "corpus/articles/th-haiphong-antwerp.txt"
    assert hashlib.sha256(reference.read_bytes()).hexdigest() not in card.articles
