"""From the cradle to the grave: cancelling, dying, hanging, and what is left behind."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import docker
import pytest

from sandbox.container import LATE_SHARES, Container
from sandbox.docker_runner import DockerRunner, RunnerSettings
from sandbox.errors import ImageMissingError
from sandbox.instance import LABEL, OWNER_LABEL, RUNNER_LABEL, Owner
from sandbox.model import ExecutionResult, ExecutionSpec, Limits, Outcome, SourceFile
from sandbox.reading import read
from sandbox.reaper import reap

pytestmark = pytest.mark.docker

TESTS = b"const { run } = require('./solution');\ntest('runs', async () => { await run(); });\n"
SLEEP = "exports.run = () => new Promise(() => { setInterval(() => {}, 1000); });"
RIGHT = "exports.run = () => {};"

# A worker that starts one execution that never ends, says so, and waits to be killed.
WORKER = """
import sys, threading
from sandbox.docker_runner import DockerRunner, RunnerSettings
from sandbox.engine import connect
from sandbox.instance import Owner
from sandbox.model import ExecutionSpec, Limits, SourceFile
image, program, tests = sys.argv[1:]
spec = ExecutionSpec(execution_id="orphan", candidate=(SourceFile("solution.js", program.encode()),),
                     tests=(SourceFile("solution.spec.js", tests.encode()),), limits=Limits(wall_seconds=100))
runner = DockerRunner(connect, RunnerSettings(image=image, pool_size=1))
runner.warm_up()
threading.Thread(target=runner.execute, args=(spec,)).start()
while not any(running.container for running in runner._running.values()) or runner.idle() < 1:
    threading.Event().wait(0.05)
