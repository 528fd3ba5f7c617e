"""All that is Vietnamese: tokeniser, sentences, lunar calendar; word lists and examples lie beside this file."""

from pathlib import Path

from ruammit.languages.packs import LanguagePack
from ruammit.languages.vietnamese.lunar import lunar_day
from ruammit.languages.vietnamese.tokeniser import sentences, tokenise
from ruammit.text.scripts import LATIN

__all__ = ["PACK"]

PACK = LanguagePack(
    code="vi",
    name="Vietnamese",
    folder=Path(__file__).parent,
    home="VN",
    script=LATIN,
    letters="\u1ea0-\u1ef9ĐđƠơƯư",
    letters_share=0.06,  # running text has 0.15 and more
    tokenise=tokenise,
    sentences=sentences,
    clusters=Path(__file__).parent / "clusters.tsv",
    lunar_day=lunar_day,
)
