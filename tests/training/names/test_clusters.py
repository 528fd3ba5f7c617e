"""Clusters of words: of the words of texts, of words with like neighbours."""

from pathlib import Path

import pytest

pytest.importorskip("sklearn")

from ruammit import languages
from ruammit.entities.tagger.model import read_clusters
from ruammit.training.names.clusters import words_below


def test_the_words_of_texts_are_lower_case_and_no_signs(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "b.txt").write_text("Hai nước ký Hiệp định, ngày 3/5.", encoding="utf-8")
    (tmp_path / "deep" / "c.txt").write_text("Hà Nội", encoding="utf-8")
    found = list(words_below(languages.pack("vi"), [tmp_path]))
    assert len(found) == 2
    assert "hiệp định" in found[0]
    assert not {",", ".", "3", "Hiệp định"} & set(found[0])


def test_vietnamese_words_are_clustered_with_their_like() -> None:
    path = languages.pack("vi").clusters
    assert path is not None
    known = read_clusters(path)
    assert known["tỷ"].fine == known["triệu"].fine
    assert known["tỷ"].coarse != known["bộ trưởng"].coarse
