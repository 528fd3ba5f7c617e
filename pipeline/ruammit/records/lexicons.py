"""What the records engine reads from a pack: phrases for the names that the ontology declares, as checked models.

A name that is not declared is an error that names file, line and key; a name that a language has no phrases for is left
out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from pydantic import BaseModel, Field, create_model

from ruammit.languages.lexicons import Lexicon, Table, WordList
from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context
from ruammit.schema import RecordKind

__all__ = ["ContextLexicon", "FrameLexicon", "ModifierLexicon", "ModifierTable", "named"]


class FrameTable(Table):
    """A frame: its phrases, and verbs each of which makes one with each of the objects ("opens", "a shop")."""

    phrases: WordList = ()
    verbs: WordList = ()
    objects: WordList = ()

    def spelt(self, space: str) -> Iterator[str]:
        """All its phrases; `space` stands between two words of the language."""
        yield from self.phrases
        yield from (verb + space + noun for verb in self.verbs for noun in self.objects)


class ModifierTable(Table):
    """A list of modifiers, and how it works (after ConText: Harkema et al., 2009)."""

    direction: Literal["forward", "any"] = "any"
    """On triggers after it, or on either side."""
    scope: int | Literal["clause"] = "clause"
    """Over the clause, or so many characters."""
    drops: bool = False
    """Whether a trigger that it reaches triggers nothing."""
    kinds: tuple[RecordKind, ...] = tuple(RecordKind)
    """The kinds of records that it bears on."""
    phrases: WordList = ()


def _of_names(title: str, file: str, names: Iterable[str], kind: Any, default: Any) -> type[Lexicon]:
    """A lexicon with a field for each of the names and no others."""
    fields: dict[str, Any] = {
        name.replace("-", "_").replace(" ", "_"): (kind, Field(default, alias=name)) for name in names
    }
    return create_model(title, __base__=Lexicon, __cls_kwargs__={"file": file}, __module__=__name__, **fields)


FrameLexicon = _of_names("FrameLexicon", "frames", ontology().frames, FrameTable, FrameTable())
ModifierLexicon = _of_names("ModifierLexicon", "status", ontology().modifiers, ModifierTable, ModifierTable())
ContextLexicon = _of_names("ContextLexicon", "context", map(str, Context), WordList, ())


def named(lexicon: BaseModel) -> dict[str, Any]:
    """What a lexicon holds, by the declared names; what the pack leaves out is left out."""
    fields = type(lexicon).model_fields
    return {str(fields[key].alias): getattr(lexicon, key) for key in fields if key in lexicon.model_fields_set}
