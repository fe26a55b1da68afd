import pytest

from training.agents import get_agent, list_agents
from training.errors import UnknownAgentError


def test_the_embedded_agent_is_there_and_can_work() -> None:
    assert get_agent("repair").name == "repair"
    assert get_agent("repair").check() is None


def test_every_agent_listed_can_be_got_by_its_name() -> None:
    for agent in list_agents():
        assert get_agent(agent.name).version == agent.version


def test_an_unknown_agent_gets_close_names_or_all_names() -> None:
    with pytest.raises(UnknownAgentError, match="Did you mean repair"):
        get_agent("repiar")
    with pytest.raises(UnknownAgentError, match="repair"):
        get_agent("zzz")
