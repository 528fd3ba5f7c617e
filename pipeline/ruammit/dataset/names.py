"""What the files in a dataset's folder are called, beside those of its parts."""

from __future__ import annotations

from pathlib import Path

__all__ = ["COUNT", "LOCK", "LOG", "MARKER", "REPLIES", "REVIEWS", "is_own"]

MARKER, LOG, COUNT, LOCK = "ruammit.json", "commits.jsonl", "commits.count", ".lock"
REPLIES = "replies.sqlite"
"""The replies of a second reader, unless they are kept elsewhere."""
REVIEWS = "reviews"
"""The folder of reviewers' corrections, which outlive what was extracted."""


def is_own(path: Path) -> bool:
    """Whether a file of this name would be one of a dataset's own."""
    return path.name in {MARKER, LOG, COUNT, LOCK, REPLIES, REVIEWS} and (path.parent / MARKER).exists()
