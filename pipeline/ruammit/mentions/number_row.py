"""The tokens of numbers in their row: which of them stand side by side, so that they may be parts of one number."""

from __future__ import annotations

from ruammit.mentions.number_grammar import Grammar, Kind, Token

__all__ = ["TokenRow"]


class TokenRow:
    """The tokens of a text that may belong to numbers, in their order.

    Args:
        text: the text.
        tokens: its tokens.
        grammar: how the language puts numbers together.
    """

    def __init__(self, text: str, tokens: list[Token], grammar: Grammar) -> None:
        self.text = text
        self.tokens = tokens
        self.grammar = grammar

    def next_to(self, at: int, *kinds: str) -> Token | None:
        """The token after the one at `at`, if it is its neighbour and of one of the kinds."""
        if at + 1 >= len(self.tokens):
            return None
        token, after = self.tokens[at], self.tokens[at + 1]
        gap = after.start - token.end
        if after.kind not in kinds or gap > 2:
            return None
        if not gap:
            return after
        between = self.text[token.end : after.start]
        if token.kind == Kind.LITERAL and after.kind == Kind.SCALE:
            between = between.replace("\n", " ", 1)  # a line that ends between a number and its multiplier
            if between == "-" and after.word.isascii() and len(after.word) > 1:
                return after  # "$5-million"
        spaced = self.grammar.spaced or Kind.LITERAL in (token.kind, after.kind) or self._of_digits(at)
        return after if spaced and not between.strip(" ") else None

    def _of_digits(self, at: int) -> bool:
        """The scale at `at` multiplies digits, so that the next one may stand apart: "5 หมื่น ล้าน"."""
        if self.tokens[at].kind != Kind.SCALE:
            return False
        before = self.tokens[at - 1] if at else None
        return before is not None and before.kind == Kind.LITERAL and self.tokens[at].start - before.end <= 1
