"""What a record is about: where it is looked for, and how its words are described."""

import random

import pytest

from ruammit.analysis import Analysis
from ruammit.examples import article_of
from ruammit.pipeline import run
from ruammit.records.drafts import Draft, drafts
from ruammit.records.index import ArticleIndex
from ruammit.records.scoring import load
from ruammit.records.segment import clauses
from ruammit.records.slots.subject import FARTHEST, likely_subjects, sentence_of
from ruammit.records.state import discourse
from ruammit.records.stretches import LABELS
from ruammit.records.subject_features import described
from ruammit.records.subject_model import SubjectModel

SIGNED = "Việt Nam và Hungary ký biên bản ghi nhớ về nuôi cá nước lạnh"
LONG = "và nuôi thêm các loài cá nước lạnh khác "


def drafted(text: str) -> tuple[ArticleIndex, Draft]:
    index = ArticleIndex(run(Analysis(article_of(text, "vi")), until="entities"))
    return index, next(iter(drafts(index, discourse(index, clauses(index)))))


def test_words_tell_what_they_are_beside_and_what_was_found_there() -> None:
    index, draft = drafted(f"{SIGNED}.")
    sentence = sentence_of(index, draft)
    places, rows = sentence.places, described(sentence)
    words = [index.text[start:end] for start, end in places]
    assert "cá" in " ".join(words)
    assert len(words) == len(rows)
    named = rows[words.index("Hungary")]
    assert {"kind agreement", "w0 hungary", "s0 GPE", "capital"} <= set(named)
    assert any(sign.startswith("behind ") and "trigger agreement" in sign for sign in rows[-1])


@pytest.mark.parametrize("times", [40, 400])
def test_no_subject_is_looked_for_far_from_the_trigger(times: int) -> None:
    index, draft = drafted(f"{SIGNED} {LONG * times}tại Hà Nội")
    assert sentence_of(index, draft).places[-1][1] <= draft.first + FARTHEST + len(LONG)


def all_weighed(rows: list[list[str]], seed: int) -> SubjectModel:
    """A model that knows every feature of the rows, and most of their labels."""
    pick = random.Random(seed)
    names = sorted({name for row in rows for name in row})
    return SubjectModel({f"{label} {name}": pick.uniform(-1, 1) for name in names for label in pick.sample(LABELS, 5)})


@pytest.mark.parametrize(
    "text", [f"{SIGNED}.", f"{SIGNED} {LONG * 3}(2024) và ký thỏa thuận với Hungary.", "Hungary ký."]
)
def test_features_weigh_the_same_by_number_as_by_name(text: str) -> None:
    index, draft = drafted(text)
    sentence = sentence_of(index, draft)
    # One trigger, several, far from one another, and none: what goes on with a clause before it has none of its own.
    last = len(sentence.words) - 1
    triggers = [sentence.triggers, {0: "trigger a", 1: "trigger b", last: "trigger a"}, {last // 3: "trigger b"}, {}]
    seen = [sentence._replace(triggers=told) for told in triggers]
    rows = [row for one in seen for row in described(one)]
    for model in (all_weighed(rows, 0), all_weighed(rows, 1), load().subject):
        assert model.sums(seen) == pytest.approx(model.scores(rows))


def picking(index: ArticleIndex, draft: Draft, first: str, last: str) -> SubjectModel:
    """A model that is sure of the stretch from one word to another."""
    sentence = sentence_of(index, draft)
    places, rows = sentence.places, described(sentence)
    pairs = {
        index.text[start:end]: next(sign for sign in row if sign.startswith("pair "))
        for (start, end), row in zip(places, rows, strict=True)
    }
    if first == last:
        return SubjectModel({f"S {pairs[first]}": 50.0})
    return SubjectModel({f"B {pairs[first]}": 50.0, f"E {pairs[last]}": 50.0})


def test_a_subject_ends_with_no_word_that_ends_subjects_and_no_open_bracket() -> None:
    for tail, last in (("tại Budapest", "tại"), ("(Hungary vừa)", "Hungary")):
        index, draft = drafted(f"{SIGNED} {tail}.")
        [found] = likely_subjects(index, [draft], picking(index, draft, "nuôi", last))
        assert found is not None
        assert index.text[found.start : found.end] == "nuôi cá nước lạnh"


def test_plain_exports_are_no_subject() -> None:
    index, draft = drafted("Năm 2024, xuất khẩu của Việt Nam sang Hungary đạt 40 triệu USD.")
    assert draft.kind == "trade"
    assert likely_subjects(index, [draft], picking(index, draft, "xuất khẩu", "xuất khẩu")) == [None]
    index, draft = drafted("Năm 2024, xuất khẩu cà phê của Việt Nam sang Hungary đạt 40 triệu USD.")
    assert likely_subjects(index, [draft], picking(index, draft, "cà phê", "cà phê")) != [None]
    assert likely_subjects(index, [], load().subject) == []


@pytest.mark.parametrize(
    ("text", "first", "last", "subject"),
    [
        ("Hungary viện trợ cho Việt Nam 8 triệu USD xử lý rác thải nhựa.", "USD", "nhựa", "xử lý rác thải nhựa"),
        ("Hungary tài trợ cho Việt Nam xây trường, trong đó có lớp học.", "cho", "trường", "xây trường"),
        ("Hungary và Việt Nam ký thỏa thuận về điện hạt nhân; về nuôi cá.", "điện", "nuôi", "điện hạt nhân"),
        ("Hungary và Việt Nam ký thỏa thuận về nuôi cá và trồng nấm.", "nuôi", "và", "nuôi cá"),
        ("Hungary và Việt Nam ký thỏa thuận (MOU) về nuôi cá nước lạnh.", "MOU", "cá", "về nuôi cá"),
    ],
)
def test_a_subject_has_no_part_of_anything_else_at_its_edges(text: str, first: str, last: str, subject: str) -> None:
    index, draft = drafted(text)
    [found] = likely_subjects(index, [draft], picking(index, draft, first, last))
    assert found is not None
    assert index.text[found.start : found.end] == subject


def test_a_place_alone_is_no_subject() -> None:
    index, draft = drafted(f"{SIGNED} tại Budapest.")
    assert likely_subjects(index, [draft], picking(index, draft, "Budapest", "Budapest")) == [None]
