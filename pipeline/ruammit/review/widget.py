"""A handful of records in a notebook, one after the other, with buttons to accept and reject."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from ruammit.errors import RuammitError
from ruammit.review.corrections import this_user
from ruammit.review.queue import Filters
from ruammit.review.session import Session

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset

__all__ = ["ReviewWidget", "review_widget"]


class ReviewWidget(anywidget.AnyWidget):
    """The records to look at; what its buttons say is kept at once, as by `ruammit review`.

    Args:
        session: reviewer and dataset.
        most: records to show.
    """

    _esm = resources.files("ruammit.review").joinpath("assets/widget.js").read_text(encoding="utf-8")
    _css = resources.files("ruammit.review").joinpath("assets/widget.css").read_text(encoding="utf-8")
    records = traitlets.List(traitlets.Dict()).tag(sync=True)
    at = traitlets.Int(0).tag(sync=True)
    message = traitlets.Unicode("").tag(sync=True)

    def __init__(self, session: Session, most: int) -> None:
        super().__init__()
        self._session = session
        self.records = list(_open_records(session, most))
        self.on_msg(self._told)

    def _told(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        """A button was pressed: `action` is accept, reject or undo."""
        number, action = int(content.get("at", -1)), str(content.get("action"))
        if action not in {"accept", "reject", "undo"} or not 0 <= number < len(self.records):
            return
        record = self.records[number]
        wanted = "drop" if action == "undo" else action  # of this record, whatever was done to others since
        try:
            self._session.act({"article": record["article"], "action": wanted, "records": [record["key"]]})
        except RuammitError as error:
            self.message = str(error)
            return
        state = {"accept": "accepted", "reject": "rejected", "undo": "open"}[action]
        self.message = ""
        self.records = [*self.records[:number], record | {"state": state}, *self.records[number + 1 :]]


def _open_records(session: Session, most: int) -> Any:
    """Records that nobody has judged, of the most urgent articles, as the widget shows them."""
    left, offset = most, 0
    while left > 0:
        page = session.page(Filters(), offset, most)
        for row in page["rows"]:
            for record in session.article(row["id"])["records"]:
                if record["state"] == "open" and left > 0:
                    left -= 1
                    told = ("key", "summary", "quote", "subject", "score", "flags", "state")
                    yield {name: record[name] for name in told} | {"article": row["id"], "lang": row["lang"]}
        offset += len(page["rows"])
        if offset >= page["total"]:
            return


def review_widget(dataset: Dataset, location: str, reviewer: str | None = None, most: int = 20) -> ReviewWidget:
    """A widget with the records of a dataset that are most worth a look.

    Args:
        dataset: an open dataset.
        location: its folder.
        reviewer: who corrects; None: the user of this machine.
        most: records to show.

    Raises:
        ReviewError: no name for a reviewer, or the dataset is not on the local disk.
    """
    return ReviewWidget(Session(dataset, location, reviewer or this_user()), most)
