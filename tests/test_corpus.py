"""The corpus: every article is read, every annotation follows the format and fits its article; mistakes are named."""

import json
import re
import unicodedata
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ruammit.errors import GoldError
from ruammit.evaluation import GoldArticle, evaluate, read_annotation, read_gold
from ruammit.evaluation.annotation import check_grounding, parse_annotation
from ruammit.evaluation.scoring import spans
from ruammit.merging.clusters import Told, merge
from ruammit.pipeline import extract_article
from ruammit.readers.articles import Rejected, iter_articles

CORPUS = Path(__file__).parent.parent / "corpus"
GOLD = {gold.annotation.id: gold for gold in read_gold(CORPUS)}

# Least F1 over the corpus, a little below what is measured: a change that costs accuracy here has to be looked at.
FLOORS = {
    "money": 0.99,
    "percent": 0.99,
    "dates": 0.97,
    "entities": 0.92,
    "records": 0.86,
    "slots": 0.76,
    "subjects": 0.2,
    "roles": 0.9,
    "whole": 0.6,
}


@pytest.fixture(scope="module", params=sorted(GOLD))
def gold(request: pytest.FixtureRequest) -> GoldArticle:
    return GOLD[request.param]


def test_every_article_has_an_annotation() -> None:
    articles = list(iter_articles([CORPUS / "articles"]))
    assert not [found for found in articles if isinstance(found, Rejected)]
    assert {found.id.rsplit("/", 1)[-1] for found in articles if not isinstance(found, Rejected)} == set(GOLD)


def test_readme_names_every_article() -> None:
    named = set(re.findall(r"`([a-z0-9-]+)`", (CORPUS / "README.md").read_text(encoding="utf-8")))
    assert set(GOLD) <= named


def test_reader_finds_language_and_date_by_itself(gold: GoldArticle) -> None:
    assert gold.article.lang == gold.annotation.lang
    assert gold.article.published == gold.annotation.published


def test_rows_can_be_placed_without_overlap(gold: GoldArticle) -> None:
    for layer in ("money", "percent", "dates"):
        found = spans(getattr(gold.annotation, layer), gold.article.text)
        assert all(start >= 0 for start, _ in found)
        assert all(before[1] <= after[0] for before, after in pairwise(found))


def test_parties_have_a_name_that_the_article_uses(gold: GoldArticle) -> None:
    for record in gold.annotation.records:
        for party in record.parties:
            assert party.name in gold.article.text


def test_record_amounts_are_mentioned(gold: GoldArticle) -> None:
    mentioned = {(row.amount, row.currency) for row in gold.annotation.money}
    for record in gold.annotation.records:
        assert {(amount.value, amount.currency) for amount in record.amounts} <= mentioned
        assert {share.value for share in record.shares} <= {row.value for row in gold.annotation.percent}


def test_both_languages_have_general_news_that_gives_no_record() -> None:
    plain = [gold for gold in GOLD.values() if not gold.annotation.records]
    assert {gold.annotation.lang for gold in plain} == {"th", "vi"}
    for found in plain:
        assert found.annotation.money
        assert found.annotation.percent
        assert found.annotation.dates


def test_corpus_holds_every_way_of_writing() -> None:
    texts = [gold.article.text for gold in GOLD.values()]
    assert any("\u00a0" in text for text in texts)
    assert any(unicodedata.normalize("NFC", text) != text for text in texts)
    assert any(re.search("[๐-๙]", text) for text in texts)
    assert {path.suffix for path in (CORPUS / "articles").iterdir()} == {".txt", ".html", ".jsonl"}


def test_one_story_in_two_languages() -> None:
    thai, vietnamese = (GOLD[name].annotation for name in ("th-haiphong-antwerp", "vi-hai-phong-antwerp"))
    assert {row.amount for row in thai.money} == {row.amount for row in vietnamese.money}
    assert {row.value for row in thai.percent} == {row.value for row in vietnamese.percent}
    assert {(row.start, row.end) for row in thai.dates} == {(row.start, row.end) for row in vietnamese.dates}


