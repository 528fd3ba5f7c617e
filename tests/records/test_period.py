from collections.abc import Callable

import pytest

from ruammit.analysis import Analysis
from ruammit.records.finder import considered, find_records
from ruammit.records.period import period_options
from ruammit.records.scene import Scene
from ruammit.records.sides import Sides
from ruammit.schema import RecordKind

Analysed = Callable[..., Analysis]


def test_without_a_trained_model_the_period_is_what_the_rules_chose(
    analysed: Analysed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ruammit.records.period.trained", lambda _: False)
    analysis = analysed("Ngày 9/11/2018, Việt Nam và Lào ký hiệp định thương mại.", "vi")
    (record,) = find_records(analysis)
    assert (record.start, record.end) == ("2018-11-09", "2018-11-09")
    assert record.period is not None
    assert record.period.via == "sentence"


def test_every_date_around_a_clause_is_an_option_once(analysed: Analysed) -> None:
    text = (
        "Năm 2017, kim ngạch đạt 2 tỷ USD so với năm 2016. "
        "Ngày 9/11/2018, Việt Nam và Lào ký hiệp định thương mại giữa hai nước từ ngày 1/1/2019."
    )
    scene = Scene(analysed(text, "vi"))
    candidate = next(c for c in considered(scene, Sides(scene)) if c.kind is RecordKind.AGREEMENT)
    options = period_options(scene, candidate)
    assert len({option.date.start for option in options}) == len(options)
    told = {option.date.value.start: option.where for option in options}
    assert told["2018-11-09"] in {"clause", "before"}
    assert told["2017-01-01"] == "previous"
    assert "2016-01-01" not in told
    (late,) = [option for option in options if option.date.value.start == "2019-01-01"]
    assert late.features["since"] == 1.0
