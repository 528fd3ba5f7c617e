"""When: the period of a record, from its clause or from where a reader would take it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import log
from typing import NamedTuple

from ruammit.records.candidates import NOTABLE, Candidate
from ruammit.records.figures import span
from ruammit.records.model import Part, part, probability, trained
from ruammit.records.scene import Dated, Scene
from ruammit.schema import Granularity, Measure, RecordKind, Slot

__all__ = ["Option", "choose_period", "fill_period", "period_options"]

FLOWS = {RecordKind.TRADE, RecordKind.INVESTMENT}
"""Kinds whose figures go on under the period of the sentence before."""
CARRY = 600
"""Characters over which a period is carried on to figures that have none."""
AFTER = 200
"""Characters after a clause in which the rest of its sentence may tell when."""
OPENING = 15
"""Characters at the start of a clause in which a date says when all of it was."""
NEAR = 20
"""Characters that are one step of distance between a date and a trigger."""
LED = 12
"""Characters before a date in which a little word makes it a beginning or an end."""
BESIDE = 80
"""Characters around a date in which a phrase of the record's kind claims it."""
OLD = 6
"""Years after which what an article tells is its background."""
SURE = 0.4
"""Probability from which a date is a record's period."""
SURE_SHORT = 0.25
"""The same in a text that is no article: what it says of dates is said for its records."""
VIA = {
    "clause": "sentence",
    "before": "sentence",
    "after": "sentence",
    "previous": "previous-sentence",
    "heading": "heading",
}
"""The context rule by which a date of each place comes into a record."""


def fill_period(scene: Scene, candidate: Candidate, taken: set[tuple[RecordKind, int]]) -> None:
    """Set the candidate's start, end and period slot, where something tells them.

    `taken` holds the dates (kind and place) that stand in clauses of their own: those are not carried on to another
    event. The candidate's own is added.
    """
    clause = candidate.clause
    trigger = candidate.triggers[0].start
    inside = [d for d in scene.dates.within(clause.start, clause.end) if not _of_the_saying(scene, d, trigger)]
    own = [d for d in inside if d.start not in scene.compared]
    if own:
        taken |= {(candidate.kind, date.start) for date in own}
        return _set(scene, candidate, _nearest(candidate, own), "sentence")
    earlier = [d for d in scene.dates.within(clause.sentence, clause.start) if d.start not in scene.compared]
    earlier = [d for d in earlier if not _of_the_saying(scene, d, trigger)]
    if any(hit.key == NOTABLE for hit in candidate.triggers):
        return None  # the date of the sum before it is not that of one project
    if candidate.kind in FLOWS:
        if earlier and (candidate.amounts or not candidate.shares):
            return _set(scene, candidate, earlier[-1], "sentence")
        if candidate.amounts and not _timeless(scene, candidate):
            before = scene.dates.within(max(0, clause.start - CARRY), clause.start)
            before = [d for d in before if d.start not in scene.compared and not _of_the_saying(scene, d, trigger)]
            if before:
                return _set(scene, candidate, before[-1], "previous-sentence")
    elif candidate.kind in {RecordKind.ENGAGEMENT, RecordKind.AGREEMENT} and earlier:
        last = earlier[-1]
        if last.end > clause.start - 120 and (candidate.kind, last.start) not in taken:
            return _set(scene, candidate, last, "sentence")
    return None


def _nearest(candidate: Candidate, dates: list[Dated]) -> Dated:
    """The date that stands closest to what triggered the record."""
    hits = [hit for hit in candidate.triggers if hit.start >= candidate.clause.start] or candidate.triggers
    return min(dates, key=lambda d: min(abs(d.start - h.start) if d.start < h.start else d.start - h.end for h in hits))


def _of_the_saying(scene: Scene, date: Dated, trigger: int) -> bool:
    """Whether a verb of saying stands between the date and the trigger: then the date tells when it was said."""
    return date.end <= trigger and bool(scene.context("report", date.end, trigger))


