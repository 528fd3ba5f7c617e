"""The gazetteer: known places and organisations, and every name of one in a text, found in one pass.

What is the same in all languages stands in `data/gazetteer.tsv`, whose first line names the columns: reference, kind,
country, size, the canonical name and those in Latin letters. The file `gazetteer/names.tsv` of a pack holds its
language's names: one reference and its names per line. `tools/build_gazetteer.py` compiles both from GeoNames, CLDR,
ISO 3166 and the packs' own lists. Names are in the spelling of the reading view.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from ruammit.entities.lexicons import Places
from ruammit.errors import PackError
from ruammit.languages import LanguagePack
from ruammit.matching import Phrases, fold, words

__all__ = ["Entry", "Gazetteer", "Hit", "gazetteer", "hits"]

DATA = Path(__file__).parent / "data" / "gazetteer.tsv"
PLACES = ("state", "region", "capital", "city", "district")
# From the second language on, a name in Latin letters is taken for a city only if people far away have heard of it.
KNOWN_AFAR = 300_000
CARELESSLY_SPELT = frozenset({"state", "capital", "agency", "body"})
METROPOLIS = 1_000_000
LONGEST_ACRONYM = 7


class Entry(NamedTuple):
    """A place or an organisation.

    Attributes:
        kind: "state", "region", "capital", "city", "district" of places; other words of organisations.
        canonical: its name in English, or the name it goes by abroad.
        country: ISO 3166-1 alpha-2; None for international bodies.
        ref: "iso3166:CODE", "geonames:ID" or "ruammit:SLUG".
        population: inhabitants, 0 where unknown.
    """

    kind: str
    canonical: str
    country: str | None
    ref: str
    population: int = 0

    @property
    def is_place(self) -> bool:
        """Whether it is a place."""
        return self.kind in PLACES


class Name(NamedTuple):
    """A surface form, and what may be meant by it, the likeliest first."""

    form: str
    entries: tuple[Entry, ...]
    latin: bool


class Hit(NamedTuple):
    """A stretch of the text that reads as a name."""

    start: int
    end: int
    name: Name

    @property
    def entry(self) -> Entry:
        """What is likeliest meant."""
        return self.name.entries[0]


@cache
def _entries() -> dict[str, tuple[Entry, tuple[str, ...]]]:
    """Every entry of the data file by its reference, with its names in Latin letters."""
    try:
        lines = DATA.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise PackError("the gazetteer is missing", where=str(DATA), cure="run tools/build_gazetteer.py") from None
    entries = {}
    for line in lines[1:]:
        ref, kind, country, population, canonical, names = line.split("\t")
        entry = Entry(kind, canonical, country or None, ref, int(population))
        entries[ref] = entry, tuple(filter(None, names.split("|")))
    return entries


def _names_of(pack: LanguagePack) -> dict[str, tuple[str, ...]]:
    """The pack's names by the reference of what they name.

    Raises:
        PackError: a reference that the gazetteer lacks.
    """
    entries = _entries()
    found = {}
    for number, ref, names in pack.names():
        if ref not in entries:
            raise PackError(
                f"no entry has the reference {ref!r}",
                where=f"{pack.folder / 'gazetteer' / 'names.tsv'}, line {number}",
                cure=f"take references from {DATA.name}",
            )
        found[ref] = names
    return found


class Gazetteer:
    """The names that one language's press uses.

    Args:
        pack: the language. Its names, and those in Latin letters, are looked for.
    """

    def __init__(self, pack: LanguagePack) -> None:
        self._cased = pack.script.cased
        ignored = pack.lexicon(Places).ignore
        meant: dict[str, list[Entry]] = {}
        latin: dict[str, bool] = {}
        own = _names_of(pack)
        for ref, (entry, names) in _entries().items():
            for form in own.get(ref, ()):
                meant.setdefault(form, []).append(entry)
                latin[form] = False
            for form in names if self._heard_of(entry) else ():
                meant.setdefault(form, []).append(entry)
                latin.setdefault(form, True)
        self._pack = pack
        self._meant = meant
        self._names: list[Name] = []
        for form, found in meant.items():
            if form in ignored:
                continue
            if len(found) > 1:
                found = sorted(dict.fromkeys(found), key=lambda entry: _rank(entry, pack.home))
            self._names.append(Name(form, tuple(found), latin[form] or form.isascii()))

    @cached_property
    def _by_key(self) -> dict[str, list[Name]]:
        """The names by their letters; letter case is looked at after matching, names that differ only in it share a
        key."""
        found: dict[str, list[Name]] = {}
        for name in self._names:
            found.setdefault(fold(name.form), []).append(name)
        return found

    @cached_property
    def _phrases(self) -> Phrases[tuple[Name, ...]]:
        names_alike = ((key, tuple(alike)) for key, alike in self._by_key.items())
        return Phrases(names_alike, self._pack.script, exact_acronyms=False, spelt=True)

    @cached_property
    def _bodies(self) -> dict[str, dict[str, Entry]]:
        return _bodies(self._meant, self._pack)

    def _heard_of(self, entry: Entry) -> bool:
        if entry.kind in {"city", "district"}:
            return entry.population >= KNOWN_AFAR or (self._cased and entry.kind == "city")
        return True

    def hits(self, text: str) -> Iterator[Hit]:
        """Every place in the text where a name's letters stand, overlapping ones too, in the order of their ends."""
        for start, end, alike in self._phrases.places(text):
            for name in alike:
                if _case_fits(text[start:end], name):
                    yield Hit(start, end, name)
                    break

    def names(self) -> Iterator[Name]:
        """Every name that the language's press uses."""
        return iter(self._names)

    def lookup(self, form: str) -> tuple[Entry, ...]:
        """What may be meant by a form, the likeliest first; nothing for an unknown one."""
        return tuple(entry for name in self._by_key.get(fold(form), ()) if name.form == form for entry in name.entries)

    def bodies(self, name: str) -> Mapping[str, Entry]:
        """The agencies that go by this name at home, the country not named with it, by their country.

        "Bộ Tài chính" is the finance ministry of Vietnam, and of Thailand where it is Thailand's that is spoken of.
        """
        return self._bodies.get(_body_key(name, self._cased), {})


