"""Text from articles, file names and cells, made safe to show: the one place that knows which characters are not.

Control characters and escape sequences steer a terminal; bidirectional controls and tags reorder or hide what is read
(Unicode Technical Report 36, sections 2.1 and 3.6); half a surrogate pair cannot be written at all.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

__all__ = ["escaped_json", "json_text", "visible", "visible_line"]

_HARMFUL = (
    "\u0000-\u0008\u000b\u000c\u000d\u000e-\u001f\u007f-\u009f"  # C0 without tab and line feed, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # bidirectional and deprecated format controls
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f"  # halves of pairs, interlinear annotation, tags
)
_ANY_HARMFUL = re.compile(f"[{_HARMFUL}]")
_BREAKING = re.compile("[\t\n\u2028\u2029]")
# What some readers of JSON lines take for the end of a line is escaped too, though JSON itself allows it.
_TO_ESCAPE = re.compile(f"[{_HARMFUL}\u2028\u2029]")


def visible(text: str) -> str:
    """The text with what could steer a terminal or hide what is read shown by its code: `⟨U+001B⟩`.

    Tabs and line feeds stay; a carriage return before a line feed is left out.
    """
    return _ANY_HARMFUL.sub(_code, text.replace("\r\n", "\n"))


def visible_line(text: str) -> str:
    """As `visible`, on one line: tabs and line breaks are shown by their codes too."""
    return _BREAKING.sub(_code, _ANY_HARMFUL.sub(_code, text))


def _code(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match.group()):04X}⟩"


def json_text(value: Any) -> str:
    """The value as one line of JSON (RFC 8259): no NaN or infinity (null), nothing raw that `visible` would not show.

    Args:
        value: dictionaries, lists, strings, numbers, booleans and None.
    """
    return escaped_json(json.dumps(_finite(value), ensure_ascii=False, allow_nan=False))


def escaped_json(written: str) -> str:
    """JSON with the characters that `visible` would not show written as `\\uXXXX`: the same value, safe to print."""
    return _TO_ESCAPE.sub(lambda match: _escape(match.group()), written)


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _finite(value: Any) -> Any:
    """The value with null for every number that JSON does not have."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return value
