"""Charts of a dataset: who to whom for how much, when, in what, with whom, and where.

Each is one call, `charts.flows(dataset)`, and readable with two records and with twenty thousand: what is drawn is
counted by the database first, and only the most frequent pairs, partners or sectors are drawn; the subtitle says how
many there are in all. A text that stands in the dataset under several names counts once. Amounts are drawn one by one
and never added up: articles repeat each other, and a year's figure holds its months.

All take `locale`, the language of their words (`en`, `th`, `vi`), and `width` in pixels.
"""

from __future__ import annotations

from ruammit.views.charts.amounts import flows
from ruammit.views.charts.counts import kinds, partners, sectors, timeline
from ruammit.views.charts.drawing import Drawing
from ruammit.views.charts.network import network
from ruammit.views.charts.world import world

__all__ = ["CHARTS", "Drawing", "flows", "kinds", "network", "partners", "sectors", "timeline", "world"]

CHARTS = {
    "world": world,
    "flows": flows,
    "timeline": timeline,
    "partners": partners,
    "network": network,
    "kinds": kinds,
    "sectors": sectors,
}
"""Every chart by name; each takes a dataset."""
