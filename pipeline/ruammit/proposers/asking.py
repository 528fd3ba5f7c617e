"""Asking many questions at once: kept replies first, then the endpoint, within a budget of tokens."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from ruammit.errors import RuammitError
from ruammit.proposers.endpoint import KEY, Endpoint, checked_url, client_library
from ruammit.proposers.question import Question
from ruammit.proposers.replies import Replies, Reply

__all__ = ["Asker", "Asking", "Spent"]

GIVE_UP = 8
"""Questions that fail one after the other, each with all its retries, after which an endpoint is asked no more."""
CHARACTERS_A_TOKEN = 2
"""Of Thai and Vietnamese, at the least: what a question is taken to cost before the first reply tells."""
ANSWER = 1_000
"""Tokens that an answer is taken to cost."""
_Done = Callable[[Question, Reply], None]
_Work = Callable[[list[Question], _Done], Coroutine[Any, Any, None]]
NO_SERVICE = frozenset({"unreachable", "status-401", "status-403", "status-404"})
"""Failures that every question meets: no server there, a wrong key, no such model."""
_REST = Reply(None, "endpoint-down", f"the endpoint failed {GIVE_UP} times in a row and was asked no more")
_BUDGET = Reply(None, "budget", "the budget of tokens was used up")


@dataclass(slots=True)
class Spent:
    """What was asked so far.

    Attributes:
        questions: how many there were.
        kept: those of them that were answered before, and not asked again.
        failed: those of them without a reply.
        tokens: tokens used, as the endpoint counts them.
    """

    questions: int = 0
    kept: int = 0
    failed: int = 0
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Asking:
    """How a second reader is asked.

    Attributes:
        url: the base of the endpoint's API.
        model: the model's name.
        budget: tokens that may be used; None: as many as it takes.
        replies: the file that keeps replies; None: they are kept in memory.
        concurrency: questions under way at a time.
        timeout: seconds that one try may take.
        retries: tries after the first one.
    """

    url: str
    model: str
    budget: int | None = None
    replies: str | None = None
    concurrency: int = 4
    timeout: float = 120.0
    retries: int = 4

    def __post_init__(self) -> None:
        """What cannot work is told before anything is read.

        Raises:
            RuammitError: a value is out of its range, the URL is none, or the extra `llm` is not installed.
        """
        checked_url(self.url)
        client_library()
        if not self.model.strip():
            raise RuammitError("no name of a model", cure="give the name that the endpoint knows it by")
        if min(self.budget or 0, self.concurrency - 1, self.retries) < 0 or self.timeout <= 0:
            raise RuammitError("a second reader's numbers must not be negative", cure="see docs/second-reader.md")


class Asker:
    """Asks an endpoint, and keeps its replies.

    Args:
        asking: how.

    Attributes:
        spent: what was asked so far.

    Raises:
        OutputError: the file of replies cannot be written.
    """

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self._endpoint = Endpoint(asking.url, asking.model, timeout=asking.timeout, retries=asking.retries)
        self._replies = Replies(asking.replies, asking.model)
        self._reserved = self._in_a_row = 0
        self._rate = 1.0
        self._changing = threading.Lock()
        self.spent = Spent()

    def ask(self, questions: Sequence[Question], told: Callable[[], object] | None = None) -> Mapping[str, Reply]:
        """Question hash to what came of it.

        Args:
            questions: any number.
            told: called after every reply, and once where all are known.

        Raises:
            RuammitError: the endpoint has answered nothing yet, and cannot be reached, takes no such key, or has no
                such model. One that has answered before costs these questions only.
        """
        with self._changing:
            found = self._replies.known(questions)
            rest = list({question.hash: question for question in questions if question.hash not in found}.values())
            self.spent.questions += len(found) + len(rest)
            self.spent.kept += len(found)
        for question, reply in _answers(self._all, rest):
            with self._changing:
                found[question.hash] = reply
                self._replies.keep(question, reply)
                self.spent.failed += reply.text is None
            if told:
                told()
        self._check_service([found[question.hash] for question in rest])
        if told and not rest:
            told()
        return found

    def _check_service(self, replies: Sequence[Reply]) -> None:
        """Raise if the endpoint gives no answer at all, for a reason that every question will meet."""
        codes = {reply.code for reply in replies} - {_REST.code}
        if self.spent.failed < self.spent.questions or not codes or codes - NO_SERVICE:
            return
        (reason, *_) = (reply.message for reply in replies if reply.code in codes)
        cure = (
            f"start it, or correct --llm-url, --llm-model or the key in {KEY}; without --reader, the rules read alone"
        )
        raise RuammitError(f"the second reader gives no answer: {reason}", where=self.asking.url, cure=cure)

    def close(self) -> None:
        """Close the file of replies."""
        self._replies.close()

    # A loop of its own in a thread of its own: the caller may have one that runs, such as a notebook's.

    async def _all(self, questions: list[Question], done: _Done) -> None:
        gate = asyncio.Semaphore(self.asking.concurrency)
        async with self._endpoint.client() as client:

            async def one(question: Question) -> None:
                async with gate:
                    cost = self._reserve(question)
                    if cost is None:
                        done(question, _REST if self._in_a_row >= GIVE_UP else _BUDGET)
                        return
                    reply = await self._endpoint.ask(client, question)
                    self._settle(cost, reply)
                done(question, reply)

            await asyncio.gather(*map(one, questions))

    def _reserve(self, question: Question) -> int | None:
        """Tokens that the question is taken to cost, kept free for it; None: it may not be asked."""
        with self._changing:
            plain = (len(question.system) + len(question.user)) // CHARACTERS_A_TOKEN + ANSWER
            cost, budget = round(plain * self._rate), self.asking.budget
            over = budget is not None and self.spent.tokens + self._reserved + cost > budget
            if over or self._in_a_row >= GIVE_UP:
                return None
            self._reserved += cost
            return cost

    def _settle(self, cost: int, reply: Reply) -> None:
        """Count what the question really cost; an endpoint that counts more than was thought counts so again."""
        with self._changing:
            self._reserved -= cost
            answered = reply.text is not None
            self.spent.tokens += reply.tokens or (cost if answered else 0)
            self._rate *= max(1.0, reply.tokens / max(cost, 1))
            # A question that is refused, or an answer that is cut off, says nothing of the endpoint's health.
            healthy = answered or reply.code in ("cut-off", "no-answer", "status-400", "status-422")
            self._in_a_row = 0 if healthy else self._in_a_row + 1


def _answers(work: _Work, questions: list[Question]) -> Iterator[tuple[Question, Reply]]:
    """The replies to questions as they come in, from a loop in a thread of its own."""
    if not questions:
        return
    done: queue.SimpleQueue[tuple[Question, Reply] | BaseException] = queue.SimpleQueue()
    loop = asyncio.new_event_loop()
    task = loop.create_task(work(questions, lambda question, reply: done.put((question, reply))))

    def run() -> None:
        try:
            with suppress(asyncio.CancelledError):
                loop.run_until_complete(task)
        except BaseException as error:
            done.put(error)
        finally:
            loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        for _ in questions:
            item = done.get()
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(task.cancel)
        thread.join(timeout=10)
