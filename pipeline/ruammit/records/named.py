"""Who can be a side of something: the names of places and organisations, and the persons who speak for a country.

What stands only for comparison, as the backdrop, the place of a dateline, or who reports it is no side, whatever the
clause tells: it is left out here, once, for every slot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, Cue, FrameTrait
from ruammit.records.lexicon import PhraseMatch
from ruammit.records.people import Office, countries_of_people, leaders_of, offices_of_people
from ruammit.schema import Entity, EntityType

if TYPE_CHECKING:
    from ruammit.records.index import ArticleIndex

__all__ = ["SHORTEST_ARTICLE", "Named", "in_a_name", "lists_of", "named_mentions", "reports", "says_nothing"]

SHORTEST_ARTICLE = 800
"""Characters below which a text is no article with a title, but a piece of one."""
REACH = {Context.REPORTER: 12, Context.OUTSIDE: 9, Context.SHARE_OF: 1}
"""Characters between a little word and the name that it leads ("according to the ministry of")."""
STOPPING = 2
"""Characters between a name and the word that says that it stops a trade."""
MEDIA_OF = 9
"""Characters between the little word and the country that a paper is of."""
MEDIA_NAME = 45
"""Characters that the name of a paper takes, with its head word and the little word before its country."""
SUPERLATIVE_REACH = 45
"""Characters between a superlative and the bloc that it is one of ("the largest partner in")."""
PAIRED = 25
"""Characters between two sides that are named together ("between A and B", "A - B")."""
COORDINATED = 14
"""Characters between two names of one list."""
DATED = 4
"""Characters between a dateline's place, its date, and the dash after it."""
TERRITORIES = ontology().territories
OFFICES = ontology().frames_with(FrameTrait.OFFICE)
NAMED_THINGS = ontology().frames_with(FrameTrait.NAMED)
_DASHES = ("-", "–", "—", ":")
_FIGURED = ("(", "[")
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,4}")
"""The name of an outlet on the web."""


class Named(NamedTuple):
    """A mention of an entity that can be a side: a place, an organisation, or a person who speaks for a country."""

    start: int
    end: int
    entity: Entity
    country: str | None

    @property
    def side(self) -> str:
        """What makes two names one side: the country, or the name of a body that has none."""
        return self.country or "name:" + self.entity.canonical

    @property
    def is_country(self) -> bool:
        """Whether it names the country itself, and not a region of it (ISO 3166-2)."""
        return self.country is not None and self.entity.ref == f"iso3166:{self.country}"


def named_mentions(index: ArticleIndex, frames: Sequence[PhraseMatch]) -> tuple[list[Named], list[Office]]:
    """The mentions that can be sides, of overlapping ones the longest, in text order; and who holds which office."""
    everyone, offices = _with_people(index, frames)
    kept = _longest(index, everyone)
    out = _outside(index, kept)
    return [item for item in kept if item.start not in out and not _is_media(index, item)], offices


def reports(index: ArticleIndex, item: Named) -> bool:
    """Whether it is named as who reports: after "according to", "source:"."""
    return item.entity.type is EntityType.ORG and index.little.led(
        Context.REPORTER, item.start, REACH[Context.REPORTER]
    )


def lists_of(index: ArticleIndex, found: Sequence[Named]) -> dict[int, int]:
    """Of the names in lists ("A, B and C") from the second on: where each starts, to where its list does."""
    first: dict[int, int] = {}
    going = _going_on(index, found)
    for before, item in pairwise(found):
        if before.side == item.side or item.start not in going:
            continue
        # "at the request of A, B sends": a comma alone joins nothing to a name that belongs to something.
        owner = before.start not in first and index.little.led(Context.OF, before.start, 1)
        if not owner or index.text[before.end : item.start].strip() != ",":
            first[item.start] = first.get(before.start, before.start)
    return first


def in_a_name(index: ArticleIndex, hit: PhraseMatch) -> bool:
    """Whether a trigger is part of a body's name ("the ministry of trade"): what it is called, nothing that happens."""
    if index.words.frames[hit.key].kind is None or hit.key in NAMED_THINGS:
        return False
    return (name := _name_around(index, hit)) is not None and name.entity.type is EntityType.ORG


