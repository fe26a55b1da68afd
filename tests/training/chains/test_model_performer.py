"""A stage done by a model: its time, its cancel, its failures."""

import pytest

from tests.fixtures.loopback_model import REPLY
from tests.training.agents.llm.test_llm import Clock, ScriptedModel, SilentModel, StatusError
from tests.training.chains.makers import a_chain, a_stage
from tests.training.chains.test_performers import a_job, outcome
from training.agents.errors import AgentStoppedError
from training.agents.llm.agent import LlmAgent
from training.agents.llm.asking import Timing
from training.agents.llm.model import Answer
from training.chains.errors import StageFailedError
from training.chains.performers import performer_of
from training.chains.stage_job import Performer
from training.model.chain_runs import Failure
from training.model.spending import Spent


def scripted(*script: Exception | Answer) -> Performer:
    clock = Clock()
    timing = Timing(clock=lambda: clock.now, sleep=clock.sleep)
    return performer_of(LlmAgent("scripted", model=ScriptedModel(list(script), clock), timing=timing))


def test_a_rate_limit_is_waited_out() -> None:
    performed = outcome(scripted(StatusError(429), Answer(text=REPLY, tokens=30)), a_job())

    assert (performed.result, performed.tokens) == (REPLY, 30)


@pytest.mark.parametrize(("error", "retryable"), [(StatusError(429), True), (StatusError(401), False)])
def test_a_model_that_can_not_be_asked_fails_the_stage(error: Exception, *, retryable: bool) -> None:
    with pytest.raises(StageFailedError) as caught:
        outcome(scripted(*[error] * 5), a_job())

    assert caught.value.failure is Failure.MODEL
    assert caught.value.retryable is retryable


def test_a_model_that_does_not_answer_is_left_at_the_stages_deadline() -> None:
    stage = a_chain(a_stage("a", budgets={"seconds": 1})).stages[0]
    with pytest.raises(StageFailedError) as caught:
        outcome(performer_of(LlmAgent("silent", model=SilentModel())), a_job(stage=stage))

    assert caught.value.failure is Failure.TIMED_OUT


def test_a_model_that_does_not_answer_is_left_when_the_run_is_cancelled() -> None:
    looks = iter([False, True])
    with pytest.raises(AgentStoppedError):
        outcome(performer_of(LlmAgent("silent", model=SilentModel())), a_job(is_cancelled=lambda: next(looks)))


def test_what_an_answer_took_is_told_of_a_failed_stage_too() -> None:
    stage = a_chain(a_stage("a", budgets={"tokens": 100})).stages[0]
    with pytest.raises(StageFailedError) as caught:
        outcome(scripted(Answer(text=REPLY, tokens=120)), a_job(stage=stage))

    assert caught.value.failure is Failure.OVER_BUDGET
    assert caught.value.spent == Spent(turns=1, tokens=120)
