"""Names in corpora become tags of words: placed where they stand, and never inside another word."""

import hashlib
import json
from pathlib import Path

import pytest

from ruammit.errors import GoldError
from ruammit.schema import EntityType
from ruammit.training.names.corpora import SPLITS, annotated, labels, sentences
from ruammit.training.records.corpus import STANDOFF, texts_by_hash

CONLL = "นาย\tB-PERSON\nสมชาย\tI-PERSON\n \tO\nไป\tO\nกรมศุลกากร\tB-ORGANIZATION\n\nฝน\tO\nตก\tO\n"


def test_sentences_are_read_and_every_fifth_is_held_out(tmp_path: Path) -> None:
    path = tmp_path / "corpus.conll"
    path.write_text("\n".join([CONLL] * 6), encoding="utf-8")
    samples = list(sentences(path, "th"))
    assert [sample.source for sample in samples[:6]] == ["held-out", *["train"] * 4, "held-out"]
    text = samples[0].analysis.text
    assert [(text[start:end], kind) for start, end, kind in samples[0].names] == [
        ("นายสมชาย", EntityType.PERSON),
        ("กรมศุลกากร", EntityType.ORG),
    ]


def kept_apart(folder: Path, text: str, names: list[tuple[str, str]], **told: str) -> Path:
    """A text, and the folder of its annotation."""
    path = folder / "texts" / f"{told['split']}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    entities = [[text.index(name), text.index(name) + len(name), kind, None] for name, kind in names]
    row = {
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "origin": f"press/{told['split']}",
        "lang": "th",
        "entities": entities,
        "records": [],
        **told,
    }
    standoff = folder / "standoff"
    standoff.mkdir(exist_ok=True)
    (standoff / f"{told['split']}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return standoff


def test_annotated_names_are_placed_longest_first_and_at_the_edges_of_words(tmp_path: Path) -> None:
    text = "SCGP และ SCG กับลาว ศาลาว่าการ และกรมศุลกากรลาว พบ SCG"
    names = [("SCGP", "ORG"), ("ลาว", "GPE"), ("กรมศุลกากรลาว", "ORG"), ("SCG", "ORG")]
    standoff = kept_apart(tmp_path, text, names, split="train")
    (sample,) = annotated(texts_by_hash([tmp_path]), standoff=standoff)
    assert [text[start:end] for start, end, _ in sample.names] == ["SCGP", "SCG", "ลาว", "กรมศุลกากรลาว", "SCG"]
    assert sample.id == "press/train"


def test_articles_for_measuring_are_not_learnt_from(tmp_path: Path) -> None:
    for split in ("train", "general", "dev"):
        standoff = kept_apart(tmp_path, f"กรมศุลกากรแถลงข่าว {split}", [("กรมศุลกากร", "ORG")], split=split)
    texts = texts_by_hash([tmp_path])
    assert len(texts) == 3
    assert {sample.source for sample in annotated(texts, standoff=standoff)} == {"train", "general"}


def test_a_language_is_taken_from_the_annotation(tmp_path: Path) -> None:
    text = "Customs of the Kingdom met traders on Monday to explain new fees กรมศุลกากร"
    standoff = kept_apart(tmp_path, text, [("กรมศุลกากร", "ORG")], split="general")
    texts = texts_by_hash([tmp_path])
    (sample,) = annotated(texts, "th", standoff)
    assert sample.analysis.pack.code == "th"
    with pytest.raises(GoldError):
        list(annotated(texts, "vi", standoff))


def test_a_word_belongs_to_a_name_when_most_of_it_does() -> None:
    tokens = [(0, 4), (4, 8), (8, 12)]
    assert labels(tokens, [(1, 9, EntityType.ORG)]) == ["B-ORG", "I-ORG", "O"]


def test_annotations_whose_texts_are_not_there_are_refused(tmp_path: Path) -> None:
    standoff = kept_apart(tmp_path, "กรมศุลกากรแถลงข่าว", [("กรมศุลกากร", "ORG")], split="train")
    with pytest.raises(GoldError, match="no text of an annotated article") as told:
        list(annotated({}, standoff=standoff))
    assert told.value.where == str(standoff)
    assert "CORPORA" in str(told.value)


def test_the_annotations_of_the_repository_can_be_read() -> None:
    folder = Path(__file__).parents[3] / STANDOFF
    rows = [json.loads(line) for path in folder.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    assert {row["split"] for row in rows} == {*SPLITS, "dev"}
    assert {kind for row in rows for _, _, kind, _ in row["entities"]} <= {kind.value for kind in EntityType}
