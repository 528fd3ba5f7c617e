"""The files of Label Studio, doccano and Prodigy: articles with labelled spans and links, out and back in.

- Label Studio: a JSON list of tasks with `annotations`, each a `result` of `labels` and `relation` items
  (labelstud.io/guide/export: "JSON"); `config_xml` is the labelling interface that goes with it.
- doccano: JSON lines with `entities` and `relations` (doccano.github.io/doccano: sequence labelling with relations).
- Prodigy: JSON lines with `tokens`, `spans` and `relations` (prodi.gy/docs/api-interfaces: `relations`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import quoteattr

from ruammit.errors import ReviewError
from ruammit.review.bridges.spans import LABELS, LINKS, Labelled, LabelledSpan, Link
from ruammit.text.visible import json_text

__all__ = ["FORMATS", "config_xml", "read", "written"]

Row = dict[str, Any]


def config_xml() -> str:
    """The labelling interface of Label Studio for these labels."""
    labels = "\n".join(f"    <Label value={quoteattr(label)}/>" for label in LABELS)
    links = "\n".join(f"    <Relation value={quoteattr(link)}/>" for link in LINKS)
    return (
        '<View>\n  <Labels name="label" toName="text">\n'
        f'{labels}\n  </Labels>\n  <Relations>\n{links}\n  </Relations>\n  <Text name="text" value="$text"/>\n</View>\n'
    )


# --- Label Studio ----------------------------------------------------------------------------------------------------


def _to_label_studio(article: Labelled) -> Row:
    named = {"from_name": "label", "to_name": "text"}
    result: list[Row] = [
        {
            "id": span.id,
            "type": "labels",
            **named,
            "value": {
                "start": span.start,
                "end": span.end,
                "text": article.text[span.start : span.end],
                "labels": [span.label],
            },
        }
        for span in article.spans
    ]
    result += [
        {"type": "relation", "from_id": link.head, "to_id": link.tail, "direction": "right", "labels": [link.label]}
        for link in article.links
    ]
    data = {"text": article.text, "article": article.id, "sha256": article.sha256, "lang": article.lang}
    return {"data": data, "annotations": [{"result": result}]}


def _of_label_studio(row: Row) -> Labelled:
    data = row["data"]
    kept = [one for one in row["annotations"] if not one.get("was_cancelled")]
    if not kept:
        raise ReviewError("no annotation", where=str(data["article"]), cure="leave the task out of the file")
    result = kept[-1]["result"]
    spans = [
        _placed(data["text"], one["id"], one["value"], one["value"]["labels"][0])
        for one in result
        if one["type"] == "labels"
    ]
    links = [
        Link(*_directed(one), label) for one in result if one["type"] == "relation" for label in one.get("labels", ())
    ]
    return Labelled(data["article"], data["sha256"], data["text"], data["lang"], tuple(spans), tuple(links))


def _directed(relation: Row) -> tuple[str, str]:
    """From which span a relation of Label Studio leads to which."""
    ends = relation["from_id"], relation["to_id"]
    return ends if relation.get("direction") != "left" else ends[::-1]


def _placed(text: str, identity: str, value: Row, label: str) -> LabelledSpan:
    """A span of Label Studio; versions that count UTF-16 units, as browsers do, are told by the words of the span."""
    start, end, words = int(value["start"]), int(value["end"]), value.get("text")
    if words is not None and (end > len(text) or text[start:end] != words):
        units = text.encode("utf-16-le", "surrogatepass")
        before, inside = units[: 2 * start], units[2 * start : 2 * end]
        start = len(before.decode("utf-16-le", "replace"))
        end = start + len(inside.decode("utf-16-le", "replace"))
        if text[start:end] != words:
            raise ReviewError("its words do not stand where it says", where=words[:60], cure="export the tasks again")
    return LabelledSpan(identity, start, end, label)


# --- doccano ---------------------------------------------------------------------------------------------------------


def _to_doccano(article: Labelled) -> Row:
    numbers = {span.id: number for number, span in enumerate(article.spans)}
    return {
        "text": article.text,
        "article": article.id,
        "sha256": article.sha256,
        "lang": article.lang,
        "span_ids": [span.id for span in article.spans],
        "entities": [
            {"id": numbers[span.id], "label": span.label, "start_offset": span.start, "end_offset": span.end}
            for span in article.spans
        ],
        "relations": [
            {"id": number, "from_id": numbers[link.head], "to_id": numbers[link.tail], "type": link.label}
            for number, link in enumerate(article.links)
        ],
    }


def _of_doccano(row: Row) -> Labelled:
    """doccano numbers entities anew when it takes them in: which one is which is told by place and label."""
    about = row | row.get("meta", {}) if isinstance(row.get("meta"), dict) else row
    spans = {
        one["id"]: LabelledSpan(f"d{one['id']}", one["start_offset"], one["end_offset"], one["label"])
        for one in row["entities"]
    }
    links = [Link(spans[one["from_id"]].id, spans[one["to_id"]].id, one["type"]) for one in row["relations"]]
    return Labelled(about["article"], about["sha256"], row["text"], about["lang"], tuple(spans.values()), tuple(links))


# --- Prodigy ---------------------------------------------------------------------------------------------------------


def _to_prodigy(article: Labelled) -> Row:
    cuts = sorted({0, len(article.text), *(at for span in article.spans for at in (span.start, span.end))})
    bounds = list(_tokens(article.text, cuts))
    text = article.text
    tokens = [
        {"text": text[start:end], "start": start, "end": end, "id": number, "ws": text[end : end + 1] == " "}
        for number, (start, end) in enumerate(bounds)
    ]
    first = {start: number for number, (start, _) in enumerate(bounds)}
    last = {end: number for number, (_, end) in enumerate(bounds)}
    spans = {
        span.id: {
            "id": span.id,
            "start": span.start,
            "end": span.end,
            "token_start": first.get(span.start, 0),
            "token_end": last.get(span.end, len(bounds) - 1),
            "label": span.label,
        }
        for span in article.spans
    }
    relations = [
        {
            "head": spans[link.head]["token_end"],
            "child": spans[link.tail]["token_end"],
            "head_span": spans[link.head],
            "child_span": spans[link.tail],
            "label": link.label,
        }
        for link in article.links
    ]
    about = {"article": article.id, "sha256": article.sha256, "lang": article.lang}
    return {
        "text": text,
        "meta": about,
        "tokens": tokens,
        "spans": list(spans.values()),
        "relations": relations,
        "answer": "accept",
    }


def _tokens(text: str, cuts: list[int]) -> Iterator[tuple[int, int]]:
    """Start and end of tokens: words between spaces, none of them over the edge of a span."""
    for start, end in pairwise(cuts):
        at = start
        while at < end:
            while at < end and text[at].isspace():
                at += 1
            stop = at
            while stop < end and not text[stop].isspace():
                stop += 1
            if at < stop:
                yield at, stop
            at = stop


def _of_prodigy(row: Row) -> Labelled:
    about = row["meta"]
    spans = [
        LabelledSpan(str(one.get("id", f"p{number}")), one["start"], one["end"], one["label"])
        for number, one in enumerate(row["spans"])
    ]
    by_place = {(span.start, span.end, span.label): span.id for span in spans}

    def identity(one: Row) -> str:
        return by_place[one["start"], one["end"], one["label"]]

    links = [Link(identity(one["head_span"]), identity(one["child_span"]), one["label"]) for one in row["relations"]]
    return Labelled(about["article"], about["sha256"], row["text"], about["lang"], tuple(spans), tuple(links))


# --- files -----------------------------------------------------------------------------------------------------------

FORMATS: dict[str, tuple[Callable[[Labelled], Row], Callable[[Row], Labelled]]] = {
    "label-studio": (_to_label_studio, _of_label_studio),
    "doccano": (_to_doccano, _of_doccano),
    "prodigy": (_to_prodigy, _of_prodigy),
}
"""Name to how an article is written and read."""


def written(articles: Iterable[Labelled], to: str) -> Iterator[str]:
    """The file of a tool, piece by piece.

    Args:
        articles: what to write.
        to: a name of `FORMATS`.
    """
    write = FORMATS[to][0]
    if to != "label-studio":
        yield from (json_text(write(article)) + "\n" for article in articles)
        return
    for number, article in enumerate(articles):
        yield ("[\n" if number == 0 else ",\n") + json_text(write(article))
    yield "\n]\n"


def read(text: str, of: str, where: str) -> Iterator[Labelled]:
    """The articles in the file of a tool.

    Args:
        text: the file's content.
        of: a name of `FORMATS`.
        where: how errors name the file.

    Raises:
        ReviewError: it is not such a file; names the line or task.
    """
    for place, row in _rows(text, of, where):
        if row.get("answer") in {"reject", "ignore"}:
            continue
        try:
            yield FORMATS[of][1](row)
        except (KeyError, TypeError, IndexError, ValueError, AttributeError) as error:
            what = f"this is not what {of} exports of an article of ours: {type(error).__name__}: {error}"
            raise ReviewError(
                what, where=place, cure="export with spans, relations and the fields of the task"
            ) from error


def _rows(text: str, of: str, where: str) -> Iterator[tuple[str, Row]]:
    try:
        if of == "label-studio":
            for number, row in enumerate(json.loads(text), 1):
                yield f"{where}, task {number}", row
            return
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield f"{where}, line {number}", json.loads(line)
    except (ValueError, TypeError) as error:
        raise ReviewError(f"not JSON: {error}", where=where, cure=f"name a file that {of} has exported") from error
