"""All that is Vietnamese: tokeniser and sentence splitter; word lists and examples lie beside this file."""

from pathlib import Path

from ruammit.language import LanguagePack
from ruammit.languages.vietnamese.tokeniser import sentences, tokenise

__all__ = ["PACK"]

PACK = LanguagePack(
    code="vi",
    name="Vietnamese",
    folder=Path(__file__).parent,
    home="VN",
    script="a-zà-ỹđ",
    tokenise=tokenise,
    sentences=sentences,
)
