"""Lexicons: a language's word lists as checked models, read from a pack's `lexicons/*.toml`.

An engine says what it reads by a subclass of `Lexicon` that names the file, and asks the pack for it:

    class HonorificLexicon(Lexicon, file="honorifics"):
        titles: Words = Words()

    pack.lexicon(HonorificLexicon).titles

Every field has a default, so that a pack leaves out what its language does not have; a pack without the file has the
defaults throughout. Word lists come in the spelling of the reading view.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo

from ruammit.errors import PackError
from ruammit.text.normalization import normalise
from ruammit.text.scripts import Script
from ruammit.toml import line_of

__all__ = [
    "NEVER",
    "NONE",
    "Before",
    "Expression",
    "Fragment",
    "Lexicon",
    "Table",
    "WordList",
    "WordTable",
    "Words",
    "lexicons",
    "read_lexicon",
    "read_toml",
]

NEVER = re.compile(r"(?!)")
"""Matches nothing: the default of an expression."""


def _spelt(value: object) -> object:
    """Strings of a list in the spelling of the reading view; anything else as it is, for pydantic to refuse."""
    if isinstance(value, list):
        return tuple(normalise(item) if isinstance(item, str) else item for item in value)
    return value


def _expanded(value: object, info: ValidationInfo) -> object:
    """A regular expression with `{letter}` replaced by the character class of the pack's script."""
    if isinstance(value, str) and isinstance(info.context, Script):
        return value.replace("{letter}", info.context.letter)
    return value


Words = Annotated[frozenset[str], BeforeValidator(_spelt)]
"""Words or phrases whose order means nothing."""
WordList = Annotated[tuple[str, ...], BeforeValidator(_spelt)]
"""Words or phrases in an order that means something."""
NONE: WordList = ()
"""No words: the default of a list."""
Expression = Annotated[re.Pattern[str], BeforeValidator(_expanded)]
"""A regular expression; `{letter}` in it stands for a letter of the pack's script."""
Fragment = Annotated[str, BeforeValidator(_expanded)]
"""The same as text, to be put into a longer expression."""


class Table(BaseModel):
    """A table of a lexicon; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class WordTable(Table):
    """A list of words."""

    words: WordList = ()


class Before(Table):
    """What stands before something."""

    before: WordList = ()


class Lexicon(Table):
    """The content of one file `lexicons/FILE.toml`.

    Class arguments:
        file: the file's name without its ending.
        cased: whether it is for scripts with or without capitals; None: for all.
    """

    file: ClassVar[str] = ""
    cased: ClassVar[bool | None] = None

    def __init_subclass__(cls, *, file: str = "", cased: bool | None = None, **kwargs: Any) -> None:
        """Registers the model for the file."""
        super().__init_subclass__(**kwargs)
        if file:
            cls.file, cls.cased = file, cased


L = TypeVar("L", bound=Lexicon)


def lexicons() -> Iterator[type[Lexicon]]:
    """Every model of a lexicon that an imported engine reads."""

    def below(model: type[Lexicon]) -> Iterator[type[Lexicon]]:
        for child in model.__subclasses__():
            if child.file:
                yield child
            yield from below(child)

    return below(Lexicon)


@cache
def read_toml(path: Path) -> dict[str, Any]:
    """The content of a TOML file.

    Raises:
        PackError: it is not there, or no valid TOML; the message names the line.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackError("the language pack lacks this file", where=str(path), cure="add it to the pack") from None
    except UnicodeDecodeError as error:
        raise PackError("this is not UTF-8", where=str(path), cure="save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"no valid TOML: {error}", where=str(path)) from error


def read_lexicon(model: type[L], path: Path, script: Script) -> L:
    """The lexicon of a file; the model's defaults where there is no such file.

    Raises:
        PackError: the content does not fit the model; the message names file, line and key.
    """
    content = read_toml(path) if path.is_file() else {}
    try:
        return model.model_validate(content, context=script)
    except ValidationError as error:
        raise pack_error(error, path) from error


def pack_error(error: ValidationError, path: Path) -> PackError:
    """What is wrong first in a file of a pack, with its line and key."""
    first, *more = error.errors(include_url=False)
    location = first["loc"]
    key = ".".join(f"[{part}]" if isinstance(part, int) else part for part in location).replace(".[", "[")
    message = "no such key" if first["type"] == "extra_forbidden" else first["msg"]
    further = f" (and {len(more)} more)" if more else ""
    line = line_of(path.read_text(encoding="utf-8"), location) if path.is_file() else None
    where = f"{path}, line {line}" if line else str(path)
    return PackError(f"{key}: {message}{further}", where=where, cure="see the model's fields in the reference")
