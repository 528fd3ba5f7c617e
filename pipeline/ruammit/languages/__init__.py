"""The language packs, one folder per language, and the machinery that finds and reads them."""

from ruammit.languages.packs import LanguagePack, Token
from ruammit.languages.registry import codes, pack

__all__ = ["LanguagePack", "Token", "codes", "pack"]
