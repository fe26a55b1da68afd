"""Reaping: what one dead owner left in the engine's way does not keep the rest."""

from types import SimpleNamespace
from typing import Any, cast

import docker
from docker.errors import APIError

from sandbox.instance import OWNER_LABEL, Owner
from sandbox.reaper import reap


class StubbornApi:
    """Lists the containers of a dead owner, and can't let go of one of them."""

    def __init__(self, *names: str, stuck: str) -> None:
        here = Owner.current()
        owner = Owner(here.boot, here.pids, here.pid, started="0")
        self._containers = [{"Id": name, "Labels": {OWNER_LABEL: str(owner)}, "State": "exited"} for name in names]
        self._stuck = stuck
        self.removed: list[str] = []

    def containers(self, **_: Any) -> list[dict[str, Any]]:
        return self._containers

    def remove_container(self, container: str, **_: Any) -> None:
        if container == self._stuck:
            raise APIError("device or resource busy", response=SimpleNamespace(status_code=500, reason="busy", url=""))
        self.removed.append(container)


def test_one_that_cannot_be_removed_keeps_nobody_from_the_others() -> None:
    api = StubbornApi("a", "b", "c", stuck="b")

    reaped = reap(cast("docker.DockerClient", SimpleNamespace(api=api)))

    assert reaped == ("a", "c")
    assert api.removed == ["a", "c"]
