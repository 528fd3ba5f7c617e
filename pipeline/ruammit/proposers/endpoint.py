"""An endpoint that speaks the chat-completions protocol: one question, one reply, whatever it does."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from types import ModuleType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ruammit.errors import RuammitError
from ruammit.proposers.answer import answer_schema
from ruammit.proposers.question import Question
from ruammit.proposers.replies import Reply
from ruammit.text.visible import visible_line

if TYPE_CHECKING:
    import openai

__all__ = ["KEY", "Endpoint", "checked_url"]

KEY = "RUAMMIT_LLM_KEY"
"""The environment variable that holds the endpoint's key: of its own, so that no other service's key is sent to it."""
LONGEST_ANSWER = 8_192
"""Tokens of an answer: three times what fifteen records take in Thai."""
PATIENCE = 2
"""How many times the timeout a question may take with all its retries, beyond the timeouts of the tries themselves."""
LONGEST_MESSAGE = 300
"""Characters of an endpoint's own message that are kept."""
LONGEST_REPLY = 400_000
"""Characters of a reply that is read."""
_FORMAT = {
    "type": "json_schema",
    "json_schema": {"name": "records", "strict": True, "schema": answer_schema()},
}
_NEVER_CONNECTED = frozenset({"ConnectError", "ConnectTimeout", "UnsupportedProtocol"})
"""Errors of the HTTP client for a connection that never came about."""
_WAYS: tuple[dict[str, Any], ...] = (
    {"response_format": _FORMAT, "temperature": 0, "max_tokens": LONGEST_ANSWER},
    {"response_format": _FORMAT, "max_completion_tokens": LONGEST_ANSWER},
    {"temperature": 0, "max_tokens": LONGEST_ANSWER},
    {},
)
"""How to ask, the best first: what an endpoint refuses with 400 or 422 is then asked more plainly."""


def checked_url(url: str) -> str:
    """The URL of an endpoint.

    Raises:
        RuammitError: it is none, or holds a key or password.
    """
    cure = "write http://HOST:PORT/v1, as the server prints it"
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if host is None or parts.scheme not in ("http", "https"):
        raise RuammitError("no address of an endpoint", where=url, cure=cure)
    if parts.username or parts.password or parts.query or parts.fragment:
        raise RuammitError("the address holds more than an address", where=host, cure=f"give a key in {KEY}; {cure}")
    return url


def client_library() -> ModuleType:
    """The library that speaks the protocol.

    Raises:
        RuammitError: the extra `llm` is not installed.
    """
    try:
        import openai
        import rapidfuzz  # noqa: F401 - what checks the replies needs it
    except ImportError:
        cure = "install it: pip install 'ruammit[llm]'"
        raise RuammitError("a second reader needs the extra llm", cure=cure) from None
    return openai


class Endpoint:
    """Asks one model of one endpoint.

    Args:
        url: the base of its API, such as `http://localhost:11434/v1`.
        model: the model's name.
        timeout: seconds that one try may take.
        retries: tries after the first one, with growing pauses, where the endpoint is busy, fails or does not answer.

    Raises:
        RuammitError: the extra `llm` is not installed, or the URL is none.
    """

    def __init__(self, url: str, model: str, *, timeout: float, retries: int) -> None:
        self.model = model
        self._openai = client_library()
        self._url, self._timeout, self._retries = checked_url(url), timeout, retries
        self._key = os.environ.get(KEY, "")
        self._way = 0

    def client(self) -> openai.AsyncOpenAI:
        """A client for one event loop."""
        made: openai.AsyncOpenAI = self._openai.AsyncOpenAI(
            api_key=self._key or "none",
            base_url=self._url,
            timeout=self._timeout,
            max_retries=self._retries,
            http_client=self._openai.DefaultAsyncHttpxClient(follow_redirects=False),
        )
        # The client takes these from the environment of another service.
        made.organization = made.project = made.admin_api_key = None
        return made

    async def ask(self, client: openai.AsyncOpenAI, question: Question) -> Reply:
        """The reply to a question, or the reason why there is none; raises nothing."""
        try:
            async with asyncio.timeout(self._timeout * (self._retries + 1 + PATIENCE)):
                return await self._asked(client, question)
        except TimeoutError:
            return Reply(None, "timeout", "the endpoint did not answer in time")
        except self._openai.APITimeoutError:
            return Reply(None, "timeout", f"the endpoint did not answer in {self._timeout:g} seconds")
        except self._openai.APIStatusError as error:
            return Reply(None, f"status-{error.status_code}", self._told(f"the endpoint answered {error}"))
        except self._openai.APIConnectionError as error:
            cause = error.__cause__ or error
            never = type(cause).__name__ in _NEVER_CONNECTED
            code, what = (
                ("unreachable", "cannot be reached") if never else ("connection-lost", "broke the connection off")
            )
            return Reply(None, code, self._told(f"the endpoint {what}: {type(cause).__name__}: {cause}"))
        except Exception as error:  # nonsense of whatever kind costs this question only
            told = f"the endpoint answered nonsense: {type(error).__name__}: {error}"
            return Reply(None, "nonsense", self._told(told))

    async def _asked(self, client: openai.AsyncOpenAI, question: Question) -> Reply:
        refused = (self._openai.BadRequestError, self._openai.UnprocessableEntityError)
        for way in range(self._way, len(_WAYS)):
            try:
                completion = await client.chat.completions.create(
                    model=self.model, messages=_messages(question, "response_format" in _WAYS[way]), **_WAYS[way]
                )
            except refused:
                if way == len(_WAYS) - 1:  # this question is refused however it is asked
                    raise
                continue
            self._way = max(self._way, way)
            return _reply(completion)
        raise AssertionError

    def _told(self, message: str) -> str:
        """What an endpoint says, in one line, without the key, which some repeat."""
        told = message.replace(self._key, "***") if self._key else message
        return visible_line(" ".join(told.split()))[:LONGEST_MESSAGE]


def _messages(question: Question, schema_apart: bool) -> Any:
    system = question.system
    if not schema_apart:
        import json

        system += "\n\nJSON Schema:\n" + json.dumps(answer_schema(), separators=(",", ":"))
    return [{"role": "system", "content": system}, {"role": "user", "content": question.user}]


def _reply(completion: Any) -> Reply:
    """The text of a completion, as far as it is one."""
    choices = getattr(completion, "choices", None)
    if not choices:
        return Reply(None, "no-answer", "the endpoint sent no answer")
    text = choices[0].message.content
    prompt = answer = 0
    with suppress(AttributeError, TypeError):
        prompt, answer = int(completion.usage.prompt_tokens), int(completion.usage.completion_tokens)
    if not isinstance(text, str) or not text.strip():
        return Reply(None, "no-answer", "the endpoint sent no answer", prompt, answer)
    if choices[0].finish_reason == "length":
        return Reply(None, "cut-off", "the answer was cut off", prompt, answer)
    return Reply(text[:LONGEST_REPLY], prompt_tokens=prompt, answer_tokens=answer)
