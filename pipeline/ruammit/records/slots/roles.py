"""Who gives and who takes: the roles of a flow's sides.

A model weighs for each side whether it is the giver (source, exporter): by the direction words before its names, where
it stands to the verb, and what a plain rule says (`_by_rule`). The roles of a record are those that are likeliest
together: a flow has a giver and a taker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ruammit.matching import fold
from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, KindTrait
from ruammit.records.direction import FLOWING, Standing, acting, flowing, holding_share, introduced, related
from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex
from ruammit.records.named import Named
from ruammit.records.scoring import Feature, Features
from ruammit.records.slots.bystanders import among_many, lists_markets, whole_side
from ruammit.records.slots.parties import SideCandidate
from ruammit.schema import EntityType, Measure, Role

__all__ = ["assign", "directed", "giver_features", "relation"]

LEADING = (Context.TOWARDS, Context.FROM, Context.OF)
"""Little words that tell a direction."""
ACTS = ("gives", "takes")
BEFORE = 150
"""Characters before a clause that names no side in which it may be told what its sides are to each other."""
AIMED = FLOWING | {Measure.TARGET}
"""What frames measure where an amount is a target of exports or imports alone."""
UNDIRECTED = {Measure.TURNOVER, Measure.BALANCE, Measure.TARGET}
"""What is measured between two sides, from neither to the other."""


def directed(draft: Draft, measures: frozenset[Measure]) -> bool:
    """Whether the draft's sides have roles: flows do, but for what is measured between two sides.

    Args:
        draft: the draft.
        measures: what its amounts measure.
    """
    if not ontology().kinds[draft.kind].roles:
        return False
    frames = _measured(draft)
    told = measures or frames
    if told == {Measure.TARGET} and frames <= AIMED:  # so much is to be exported
        return bool(frames & FLOWING)
    return not told or not told <= UNDIRECTED


def giver_features(
    index: ArticleIndex, draft: Draft, sides: Sequence[SideCandidate], measures: frozenset[Measure]
) -> list[Features]:
    """Of each side what speaks for it being the giver."""
    kind = draft.kind
    told = measures | _measured(draft)
    flow = "import" if Measure.IMPORT in told and Measure.EXPORT not in told else "export" if told & FLOWING else "any"
    acts = acting(index, draft.kind, _named_in(sides), draft.clause.start, draft.clause.end)
    givers, reason = _by_rule(index, draft, sides, told, acts)
    named = [candidate.side for candidate in sides if candidate.named]
    phrases = {fold(index.text[hit.start : hit.end]): hit for hit in draft.triggers}
    usual = _usual(index, draft, [candidate.side for candidate in sides], flow)
    rows = []
    for candidate, said in zip(sides, usual, strict=True):
        side, kind_flow = candidate.side, f"{kind}|{flow}"
        where = "home" if side == index.home else "foreign"
        signs: list[Feature] = [
            (f"rule.{side in givers}", kind, reason, f"{reason}|{kind}"),
            f"kind.{kind}",
            f"via.{candidate.via}|{where}|{kind}",
            *said.signs,
        ]
        if side == index.home:
            signs.append(("home", kind, kind_flow))
        signs += [(f"acts.{act}", kind, where) for act, doers in zip(ACTS, acts, strict=True) if side in doers]
        if side == draft.state.actor:
            signs.append(("actor", kind_flow))
        signs += [f"frame.{name}|{where}" for name in draft.told]
        for phrase, hit in phrases.items():
            at = where if not candidate.named else "before" if candidate.named[0].start < hit.start else "after"
            signs.append(f"phrase.{phrase}|{at}")
        if candidate.named:
            signs += _named(index, draft, candidate, named, flow)
        rows.append(Features(signs, said.numbers))
    return rows


def _measured(draft: Draft) -> frozenset[Measure]:
    """What the frames that triggered the draft measure."""
    return frozenset(m for hit in draft.triggers if (m := ontology().frames[hit.key].measure) is not None)


def _named_in(sides: Sequence[SideCandidate]) -> list[Named]:
    """What the clause names of the sides, in text order."""
    return sorted((item for side in sides for item in side.named), key=lambda item: item.start)


def _usual(index: ArticleIndex, draft: Draft, sides: list[str], flow: str) -> list[Features]:
    """Of each side what the rest of the article says: who gave before, whose bodies act, where things go."""
    kind = draft.kind
    standing = [index.standings.get(side, Standing(0, 0, 0)) for side in sides]
    bodies = [float(one.bodies) for one in standing]
    goals = [one.goals / max(1, one.mentions) for one in standing]
    rows = []
    for at, side in enumerate(sides):
        kind_where = f"{kind}|{'home' if side == index.home else 'foreign'}"
        sign = _sign(draft, side, flow)
        numbers: dict[Feature, float] = {("goal", kind, kind_where): goals[at] - sum(goals) / len(sides)}
        if any(bodies):
            numbers["bodies", kind, kind_where] = bodies[at] / sum(bodies) - 1 / len(sides)
        rows.append(Features([(f"before.{sign}", kind)] if sign else [], numbers))
    return rows


def _sign(draft: Draft, side: str, flow: str) -> int:
    """Whether the side gave (1) or took (-1) in flows of the kind that were told before: exports in exports."""
    measure = Measure(flow) if flow in FLOWING else None
    found = draft.state.directions.get((draft.kind, measure, side), 0)
    return (found > 0) - (found < 0)


def _named(
    index: ArticleIndex, draft: Draft, candidate: SideCandidate, named: list[str], flow: str
) -> Iterator[Feature]:
    """What the mentions of a side in the clause say of its role."""
    kind, kind_flow, wording = draft.kind, f"{draft.kind}|{flow}", index.wording
    first, place = candidate.named[0], named.index(candidate.side)
    before = "before" if first.start < draft.first else "after"
    yield f"place.{min(place, 2)}|{min(len(named), 3)}|{kind_flow}"
    yield before + "|", kind_flow, flow
    for name in draft.told:
        yield f"frame.{name}|", before, f"{before}|{place == 0}"
    if any(item.entity.type is EntityType.ORG for item in candidate.named):
        yield f"org|{kind}"
    leads = frozenset[Context]().union(*(index.leads[item.start] for item in candidate.named))
    for context in LEADING:
        if context in leads:
            yield "led." + context, kind_flow, before
    if introduced(index, Context.PLACE, first):
        yield "led.place", kind
    for word in set(wording.before(first.start, draft.clause.start, 2)):
        yield f"before.{word}"
        yield f"before.{word}|{kind}"
    for word in set(wording.after(first.end, draft.clause.end, 2)):
        yield f"after.{word}"
        yield f"after.{word}|{kind}"


def relation(index: ArticleIndex, draft: Draft, sides: Sequence[SideCandidate]) -> list[Role] | None:
    """The roles by what the sides are said to be to each other ("a large investor in"), in the clause or before it.

    None where nothing says it of every side. Rare, and certain: it stands over what the model says.
    """
    clause = draft.clause
    named = _named_in(sides)
    if not named:
        named = index.named.within(max(0, clause.start - BEFORE), clause.start)
    givers, takers = related(index, named)
    everyone = frozenset(side.side for side in sides)
    if among_many(index, draft) is not None:
        takers = everyone
    elif (flow := _flow(draft)) is not None and whole_side(index, draft) is not None:
        givers, takers = (everyone, frozenset()) if flow is Measure.EXPORT else (frozenset(), everyone)
    elif lists_markets(index, draft.clause):
        listed = [item for item in named if item.start >= clause.start and not introduced(index, Context.OF, item, 1)]
        takers = frozenset(item.side for item in listed)
        givers = everyone - takers
    held = holding_share(index, named, clause.start, clause.end) if draft.has(KindTrait.OUTWARD) else None
    if held is not None and held[0] in everyone and len(everyone) > 1:
        one = frozenset((held[0],))
        givers, takers = (one, everyone - one) if held[1] is Measure.IMPORT else (everyone - one, one)
    if not everyone <= givers | takers:
        # Exports are told behind imports: what goes where is not carried on from the clause before.
        here = _named_in(sides) if draft.has(KindTrait.OUTWARD) else named
        told = (
            flowing(index, draft.kind, here),
            acting(index, draft.kind, named, clause.start, clause.end),
        )
        found = next((one for one in told if _tells(one, everyone)), None) or _listed(index, draft, sides)
        if found is None:
            return None
        givers = found[0] or everyone - found[1]
    giver, taker = ontology().kinds[draft.kind].roles
    return [giver if side.side in givers else taker for side in sides]


def _flow(draft: Draft) -> Measure | None:
    """Exports or imports, where its triggers measure one of them only."""
    told = _measured(draft) & FLOWING
    return next(iter(told)) if len(told) == 1 else None


def _listed(
    index: ArticleIndex, draft: Draft, sides: Sequence[SideCandidate]
) -> tuple[frozenset[str], frozenset[str]] | None:
    """Who gives and takes in the first of a list that goes on about exports or imports: who did before is unnamed."""
    if draft.item is None or not draft.carried:
        return None
    unnamed = frozenset(side.side for side in sides if not side.named)
    named = frozenset(side.side for side in sides if side.named)
    if not unnamed or not named:
        return None
    if (flow := _flow(draft)) is not None:
        return (unnamed, named) if flow is Measure.EXPORT else (named, unnamed)
    start, end = max(0, draft.clause.start - BEFORE), draft.clause.start
    givers, takers = acting(index, draft.kind, index.named.within(start, end), start, end)
    return (unnamed, named) if unnamed <= givers else (named, unnamed) if unnamed <= takers else None


def _tells(told: tuple[frozenset[str], frozenset[str]], everyone: frozenset[str]) -> bool:
    """Whether givers and takers are known: of one kind are not all sides, and where both are named, nobody is left."""
    givers, takers = told
    if not (givers or takers) or (everyone in told and len(everyone) > 1):
        return False
    return not (givers and takers) or everyone <= givers | takers


def assign(draft: Draft, odds: Sequence[float]) -> list[Role]:
    """The roles that are likeliest together, from each side's log-odds of being the giver."""
    giver, taker = ontology().kinds[draft.kind].roles
    roles = [giver if odd > 0 else taker for odd in odds]
    if len(odds) > 1 and len(set(roles)) == 1:  # the least sure one stands on the other side
        least = min(range(len(odds)), key=lambda at: abs(odds[at]))
        roles[least] = taker if odds[0] > 0 else giver
    return roles


