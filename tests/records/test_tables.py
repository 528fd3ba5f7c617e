import re

from ruammit.ontology.model import ontology
from ruammit.records.slots.sectors import purpose_codes
from ruammit.schema import Sector


def test_every_sector_has_purpose_codes() -> None:
    assert set(purpose_codes()) == set(Sector)
    assert all(re.fullmatch(r"[1-9]\d\d", code) for codes in purpose_codes().values() for code in codes)


def test_every_kind_and_frame_has_a_plover_type() -> None:
    types = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"}
    for name, frame in ontology().frames.items():
        if frame.kind is not None:
            assert ontology().plover(frame.kind, name) in types
