"""The ways of running the same tests: bare on the host, a container per run, and our sandbox."""

import json
import shutil
import subprocess
import threading
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


class LlmSandbox:
    """llm-sandbox on the same image: a session for each run, which is a container, a command in it, and its end.

    It lives in an environment of its own, whose interpreter is named by `python`, and so in a process of its own. Each
    thread that runs has one, since its sessions hold the process for as long as they last.
    """

    name = "llm-sandbox"

    def __init__(self, python: str, image: str, project: Path) -> None:
        self._command = [python, str(Path(__file__).with_name("llm_sandbox_runs.py")), image, str(project)]
        self._local = threading.local()
        self._started: list[subprocess.Popen[str]] = []

    def settle(self) -> None:
        """Nothing to wait for: it keeps nothing warm."""

    def run(self) -> None:
        """Ask for one run, and look at its answer."""
        process = self._process()
        if process.stdin is None or process.stdout is None:
            raise WrongResultError("no pipes")
        process.stdin.write("run\n")
        process.stdin.flush()
        answer = process.stdout.readline().strip()
        if answer != "ok":
            raise WrongResultError(answer or "llm-sandbox ended")

    def close(self) -> None:
        """End its processes."""
        for process in self._started:
            process.kill()
            process.wait()

    def _process(self) -> "subprocess.Popen[str]":
        process: subprocess.Popen[str] | None = getattr(self._local, "process", None)
        if process is None:
            process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            self._local.process = process
            self._started.append(process)
        return process


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
