"""The gazetteer: what it holds, that a name is found where it stands and nowhere inside another word, and how fast."""

from dataclasses import replace
from pathlib import Path

import pytest
from counting import calls
from hypothesis import given
from hypothesis import strategies as st

from ruammit import languages
from ruammit.entities.gazetteer import DATA, Gazetteer, gazetteer
from ruammit.errors import PackError
from ruammit.text.normalization import normalise

THAI, VIETNAMESE = languages.pack("th"), languages.pack("vi")


def found(lang: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in gazetteer(languages.pack(lang)).hits(text)]


def rows() -> list[list[str]]:
    return [line.split("\t") for line in DATA.read_text(encoding="utf-8").splitlines()]


def test_the_data_file_is_small_and_in_the_spelling_of_the_reading_view() -> None:
    assert DATA.stat().st_size < 5_000_000
    header, *entries = rows()
    assert header == ["ref", "kind", "country", "population", "canonical", "names"]
    assert len({row[0] for row in entries}) == len(entries)
    assert all(normalise(row[5]) == row[5] for row in entries)


@pytest.mark.parametrize("pack", [THAI, VIETNAMESE], ids=lambda pack: pack.name)
def test_names_are_in_the_spelling_of_the_reading_view(pack: languages.LanguagePack) -> None:
    assert all(normalise(name) == name for _, _, names in pack.names() for name in names)


def pack_with_names(tmp_path: Path, text: str) -> languages.LanguagePack:
    (tmp_path / "gazetteer").mkdir()
    (tmp_path / "gazetteer" / "names.tsv").write_text(text, encoding="utf-8")
    return replace(THAI, folder=tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("iso3166:TH\tไทย\niso3166:ZZ\tไหน\n", r"names\.tsv, line 2: no entry has the reference 'iso3166:ZZ'"),
        ("iso3166:TH ไทย\n", r"names\.tsv, line 1: no reference and names"),
        ("iso3166:TH\tไทย||สยาม\n", r"names\.tsv, line 1: no reference and names"),
    ],
)
def test_a_wrong_line_of_names_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(PackError, match=message):
        Gazetteer(pack_with_names(tmp_path, text))


def test_a_pack_without_names_knows_those_in_latin_letters(tmp_path: Path) -> None:
    bare = Gazetteer(replace(THAI, folder=tmp_path))
    assert [hit.entry.ref for hit in bare.hits("ไทยกับ Belgium")] == ["iso3166:BE"]


@pytest.mark.parametrize("pack", [THAI, VIETNAMESE], ids=lambda pack: pack.name)
def test_loading_it_takes_some_dozens_of_calls_a_name(pack: languages.LanguagePack) -> None:
    names = sum(len(names) for _, _, names in pack.names()) + len(rows())
    assert calls(lambda: Gazetteer(pack)) < 80 * names  # 40 to 60: a search of all names for each would take thousands


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
    states = [row[0] for row in rows() if row[1] == "state"]
    assert len(states) >= 249
    for pack in (THAI, VIETNAMESE):
        assert {ref for _, ref, _ in pack.names()} >= set(states)
    for pack, prefix, count in ((THAI, "TH-", 78), (VIETNAMESE, "VN-", 63), (THAI, "VN-", 63)):
        assert sum(ref.startswith(f"iso3166:{prefix}") for _, ref, _ in pack.names()) == count


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
