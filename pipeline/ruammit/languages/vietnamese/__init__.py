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
    letters="\u1ea0-\u1ef9ĐđƠơƯư",
    letters_share=0.06,  # running text has 0.15 and more
    tokenise=tokenise,
    sentences=sentences,
)
