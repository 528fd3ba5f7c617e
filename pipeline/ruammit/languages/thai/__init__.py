"""All that is Thai: tokeniser, sentences, lunar calendar; word lists and examples lie beside this file."""

from pathlib import Path

from ruammit.languages.packs import LanguagePack
from ruammit.languages.thai.lunar import lunar_day
from ruammit.languages.thai.tokeniser import sentences, tokenise
from ruammit.languages.thai.word_lists import word_lists
from ruammit.text.scripts import THAI

__all__ = ["PACK"]

PACK = LanguagePack(
    code="th",
    name="Thai",
    folder=Path(__file__).parent,
    home="TH",
    script=THAI,
    letters=THAI.letters + THAI.signs,
    letters_share=0.3,  # the rest is names and terms in Latin letters
    tokenise=tokenise,
    sentences=sentences,
    lunar_day=lunar_day,
    word_lists=word_lists,
    tagger=Path(__file__).parent / "tagger",
    clusters=Path(__file__).parent / "tagger" / "clusters.tsv",
)
