"""What was annotated in another tool, taken into the corrections of a dataset."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ruammit.dataset.files import Folder
from ruammit.dataset.store import open_dataset
from ruammit.errors import ReviewError
from ruammit.review.bridges.formats import read
from ruammit.review.bridges.spans import Labelled, corrections_of
from ruammit.review.corrections import Action, Correction, correction, reviewer_name
from ruammit.review.replay import active
from ruammit.review.store import Reviews

__all__ = ["Taken", "take_in"]


@dataclass
class Taken:
    """What came of a file.

    Attributes:
        articles: articles taken in.
        corrections: corrections made of them.
        left_out: what was not taken in, and why: a line each.
    """

    articles: int = 0
    corrections: int = 0
    left_out: list[str] = field(default_factory=list)


def take_in(location: str, path: str, of: str, reviewer: str) -> Taken:
    """Take a tool's file into the corrections of a dataset, as the work of one reviewer.

    What the reviewer did before to the articles of the file is undone: the file has all of their work on them.

    Args:
        location: the dataset's folder.
        path: the file.
        of: a name of `bridges.formats.FORMATS`.
        reviewer: who annotated.

    Raises:
        ReviewError: the file cannot be read, or is not such a file.
    """
    name = reviewer_name(reviewer)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ReviewError(f"cannot be read: {why}", where=path, cure=f"name a file that {of} has exported") from error
    given = {one.sha256: one for one in read(text, of, path)}
    reviews, taken = Reviews(Folder(location)), Taken()
    found: list[Correction] = []
    for extraction in open_dataset(location, corrected=False).extractions_of(given):
        article: Labelled = given.pop(extraction.sha256)
        try:
            made = corrections_of(article, extraction, name)
        except ReviewError as error:
            taken.left_out.append(str(error))
            continue
        before = active(one for one in reviews.of_article(extraction) if one.reviewer == name)
        found += [correction(extraction, Action.UNDO, name, undoes=one.id) for one in before]
        found += made
        taken.articles += 1
        taken.corrections += len(made)
    reviews.add(found)
    taken.left_out += [f"{one.id}: the dataset has no article with this text" for one in given.values()]
    return taken
