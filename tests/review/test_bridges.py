"""What goes to an annotation tool comes back the same, and what was changed there comes back as a correction."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hazards import warm

import ruammit
from ruammit.dataset.files import Folder
from ruammit.engines.run import extract_to
from ruammit.errors import ReviewError
from ruammit.review.bridges.formats import FORMATS, config_xml, read, written
from ruammit.review.bridges.intake import take_in
from ruammit.review.bridges.spans import LABELS, LINKS, Labelled, corrections_of, labelled
from ruammit.review.combine import corrected
from ruammit.review.identity import content
from ruammit.review.store import Reviews
from ruammit.schema import Extraction

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"
TOOLS = sorted(FORMATS)


@pytest.fixture(scope="module")
def articles() -> list[Extraction]:
    return [ruammit.extract(path) for path in sorted(CORPUS.glob("*.txt"))]


def through(article: Extraction, tool: str, edit: Callable[[Any], Any] = lambda row: row) -> Labelled:
    """The article after a stay in the tool, where its row was edited."""
    text = "".join(written([labelled(article)], tool))
    row = json.loads(text)[0] if tool == "label-studio" else json.loads(text)
    row = edit(row)
    return next(read(json.dumps([row] if tool == "label-studio" else row), tool, "file"))


def unnumbered(row: dict[str, Any]) -> dict[str, Any]:
    """A row of doccano as the tool gives it back: entities with numbers of the tool's own."""
    for entity in row["entities"]:
        entity["id"] += 1000
    for relation in row["relations"]:
        relation["from_id"] += 1000
        relation["to_id"] += 1000
    return row


@pytest.mark.parametrize("tool", TOOLS)
def test_spans_and_links_come_back_as_they_went(articles: list[Extraction], tool: str) -> None:
    for article in articles:
        out, back = labelled(article), through(article, tool)
        places = {span.id: (span.start, span.end, span.label) for span in out.spans}
        again = {span.id: (span.start, span.end, span.label) for span in back.spans}
        assert sorted(again.values()) == sorted(places.values())
        assert {(again[x.head], again[x.tail], x.label) for x in back.links} == {
            (places[x.head], places[x.tail], x.label) for x in out.links
        }
        assert {span.label for span in out.spans} <= set(LABELS)
        assert {link.label for link in out.links} <= set(LINKS)


@pytest.mark.parametrize("tool", TOOLS)
def test_what_was_not_touched_is_accepted_whole(articles: list[Extraction], tool: str) -> None:
    for article in articles:
        back = through(article, tool, unnumbered if tool == "doccano" else lambda row: row)
        made = corrections_of(back, article, "lan")
        assert [one.action for one in made[:-1]] == ["accept"] * len(article.records)
        again = sorted(map(content, corrected(article, made).records), key=repr)
        assert again == sorted(map(content, article.records), key=repr)


def test_what_was_changed_in_the_tool_is_changed_here(reference: Extraction) -> None:
    record = next(record for record in reference.records if record.amounts and record.amounts[0].evidence)
    head = f"r-{record.id}"
    other = next(money for money in reference.money if money.amount != record.amounts[0].value)

    def edit(row: dict[str, Any]) -> dict[str, Any]:
        result = row["annotations"][0]["result"]
        gone = next(one["id"] for one in result if one["id"].startswith("r-") and one["id"] != head)
        kept = [one for one in result if gone not in (one.get("id"), one.get("from_id"))]
        target = next(one["id"] for one in kept if one.get("value", {}).get("start") == other.start_char)
        for one in kept:
            if one.get("from_id") == head and one["labels"][0].startswith("amount-"):
                one["to_id"] = target
        return {**row, "annotations": [{"result": kept}]}

    made = corrections_of(through(reference, "label-studio", edit), reference, "lan")
    actions = [str(one.action) for one in made]
    assert (actions.count("change"), actions.count("reject")) == (1, 1)
    found = next(r for r in corrected(reference, made).records if r.id == record.id)
    assert (found.amounts[0].value, found.amounts[0].currency) == (other.amount, other.currency)
    assert found.amounts[0].measure == record.amounts[0].measure
    assert found.sectors == record.sectors


def test_offsets_in_utf_16_units_are_told_by_the_words() -> None:
    article = ruammit.extract("\U0001f600 Ngày 5/5/2025, Việt Nam và Thái Lan ký thỏa thuận trị giá 25 triệu USD.")

    def in_units(row: dict[str, Any]) -> dict[str, Any]:
        for one in row["annotations"][0]["result"]:
            if one["type"] == "labels":
                for edge in ("start", "end"):
                    one["value"][edge] = len(article.text[: one["value"][edge]].encode("utf-16-le")) // 2
        return row

    assert through(article, "label-studio", in_units) == through(article, "label-studio")


def test_a_file_that_is_none_is_named() -> None:
    with pytest.raises(ReviewError, match="file, line 1: this is not what doccano exports"):
        list(read('{"text": "a"}\n', "doccano", "file"))
    with pytest.raises(ReviewError, match="not JSON"):
        list(read("hello", "label-studio", "file"))
    assert "<Label value=" in config_xml()


def test_a_file_is_taken_in_once_and_what_does_not_fit_is_told(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for name in ("vi-hanoi-bus", "vi-can-tho-oda-loan"):
        (tmp_path / "articles" / f"{name}.txt").write_bytes((CORPUS / f"{name}.txt").read_bytes())
    extract_to([str(tmp_path / "articles")], str(tmp_path / "out"), engine=warm)
    found = list(ruammit.open(tmp_path / "out"))
    stranger = ruammit.extract("Ngày 5/5/2025, Việt Nam và Thái Lan ký thỏa thuận trị giá 25 triệu USD.")
    file = tmp_path / "doccano.jsonl"
    file.write_text("".join(written(map(labelled, [*found, stranger]), "doccano")), encoding="utf-8")
    for _ in range(2):
        taken = take_in(str(tmp_path / "out"), str(file), "doccano", "lan")
        assert (taken.articles, len(taken.left_out)) == (2, 1)
        again = ruammit.open(tmp_path / "out")
        assert sum(len(x.records) for x in again) == sum(len(x.records) for x in found)
        assert all(record.reviewed for x in again for record in x.records)
    assert Reviews(Folder(tmp_path / "out")).reviewers == ("lan",)
