"""What an agent says that it used."""

import math
from typing import Any

import pytest

from training.agents import usage


@pytest.mark.parametrize("said", [-1, True, 1.5, "3", None, 2**63, [1]])
def test_what_is_no_number_of_tokens_is_not_known(said: Any) -> None:
    assert usage.count(said) is None
    assert usage.total([said, 7]) == 7
    assert usage.total([said]) is None


@pytest.mark.parametrize("said", [-0.1, True, math.nan, math.inf, 10**400, "3", None])
def test_what_is_no_amount_is_not_known(said: Any) -> None:
    assert usage.cost_usd(said) is None


def test_plain_numbers_are_taken() -> None:
    assert (usage.count(0), usage.total([3, 4]), usage.cost_usd(1)) == (0, 7, 1.0)
