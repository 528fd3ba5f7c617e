"""A reviewer at work on a dataset: articles as the page shows them, and what the reviewer does to their records."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ruammit.dataset.files import Folder
from ruammit.errors import ReviewError
from ruammit.review.combine import Reviewed, reviewed
from ruammit.review.corrections import Action, Correction, Layer, correction, reviewer_name
from ruammit.review.forms import merged_form, record_of
from ruammit.review.identity import content
from ruammit.review.items import article_json, items, key_of
from ruammit.review.queue import Filters, Queue, State
from ruammit.review.replay import Fit, active
from ruammit.review.store import Reviews
from ruammit.review.typed import Kind, read_selected, read_typed
from ruammit.schema import Extraction, Record
from ruammit.text.counted import counted

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset

__all__ = ["Session", "state_of"]


def state_of(found: Reviewed) -> State | None:
    """How far the review of an article is, whoever has worked on it."""
    if found.misfits or found.conflicts:
        return State.AGAIN
    groups = found.groups.get(Layer.RECORDS, ())
    judged = {number for group in groups for decision in group.decisions for number in decision.origins}
    if found.complete or (found.own.records and len(judged) == len(found.own.records)):
        return State.DONE
    return State.STARTED if groups or found.notes else None


class Session:
    """One reviewer, one dataset.

    Args:
        dataset: an open dataset.
        location: its folder.
        reviewer: who corrects.

    Raises:
        ReviewError: `reviewer` is no name, or the folder is not on the local disk.
    """

    def __init__(self, dataset: Dataset, location: str, reviewer: str) -> None:
        self.reviewer = reviewer_name(reviewer)
        folder = Folder(location)
        if not folder.local:
            raise ReviewError("only a dataset on the local disk can be reviewed", where=location, cure="copy it here")
        self.location = location
        self.reviews = Reviews(folder)
        self._own = dataset.as_extracted()
        self._lock = threading.RLock()
        begun = self._own.extractions_of(self.reviews.texts, self.reviews.articles)
        states = {one.sha256: state for one in begun if (state := self._state(one))}
        self.queue = Queue(self._own, states)

    def close(self) -> None:
        """Let the dataset go; every correction is on the disk already."""
        self.queue.close()

    # --- looking -----------------------------------------------------------------------------------------------------

    def page(self, filters: Filters, offset: int, limit: int) -> dict[str, Any]:
        """A page of the list of articles, and how far the review is."""
        return self.queue.page(filters, offset, limit) | {"progress": self.queue.progress()}

    def article(self, article_id: str, locale: str = "en") -> dict[str, Any]:
        """An article as the page shows it, in the words of a locale.

        Raises:
            DatasetError: the dataset has no such article.
        """
        extraction = self._own.extraction(article_id)
        mine, earlier = self._mine(extraction), self._earlier(extraction)
        return article_json(self._reviewed(extraction), mine, self.reviewer, earlier, locale)

    def _reviewed(self, extraction: Extraction) -> Reviewed:
        return reviewed(extraction, self.reviews.of_article(extraction))

    def _state(self, extraction: Extraction) -> State | None:
        """How far the review of an article is; what this reviewer said of an earlier text is to be looked at again."""
        return State.AGAIN if self._earlier(extraction) else state_of(self._reviewed(extraction))

    def _mine(self, extraction: Extraction) -> list[Correction]:
        """What this reviewer has done to the article, undone corrections left out."""
        return active(one for one in self.reviews.of_article(extraction) if one.reviewer == self.reviewer)

    def _earlier(self, extraction: Extraction) -> list[Correction]:
        """What this reviewer has done to earlier texts of the article and does not fit this one."""
        return [one for one in self.reviews.left_behind(extraction) if one.reviewer == self.reviewer]

    def read(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """What the readers make of typed or selected words: `article`, `kind`, and `text` or `place`.

        Raises:
            ReviewError: nothing of the kind.
        """
        extraction, kind = self._own.extraction(str(data["article"])), Kind(str(data["kind"]))
        if data.get("place") is None:
            return read_typed(str(data["text"]), kind, extraction)
        start, end = map(int, data["place"])
        value, span = read_selected(extraction, start, end, kind)
        return value | {"place": [span.start_char, span.end_char]}

    # --- doing -------------------------------------------------------------------------------------------------------

    def act(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Do what the page asks for, and keep it; the article as it stands afterwards.

        Args:
            data: `article`, `action`, `lang` (the page's locale), the keys of the `records` concerned, the `form` of
                the record that there is to be, and a `note`, as far as the action takes them.

        Raises:
            ReviewError: it cannot be done; nothing is kept.
        """
        with self._lock:
            extraction = self._own.extraction(str(data["article"]))
            keys = [str(key) for key in data.get("records", ())]
            form, note = data.get("form"), str(data["note"])[:10_000] if data.get("note") else None
            self.reviews.add(self._corrections(extraction, str(data["action"]), keys, form, note))
            self.queue.put(extraction.sha256, self._state(extraction))
            return self.article(extraction.id, str(data.get("lang", "en")))

    def _corrections(
        self, extraction: Extraction, action: str, keys: Sequence[str], form: object, note: str | None
    ) -> list[Correction]:
        if action in _SPECIAL:
            return _SPECIAL[action](self, extraction, keys)
        records = self._records(extraction, keys)
        chosen = Action(action)
        after: tuple[Record, ...] = ()
        if chosen is Action.ACCEPT:
            after = records
        elif chosen is Action.MERGE:
            after = (record_of(merged_form(records).model_dump(mode="json"), extraction, records[0]),)
        elif chosen in {Action.CHANGE, Action.ADD}:
            after = (record_of(form, extraction, records[0] if records else None),)
        elif chosen is Action.SPLIT:
            after = (*records, record_of(form, extraction))
        if chosen is Action.CHANGE and content(after[0]) == content(records[0]):
            chosen = Action.ACCEPT  # a form that was saved as it stood
        elif chosen in {Action.CHANGE, Action.ADD, Action.SPLIT, Action.MERGE}:
            self._refuse_twins(extraction, records, after)
        try:
            return [correction(extraction, chosen, self.reviewer, before=records, after=after, note=note)]
        except ValueError as error:
            raise ReviewError(
                f"{action} does not go with {counted(len(records), 'record')}", cure="choose others"
            ) from error

    def _records(self, extraction: Extraction, keys: Sequence[str]) -> tuple[Record, ...]:
        """The records of the page with these keys, as this reviewer sees them."""
        seen = {key_of(item.record): item.record for item in items(extraction, self._mine(extraction))}
        if missing := [key for key in keys if key not in seen]:
            raise ReviewError(
                "the record has changed since it was shown", where=missing[0], cure="open the article again"
            )
        return tuple(seen[key] for key in keys)

    def _refuse_twins(self, extraction: Extraction, before: Sequence[Record], after: Sequence[Record]) -> None:
        """Two records of an article with the same content cannot be told apart, and are one to a reader."""
        old = {content(record) for record in before}
        stand = {content(item.record) for item in items(extraction, self._mine(extraction)) if item.stands} - old
        told = [content(record) for record in after]
        if stand & set(told) or len(set(told)) < len(told):
            raise ReviewError("the article already has this record", cure="change something in it, or leave it out")

    def _undo(self, extraction: Extraction, _keys: Sequence[str]) -> list[Correction]:
        """Take back the last thing that this reviewer did to the article."""
        mine = self._mine(extraction)
        if not mine:
            raise ReviewError("there is nothing to undo in this article", where=extraction.id)
        return [self._undoing(extraction, mine[-1])]

    def _undoing(self, extraction: Extraction, one: Correction) -> Correction:
        told = correction(extraction, Action.UNDO, self.reviewer, undoes=one.id)
        return told.model_copy(update={"sha256": one.sha256, "article": one.article})

    def _keep(self, extraction: Extraction, keys: Sequence[str]) -> list[Correction]:
        """Say once more what no longer fits the extraction, so that it fits."""
        found: list[Correction] = []
        for item in items(extraction, self._mine(extraction)):
            if item.decision is None or item.decision.fit is Fit.FITS or key_of(item.record) not in keys:
                continue
            found += [self._undoing(extraction, one) for one in item.decision.corrections]
            now = tuple(extraction.records[number] for number in sorted(item.decision.origins))
            results = tuple(result for result in item.decision.results if isinstance(result, Record))
            found += _anew(extraction, self.reviewer, now, results)
            break
        if not found:
            raise ReviewError("this fits the extraction", cure="open the article again")
        return found

    def _drop(self, extraction: Extraction, keys: Sequence[str]) -> list[Correction]:
        """Let go of what no longer fits the extraction."""
        for item in items(extraction, self._mine(extraction)):
            if item.decision is not None and key_of(item.record) in keys:
                return [self._undoing(extraction, one) for one in item.decision.corrections]
        raise ReviewError("there is nothing to let go of", cure="open the article again")

    def _forget(self, extraction: Extraction, keys: Sequence[str]) -> list[Correction]:
        """Let go of a correction of an earlier text."""
        return [self._undoing(extraction, one) for one in self._earlier(extraction) if one.id in keys]


_SPECIAL = {
    "undo": Session._undo,
    "keep": Session._keep,
    "drop": Session._drop,
    "forget": Session._forget,
}


def _anew(
    extraction: Extraction, reviewer: str, now: tuple[Record, ...], results: tuple[Record, ...]
) -> list[Correction]:
    """The correction that makes the results of what is extracted now."""
    if not results:
        return [correction(extraction, Action.REJECT, reviewer, before=(record,)) for record in now]
    if not now:
        return [correction(extraction, Action.ADD, reviewer, after=(record,)) for record in results]
    if len(now) == 1:
        action = Action.CHANGE if len(results) == 1 else Action.SPLIT
        return [correction(extraction, action, reviewer, before=now, after=results)]
    merged = correction(extraction, Action.MERGE, reviewer, before=now, after=results[:1])
    more = (correction(extraction, Action.ADD, reviewer, after=(record,)) for record in results[1:])
    return [merged, *more]
