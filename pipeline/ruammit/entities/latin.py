"""Names in Latin letters inside a text in another script, as English writes them."""

from __future__ import annotations

from ruammit.text.scripts import LATIN

__all__ = ["LATIN_COMPANY", "LATIN_NAME", "LATIN_PERSON", "LEGAL_FORM"]

_WORD = rf"[A-Z][{LATIN.letters}0-9’'&\-]*(?:\.[A-Za-z]+)*(?:(?<=Co)\.|(?<=Ltd)\.|(?<=Inc)\.|(?<=Corp)\.)?"

LATIN_COMPANY = rf"{_WORD}(?:(?: & | ){_WORD})*(?:,? ?(?:Co\.|Ltd\.?|Inc\.?|Limited|PLC|Corp\.?))*"
"""Capitalised words and the legal forms after them."""
LATIN_NAME = rf"{_WORD}(?:(?:,? |, | & | (?:(?:of|and|the|for|de|du|on) ){{1,2}}){_WORD})*"
"""Capitalised words with commas and small words between them."""
LATIN_PERSON = (
    r"(?:[A-Z]{2,}, )?[A-Z][\w'’.\-]*"
    r"(?: {1,2}(?:[A-Z][\w'’.\-]*|bin|binti|van|von|de|der|al|del|da|la))*(?<![.,\-])"
)
"""A person's name; a family name in capitals may stand before a comma: "JU, Jae-ha"."""
LEGAL_FORM = r"\.?,? (?:Ltd\.?|Inc\.?|LLC|Co\.)(?:,? Ltd\.?)?|(?<=Co)\.|(?<=Ltd)\.|(?<=Inc)\."
"""What closes a company's name, or the full stop of an abbreviation that does."""
