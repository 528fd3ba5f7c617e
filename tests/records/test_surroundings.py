"""The words of a clause and around it as features: where each stands, names and numbers as one word each."""

from ruammit.records.drafts import Draft, drafts
from ruammit.records.index import ArticleIndex
from ruammit.records.segment import clauses
from ruammit.records.state import discourse
from ruammit.records.surroundings import worded
from ruammit.records.wording import NAME, NUMBER

from .conftest import Analysed

SIGNED = "Sáng qua trời mưa. Ngày 3/5, Việt Nam và Hungary ký biên bản ghi nhớ về nuôi cá. Sau đó họ ăn trưa."


def first(index: ArticleIndex) -> Draft:
    return next(iter(drafts(index, discourse(index, clauses(index)))))


def test_words_are_told_by_where_they_stand(analysed: Analysed) -> None:
    index = ArticleIndex(analysed(SIGNED, "vi"))
    draft = first(index)
    words = worded(index, draft)
    assert {"nuôi", "cá", "ký", NAME, NUMBER} <= set(words["in"])
    assert words["in"].count(NAME) == 1
    assert "mưa" in words["before"]
    assert "trưa" in words["behind"]
    assert words["head"] == []
    assert set(words["trigger.left"]) == {"và", NAME}
    assert words["in|agreement"] == words["in"]


def test_a_name_is_one_word_whoever_it_is(analysed: Analysed) -> None:
    other = SIGNED.replace("Hungary", "Bồ Đào Nha").replace("3/5", "14/6")
    one, two = (ArticleIndex(analysed(text, "vi")) for text in (SIGNED, other))
    assert worded(one, first(one)) == worded(two, first(two))


def test_a_phrase_that_begins_inside_another_word_triggers_nothing(analysed: Analysed) -> None:
    craft = ArticleIndex(analysed("กลุ่มหัตถกรรมไทยและลาวส่งผ้าทอไปร้านค้า", "th"))
    talks = ArticleIndex(analysed("ไทยถกลาวเรื่องผ้าทอ", "th"))
    assert "ถก" not in {craft.text[hit.start : hit.end] for hit in craft.frames.items}
    assert "ถก" in {talks.text[hit.start : hit.end] for hit in talks.frames.items}