def says_nothing(index: ArticleIndex, hit: PhraseMatch) -> bool:
    """Whether a modifier is part of a longer word or of a name ("the ministry of planning"): it tells of no trigger."""
    return hit.key == Cue.NOTHING or _name_around(index, hit) is not None


def _name_around(index: ArticleIndex, hit: PhraseMatch) -> Named | None:
    """The name that the phrase is a part of."""
    name = index.named.around(hit.start, hit.end)
    return name if name is not None and name.end - name.start > hit.end - hit.start else None


def _with_people(index: ArticleIndex, frames: Sequence[PhraseMatch]) -> tuple[list[Named], list[Office]]:
    entities = index.analysis.entities
    found = [
        Named(*index.place(span), entity, entity.country)
        for entity in entities
        if entity.type is not EntityType.PERSON and (entity.country or entity.ref)
        for span in entity.mentions
    ]
    found.sort(key=lambda item: (item.start, -item.end))
    people = [(index.place(m), e) for e in entities if e.type is EntityType.PERSON for m in e.mentions]
    countries = [((item.start, item.end), item.country) for item in found if item.country]
    held = [(hit.start, hit.end) for hit in frames if hit.key in OFFICES]
    offices = offices_of_people(index.text, people, countries, held)
    told = leaders_of(index.analysis.pack, (entity for _, entity in people), index.last_year)
    if not held and not told:
        return found, offices
    # A country that is named once, in an office, may be a slip: nobody speaks for it, and it is no side.
    often = {country for country, n in Counter(country for _, country in countries).items() if n > 1}
    ends = {end for _, end in held} if len(index.text) >= SHORTEST_ARTICLE else set()
    slips = [item for item in found if item.start in ends and item.entity.type is EntityType.ORG]
    once = {item.start for item in slips if item.country and item.country not in often}
    office = countries_of_people(people, [one for one in offices if one.country in often], told)
    speakers = [Named(*place, entity, country) for place, entity, country in office]
    rows = [*(item for item in found if item.start not in once), *speakers]
    return sorted(rows, key=lambda item: (item.start, -item.end)), offices


def _longest(index: ArticleIndex, found: Iterable[Named]) -> list[Named]:
    kept: list[Named] = []
    reach = 0
    for item in found:
        if item.start >= reach:
            reach = item.end
            if not _names_document(index, item):
                kept.append(item)
    return kept


def _is_media(index: ArticleIndex, item: Named) -> bool:
    """Whether it is a paper, an agency, a statistics office: by its name or the head of it, or as a report opens."""
    if item.entity.type is not EntityType.ORG:
        return False
    return bool(index.context(Context.MEDIA, item.start, item.start + 1)) or _opens_report(index.text, item)


def _opens_report(text: str, item: Named) -> bool:
    """Whether it stands as the outlet before a report: "(BGĐT) - ", "VOV.VN - "."""
    begin = text.rfind("\n", 0, item.start) + 1
    before, name = text[begin : item.start].strip(), text[item.start : item.end]
    after = text[item.end : item.end + DATED].replace(")", "", 1).lstrip()
    if before not in ("", "(") or not after.startswith(_DASHES[:3]):
        return False
    return (before == "(" and name.isupper()) or _SITE.fullmatch(name) is not None


def _names_document(index: ArticleIndex, item: Named) -> bool:
    """Whether it is the city after which a treaty or declaration is named: no side of anything."""
    return (
        item.entity.type is EntityType.GPE and not item.is_country and index.little.led(Context.DOCUMENT, item.start, 1)
    )


def _outside(index: ArticleIndex, found: Sequence[Named]) -> set[int]:
    """Where the names start that take no part in anything: compared, the backdrop, a dateline."""
    listed: set[int] = set()
    out: set[int] = set()
    going = _going_on(index, found)
    for at, item in enumerate(found):
        before = found[at - 1] if at else None
        joined = before is not None and (item.start in going or _dashed(index, before, item))
        goes_on = before is not None and before.start in listed and joined
        if goes_on and before is not None and (at + 1 == len(found) or found[at + 1].start not in going):
            goes_on = not _acts(index, before, item)
        if goes_on or index.little.led(Context.OUTSIDE, item.start, REACH[Context.OUTSIDE]):
            listed.add(item.start)
            if not _figured(index, item):
                out.add(item.start)
        elif _in_dateline(index, item) or _largest_in(index, item) or _no_part(index, item):
            out.add(item.start)
    for before, item in pairwise(found):
        if index.little.led(Context.FACILITY, before.start, 1) and _dashed(index, before, item):
            out |= {one.start for one in (before, item) if one.side != index.home}
        near = item.start - before.end <= COORDINATED
        of_it = before.country in TERRITORIES.get(item.country or "", ())
        if near and of_it and item.start not in going:
            out.add(item.start)
    return out


