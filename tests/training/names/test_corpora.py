"""Names in corpora become tags of words: placed where they stand, and never inside another word."""

import json
from pathlib import Path

import pytest

from ruammit.errors import GoldError
from ruammit.schema import EntityType
from ruammit.training.names.corpora import annotated, labels, sentences

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


def test_annotated_names_are_placed_longest_first_and_at_the_edges_of_words(tmp_path: Path) -> None:
    text = "SCG และ SCGP กับลาว ศาลาว่าการ และกรมศุลกากรลาว"
    entities = [
        {"name": "SCG", "type": "ORG"},
        {"name": "SCGP", "type": "ORG"},
        {"name": "ลาว", "type": "GPE"},
        {"name": "กรมศุลกากรลาว", "type": "ORG"},
    ]
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps({"lang": "th", "entities": entities}), encoding="utf-8")
    (sample,) = annotated(tmp_path)
    assert [text[start:end] for start, end, _ in sample.names] == ["SCG", "SCGP", "ลาว", "กรมศุลกากรลาว"]


def test_a_word_belongs_to_a_name_when_most_of_it_does() -> None:
    tokens = [(0, 4), (4, 8), (8, 12)]
    assert labels(tokens, [(1, 9, EntityType.ORG)]) == ["B-ORG", "I-ORG", "O"]


def test_a_folder_without_annotations_and_one_without_texts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no annotated article"):
        list(annotated(tmp_path))
    (tmp_path / "a.json").write_text('{"lang": "th", "entities": []}', encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.txt"):
        list(annotated(tmp_path))
