"""A second reader that asks an endpoint itself: what `ruammit.extract(..., reader=...)` takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from ruammit.proposers.asking import Asker, Asking
from ruammit.proposers.question import Question
from ruammit.proposers.reader import SecondReader, article_questions
from ruammit.proposers.replies import Reply
from ruammit.schema import Article

__all__ = ["ChatReader"]


class ChatReader(SecondReader):
    """Asks a model behind a chat-completions endpoint (Ollama, vLLM, llama.cpp, a service).

    The key, where the endpoint wants one, is read from the environment variable `RUAMMIT_LLM_KEY`.

    Args:
        url: the base of the endpoint's API, such as `http://localhost:11434/v1`.
        model: the model's name.
        budget: tokens that may be used; None: as many as it takes.
        replies: a file that keeps replies, so that a question is asked once; None: they are kept in memory.
        concurrency: questions under way at a time.
        timeout: seconds that one try may take.
        retries: tries after the first one.

    Attributes:
        asker: what asks; `asker.spent` counts questions and tokens.

    Raises:
        RuammitError: the extra `llm` is not installed, or a value is out of its range.
        OutputError: the file of replies cannot be written.
    """

    def __init__(
        self,
        url: str,
        model: str,
        *,
        budget: int | None = None,
        replies: str | Path | None = None,
        concurrency: int = 4,
        timeout: float = 120.0,
        retries: int = 4,
    ) -> None:
        kept = None if replies is None else str(replies)
        self.asker = Asker(Asking(url, model, budget, kept, concurrency, timeout, retries))
        self._ahead: dict[str, Reply] = {}
        super().__init__(model, self._asked)

    def ahead(self, articles: Sequence[Article]) -> None:
        """Ask about several articles at a time."""
        questions: list[Question] = []
        for article in articles:
            with suppress(Exception):  # it is told where the article is extracted
                questions += article_questions(article)
        self._ahead = dict(self.asker.ask(questions))

    def _asked(self, questions: Sequence[Question]) -> Mapping[str, Reply]:
        missing = [question for question in questions if question.hash not in self._ahead]
        return {**self._ahead, **self.asker.ask(missing)} if missing else self._ahead

    def close(self) -> None:
        """Close the file of replies."""
        self.asker.close()
