"""Thai words by PyThaiNLP's dictionary segmenter in nlpO3 (Rust), and Thai sentences."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate

from ruammit import languages
from ruammit.errors import PackError
from ruammit.languages.sentences import SentenceLexicon
from ruammit.languages.thai.word_lists import dictionary_file
from ruammit.matching import any_of
from ruammit.text.normalization import Reading
from ruammit.text.scripts import THAI

__all__ = ["sentences", "tokenise"]

_BRACKETED = re.compile(r"\([^()\n]{0,300}\)|\[[^\[\]\n]{0,300}\]")


# The segmenter takes a time that grows with the square of a run of letters which can be cut in many ways. The longest
# run in four thousand articles of the press has some six hundred letters; longer ones are segmented window by window.
_LONG_RUN = re.compile(f"[{THAI.letters}{THAI.signs}]{{1000,}}+")


@cache
def _dictionary() -> str:
    """The name by which nlpO3 knows PyThaiNLP's dictionary, once it is loaded (0.1 s).

    Raises:
        PackError: there is no such dictionary.
    """
    from nlpo3 import load_dict

    name, path = "ruammit", dictionary_file()
    message, loaded = load_dict(str(path), name)
    if not loaded:
        raise PackError(f"the dictionary cannot be loaded: {message}", where=str(path), cure="reinstall pythainlp")
    return name


def tokenise(reading: Reading) -> list[tuple[int, int]]:
    """The words of the reading's text, in order."""
    from nlpo3 import segment

    dictionary = _dictionary()
    text, words, done = reading.text, list[str](), 0
    for run in _LONG_RUN.finditer(text):
        words += segment(text[done : run.start()], dictionary)
        words += segment(run.group(), dictionary, safe=True)
        done = run.end()
    words += segment(text[done:], dictionary)
    ends = accumulate(map(len, words))
    return [(end - len(word), end) for word, end in zip(words, ends, strict=True) if not word.isspace()]


@cache
def _breaks() -> re.Pattern[str]:
    """Matches what may stand between two sentences; the next starts where it ends."""
    lexicon = languages.pack("th").lexicon(SentenceLexicon)
    closers = "|".join(map(re.escape, sorted(lexicon.closers)))
    return re.compile(
        rf"""
        \s (?:  # first of all, so that all else is passed over at once
          (?<=\n) \s*+
        | (?<=\S[^\S\n]) (?! (?<=\d.) \s*+ (?: {any_of(lexicon.counters)}) )
          [^\S\n]*+ (?! {any_of(lexicon.no_openers)}) (?= {any_of(lexicon.openers)})
        | (?<= (?:{closers})[^\S\n]) [^\S\n]*+ (?= [^\W\d_])
        )""",
        re.VERBOSE,
    )


@cache
def _unfinished() -> re.Pattern[str]:
    """Matches at the end of a stretch after which no sentence ends: an abbreviation or a title."""
    lexicon = languages.pack("th").lexicon(SentenceLexicon)
    return re.compile(rf"(?<![{THAI.letters}{THAI.signs}.]){any_of(lexicon.abbreviations)}\Z")


def sentences(reading: Reading) -> list[int]:
    """Where sentences start: after a new line, and before words that open a new statement, outside brackets."""
    text = reading.text
    starts = [0]
    bracketed = [match.span() for match in _BRACKETED.finditer(text)]
    bracket = 0
    for match in _breaks().finditer(text):
        while bracket < len(bracketed) and bracketed[bracket][1] <= match.start():
            bracket += 1
        inside = bracket < len(bracketed) and bracketed[bracket][0] < match.start()
        new_line = match.group().startswith("\n")
        unfinished = inside or _unfinished().search(text, max(match.start() - 12, 0), match.start())
        if 0 < match.end() < len(text) and (new_line or not unfinished):
            starts.append(match.end())
    return starts
