"""The JSON Schemas of the public models: what lies in `schemas/`, generated."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from ruammit import schema

__all__ = ["json_schemas"]

_MODELS: tuple[type[BaseModel], ...] = (
    schema.Article,
    schema.Money,
    schema.Percent,
    schema.DateMention,
    schema.Entity,
    schema.Record,
    schema.Flag,
    schema.Extraction,
    schema.MergedRecord,
)


def json_schemas() -> dict[str, dict[str, Any]]:
    """File name (`extraction.schema.json`, ...) to JSON Schema (draft 2020-12) of what the model is written as."""
    return {
        f"{_file_stem(model.__name__)}.schema.json": {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"urn:ruammit:schema:{schema.SCHEMA_VERSION}:{_file_stem(model.__name__)}",
            **model.model_json_schema(mode="serialization"),
        }
        for model in _MODELS
    }


def _file_stem(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")
