"""The words of a draft's clause and around it: what the text talks about, which no list of words holds.

"Police", "film" or "season" beside a meeting tell that it is none between countries. Such words are without number, so
they are learnt from judged statements (`training.records.judged`), and each counts little.
"""

from __future__ import annotations

from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex
from ruammit.records.placed import Dated

__all__ = ["dated", "worded"]

BEFORE = 150
"""Characters before a clause that are looked at."""
BEHIND = 100
"""Characters behind a clause that are looked at."""
HEAD = 120
"""Characters of the head of an article that say what it is about."""
BESIDE = 3
"""Words on either side of the triggers, and of a date."""
NEAR = 40
"""Characters on either side of a date in which they stand."""
BETWEEN = 15
"""Words between a date and the first trigger: the nearest to the date before it, to the trigger behind it."""


def worded(index: ArticleIndex, draft: Draft) -> dict[str, list[str]]:
    """The words of the draft's clause, beside its triggers, before and behind the clause, and of the article's head.

    By where they stand, each once; those of the clause also by the draft's kind.
    """
    clause, plain, first = draft.clause, index.wording.plain, draft.first
    last = max((hit.end for hit in draft.triggers if hit.start >= clause.start), default=first)
    inside = {
        "in": plain(clause.start, clause.end),
        "trigger.left": plain(clause.start, first)[-BESIDE:],
        "trigger.right": plain(last, clause.end)[:BESIDE],
    }
    around = {
        "before": plain(max(0, clause.start - BEFORE), clause.start),
        "behind": plain(clause.end, clause.end + BEHIND),
        "head": plain(0, HEAD if index.lead else 0),
    }
    found = {place: list(dict.fromkeys(words)) for place, words in (inside | around).items()}
    return found | {f"{place}|{draft.kind}": found[place] for place in inside}


def dated(index: ArticleIndex, draft: Draft, date: Dated, inside: list[str]) -> dict[str, list[str]]:
    """The words beside a date, between it and the draft's first trigger, and of the clause (`inside`), each once."""
    plain, first = index.wording.plain, draft.first
    found = {
        "date.left": plain(max(0, date.start - NEAR), date.start)[-BESIDE:],
        "date.right": plain(date.end, date.end + NEAR)[:BESIDE],
        "date.in": inside,
    }
    if date.end <= first:
        found["date.to"] = plain(date.end, first)[:BETWEEN]
    else:
        found["date.from"] = plain(first, date.start)[-BETWEEN:]
    return {place: list(dict.fromkeys(words)) for place, words in found.items()}
