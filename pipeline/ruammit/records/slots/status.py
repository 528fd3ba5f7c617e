"""Done or planned: which words of the clause say that a thing is still to come, and how near its trigger they stand.

A logistic model weighs them (`scoring`). Two things are settled before it: a target is still to come, and so is an
amount that is expected; where a rise starts is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, Cue, FrameTrait, KindTrait
from ruammit.records.drafts import Draft
from ruammit.records.features import holding, modifiers
from ruammit.records.filled import Filled
from ruammit.records.index import ArticleIndex
from ruammit.records.lexicon import PhraseMatch
from ruammit.records.scoring import Feature, Features, Models
from ruammit.records.segment import Clause
from ruammit.records.slots.period import Period, begins_later, is_over
from ruammit.records.surroundings import worded
from ruammit.schema import Measure

__all__ = ["planned", "status_features"]

TENSES = (Cue.PLANNED, Cue.PROPOSED, Cue.FURTHERED, Cue.PAST, Cue.OVER, Cue.TO_COME, Cue.FUTURE_TENSE)
"""The lists of modifiers that tell an article's tense."""
REACH = 300
"""Characters of its sentence before a clause whose modifiers still hold for it."""
GAPS = (12, 30, 80)
"""Characters between a word of tense and a trigger: right beside it, near it, in the same breath, beyond."""
BACK = 200
"""Characters of its line before a clause in which the tense is looked for that it goes on in."""
NEXT = 2
"""Characters between a date and the word that makes it one to come."""
ACCOMPLISHED = 0.04
"""Probability that what is told as accomplished is still to come: 6 of 142 annotated records."""
AHEAD = frozenset({Cue.PLANNED, Cue.PROPOSED, Cue.TO_COME})
"""Lists of words for what is to come."""
READINESS = ontology().frames_with(FrameTrait.READINESS)


def planned(index: ArticleIndex, filled: Filled, models: Models) -> float:
    """How likely the draft is still to come."""
    if filled.base:
        return 0.0
    if begins_later(index, filled.period):
        return 1.0
    measures = {amount.measure for amount in filled.amounts}
    if measures and measures <= {Measure.TARGET}:
        return 1.0
    features = status_features(index, filled)
    if filled.amounts and _forecast(index, filled, features):
        return 1.0
    return ACCOMPLISHED if _accomplished(index, filled.draft, features) else models.planned.probability(features)


def _accomplished(index: ArticleIndex, draft: Draft, features: Features) -> bool:
    """Whether a word of the past governs a trigger right behind it, in a clause without a word of what is to come."""
    near, governs = f"{Cue.PAST}.before.{GAPS[0]}", f"{Cue.PAST}.before.governs"
    if near not in features.signs or governs not in features.signs:
        return False
    clause = draft.clause
    return not any(hit.key in AHEAD for hit in _tenses(index, clause.start, clause.end))


def _forecast(index: ArticleIndex, filled: Filled, features: Features) -> bool:
    """Whether its amount is expected, whatever its period: "will export", "may reach", also where a measure goes on."""
    if f"{Cue.PLANNED}.before.{GAPS[0]}" in features.signs:
        return True
    draft = filled.draft
    amount = index.place(filled.amounts[0].evidence[0])[0]
    first = draft.clause.start if draft.carried else max(draft.clause.start, amount - GAPS[1])
    words = _tenses(index, first, amount)
    if draft.carried:
        return any(hit.key == Cue.PLANNED for hit in words)
    return bool(words) and words[-1].key in (Cue.PLANNED, Cue.TO_COME) and draft.has(KindTrait.SERIES)


def status_features(index: ArticleIndex, filled: Filled) -> Features:
    """What speaks for a record being still to come."""
    draft, kind = filled.draft, filled.draft.kind
    dates = index.dates.within(draft.clause.start, draft.clause.end)
    signs: dict[Feature, object] = {
        f"kind.{kind}": True,
        ("amount", kind): filled.amounts,
        "target": any(amount.measure is Measure.TARGET for amount in filled.amounts),
        "lang." + index.analysis.article.lang: True,
        f"readiness|{kind}": READINESS & draft.frames.keys(),
        "coming": any(index.context(Context.COMING, date.end, date.end + NEXT) for date in dates),
    }
    for name in (*("frame." + frame for frame in draft.told), *_beside(index, draft)):
        signs[name] = True
    signs |= _when(index, filled.period)
    around, numbers = _around(index, draft)
    other = {name: count for name, count in modifiers(index, draft).items() if _list_of(name) not in TENSES}
    return Features(holding(signs | around), other | numbers, worded(index, draft))


