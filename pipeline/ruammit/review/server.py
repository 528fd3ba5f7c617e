"""The page's server: loopback only, one process, one reviewer; every address begins with a token that nobody can guess.

Requests with another Host than this machine's are refused (no page of another site can reach it by a name of its own),
and so are changes that do not come as JSON from the page itself. The page may load nothing but its own files.
"""

from __future__ import annotations

import secrets
import socket
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from importlib import resources
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from ruammit.errors import RuammitError
from ruammit.review.queue import PAGE, Filters
from ruammit.review.session import Session
from ruammit.review.words import page_words
from ruammit.schema import Measure, Modifier, RecordKind, Role, Sector, Status
from ruammit.text.visible import json_text

__all__ = ["HOST", "application", "listener", "serve"]

HOST = "127.0.0.1"
MOST_BYTES = 1_000_000
"""Of a request: a form is a few thousand bytes."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_ASSETS = {
    "article.css": "text/css",
    "review.css": "text/css",
    "review.js": "text/javascript",
    "page.js": "text/javascript",
    "text.js": "text/javascript",
    "form.js": "text/javascript",
}
_VOCABULARY = {
    "kind": RecordKind,
    "status": Status,
    "role": Role,
    "sector": Sector,
    "measure": Measure,
    "modifier": Modifier,
}


class _Guard:
    """Adds the headers to every answer, and refuses changes that do not come from the page as JSON."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)

        async def sent(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_RAW_HEADERS]
            await send(message)

        if request.method not in {"GET", "HEAD"} and (why := _refusal(request)):
            await PlainTextResponse(why, 403)(scope, receive, sent)
            return
        await self.app(scope, receive, sent)


_RAW_HEADERS = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]


def _refusal(request: Request) -> str | None:
    """Why a change is refused; None: it may be made."""
    origin = request.headers.get("origin")
    if origin is not None and origin != f"http://{request.headers.get('host')}":
        return "this comes from another page"
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return "changes are JSON"
    if int(request.headers.get("content-length") or MOST_BYTES + 1) > MOST_BYTES:
        return "this is too long"
    return None


def application(session: Session, token: str) -> Starlette:
    """The page as an ASGI application.

    Args:
        session: the reviewer and the dataset.
        token: what every address begins with.
    """

    def page(_: Request) -> Response:
        return Response(_asset("review.html"), media_type="text/html")

    def asset(request: Request) -> Response:
        name = request.path_params["name"]
        return Response(_asset(name), media_type=_ASSETS[name]) if name in _ASSETS else _not_found()

    def about(request: Request) -> Response:
        words = page_words(request.query_params.get("lang", "en"))
        return _json(
            {
                "reviewer": session.reviewer,
                "dataset": session.location,
                "words": words,
                "vocabulary": {name: [str(value) for value in values] for name, values in _VOCABULARY.items()},
                "facets": session.queue.facets(),
                "damaged": [str(line) for line in session.reviews.damaged],
            }
        )

    def queue(request: Request) -> Response:
        asked = request.query_params
        names = ("show", "query", "kind", "lang", "country", "reason")
        filters = Filters(**{name: asked[name] for name in names if asked.get(name)})
        offset = max(0, int(asked.get("offset", 0)))
        return _json(session.page(filters, offset, PAGE))

    def article(request: Request) -> Response:
        return _json(session.article(request.query_params["id"], request.query_params.get("lang", "en")))

    routes = [
        Route("/", page),
        Route("/assets/{name}", asset),
        Route("/about", _answered(about)),
        Route("/queue", _answered(queue)),
        Route("/article", _answered(article)),
        Route("/read", _posted(session.read), methods=["POST"]),
        Route("/act", _posted(session.act), methods=["POST"]),
    ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> Any:
        yield
        session.close()

    return Starlette(
        routes=[Mount(f"/{token}", routes=routes)],
        middleware=[Middleware(_Guard), Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])],
        lifespan=lifespan,
    )


def _asset(name: str) -> str:
    package = "ruammit.views" if name == "article.css" else "ruammit.review"  # articles look the same in every view
    return resources.files(package).joinpath("assets", name).read_text(encoding="utf-8")


def _json(data: Any) -> Response:
    return Response(json_text(data), media_type="application/json")


def _not_found() -> Response:
    return PlainTextResponse("not found", 404)


def _answered(answer: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """The answer, or what is wrong with what was asked for, told in JSON."""

    async def found(request: Request) -> Response:
        return await _told(lambda: answer(request))

    return found


def _posted(do: Callable[[Any], Any]) -> Callable[[Request], Awaitable[Response]]:
    async def found(request: Request) -> Response:
        try:
            data = await request.json()
        except ValueError:
            return _trouble("this is not JSON")
        return await _told(lambda: _json(do(data)))

    return found


async def _told(answer: Callable[[], Response]) -> Response:
    try:
        return await run_in_threadpool(answer)
    except RuammitError as error:
        return _trouble(str(error))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return _trouble(f"this request makes no sense: {type(error).__name__}: {error}")


def _trouble(why: str) -> Response:
    return JSONResponse({"error": why}, 422)


def listener(port: int) -> socket.socket:
    """A socket that listens on this machine alone; port 0: any that is free.

    Raises:
        OSError: the port is taken.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HOST, port))
        found.listen()
    except OSError:
        found.close()
        raise
    return found


def serve(session: Session, port: int, ready: Callable[[str], None]) -> None:
    """Serve the page until the program is told to end.

    Args:
        session: the reviewer and the dataset.
        port: the port; 0: any that is free.
        ready: is told the page's address once the server listens.

    Raises:
        OSError: the port is taken.
    """
    import uvicorn

    token = secrets.token_urlsafe(24)
    with listener(port) as bound:
        address = f"http://{HOST}:{bound.getsockname()[1]}/{token}/"

        class Server(uvicorn.Server):
            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets)
                ready(address)

        config = uvicorn.Config(
            application(session, token), log_level="warning", access_log=False, server_header=False, ws="none"
        )
        Server(config).run(sockets=[bound])
