"""The examples of the rules: read from the language packs, checked by one test.

A pack's `examples/LAYER.toml` holds, under the name of each rule, texts with the values that they must give and texts
that must give nothing in that layer:

    [money-number-unit]
    says = "A number, its multipliers and a currency word."
    gives = [
      { text = "...", values = [{ quote = "...", amount = "25000000", currency = "THB" }] },
      { text = "...", published = "2025-05-05", home = "VN", values = [{ ... }, { ... }] },
    ]
    nothing = ["...", "..."]

A text's values are all the values of the layer, in order; a value is compared in the fields that the example names,
sectors in any order. At least one of them must have been made by the rule whose example it is; a rule named `none-...`
makes no value, and its `gives` are values that it leaves alone.

In `examples/frames.toml` the rules are the frames of the ontology, and the values of a text are the phrases of that
frame.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ruammit.languages import LanguagePack
from ruammit.schema import Article

__all__ = ["Example", "article_of", "examples"]


@dataclass(frozen=True)
class Example:
    """A text, and what the layer must hold for it; no values: it must hold nothing."""

    lang: str
    layer: str
    rule: str
    text: str
    values: tuple[dict[str, Any], ...]
    published: str | None = None
    home: str | None = None


def examples(pack: LanguagePack) -> Iterator[Example]:
    """Every example of the pack."""
    for layer, rules in pack.examples():
        for rule, table in rules.items():
            for row in table.get("gives", ()):
                values = tuple(row["values"])
                yield Example(pack.code, layer, rule, row["text"], values, row.get("published"), row.get("home"))
            for text in table.get("nothing", ()):
                yield Example(pack.code, layer, rule, text, ())


def article_of(
    text: str, lang: str, published: str | None = None, article_id: str = "text", home: str | None = None
) -> Article:
    """A bare text as an article."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(id=article_id, lang=lang, text=text, published=published, home=home, sha256=digest)