print(Owner.current(), flush=True)
threading.Event().wait()
"""


def spec_of(program: str, *, limits: Limits | None = None) -> ExecutionSpec:
    return ExecutionSpec(
        execution_id=f"test-{uuid.uuid4().hex}",
        candidate=(SourceFile("solution.js", program.encode()),),
        tests=(SourceFile("solution.spec.js", TESTS),),
        limits=limits or Limits(),
    )


def containers_of(client: docker.DockerClient, owner: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = client.api.containers(all=True, filters={"label": f"{OWNER_LABEL}={owner}"})
    return found


def eventually(condition: Callable[[], bool], *, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def open_descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@pytest.fixture
def own_runner(make_client: Callable[[], docker.DockerClient], settings: RunnerSettings) -> Iterator[DockerRunner]:
    with DockerRunner(make_client, settings) as runner:
        yield runner


def test_cancelling_ends_an_execution_within_a_second(runner: DockerRunner) -> None:
    spec = spec_of(SLEEP, limits=Limits(wall_seconds=60))
    results: list[ExecutionResult] = []
    thread = threading.Thread(target=lambda: results.append(runner.execute(spec)))
    thread.start()
    assert eventually(lambda: any(running.container for running in runner._running.values()))
    time.sleep(0.2)

    began = time.monotonic()
    assert runner.cancel(spec.execution_id)
    thread.join(timeout=10)

    assert time.monotonic() - began < 1
    assert results[0].outcome is Outcome.CANCELLED


def test_an_execution_that_takes_long_lets_others_go_first(runner: DockerRunner, client: docker.DockerClient) -> None:
    def shares() -> int:
        names = [running.container for running in runner._running.values() if running.container]
        return int(client.api.inspect_container(names[0])["HostConfig"]["CpuShares"]) if names else 0

    spec = spec_of(SLEEP, limits=Limits(wall_seconds=60))
    thread = threading.Thread(target=runner.execute, args=(spec,))
    thread.start()

    assert eventually(lambda: shares() == LATE_SHARES)
    runner.cancel(spec.execution_id)
    thread.join(timeout=10)


def test_what_does_not_run_cannot_be_cancelled(runner: DockerRunner) -> None:
    assert not runner.cancel("never heard of")


def test_closing_leaves_no_container(
    make_client: Callable[[], docker.DockerClient], settings: RunnerSettings, client: docker.DockerClient
) -> None:
    before = {container["Id"] for container in containers_of(client, str(Owner.current()))}
    with DockerRunner(make_client, settings) as runner:
        runner.warm_up()
        assert runner.execute(spec_of(RIGHT)).all_passed
        assert runner.execute(spec_of("process.exit(1)")).outcome is Outcome.NO_REPORT

    left = {container["Id"] for container in containers_of(client, str(Owner.current()))}
    assert left <= before


def test_closing_under_a_running_execution_cancels_it(
    make_client: Callable[[], docker.DockerClient], settings: RunnerSettings, client: docker.DockerClient
) -> None:
    results: list[ExecutionResult] = []
    runner = DockerRunner(make_client, replace(settings, pool_size=0))
    spec = spec_of(SLEEP, limits=Limits(wall_seconds=60))
    thread = threading.Thread(target=lambda: results.append(runner.execute(spec)))
    thread.start()
    assert eventually(lambda: any(running.container for running in runner._running.values()))

    runner.close()
    thread.join(timeout=10)

    assert [result.outcome for result in results] == [Outcome.CANCELLED]
    assert client.api.containers(all=True, filters={"label": f"{RUNNER_LABEL}={runner._id}"}) == []


def test_no_container_serves_two_executions(own_runner: DockerRunner) -> None:
    program = "const fs = require('fs'); exports.run = () => { fs.writeFileSync('/tmp/mark', '', { flag: 'wx' }); };"

    assert all(own_runner.execute(spec_of(program)).all_passed for _ in range(4))


def test_executions_leave_no_descriptor_open(
    make_client: Callable[[], docker.DockerClient], settings: RunnerSettings
) -> None:
    with DockerRunner(make_client, replace(settings, pool_size=0)) as runner:
        runner.execute(spec_of(RIGHT))
        before = open_descriptors()
        for _ in range(8):
            runner.execute(spec_of(RIGHT))

        assert eventually(lambda: open_descriptors() <= before + 2)


def test_a_killed_worker_leaves_nothing_that_runs_and_the_next_one_removes_the_rest(
    settings: RunnerSettings, client: docker.DockerClient
) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, settings.image, SLEEP, TESTS.decode()], stdout=subprocess.PIPE, text=True
    )
    try:
        assert worker.stdout is not None
        owner = worker.stdout.readline().strip()
        assert len(containers_of(client, owner)) == 2
        reap(client)
        assert len(containers_of(client, owner)) == 2
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()

    # PID 1 hears that its line is dead: nothing runs on, even before anyone reaps
    assert eventually(lambda: all(container["State"] == "exited" for container in containers_of(client, owner)))
    reap(client)
    assert containers_of(client, owner) == []


def test_a_runner_at_work_reaps_now_and_then(
    make_client: Callable[[], docker.DockerClient], settings: RunnerSettings, client: docker.DockerClient
) -> None:
    dead = str(replace(Owner.current(), started="1"))
    with DockerRunner(make_client, replace(settings, pool_size=0, reap_seconds=0.0)) as runner:
        client.api.create_container(settings.image, labels={LABEL: "1", OWNER_LABEL: dead})
        runner.execute(spec_of(RIGHT))

    assert containers_of(client, dead) == []


def test_reaping_spares_what_the_living_own(own_runner: DockerRunner, client: docker.DockerClient) -> None:
    own_runner.warm_up()
    assert eventually(lambda: own_runner.idle() == 2)

    reap(client)

    assert own_runner.execute(spec_of(RIGHT)).all_passed


def test_a_container_killed_from_outside_is_our_failure_and_not_the_programs(
    own_runner: DockerRunner, client: docker.DockerClient
) -> None:
    spec = spec_of(SLEEP, limits=Limits(wall_seconds=60))
    results: list[ExecutionResult] = []
    thread = threading.Thread(target=lambda: results.append(own_runner.execute(spec)))
    thread.start()
    assert eventually(lambda: any(running.container for running in own_runner._running.values()))
    client.api.kill(own_runner._running[spec.execution_id].container or "")
    thread.join(timeout=10)

    assert results[0].outcome is Outcome.INFRA_ERROR
    assert own_runner.execute(spec_of(RIGHT)).all_passed


def test_warm_containers_that_died_are_passed_over(own_runner: DockerRunner, client: docker.DockerClient) -> None:
    own_runner.warm_up()
    assert eventually(lambda: own_runner.idle() == 2)
    mine = [one for one in containers_of(client, str(Owner.current())) if one["State"] == "running"]
    for container in mine:
        client.api.kill(container["Id"])
    time.sleep(0.2)

    assert own_runner.execute(spec_of(RIGHT)).all_passed


def test_a_socket_that_hangs_is_an_infra_error_in_time() -> None:
    ours, theirs = socket.socketpair()
    spec = spec_of(RIGHT)
    container = Container("none", ours, ours)
    began = time.monotonic()

    transcript = container.run(spec, deadline_seconds=0.3)

    assert time.monotonic() - began < 2
    assert read(spec, transcript, cancelled=False).outcome is Outcome.INFRA_ERROR
    assert select.select([theirs], [], [], 0)[0]
    container.disconnect()
    theirs.close()


def test_a_missing_image_is_told_as_such(
    make_client: Callable[[], docker.DockerClient],
) -> None:
    with (
        DockerRunner(make_client, RunnerSettings(image="proving-ground/none:none", pool_size=0)) as runner,
        pytest.raises(ImageMissingError, match="proving-ground/none:none"),
    ):
        runner.execute(spec_of(RIGHT))


def test_containers_carry_our_labels_and_no_restart(own_runner: DockerRunner, client: docker.DockerClient) -> None:
    own_runner.warm_up()
    assert eventually(lambda: own_runner.idle() == 2)
    one = containers_of(client, str(Owner.current()))[0]
    details = client.api.inspect_container(one["Id"])
    host = details["HostConfig"]

    assert details["Config"]["Labels"][LABEL] == "1"
    assert host["LogConfig"]["Type"] == "none"
    assert host["NetworkMode"] == "none"
    assert host["ReadonlyRootfs"] is True
    assert host["CapDrop"] == ["ALL"]
    assert host["Memory"] == host["MemorySwap"]
    assert host["PidsLimit"] == Limits().pids
    assert json.loads(next(o for o in host["SecurityOpt"] if o.startswith("seccomp=")).removeprefix("seccomp="))
