"""spaCy documents, ready for `spacy train`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ruammit.text.counted import counted

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset
    from ruammit.views.labels import Labels

__all__ = ["docbin"]


def docbin(dataset: Dataset, path: Path, words: Labels) -> str:  # noqa: ARG001 - all formats are called alike
    """spaCy documents: tokens, entities in `doc.ents`, the layers as span groups; ready for `spacy train`."""
    from spacy.tokens import DocBin

    from ruammit.exports.docs import doc_of

    found = DocBin(store_user_data=True, attrs=["ORTH", "SPACY", "SENT_START", "ENT_IOB", "ENT_TYPE", "ENT_ID"])
    for extraction in dataset.extractions():
        found.add(doc_of(extraction))
    path.write_bytes(found.to_bytes())
    return counted(len(found), "document")
