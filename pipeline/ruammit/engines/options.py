"""How the articles of a run are read and extracted."""

from __future__ import annotations

from dataclasses import dataclass

from ruammit.dataset.fingerprints import Known
from ruammit.readers.articles import SIZE_LIMIT
from ruammit.readers.fields import FieldNames
from ruammit.scores import checked_score

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are read and extracted.

    Attributes:
        lang: the language of articles that do not name their own; None: it is found out.
        home: ISO 3166-1 alpha-2 code of the country whose news the articles are that do not name their own; None: it is
            found out.
        min_score: records with a lower score are left out; None: the model's own choice.
        model: the folder of record models other than the package's; None: those of the package.
        reader: the second reader that is to read the articles too (`Extraction.reader`); None: rules alone.
        size_limit: bytes of the largest article that is read.
        time_limit: seconds of a processor that one article may take (and four times as long on a clock).
        reextract: whether to extract again what the dataset already has.
        update: whether to extract again what another version of the rules or data made.
        fields: what the fields of rows are called, where they do not have one of the usual names.
        since: ISO date; articles that were published earlier are passed over, those without a date are not.
    """

    lang: str | None = None
    home: str | None = None
    min_score: float | None = None
    model: str | None = None
    reader: str | None = None
    size_limit: int = SIZE_LIMIT
    time_limit: float = 30.0
    reextract: bool = False
    update: bool = False
    fields: FieldNames = ()
    since: str | None = None

    def __post_init__(self) -> None:
        """A score that is none is told before anything is read; 1 and 1.0 are one option."""
        object.__setattr__(self, "min_score", checked_score(self.min_score))

    def again(self, known: Known) -> bool:
        """Whether an article is extracted again though it has not changed."""
        return self.reextract or (self.update and not known.current)
