"""The garbage collector rests while things are loaded that stay and while an article is read, and only then."""

import gc

import pytest

from ruammit import pipeline
from ruammit.examples import article_of
from ruammit.garbage import uncollected


def test_it_goes_on_afterwards_and_after_an_error() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), uncollected():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_one_that_is_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_rests_while_an_article_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    met = []
    monkeypatch.setitem(pipeline.STAGES, "percent", lambda _: met.append(gc.isenabled()) or [])
    for lang in ("th", "vi"):
        pipeline.analyse_until(article_of("5%", lang), "percent")
        assert gc.isenabled()
    assert met == [False, False]
