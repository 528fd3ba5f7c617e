"""Names found and missed: `make names-report`.

usage: python -m ruammit.training.names.report GOLD_DIR... [--sentences FILE --lang CODE] [--faults]

For every folder precision, recall and F1 by press and type, with the counts behind them; press is what stands before
the number in an article's name. For a corpus of sentences in CoNLL's form those of the held-out fifth, by overlap.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

from ruammit.schema import EntityType
from ruammit.training.names.corpora import evaluated, sentences
from ruammit.training.names.measure import Count, Fault, by_form, by_overlap

__all__ = ["main"]

_PRESS = re.compile(r"(.*?)-?\d*\Z")
_COMPARED = (EntityType.PERSON, EntityType.ORG)  # a corpus of sentences counts facilities among its places


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--lang", default="th")
    parser.add_argument("--faults", action="store_true")
    options = parser.parse_args()
    faults: list[Fault] = []
    write = sys.stdout.write
    for folder in options.gold:
        presses: dict[str, dict[EntityType, Count]] = {}
        for sample in evaluated(folder):
            press = _PRESS.sub(r"\1", sample.id)
            faults += by_form(sample, presses.setdefault(press, {kind: Count() for kind in EntityType}))
        for press, counts in sorted(presses.items()):
            for kind, count in counts.items():
                write(f"{folder.name}/{press:14} {kind.value:7} {count}\n")
    if options.sentences:
        counts = {kind: Count() for kind in _COMPARED}
        for sample in sentences(options.sentences, options.lang):
            if sample.source == "held-out":
                faults += by_overlap(sample, counts)
        for kind, count in counts.items():
            write(f"{options.sentences.stem:18} {kind.value:7} {count}\n")
    kinds = Counter((fault.sign, fault.type.value, fault.rule) for fault in faults)
    write("\nfaults by rule\n")
    for (sign, kind_, rule), times in kinds.most_common():
        write(f"{times:5} {sign} {kind_:7} {rule or 'missed'}\n")
    if options.faults:
        for fault in sorted(faults, key=lambda one: (one.sign, one.type.value, one.name)):
            write(f"{fault.sign} {fault.type.value:7} {fault.name}\t{fault.rule}\t{fault.sample}\n")


if __name__ == "__main__":
    main()
