"""What a record is about: where it is looked for, and how its words are described."""

import pytest

from ruammit.analysis import Analysis
from ruammit.examples import article_of
from ruammit.pipeline import run
from ruammit.records.drafts import Draft, drafts
from ruammit.records.index import ArticleIndex
from ruammit.records.segment import clauses
from ruammit.records.slots.subject import FARTHEST, described
from ruammit.records.state import discourse

SIGNED = "Việt Nam và Hungary ký biên bản ghi nhớ về nuôi cá nước lạnh"
LONG = "và nuôi thêm các loài cá nước lạnh khác "


def drafted(text: str) -> tuple[ArticleIndex, Draft]:
    index = ArticleIndex(run(Analysis(article_of(text, "vi")), until="entities"))
    return index, next(iter(drafts(index, discourse(index, clauses(index)))))


def test_words_tell_what_they_are_beside_and_what_was_found_there() -> None:
    index, draft = drafted(f"{SIGNED}.")
    places, rows = described(index, draft)
    words = [index.text[start:end] for start, end in places]
    assert "cá" in " ".join(words)
    assert len(words) == len(rows)
    named = rows[words.index("Hungary")]
    assert {"kind agreement", "w0 hungary", "s0 GPE", "capital"} <= set(named)
    assert any(sign.startswith("behind ") and "trigger agreement" in sign for sign in rows[-1])


@pytest.mark.parametrize("times", [40, 400])
def test_no_subject_is_looked_for_far_from_the_trigger(times: int) -> None:
    index, draft = drafted(f"{SIGNED} {LONG * times}tại Hà Nội")
    places, _ = described(index, draft)
    assert places[-1][1] <= draft.first + FARTHEST + len(LONG)
