"""A reviewer at work, without the page: order, pages, typed values, and corrections that no longer fit."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hazards import warm

import ruammit
from ruammit.engines.options import Options
from ruammit.engines.run import extract_to
from ruammit.errors import ReviewError
from ruammit.review.bridges.formats import written
from ruammit.review.bridges.intake import take_in
from ruammit.review.bridges.spans import labelled
from ruammit.review.queue import Filters
from ruammit.review.session import Session
from ruammit.review.typed import Kind, read_selected, read_typed
from ruammit.schema import Extraction

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"
ARTICLE = "vi-can-tho-oda-loan"
Open = Callable[..., Session]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("session")
    shutil.copytree(CORPUS, folder / "articles")
    extract_to([str(folder / "articles")], str(folder / "out"), engine=warm)
    return folder


@pytest.fixture
def folder(corpus: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(corpus, tmp_path / "copy"))


@pytest.fixture
def start(folder: Path) -> Iterator[Open]:
    sessions: list[Session] = []

    def one(reviewer: str = "lan") -> Session:
        sessions.append(Session(ruammit.open(folder / "out"), str(folder / "out"), reviewer))
        return sessions[-1]

    yield one
    for session in sessions:
        session.close()


def act(session: Session, action: str, records: list[str] | None = None, **more: Any) -> dict[str, Any]:
    return session.act({"article": ARTICLE, "action": action, "records": records or [], **more})


# --- the list --------------------------------------------------------------------------------------------------------


def test_pages_hold_every_article_once_the_most_urgent_first(folder: Path, start: Open) -> None:
    session = start()
    every = session.queue.page(Filters(show="all"), 0, 1000)["rows"]
    paged = [
        row["id"] for offset in range(0, len(every), 5) for row in session.page(Filters(show="all"), offset, 5)["rows"]
    ]
    assert paged == [row["id"] for row in every]
    assert len(set(paged)) == session.page(Filters(), 0, 5)["total"] == len(ruammit.open(folder / "out"))
    without = [number for number, row in enumerate(every) if not row["records"] and not row["flagged"]]
    assert without
    assert min(without) > max(number for number, row in enumerate(every) if row["unlikely"])


def test_filters_leave_what_fits(start: Open) -> None:
    session = start()
    rows = session.page(Filters(lang="th", kind="trade"), 0, 50)["rows"]
    assert rows
    assert {row["lang"] for row in rows} == {"th"}
    assert [row["id"] for row in session.page(Filters(query="CẦN oda"), 0, 50)["rows"]] == [ARTICLE]
    assert session.page(Filters(country="JP"), 0, 50)["total"] < session.page(Filters(), 0, 50)["total"]
    assert session.page(Filters(query="%' OR 1=1 --"), 0, 50)["total"] == 0


def test_amounts_that_another_article_gives_otherwise_are_told(folder: Path, start: Open) -> None:
    text = "Năm {year}, kim ngạch xuất khẩu của Việt Nam sang Bỉ đạt {value} tỷ USD."
    for number, value in enumerate(("3,1", "3,4")):
        words = text.format(year=2023, value=value)
        (folder / "articles" / f"same-{number}.txt").write_text(words, encoding="utf-8")
    extract_to([str(folder / "articles")], str(folder / "out"), engine=warm)
    found = {row["id"] for row in start().page(Filters(reason="differs"), 0, 50)["rows"]}
    assert found >= {"same-0", "same-1"}


def test_an_article_is_done_when_every_record_is_judged(start: Open) -> None:
    session = start()
    records = session.article(ARTICLE)["records"]
    for number, record in enumerate(records):
        assert session.page(Filters(show="done"), 0, 5)["total"] == 0
        act(session, "accept" if number else "reject", [record["key"]])
    assert [row["id"] for row in session.page(Filters(show="done"), 0, 5)["rows"]] == [ARTICLE]
    assert ARTICLE not in {row["id"] for row in session.page(Filters(), 0, 50)["rows"]}
    again = start("somchai")
    assert [row["id"] for row in again.page(Filters(show="done"), 0, 5)["rows"]] == [ARTICLE]
    assert [row[0] for row in again.article(ARTICLE)["records"][0]["others"]] == ["lan"]


# --- what is typed ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("1.2 หมื่นล้านบาท", Kind.MONEY, {"value": "12000000000", "currency": "THB"}),
        ("25,000,000 USD", Kind.MONEY, {"value": "25000000", "currency": "USD"}),
        ("ปี 2567", Kind.DATES, {"start": "2024-01-01", "end": "2024-12-31"}),
        ("2025-10-31", Kind.DATES, {"start": "2025-10-31", "end": "2025-10-31"}),
        ("XXXX-11-19", Kind.DATES, {"start": "XXXX-11-19"}),
        ("ร้อยละ 5", Kind.PERCENT, {"value": "5"}),
        ("1,500", Kind.NUMBERS, {"value": "1500"}),
    ],
)
def test_typed_values_are_what_the_article_s_would_be(
    reference: Extraction, words: str, kind: Kind, value: dict[str, str]
) -> None:
    assert read_typed(f" {words} ", kind, reference).items() >= value.items()


@pytest.mark.parametrize(
    ("words", "kind"),
    [("", Kind.MONEY), ("หลายล้าน", Kind.MONEY), ("25 ล้านบาท และ 3 ล้านบาท", Kind.MONEY), ("31/31/2568", Kind.DATES),
     ("x" * 400, Kind.NUMBERS)],
)  # fmt: skip
def test_what_the_readers_do_not_read_is_refused(reference: Extraction, words: str, kind: Kind) -> None:
    with pytest.raises(ReviewError):
        read_typed(words, kind, reference)


def test_a_selection_takes_the_mention_that_it_touches(reference: Extraction) -> None:
    money = reference.money[0]
    value, span = read_selected(reference, money.start_char + 2, money.start_char + 4, Kind.MONEY)
    assert (value["value"], span.start_char, span.end_char) == ("758500000", money.start_char, money.end_char)
    with pytest.raises(ReviewError, match="more than an amount"):
        read_selected(reference, 0, len(reference.text), Kind.MONEY)


# --- forms -----------------------------------------------------------------------------------------------------------


def test_a_form_that_is_saved_as_it_stands_accepts(start: Open) -> None:
    session = start()
    for record in session.article(ARTICLE)["records"]:
        found = act(session, "change", [record["key"]], form=record["form"])
        assert next(row for row in found["records"] if row["key"] == record["key"])["state"] == "accepted"


def test_wrong_forms_name_their_fields_and_keep_nothing(start: Open) -> None:
    session = start()
    record = session.article(ARTICLE)["records"][0]
    for change, message in (
        ({"kind": "party"}, "kind"),
        ({"parties": []}, "parties"),
        ({"evidence": []}, "evidence"),
        ({"evidence": [[0, 10**6]]}, "outside the article"),
        ({"amounts": [{"value": "many", "currency": "USD", "measure": "loan"}]}, "amounts.0.value"),
        ({"start": "2025-01-02", "end": "2025-01-01"}, "must not end"),
        ({"unknown": 1}, "unknown"),
    ):
        with pytest.raises(ReviewError, match=message):
            act(session, "change", [record["key"]], form=record["form"] | change)
    with pytest.raises(ReviewError, match="already has this record"):
        act(session, "add", form=record["form"])
    with pytest.raises(ReviewError, match="has changed since"):
        act(session, "accept", ["0" * 16])
    assert len(session.reviews) == 0


# --- what no longer fits ---------------------------------------------------------------------------------------------


def test_what_differs_after_a_new_extraction_is_shown_again_and_kept_or_let_go(folder: Path, start: Open) -> None:
    session = start()
    first, second = session.article(ARTICLE)["records"][:2]
    act(session, "accept", [first["key"]])
    act(session, "accept", [second["key"]])
    # A later extractor that gives no record at all: those below the highest score are left out.
    extract_to([str(folder / "articles")], str(folder / "out"), engine=warm, options=Options(min_score=1.0))
    session = start()
    assert [row["id"] for row in session.page(Filters(show="again"), 0, 5)["rows"]] == [ARTICLE]
    rows = session.article(ARTICLE)["records"]
    assert [row["fit"] for row in rows] == ["gone", "gone"]
    found = act(session, "keep", [rows[0]["key"]])
    assert [row["fit"] for row in found["records"]] == ["fits", "gone"]
    found = act(session, "drop", [rows[1]["key"]])
    assert [row["key"] for row in found["records"]] == [rows[0]["key"]]
    assert session.page(Filters(show="again"), 0, 5)["total"] == 0


def rewritten(folder: Path, change: Callable[[str], str]) -> None:
    """Another text of the article, and a new extraction."""
    file = folder / "articles" / f"{ARTICLE}.txt"
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    extract_to([str(folder / "articles")], str(folder / "out"), engine=warm)


def told(folder: Path) -> list[str]:
    """Status of the article's reviewed records, as readers of the dataset see them."""
    query = f"SELECT status FROM records WHERE article_id = '{ARTICLE}' AND reviewed ORDER BY position"
    found: list[str] = ruammit.open(folder / "out").sql(query)["status"].to_pylist()
    return found


