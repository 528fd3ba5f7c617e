"""Configuration of Sphinx: `make docs`. A warning is an error there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from docutils import nodes
from pydantic import BaseModel
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from typer.main import get_command

import ruammit.nlp  # noqa: F401  (spaCy cannot be imported the way autodoc imports)
from ruammit import __version__
from ruammit.cli.app import app
from ruammit.dataset.views import KEYS, VIEWS, columns

project = "Ruammit"
author = "The Ruammit developers"
copyright = f"2026, {author}"
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
napoleon_use_ivar = True  # the fields of named tuples are members too, and would be described twice
exclude_patterns = ["conf.py"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = f"Ruammit {release}"
html_static_path: list[str] = []
suppress_warnings = [
    "myst.header",  # the decisions are a chapter of another page
    "ref.python",  # two models have a field `type`, and annotations of classes seem to name it
]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "exclude-members": "model_config"}
default_role = "code"


class Commands(SphinxDirective):
    """Every command of `ruammit` with its arguments and options, read from the command itself."""

    def run(self) -> list[nodes.Node]:
        """A section a command."""
        found: list[nodes.Node] = []
        top = get_command(app).commands.items()  # type: ignore[attr-defined]
        groups = [(name, inner) for name, command in top for inner in getattr(command, "commands", {}).items()]
        for name, command in [*top, *((f"{group} {name}", command) for group, (name, command) in groups)]:
            section = nodes.section(ids=[f"ruammit-{name.replace(' ', '-')}"])
            section += nodes.title(text=f"ruammit {name}")
            section += nodes.paragraph(text=command.help)
            rows = [parameter_row(parameter) for parameter in command.params if parameter.name != "help"]
            section += table(("argument or option", "type", "default", "what it is"), rows)
            found.append(section)
        return found


def parameter_row(parameter: Any) -> tuple[nodes.Node, ...]:
    """What to type, its type or choices, its default and its help."""
    option = parameter.opts[0].startswith("-")
    words = ", ".join([*parameter.opts, *parameter.secondary_opts] if option else [parameter.metavar or parameter.name])
    typed = parameter.type_descriptor.annotation
    if isinstance(typed, type) and issubclass(typed, Enum):
        kind = ", ".join(str(choice.value) for choice in typed)
    elif option and parameter.is_flag:
        kind = "flag"
    else:
        kind = next((word for kind, word in TYPES.items() if typed in (kind, list[kind])), "text")
        low, high = parameter.min, parameter.max
        kind += f", {low:,} to {high:,}" if low is not None and high is not None else ""
        kind += f", from {low:,}" if low is not None and high is None else ""
    if parameter.nargs == -1 or (option and parameter.multiple):
        kind += ", several"
    default = getattr(parameter.default, "value", parameter.default)
    if parameter.required:
        default = "required"
    elif default is None or default is False or callable(default) or default == ():
        default = "none" if kind != "flag" else "off"
    return nodes.literal(text=words), nodes.Text(kind), nodes.Text(str(default)), nodes.Text(parameter.help or "")


TYPES = {str: "text", int: "whole number", float: "number", Path: "path"}


COLUMNS = {view: columns(view) for view in VIEWS}  # read now: while autodoc imports, annotations cannot be resolved


class Tables(SphinxDirective):
    """Every table of a dataset with its columns and its key, read from the schema."""

    def run(self) -> list[nodes.Node]:
        """A section a table."""
        found: list[nodes.Node] = []
        for view in VIEWS:
            section = nodes.section(ids=[f"table-{view}"])
            section += nodes.title(text=view)
            key = nodes.paragraph(text="Key: ")
            for number, name in enumerate(KEYS[view]):
                key += [nodes.Text(", ")] * (number > 0)
                key += nodes.literal(text=name)
            section += key
            rows = [
                (nodes.literal(text=column.name), nodes.Text(short(column.type)), *inline(column.meaning))
                for column in COLUMNS[view]
            ]
            section += table(("column", "type", "meaning"), rows)
            found.append(section)
        return found


def short(kind: str) -> str:
    """A type of DuckDB, nested ones without their fields."""
    return ("list of structs" if kind.endswith("[]") else "struct") if kind.startswith("STRUCT") else kind


def inline(text: str) -> list[nodes.Node]:
    """A text with its code in backticks, as one cell."""
    cell = nodes.inline()
    for number, piece in enumerate(text.replace("\n", " ").split("`")):
        cell += nodes.literal(text=piece) if number % 2 else nodes.Text(piece)
    return [cell]


def table(heads: Sequence[str], rows: Sequence[Sequence[nodes.Node]]) -> nodes.Node:
    """A table of the documentation."""

    def line(cells: Sequence[nodes.Node]) -> nodes.row:
        return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))

    group = nodes.tgroup(cols=len(heads))
    group += [nodes.colspec(colwidth=1) for _ in heads]
    group += nodes.thead("", line([nodes.Text(head) for head in heads]))
    group += nodes.tbody("", *map(line, rows))
    return nodes.table("", group)


_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)(?=(\w)?)")


def markdown(_app: Sphinx, _what: str, _name: str, documented: object, _options: object, lines: list[str]) -> None:
    """Docstrings are written as Markdown is: code in single backticks, and indented after a colon."""
    if is_model(documented):
        lines += ["Fields: " + ", ".join(f"`{field}`" for field in documented.model_fields) + ".", ""]  # type: ignore[attr-defined]
    for at, line in enumerate(lines):
        lines[at] = _CODE.sub(lambda match: f"``{match[1]}``" + ("\\ " if match[2] else ""), line)
        if line.endswith(":") and lines[at + 1 : at + 2] == [""] and "".join(lines[at + 2 : at + 3]).startswith("    "):
            lines[at] += ":"


def is_model(documented: object) -> bool:
    """Whether it is a pydantic model: its constructor, in types, is no reading matter."""
    return isinstance(documented, type) and issubclass(documented, BaseModel)


def signature(_app: Sphinx, _what: str, _name: str, documented: object, *_: object) -> tuple[str, str] | None:
    """No signature for models; their fields are listed instead."""
    return ("", "") if is_model(documented) else None


def setup(sphinx: Sphinx) -> None:
    """What Sphinx calls first."""
    sphinx.add_directive("ruammit-commands", Commands)
    sphinx.add_directive("ruammit-tables", Tables)
    sphinx.connect("autodoc-process-signature", signature)
    sphinx.connect("autodoc-process-docstring", markdown, priority=100)  # before Napoleon looks for colons
