"""The comparison with what people use today: how others' answers are read, and which articles count."""

from pathlib import Path

import pytest
import spacy
from benchmarks.compare import held_out, lenient, main
from benchmarks.rivals import spacy_names, thai_names, vietnamese_names

from ruammit.evaluation.gold import GoldArticle, read_gold
from ruammit.evaluation.prediction import PredictedDate, PredictedEntity, Prediction
from ruammit.training.press import hash_of

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def articles() -> list[GoldArticle]:
    return read_gold(ROOT / "corpus")


def test_names_stand_in_the_text_with_our_types() -> None:
    thai = "นายสมชาย ใจดี ผู้ว่าการธนาคารแห่งประเทศไทย เดินทางถึงเชียงใหม่"
    vietnamese = "Thủ tướng Phạm Minh Chính đã đến Hà Nội."
    for text, names in ((thai, thai_names), (vietnamese, vietnamese_names)):
        found = list(names(text))
        assert {kind for _, kind in found} <= {"PERSON", "ORG", "GPE"}
        assert found
        assert all(name in text for name, _ in found)


def test_a_spacy_pipeline_is_read_by_its_labels(tmp_path: Path) -> None:
    nlp = spacy.blank("xx")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "LOC", "pattern": "Antwerp"}, {"label": "MISC", "pattern": "Expo"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "xx")
    assert list(spacy_names(str(tmp_path / "xx"))("Expo in Antwerp")) == [("Antwerp", "GPE")]


def test_good_will_mends_titles_and_buddhist_years_and_nothing_else(articles: list[GoldArticle]) -> None:
    (gold,) = [one for one in articles if one.annotation.id == "th-haiphong-antwerp"]
    name = next(row for row in gold.annotation.entities if row.type == "PERSON").name
    row = next(row for row in gold.annotation.dates if "2568" in row.quote)
    at = gold.article.text.find(row.quote)
    buddhist = f"{int(row.start[:4]) + 543}{row.start[4:]}"

    def read(name: str, day: str) -> tuple[str, str]:
        date = PredictedDate(start_char=at, end_char=at + len(row.quote), start=day, end=day)
        entity = PredictedEntity(name=name, type="PERSON")
        told = lenient(gold, Prediction(id="x", entities=(entity,), dates=(date,)))
        return told.entities[0].name, told.dates[0].end

    assert read(f"นาย{name}", buddhist) == (name, row.end)
    assert read("ไม่มีชื่อนี้", "1999-01-01") == ("ไม่มีชื่อนี้", "1999-01-01")


def test_articles_that_were_learned_from_do_not_count(articles: list[GoldArticle]) -> None:
    first = articles[0]
    assert held_out(articles, {hash_of(first.article.text): "press/th"}) == [first]
    assert held_out(articles, {}) == articles


def test_the_table_has_every_contestant(
    tmp_path: Path, articles: list[GoldArticle], capsys: pytest.CaptureFixture[str]
) -> None:
    gold = next(one for one in articles if one.annotation.id == "vi-hanoi-bus")
    (tmp_path / "vi-hanoi-bus.txt").write_text(gold.article.text, encoding="utf-8")
    (tmp_path / "vi-hanoi-bus.json").write_bytes(gold.path.read_bytes())
    main([str(tmp_path), "--rounds", "1"])
    told = capsys.readouterr().out
    assert "Vietnamese, articles: 1" in told
    for name in ("| Ruammit", "| underthesea", "spaCy xx_ent_wiki_sm"):
        assert name in told
