"""A language pack: all that is particular to one language.

A pack is a folder: a module that holds `PACK`, the word lists of the engines as TOML in `lexicons/`, the examples of
every rule as TOML in `examples/`, and names of places and bodies in `gazetteer/names.tsv`. Engines ask a pack for data
by name and know no language; packs bring data and a tokeniser and know no engine.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, overload

from ruammit.errors import PackError
from ruammit.garbage import uncollected
from ruammit.languages.lexicons import Lexicon, lexicons, read_lexicon, read_toml
from ruammit.text.normalization import Reading
from ruammit.text.scripts import Script

__all__ = ["LanguagePack", "Token"]

L = TypeVar("L", bound=Lexicon)
Token = tuple[int, int]
"""Start and end (exclusive) of a token in `Reading.text`; tokens and the gaps between them cover it in order."""


@dataclass(frozen=True, eq=False)
class LanguagePack:
    """All that is particular to a language; there is one of each, so that it is a cheap key of caches.

    Attributes:
        code: ISO 639-1 code.
        name: the language's English name.
        folder: where `lexicons/`, `examples/` and `gazetteer/` lie.
        home: ISO 3166-1 alpha-2 code of the country whose press writes in this language.
        script: the writing system.
        letters: regular expression character class of the letters that, in the press, this language alone writes.
        letters_share: a text in this language has at least this share of them among its letters (0 to 1).
        tokenise: words of a reading, as `Token`s in order, white space left out.
        sentences: start offsets (in `Reading.text`) of the sentences, the first of them 0.
        lunar_day: the Gregorian day of a day of the lunar calendar that the language's press uses (year, month, day,
            and "waxing" or "waning" where days are counted by the phase of the moon, else ""); None where the calendar
            has no such day. None: the language has no lunar dates.
        word_lists: list name to its words ("dictionary", "family", "given"), read when first asked for; None for none.
        tagger: the folder of the learned tagger's model; None where rules alone find names.
        clusters: the file with the clusters of words by their neighbours; None for none.
    """

    code: str
    name: str
    folder: Path
    home: str
    script: Script
    letters: str
    letters_share: float
    tokenise: Callable[[Reading], list[Token]]
    sentences: Callable[[Reading], list[int]]
    lunar_day: Callable[[int, int, int, str], datetime.date | None] | None = None
    word_lists: Callable[[], Mapping[str, frozenset[str]]] | None = None
    tagger: Path | None = None
    clusters: Path | None = None

    @overload
    def lexicon(self, model: str) -> dict[str, Any]: ...

    @overload
    def lexicon(self, model: type[L]) -> L: ...

    def lexicon(self, model: str | type[L]) -> dict[str, Any] | L:
        """The pack's lexicon, read once.

        Args:
            model: what the engine reads, a subclass of `Lexicon`; or the name of a file, for its content as plain
                tables, checked and completed with defaults where an engine has a model of it.

        Raises:
            PackError: the file does not fit the model; the message names file, line and key.
        """
        if isinstance(model, str):
            return _content(self, model)
        found: L = _lexicon(self, model)
        return found

    def names(self) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """What the language calls the entries of the gazetteer: the lines of `gazetteer/names.tsv`, if there is one.

        Yields:
            The line's number, from 1; the entry's reference; its names, in the spelling of the reading view.

        Raises:
            PackError: a line is not a reference, a tab, and names with "|" between them.
        """
        path = self.folder / "gazetteer" / "names.tsv"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.is_file() else (), start=1):
            ref, *names = line.split("\t")
            if len(names) != 1 or not all(names := names[0].split("|")):
                raise PackError(
                    "no reference and names", where=f"{path}, line {number}", cure="write REFERENCE, a tab, NAME|NAME"
                )
            yield number, ref, tuple(names)

    def examples(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Layer name and content of every file in `examples/`, in the order of their names.

        A layer can have several files: `records.toml`, `records-sides.toml`.
        """
        for path in sorted((self.folder / "examples").glob("*.toml")):
            yield path.stem.partition("-")[0], read_toml(path)


@cache
def _content(pack: LanguagePack, file: str) -> dict[str, Any]:
    """A lexicon as plain tables; empty for a pack without it, where no engine has a model of it."""
    for model in lexicons():
        if model.file == file and model.cased in (None, pack.script.cased):
            lexicon: Lexicon = _lexicon(pack, model)
            return lexicon.model_dump(mode="json", by_alias=True)
    path = pack.folder / "lexicons" / f"{file}.toml"
    return read_toml(path) if path.is_file() else {}


@cache
@uncollected()
def _lexicon(pack: LanguagePack, model: type[L]) -> L:
    return read_lexicon(model, pack.folder / "lexicons" / f"{model.file}.toml", pack.script)
