"""Write the language packs' `lexicons/currencies.toml`: what CLDR calls every currency in the pack's language.

usage: python tools/build_currencies.py [PACK_FOLDER ...]     (default: all packs of the source tree)

Names come from Unicode CLDR through Babel; taken are the currencies that are legal tender somewhere today.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from babel import Locale
from babel.core import get_global

from ruammit import languages

NOTE = (
    "# Currencies by their names in CLDR, for all that are legal tender today. Written by tools/build_currencies.py.\n"
)


def tender() -> list[str]:
    """The ISO 4217 codes of the currencies that are legal tender in some territory."""
    territories = get_global("territory_currencies").values()
    return sorted({code for rows in territories for code, _, until, legal in rows if until is None and legal})


def names(lang: str) -> dict[str, str]:
    """Name to code; what CLDR adds in brackets is left out, and the first letter is small, as in running text."""
    called = Locale(lang).currencies
    out = {}
    for code in tender():
        if code in called:
            name = re.sub(r" *\([^)]*\)", "", called[code])
            out[name[0].lower() + name[1:]] = code
    return out


def rendered(lang: str) -> str:
    """The file's content for a language."""
    lines = [f'"{name}" = "{code}"' for name, code in sorted(names(lang).items(), key=lambda item: item[::-1])]
    return NOTE + "\n[names]\n" + "\n".join(lines) + "\n"


def main(folders: list[str]) -> None:
    """Writes the files of the packs that lie in the folders."""
    for code in languages.codes():
        pack = languages.pack(code)
        if not folders or str(pack.folder) in {str(Path(folder).resolve()) for folder in folders}:
            (pack.folder / "lexicons" / "currencies.toml").write_text(rendered(code), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
