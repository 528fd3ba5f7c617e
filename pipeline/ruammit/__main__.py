"""The command: `ruammit`, or `python -m ruammit`.

What listens to signals is set up before anything that takes time is loaded.
"""

import sys
from collections.abc import Callable

from ruammit import signals

__all__ = ["main"]


def _command() -> Callable[[], object]:
    from ruammit.cli.app import main as command

    return command


def main() -> None:
    """Run the command line."""
    resumable = "extract" in sys.argv[1:2]
    signals.run(_command, "; the same command goes on from here" if resumable else "")


if __name__ == "__main__":
    main()
