"""A dataset in other formats: one module per format, and `export`, which writes any of them."""

from ruammit.exports.formats import FORMATS, Written, export

__all__ = ["FORMATS", "Written", "export"]
