"""The llm agent: its waiting with a scripted model, and the real library against a loopback server."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.fixtures.loopback_model import REPLY, Server, serving
from tests.training.agents.helpers import STARTER, assignment, tried
from training.agents import get_agent
from training.agents.errors import AgentStoppedError, AgentTimeoutError, ModelError, RateLimitError
from training.agents.llm.agent import LlmAgent
from training.agents.llm.asking import Timing
from training.agents.llm.model import Answer, Question


class StatusError(Exception):
    """An error as HTTP libraries raise it."""

    def __init__(self, status: int, **headers: str) -> None:
        super().__init__(f"status {status}")
        self.response = SimpleNamespace(status_code=status, headers=headers)


@dataclass
class Clock:
    """Time that passes only by waiting."""

    now: float = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class ScriptedModel:
    """Raises or answers what it was given, in order, and notes when it was asked."""

    script: list[Exception | Answer]
    clock: Clock = field(default_factory=Clock)
    asked: list[Question] = field(default_factory=list)
    asked_at: list[float] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        self.asked_at.append(self.clock.now)
        said = self.script.pop(0)
        if isinstance(said, Exception):
            raise said
        return said


def _agent(model: ScriptedModel, clock: Clock) -> LlmAgent:
    return LlmAgent("scripted", model=model, timing=Timing(clock=lambda: clock.now, sleep=clock.sleep))


def test_the_program_comes_from_the_reply_and_the_tokens_are_recorded() -> None:
    model = ScriptedModel([Answer(text=REPLY, tokens=30)])
    candidate = _agent(model, Clock()).begin(assignment()).propose(())
    assert candidate is not None
    assert b"n * 2" in candidate.files[0].content
    assert candidate.tokens == 30
    assert json.loads(candidate.log)["text"] == REPLY


def test_temperature_system_prompt_and_token_limit_come_from_the_strategy() -> None:
    model = ScriptedModel([Answer(text=REPLY)])
    task = assignment("aggressive", token_budget=500)
    _agent(model, Clock()).begin(task).propose(())
    question = model.asked[0]
    assert (question.temperature, question.token_limit) == (1.0, 500)
    assert question.system == task.strategy.instructions
    assert task.strategy.instructions not in question.prompt


def test_a_rate_limit_and_a_failing_server_are_waited_out() -> None:
    clock = Clock()
    script = [StatusError(429), StatusError(503), ConnectionResetError(), Answer(text=REPLY)]
    model = ScriptedModel(script, clock)
    assert _agent(model, clock).begin(assignment()).propose(()) is not None
    assert model.asked_at == [0.0, 1.0, 3.0, 7.0]


def test_a_server_that_says_how_long_to_wait_is_believed_within_reason() -> None:
    clock = Clock()
    slow = StatusError(429, **{"retry-after": "7"})
    endless = StatusError(429, **{"retry-after": "1e9"})
    model = ScriptedModel([slow, endless, Answer(text=REPLY)], clock)
    _agent(model, clock).begin(assignment()).propose(())
    assert model.asked_at == [0.0, 7.0, 67.0]


def test_a_cancel_is_heard_in_the_middle_of_a_pause() -> None:
    clock = Clock()
    model = ScriptedModel([StatusError(429, **{"retry-after": "60"}), Answer(text=REPLY)], clock)
    task = replace(assignment(), is_cancelled=lambda: clock.now >= 5)
    with pytest.raises(AgentStoppedError):
        _agent(model, clock).begin(task).propose(())
    assert clock.now < 6


class SilentModel:
    """Never answers, as a server does that holds the line."""

    def ask(self, question: Question) -> Answer:
        del question
        threading.Event().wait(60)
        return Answer(text="too late")


def test_a_model_that_does_not_answer_is_left_when_the_time_is_over() -> None:
    with pytest.raises(AgentTimeoutError):
        LlmAgent("silent", model=SilentModel()).begin(assignment(time_budget_seconds=0.1)).propose(())


def test_a_model_that_does_not_answer_is_left_when_the_trial_is_cancelled() -> None:
    cancelled = threading.Event()
    threading.Timer(0.1, cancelled.set).start()
    with pytest.raises(AgentStoppedError):
        LlmAgent("silent", model=SilentModel()).begin(replace(assignment(), is_cancelled=cancelled.is_set)).propose(())


@pytest.mark.parametrize(
    ("failures", "error", "message"),
    [
        ([StatusError(429)] * 5, RateLimitError, "kept asking us to slow down"),
        ([StatusError(500)] * 5, ModelError, "server kept failing"),
        ([ConnectionRefusedError()] * 5, ModelError, "can't be reached"),
        ([StatusError(401)], ModelError, "refused the request"),
        ([ValueError("odd")], ModelError, "ValueError: odd"),
    ],
)
def test_what_does_not_pass_is_an_error_of_its_own_kind(
    failures: list[Exception], error: type[ModelError], message: str
) -> None:
    model = ScriptedModel(list(failures))
    with pytest.raises(error, match=message):
        _agent(model, Clock()).begin(assignment()).propose(())
    assert model.script == []


def test_waiting_never_goes_beyond_the_time_budget() -> None:
    clock = Clock()
    model = ScriptedModel([StatusError(429)] * 5)
    with pytest.raises(RateLimitError):
        _agent(model, clock).begin(assignment(time_budget_seconds=5.0)).propose(())
    assert clock.now < 5


def test_a_used_up_token_budget_submits_the_best_so_far() -> None:
    model = ScriptedModel([Answer(text=REPLY, tokens=1000)])
    session = _agent(model, Clock()).begin(assignment(token_budget=900))
    session.propose(())
    submitted = session.propose((tried("// better", True, False), tried("// worse", False, False)))
    assert submitted is not None
    assert submitted.final
    assert submitted.files[0].content == b"// better"


def test_a_reply_without_a_program_leaves_the_files_as_they_were() -> None:
    candidate = _agent(ScriptedModel([Answer(text="No.")]), Clock()).begin(assignment()).propose(())
    assert candidate is not None
    assert candidate.files == STARTER


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Server]]:
    """Serve on loopback, and tell the library of it."""
    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path))
    monkeypatch.setenv("OPENAI_API_KEY", "unused")
    with serving(tmp_path) as handler:
        yield handler


def test_the_real_library_reaches_a_server_with_the_strategys_options(server: type[Server]) -> None:
    agent = get_agent("llm:loopback")
    assert agent.check() is None
    assert agent.version.startswith("loopback (llm ")
    candidate = agent.begin(assignment("aggressive")).propose(())
    assert candidate is not None
    assert b"n * 2" in candidate.files[0].content
    assert candidate.tokens == 123
    assert server.requests[0]["temperature"] == 1.0
    assert server.requests[0]["max_tokens"] == 8192
    assert server.requests[0]["messages"][0]["role"] == "system"


def test_half_a_character_in_a_reply_leaves_the_program_well_formed(server: type[Server]) -> None:
    server.reply = "```js\n// \ud83d\n```\n"
    candidate = get_agent("llm:loopback").begin(assignment()).propose(())
    assert candidate is not None
    assert candidate.files[0].content == "// \ufffd\n".encode()
    assert candidate.log.encode()


def test_a_refusal_of_the_real_server_is_an_error_and_no_failed_attempt(server: type[Server]) -> None:
    server.failures.append(400)
    with pytest.raises(ModelError, match="refused the request"):
        get_agent("llm:loopback").begin(assignment()).propose(())


def test_a_model_that_the_library_does_not_know_is_named() -> None:
    assert "knows no model 'no-such-model'" in (get_agent("llm:no-such-model").check() or "")
