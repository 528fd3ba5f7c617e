"""Settings that people repeat, from a file: `ruammit.toml`, or the table `[tool.ruammit]` of `pyproject.toml`.

Each table is a command, each key one of its options, with hyphens as on the command line:

    [extract]
    lang = "vi"
    workers = 8
    field = { text = "body", published = "posted" }

What is typed goes before what the file says. The file is looked for in the current folder and in those above it; the
first that is found counts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ruammit.errors import SettingsError
from ruammit.toml import SHARED_SETTINGS, line_of, read

__all__ = ["Settings", "defaults"]

Score = Annotated[float, Field(ge=0, le=1)]
Lang = Annotated[str, Field(pattern="^[a-z]{2}$")]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]


class _Table(BaseModel):
    """A table of the file; unknown keys are errors."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, alias_generator=lambda name: name.replace("_", "-")
    )


class ExtractSettings(_Table):
    """Options of `ruammit extract`."""

    output: str | None = None
    """The dataset: a folder or a URI."""
    lang: Lang | None = None
    """ISO 639-1 code of the language of articles that do not name their own."""
    home: Country | None = None
    """ISO 3166-1 alpha-2 code of the country whose news the articles are."""
    min_score: Score | None = None
    """Records with a lower score are left out."""
    field: dict[str, str] | None = None
    """Field of an article to its name in rows."""
    since: str | None = None
    """Articles published before this day are passed over."""
    workers: Annotated[int, Field(ge=1, le=4096)] | None = None
    """Worker processes."""
    strict: bool | None = None
    """Exit with 1 where the dataset holds flags."""
    size_limit: Annotated[int, Field(ge=1, le=1_000_000_000)] | None = None
    """Bytes of the largest article that is read."""
    time_limit: Annotated[float, Field(ge=0.1, le=1_000_000)] | None = None
    """Seconds of a processor that one article may take."""
    part_size: Annotated[int, Field(ge=1)] | None = None
    """Bytes of articles per part."""
    engine: Literal["local", "ray"] | None = None
    """Processes of this machine, or a Ray cluster."""
    address: str | None = None
    """Of the Ray cluster."""


class ExplainSettings(_Table):
    """Options of `ruammit explain`."""

    lang: Lang | None = None
    """ISO 639-1 code of the article's language."""
    home: Country | None = None
    """ISO 3166-1 alpha-2 code of the country whose news it is."""


class ShowSettings(ExplainSettings):
    """Options of `ruammit show`."""

    min_score: Score | None = None
    """Records with a lower score are left out."""


class DatasetSettings(_Table):
    """Options of the commands that read a dataset."""

    min_score: Score | None = None
    """Records with a lower score are left out."""


class Settings(_Table):
    """The content of the file: one table per command."""

    extract: ExtractSettings = ExtractSettings()
    show: ShowSettings = ShowSettings()
    explain: ExplainSettings = ExplainSettings()
    query: DatasetSettings = DatasetSettings()
    export: DatasetSettings = DatasetSettings()
    report: DatasetSettings = DatasetSettings()
    merge: DatasetSettings = DatasetSettings()


def defaults(path: Path) -> dict[str, dict[str, Any]]:
    """The defaults of the commands' options: command to parameter to value.

    Raises:
        SettingsError: the file cannot be read, is no TOML, or has a key or value that no command takes; the message
            names file, line and key.
    """
    content = read(path)
    shared = path.name == SHARED_SETTINGS
    if shared:
        content = content.get("tool", {}).get("ruammit", {})
    try:
        found = Settings.model_validate(content)
    except ValidationError as error:
        raise _wrong(error, path, ("tool", "ruammit") if shared else ()) from None
    tables = found.model_dump(exclude_unset=True)
    for table in tables.values():
        if isinstance(names := table.get("field"), dict):
            table["field"] = [f"{field}={name}" for field, name in names.items()]
    return tables


def _wrong(error: ValidationError, path: Path, above: tuple[str, ...]) -> SettingsError:
    first, *more = error.errors(include_url=False)
    place = (*above, *first["loc"])
    key = ".".join(map(str, place))
    unknown = first["type"] == "extra_forbidden"
    further = f" (and {len(more)} more)" if more else ""
    line = line_of(path.read_text(encoding="utf-8"), place)
    where = f"{path}, line {line}" if line else str(path)
    cure = "docs/settings.md lists the keys" if unknown else None
    return SettingsError(f"{key}: {'no such key' if unknown else first['msg']}{further}", where=where, cure=cure)
