"""A run with a second reader: recorded replies from a server on this machine, and all that an endpoint can do wrong."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import hazards
import pytest
from commands import run as command
from recorded import answers, asked, recordings
from server import (
    Behaviour,
    Request,
    dropping,
    failing,
    half,
    hanging,
    replaying,
    saying,
    serving,
)
from test_reader import grounded

import ruammit
from ruammit.engines.options import Options
from ruammit.engines.run import extract_to
from ruammit.engines.summary import Summary
from ruammit.errors import RuammitError
from ruammit.proposers import ChatReader
from ruammit.proposers.asking import GIVE_UP, Asker, Asking
from ruammit.proposers.endpoint import KEY, checked_url
from ruammit.proposers.replies import Replies
from ruammit.readers.articles import iter_articles
from ruammit.schema import Article

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"
TEXT = "Ngày 4/11/2024, Việt Nam và Lào ký biên bản ghi nhớ về năng lượng gió, trị giá 3 triệu USD."
EMPTY = '{"records": []}'


def articles() -> list[Article]:
    return [item for item in iter_articles([CORPUS]) if isinstance(item, Article)]


@pytest.fixture(scope="module")
def replies() -> dict[str, str]:
    """User message to the recorded reply, for every article of the corpus."""
    made = answers(articles(), recordings("corpus.jsonl"))
    return {q.user: made[q.hash] for article in articles() for q in asked(article)[2]}


def user(request: Request) -> str:
    text: str = request["messages"][1]["content"]
    return text


def run(folder: Path, out: Path, asking: Asking, options: Options | None = None) -> Summary:
    return extract_to([folder], out, engine=hazards.warm, options=options, asking=asking)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "one.txt").write_text(TEXT, encoding="utf-8")
    return made


def test_a_run_is_kept_resumed_and_can_be_audited(tmp_path: Path, replies: dict[str, str]) -> None:
    out = tmp_path / "out"
    with serving(replaying(replies, user)) as endpoint:
        first = run(CORPUS, out, Asking(endpoint.url, "strong"))
        assert first.questions == len(endpoint.requests) == len(replies)
        assert (first.unread, first.kept) == (0, 0)
        assert first.tokens == 110 * len(replies)
        again = run(CORPUS, out, Asking(endpoint.url, "strong"))
        assert (again.extracted, again.questions) == (0, 0)
        anew = run(CORPUS, out, Asking(endpoint.url, "strong"), Options(reextract=True))
        assert (anew.extracted, anew.kept) == (first.extracted, first.questions)
        assert len(endpoint.requests) == first.questions
        other = run(CORPUS, out, Asking(endpoint.url, "other"))
        assert other.questions - other.kept == first.questions
    dataset = ruammit.open(out)
    found = list(dataset)
    for extraction in found:
        grounded(extraction)
        assert extraction.reader
        assert extraction.reader.startswith("other@")
    readers = {reader for x in found for record in x.records for reader in record.readers}
    assert readers == {"rules", "other"}
    assert len(dataset.refused()) == other.refused
    kept = Replies(out / "replies.sqlite", "strong")
    questions = [question for article in articles() for question in asked(article)[2]]
    assert {q.hash: replies[q.user] for q in questions} == {
        key: reply.text for key, reply in kept.known(questions).items()
    }


def test_a_dataset_made_without_a_reader_is_read_anew_with_one(tmp_path: Path, folder: Path) -> None:
    extract_to([folder], tmp_path / "out", engine=hazards.warm)
    with serving(saying(EMPTY)) as endpoint:
        asking = Asking(endpoint.url, "m")
        assert run(folder, tmp_path / "out", asking).extracted == 1
        assert run(folder, tmp_path / "out", asking).unchanged == 1


def test_ruammit_extract_and_extract_all_take_a_reader(replies: dict[str, str]) -> None:
    with serving(replaying(replies, user)) as endpoint:
        reader = ChatReader(endpoint.url, "strong")
        article = CORPUS / "vi-can-tho-khon-kaen.txt"
        one = ruammit.extract(article, reader=reader)
        assert any("strong" in record.readers for record in one.records)
        asked_before = len(endpoint.requests)
        found = {x.id: x for x in ruammit.extract_all(CORPUS, reader=reader)}
        assert found["vi-can-tho-khon-kaen"].records == one.records
        assert len(endpoint.requests) - asked_before == len(replies) - 1
        reader.close()
        with pytest.raises(RuammitError, match="one process"):
            list(ruammit.extract_all(CORPUS, reader=reader, workers=2))


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [
        (failing(500), "status-500"),
        (failing(429), "status-429"),
        (failing(400), "status-400"),
        (failing(307, Location="http://192.0.2.1/v1/chat/completions"), "status-307"),
        (hanging, "timeout"),
        (half, "connection-lost"),
        (dropping, "connection-lost"),
        (saying(""), "no-answer"),
        (saying('{"records": [', finish="length"), "cut-off"),
        (lambda handler, _: handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nblah"), None),
    ],
    ids=["500", "429", "400", "redirect", "hangs", "half", "drops", "empty", "cut-off", "nonsense"],
)
def test_an_endpoint_that_fails_costs_the_second_reader_only(
    tmp_path: Path, folder: Path, behaviour: Behaviour, code: str | None
) -> None:
    with serving(behaviour) as endpoint:
        patience = 0.3 if behaviour is hanging else 60.0  # seconds; on a busy machine the others take their time
        summary = run(folder, tmp_path / "out", Asking(endpoint.url, "m", timeout=patience, retries=0))
        assert (summary.extracted, summary.unread, summary.set_aside) == (1, 1, 0)
        (found,) = ruammit.open(tmp_path / "out")
        assert next(one.code for one in found.refused) == code or code is None
        assert all(one.message for one in found.refused)
        assert len(found.refused) == 1
        assert [flag.code for flag in found.flags] == ["second-reader"]
        assert found.records == ruammit.extract(folder / "one.txt").records
    with serving(saying(EMPTY)) as endpoint:  # the next run asks again
        summary = run(folder, tmp_path / "out", Asking(endpoint.url, "m"))
        assert (summary.extracted, summary.unread, len(endpoint.requests)) == (1, 0, 1)


@pytest.mark.parametrize(
    "behaviour", [failing(401), failing(403), failing(404), None], ids=["401", "403", "404", "down"]
)
def test_an_endpoint_that_gives_no_service_is_one_error(
    tmp_path: Path, folder: Path, behaviour: Behaviour | None
) -> None:
    with serving(behaviour or saying(EMPTY)) as endpoint:
        if behaviour is not None:
            with pytest.raises(RuammitError, match="the second reader gives no answer: the endpoint answered"):
                run(folder, tmp_path / "out", Asking(endpoint.url, "m", retries=0))
    if behaviour is None:  # the server has ended
        done = command("extract", folder, "-o", tmp_path / "out", "--reader", "llm", "--llm-url", endpoint.url,
                   "--llm-model", "m", "--llm-retries", "0", "--workers", "1", "--quiet")  # fmt: skip
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(
            f"ruammit: {endpoint.url}: the second reader gives no answer: the endpoint cannot be reached"
        )
        assert "start it" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    with serving(saying(EMPTY)) as endpoint:
        assert run(folder, tmp_path / "out", Asking(endpoint.url, "m")).extracted == 1


def test_an_endpoint_that_goes_away_costs_the_rest_the_second_reader_only(tmp_path: Path) -> None:
    for article in many(3):
        (tmp_path / f"{article.id}.txt").write_text(article.text, encoding="utf-8")
    left = [saying(EMPTY), failing(401), failing(401)]
    with serving(lambda handler, request: left.pop(0)(handler, request)) as endpoint:
        asking = Asking(endpoint.url, "m", concurrency=1, retries=0)
        summary = extract_to(
            sorted(tmp_path.glob("*.txt")),
            tmp_path / "out",
            engine=hazards.warm,
            chunk_bytes=1,
            asking=asking,
        )
    assert (summary.extracted, summary.unread, summary.refused) == (3, 2, 0)


def test_what_fails_for_a_while_is_tried_again(tmp_path: Path, folder: Path) -> None:
    left = [failing(429, Retry_After="1"), failing(503), saying(EMPTY)]
    with serving(lambda handler, request: left.pop(0)(handler, request)) as endpoint:
        summary = run(folder, tmp_path / "out", Asking(endpoint.url, "m", retries=3))
        assert (summary.unread, len(endpoint.requests)) == (0, 3)


def test_an_endpoint_that_knows_no_schema_is_asked_plainly(tmp_path: Path, folder: Path) -> None:
    def plain(handler: object, request: Request) -> None:
        (failing(400) if "response_format" in request else saying(EMPTY))(handler, request)  # type: ignore[arg-type]

    with serving(plain) as endpoint:
        assert run(folder, tmp_path / "out", Asking(endpoint.url, "m")).unread == 0
        assert "JSON Schema" in endpoint.requests[-1]["messages"][0]["content"]


def many(count: int) -> list[Article]:
    return [Article(id=str(n), lang="vi", text=TEXT.replace("4/11", f"{n + 1}/11")) for n in range(count)]


def questions(count: int) -> list:  # type: ignore[type-arg]
    return [question for article in many(count) for question in asked(article)[2]]


def test_an_endpoint_that_is_down_is_not_asked_for_ever() -> None:
    with serving(failing(500)) as endpoint:
        asker = Asker(Asking(endpoint.url, "m", concurrency=1, retries=0))
        found = asker.ask(questions(GIVE_UP + 5))
        assert len(endpoint.requests) == GIVE_UP
        assert [reply.code for reply in found.values()].count("endpoint-down") == 5


def test_a_budget_is_kept() -> None:
    with serving(saying(EMPTY, tokens=4_000)) as endpoint:
        asker = Asker(Asking(endpoint.url, "m", budget=12_000, concurrency=1))
        found = asker.ask(questions(10))
        assert 1 <= len(endpoint.requests) < 4
        assert asker.spent.tokens <= 12_000
        assert {reply.code for reply in found.values()} == {"", "budget"}
        none = Asker(Asking(endpoint.url, "m", budget=0)).ask(questions(1))
        assert [reply.code for reply in none.values()] == ["budget"]


def test_only_so_many_questions_are_under_way_at_a_time() -> None:
    under_way, most = [0], [0]

    def counting(handler: object, request: Request) -> None:
        under_way[0] += 1
        most[0] = max(most[0], under_way[0])
        under_way[0] -= 1
        saying(EMPTY)(handler, request)  # type: ignore[arg-type]

    with serving(counting) as endpoint:
        assert len(Asker(Asking(endpoint.url, "m", concurrency=3)).ask(questions(20))) == 20
        assert 1 <= most[0] <= 3


def test_a_key_goes_to_the_endpoint_and_nowhere_else(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY, "secret-key")
    monkeypatch.setenv("OPENAI_API_KEY", "of-another-service")
    monkeypatch.setenv("OPENAI_ORG_ID", "of-another-service")
    with serving(failing(401, "wrong key: secret-key")) as endpoint:
        with pytest.raises(RuammitError) as error:
            run(folder, tmp_path / "out", Asking(endpoint.url, "m", retries=0))
        assert "secret-key" not in str(error.value)
        assert endpoint.headers[0]["authorization"] == "Bearer secret-key"
        assert "of-another-service" not in json.dumps(endpoint.headers)
    with serving(saying(EMPTY)) as endpoint:
        run(folder, tmp_path / "out", Asking(endpoint.url, "m"))
    written = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert b"secret-key" not in written
    (found,) = ruammit.open(tmp_path / "out")
    assert found.reader


@pytest.mark.parametrize(
    "url",
    ["", "localhost:8080", "ftp://host/v1", "http://", "http://me:key@host/v1", "https://host/v1?key=1", "http://[::1"],
)
def test_an_address_that_is_none_or_holds_a_key_is_refused(url: str) -> None:
    with pytest.raises(RuammitError) as error:
        checked_url(url)
    assert "key@" not in str(error.value)


@pytest.mark.parametrize("how", [{"model": " "}, {"budget": -1}, {"concurrency": 0}, {"timeout": 0}, {"retries": -1}])
def test_numbers_that_make_no_sense_are_refused(how: dict[str, object]) -> None:
    with pytest.raises(RuammitError):
        replace(Asking("http://host/v1", "m"), **how)  # type: ignore[arg-type]


def test_a_file_of_replies_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_bytes(b"no database" * 200)
    with pytest.raises(RuammitError, match="cannot keep replies"):
        Replies(tmp_path / "x.sqlite", "m")


def test_an_engine_of_two_workers_reads_the_same(tmp_path: Path, replies: dict[str, str]) -> None:
    few = sorted(CORPUS.glob("vi-can-tho-*.txt"))
    with serving(replaying(replies, user)) as endpoint:
        asking = Asking(endpoint.url, "strong")
        extract_to(few, tmp_path / "out", engine=lambda _: hazards.kept(2), chunk_bytes=1, asking=asking)
        reader = ChatReader(endpoint.url, "strong")
        expected = [x.model_dump_json() for x in ruammit.extract_all(few, reader=reader)]
    assert sorted(x.model_dump_json() for x in ruammit.open(tmp_path / "out")) == sorted(expected)


def test_the_command_tells_what_was_asked_and_refused(tmp_path: Path, folder: Path) -> None:
    wrong = {"kind": "trade", "status": "done", "quote": "Việt Nam bán gạo sang Nga", "parties": []}
    with serving(saying(json.dumps({"records": [wrong]}))) as endpoint:
        done = command("extract", folder, "-o", tmp_path / "out", "--reader", "llm", "--llm-url", endpoint.url,
                   "--llm-model", "m", "--llm-budget", "100000", "--workers", "1")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "1 question (0 answered before), 110 tokens" in done.stdout
    assert "second reader: 1 claim refused" in done.stderr
    shown = command("query", tmp_path / "out", "select code, count(*) as n from refused group by code")
    assert "quote-not-found" in shown.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["--reader", "llm"],
        ["--reader", "llm", "--llm-url", "http://127.0.0.1:9/v1"],
        ["--llm-model", "m"],
        ["--reader", "llm", "--llm-url", "nowhere", "--llm-model", "m"],
    ],
)
def test_options_that_do_not_go_together_are_refused(tmp_path: Path, folder: Path, words: list[str]) -> None:
    done = command("extract", folder, "-o", tmp_path / "out", *words)
    assert done.returncode == 2
    assert "ruammit: " in done.stderr
    assert not (tmp_path / "out").exists()


def test_nothing_of_the_client_is_imported_without_the_flag(folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys, ruammit; ruammit.extract(sys.argv[1]);"
        "from ruammit.engines.run import extract_to; extract_to([sys.argv[1]], sys.argv[2], workers=1);"
        "print([m for m in sys.modules if m.split('.')[0] in ('openai', 'httpx', 'httpx2', 'rapidfuzz')"
        " or m.startswith('ruammit.proposers')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, folder / "one.txt", tmp_path / "out"], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_an_asker_can_be_used_where_a_loop_runs() -> None:
    """As in a notebook."""
    import asyncio

    async def inside() -> int:
        with serving(saying(EMPTY)) as endpoint:
            return len(Asker(Asking(endpoint.url, "m")).ask(questions(2)))

    with ThreadPoolExecutor(1) as pool:  # the browser of other tests has a loop in this thread
        assert pool.submit(asyncio.run, inside()).result() == 2
