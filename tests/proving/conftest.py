"""The command line on a store of its own, with a bench that needs no Docker."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from proving.cli.root import cli
from proving.config import Settings, load_settings
from proving.wiring import Bench, Wiring
from sandbox.fake import FakeRunner
from tests.webapp.factories import some_pass

Run = Callable[..., Result]


class FakeWiring(Wiring):
    """Everything real but the sandbox."""

    @contextmanager
    def bench(self) -> Iterator[Bench]:
        yield Bench(runner=FakeRunner(some_pass), image_digest="sha256:0")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    found, _ = load_settings(
        {"PROVING_DATABASE": str(tmp_path / "proving.db"), "PROVING_CONFIG": str(tmp_path / "none")}
    )
    return found


@pytest.fixture
def run(settings: Settings) -> Run:
    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(cli, list(arguments), obj=FakeWiring(settings))

    return invoke


@pytest.fixture
def run_in_containers(settings: Settings) -> Run:
    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(cli, list(arguments), obj=Wiring(settings))

    return invoke