def test_corrections_go_with_their_words_when_the_text_changes(folder: Path, start: Open) -> None:
    session = start()
    first, second, third = session.article(ARTICLE)["records"][:3]
    act(session, "accept", [first["key"]])
    other = {"done": "planned", "planned": "done"}[first["form"]["status"]]
    act(session, "change", [first["key"]], form=first["form"] | {"status": other})
    act(session, "reject", [second["key"]])
    act(session, "accept", [third["key"]])
    before = told(folder)
    assert (len(before), other in before) == (2, True)
    rewritten(folder, "Báo mới.\n{}".format)
    session = start()
    found = session.article(ARTICLE)
    states = [row["state"] for row in found["records"]]
    assert (states.count("changed"), states.count("rejected"), states.count("accepted")) == (1, 1, 1)
    assert (found["earlier"], session.page(Filters(show="again"), 0, 5)["total"]) == ([], 0)
    changed = next(row for row in found["records"] if row["state"] == "changed")
    start_char, end_char = changed["form"]["evidence"][0]
    assert found["text"][start_char:end_char] == first["quote"]
    assert told(folder) == before

    # What was carried is undone like anything else, and stays so.
    found = act(session, "undo")
    assert [row["state"] for row in found["records"]].count("accepted") == 0
    assert [row["state"] for row in start().article(ARTICLE)["records"]].count("accepted") == 0


