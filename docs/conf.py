"""Configuration of Sphinx: `make docs`. A warning is an error there."""

from __future__ import annotations

import re

from docutils import nodes
from pydantic import BaseModel
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from typer.main import get_command

import ruammit.nlp  # noqa: F401  (spaCy cannot be imported the way autodoc imports)
from ruammit import __version__
from ruammit.cli.app import app

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
suppress_warnings = ["myst.header"]  # the decisions are a chapter of another page

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "exclude-members": "model_config"}
default_role = "code"


class Commands(SphinxDirective):
    """Every command of `ruammit` with its arguments and options, read from the command itself."""

    def run(self) -> list[nodes.Node]:
        """A section a command."""
        found: list[nodes.Node] = []
        for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
            section = nodes.section(ids=[f"ruammit-{name}"])
            section += nodes.title(text=f"ruammit {name}")
            section += nodes.paragraph(text=command.help)
            rows = nodes.definition_list()
            for parameter in command.params:
                if parameter.name == "help":
                    continue
                option = parameter.opts[0].startswith("-")
                words = ", ".join(parameter.opts) if option else parameter.metavar or str(parameter.name).upper()
                row = nodes.definition_list_item()
                row += nodes.term("", "", nodes.literal(text=words))
                row += nodes.definition("", nodes.paragraph(text=parameter.help or ""))
                rows += row
            section += rows
            found.append(section)
        return found


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
    sphinx.connect("autodoc-process-signature", signature)
    sphinx.connect("autodoc-process-docstring", markdown, priority=100)  # before Napoleon looks for colons
