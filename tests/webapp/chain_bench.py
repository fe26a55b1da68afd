"""Where a worker finds what a trial names, chains among it."""

from pathlib import Path

from tests.webapp.factories import Bench
from training.agents import get_agent
from training.chains.agent import ChainAgent, Workshop, chain_name
from training.chains.book import ChainBook
from training.model.agents import Agent
from training.store import Store
from training.strategies import StrategyBook


class ChainBench(Bench):
    """Finds chains too."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def agent(self, name: str, *, batch_id: int) -> Agent:
        chain = chain_name(name)
        if chain is None:
            return super().agent(name, batch_id=batch_id)
        workshop = Workshop(
            open_store=lambda: Store.open(self._path),
            agent=get_agent,
            strategy=lambda _team, name: StrategyBook().get(name),
        )
        with workshop.open_store() as store:
            return ChainAgent(ChainBook(store.chains).get(chain), workshop)