def _before_help(index: ArticleIndex, draft: Draft, mentions: Sequence[tuple[str, Named]]) -> frozenset[str]:
    """Who stands before a word for help, and so gives it, where nothing says that they receive it."""
    if not draft.has(KindTrait.HELP) or index.context(Context.RECEIVES, draft.clause.start, draft.first + 1):
        return frozenset()
    return frozenset(side for side, item in mentions if item.end <= draft.first)


def _by_rule(
    index: ArticleIndex,
    draft: Draft,
    sides: Sequence[SideCandidate],
    told: frozenset[Measure],
    acts: tuple[frozenset[str], frozenset[str]],
) -> tuple[frozenset[str], str]:
    """The givers, and what says so: what somebody does, direction words before the names, who stands before a word for
    help, or nothing.

    Where nothing says it, home receives, or whoever is named first trades.
    """
    order = [candidate.side for candidate in sides]
    mentions = [(candidate.side, item) for candidate in sides for item in candidate.named]
    everyone = frozenset(order)

    def led(context: Context) -> frozenset[str]:
        return frozenset(side for side, item in mentions if introduced(index, context, item))

    for doers, gives in zip(acts, (True, False), strict=True):
        if doers and doers != everyone:
            return (doers if gives else everyone - doers), "acts"
    towards = led(Context.TOWARDS)
    if towards and towards != everyone:
        return everyone - towards, "towards"
    for context in (Context.FROM, Context.OF):
        givers = led(context) - towards
        if givers and givers != everyone:
            return givers, str(context)
    helpers = _before_help(index, draft, mentions)
    if helpers and helpers != everyone:
        return helpers, "help"
    if not draft.has(KindTrait.TARGETS) and index.home in everyone:
        return everyone - {index.home}, "home"
    first = order[0] if mentions or draft.state.actor not in everyone else str(draft.state.actor)
    exports = Measure.IMPORT not in told
    return frozenset({first}) if exports else everyone - {first}, "order"
