"""The second reader: questions out, replies in, and drafts of what the article bears out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ruammit.proposers.answer import claims, refusal
from ruammit.proposers.calibration import Calibration, calibration
from ruammit.proposers.checks import Checker
from ruammit.proposers.mentions import Mentions
from ruammit.proposers.question import Question, instructions_hash, questions
from ruammit.proposers.replies import Reply
from ruammit.records.filled import Scored
from ruammit.records.index import ArticleIndex
from ruammit.records.proposals import Proposals
from ruammit.records.scoring import Models
from ruammit.schema import Article, Flag, Refused

__all__ = ["SecondReader", "article_questions", "reader_identity"]


def reader_identity(model: str) -> str:
    """What `Extraction.reader` says: the model and the hash of its instructions."""
    return f"{model}@{instructions_hash()}"


def article_questions(article: Article) -> list[Question]:
    """The questions about an article, as `SecondReader` asks them."""
    from ruammit.pipeline import analyse_until

    index = ArticleIndex(analyse_until(article, "entities"))
    return questions(index, Mentions(index)) if index.weight else []


class SecondReader:
    """Proposes what a model's replies claim and the article bears out.

    Args:
        model: the model's name: `Record.readers` and `Refused.reader` carry it.
        replies: gives the replies to questions, by the question's hash. What is missing counts as not asked.
        worth: what claims are worth; None: the package's calibration.
    """

    def __init__(
        self,
        model: str,
        replies: Callable[[Sequence[Question]], Mapping[str, Reply]],
        worth: Calibration | None = None,
    ) -> None:
        self.model = model
        self._replies = replies
        self._worth = worth or calibration()

    def propose(self, index: ArticleIndex, models: Models) -> Proposals:  # noqa: ARG002 - the rules' models are not used
        """The drafts of the claims that the article bears out; the reasons why the others are refused."""
        mentions = Mentions(index)
        asked = questions(index, mentions) if index.weight else []
        found = self._replies(asked) if asked else {}
        checker = Checker(index, mentions, self.model, self._worth)
        drafts, failed = list[Scored](), list[Reply]()
        missing = Reply(None, "not-asked", "the question was not asked")
        for question in asked:
            reply = found.get(question.hash, missing)
            if reply.text is None:
                failed.append(reply)
                continue
            drafts += checker.drafts(claims(self.model, reply.text))
        refused: list[Refused] = [*checker.refused]
        refused += (refusal(self.model, reply.code, reply.message, "") for reply in failed)
        message = f"the rules alone read the article, or part of it: {failed[0].message}" if failed else ""
        return Proposals(
            drafts=drafts,
            refused=refused,
            flags=[Flag(code="second-reader", message=message)] if failed else [],
            whole=None if failed else reader_identity(self.model),
            name=self.model,
            silence=self._worth.silence,
            weights=self._worth.weights,
        )
