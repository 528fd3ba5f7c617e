"""Copies of annotated texts in which made-up names replace those of persons and firms.

Mention replacement (Dai and Adel, 2020, "An Analysis of Simple Data Augmentation for Named Entity Recognition"): the
tagger learns what stands around a name, and finds names that no text has had before. Bodies that a head word or the
gazetteer gives away keep their names; so do places.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from ruammit.entities.gazetteer import gazetteer
from ruammit.entities.organisation_lexicons import UncasedOrganisations
from ruammit.languages import LanguagePack
from ruammit.languages.lexicons import Lexicon
from ruammit.readers.articles import text_article
from ruammit.schema import EntityType
from ruammit.training.names.corpora import Sample, sample_of

__all__ = ["MadeUp", "Replacer"]

_LONGEST_SYMBOL = 6  # letters of the symbol of a firm
_LETTERS = "ABCDEFGHIJKLMNOPRSTUVWX"


class MadeUp(Lexicon, file="made_up"):
    """Parts of made-up names."""

    latin_syllables: tuple[str, ...] = ()
    latin_fields: tuple[str, ...] = ()
    syllables: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    heard_names: tuple[tuple[str, ...], ...] = ()
    """Family, middle and given names of another language's persons, spelt by ear."""


class Replacer:
    """Makes the copies; the same texts in the same order give the same copies.

    Args:
        pack: the texts' language, in a script without capitals.
        foreign: full names of persons that the language does not list.
    """

    def __init__(self, pack: LanguagePack, foreign: Iterable[str]) -> None:
        self.pack = pack
        self.random = random.Random(0)
        self.parts = pack.lexicon(MadeUp)
        lists = pack.word_lists() if pack.word_lists else {}
        self.given, self.family = sorted(lists["given"]), sorted(lists["family"])
        self.foreign = sorted(set(foreign))
        organisations = pack.lexicon(UncasedOrganisations)
        heads = organisations.heads
        self.heads = tuple(
            {*heads.state, *heads.body, *heads.company, *organisations.names, *organisations.abbreviated}
        )
        self.sign = organisations.abbreviation_sign

    def copy(self, sample: Sample) -> Sample | None:
        """The sample with other names; None where it has none to replace, or is not spelt as its reading view is."""
        text = sample.analysis.text
        others = self.others({name for name, kind in sample.forms if kind is EntityType.PERSON})
        others |= {name: self.firm(name) for name, kind in sorted(sample.forms) if self.is_firm(name, kind)}
        if not others or text != sample.analysis.article.text:
            return None
        pieces, names, length, at = [], [], 0, 0
        for start, end, kind in sample.names:
            name = text[start:end] if kind is EntityType.GPE else others.get(text[start:end], text[start:end])
            pieces += [text[at:start], name]
            length += start - at
            names.append((length, length + len(name), kind))
            length += len(name)
            at = end
        whole = "".join([*pieces, text[at:]])
        article = text_article(whole, article_id=f"{sample.id}-replaced", lang=self.pack.code)
        return sample_of(article, "replaced", names, frozenset()) if article.text == whole else None

    def others(self, persons: Iterable[str]) -> dict[str, str]:
        """Another name for every person's; a part of a full name that stands alone goes with it."""
        own = sorted(name for name in persons if not name.isascii())
        others = {name: self.person() for name in own if " " in name}
        for name in own:
            if " " in name:
                continue
            full = next((one for one in others if name in one.split(" ")), None)
            if full is None:
                others[name] = (
                    self.choice(self.given) if self.random.random() < 0.6 else self.choice(self.foreign).split()[-1]
                )
            else:
                parts = others[full].split(" ")
                others[name] = parts[min(full.split(" ").index(name), len(parts) - 1)]
        return others

    def is_firm(self, name: str, kind: EntityType) -> bool:
        """Whether an organisation is one that nothing but its surroundings gives away."""
        if kind is not EntityType.ORG or name.startswith(self.heads) or name.endswith((".", self.sign)):
            return False
        known = gazetteer(self.pack).lookup(name)
        return not known or known[0].kind == "company"

    def person(self) -> str:
        """A full name: of the language, of another spelt by ear, or foreign."""
        kind = self.random.random()
        if kind < 0.4:
            return f"{self.choice(self.given)} {self.choice(self.family)}"
        if kind < 0.7:
            return self.choice((" ", "")).join(map(self.choice, self.parts.heard_names))
        return self.choice(self.foreign)

    def firm(self, name: str) -> str:
        """A firm's name in the letters of `name`."""
        parts, chance = self.parts, self.random.random()
        if name.isascii() and name.isupper() and len(name) <= _LONGEST_SYMBOL:
            return "".join(self.choice(_LETTERS) for _ in name)
        if name.isascii():
            return self.with_fields(self.word(parts.latin_syllables).capitalize(), parts.latin_fields, chance)
        word = (
            self.word(parts.syllables) if self.random.random() < 0.55 else "".join(self.random.sample(parts.words, 2))
        )
        return self.with_fields(word, parts.fields, chance)

    def word(self, syllables: Sequence[str]) -> str:
        """Two or three syllables."""
        return "".join(map(self.choice, [syllables] * (3 if self.random.random() < 0.33 else 2)))

    def with_fields(self, word: str, fields: Sequence[str], chance: float) -> str:
        """The word alone, or with one or two words of the firm's field after it."""
        number = 0 if chance < 0.4 else 1 if chance < 0.85 else 2
        return " ".join([word, *(self.choice(fields) for _ in range(number))])

    def choice(self, items: Sequence[str]) -> str:
        """Any of the items."""
        return self.random.choice(items)  # names for training, no secret
