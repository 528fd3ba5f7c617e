"""The order in which articles are worth a look, and pages of it: worked out by DuckDB, whatever the dataset's size.

An article is as urgent as its most urgent record: an unlikely one (a low score), one with a flag, one whose amount
another article gives otherwise, and one of a large sum are looked at first. The weights are a judgement, not learned.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset

__all__ = ["PAGE", "Filters", "Queue", "State"]

PAGE = 50
"""Articles on a page of the list."""

_BONUS = 0.3
"""What a flag, a difference or a large sum adds to the improbability of a record (0 to 1)."""
_LARGE = 0.9
"""From which part of the amounts in one currency a sum is large."""
_NEAR = 2
"""Two amounts of the same sides, measure and period differ where the larger is less than so many times the smaller:
further apart, they are rather amounts of two things."""


class State(StrEnum):
    """How far the review of an article is."""

    AGAIN = "again"
    """A correction does not fit any more, or two reviewers do not agree."""
    STARTED = "started"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles to list; None: any.

    Attributes:
        show: `todo` (not done by anybody), `again`, `done`, or `all`.
        query: words of the title, the id, or the quote of a record.
        kind: a kind of record that it has.
        lang: its language.
        country: ISO 3166-1 code of a side of one of its records.
        reason: `flagged`, `differs`, `large` or `unlikely`.
    """

    show: str = "todo"
    query: str | None = None
    kind: str | None = None
    lang: str | None = None
    country: str | None = None
    reason: str | None = None


_FACTS = """
CREATE TEMP TABLE facts AS
SELECT article_id, id, kind, score, len(flags) > 0 AS flagged, "start", "end",
    array_to_string(list_sort(list_distinct([party.country FOR party IN parties])), ',') AS countries,
    [{'value': amount.value, 'measure': amount.measure, 'currency': amount.currency} FOR amount IN amounts] AS amounts
FROM records
"""
"""What decides of every record, nested columns read once."""

_NOTED = f"""
CREATE TEMP TABLE noted AS
WITH items AS (
    SELECT hash(article_id) AS article, id, hash(kind, countries, "start", "end") AS matter,
        "end" IS NOT NULL AND countries <> '' AS comparable, unnest(amounts) AS amount FROM facts
), amounts AS (
    SELECT article, id, amount.value::DOUBLE AS value, amount.currency AS currency,
        hash(matter, amount.measure, amount.currency) AS matter, comparable
    FROM items WHERE amount.value IS NOT NULL
), bounds AS (
    SELECT currency, quantile_disc(value, {_LARGE}) AS bound FROM amounts GROUP BY currency HAVING count(*) >= 10
), ranked AS (
    SELECT id, value, lag(value) OVER w AS below, lead(value) OVER w AS above,
        lag(article) OVER w <> article AS below_elsewhere, lead(article) OVER w <> article AS above_elsewhere
    FROM amounts WHERE comparable WINDOW w AS (PARTITION BY matter ORDER BY value)
), told AS (
    SELECT DISTINCT id FROM ranked
    WHERE (below_elsewhere AND below < value AND value < {_NEAR} * below)
        OR (above_elsewhere AND value < above AND above < {_NEAR} * value)
)
SELECT a.id, bool_or(coalesce(a.value >= b.bound, false)) AS large, bool_or(t.id IS NOT NULL) AS differs
FROM amounts a LEFT JOIN bounds b USING (currency) LEFT JOIN told t ON t.id = a.id
GROUP BY a.id
"""

_QUEUE = f"""
CREATE TEMP TABLE queue AS
WITH rated AS (
    SELECT r.article_id, count(*) AS records, min(r.score) AS score, bool_or(r.flagged) AS flagged,
        bool_or(coalesce(n.differs, false)) AS differs, bool_or(coalesce(n.large, false)) AS large,
        string_agg(DISTINCT r.kind, ',') AS kinds, string_agg(DISTINCT r.countries, ',') AS countries,
        max(1 - r.score + {_BONUS} * (r.flagged::INT + coalesce(n.differs, false)::INT
            + coalesce(n.large, false)::INT)) AS urgency
    FROM facts r LEFT JOIN noted n USING (id) GROUP BY r.article_id
)
SELECT a.id, a.sha256, a.title, a.lang, a.published, coalesce(t.records, 0) AS records, t.score,
    coalesce(t.flagged, false) OR len(a.flags) > 0 AS flagged, coalesce(t.differs, false) AS differs,
    coalesce(t.large, false) AS large, ',' || t.kinds || ',' AS kinds, ',' || t.countries || ',' AS countries,
    coalesce(t.urgency, 0) + {_BONUS} * (len(a.flags) > 0)::INT AS urgency
FROM articles a LEFT JOIN rated t ON t.article_id = a.id
"""

_UNLIKELY = 0.3
"""The score below which a record is called unlikely."""

