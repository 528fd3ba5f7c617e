"""Leaders of states: who they are, for whom they speak, and when."""

from __future__ import annotations

import pycountry
import pytest

import ruammit
from ruammit import languages
from ruammit.entities.leaders import leaders


@pytest.mark.parametrize("lang", ["th", "vi"])
def test_leaders_have_a_country_and_terms_in_order(lang: str) -> None:
    for name, leader in leaders(languages.pack(lang)).items():
        assert pycountry.countries.get(alpha_2=leader.country), name
        years = [year for term in leader.years for year in term]
        assert years == sorted(years), name


def test_a_leader_speaks_for_the_country_while_in_office() -> None:
    trump = leaders(languages.pack("vi"))["Trump"]
    assert [year for year in (0, 2015, 2018, 2022, 2025) if trump.in_office(year)] == [0, 2018, 2025]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("ทรัมป์โทรศัพท์หาปูตินเมื่อวันที่ 12 กุมภาพันธ์ 2568 หารือเรื่องพลังงาน", {"US", "RU"}),
        ("ทรัมป์พบหารือกับผู้นำญี่ปุ่นเมื่อวันที่ 12 กุมภาพันธ์ 2565 เรื่องกอล์ฟ", {"TH", "JP"}),
        ("Ông Putin và ông Tập Cận Bình hội đàm tại Bắc Kinh ngày 16/5/2024 về năng lượng.", {"RU", "CN"}),
    ],
)
def test_leaders_named_alone_are_their_countries(text: str, countries: set[str]) -> None:
    (record, *_) = ruammit.extract(text).records
    assert {party.country for party in record.parties} == countries
