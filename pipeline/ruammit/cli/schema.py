"""`ruammit schema`: the JSON Schemas of the public models."""

from __future__ import annotations

from typing import Annotated

import typer

from ruammit.cli.options import done, warn
from ruammit.cli.rows import write_rows
from ruammit.errors import RuammitError
from ruammit.text.counted import counted

__all__ = ["schema"]


def schema(
    model: Annotated[
        str | None, typer.Argument(help="The model: extraction, record, money, ...; all if not given.", metavar="MODEL")
    ] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", help="A folder to write them to.")] = None,
) -> None:
    """The JSON Schema of a public model; of all, a list of what there is, or with --output a folder of files."""
    import json

    from ruammit.output import made_folder, written_text
    from ruammit.schema.json_schema import json_schemas

    schemas = json_schemas()
    if model is not None:
        name = f"{model.lower().removesuffix('.json').removesuffix('.schema')}.schema.json"
        if name not in schemas:
            known = ", ".join(name.removesuffix(".schema.json") for name in schemas)
            raise RuammitError(f"no model {model!r}", cure=f"name one of {known}")
        schemas = {name: schemas[name]}
    if output is None and model is not None:
        typer.echo(json.dumps(schemas[name], indent=2, ensure_ascii=False))
        return
    if output is None:
        rows = [
            {"model": name.removesuffix(".schema.json"), "what": content["description"].split("\n\n")[0]}
            for name, content in schemas.items()
        ]
        write_rows(["model", "what"], rows)
        warn("ruammit schema MODEL prints the JSON Schema of one, ruammit schema -o DIR writes all")
        return
    folder = made_folder(output)
    for name, content in schemas.items():
        written_text(folder / name, json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    done(f"{output}: {counted(len(schemas), 'JSON Schema')}")
