"""The one family of exceptions that Ruammit raises: catch `RuammitError` to catch them all."""

from __future__ import annotations

from ruammit.text.visible import visible, visible_line

__all__ = [
    "ArticleError",
    "DatasetError",
    "GoldError",
    "ModelError",
    "OutputError",
    "PackError",
    "ResourceError",
    "ReviewError",
    "RuammitError",
    "SettingsError",
]


class RuammitError(Exception):
    """What went wrong, where, and what to do about it; its text is safe to print, whatever a file name holds.

    Args:
        what: what is wrong, in one sentence.
        where: the file (and line) or the value concerned, as the user named it.
        cure: what the user can do.
    """

    def __init__(self, what: str, *, where: str | None = None, cure: str | None = None) -> None:
        self.what = what
        self.where = where
        self.cure = cure
        place = f"{visible_line(where)}: " if where else ""
        advice = f" ({cure})" if cure else ""
        super().__init__(visible(f"{place}{what}{advice}"))

    def __reduce__(self) -> tuple[object, ...]:
        """Exceptions cross process borders; keyword arguments must survive the way."""
        return _rebuild, (type(self), self.what, self.where, self.cure)


def _rebuild(kind: type[RuammitError], what: str, where: str | None, cure: str | None) -> RuammitError:
    return kind(what, where=where, cure=cure)


class ArticleError(RuammitError):
    """An article that cannot be read: it is set aside, the run goes on."""


class OutputError(RuammitError):
    """A file that cannot be written."""


class ResourceError(RuammitError):
    """This machine lacks something that no article is to blame for, such as room for temporary files."""


class SettingsError(RuammitError):
    """A file with settings that cannot be read, or that has a key or value that no command takes."""


class PackError(RuammitError):
    """A language without a pack, or a language pack whose data is wrong."""


class DatasetError(RuammitError):
    """A dataset folder that cannot be opened, written or queried."""


class GoldError(RuammitError):
    """An annotation that does not follow the format or does not fit its article."""


class ModelError(RuammitError):
    """A learned model that is missing, damaged, or made for other features."""


class ReviewError(RuammitError):
    """A correction that cannot be made, or a file of corrections that cannot be read."""
