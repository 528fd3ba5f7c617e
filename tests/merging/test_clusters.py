"""Merging: what meets across articles and languages, what stays apart, and that order does not matter."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruammit.merging.clusters import MOST_TELLINGS, Told, merge
from ruammit.schema import Record

VIETNAM = {"name": "Việt Nam", "canonical": "Vietnam", "country": "VN", "ref": "iso3166:VN"}
BELGIUM = {"name": "เบลเยียม", "canonical": "Belgium", "country": "BE", "ref": "iso3166:BE"}
HAI_PHONG = {"name": "ไฮฟอง", "canonical": "Hai Phong", "country": "VN", "ref": "geonames:1581298"}
DA_NANG = {"name": "Đà Nẵng", "canonical": "Da Nang", "country": "VN", "ref": "geonames:1583992"}
ANTWERP_UNI = {"name": "Đại học Antwerp", "canonical": "University of Antwerp", "country": "BE", "type": "ORG"}
MARITIME_UNI = {"name": "Đại học Hàng hải", "canonical": "Vietnam Maritime University", "country": "VN", "type": "ORG"}


def told(article: str, quote: str = "…", **slots: Any) -> Told:
    values: dict[str, Any] = {"kind": "trade", "status": "done", "parties": [HAI_PHONG, BELGIUM], **slots}
    number = abs(hash((article, quote, str(sorted(values.items(), key=str))))) % 16**16
    record = Record.model_validate(
        {
            "id": f"{number:016x}",
            "quote": quote,
            "evidence": [{"start_char": 0, "end_char": len(quote)}],
            "rule": "trade-export",
            **values,
        }
    )
    return Told(article, article[:2], None, record)


def money(value: str, measure: str = "export", currency: str = "USD") -> list[dict[str, str]]:
    return [{"value": value, "currency": currency, "measure": measure}]


YEAR = {"start": "2024-01-01", "end": "2024-12-31"}
DAY = {"start": "2025-11-03", "end": "2025-11-03"}


def test_the_same_figure_in_two_languages_is_one_record_with_both_sources() -> None:
    (one,) = merge([told("th-1", **YEAR, amounts=money("25000000")), told("vi-1", **YEAR, amounts=money("25000000"))])
    assert [source.article for source in one.sources] == ["th-1", "vi-1"]
    assert {source.lang for source in one.sources} == {"th", "vi"}
    assert one.differences == ()


def test_the_likeliest_source_names_the_subject() -> None:
    rice = {"start_char": 0, "end_char": 4, "quote": "ข้าว"}
    goods = {"start_char": 0, "end_char": 3, "quote": "gạo"}
    same = {**YEAR, "amounts": money("25000000")}
    sources = [
        told("th-1", **same, subject=rice, score=0.5),
        told("vi-1", **same, subject=goods, score=0.7),
        told("vi-2", **same, score=0.9),
    ]
    for order in (sources, sources[::-1]):
        (one,) = merge(order)
        assert (one.subject, one.score) == ("gạo", 0.9)
        assert [(source.score, source.subject and source.subject.quote) for source in one.sources] == [
            (0.5, "ข้าว"),
            (0.7, "gạo"),
            (0.9, None),
        ]


def test_a_rounded_amount_meets_and_the_difference_is_told() -> None:
    (one,) = merge([told("th-1", **YEAR, amounts=money("69700000")), told("vi-1", **YEAR, amounts=money("70000000"))])
    assert one.matched_by == ("amount",)
    assert len(one.amounts) == 2
    (difference,) = one.differences
    assert difference.slot == "amount:export:USD"
    assert {value.value: value.articles for value in difference.values} == {
        "69700000": ("th-1",),
        "70000000": ("vi-1",),
    }


def test_a_narrower_period_is_kept_and_the_difference_is_told() -> None:
    half = {"start": "2024-01-01", "end": "2024-10-31"}
    (one,) = merge([told("th-1", **YEAR, amounts=money("25000000")), told("vi-1", **half, amounts=money("25000000"))])
    assert (one.start, one.end) == ("2024-01-01", "2024-10-31")
    assert [difference.slot for difference in one.differences] == ["period"]


@pytest.mark.parametrize(
    "other",
    [
        {"parties": [DA_NANG, BELGIUM]},
        {"parties": [MARITIME_UNI, BELGIUM]},
        {"start": "2023-01-01", "end": "2023-12-31"},
        {"amounts": money("26000000")},
        {"amounts": money("25000000", "import")},
        {"amounts": money("25000000", "export", "EUR")},
        {"kind": "investment"},
        {"parties": [HAI_PHONG, {**BELGIUM, "country": "NL", "ref": "iso3166:NL", "canonical": "Netherlands"}]},
    ],
    ids=["city", "body", "year", "amount", "measure", "currency", "kind", "country"],
)
def test_near_misses_stay_apart(other: dict[str, Any]) -> None:
    first = {**YEAR, "amounts": money("25000000")}
    assert len(merge([told("th-1", **first), told("vi-1", **{**first, **other})])) == 2


def test_a_visit_on_the_same_day_is_one_and_on_another_day_is_not() -> None:
    visit = {"kind": "engagement", "parties": [VIETNAM, BELGIUM], "sectors": ["trade"]}
    assert len(merge([told("th-1", **visit, **DAY), told("vi-1", **visit, **DAY)])) == 1
    other = {"start": "2025-11-04", "end": "2025-11-04"}
    assert len(merge([told("th-1", **visit, **DAY), told("vi-1", **visit, **other)])) == 2
    assert len(merge([told("th-1", **visit), told("vi-1", **visit, **DAY)])) == 2


def test_the_same_two_bodies_meet_without_a_date() -> None:
    studies = {"kind": "programme", "parties": [MARITIME_UNI, ANTWERP_UNI], "sectors": ["education"]}
    (one,) = merge([told("th-1", **studies), told("vi-1", **{**studies, "sectors": ["education", "science"]})])
    assert one.matched_by == ("bodies",)
    assert len(merge([told("th-1", **studies), told("vi-1", **{**studies, "sectors": ["health"]})])) == 2


def test_records_of_one_article_are_different_happenings() -> None:
    same = {**YEAR, "amounts": money("25000000")}
    assert len(merge([told("th-1", "a", **same), told("th-1", "b", **same)])) == 2
    assert len(merge([told("th-1", "a", **same), told("th-1", "b", **same), told("vi-1", "c", **same)])) == 2


def test_a_vague_record_does_not_bridge_two_that_contradict_each_other() -> None:
    of_2023 = told("th-1", start="2023-01-01", end="2023-12-31", amounts=money("25000000"))
    of_2024 = told("th-2", **YEAR, amounts=money("25000000"))
    undated = told("vi-1", amounts=money("25000000"))
    merged = merge([of_2023, of_2024, undated])
    assert len(merged) == 2
    assert not any({"th-1", "th-2"} <= {source.article for source in one.sources} for one in merged)


def test_an_unknown_year_meets_the_known_one_only_on_the_same_words() -> None:
    visit = {"kind": "engagement", "sectors": ["trade"]}
    unknown = told("vi-1", **visit, start="XXXX-11-03", end="XXXX-11-03")
    assert len(merge([told("th-1", **visit, **DAY), unknown])) == 1
    assert len(merge([told("th-1", **visit, start="2025-11-09", end="2025-11-09"), unknown])) == 2


SOME = [
    told(f"{lang}-{at}", kind=kind, parties=sides, **when, amounts=amounts)
    for at, (lang, kind, sides, when, amounts) in enumerate(
        (lang, kind, sides, when, amounts)
        for lang in ("th", "vi")
        for kind in ("trade", "investment")
        for sides in ([HAI_PHONG, BELGIUM], [VIETNAM, BELGIUM])
        for when in (YEAR, DAY, {})
        for amounts in (money("100"), money("101"), money("103"), [])
    )
]


@given(st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(chance: random.Random) -> None:
    shuffled = SOME[:]
    chance.shuffle(shuffled)
    assert merge(shuffled) == merge(SOME)


def test_every_record_is_in_one_merged_record() -> None:
    sources = [(source.article, source.record) for one in merge(SOME) for source in one.sources]
    assert sorted(sources) == sorted((item.article, item.record.id) for item in SOME)


def test_a_country_and_its_region_of_iso_3166_2_merge_into_the_region() -> None:
    region = HAI_PHONG | {"ref": "iso3166:VN-HP"}
    one, two = (
        told(article, **DAY, parties=[place, BELGIUM], amounts=money("25000000"))
        for article, place in (("th-1", region), ("vi-1", VIETNAM))
    )
    (merged,) = merge([one, two])
    assert [party.canonical for party in merged.parties] == ["Hai Phong", "Belgium"]


def test_a_story_told_in_ever_other_amounts_is_not_one_happening() -> None:
    many = [told(f"th-{n}", **YEAR, amounts=money(str(25_000_000 + 1000 * n))) for n in range(200)]
    sizes = [len(one.sources) for one in merge(many)]
    assert sum(sizes) == 200
    assert max(sizes) <= MOST_TELLINGS
