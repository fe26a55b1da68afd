"""Looks beside the work whether agents can work here, and writes it down for the site, which has no agent's keys."""

import logging
import os
import socket
import threading
from datetime import UTC, datetime

from proving.wiring import Wiring
from training.errors import TrainingError
from training.model.agents import Agent, AgentCheck

EVERY_SECONDS = 300.0

_log = logging.getLogger(__name__)


class Lookout:
    """Looks now and every few minutes. What goes wrong with that is no reason to end."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring
        self._worker = f"{socket.gethostname()}:{os.getpid()}"

    def run(self, stop: threading.Event) -> None:
        """Look until told to stop."""
        while not stop.is_set():
            try:
                self.look(stop)
            except TrainingError as error:
                _log.warning("the agents could not be looked at: %s", error)
            stop.wait(EVERY_SECONDS)

    def look(self, stop: threading.Event) -> None:
        """Write down for each agent whether it can work here."""
        for agent in self._wiring.agents():
            if stop.is_set():
                return
            check = self._check(agent)
            with self._wiring.open_store() as store:
                store.agents.keep_check(check)

    def _check(self, agent: Agent) -> AgentCheck:
        missing = agent.check()
        return AgentCheck(
            agent=agent.name,
            version="" if missing else agent.version,
            missing=missing,
            worker=self._worker,
            checked_at=datetime.now(UTC),
        )
