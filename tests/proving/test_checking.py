import threading

from proving.checking import Lookout
from proving.config import Settings
from proving.wiring import Wiring
from tests.training.builders import ScriptedAgent
from training.model.agents import Agent


class _Lacking(ScriptedAgent):
    def check(self) -> str | None:
        return "It is not installed."


class _Some(Wiring):
    def agents(self) -> tuple[Agent, ...]:
        return (ScriptedAgent(name="here"), _Lacking(name="elsewhere"))


def test_what_a_worker_finds_of_agents_is_there_for_the_site_to_read(settings: Settings) -> None:
    some = _Some(settings)
    Lookout(some).look(threading.Event())
    with some.open_store() as store:
        found = {check.agent: check.missing for check in store.agents.checks()}
    assert found == {"here": None, "elsewhere": "It is not installed."}


def test_a_worker_that_is_to_stop_looks_no_further(settings: Settings) -> None:
    some, stop = _Some(settings), threading.Event()
    stop.set()
    Lookout(some).run(stop)
    with some.open_store() as store:
        assert store.agents.checks() == ()
