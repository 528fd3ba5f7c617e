"""`python -m ruammit`: the command line."""

from ruammit.cli import main

main()
