"""What a second reader is told in the words of a language."""

from __future__ import annotations

from ruammit.languages.lexicons import Lexicon

__all__ = ["QuestionLexicon"]


class QuestionLexicon(Lexicon, file="question"):
    """The instructions of a question. A language without them is read by the rules alone."""

    instructions: str = ""
    """The task, and the definitions of the annotation guide in short."""
    published: str = ""
    """The label of the article's day of publication."""
    home: str = ""
    """The label of the country whose news it is: number 0."""
    mentions: str = ""
    """The heading of the list of mentions."""