def _timeless(scene: Scene, candidate: Candidate) -> bool:
    """Whether the clause has a time of its own that no calendar tells ("now", "a year"), or aims at a target."""
    clause = candidate.clause
    if scene.context("present", clause.start, clause.end):
        return True
    return any(amount.measure is Measure.TARGET for amount in candidate.amounts)


def _set(scene: Scene, candidate: Candidate, date: Dated, via: str) -> None:
    if date is candidate.date and candidate.period and candidate.period.via == via:
        return  # the model agrees with the rules
    candidate.start, candidate.end, candidate.date = date.value.start, date.value.end, date
    candidate.period = Slot(evidence=(span(scene, date.start, date.end),), via=via)


class Option(NamedTuple):
    """A date that may be a record's period: where it stands as seen from the clause, and what speaks for it."""

    date: Dated
    where: str
    own: dict[str, float]
    shared: tuple[Part, ...]

    @property
    def features(self) -> dict[str, float]:
        """All that speaks for it: what the date is, what the candidate is, what lies between them."""
        features = dict(self.own)
        for one in self.shared:
            features.update(one.features)
        return features

    @property
    def likely(self) -> float:
        """How likely the candidate's period is this date, 0 to 1."""
        return probability("period", self.own, sum([one.odds for one in self.shared]))


def choose_period(scene: Scene, candidate: Candidate) -> None:
    """Set the candidate's period to the likeliest of the dates around it, or to none if none is likely.

    Before the first training the date that the rules chose (`fill_period`) stays.
    """
    if not trained("period"):
        return
    rated = [(option.likely, option) for option in period_options(scene, candidate)]
    best = max(rated, key=lambda pair: pair[0], default=None)
    if best and best[0] >= (SURE if scene.lead else SURE_SHORT):
        _set(scene, candidate, best[1].date, VIA[best[1].where])
    else:
        candidate.start = candidate.end = candidate.period = candidate.date = None


def period_options(scene: Scene, candidate: Candidate) -> list[Option]:
    """The dates in the clause, around it in its sentence, in the sentences before, and in the article's head."""
    clause, dates = candidate.clause, scene.dates
    line_end = scene.text.find("\n", clause.end)
    line_end = line_end if line_end >= 0 else len(scene.text)
    after = min(max(scene.analysis.sentence(max(clause.end - 1, 0))[1], clause.end), line_end, clause.end + AFTER)
    places = {
        "clause": dates.within(clause.start, clause.end),
        "before": dates.within(clause.sentence, clause.start)[-3:],
        "after": dates.within(clause.end, after)[:2],
        "previous": dates.within(max(0, clause.sentence - CARRY), clause.sentence)[-3:],
        "heading": dates.within(0, scene.lead)[:3],
    }
    found: dict[int, Option] = {}
    kind, rule, lang = str(candidate.kind), candidate.rule, scene.analysis.article.lang
    own_signs = _signs_of_candidate(scene, candidate)
    for where, near in places.items():
        possible = [date for date in near if date.start not in scene.compared]
        new = [date for date in possible if date.start not in found]
        if not new:
            continue
        alone = float(len(possible) == 1)
        of_candidate = _part(scene, _of_candidate, where, kind, rule, own_signs)
        for date in new:
            of_date = _part(scene, _of_date, where, kind, lang, _signs_of_date(scene, date))
            signs, gap = _between(scene, candidate, date, where)
            own = {"alone|" + where: alone, "gap|" + where: gap}
            if where == "previous":
                own["lines"] = min(scene.text.count("\n", date.end, clause.start), 4)
            of_both = _part(scene, _crossed, where, signs)
            found[date.start] = Option(date, where, own, (of_date, of_candidate, of_both))
    return list(found.values())


def _part(scene: Scene, features: Callable[..., dict[str, float]], *of: object) -> Part:
    """What the features of the arguments come to: made once an article, since many dates bear the same signs."""
    known, key = scene.parts, (features, *of)
    return known.get(key) or known.setdefault(key, part("period", features(*of)))