def _body_key(name: str, cased: bool) -> str:
    """The letters of a body's name; spaces tell nothing in a script that does not put them between words."""
    return fold(name) if cased else fold(name).replace(" ", "")


def _bodies(meant: Mapping[str, list[Entry]], pack: LanguagePack) -> dict[str, dict[str, Entry]]:
    """Names of agencies less the country at their end, to the agency of each country."""
    states = {form for form, entries in meant.items() if entries[0].kind == "state"}
    of = tuple(words(pack.lexicon(Places).of))
    found: dict[str, dict[str, Entry]] = {}
    for form, entries in meant.items():
        for entry in entries:
            if entry.kind == "agency" and entry.country:
                for bare in _without_state(form, states, of) or {form}:
                    found.setdefault(_body_key(bare, pack.script.cased), {}).setdefault(entry.country, entry)
    return found


def _without_state(form: str, states: Set[str], of: tuple[str, ...]) -> set[str]:
    """A name less the state at its end, and less the word for "of" before that too; nothing where no state ends it."""
    ends = [form[:at].removesuffix(" ") for at in range(len(form)) if form[at:] in states]
    of_ends = [end[: -len(word)].removesuffix(" ") for end in ends for word in of if end.endswith(word)]
    return {min(cut, key=len) for cut in (ends, of_ends) if cut}


def _rank(entry: Entry, home: str) -> int:
    """How far behind others of its name an entry stands: the greater its fame, the less."""
    if entry.kind in {"state", "capital"}:
        return 0 if entry.kind == "state" else 1
    if entry.country == home and entry.kind in {"region", "city"}:
        return 2
    if not entry.is_place:
        return 3
    if entry.kind == "city" and entry.population >= METROPOLIS:
        return 4
    return {"region": 5, "city": 6}.get(entry.kind, 7)


def _case_fits(surface: str, name: Name) -> bool:
    """Whether the surface may be the name: an acronym only as it stands, others also in capitals throughout; with
    fewer capitals only what is named so often that slips are common."""
    form = name.form
    if surface == form:
        return True
    if form.isupper() and len(form) <= LONGEST_ACRONYM:
        return False
    if surface.isupper():
        return True
    return name.entries[0].kind in CARELESSLY_SPELT and not (surface[0].islower() and form[0].isupper())


@cache
def gazetteer(pack: LanguagePack) -> Gazetteer:
    """The language's gazetteer, built when first asked for."""
    return Gazetteer(pack)


@lru_cache(maxsize=4)
def hits(pack: LanguagePack, text: str) -> tuple[Hit, ...]:
    """`Gazetteer.hits` of a text, kept for the stages that ask for them one after the other."""
    return tuple(gazetteer(pack).hits(text))
