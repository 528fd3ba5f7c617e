"""Ids of records."""

import json
from pathlib import Path

import hazards

import ruammit
from ruammit.engines.run import extract_to

SENTENCE = "Việt Nam và Thái Lan ký biên bản ghi nhớ về giáo dục, trị giá 12 triệu USD."


def test_ids_are_the_same_on_every_run_and_unique_in_a_dataset(tmp_path: Path) -> None:
    texts = {"a": SENTENCE, "b": f"{SENTENCE}\n\nHà Nội.", "twice": f"{SENTENCE}\n\nHôm sau.\n\n{SENTENCE}"}
    rows = [json.dumps({"id": name, "text": text}) for name, text in texts.items()]
    (tmp_path / "all.jsonl").write_text("\n".join(rows), encoding="utf-8")
    extract_to([tmp_path / "all.jsonl"], tmp_path / "out", engine=hazards.warm)
    told = ruammit.open(tmp_path / "out").records()
    assert set(told["article_id"]) == set(texts)
    assert told["id"].is_unique
    again = [record.id for x in ruammit.extract_all(tmp_path / "all.jsonl") for record in x.records]
    assert sorted(again) == sorted(told["id"])
