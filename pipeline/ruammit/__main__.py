"""`python -m ruammit`: the command line."""

from ruammit.cli.app import main

main()
