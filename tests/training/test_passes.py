from dataclasses import replace
from itertools import combinations
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.test_trainer import a_trial
from training.model.trials import Trial, Verdict
from training.passes import pass_at_k, pass_hat_k, pass_rates


@st.composite
def draws(draw: st.DrawFn) -> tuple[int, int, int]:
    n = draw(st.integers(1, 9))
    return n, draw(st.integers(0, n)), draw(st.integers(1, n))


@given(draws())
def test_both_are_what_counting_every_choice_of_k_trials_gives(case: tuple[int, int, int]) -> None:
    n, passed, k = case
    choices = list(combinations([True] * passed + [False] * (n - passed), k))
    assert pass_at_k(n, passed, k) == pytest.approx(fmean(any(choice) for choice in choices))
    assert pass_hat_k(n, passed, k) == pytest.approx(fmean(all(choice) for choice in choices))


def trials(**verdicts: str) -> tuple[Trial, ...]:
    words = {"p": Verdict.PASSED, "f": Verdict.FAILED, "e": Verdict.ERRORED}
    return tuple(
        replace(a_trial(), task_id=task, repeat=at, verdict=words[letter])
        for task, letters in verdicts.items()
        for at, letter in enumerate(letters)
    )


def test_rates_are_means_over_tasks_with_an_interval_over_tasks() -> None:
    found = pass_rates(trials(one="ppp", two="pff", three="fff"))
    assert found is not None
    assert (found.k, found.tasks) == (3, 3)
    assert found.any_of_k == pytest.approx(2 / 3)
    assert found.all_of_k == pytest.approx(1 / 3)
    assert found.any_interval is not None
    assert 0 <= found.any_interval.low < 2 / 3 < found.any_interval.high <= 1


def test_our_own_failures_make_k_smaller_and_count_for_nothing() -> None:
    found = pass_rates(trials(one="ppe", two="fff"))
    assert found is not None
    assert found.k == 2
    assert found.any_of_k == pytest.approx(0.5)


def test_a_single_repeat_tells_neither() -> None:
    assert pass_rates(trials(one="p", two="f")) is None
    assert pass_rates(()) is None


@pytest.mark.parametrize(("n", "passed", "k"), [(2, 3, 1), (2, 1, 3), (2, 1, 0), (0, 0, 1)])
def test_what_can_not_be_is_refused(n: int, passed: int, k: int) -> None:
    with pytest.raises(ValueError, match="can't be"):
        pass_at_k(n, passed, k)
