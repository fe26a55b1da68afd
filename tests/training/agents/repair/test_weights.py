from hypothesis import given
from hypothesis import strategies as st

from training.agents.repair.weights import OperatorRecord, OperatorWeights

counts = st.integers(0, 1000)
records = st.builds(OperatorRecord, tries=counts, gains=counts)
weights = st.builds(OperatorWeights, st.dictionaries(st.sampled_from(["a", "b", "c"]), records))


def test_an_unknown_operator_keeps_its_prior() -> None:
    assert OperatorWeights().record("anything").factor == 1.0


def test_gains_lift_an_operator_and_failures_lower_it() -> None:
    lifted = OperatorWeights().tried(["a"], gained=True)
    lowered = OperatorWeights().tried(["a"], gained=False)
    assert lifted.record("a").factor > 1 > lowered.record("a").factor


def test_an_attempt_with_several_edits_counts_once_in_all() -> None:
    after = OperatorWeights().tried(["a", "b", "a", "c"], gained=True)
    assert after.record("a") == OperatorRecord(tries=0.5, gains=0.5)
    assert sum(record.tries for record in after.records.values()) == 1


@given(weights, weights)
def test_merging_is_the_same_in_either_order(one: OperatorWeights, other: OperatorWeights) -> None:
    assert dict((one + other).records) == dict((other + one).records)


@given(records)
def test_a_factor_is_bounded(record: OperatorRecord) -> None:
    assert 0.1 <= record.factor <= 10
