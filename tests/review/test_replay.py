"""Corrections are applied to the extraction they were made on, and to later ones of the same text."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ruammit
from ruammit.review.combine import corrected, reviewed
from ruammit.review.corrections import Action, Correction, Layer, correction
from ruammit.review.identity import content
from ruammit.review.replay import Fit
from ruammit.schema import Extraction, Record

Make = Callable[..., Correction]
Richer = Callable[[Record, int], Record]


def contents(records: Sequence[Any]) -> list[Any]:
    return sorted(map(content, records), key=repr)


def without(extraction: Extraction, *gone: Record) -> Extraction:
    left = tuple(record for record in extraction.records if record not in gone)
    return extraction.model_copy(update={"records": left})


def other_status(record: Record) -> Record:
    return record.model_copy(update={"status": "planned" if record.status == "done" else "done", "id": "0" * 16})


def test_an_accepted_record_stands_as_it_is_and_says_that_it_was_reviewed(reference: Extraction, make: Make) -> None:
    first = reference.records[0]
    found = corrected(reference, [make(reference, "accept", before=(first,), after=(first,))])
    assert contents(found.records) == contents(reference.records)
    (accepted,) = (record for record in found.records if record.reviewed)
    assert (accepted.id, accepted.score, accepted.corrected_by) == (first.id, 1.0, ())


def test_a_rejected_record_is_gone_and_nothing_else_is(reference: Extraction, make: Make) -> None:
    first = reference.records[0]
    found = corrected(reference, [make(reference, "reject", before=(first,))])
    assert contents(found.records) == contents(reference.records[1:])


def test_a_changed_record_stands_as_it_was_changed(reference: Extraction, make: Make, richer: Richer) -> None:
    first = reference.records[0]
    found = corrected(reference, [make(reference, "change", before=(first,), after=(richer(first, 7),))])
    (changed,) = (record for record in found.records if record.reviewed)
    assert changed.amounts[0].value == 7
    assert changed.corrected_by == ("lan",)
    assert len(found.records) == len(reference.records)


def test_a_record_may_be_changed_again_split_and_merged(reference: Extraction, make: Make, richer: Richer) -> None:
    first = reference.records[0]
    one, two, three = richer(first, 1), richer(first, 2), richer(first, 3)
    steps = [
        make(reference, "change", before=(first,), after=(one,)),
        make(reference, "split", before=(one,), after=(one, two)),
        make(reference, "change", before=(two,), after=(three,)),
    ]
    found = corrected(reference, steps)
    assert sorted(r.amounts[0].value for r in found.records if r.reviewed) == [1, 3]
    steps.append(make(reference, "merge", before=(one, three), after=(two,)))
    found = corrected(reference, steps)
    assert [r.amounts[0].value for r in found.records if r.reviewed] == [2]
    assert len(found.records) == len(reference.records)


def test_what_was_undone_does_not_count(reference: Extraction, make: Make) -> None:
    reject = make(reference, "reject", before=(reference.records[0],))
    undo = make(reference, "undo", undoes=reject.id)
    assert corrected(reference, [reject, undo]) == reference


def test_the_text_is_what_counts(reference: Extraction, make: Make) -> None:
    reject = make(reference, "reject", before=(reference.records[0],))
    renamed = reference.model_copy(update={"id": "elsewhere"})
    assert len(corrected(renamed, [reject]).records) == len(reference.records) - 1
    changed = Extraction.model_validate(reference.model_dump(exclude={"sha256"}) | {"text": reference.text + " "})
    assert corrected(changed, [reject]) == changed


# --- extracted again -------------------------------------------------------------------------------------------------


def test_an_accepted_record_that_is_no_longer_extracted_stays_and_is_shown_again(
    reference: Extraction, make: Make
) -> None:
    first = reference.records[0]
    found = reviewed(without(reference, first), [make(reference, "accept", before=(first,), after=(first,))])
    assert contents(found.extraction.records) == contents(reference.records)
    assert [decision.fit for decision in found.misfits] == [Fit.GONE]


def test_where_the_extraction_says_something_else_the_reviewer_s_word_stands_and_is_shown_again(
    reference: Extraction, make: Make, richer: Richer
) -> None:
    first = next(record for record in reference.records if not record.amounts)
    later = reference.model_copy(
        update={"records": tuple(other_status(r) if r is first else r for r in reference.records)}
    )
    change = make(reference, "change", before=(first,), after=(richer(first, 5),))
    found = reviewed(later, [change])
    assert [decision.fit for decision in found.misfits] == [Fit.DIFFERS]
    assert len(found.extraction.records) == len(reference.records)
    assert [r.amounts[0].value for r in found.extraction.records if r.reviewed] == [5]


def test_a_rejection_says_nothing_of_what_is_extracted_instead(reference: Extraction, make: Make) -> None:
    first = reference.records[0]
    later = reference.model_copy(update={"records": (other_status(first), *reference.records[1:])})
    found = reviewed(later, [make(reference, "reject", before=(first,))])
    assert found.extraction.records == later.records
    assert [decision.fit for decision in found.misfits] == [Fit.DIFFERS]


def test_a_rejected_record_that_is_no_longer_extracted_needs_no_second_look(reference: Extraction, make: Make) -> None:
    first = reference.records[0]
    found = reviewed(without(reference, first), [make(reference, "reject", before=(first,))])
    assert found.misfits == []
    assert contents(found.extraction.records) == contents(reference.records[1:])


def test_what_the_extractor_has_learned_is_there_once(reference: Extraction, make: Make, richer: Richer) -> None:
    first, second = reference.records[:2]
    added, wanted = make(without(reference, first), "add", after=(first,)), richer(second, 9)
    change = make(reference, "change", before=(second,), after=(wanted,))
    later = reference.model_copy(update={"records": (first, wanted, *reference.records[2:])})
    found = reviewed(later, [added, change])
    assert contents(found.extraction.records) == contents(later.records)
    assert found.misfits == []


def test_exports_and_imports_of_one_sentence_are_never_taken_for_each_other(
    reference: Extraction, make: Make, richer: Richer
) -> None:
    first = richer(reference.records[0], 5)
    amount = first.amounts[0].model_copy(update={"measure": "loan", "value": 6})
    other = first.model_copy(update={"amounts": (amount,)})
    both = reference.model_copy(update={"records": (first, other)})
    accept = make(both, "accept", before=(first,), after=(first,))
    found = reviewed(both.model_copy(update={"records": (other,)}), [accept])
    assert contents(found.extraction.records) == contents((first, other))


# --- several reviewers -----------------------------------------------------------------------------------------------


def test_two_who_agree_are_one_decision(reference: Extraction, make: Make, richer: Richer) -> None:
    first = reference.records[0]
    changes = [make(reference, "change", by, before=(first,), after=(richer(first, 4),)) for by in ("lan", "somchai")]
    found = reviewed(reference, changes)
    assert found.conflicts == []
    (record,) = (record for record in found.extraction.records if record.reviewed)
    assert record.corrected_by == ("lan", "somchai")
    assert record.flags == first.flags


def test_where_two_do_not_agree_the_later_word_stands_and_is_flagged(reference: Extraction, make: Make) -> None:
    first = reference.records[0]
    reject = make(reference, "reject", "lan", before=(first,))
    accept = make(reference, "accept", "somchai", before=(first,), after=(first,))
    found = reviewed(reference, [accept, reject])
    assert len(found.conflicts) == 1
    (record,) = (record for record in found.extraction.records if record.reviewed)
    assert [flag.code for flag in record.flags if flag.code == "review-conflict"]
    assert len(found.extraction.records) == len(reference.records)


# --- mentions --------------------------------------------------------------------------------------------------------


def test_amounts_that_restate_each_other_keep_their_places(make: Make) -> None:
    text = "ไทยลงทุนในลาว 15 ล้านบาท และมูลค่าการค้า 15,280 ล้านดอลลาร์สหรัฐ หรือประมาณ 520,586 ล้านบาท"
    found = ruammit.extract(text)
    assert found.money[2].equivalent_to == 1
    after = corrected(found, [make(found, "reject", before=(found.money[0],), layer=Layer.MONEY)])
    assert after.money[1].equivalent_to == 0
    after = corrected(found, [make(found, "reject", before=(found.money[1],), layer=Layer.MONEY)])
    assert after.money[1].equivalent_to is None


# --- laws ------------------------------------------------------------------------------------------------------------

STEPS = st.lists(st.tuples(st.sampled_from(["accept", "reject", "change", "undo"]), st.integers(0, 20)), max_size=12)


@given(steps=STEPS)
@settings(max_examples=60)
def test_any_course_of_work_ends_as_a_plain_list_would(reference: Extraction, steps: list[tuple[str, int]]) -> None:
    """What replay gives is what one gets who edits the list of records by hand."""
    course, history, state = list[Correction](), list[list[Record]](), list(reference.records)
    done: list[Correction] = []
    for number, (action, at) in enumerate(steps):
        if action == "undo":
            if done:
                course.append(correction(reference, Action.UNDO, "lan", undoes=done.pop().id))
                state = history.pop()
            continue
        if not state:
            continue
        record = state[at % len(state)]
        after: tuple[Record, ...] = () if action == "reject" else (record,)
        if action == "change":
            after = (dated(record, number),)
        one = correction(reference, Action(action), "lan", before=(record,), after=after)
        history.append(list(state))
        state = [other for other in state if other is not record] + list(after)
        course.append(one)
        done.append(one)
    assert contents(corrected(reference, course).records) == contents(state)


def dated(record: Record, number: int) -> Record:
    """The record in a year of its own."""
    return record.model_copy(update={"start": f"{1900 + number}-01-01", "end": f"{1900 + number}-12-31"})


def test_a_correction_has_the_values_that_go_with_its_action(reference: Extraction, make: Make) -> None:
    with pytest.raises(ValueError, match="accept cannot have 0 values"):
        make(reference, "accept")
    with pytest.raises(ValueError, match="no row of money"):
        make(reference, "reject", before=(reference.records[0],), layer=Layer.MONEY)
