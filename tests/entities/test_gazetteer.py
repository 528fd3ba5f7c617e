"""The gazetteer: what it holds, that a name is found where it stands and nowhere inside another word, and how fast."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruammit import languages
from ruammit.entities.gazetteer import DATA, Gazetteer, gazetteer
from ruammit.text.normalization import normalise

THAI, VIETNAMESE = languages.pack("th"), languages.pack("vi")


def found(lang: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in gazetteer(languages.pack(lang)).hits(text)]


def test_the_data_file_is_small_and_in_the_spelling_of_the_reading_view() -> None:
    assert DATA.stat().st_size < 5_000_000
    lines = DATA.read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == ["ref", "kind", "country", "population", "canonical", "en", "th", "vi"]
    refs = [line.partition("\t")[0] for line in lines[1:]]
    assert len(set(refs)) == len(refs)
    for line in lines[1:]:
        names = line.split("\t")[5:]
        assert all(normalise(name) == name for column in names for name in column.split("|"))


@pytest.mark.parametrize("pack", [THAI, VIETNAMESE], ids=lambda pack: pack.name)
def test_it_loads_in_an_instant(pack: languages.LanguagePack) -> None:
    start = time.process_time()
    Gazetteer(pack)
    assert time.process_time() - start < 0.5  # about 0.1 s on an idle machine


@pytest.mark.parametrize(
    ("thai", "vietnamese", "ref", "country", "canonical"),
    [
        ("เกาหลีใต้", "Hàn Quốc", "iso3166:KR", "KR", "South Korea"),
        ("สหราชอาณาจักร", "Vương quốc Anh", "iso3166:GB", "GB", "United Kingdom"),
        ("สหรัฐฯ", "Mỹ", "iso3166:US", "US", "United States"),
        ("ฮานอย", "Hà Nội", "iso3166:VN-HN", "VN", "Hanoi"),
        ("นครโฮจิมินห์", "TP HCM", "iso3166:VN-SG", "VN", "Ho Chi Minh City"),
        ("กว๋างนิญ", "Quảng Ninh", "iso3166:VN-13", "VN", "Quảng Ninh"),
        ("บิ่ญเซือง", "Bình Dương", "iso3166:VN-57", "VN", "Bình Dương"),
        ("ปักกิ่ง", "Bắc Kinh", "geonames:1816670", "CN", "Beijing"),
        ("กวางตุ้ง", "Quảng Đông", "iso3166:CN-GD", "CN", "Guangdong"),
        ("แคลิฟอร์เนีย", "California", "iso3166:US-CA", "US", "California"),
        ("สะหวันนะเขต", "Savannakhet", "iso3166:LA-SV", "LA", "Savannakhet"),
        ("อาเซียน", "ASEAN", "ruammit:asean", None, "ASEAN"),
        ("สหภาพยุโรป", "Liên minh châu Âu", "ruammit:eu", None, "European Union"),
        ("ธนาคารโลก", "Ngân hàng Thế giới", "ruammit:world-bank", None, "World Bank"),
        ("ซัมซุง", "Samsung", "ruammit:samsung", "KR", "Samsung"),
    ],
)
def test_names_in_both_languages_mean_one_thing(
    thai: str, vietnamese: str, ref: str, country: str | None, canonical: str
) -> None:
    for pack, name in ((THAI, thai), (VIETNAMESE, vietnamese)):
        entry = gazetteer(pack).lookup(name)[0]
        assert (entry.ref, entry.country, entry.canonical) == (ref, country, canonical)


def test_every_state_and_home_province_has_a_name_in_both_languages() -> None:
    rows = [line.split("\t") for line in DATA.read_text(encoding="utf-8").splitlines()[1:]]
    states = [row for row in rows if row[1] == "state"]
    assert len(states) >= 249
    assert [row[0] for row in states if not row[6] or not row[7]] == []
    for prefix, column, count in (("iso3166:TH-", 6, 78), ("iso3166:VN-", 7, 63), ("iso3166:VN-", 6, 63)):
        named = [row for row in rows if row[0].startswith(prefix) and row[column]]
        assert len(named) == count


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("vi", "NGA", ["NGA"]),
        ("vi", "nga", []),
        ("vi", "Ngan", []),
        ("vi", "tại Hà Nội.", ["Hà Nội"]),
        ("vi", "HÀ NỘI", ["HÀ NỘI"]),
        ("vi", "eu", []),
        ("th", "ซีเรียล", ["ซีเรีย"]),
        ("th", "ลาวา", []),
        ("th", "เลยี", []),
        ("th", "ในประเทศลาว", ["ลาว"]),
        ("th", "Thailands", []),
    ],
)
def test_a_name_is_whole(lang: str, text: str, expected: list[str]) -> None:
    assert found(lang, text) == expected


@given(st.text(max_size=60), st.sampled_from(["ไทย", "ญี่ปุ่น", "Hà Nội", "ASEAN", "Ý"]), st.text(max_size=60))
def test_hits_lie_in_the_text(before: str, name: str, after: str) -> None:
    text = before + name + after
    for code in ("th", "vi"):
        for hit in gazetteer(languages.pack(code)).hits(text):
            assert 0 <= hit.start < hit.end <= len(text)
            assert text[hit.start : hit.end].lower() == hit.name.form.lower()