def _crossed(where: str, signs: Iterable[str]) -> dict[str, float]:
    """The signs as features, each by itself and with where the date stands."""
    f = dict.fromkeys(signs, 1.0)
    f.update(dict.fromkeys([f"{sign}|{where}" for sign in signs], 1.0))
    return f


def _of_date(where: str, kind: str, lang: str, signs: tuple[str, ...]) -> dict[str, float]:
    """What speaks for a date with the signs, the last one its grain, whatever the candidate of the kind is."""
    f = _crossed(where, signs)
    f[where] = f[f"{where}|{kind}"] = f[f"{signs[-1]}|{kind}"] = f[f"lang.{lang}|{where}"] = 1.0
    return f


def _of_candidate(where: str, kind: str, rule: str, signs: tuple[str, ...]) -> dict[str, float]:
    """What speaks for a date that stands `where` being the period of a candidate that bears the signs."""
    f = _crossed(where, signs)
    f["frame." + rule] = 1.0
    if "amounts" in signs:
        f[f"amounts|{kind}|{where}"] = 1.0
    return f


def _signs_of_date(scene: Scene, date: Dated) -> tuple[str, ...]:
    """The signs that the date bears for whatever candidate, the last one its grain."""
    known = scene.date_signs.get(date.start)
    if known is not None:
        return known
    value, published = date.value, scene.analysis.article.published or "X"
    year = value.end[:4]
    until = bool(scene.context("until", date.start - LED, date.start))
    # A day up to which figures run ("up to the end of June") is none on which something happens.
    grain = "cutoff" if until and value.granularity is Granularity.DAY else str(value.granularity)
    signs = {
        "since": bool(scene.context("since", date.start - LED, date.start)),
        "until": until,
        "anchored": value.anchored,
        "published": value.start == published,
        "future": "X" not in value.start + published and value.start > published,
        "old": year.isdigit() and int(year) + OLD <= scene.last_year,
        "many": scene.told[value.start, value.end] > 1,
        grain: True,
    }
    told = scene.date_signs[date.start] = tuple([name for name, holds in signs.items() if holds])
    return told


def _signs_of_candidate(scene: Scene, candidate: Candidate) -> tuple[str, ...]:
    """The signs that the candidate bears, whichever date is looked at."""
    clause = candidate.clause
    signs = {
        "no-rule": candidate.period is None,
        "amounts": bool(candidate.amounts),
        "target": any(amount.measure is Measure.TARGET for amount in candidate.amounts),
        "present": bool(scene.context("present", clause.start, clause.end)),
        "repeated": candidate.repeated,
        "head": clause.start < scene.lead,
    }
    return tuple([name for name, holds in signs.items() if holds])


def _between(scene: Scene, candidate: Candidate, date: Dated, where: str) -> tuple[tuple[str, ...], float]:
    """The signs of where the date stands as seen from the candidate and of what is between them, and how far it is."""
    clause, triggers = candidate.clause, candidate.triggers
    start, end = date.start, date.end
    hits = [hit for hit in triggers if hit.start >= clause.start] or triggers
    near = hits[0] if len(hits) == 1 else min(hits, key=lambda hit: abs(start - hit.start))
    ahead = start < near.start
    first, last = (end, near.start) if ahead else (near.end, start)
    signs = ["ahead"] if ahead else []
    if date is candidate.date:
        signs.append("rule")
    if end <= near.start and scene.context("report", end, near.start):
        signs.append("said")
    if start - clause.start < OPENING:
        signs.append("opening")
    if scene.telling.within(first, last):
        signs.append("triggered")
    if where != "clause" and _owned(scene, date, candidate.kind):
        signs.append("owned")
    return tuple(signs), log(1 + max(last - first, 0) / NEAR)


def _owned(scene: Scene, date: Dated, kind: RecordKind) -> bool:
    """Whether something of the kind is told of beside the date."""
    frames = scene.words.frames
    return any(frames[hit.key].kind is kind for hit in scene.telling.within(date.start - BESIDE, date.end + BESIDE))
