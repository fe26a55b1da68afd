"""The three ways of running the same tests: bare on the host, a container per run, and our sandbox."""

import json
import shutil
import subprocess
import time
import uuid
from pathlib import Path
from typing import Protocol

import docker
from docker.errors import APIError, NotFound
from docker.models.containers import Container
from docker.types import Mount
from job import TEST_COUNT, execution, write_project

from sandbox.docker_runner import DockerRunner

LOCKED = Path(__file__).parents[1] / "images" / "node-jest"
JEST = "/work/node_modules/jest/bin/jest.js"
LABEL = {"proving.benchmark": "1"}
SETTLE_SECONDS = 30.0


class Contestant(Protocol):
    """One way of running the job."""

    name: str

    def settle(self) -> None:
        """Wait until a run can begin undisturbed."""

    def run(self) -> None:
        """Do the job once; raises where it did not come out right."""


class WrongResultError(Exception):
    """The job did not come out as it must: its time means nothing."""


def make_project(folder: Path) -> None:
    """Make a project of the job, with the Jest that the sandbox has."""
    folder.chmod(0o755)  # read by the user in the container too
    shutil.copy(LOCKED / "package-lock.json", folder)
    package = json.loads((LOCKED / "package.json").read_text())
    (folder / "package.json").write_text(json.dumps({**package, "scripts": {"test": "jest"}}))
    subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=folder, check=True)
    write_project(folder)


class BareNpmTest:
    """`npm test` in a project folder on the host: no isolation at all."""

    name = "bare npm test"

    def __init__(self, project: Path) -> None:
        self._folder = project

    def settle(self) -> None:
        """Nothing to wait for."""

    def run(self) -> None:
        """Run `npm test` and look at its exit code."""
        subprocess.run(["npm", "test", "--silent"], cwd=self._folder, check=True, capture_output=True)


class ContainerPerRun:
    """The project's Jest in a new container for each run, as `docker run --rm` would do it."""

    name = "docker run, Jest"

    def __init__(self, client: docker.DockerClient, image: str, project: Path) -> None:
        self._client = client
        self._image = image
        self._folder = project

    def settle(self) -> None:
        """Nothing to wait for."""

    def run(self) -> None:
        """Create, start, wait, remove."""
        container = self._client.containers.create(
            self._image,
            entrypoint=["/usr/local/bin/node", JEST, "--cacheDirectory=/tmp/jest"],
            working_dir="/work",
            user="1002:1002",
            network_mode="none",
            labels=LABEL,
            tmpfs={"/tmp": "uid=1002,gid=1002"},  # noqa: S108 - a mount in the container
            mounts=[Mount("/work", str(self._folder), type="bind", read_only=True)],
        )
        try:
            container.start()
            status = container.wait()["StatusCode"]
            if status != 0:
                raise WrongResultError(container.logs().decode("utf-8", "replace"))
        finally:
            _remove(container)


def _remove(container: Container) -> None:
    try:
        container.remove(force=True)
    except NotFound:
        pass
    except APIError as error:
        if error.status_code != 409:  # noqa: PLR2004 - HTTP conflict: it is being removed already
            raise


class OurSandbox:
    """Our sandbox: a warm container of its own for each run, judge and program apart."""

    name = "our sandbox"

    def __init__(self, runner: DockerRunner, *, pool_size: int) -> None:
        self._runner = runner
        self._pool_size = pool_size
        runner.warm_up()

    def settle(self) -> None:
        """Wait until the pool is full."""
        deadline = time.monotonic() + SETTLE_SECONDS
        while self._runner.idle() < self._pool_size and time.monotonic() < deadline:
            time.sleep(0.02)

    def run(self) -> None:
        """Execute, and look at the verdict."""
        result = self._runner.execute(execution(f"bench-{uuid.uuid4().hex}"))
        if not result.all_passed or len(result.tests) != TEST_COUNT:
            raise WrongResultError(result.reason)
