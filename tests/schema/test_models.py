"""The contract: the models, and the JSON Schemas that are generated from them."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from ruammit.pipeline import extract_article
from ruammit.readers.articles import furnished
from ruammit.schema import Amount, DateMention, Extraction, Measure, Money, Record, Share, Span, plain_decimal
from ruammit.schema.json_schema import json_schemas

SCHEMAS = Path(__file__).parents[2] / "schemas"


def test_the_schemas_on_disk_are_those_of_the_models() -> None:
    on_disk = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
    assert on_disk == json_schemas(), "run `make schemas`"


def test_every_field_of_the_contract_is_in_its_schema() -> None:
    schema = json_schemas()["extraction.schema.json"]
    assert set(schema["properties"]) == set(Extraction.model_fields)
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Money"]["properties"]["amount"]["type"] == "string"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("758500000.0", "758500000"),
        ("1E+12", "1000000000000"),
        ("0.50", "0.5"),
        ("0.0", "0"),
        ("-1.10", "-1.1"),
        ("100", "100"),
    ],
)
def test_decimals_are_written_plainly(value: str, written: str) -> None:
    assert plain_decimal(Decimal(value)) == written
    money = Money(start_char=0, end_char=1, quote="1", rule="r", amount=Decimal(value), currency="USD")
    assert json.loads(money.model_dump_json())["amount"] == written


def test_no_field_is_unknown_and_none_can_be_changed() -> None:
    with pytest.raises(ValidationError, match="extra"):
        Span(start_char=0, end_char=1, colour="red")  # type: ignore[call-arg]
    with pytest.raises(ValidationError, match="frozen"):
        Span(start_char=0, end_char=1).start_char = 2  # type: ignore[misc]
    with pytest.raises(ValidationError, match="must end after"):
        Span(start_char=3, end_char=3)


def test_a_date_ends_after_it_starts_and_may_lack_its_year() -> None:
    common = {"start_char": 0, "end_char": 4, "quote": "19/1", "rule": "r", "edtf": "XXXX-11-19", "granularity": "day"}
    assert DateMention(start="XXXX-11-19", end="XXXX-11-19", **common).end == "XXXX-11-19"
    with pytest.raises(ValidationError, match="must not end"):
        DateMention(start="2025-02-02", end="2025-02-01", **common)
    with pytest.raises(ValidationError):
        DateMention(start="2025-13-02", end="2025-13-02", **common)


def test_a_share_over_100_is_flagged() -> None:
    common = {
        "id": "0" * 16,
        "kind": "trade",
        "status": "done",
        "parties": [{"name": "a", "canonical": "a"}],
        "quote": "a",
        "evidence": [{"start_char": 0, "end_char": 1}],
        "rule": "r",
        "shares": [Share(value=Decimal(120))],
    }
    with pytest.raises(ValidationError, match="share-over-100"):
        Record(**common)
    assert Record(**common, flags=[{"code": "share-over-100", "message": "more than all"}]).shares[0].value == 120


def test_amounts_never_pass_through_floats() -> None:
    amount = Amount(value=Decimal("0.1") + Decimal("0.2"), currency="USD", measure=Measure.OTHER)
    assert json.loads(amount.model_dump_json())["value"] == "0.3"


TEXT = "ไทยและเบลเยียมลงนามบันทึกความเข้าใจ มูลค่า 12.5 ล้านดอลลาร์สหรัฐ ในปี 2567"


def test_an_extraction_survives_json() -> None:
    found = extract_article(furnished(TEXT, "th"))
    assert found.money
    assert Extraction.model_validate_json(found.model_dump_json()) == found


def test_an_extraction_whose_quote_stands_elsewhere_is_refused() -> None:
    found = extract_article(furnished(TEXT, "th"))
    with pytest.raises(ValidationError, match="does not stand at"):
        Extraction.model_validate(dict(found) | {"text": " " + TEXT})