def test_near_misses_share_an_amount_but_not_the_side_or_the_year() -> None:
    def exports(name: str) -> set[tuple[Any, ...]]:
        return {
            (amount.value, record.start, tuple(sorted(party.name for party in record.parties)))
            for record in GOLD[name].annotation.records
            for amount in record.amounts
            if amount.measure == "export"
        }

    told = exports("vi-hai-phong-antwerp")
    amount = Decimal(25_000_000)
    assert (amount, "2024-01-01", ("Bỉ", "Hải Phòng")) in told
    assert (amount, "2023-01-01", ("Bỉ", "Hải Phòng")) in exports("vi-hai-phong-belgium-2023") - told
    assert (amount, "2024-01-01", ("ดานัง", "เบลเยียม")) in exports("th-danang-antwerp")


def test_accuracy_on_the_corpus_does_not_fall() -> None:
    result = evaluate(CORPUS)
    measured = {layer: result.tally(layer).f1 for layer in FLOORS}
    short = {layer: round(f1, 4) for layer, f1 in measured.items() if f1 < FLOORS[layer]}
    assert not short, f"of {measured}"


def test_the_two_stories_merge_fact_by_fact_and_the_near_misses_stay_apart() -> None:
    extractions = [extract_article(gold.article) for gold in GOLD.values()]
    told = [
        Told(article=found.id.rsplit("/", 1)[-1], lang=found.lang, published=found.published, record=record)
        for found in extractions
        for record in found.records
    ]
    merged = [record for record in merge(told) if len(record.sources) > 1]
    story = {"th-haiphong-antwerp", "vi-hai-phong-antwerp"}
    assert all({source.article for source in record.sources} == story for record in merged)
    amounts = {amount.value for record in merged for amount in record.amounts}
    assert amounts == {Decimal(value) for value in (758_500_000, 25_000_000, 10_000_000, 69_700_000, 40_500_000)}


# --- mistakes --------------------------------------------------------------------------------------------------------

TEXT = "ปี 2567 ไทยส่งออกไปลาว 25 ล้านบาท เพิ่มขึ้น 3% และนำเข้า 40 ล้านบาท"
RIGHT: dict[str, Any] = {
    "id": "one",
    "lang": "th",
    "published": None,
    "money": [
        {"quote": "25 ล้านบาท", "amount": "25000000", "amount_max": None, "currency": "THB", "modifier": "exact"},
        {"quote": "40 ล้านบาท", "amount": "40000000", "amount_max": None, "currency": "THB", "modifier": "exact"},
    ],
    "percent": [{"quote": "3%", "value": "3", "value_max": None, "modifier": "exact", "change": "increase"}],
    "dates": [{"quote": "ปี 2567", "start": "2024-01-01", "end": "2024-12-31"}],
    "entities": [{"name": "ไทย", "type": "GPE", "country": "TH"}, {"name": "ลาว", "type": "GPE", "country": "LA"}],
    "records": [
        {
            "kind": "trade",
            "status": "done",
            "parties": [{"name": "ไทย", "country": "TH"}, {"name": "ลาว", "country": "LA"}],
            "sectors": ["trade"],
            "amounts": [{"value": "25000000", "currency": "THB", "measure": "export"}],
            "shares": [],
            "counts": [],
            "start": "2024-01-01",
            "end": "2024-12-31",
            "quote": "ปี 2567 ไทยส่งออกไปลาว 25 ล้านบาท",
        }
    ],
}

MISTAKES = [
    (("published",), "5 May 2568", "published"),
    (("lang",), "Thai", "lang"),
    (("money", 0, "amount"), 25000000, "money[0].amount"),
    (("money", 0, "amount"), "25,000,000", "money[0].amount"),
    (("money", 0, "amount"), "2.5e7", "money[0].amount"),
    (("money", 0, "amount"), "25000000.0", "money[0].amount"),
    (("money", 0, "amount_max"), "ล้าน", "money[0].amount_max"),
    (("money", 1, "currency"), "บาท", "money[1].currency"),
    (("money", 1, "modifier"), "over", "money[1].modifier"),
    (("money", 1, "note"), "x", "money[1].note"),
    (("percent", 0, "value"), "3%", "percent[0].value"),
    (("percent", 0, "change"), "up", "percent[0].change"),
    (("dates", 0, "end"), "2023-12-31", "dates[0]"),
    (("dates", 0, "start"), "2567", "dates[0].start"),
    (("dates", 0, "quote"), "", "dates[0].quote"),
    (("entities", 0, "type"), "LOC", "entities[0].type"),
    (("entities", 0, "country"), None, "entities[0]"),
    (("entities", 0, "country"), "Thailand", "entities[0].country"),
    (("entities", 1), {"name": "ไทย", "type": "GPE", "country": "TH"}, "entities: 'ไทย' stands twice"),
    (("records", 0, "kind"), "deal", "records[0].kind"),
    (("records", 0, "status"), "maybe", "records[0].status"),
    (("records", 0, "parties"), [], "records[0].parties"),
    (("records", 0, "parties", 1, "country"), "Laos", "records[0].parties[1].country"),
    (("records", 0, "sectors"), ["trade", "energy", "health", "water"], "records[0].sectors"),
    (("records", 0, "sectors"), ["ports"], "records[0].sectors[0]"),
    (("records", 0, "amounts", 0, "measure"), "sum", "records[0].amounts[0].measure"),
    (("records", 0, "shares"), [{"value": "93%", "of": "exports"}], "records[0].shares[0].value"),
    (("records", 0, "counts"), [{"value": "8", "unit": ""}], "records[0].counts[0].unit"),
    (("records", 0, "start"), "in 2024", "records[0].start"),
]

