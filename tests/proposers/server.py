"""A chat-completions endpoint on this machine, which answers as it is told to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Request = dict[str, Any]
Behaviour = Callable[[BaseHTTPRequestHandler, Request], None]


@dataclass
class Endpoint:
    """Where the server listens, and what it was asked."""

    url: str
    requests: list[Request] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


def completion(text: str, *, finish: str = "stop", tokens: int = 100) -> bytes:
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text}}
    usage = {"prompt_tokens": tokens, "completion_tokens": 10, "total_tokens": tokens + 10}
    body = {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice], "usage": usage}
    return json.dumps(body).encode()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def saying(text: str, **how: Any) -> Behaviour:
    """Answers every question with the text."""
    return lambda handler, _: send(handler, completion(text, **how))


def failing(status: int, message: str = "no", **headers: str) -> Behaviour:
    body = json.dumps({"error": {"message": message}}).encode()
    return lambda handler, _: send(handler, body, status, **headers)


def half(handler: BaseHTTPRequestHandler, _: Request) -> None:
    """Sends the first half of an answer, and hangs up."""
    body = completion('{"records": []}')
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])
    handler.close_connection = True


def dropping(handler: BaseHTTPRequestHandler, _: Request) -> None:
    """Closes the connection without a word."""
    handler.close_connection = True


def replaying(replies: dict[str, str], key: Callable[[Request], str]) -> Behaviour:
    """Answers each question with its recorded reply."""
    return lambda handler, request: send(handler, completion(replies[key(request)]))


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[Endpoint]:
    """The endpoint, while the context lasts. A behaviour may wait for `handler.server.ended`."""
    endpoint = Endpoint("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            endpoint.requests.append(request)
            endpoint.headers.append({name.lower(): value for name, value in self.headers.items()})
            behaviour(self, request)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.ended = threading.Event()  # type: ignore[attr-defined]
        endpoint.url = f"http://127.0.0.1:{server.server_port}/v1"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield endpoint
        finally:
            server.ended.set()  # type: ignore[attr-defined]
            server.shutdown()
            thread.join()


def hanging(handler: BaseHTTPRequestHandler, _: Request) -> None:
    """Says nothing until the server ends."""
    handler.server.ended.wait()  # type: ignore[attr-defined]
    handler.close_connection = True
