"""All that is Thai: tokeniser and sentence splitter; word lists and examples lie beside this file."""

from pathlib import Path

from ruammit.language import LanguagePack
from ruammit.languages.thai.tokeniser import sentences, tokenise

__all__ = ["PACK"]

PACK = LanguagePack(
    code="th",
    name="Thai",
    folder=Path(__file__).parent,
    home="TH",
    script="\\u0e01-\\u0e3a\\u0e40-\\u0e4e",
    tokenise=tokenise,
    sentences=sentences,
)
