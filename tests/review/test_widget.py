"""The notebook's widget keeps what its buttons say."""

import shutil
from pathlib import Path

import pytest
from hazards import warm

import ruammit
from ruammit.engines.run import extract_to

pytest.importorskip("anywidget")
CORPUS = Path(__file__).parents[2] / "corpus" / "articles"


def test_buttons_accept_reject_and_undo(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    shutil.copy(CORPUS / "vi-can-tho-oda-loan.txt", tmp_path / "articles")
    extract_to([str(tmp_path / "articles")], str(tmp_path / "out"), engine=warm)
    widget = ruammit.open(tmp_path / "out").review("lan", most=3)
    assert [record["state"] for record in widget.records] == ["open"] * 3

    def press(action: str, at: int) -> None:
        widget._handle_custom_msg({"action": action, "at": at}, [])
        assert widget.message == ""

    press("accept", 0)
    press("reject", 1)
    press("accept", 2)
    press("undo", 0)
    assert [record["state"] for record in widget.records] == ["open", "rejected", "accepted"]
    found = next(iter(ruammit.open(tmp_path / "out")))
    own = next(iter(ruammit.open(tmp_path / "out", corrected=False)))
    assert len(found.records) == len(own.records) - 1
    assert sum(record.reviewed for record in found.records) == 1
    press("nonsense", 0)
    press("accept", 99)
