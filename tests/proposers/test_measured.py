"""What a second reader adds, measured with the recorded replies of a strong model.

The annotated articles are no part of the project: GOLD names their folder, and without it that test is skipped. The
corpus is always there.
"""

import os
from pathlib import Path

import pytest
from measured import CORPUS, MODEL, scored
from recorded import keep, recordings
from test_reader import grounded

from ruammit.evaluation import read_gold
from ruammit.pipeline import extract_article
from ruammit.proposers import Reply, SecondReader
from ruammit.proposers.calibration import calibration
from ruammit.schema import Article
from ruammit.training.readers import Judged, measure, offset, read_articles

GOLD = os.environ.get("GOLD")


@pytest.mark.skipif(not GOLD, reason="GOLD names no folder of annotated articles")
def test_on_twenty_articles_of_the_press_the_second_reader_brings_slots_to_80_and_sides_to_98(tmp_path: Path) -> None:
    assert GOLD
    alone, both = scored(Path(GOLD), "gold-dev.jsonl", tmp_path / "kept.sqlite", grounded)
    assert both["slots"].f1 >= 0.80 > alone["slots"].f1
    assert both["sides"].f1 >= 0.98
    assert both["whole"].f1 > alone["whole"].f1


def test_on_the_corpus_it_takes_nothing_from_sides_and_quiet(tmp_path: Path) -> None:
    alone, both = scored(CORPUS, "corpus.jsonl", tmp_path / "kept.sqlite", grounded)
    assert both["sides"].f1 >= alone["sides"].f1
    assert both["quiet"].f1 == 1
    assert both["slots"].f1 > alone["slots"].f1


def test_calibration_reads_the_replies_that_a_run_kept(tmp_path: Path) -> None:
    recorded = recordings("corpus.jsonl")
    found = [gold.article for gold in read_gold(CORPUS) if gold.article.sha256 in recorded]
    keep(tmp_path / "kept.sqlite", MODEL, found[:3], recorded)
    articles = read_articles(CORPUS, tmp_path / "kept.sqlite", MODEL)
    assert [one.gold.article.sha256 for one in articles] == [article.sha256 for article in found[:3]]
    alone, both = measure(articles, MODEL, None), measure(articles, MODEL, calibration())
    assert alone.annotated == both.annotated > 0
    assert {one.readers for one in alone.records} == {("rules",)}
    assert any(MODEL in one.readers for one in both.records)


def test_an_offset_makes_scores_say_how_many_are_right() -> None:
    def rows(right: int, of: int) -> list[Judged]:
        return [Judged(0.5, ("rules",), True, at < right) for at in range(of)]

    assert offset([]) == pytest.approx(0, abs=1e-6)
    assert offset(rows(50, 100)) == pytest.approx(0, abs=1e-6)
    assert offset(rows(90, 100)) > 1 > 0 > -1 > offset(rows(10, 100))


def test_what_is_not_recorded_is_not_asked() -> None:
    article = Article(id="x", lang="vi", text="Việt Nam và Lào ký thỏa thuận trị giá 3 triệu USD.")
    reader = SecondReader(MODEL, lambda _: dict[str, Reply]())
    assert [one.code for one in extract_article(article, proposers=[reader]).refused] == ["not-asked"]
