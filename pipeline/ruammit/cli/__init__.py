"""The `ruammit` command: the library's thin face, one module per command."""
