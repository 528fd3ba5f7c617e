"""Scores of tokens are the sums of their features' scores, however many words were seen before."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruammit import languages
from ruammit.entities.candidate import Candidate, Priority
from ruammit.entities.tagger import tables
from ruammit.entities.tagger.features import FeatureMaker
from ruammit.entities.tagger.scores import Scorer
from ruammit.entities.tagger.tables import Known
from ruammit.entities.tagger.words import Cluster
from ruammit.languages import Token
from ruammit.schema import EntityType

WORDS = ["นาย", "กลุ่ม", "บริษัท", "ซาโต้", "ๆ", "Aa", "AB", "3M", "7", "-", "|", "||", "&", "(", "2|3", "_", "1.2"]
GAPS = ["", "", " ", "\n"]
PIECES = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=1, max_size=40)
CLUSTERS = {"นาย": Cluster(2, 1, 900), "กลุ่ม": Cluster(30, 1, 70), "-": Cluster(2, 4, 8), "AB": Cluster(3, 4, 5)}
TAGS = 3


class Article:
    """Words and gaps, some of them in a name that a rule has found."""

    def __init__(self, pieces: list[tuple[str, str]]) -> None:
        self.text = "".join(word + gap for word, gap in pieces)
        self.tokens: list[Token] = []
        at = 0
        for word, gap in pieces:
            self.tokens.append((at, at + len(word)))
            at += len(word) + len(gap)
        names = self.tokens[1:3], self.tokens[4:5]
        self.found = [
            Candidate(of[0][0], of[-1][1], kind, "some-rule", Priority.TITLED)
            for of, kind in zip(names, (EntityType.PERSON, EntityType.ORG), strict=True)
            if of
        ]


def maker() -> FeatureMaker:
    return FeatureMaker(languages.pack("th"), CLUSTERS)


def known_to_a_model(articles: list[Article]) -> Known:
    """A model that knows most of the articles' features, and a few that are of nothing in them."""
    names = {
        name
        for article in articles
        for told in maker().names(article.text, article.tokens, article.found)
        for name in told
    }
    rows = [name for number, name in enumerate(sorted(names)) if number % 4] + ["b|", "b||", "kL", "kO5", "+b|9", "b7|"]
    return Known({name: row for row, name in enumerate(rows)}, np.random.default_rng(0).normal(size=(len(rows), TAGS)))


def plain(article: Article, known: Known) -> np.ndarray:
    """The scores, added up one by one."""
    told = maker().names(article.text, article.tokens, article.found)
    return np.array(
        [
            sum((known.scores[known.rows[name]] for name in names if name in known.rows), np.zeros(TAGS))
            for names in told
        ]
    )


@given(PIECES, PIECES)
def test_they_are_the_sums_of_the_features(one: list[tuple[str, str]], other: list[tuple[str, str]]) -> None:
    articles = [Article(one), Article(other)]
    known = known_to_a_model(articles[:1])
    scorer = Scorer(maker(), known)
    for article in (*articles, articles[0]):
        seen = scorer.words.features.seen(article.text, article.tokens, article.found)
        assert scorer(seen) == pytest.approx(plain(article, known))


def test_forgetting_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_KEPT", 300)
    articles = [Article([(f"ก{number}", " ") for number in range(start, start + 280)]) for start in (0, 200, 400, 0, 7)]
    known = known_to_a_model(articles)
    scorer = Scorer(maker(), known)
    for article in articles:
        seen = scorer.words.features.seen(article.text, article.tokens, article.found)
        assert scorer(seen) == pytest.approx(plain(article, known))
        assert len(scorer.words) <= 600
