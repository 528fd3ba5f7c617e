"""`ruammit check`: whether a dataset is whole."""

from __future__ import annotations

import typer

from ruammit.cli.options import ALL_READ, SOME_SKIPPED, DatasetFolder, say

__all__ = ["check"]


def check(dataset: DatasetFolder) -> None:
    """Read every file of a dataset; tell what is missing or damaged, and the cure (exit code 1 where anything is)."""
    from ruammit.dataset.check import check as health_of

    health = health_of(dataset)
    for line in health.report():
        say(line)
    raise typer.Exit(ALL_READ if health.whole else SOME_SKIPPED)