def _list_of(modifier: Feature) -> str:
    """The list that a count of modifiers is of: "planned" of "planned.near"."""
    return str(modifier).partition(".")[0]


def _when(index: ArticleIndex, period: Period) -> dict[Feature, object]:
    """Whether the period lies before or after the day of publication; without one, after all years told of."""
    start, end = period.start or period.end, period.end or period.start
    if not start or not end or "X" in start + end:
        return {}
    if "X" not in (index.analysis.article.published or "X"):
        return {"dated": True, "before": is_over(index, period), "after": begins_later(index, period)}
    return {"dated": True, "after.year": index.last_year and int(start[:4]) > index.last_year}


def _tenses(index: ArticleIndex, start: int, end: int) -> list[PhraseMatch]:
    """The words of tense that start there."""
    return [hit for hit in index.modifiers.within(start, end) if hit.key in TENSES]


def _beside(index: ArticleIndex, draft: Draft) -> Iterator[str]:
    """Of each list of words of tense how near one stands to a trigger, on which side, and whether it governs it.

    Another word of tense between the two governs the trigger in its place; a phrase between them that tells of another
    thing may be what the word is said of.
    """
    clause = draft.clause
    words = _tenses(index, clause.start, clause.end)
    triggers = [hit for hit in draft.triggers if hit.start >= clause.start] or draft.triggers
    nearest: dict[tuple[str, str], tuple[int, PhraseMatch, PhraseMatch]] = {}
    for word in words:
        for trigger in triggers:
            before = word.start <= trigger.start
            gap = trigger.start - word.end if before else word.start - trigger.end
            known = nearest.get(place := (word.key, "before" if before else "behind"))
            if known is None or gap < known[0]:
                nearest[place] = gap, word, trigger
    for (key, side), (gap, word, trigger) in nearest.items():
        name = f"{key}.{side}"
        yield f"{name}.{next((most for most in GAPS if gap <= most), 'far')}"
        first, last = sorted((word.start, trigger.start))
        if not any(other.key != key and first < other.start < last for other in words):
            yield f"{name}.governs"
        if any(hit.key not in draft.told for hit in index.telling.within(first + 1, last)):
            yield f"{name}.other"


def _before(index: ArticleIndex, clause: Clause) -> str:
    """The list of the last word of tense before the clause in its line."""
    first = index.text.rfind("\n", max(0, clause.start - BACK), clause.start) + 1
    words = _tenses(index, first or max(0, clause.start - BACK), clause.start)
    return words[-1].key if words else "none"


def _around(index: ArticleIndex, draft: Draft) -> tuple[dict[Feature, object], dict[Feature, float]]:
    """The word of tense nearest before the trigger, those of the sentence before the clause, and those of the head.

    What an enumeration is introduced with ("agreed to ...; ...; ...") holds for all its parts.
    """
    clause = draft.clause
    before = _tenses(index, clause.start, draft.first)
    last = before[-1] if before else None
    introduced = Counter(
        hit.key for hit in index.modifiers.within(max(clause.sentence, clause.start - REACH), clause.start)
    )
    said = {hit.key for hit in _tenses(index, clause.start, clause.end)} | set(introduced)
    signs: dict[Feature, object] = {
        "nearest." + (last.key if last else "none"): True,
        "near." + (last.key if last else "none"): last is not None and draft.first - last.end <= GAPS[1],
        "line." + _before(index, clause): True,
        "plain": not said & AHEAD,  # told as a fact
    }
    numbers: dict[Feature, float] = {"sentence." + key: min(count, 2) for key, count in introduced.items()}
    numbers |= {"head." + key: min(index.head_modifiers[key], 3) / 3 for key in TENSES}
    return signs, numbers
