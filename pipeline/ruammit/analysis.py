"""An article in the pipeline: what each stage reads and what it adds.

Stages work in `reading.text` (offsets there are called `index`, or `start` and `end`); the models they make carry
offsets into the article's own text. `Analysis.quoted` is the one way from the first to the second.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypedDict, TypeVar

from ruammit import languages
from ruammit.languages import LanguagePack, Token
from ruammit.schema import Article, DateMention, Entity, Flag, Money, Percent, Record, Refused
from ruammit.text.normalization import Reading, reading_of

if TYPE_CHECKING:
    from ruammit.entities.home import HomeFinding
    from ruammit.records.proposals import Proposer

__all__ = ["Analysis", "LayerResult", "Number", "Quoted"]


V = TypeVar("V")


@dataclass(frozen=True)
class LayerResult(Generic[V]):
    """What a stage gives: its values, what to question in the article, how each value came about, what was refused."""

    values: list[V]
    flags: list[Flag] = field(default_factory=list)
    trace: Sequence[Any] = ()
    refused: Sequence[Refused] = ()
    reader: str | None = None
    """The second reader that read the whole article (`Extraction.reader`)."""


class Quoted(TypedDict):
    """The grounding of a mention: keyword arguments for the models of `ruammit.schema`."""

    start_char: int
    end_char: int
    quote: str


class Number(NamedTuple):
    """A number in `Analysis.text`, in digits or words, with its multipliers: "1.2 หมื่นล้าน", "ba rưỡi".

    Attributes:
        start: where it starts in the text.
        end: where it ends (exclusive).
        value: the exact value; of a range, the lower end.
        value_max: the upper end of a range ("10-15 ล้าน"), else None.
        rule: the rule that read it.
        pieces: how it was read: each part's surface form and value, in text order.
        doubtful: what its point or comma means, nothing in the article tells, or its other numbers tell otherwise.
    """

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    rule: str
    pieces: tuple[tuple[str, str], ...] = ()
    doubtful: bool = False


@dataclass
class Analysis:
    """An article, its reading view, and what the stages have found so far.

    Words and sentences are made when a stage first asks for them: most sentences of most articles need none.
    """

    article: Article
    model: str | None = None
    """The folder of the record models; None: those of the package."""
    numbers: list[Number] = field(default_factory=list)
    money: list[Money] = field(default_factory=list)
    percent: list[Percent] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    proposers: Sequence[Proposer] = ()
    """Who proposes records beside the rules."""
    reader: str | None = None
    flags: list[Flag] = field(default_factory=list)
    traces: dict[str, Sequence[Any]] = field(default_factory=dict)
    """Layer to how its values came about, for the layers that tell."""

    @cached_property
    def pack(self) -> LanguagePack:
        """The language pack of the article's language."""
        return languages.pack(self.article.lang)

    @cached_property
    def reading(self) -> Reading:
        """The article's text in one spelling."""
        return reading_of(self.article.text)

    @cached_property
    def text(self) -> str:
        """`reading.text`: what rules run on."""
        return self.reading.text

    @cached_property
    def tokens(self) -> list[Token]:
        """The words of the text, white space left out."""
        return self.pack.tokenise(self.reading)

    @cached_property
    def word_ends(self) -> dict[int, int]:
        """Where the word ends that starts at a place: `tokens` by their starts."""
        return dict(self.tokens)

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Where the sentences start in `text`; the first at 0."""
        return self.pack.sentences(self.reading)

    @cached_property
    def boilerplate(self) -> list[tuple[int, int, str]]:
        """Start, end and kind of the stretches of `text` that are no part of what the article tells, in order."""
        return [
            (self.reading.index(piece.start_char), self.reading.index(piece.end_char), piece.kind)
            for piece in self.article.boilerplate
        ]

    @cached_property
    def home_finding(self) -> HomeFinding:
        """Whose news the article is, and what decided."""
        from ruammit.entities.home import find_home  # the gazetteer, which it asks, stands on this module

        return find_home(self)

    @property
    def home(self) -> str:
        """ISO 3166-1 alpha-2 code of the country whose news the article is: what supplies a country left unsaid."""
        return self.home_finding.country

    @property
    def translated(self) -> bool:
        """Whether the article reads like a translation of another country's press."""
        return self.home_finding.translated

    def sentence(self, index: int) -> tuple[int, int]:
        """Start and end in `text` of the sentence that holds the character at `index`."""
        starts = self.sentence_starts
        at = bisect_right(starts, index)
        return starts[max(at - 1, 0)], starts[at] if at < len(starts) else len(self.text)

    def sentences(self) -> Iterable[tuple[int, int]]:
        """Start and end in `text` of every sentence, in order; together they cover the text."""
        starts = self.sentence_starts
        return zip(starts, [*starts[1:], len(self.text)], strict=True)

    def quoted(self, start: int, end: int) -> Quoted:
        """The stretch `text[start:end]` as it stands in the article's own text."""
        first, last = self.reading.raw_span(start, end)
        return {"start_char": first, "end_char": last, "quote": self.article.text[first:last]}
