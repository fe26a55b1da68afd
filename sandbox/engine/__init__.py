"""The Docker engine: found where there is one, started and stopped again where there is none."""

from sandbox.engine.finding import connect, describe_engine, engine_address, explain_absence
from sandbox.engine.owned import OwnedEngine, can_start_engine
from sandbox.engine.places import state_folder

__all__ = [
    "OwnedEngine",
    "can_start_engine",
    "connect",
    "describe_engine",
    "engine_address",
    "explain_absence",
    "state_folder",
]
