import re

from ruammit import languages
from ruammit.records.identity import plover
from ruammit.records.lexicon import lexicon
from ruammit.records.sectors import purpose_codes
from ruammit.schema import RecordKind, Sector


def test_every_sector_has_purpose_codes() -> None:
    assert set(purpose_codes()) == set(Sector)
    assert all(re.fullmatch(r"[1-9]\d\d", code) for codes in purpose_codes().values() for code in codes)


def test_every_kind_and_frame_has_a_plover_type() -> None:
    types = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"}
    for lang in languages.codes():
        for frame in lexicon(languages.pack(lang)).frames.values():
            if frame.kind is not None:
                assert plover(frame.kind, frame.name) in types
    assert plover(RecordKind.ENGAGEMENT, "engagement-visit") == "CONSULT"
    assert plover(RecordKind.AGREEMENT, "agreement-recognition") == "SUPPORT"
