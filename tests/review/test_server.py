"""The server answers its own page on this machine, and nobody else."""

import http.client
import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from hazards import warm

import ruammit
from ruammit.engines.run import extract_to
from ruammit.review.server import listener, serve
from ruammit.review.session import Session

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page that a thread of this process serves."""
    import uvicorn

    from ruammit.review.server import application

    folder = tmp_path_factory.mktemp("server")
    extract_to([str(CORPUS / "vi-can-tho-oda-loan.txt")], str(folder / "out"), engine=warm)
    session = Session(ruammit.open(folder / "out"), str(folder / "out"), "lan")
    bound = listener(0)
    server = uvicorn.Server(uvicorn.Config(application(session, "secret"), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    yield f"http://127.0.0.1:{bound.getsockname()[1]}/secret/"
    server.should_exit = True
    thread.join()
    bound.close()


def ask(url: str, data: object = None, **headers: str) -> tuple[int, str, dict[str, str]]:
    body = None if data is None else data if isinstance(data, bytes) else json.dumps(data).encode()
    request = urllib.request.Request(url, body, {name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), dict(error.headers)


def test_the_page_may_load_nothing_but_its_own_files(address: str) -> None:
    status, html, headers = ask(address)
    assert status == 200
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'")
    assert "unsafe" not in policy
    assert "<script>" not in html
    for name in ("review.js", "page.js", "text.js", "form.js", "review.css", "article.css"):
        status, text, _ = ask(f"{address}assets/{name}")
        assert status == 200
        assert "://" not in text
    assert ask(f"{address}assets/words.toml")[0] == 404


@pytest.mark.parametrize("path", ["", "secre", "wrong/", "wrong/queue", "secret/../queue"])
def test_without_the_token_there_is_nothing(address: str, path: str) -> None:
    assert ask(address.removesuffix("secret/") + path)[0] == 404


def test_other_hosts_pages_and_kinds_of_requests_are_refused(address: str) -> None:
    json_type = "application/json"
    assert ask(address, Host="evil.example")[0] == 400
    assert ask(f"{address}act", {}, Content_Type=json_type, Origin="http://evil.example")[0] == 403
    assert ask(f"{address}act", {}, Content_Type="text/plain")[0] == 403
    assert ask(f"{address}act", b"{", Content_Type=json_type)[0] == 422
    assert ask(f"{address}act", {"article": "none"}, Content_Type=json_type)[0] == 422
    assert ask(f"{address}act", [1], Content_Type=json_type)[0] == 422
    assert ask(f"{address}queue?offset=x")[0] == 422


def test_a_change_that_is_too_long_is_refused_before_it_is_read(address: str) -> None:
    place = urllib.parse.urlsplit(address)
    connection = http.client.HTTPConnection(place.netloc)
    connection.putrequest("POST", f"{place.path}act")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", "2000000")
    connection.endheaders()
    assert connection.getresponse().status == 403
    connection.close()


def test_the_page_speaks_three_languages(address: str) -> None:
    titles = {
        json.loads(ask(f"{address}about?lang={lang}")[1])["words"]["page"]["title"] for lang in ("en", "th", "vi")
    }
    assert len(titles) == 3
    assert json.loads(ask(f"{address}about?lang=xx")[1])["words"]["lang"] == "en"


def test_a_port_that_is_taken_is_an_error(address: str) -> None:
    with pytest.raises(OSError, match="use"):
        serve(None, int(address.split(":")[2].split("/")[0]), print)  # type: ignore[arg-type]
