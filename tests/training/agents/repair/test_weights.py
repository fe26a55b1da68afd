from hypothesis import given
from hypothesis import strategies as st

from training.agents.repair.program import Edit, Part
from training.agents.repair.weights import Lesson, OperatorRecord, OperatorWeights

counts = st.integers(0, 1000)
records = st.builds(OperatorRecord, tries=counts, gains=counts)
lessons = st.builds(Lesson, st.sampled_from(["a", "b"]), st.sampled_from(["", "role:result", "symptom:off_by_one"]))
weights = st.builds(OperatorWeights, st.dictionaries(lessons, records))


def an_edit(operator: str, role: str = "result") -> Edit:
    return Edit(path="solution.js", operator=operator, line=1, parts=(Part(0, 1, b""),), role=role)


def test_an_unknown_operator_keeps_its_prior() -> None:
    assert OperatorWeights().factor("anything", ["role:result"]) == 1.0


def test_gains_lift_an_operator_and_failures_lower_it() -> None:
    lifted = OperatorWeights().tried([an_edit("a")], gained=True)
    lowered = OperatorWeights().tried([an_edit("a")], gained=False)
    assert lifted.factor("a") > 1 > lowered.factor("a")


def test_where_everything_helps_more_often_an_operator_needs_more_to_stand_out() -> None:
    usual = OperatorWeights().tried([an_edit("a")], gained=True)
    often = OperatorWeights({Lesson("b"): OperatorRecord(tries=100, gains=30)}) + usual
    assert often.usual > OperatorWeights().usual
    assert 1 < often.factor("a") < usual.factor("a")


def test_what_was_never_tried_stands_between_what_helps_and_what_does_not() -> None:
    known = OperatorWeights(
        {
            Lesson("good"): OperatorRecord(tries=20, gains=2),
            Lesson("bad"): OperatorRecord(tries=80, gains=0),
        }
    )
    assert known.factor("good") > known.factor("never tried") > known.factor("bad")


def test_what_helped_in_one_circumstance_counts_for_more_there() -> None:
    known = OperatorWeights()
    for _ in range(5):
        known = known.tried([an_edit("a", "condition")], ["off_by_one"], gained=True)
        known = known.tried([an_edit("a", "result")], ["other_text"], gained=False)
    good = known.factor("a", ["role:condition", "symptom:off_by_one"])
    bad = known.factor("a", ["role:result", "symptom:other_text"])
    assert good > known.factor("a") > bad


def test_an_attempt_with_several_edits_counts_once_in_all() -> None:
    after = OperatorWeights().tried([an_edit("a"), an_edit("b"), an_edit("a"), an_edit("c")], gained=True)
    assert after.record(Lesson("a")) == OperatorRecord(tries=0.5, gains=0.5)
    assert sum(record.tries for lesson, record in after.records.items() if not lesson.circumstance) == 1


@given(weights, weights)
def test_merging_is_the_same_in_either_order(one: OperatorWeights, other: OperatorWeights) -> None:
    assert dict((one + other).records) == dict((other + one).records)


@given(weights)
def test_a_factor_is_bounded(known: OperatorWeights) -> None:
    assert 0.01 <= known.factor("a", ["role:result", "symptom:off_by_one"]) <= 100
