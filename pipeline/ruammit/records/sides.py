"""The sides of a record: those its clause names, and those that it leaves to the reader.

A clause that names one foreign side has the article's home country as the other where the article speaks of it; "both
countries" are the two sides last named together; a clause that names only the home country, or none, goes on with the
sides of the clause before it, or has the foreign side that the article is about.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile

from ruammit.records.candidates import NOTABLE, Candidate
from ruammit.records.clauses import Clause
from ruammit.records.figures import span
from ruammit.records.scene import Named, Scene
from ruammit.schema import EntityType, Measure, Party, RecordKind, Role

__all__ = ["Sides"]

MOST = 6
"""Parties that a record can have (schema)."""
LED = {"towards": 7, "from": 14}
"""Characters between a direction word and the name that it leads ("to the country of", "from investors of")."""
ORGANISATIONS = {RecordKind.AGREEMENT, RecordKind.INVESTMENT, RecordKind.PROGRAMME, RecordKind.AID, RecordKind.TRADE}
"""Kinds whose parties are rather the bodies that act than their countries."""

NEARBY = {RecordKind.TRADE, RecordKind.INVESTMENT, RecordKind.ENGAGEMENT}
"""Kinds that need a foreign side near by."""
TOGETHER = {RecordKind.AGREEMENT, RecordKind.PROGRAMME}
"""Kinds in which two bodies of one country can stand on its side."""


class Sides:
    """Resolves the sides of an article's candidates, in text order: it remembers who was named last."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._pair: list[str] = []
        self._pair_end = 0
        self._seen: list[Named] = []
        self._trader: str | None = None

    def fill(self, candidate: Candidate) -> None:
        """Set the candidate's sides and what the model wants to know of them."""
        scene, clause = self.scene, candidate.clause
        here = self._named(clause, candidate.kind)
        order = list(dict.fromkeys(item.side for item in here))
        chosen: list[tuple[str, str]] = [(side, "sentence") for side in order]
        both = bool(scene.context("both-sides", clause.start, clause.end))
        if both and not any(item.country for item in here):
            here, order, chosen = [], [], []  # "both countries", before a body that they speak of
        foreign = [side for side in order if side != scene.home]
        pair = self._before(clause)
        candidate.total = self._total(candidate, foreign, both)
        if candidate.total:
            chosen = [(scene.home, "sentence" if order else "home-country")]
        elif len(order) < 2:
            chosen += self._supplied(clause, order, foreign, both, pair)
        elif scene.home not in order and self._home_is_party(order, pair):
            chosen.append((scene.home, "home-country"))
        features = candidate.features
        features["sides.named"] = min(len(order), 3)
        features["sides.foreign"] = float(bool(foreign))
        features["sides.both"] = float(both)
        features["sides.home"] = float(scene.home in order)
        features["sides.all"] = min(len(chosen), 3)
        for via in {via for _, via in chosen}:
            features["via." + via] = 1.0
        bodies = {item.side for item in here if item.entity.type is EntityType.ORG}
        features["sides.bodies"] = float(len(bodies) > 1)
        features["sides.body"] = float(bool(bodies))
        candidate.chosen, candidate.named = chosen[:MOST], here

    def _named(self, clause: Clause, kind: RecordKind) -> list[Named]:
        """The sides named in the clause: places where something happens only where nothing else is named."""
        scene = self.scene
        items = list(scene.named.within(clause.start, clause.end))
        events = kind in {RecordKind.ENGAGEMENT, RecordKind.AGREEMENT}
        at = [
            item
            for item in items
            if (events or item.entity.type is EntityType.GPE) and scene.led("place", item.start, 1)
        ]
        rest = [item for item in items if item not in at]
        if events:
            enough = any(item.side != scene.home for item in rest)
        else:
            enough = kind is not RecordKind.INVESTMENT and len({item.side for item in rest}) >= 2
        return rest if enough else items

    def far(self, candidate: Candidate) -> bool:
        """Whether a flow or a meeting has no foreign side in its sentence, the one before it, or the article's head.

        It is then about something else, unless the article is about dealings with one country above all.
        """
        scene, clause = self.scene, candidate.clause
        if candidate.kind not in NEARBY or candidate.total or not scene.lead:
            return False
        starts = scene.analysis.sentence_starts
        before = starts[max(0, bisect_left(starts, clause.sentence) - 1)] if starts else 0
        near = [*scene.named.within(0, scene.lead), *scene.named.within(min(before, clause.start), clause.end)]
        if any(item.side != scene.home and item.side in candidate.sides for item in near):
            return False
        return not (scene.home_speaks and scene.alone and scene.partner in candidate.sides)

    def _total(self, candidate: Candidate, foreign: list[str], both: bool) -> bool:
        """Whether the clause gives a figure over all partners: then the home country is the one side named."""
        scene, clause = self.scene, candidate.clause
        return (
            candidate.kind in {RecordKind.TRADE, RecordKind.INVESTMENT}
            and scene.home_speaks
            and not foreign
            and not both
            and bool(scene.money.within(clause.start, clause.end))
            and (candidate.frames["investment-direct"] > 0 or bool(scene.context("world", clause.start, clause.end)))
        )

    def _before(self, clause: Clause) -> list[str]:
        """The two sides last named together before the clause, most of all in its own sentence."""
        scene = self.scene
        for item in scene.named.within(self._pair_end, clause.start):
            self._pair_end = item.end
            if not item.country:
                continue
            self._seen.append(item)
            recent = [seen.side for seen in self._seen[-4:] if item.start - seen.start < 160]
            sides = list(dict.fromkeys(reversed(recent)))[:2][::-1]
            if len(sides) == 2:
                self._pair = sides
        return self._pair

    def _supplied(
        self, clause: Clause, order: list[str], foreign: list[str], both: bool, pair: list[str]
    ) -> list[tuple[str, str]]:
        """Side and context rule of those that the clause leaves out."""
        scene = self.scene
        if foreign:
            if both and len(pair) == 2 and foreign[0] in pair:
                return [(side, "both-sides") for side in pair if side not in order]
            if scene.home_speaks:
                return [(scene.home, "home-country")]
            other = [side for side in pair if side not in order] or [s for s, _ in scene.weight.most_common(2)]
            return [(side, "previous-sentence") for side in other if side not in order][:1]
        recent = [side for side in reversed(pair) if side not in order]
        named = takewhile(lambda seen: seen.start >= clause.sentence, reversed(self._seen))
        near = next((seen.side for seen in named if seen.side != scene.home), None)
        if near and not both:
            supplied = [(near, "sentence")]
        elif recent and (both or self._seen[-1].end > clause.start - 400):
            supplied = [(side, "both-sides" if both else "previous-sentence") for side in recent if side != scene.home]
        else:
            supplied = []
        supplied = supplied[: 2 - len(order)]
        if not supplied and scene.partner:
            supplied = [(scene.partner, "heading")]
        if not order and len(supplied) < 2:
            rest = recent if not scene.home_speaks else [scene.home]
            supplied += [(side, "home-country") for side in rest if side not in {s for s, _ in supplied}][:1]
        return supplied

    def _home_is_party(self, order: list[str], pair: list[str]) -> bool:
        """Whether the home country stands behind a clause that names two others."""
        scene = self.scene
        top = scene.weight[scene.home]
        return scene.home_speaks and all(scene.weight[side] <= top for side in order) and scene.home in pair

    def parties(self, candidate: Candidate) -> list[Party]:
        """The candidate's sides as parties: who they are called, where they stand, in which role."""
        told: list[tuple[str, Named | None, str]] = []  # side, the name to call it by, context rule
        for side, via in candidate.chosen:
            named = [item for item in candidate.named if item.side == side]
            if named:
                bodies = [item for item in named if item.entity.type is EntityType.ORG]
                places = [item for item in named if item.entity.type is EntityType.GPE]
                item = bodies[0] if bodies and candidate.kind in ORGANISATIONS else (places or named)[0]
                told.append((side, item, via))
                if bodies and candidate.kind in TOGETHER:
                    first = item.entity.canonical
                    more = {body.entity.canonical: body for body in bodies if body.entity.canonical != first}
                    told += [(side, body, via) for body in list(more.values())[:1]]
            else:
                told.append((side, None, via))
        roles = self._roles(candidate, [side for side, _, _ in told[:MOST]])
        return [self._party(*one, role) for one, role in zip(told, roles, strict=False)]

    def _party(self, side: str, item: Named | None, via: str, role: Role) -> Party:
        """The side as a party, called by the item's name (None: by what the article, or its language, calls it)."""
        # A person is no party: their country is.
        known = item if item and item.entity.type is not EntityType.PERSON else self.scene.names.get(side)
        if known is None:
            name = self.scene.analysis.pack.lexicon("context")["home-name"][0]
            return Party(name=name, canonical=name, country=side, via=via, ref=f"iso3166:{side}", role=role)
        entity = known.entity
        spans = (span(self.scene, item.start, item.end),) if item else ()
        return Party(
            name=entity.name,
            canonical=entity.canonical,
            country=entity.country,
            via=via,
            type=entity.type,
            ref=entity.ref,
            evidence=spans,
            role=role,
        )

    def _roles(self, candidate: Candidate, sides: list[str]) -> list[Role]:
        """The roles of the sides in a flow: by the direction words before their names, else home receives."""
        frames, home = self.scene.words.frames, self.scene.home
        measures = {frames[hit.key].measure for hit in candidate.triggers} | {a.measure for a in candidate.amounts}
        trade = measures & {Measure.EXPORT, Measure.IMPORT}
        if candidate.kind is RecordKind.TRADE and len(trade) == 1 and len(sides) > 1:
            giver, taker = Role.EXPORTER, Role.IMPORTER
            given = Measure.EXPORT in trade  # by the side that is named first
        elif candidate.kind in {RecordKind.INVESTMENT, RecordKind.AID} and len(sides) > 1:
            giver, taker = Role.SOURCE, Role.TARGET
            given = sides[0] != home
        else:
            return [Role.PARTNER] * len(sides)
        towards = {item.side for item in candidate.named if self.scene.led("towards", item.start, LED["towards"])}
        origin = {item.side for item in candidate.named if self.scene.led("from", item.start, LED["from"])} - towards
        if towards and towards != set(sides):
            takers = towards
        elif origin and origin != set(sides):
            takers = set(sides) - origin
        elif candidate.kind is not RecordKind.TRADE and home in sides:
            takers = {home}
        elif candidate.rule == NOTABLE:
            return [Role.PARTNER] * len(sides)  # nothing tells who invests: the sum before it has
        else:
            # Exports and imports are told of the trader last named: "its imports reached ...".
            first = sides[0]
            if candidate.kind is RecordKind.TRADE and not candidate.named:
                first = self._trader if self._trader in sides else first
            takers = (set(sides) - {first}) if given else {first}
        if candidate.kind is RecordKind.TRADE:
            told = takers if not given else set(sides) - takers
            self._trader = next(iter(told)) if len(told) == 1 else None
        return [taker if side in takers else giver for side in sides]
