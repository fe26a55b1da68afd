"""What a container may not do, as Docker is told it."""

import json
from typing import Any

import pytest

from sandbox.hardening import Shape, host_config_arguments, processors_for_one, seccomp_profile
from sandbox.model import Limits

SHAPE = Shape.of(Limits(memory_mib=100, pids=50, disk_mib=7, inodes=77))


@pytest.fixture
def arguments() -> dict[str, Any]:
    return host_config_arguments(SHAPE, runtime=None, seccomp=seccomp_profile())


@pytest.fixture
def calls() -> list[dict[str, Any]]:
    profile = json.loads(seccomp_profile())
    assert profile["defaultAction"] == "SCMP_ACT_ERRNO"
    rules: list[dict[str, Any]] = profile["syscalls"]
    return rules


def test_there_is_no_way_out(arguments: dict[str, Any]) -> None:
    assert arguments["network_mode"] == "none"
    assert arguments["read_only"] is True
    assert arguments["cap_drop"] == ["ALL"]
    assert sorted(arguments["cap_add"]) == ["KILL", "SETGID", "SETUID"]
    assert "no-new-privileges" in arguments["security_opt"]
    assert not {"binds", "mounts", "volumes_from", "devices", "privileged", "pid_mode"} & set(arguments)


def test_memory_has_no_swap_beside_it(arguments: dict[str, Any]) -> None:
    assert arguments["memswap_limit"] == arguments["mem_limit"] >= 100 * 2**20


def test_every_writable_place_is_sized(arguments: dict[str, Any]) -> None:
    for options in arguments["tmpfs"].values():
        assert {"size=7m", "nr_inodes=77", "noexec", "nosuid", "nodev"} <= set(options.split(","))


@pytest.mark.parametrize(("processors", "most"), [(1, 1.0), (2, 1.0), (3, 1.5), (4, 2.0), (64, 2.0)])
def test_one_container_may_use_half_of_the_machine(processors: int, most: float) -> None:
    assert processors_for_one(processors) == most


def test_processors_are_held_over_a_short_time(arguments: dict[str, Any]) -> None:
    assert arguments["cpu_quota"] == 2 * arguments["cpu_period"] == 20_000


def test_output_is_not_logged_by_the_engine(arguments: dict[str, Any]) -> None:
    assert arguments["log_config"] == {"type": "none", "config": {}}


@pytest.mark.parametrize(
    "name",
    ["ptrace", "mount", "unshare", "setns", "bpf", "keyctl", "io_uring_setup", "userfaultfd", "personality",
     "process_vm_writev", "perf_event_open", "pidfd_getfd", "execveat", "memfd_create", "mknod", "mq_open", "shmget"],
)  # fmt: skip
def test_dangerous_system_calls_are_not_on_the_list(calls: list[dict[str, Any]], name: str) -> None:
    allowed = {listed for rule in calls if rule["action"] == "SCMP_ACT_ALLOW" for listed in rule["names"]}

    assert name not in allowed


def test_sockets_are_plain_ones_only(calls: list[dict[str, Any]]) -> None:
    rules = [rule for rule in calls if "socket" in rule["names"]]

    assert all(len(rule["args"]) == 2 for rule in rules)
    assert {rule["args"][0]["value"] for rule in rules} == {1, 2, 10}
    assert {rule["args"][1]["valueTwo"] for rule in rules} == {1, 2}
