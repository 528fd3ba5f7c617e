"""Words of every locale: complete, and one for every code of the schema."""

import re
import string
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruammit import schema
from ruammit.dataset.views import VIEWS
from ruammit.errors import RuammitError
from ruammit.exports.tables import TABLES, flat_names
from ruammit.ontology.model import ontology
from ruammit.views.labels import FILES, LOCALES, labels
from ruammit.views.overview import OVERVIEW

WORDS: dict[str, dict[str, dict[str, str | dict[str, str]]]] = {}
for name in FILES:
    for group, words in tomllib.loads(resources.files("ruammit.views").joinpath(name).read_text("utf-8")).items():
        assert not WORDS.get(group, {}).keys() & words.keys()
        WORDS.setdefault(group, {}).update(words)
ENUMERATIONS = {
    "kinds": schema.RecordKind,
    "statuses": schema.Status,
    "roles": schema.Role,
    "sectors": schema.Sector,
    "measures": schema.Measure,
    "modifiers": schema.Modifier,
    "changes": schema.Change,
    "percent-units": schema.PercentUnit,
    "calendars": schema.Calendar,
    "granularities": schema.Granularity,
    "types": schema.EntityType,
}


def forms(group: str, code: str, locale: str) -> list[str]:
    form = WORDS[group][code][locale]
    return [form] if isinstance(form, str) else list(form.values())


def entries() -> Iterator[tuple[str, str]]:
    yield from ((group, code) for group, codes in WORDS.items() for code in codes)


def fields(form: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(form) if name}


@pytest.mark.parametrize(("group", "enumeration"), ENUMERATIONS.items())
def test_every_code_of_the_schema_has_words(group: str, enumeration: type) -> None:
    assert set(WORDS[group]) == {member.value for member in enumeration}


def test_every_unit_that_is_counted_has_words() -> None:
    units = {unit for kind in ontology().kinds.values() for unit in kind.units}
    assert units <= set(WORDS["counts"])


def test_every_flag_of_the_contract_has_words() -> None:
    contract = (Path(__file__).parents[2] / "docs" / "contract.md").read_text(encoding="utf-8")
    table = contract[contract.index("### Flags") :].partition("\n## ")[0]
    codes = set(re.findall(r"^\| `([a-z0-9-]+)` \|", table, re.MULTILINE)) - {"code"}
    assert codes == set(WORDS["flags"])


@pytest.mark.parametrize(("group", "code"), list(entries()))
def test_every_word_is_there_in_every_locale_with_the_same_values(group: str, code: str) -> None:
    assert set(WORDS[group][code]) == set(LOCALES)
    values = [fields(form) for locale in LOCALES for form in forms(group, code, locale)]
    assert all(value == values[0] for value in values)
    assert all(form.strip() == form and form for locale in LOCALES for form in forms(group, code, locale))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("group", ["kinds", "statuses", "roles", "sectors", "measures"])
def test_two_codes_of_a_group_have_two_names(group: str, locale: str) -> None:
    names = labels(locale).words(group)
    assert len(set(names.values())) == len(names)


def test_words_of_the_three_locales() -> None:
    assert [labels(locale).word("kinds", "trade") for locale in LOCALES] == ["trade", "การค้า", "thương mại"]
    assert [labels(locale).country("BE") for locale in LOCALES] == ["Belgium", "เบลเยียม", "Bỉ"]
    assert labels("th").counted(Decimal(12), "aircraft") == "เครื่องบิน 12 ลำ"
    assert labels("vi").counted(Decimal(12000), "tonne") == "12.000 tấn"
    assert labels().counted(Decimal(1), "project") == "1 project"
    assert labels().counted(Decimal(8), "project") == "8 projects"


def test_round_numbers_are_said_as_people_do() -> None:
    assert [labels("en").round_number(power) for power in (0, 6, 8, 9)] == ["1", "1M", "100M", "1B"]
    assert [labels("th").round_number(power) for power in (0, 6, 8, 9)] == ["1", "1 ล้าน", "100 ล้าน", "1 พันล้าน"]
    assert [labels("vi").round_number(power) for power in (0, 6, 8, 12)] == ["1", "1 triệu", "100 triệu", "1 nghìn tỷ"]


def test_what_has_no_word_keeps_its_code() -> None:
    assert labels("vi").word("kinds", "barter") == "barter"
    assert labels("vi").counted(Decimal(3), "satellite") == "3 satellite"
    assert labels("vi").country("ZZZ") == "ZZZ"


def test_a_locale_without_words_is_refused() -> None:
    with pytest.raises(RuammitError, match="use one of en, th, vi"):
        labels("lo")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**40), max_value=10**40))
def test_a_number_keeps_every_digit(value: Decimal) -> None:
    english, vietnamese = labels("en").number(value), labels("vi").number(value)
    assert Decimal(english.replace(",", "")) == value
    assert vietnamese.translate(str.maketrans(",.", ".,")) == english


def test_every_meaning_is_that_of_a_column() -> None:
    names = {name for view in TABLES if view in VIEWS for name in flat_names(view)} | set(OVERVIEW)
    for code in WORDS["meanings"]:
        table, _, column = code.rpartition(".")
        assert column in names
        assert not table or column in (OVERVIEW if table == "overview" else flat_names(table))