UNGROUNDED = [
    (("money", 0, "quote"), "26 ล้านบาท", "money[0].quote: '26 ล้านบาท' is not in the article"),
    (("money", 0, "quote"), "40 ล้านบาท", "money[1].quote: '40 ล้านบาท' does not follow the row before it"),
    (("entities", 1, "name"), "เวียดนาม", "entities[1].name"),
    (("records", 0, "quote"), "ไทยส่งออกไปลาว 25 ล้าน บาท", "records[0].quote"),
]


def changed(path: tuple[str | int, ...], value: object) -> str:
    data: Any = json.loads(json.dumps(RIGHT))
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return json.dumps(data, ensure_ascii=False)


def test_right_annotation_is_accepted() -> None:
    check_grounding(parse_annotation(json.dumps(RIGHT)), TEXT, "one.json")


@pytest.mark.parametrize(("path", "value", "place"), MISTAKES, ids=lambda value: str(value)[:40])
def test_mistake_is_named_with_file_place_and_cure(path: tuple[str | int, ...], value: object, place: str) -> None:
    with pytest.raises(GoldError) as caught:
        parse_annotation(changed(path, value), "one.json")
    assert caught.value.where == "one.json"
    assert place in caught.value.what
    assert caught.value.cure


@pytest.mark.parametrize(("path", "value", "told"), UNGROUNDED, ids=lambda value: str(value)[:40])
def test_words_that_the_article_lacks_are_named(path: tuple[str | int, ...], value: object, told: str) -> None:
    with pytest.raises(GoldError) as caught:
        check_grounding(parse_annotation(changed(path, value)), TEXT, "one.json")
    assert caught.value.where == "one.json"
    assert told in caught.value.what
    assert caught.value.cure


def test_all_mistakes_are_named_at_once() -> None:
    data = {key: value for key, value in RIGHT.items() if key != "published"} | {"money": [{"quote": "25 ล้านบาท"}]}
    with pytest.raises(GoldError) as caught:
        parse_annotation(json.dumps(data))
    for place in ("published", "money[0].amount", "money[0].amount_max", "money[0].currency", "money[0].modifier"):
        assert f"{place}: Field required" in caught.value.what


def test_broken_json_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text('{\n "id": "one",,\n}', encoding="utf-8")
    with pytest.raises(GoldError, match=r"not JSON: .* \(line 2, column 14\)") as caught:
        read_annotation(path)
    assert caught.value.where == str(path)


def test_id_must_be_the_files_name(tmp_path: Path) -> None:
    path = tmp_path / "two.json"
    path.write_text(json.dumps(RIGHT), encoding="utf-8")
    with pytest.raises(GoldError, match="'one' is not the file's name 'two'"):
        read_annotation(path)


def test_annotation_without_its_article(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps(RIGHT), encoding="utf-8")
    with pytest.raises(GoldError, match="no article of this name") as caught:
        read_gold(tmp_path)
    assert caught.value.where == str(path)
    assert str(tmp_path) in str(caught.value.cure)


@pytest.mark.parametrize("name", ["", "no-such-folder"])
def test_folder_without_annotated_articles(tmp_path: Path, name: str) -> None:
    with pytest.raises(GoldError) as caught:
        read_gold(tmp_path / name)
    assert caught.value.where == str(tmp_path / name)
    assert caught.value.cure
