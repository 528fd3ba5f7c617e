"""What `ruammit evaluate` does: a thin face of `ruammit.evaluation`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from ruammit.errors import RuammitError
from ruammit.evaluation.gold import Evaluation, evaluate
from ruammit.evaluation.prediction import read_predictions
from ruammit.evaluation.report import html_report
from ruammit.evaluation.tallies import LAYERS, ROWS, Fault
from ruammit.output import written_text

__all__ = ["below", "fault_lines", "run", "table"]


def table(evaluation: Evaluation) -> str:
    """The figures by language and layer, as lines of text."""
    lines = [f"{'':16}{'P':>7}{'R':>7}{'F1':>7}{'right':>7}{'pred':>7}{'gold':>7}"]
    for scope in evaluation.scopes:
        for layer in LAYERS:
            tally = evaluation.tally(layer, scope)
            figures = tally.figures()
            further = "  ".join(f"{name} {figures[name]:.3f}" for name in tally.agree)
            lines.append(
                f"{scope + '/' + layer:16}{''.join(f'{figure:>7}' for figure in tally.written())}"
                f"{tally.right:7d}{tally.predicted:7d}{tally.gold:7d}  {further}".rstrip()
            )
    return "\n".join(lines)


def fault_lines(faults: Iterable[Fault]) -> Iterable[str]:
    """Each disagreement as one line: article, kind, context, what is annotated, what was predicted."""
    for fault in faults:
        told = " / ".join(fault.predicted)
        yield " | ".join(
            (fault.article, fault.kind, fault.context, f"gold: {fault.gold or '-'}", f"predicted: {told or '-'}")
        )


def floors(given: Iterable[str]) -> dict[str, float]:
    """`money=0.97`, `th/slots=0.8` as least F1 by `SCOPE/LAYER`.

    Raises:
        RuammitError: not of this form, or no such layer.
    """
    least = {}
    for text in given:
        name, _, value = text.partition("=")
        name = name if "/" in name else f"all/{name}"
        try:
            least[name] = float(value)
        except ValueError:
            least[name] = -1.0
        if name.split("/")[1] not in LAYERS or not 0 <= least[name] <= 1:
            cure = f"write LAYER=F1 with F1 from 0 to 1 and a layer of: {', '.join(LAYERS)}; th/LAYER for one language"
            raise RuammitError("no floor that evaluate understands", where=f"--min {text}", cure=cure)
    return least


def below(evaluation: Evaluation, least: dict[str, float]) -> list[str]:
    """What falls short of its floor, a line each.

    Raises:
        RuammitError: a floor for a language that no article is in.
    """
    lines = []
    for name, floor in least.items():
        scope, layer = name.split("/")
        if scope not in evaluation.scopes:
            cure = f"use one of: {', '.join(evaluation.scopes)}"
            raise RuammitError("no annotated article is in this language", where=f"--min {name}", cure=cure)
        f1 = evaluation.tally(layer, scope).f1
        if f1 < floor:
            lines.append(f"{name}: F1 {f1:.4f} is below {floor:g}")
    return lines


def run(
    gold: Path,
    *,
    predictions: Path | None = None,
    html: Path | None = None,
    least: Iterable[str] = (),
    errors: str | None = None,
    as_json: bool = False,
    say: Callable[[str], None],
    warn: Callable[[str], None],
) -> int:
    """Evaluate, and tell the result.

    Args:
        gold: folder of annotated articles.
        predictions: JSONL file or folder of JSON files; None: extract the articles now.
        html: where to write a report.
        least: floors, each `LAYER=F1` or `LANG/LAYER=F1`.
        errors: layer whose disagreements to list.
        as_json: tell the figures as JSON.
        say: takes each line of the result.
        warn: takes each line that is about the result.

    Returns:
        The exit code: 0, or 1 where a floor is not reached.

    Raises:
        GoldError: annotations or predictions that cannot be used.
        RuammitError: an option that makes no sense.
    """
    wanted = floors(least)
    if errors is not None and errors not in ROWS:
        raise RuammitError("no such layer", where=f"--errors {errors}", cure=f"use one of: {', '.join(ROWS)}")
    result = evaluate(gold, None if predictions is None else read_predictions(predictions))
    if as_json:
        say(json.dumps(result.figures(), ensure_ascii=False, indent=1))
    else:
        say(table(result))
    if result.absent:
        warn(f"no prediction for {len(result.absent)}: {' '.join(result.absent)}")
    if errors is not None:
        for line in fault_lines(fault for fault in result.faults if fault.layer == errors):
            say(line)
    if html is not None:
        written_text(html, html_report(result, f"Evaluation of {gold}"))
        warn(f"wrote {html}")
    short = below(result, wanted)
    for line in short:
        warn(line)
    return 1 if short else 0