_REASONS = {
    "flagged": "q.flagged",
    "differs": "q.differs",
    "large": "q.large",
    "unlikely": f"q.score < {_UNLIKELY}",
}
_SHOWN = {
    "todo": "coalesce(s.state, '') <> 'done'",
    "again": "s.state = 'again'",
    "done": "s.state = 'done'",
    "all": "true",
}


class Queue:
    """The articles of a dataset, the most urgent first.

    Args:
        dataset: as it was extracted.
        states: SHA-256 of a text to how far its review is, of those that were begun.
    """

    def __init__(self, dataset: Dataset, states: Mapping[str, State]) -> None:
        self._database = dataset.connect()
        self._lock = threading.Lock()
        for statement in (_FACTS, _NOTED, _QUEUE, "DROP TABLE facts", "DROP TABLE noted"):
            self._database.execute(statement)
        self._database.execute("CREATE TEMP TABLE states (sha256 VARCHAR PRIMARY KEY, state VARCHAR)")
        if states:
            told = pa.table({"sha256": list(states), "state": [str(state) for state in states.values()]})
            self._database.register("_states", told)
            self._database.execute("INSERT INTO states SELECT * FROM _states")
            self._database.unregister("_states")

    def close(self) -> None:
        """Let the database go."""
        self._database.close()

    def put(self, sha256: str, state: State | None) -> None:
        """Note how far the review of a text is; None: it was not begun."""
        with self._lock:
            if state is None:
                self._database.execute("DELETE FROM states WHERE sha256 = ?", [sha256])
            else:
                self._database.execute("INSERT OR REPLACE INTO states VALUES (?, ?)", [sha256, str(state)])

    def page(self, filters: Filters, offset: int = 0, limit: int = PAGE) -> dict[str, Any]:
        """A page of the list: `total` articles fit the filters, `rows` are those from `offset` on."""
        where, values = _where(filters)
        joined = f"FROM queue q LEFT JOIN states s USING (sha256) WHERE {where}"
        reasons = ", ".join(f"coalesce({test}, false) AS {name}" for name, test in _REASONS.items())
        page = (
            "SELECT q.id, q.sha256, q.title, q.lang, q.published::VARCHAR AS published, q.records, q.score,"
            f" {reasons}, s.state {joined}"
            " ORDER BY s.state IS NOT DISTINCT FROM 'again' DESC, q.urgency DESC, q.id LIMIT ? OFFSET ?"
        )
        total = self._rows(f"SELECT count(*) AS n {joined}", values)[0]["n"]
        return {"total": total, "offset": offset, "rows": self._rows(page, [*values, limit, offset])}

    def facets(self) -> dict[str, list[str]]:
        """What there is to filter by: languages, kinds and countries."""
        told = {
            "lang": "SELECT DISTINCT lang AS v FROM queue",
            "kind": "SELECT DISTINCT unnest(string_split(kinds, ',')) AS v FROM queue",
            "country": "SELECT DISTINCT unnest(string_split(countries, ',')) AS v FROM queue",
        }
        return {name: sorted(row["v"] for row in self._rows(query) if row["v"]) for name, query in told.items()}

    def progress(self) -> dict[str, int]:
        """How many articles there are, and how many are done, started, and to be looked at again."""
        rows = self._rows("SELECT s.state, count(*) AS n FROM queue q LEFT JOIN states s USING (sha256) GROUP BY ALL")
        counts = {row["state"] or "open": row["n"] for row in rows}
        return {"total": sum(counts.values())} | {str(state): counts.get(str(state), 0) for state in State}

    def _rows(self, query: str, values: Iterable[object] = ()) -> list[dict[str, Any]]:
        with self._lock:
            table: pa.Table = self._database.sql(query, params=list(values)).to_arrow_table()
        rows: list[dict[str, Any]] = table.to_pylist()
        return rows


def _where(filters: Filters) -> tuple[str, list[object]]:
    """The condition of the filters, and its values."""
    conditions, values = [_SHOWN.get(filters.show, "true")], list[object]()
    if filters.reason in _REASONS:
        conditions.append(_REASONS[filters.reason])
    if filters.lang:
        conditions.append("q.lang = ?")
        values.append(filters.lang)
    for name, value in (("kinds", filters.kind), ("countries", filters.country)):
        if value:
            conditions.append(f"contains(q.{name}, ?)")
            values.append(f",{value},")
    for word in (filters.query or "").split()[:10]:
        # Lower-casing every quote costs far more than looking for three spellings of a word.
        spellings = sorted({word, word.lower(), word.capitalize(), word.upper()})
        quoted = " OR ".join("contains(quote, ?)" for _ in spellings)
        conditions.append(
            "(contains(lower(concat_ws(' ', q.id, q.title)), ?)"
            f" OR q.id IN (SELECT article_id FROM records WHERE {quoted}))"
        )
        values += [word.lower(), *spellings]
    return " AND ".join(conditions), values
