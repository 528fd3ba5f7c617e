"""Names in Latin letters inside a text in another script, as English writes them."""

from __future__ import annotations

from ruammit.text.scripts import LATIN

__all__ = ["LATIN_COMPANY", "LATIN_NAME", "LATIN_PERSON", "LEGAL_FORM"]

# Every repetition has an end, so that no text makes the expressions look far: no word of a name has more than forty
# letters, no name more than a dozen words.
_WORD = (
    rf"[A-Z][{LATIN.letters}0-9’'&\-]{{0,40}}(?:\.[A-Za-z]{{1,20}}){{0,6}}"
    r"(?:(?<=Co)\.|(?<=Ltd)\.|(?<=Inc)\.|(?<=Corp)\.|(?<=Pte)\.)?"
)

LATIN_COMPANY = rf"{_WORD}(?:(?: & | ){_WORD}){{0,11}}(?:,? ?(?:Co\.|Ltd\.?|Inc\.?|Limited|PLC|Corp\.?)){{0,3}}"
"""Capitalised words and the legal forms after them."""
LATIN_NAME = rf"{_WORD}(?:(?:,? |, | & | (?:(?:of|and|the|for|de|du|on) ){{1,2}}){_WORD}){{0,23}}"
"""Capitalised words with commas and small words between them."""
LATIN_PERSON = (
    r"(?:[A-Z]{2,20}, )?[A-Z][\w'’.\-]{0,40}"
    r"(?: {1,2}(?:[A-Z][\w'’.\-]{0,40}|bin|binti|van|von|de|der|al|del|da|la)){0,11}(?<![.,\-])"
)
"""A person's name; a family name in capitals may stand before a comma: "JU, Jae-ha"."""
LEGAL_FORM = r"\.?,? (?:Ltd\.?|Inc\.?|LLC|SE|AG|PLC|plc|Co\.)(?!\w)(?:,? Ltd\.?)?|(?<=Co)\.|(?<=Ltd)\.|(?<=Inc)\."
"""What closes a company's name, or the full stop of an abbreviation that does."""