def test_what_another_tool_gives_back_takes_the_place_of_what_was_carried(folder: Path, start: Open) -> None:
    session = start()
    first = session.article(ARTICLE)["records"][0]
    act(session, "reject", [first["key"]])
    rewritten(folder, "Báo mới.\n{}".format)
    extraction = ruammit.open(folder / "out", corrected=False).extraction(ARTICLE)
    tasks = folder / "tasks.jsonl"
    tasks.write_text("".join(written([labelled(extraction)], "doccano")), encoding="utf-8")
    taken = take_in(str(folder / "out"), str(tasks), "doccano", "lan")
    assert taken.corrections == len(extraction.records) + 1  # that nothing is missing
    assert {row["state"] for row in start().article(ARTICLE)["records"]} == {"accepted"}


def test_corrections_whose_words_are_gone_are_shown_again_until_they_are_let_go(folder: Path, start: Open) -> None:
    session = start()
    rows = session.article(ARTICLE)["records"]
    first = rows[0]
    second = next(row for row in rows if row["quote"] not in first["quote"] and first["quote"] not in row["quote"])
    act(session, "accept", [first["key"]])
    act(session, "change", [first["key"]], form=first["form"] | {"status": "planned", "subject": None})
    act(session, "reject", [second["key"]])
    words = first["quote"]
    rewritten(folder, lambda text: text.replace(words, words.replace(" ", "  ", 1)))
    session = start()
    assert [row["id"] for row in session.page(Filters(show="again"), 0, 5)["rows"]] == [ARTICLE]
    found = session.article(ARTICLE)
    assert [row["state"] for row in found["earlier"]] == ["accepted", "changed"]
    assert [row["state"] for row in found["records"]].count("rejected") == 1
    assert start("somchai").article(ARTICLE)["earlier"] == []
    for row in found["earlier"]:
        found = act(session, "forget", [row["id"]])
    assert (found["earlier"], session.page(Filters(show="again"), 0, 5)["total"]) == ([], 0)
    assert start().article(ARTICLE)["earlier"] == []
