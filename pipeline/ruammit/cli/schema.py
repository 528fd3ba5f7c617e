"""`ruammit schema`: the JSON Schemas of the public models."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["schema"]


def schema(
    output: Annotated[str | None, typer.Option("--output", "-o", help="A folder to write them to.")] = None,
) -> None:
    """The JSON Schemas of the public models: one JSON object by file name, or a folder of files."""
    import json

    from ruammit.output import made_folder, written_text
    from ruammit.schema.json_schema import json_schemas

    schemas = json_schemas()
    if output is None:
        typer.echo(json.dumps(schemas, indent=2, ensure_ascii=False))
        return
    folder = made_folder(output)
    for name, content in schemas.items():
        written_text(folder / name, json.dumps(content, indent=2, ensure_ascii=False) + "\n")
