"""The ontology and the engines that ask it: no name of a frame, kind or list of phrases stands in their code."""

import ast
from pathlib import Path

import pytest
from pydantic import ValidationError

import ruammit
from ruammit.ontology.model import Ontology, ontology
from ruammit.ontology.names import tables
from ruammit.ontology.terms import Context, Cue, FrameTrait, KindTrait
from ruammit.schema import Measure, RecordKind

PACKAGE = Path(ruammit.__file__).parent
ENGINES = sorted((PACKAGE / "records").rglob("*.py")) + sorted((PACKAGE / "merging").rglob("*.py"))
SHARED = {"investment", "trade", "aid", "both-sides"}
"""Names that are those of measures, sectors or ways into a record too: as these they may stand."""


def strings(path: Path) -> set[str]:
    """Every string literal of a module that is no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docs)
    return {node.value for node in constants if isinstance(node.value, str)}


@pytest.mark.parametrize("path", ENGINES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_frame_kind_or_list_is_named_in_an_engine(path: Path) -> None:
    declared = {
        *ontology().frames,
        *(ontology().modifiers.keys() - set(map(str, Cue))),
        *map(str, RecordKind),
        *(c for c in Context if "-" in c),
    }
    assert strings(path) & (declared - SHARED) == set()


@pytest.mark.parametrize("path", ENGINES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_kind_is_asked_for_by_its_member(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    asked = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "RecordKind"
    }
    assert asked == set()


def test_every_trait_is_one_that_something_has() -> None:
    assert {trait for frame in ontology().frames.values() for trait in frame.traits} == set(FrameTrait)
    assert {trait for kind in ontology().kinds.values() for trait in kind.traits} == set(KindTrait)


def test_a_measure_belongs_to_the_kind_whose_frames_have_it() -> None:
    assert ontology().kind_of(Measure.EXPORT) == "trade"
    assert ontology().kind_of(Measure.LOAN) == "aid"
    assert ontology().kind_of(Measure.CONTRACT) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"frames": {"trade-export": {"kind": "barter"}}},
        {"frames": {"trade-export": {"kind": "trade", "traits": ["loud"]}}},
        {"kinds": {"trade": {"plover": "COOPERATE", "roles": ["seller", "buyer"]}}},
        {"habits": {}},
    ],
)
def test_what_is_not_declared_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Ontology.model_validate({**tables(), **wrong})