def _coordinated(index: ArticleIndex, one: Named, other: Named) -> bool:
    """Whether the two stand side by side in a list."""
    between = index.text[one.end : other.start]
    if _figured(index, one):  # its figure in brackets stands between
        between = between[between.find(")") + 1 :]
    if len(between) > COORDINATED or "\n" in between:
        return False
    words = between.replace(",", " ").strip()
    listed = "," in between or not index.words.script.spaced  # Thai lists with spaces alone
    return (not words and listed) or bool(index.context(Context.AND, other.start - len(between), other.start))


def _going_on(index: ArticleIndex, found: Sequence[Named]) -> set[int]:
    """Where the names start that go on a list with the name before them.

    A list ends with what "and" joins: in "after A and B, C invested", C begins what is told next.
    """
    going: set[int] = set()
    ended = False
    for before, item in pairwise(found):
        last = bool(index.context(Context.AND, before.end, item.start))
        joined = _coordinated(index, before, item) and (last or not ended)
        ended = joined and last
        if joined:
            going.add(item.start)
    return going


def _acts(index: ArticleIndex, before: Named, item: Named) -> bool:
    """Whether the last of some names is joined to them by no "and", and goes on: "ahead of A, B invested"."""
    joined = _dashed(index, before, item) or bool(index.context(Context.AND, before.end, item.start))
    return not joined and index.text[item.end : item.end + 2].strip()[:1].isalpha()


def _dashed(index: ArticleIndex, one: Named, other: Named) -> bool:
    """Whether a dash joins the two."""
    return index.text[one.end : other.start].strip() in _DASHES[:3]


def _figured(index: ArticleIndex, item: Named) -> bool:
    """Whether its own figure stands behind it in brackets: it is compared, and told of besides."""
    tail = index.text[item.end : item.end + 8].lstrip()
    return tail.startswith(_FIGURED) and any(letter.isdigit() for letter in tail)


def _in_dateline(index: ArticleIndex, item: Named) -> bool:
    """Whether it is the place of a dateline: it begins the line, and a date and a dash follow."""
    text = index.text
    begin = text.rfind("\n", 0, item.start) + 1
    if item.entity.type is not EntityType.GPE or item.start - begin > 1:
        return False
    dates = index.dates.within(item.end, item.end + DATED)
    return bool(dates) and text[dates[0].end : dates[0].end + DATED].lstrip(" .)").startswith(_DASHES)


def _largest_in(index: ArticleIndex, item: Named) -> bool:
    """Whether it is a bloc within which something is called the largest."""
    if item.country is not None or not index.little.led(Context.SHARE_OF, item.start, REACH[Context.SHARE_OF]):
        return False
    return bool(index.context(Context.SUPERLATIVE, max(0, item.start - SUPERLATIVE_REACH), item.start))


def _no_part(index: ArticleIndex, item: Named) -> bool:
    """Whether it only reports, or stops a trade that others go on with."""
    return _of_media(index, item) or bool(index.context(Context.STOPS, item.end, item.end + STOPPING))


def _of_media(index: ArticleIndex, item: Named) -> bool:
    """Whether it is the country of a paper or an agency that reports ("the daily X of")."""
    if not item.is_country or not index.little.led(Context.OF, item.start, MEDIA_OF):
        return False
    text = index.text
    begin = max(text.rfind("\n", 0, item.start), item.start - MEDIA_NAME)
    names = [text[hit.end : item.start].lstrip() for hit in index.context(Context.MEDIA, begin, item.start)]
    return any(name[:1].isalpha() and not name[:1].islower() and "," not in name for name in names)
